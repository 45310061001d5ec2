"""From what is written to the canonical value of a field, and back to what people see."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from digitizer.domain.problems import Problem
from digitizer.domain.schema import CodeList, FieldKind, FieldSpec
from digitizer.domain.values.dates import parse_iso, parse_written
from digitizer.domain.values.text import clean, fold, spelling_key, without_final_stop

_DIGITS = re.compile(r"[\s.\-]+")
_BOOK = re.compile(r"0*(\d{1,3})\s*/\s*(\d{4})")
_TIME = re.compile(r"(\d{1,2})\s*(?:[:h.]|gio)\s*(?:(\d{1,2})\s*(?:phut|p)?)?")
_AGE = re.compile(r"\d{1,3} tuoi")
_NOT_IN_A_NAME = re.compile(r"[^\w\s'’.\-()]|[\d_]")


@dataclass(frozen=True, slots=True)
class Canonical:
    """``value`` None means that the text has no canonical form; ``problems`` say why."""

    value: str | None
    problems: tuple[Problem, ...] = ()


def canonical(spec: FieldSpec, text: str, code_list: CodeList | None = None) -> Canonical:
    """The canonical value of a written text for a field, with what is wrong about it.

    An empty text is the empty value without a problem. Nothing is ever guessed: a text that is
    no date, code or number of the asked kind has the value None.
    """
    written = clean(text)
    if not written:
        return Canonical(None)
    found = _of_kind(spec, written, code_list)
    if found.value is None:
        return found
    return Canonical(found.value, found.problems + _shape_problems(spec, found.value))


def _of_kind(spec: FieldSpec, written: str, code_list: CodeList | None) -> Canonical:
    match spec.kind:
        case FieldKind.DATE:
            return _date(spec, written)
        case FieldKind.TIME:
            return _time(spec, written)
        case FieldKind.CODE:
            return _code(spec, written, code_list)
        case FieldKind.ID_NUMBER:
            return Canonical(_DIGITS.sub("", written).upper())
        case FieldKind.NUMBER:
            return _number(spec, written)
        case FieldKind.BOOK_NUMBER:
            return _book(spec, written)
        case FieldKind.NAME:
            return Canonical(written, _name_problems(spec, written))
        case FieldKind.TEXT:
            return Canonical(without_final_stop(written))
        case FieldKind.PLACE:
            return Canonical(written)


def _date(spec: FieldSpec, written: str) -> Canonical:
    parsed = parse_written(written)
    if parsed:
        return Canonical(parsed.iso)
    if _AGE.fullmatch(fold(written)):
        return Canonical(clean(written), (Problem.info("age-not-date", spec.key, text=written),))
    return Canonical(None, (Problem.error("not-a-date", spec.key, text=written),))


def _time(spec: FieldSpec, written: str) -> Canonical:
    """``08:30`` of "08 giờ 30 phút", "8h30" or "8:30"; a whole hour has no minutes on paper."""
    match = _TIME.fullmatch(fold(written))
    if match and int(match[1]) < 24 and int(match[2] or 0) < 60:
        return Canonical(f"{int(match[1]):02d}:{int(match[2] or 0):02d}")
    return Canonical(None, (Problem.error("not-a-time", spec.key, text=written),))


def _code(spec: FieldSpec, written: str, code_list: CodeList | None) -> Canonical:
    if code_list is None:
        return Canonical(None, (Problem.error("no-code-list", spec.key),))
    code = _codes_by_spelling(code_list).get(spelling_key(written))
    if code is not None:
        return Canonical(code)
    return Canonical(None, (Problem.error("not-in-list", spec.key, text=written),))


@lru_cache(maxsize=64)
def _codes_by_spelling(code_list: CodeList) -> dict[tuple[str, str], str]:
    return {
        spelling_key(spelling): entry.code
        for entry in code_list.entries
        for spelling in (entry.code, entry.label.vi, *entry.aliases)
    }


def _name_problems(spec: FieldSpec, written: str) -> tuple[Problem, ...]:
    odd = _NOT_IN_A_NAME.search(written)
    if odd is None:
        return ()
    return (Problem.warning("name-odd-character", spec.key, character=odd[0]),)


def _number(spec: FieldSpec, written: str) -> Canonical:
    if re.fullmatch(r"\d+", written):
        return Canonical(written)
    return Canonical(None, (Problem.error("not-a-number", spec.key, text=written),))


def _book(spec: FieldSpec, written: str) -> Canonical:
    match = _BOOK.fullmatch(written)
    if match:
        return Canonical(f"{int(match[1]):02d}/{match[2]}")
    return Canonical(None, (Problem.error("not-a-book-number", spec.key, text=written),))


def _shape_problems(spec: FieldSpec, value: str) -> tuple[Problem, ...]:
    problems = []
    if spec.max_length is not None and len(value) > spec.max_length:
        problems.append(
            Problem.error("too-long", spec.key, length=str(len(value)), limit=str(spec.max_length))
        )
    if spec.pattern and not re.fullmatch(spec.pattern, value):
        problems.append(Problem.error("pattern", spec.key, text=value))
    return tuple(problems)


def shown(spec: FieldSpec, value: str | None, code_list: CodeList | None = None) -> str:
    """The canonical value as an official would write it (dates ``16/03/2006``, code names)."""
    if value is None:
        return ""
    if spec.kind is FieldKind.DATE:
        parsed = parse_iso(value)
        return parsed.formatted() if parsed else value
    if spec.kind is FieldKind.CODE and code_list:
        entry = code_list.find(value)
        return entry.label.vi if entry else value
    return value
