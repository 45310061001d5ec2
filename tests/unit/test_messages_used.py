"""No sentence stands in the catalogs that nobody says: each id is somewhere in the program, whole
or composed."""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, MessageReference
from fluent.syntax.visitor import Visitor

ROOT = Path(__file__).parents[2]
_PLACES = ("digitizer", "ocr", "exports", "ui")


@cache
def _said() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """All texts of the program, and the shapes of those that are composed."""
    whole: set[str] = set()
    composed: set[str] = set()
    for place in _PLACES:
        for path in (ROOT / place).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    whole.add(node.value.partition(".")[0])
                elif isinstance(node, ast.JoinedStr):
                    composed.add(_shape(node))
    return frozenset(whole), tuple(re.compile(shape) for shape in composed if _tells(shape))


def _shape(node: ast.JoinedStr) -> str:
    parts = [
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[a-z0-9_.-]+"
        for part in node.values
    ]
    return "".join(parts)


def _tells(shape: str) -> bool:
    """Whether the shape has a beginning or an end of its own, as ``ui-action-…`` has."""
    return re.match(r"[a-z]+(\\-[a-z]+)*\\-", shape) is not None


def _ids() -> list[str]:
    found: list[str] = []
    for entry in (files("digitizer.messages") / "vi").iterdir():
        resource = FluentParser().parse(entry.read_text(encoding="utf-8"))
        found += [item.id.name for item in resource.body if isinstance(item, Message)]
    return found


class _References(Visitor):
    """The sentences that others are made of."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_MessageReference(self, node: MessageReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def _parts() -> set[str]:
    found = _References()
    for entry in (files("digitizer.messages") / "vi").iterdir():
        found.visit(FluentParser().parse(entry.read_text(encoding="utf-8")))
    return found.names


# Codes that the data files of schemas, other processes or tables of the program name.
_CODES = ("error-", "problem-", "chip-", "doctor-", "value-")

_SUFFIX = "-advice"


def _is_said(name: str) -> bool:
    whole, shapes = _said()
    if name in whole or any(shape.fullmatch(name) for shape in shapes if not _is_code(shape)):
        return True
    if name.endswith(_SUFFIX) and name.removesuffix(_SUFFIX) in whole:
        # The state of an empty page has a title and, composed from its id, an advice.
        return True
    return any(
        name.startswith(prefix) and _code_is_used(name.removeprefix(prefix)) for prefix in _CODES
    )


def _is_code(shape: re.Pattern[str]) -> bool:
    """``error-…`` with any code: then the code itself must be somewhere."""
    return shape.pattern.replace("\\", "").startswith(_CODES)


def _code_is_used(code: str) -> bool:
    whole, shapes = _said()
    return code in whole or any(shape.fullmatch(code) for shape in shapes)


def test_every_sentence_is_said_somewhere() -> None:
    parts = _parts()
    dead = sorted(name for name in _ids() if name not in parts and not _is_said(name))

    assert dead == []


def test_the_search_would_find_a_dead_sentence() -> None:
    assert not _is_said("ui-nobody-ever-says-this")
    assert not _is_said("problem-nobody-ever-finds-this")
