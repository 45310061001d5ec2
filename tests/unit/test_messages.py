"""Both catalogs say the same things, and every code that the program uses has its sentence."""

from __future__ import annotations

import ast
import re
from importlib.resources import files
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, VariableReference
from fluent.syntax.visitor import Visitor

from digitizer.messages import LANGUAGES

ROOT = Path(__file__).parents[2]


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802
        # A problem carries the label of its field in both languages; each catalog takes its own.
        self.names.add(node.id.name.removesuffix("_en"))


def _catalog(language: str) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Each message id with its attributes and the variables that it uses anywhere."""
    found: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for entry in (files("digitizer.messages") / language).iterdir():
        resource = FluentParser().parse(entry.read_text(encoding="utf-8"))
        for item in resource.body:
            assert type(item).__name__ != "Junk", f"{entry.name}: {item.content}"
            if isinstance(item, Message):
                assert item.id.name not in found, f"{item.id.name} stands twice"
                variables = _Variables()
                variables.visit(item)
                attributes = frozenset(attribute.id.name for attribute in item.attributes)
                found[item.id.name] = (attributes, frozenset(variables.names))
    return found


def test_every_message_is_there_in_each_language_with_the_same_variables() -> None:
    first, second = (_catalog(language) for language in LANGUAGES)

    assert first.keys() == second.keys()
    different = [name for name in first if first[name] != second[name]]
    assert different == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_says_what_to_do_next(language: str) -> None:
    lacking = [
        name
        for name, (attributes, _) in _catalog(language).items()
        if name.startswith("error-") and "next" not in attributes
    ]

    assert lacking == []


def test_every_raised_code_has_a_sentence() -> None:
    catalog = _catalog("vi")
    lacking = sorted(f"{place}: {wanted}" for place, wanted in _used_ids() if wanted not in catalog)

    assert lacking == []


_ERRORS = {
    "DigitizerError",
    "UnreadableFile",
    "NotAllowed",
    "NotFound",
    "Conflict",
    "InvalidInput",
    "EnvironmentFault",
    "BadSchema",
}


def _used_ids() -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for package in ("digitizer", "ocr", "exports", "ui"):
        for path in (ROOT / package).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for node in ast.walk(tree):
                wanted = _id_of(node)
                if wanted:
                    found.append((path.relative_to(ROOT).as_posix(), wanted))
    return found


def _id_of(node: ast.AST) -> str | None:
    if not isinstance(node, ast.Call) or not node.args:
        return None
    first = node.args[0]
    if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
        return None
    called = ast.unparse(node.func)
    if called in _ERRORS:
        return f"error-{first.value}"
    if called in ("Problem.error", "Problem.warning", "Problem.info"):
        return f"problem-{first.value}"
    if called == "Finding.of":
        return f"doctor-{first.value}"
    if re.search(r"(^|\.)(text|say)$", called) and "-" in first.value:
        return first.value.partition(".")[0]
    return None
