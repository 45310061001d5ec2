"""What was found against the rules, and the document that is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

import pikepdf
from pikepdf import Object, Pdf

from digitizer.domain.problems import Problem, Severity

_MOST = 200
"""Findings that are kept; a file with more is wrong beyond reading."""

BAD_PDF = (
    pikepdf.PdfError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RuntimeError,
    NotImplementedError,
    OverflowError,
)
"""What reading broken content raises."""


@dataclass(slots=True)
class Findings:
    """Each rule is named once a place."""

    _found: dict[Problem, None] = field(default_factory=dict)

    def add(self, code: str, clause: str, **params: object) -> None:
        """``clause`` is that of ISO 19005-2."""
        self._put(Severity.ERROR, code, clause, params)

    def remark(self, code: str, clause: str, **params: object) -> None:
        """What is odd but breaks no rule."""
        self._put(Severity.WARNING, code, clause, params)

    def _put(self, severity: Severity, code: str, clause: str, params: dict[str, object]) -> None:
        told = {name: shown(value) for name, value in params.items()}
        pairs = tuple(sorted({**told, "clause": clause}.items()))
        if len(self._found) < _MOST:
            self._found[Problem(f"pdfa-{code}", severity, None, pairs)] = None

    def all(self) -> tuple[Problem, ...]:
        """By clause, then in the order of finding."""
        return tuple(sorted(self._found, key=lambda each: _clause_key(dict(each.params))))


def _clause_key(params: dict[str, str]) -> list[int]:
    return [int(number) for number in params["clause"].split(".")]


@dataclass(frozen=True, slots=True)
class Document:
    """A file and its objects; ``findings`` is where the rules write."""

    data: bytes
    pdf: Pdf
    findings: Findings

    def dictionaries(self) -> Iterator[tuple[str, Object]]:
        """Every dictionary and stream of the file with its place, also those inside others."""
        for obj in self.pdf.objects:
            yield from _inside(name_of(obj), obj, 0)


def _inside(place: str, obj: object, depth: int) -> Iterator[tuple[str, Object]]:
    if depth > 40 or not isinstance(obj, Object):
        return
    if isinstance(obj, (pikepdf.Dictionary, pikepdf.Stream)):
        yield place, obj
        parts: list[object] = list(obj.values())
    elif isinstance(obj, pikepdf.Array):
        parts = list(obj)
    else:
        return
    for part in parts:
        if isinstance(part, Object) and not part.is_indirect:
            yield from _inside(place, part, depth + 1)


def name_of(obj: object) -> str:
    """How an object is spoken of, such as ``12 0``; ``-`` for one inside another."""
    number, generation = obj.objgen if isinstance(obj, Object) else (0, 0)
    return f"{number} {generation}" if number else "-"


def shown(value: object) -> str:
    """A value from a strange file, fit for a sentence."""
    text = "".join(char if char.isprintable() else "?" for char in str(value))
    return text if len(text) <= 60 else f"{text[:57]}..."


def text_of(obj: object) -> str:
    """A name without its slash, or a string; empty for anything else."""
    if isinstance(obj, pikepdf.Name):
        return str(obj)[1:]
    return str(obj) if isinstance(obj, (pikepdf.String, str)) else ""


def number_of(obj: object) -> float | None:
    """A number; None for anything else, also for a truth value."""
    is_number = isinstance(obj, (int, float, Decimal)) and not isinstance(obj, bool)
    return float(obj) if is_number else None  # type: ignore[arg-type]


def is_true(obj: object, key: str) -> bool:
    value: object = entry(obj, key)
    return value is True


def entry(obj: object, key: str) -> Object | None:
    """An entry of a dictionary or stream; None where there is none, also for a null."""
    if isinstance(obj, (pikepdf.Dictionary, pikepdf.Stream)):
        return obj.get(key)
    return None


def entries(obj: object) -> list[Object]:
    """The items of an array, or the one thing that stands for a list of one."""
    if isinstance(obj, pikepdf.Array):
        return list(obj)
    return [] if obj is None else [obj]  # type: ignore[list-item]
