"""JSON objects with long arrays in them, read and written element by element."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Generator, Iterable, Iterator, Mapping
from typing import IO, TextIO, TypeVar

from pydantic import BaseModel, ValidationError

_Element = TypeVar("_Element", bound=BaseModel)
_Whole = TypeVar("_Whole", bound=BaseModel)

_SPACES = re.compile(r"[ \t\n\r]*")
_FIRST = 2**16
"""Characters to look at first; for a longer value twice as many, and so on."""
_LONGEST = 16 * 2**20
"""Characters of a member; the names of two hundred thousand files stay below."""
_LONGEST_NAME = 2**16
_LONGEST_ELEMENT = 8 * 2**20
"""Characters; a record whose cells are all as long as a cell may be stays below."""
_BEGIN_NUMBERS = tuple("-0123456789")
_OF_NUMBERS = ("", *"+-.eE0123456789")
_PLAIN = json.JSONDecoder()


class NoArray(ValueError):
    """The member of this name is none."""


def stream_members(stream: IO[bytes], *arrays: str) -> Iterator[tuple[str, str]]:
    """The members of the object in their order, each as its name and its value as JSON text; of the
    members ``arrays`` one pair for each element. Raises ValueError when the bytes are no such
    object or it has two members of one name, as soon as that shows; and what reading raises."""
    text, seen = _Text(stream), set[str]()
    text.take("{")
    sign = "," if text.peek() != "}" else text.take("}")
    while sign == ",":
        if text.peek() != '"':
            raise ValueError("a member without a name")
        name = json.loads(text.value(_LONGEST_NAME))
        if name in seen:
            raise ValueError("two members of one name")
        seen.add(name)
        text.take(":")
        if name in arrays:
            if text.peek() != "[":
                raise NoArray(name)
            for element in _elements(text):
                yield name, element
        else:
            yield name, text.value(_LONGEST)
        sign = text.take(",}")
    if text.peek():
        raise ValueError("more than one value")


def _elements(text: _Text) -> Iterator[str]:
    text.take("[")
    sign = "," if text.peek() != "]" else text.take("]")
    while sign == ",":
        yield text.value(_LONGEST_ELEMENT)
        sign = text.take(",]")


def stream_models(
    stream: IO[bytes], array: str, element: type[_Element], whole: type[_Whole]
) -> Generator[_Element, None, _Whole]:
    """The elements of ``array`` one by one; what ``yield from`` gives is the rest of the object,
    with an empty array. Raises ValueError, at the latest after the last element, for what is no
    such object or has other members, and what reading raises."""
    told = {array: "[]"}
    try:
        for name, text in stream_members(stream, array):
            if name == array:
                yield element.model_validate_json(text)
            elif name in whole.model_fields:
                told[name] = text
            else:
                raise ValueError("a member of another name")
        return whole.model_validate_json(object_of(told.items()))
    except ValidationError as error:
        raise ValueError(error.errors(include_input=False)[0]["msg"]) from error


def object_of(members: Iterable[tuple[str, str]]) -> str:
    """The object with these members, given by their names and values as JSON text."""
    return f"{{{', '.join(f'{json.dumps(name)}: {text}' for name, text in members)}}}"


def write_members(
    target: TextIO,
    told: Mapping[str, object],
    arrays: Mapping[str, Iterable[Mapping[str, object]]],
) -> None:
    """An object with the members ``told``, at least one, and then the ``arrays`` with their items,
    each of which is written when it comes. Raises OSError."""
    target.write(_json(told).removesuffix("\n}"))
    for name, items in arrays.items():
        target.write(f',\n "{name}": [')
        for number, item in enumerate(items):
            target.write(("," if number else "") + "\n  " + _json(item).replace("\n", "\n  "))
        target.write("\n ]")
    target.write("\n}\n")


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


class _Text:
    """The text of a stream of bytes, decoded as far as it is looked at."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._is_last = stream, False
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._text, self._at = "", 0

    def peek(self) -> str:
        """The next sign that is no space; the empty string at the end."""
        while True:
            found = _SPACES.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more(_FIRST):
                return ""

    def take(self, signs: str) -> str:
        found = self.peek()
        if not found or found not in signs:
            raise ValueError(f"no {signs}")
        self._at += 1
        return found

    def value(self, most: int) -> str:
        """The next value as it is written, of at most ``most`` characters or not many more."""
        is_number = self.peek() in _BEGIN_NUMBERS
        wish = _FIRST
        while True:
            end = 0
            try:
                _, end = _PLAIN.raw_decode(self._text, self._at)
            except RecursionError as error:
                raise ValueError("too deep") from error
            except json.JSONDecodeError:
                pass  # Not whole, or no JSON: more of it tells.
            # A number may go on behind what was looked at, anything else may not be whole.
            is_whole = end and not (is_number and self._text[end : end + 1] in _OF_NUMBERS)
            if is_whole:
                break
            if len(self._text) - self._at > most:
                raise ValueError("too long")
            if not self._more(wish):
                if not end:
                    raise ValueError("no whole value")
                break
            wish *= 2
        found, self._at = self._text[self._at : end], end
        return found

    def _more(self, count: int) -> bool:
        """Look at more of the bytes, and forget what was taken; False at their end."""
        if self._is_last:
            return False
        part = self._stream.read(count)
        self._is_last = not part
        self._text = self._text[self._at :] + self._decoder.decode(part, self._is_last)
        self._at = 0
        return True
