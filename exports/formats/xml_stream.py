"""Reading an XML file with many elements below its root, element by element."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree

_LONGEST = 2 * 2**20
"""Bytes without an element; the text of a cell stays far below."""


def children(
    stream: IO[bytes], root_name: str, *, deepest: int, most: int
) -> Iterator[tuple[Element, Element]]:
    """The elements below the root with the root, whose namespace all share; each is forgotten, and
    so is what the root says, when the next is asked for. Raises ValueError for bytes that are no
    such XML, bring a DTD, nest deeper than ``deepest`` or have more than ``most`` elements in one,
    or a tag or text that does not end; and what reading the stream raises."""
    depth, count, root = 0, 0, Element("none")
    source = _Ending(stream)
    try:
        for event, element in ElementTree.iterparse(
            source, events=("start", "end"), forbid_dtd=True
        ):
            source.since = 0
            depth += 1 if event == "start" else -1
            count += 1
            require(depth <= deepest and count <= 2 * most)
            if event == "start" and depth == 1:
                root = element
                require(name_of(root) == root_name)
            elif event == "end" and depth == 1:
                require(namespace_of(element) == namespace_of(root))
                yield root, element
                root.clear()
                count = 0
    except ParseError as error:
        raise ValueError("XML") from error


class _Ending:
    """A stream that is not read on and on without an element in it: the parser looks at all of an
    unfinished one again with every block."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self.since = stream, 0

    def read(self, count: int = -1) -> bytes:
        self.since += count
        require(0 <= self.since <= _LONGEST)
        return self._stream.read(count)


def namespace_of(element: Element) -> str:
    return str(element.tag).rpartition("}")[0].lstrip("{")


def name_of(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def require(holds: bool) -> None:
    """Raises ValueError."""
    if not holds:
        raise ValueError("XML")
