"""The canonical value of a written text by the kind of its field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from digitizer.domain.problems import Problem
from digitizer.domain.schema import CodeList, FieldKind, FieldSpec
from digitizer.domain.values.amounts import is_ambiguous_area, parse_area, parse_money, plain
from digitizer.domain.values.dates import parse_written
from digitizer.domain.values.inexact_dates import parse_about, parse_lunar
from digitizer.domain.values.tax_codes import (
    has_right_check_digit,
    tax_code_kind,
    tax_code_text,
)
from digitizer.domain.values.text import clean, fold, spelling_key, without_final_stop

_DIGITS = re.compile(r"[\s.\-]+")
_BOOK = re.compile(r"0*(\d{1,3})\s*/\s*(\d{4})")
_TIME = re.compile(r"(\d{1,2})\s*(?:[:h.]|gio)\s*(?:(\d{1,2})\s*(?:phut|p)?)?")
_AGE = re.compile(r"\d{1,3} tuoi")
_TICKED = frozenset({"x", "v", "✓", "☑", "☒", "1", "co", "da danh dau"})
_NOT_TICKED = frozenset({"0", "khong", "☐", "□"})
_NOT_IN_A_NAME = re.compile(r"[^\w\s'’.\-()]|[\d_]")


@dataclass(frozen=True, slots=True)
class Canonical:
    """``value`` None means that the text has no canonical form; ``problems`` say why."""

    value: str | None
    problems: tuple[Problem, ...] = ()


def _date(spec: FieldSpec, written: str, _codes: CodeList | None) -> Canonical:
    parsed = parse_written(written)
    if parsed:
        return Canonical(parsed.iso)
    if _AGE.fullmatch(fold(written)):
        return Canonical(clean(written), (Problem.info("age-not-date", spec.key, text=written),))
    if lunar := parse_lunar(written):
        return Canonical(lunar.canonical, (Problem.warning("date-lunar", spec.key, text=written),))
    if about := parse_about(written):
        return Canonical(f"{about}~", (Problem.info("date-about", spec.key, text=written),))
    return Canonical(None, (Problem.error("not-a-date", spec.key, text=written),))


def _time(spec: FieldSpec, written: str, _codes: CodeList | None) -> Canonical:
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
        return Canonical(code, _former_code(spec, code_list, code))
    return Canonical(None, (Problem.error("not-in-list", spec.key, text=written),))


def _former_code(spec: FieldSpec, code_list: CodeList, code: str) -> tuple[Problem, ...]:
    """A word on a code that is out of force: it stays, as the paper has it."""
    entry = code_list.find(code)
    if entry is None or entry.valid_until is None:
        return ()
    until = f"{entry.valid_until:%d/%m/%Y}"
    return (Problem.info("code-former", spec.key, entry=code, until=until),)


@lru_cache(maxsize=64)
def _codes_by_spelling(code_list: CodeList) -> dict[tuple[str, str], str]:
    return {
        spelling_key(spelling): entry.code
        for entry in code_list.entries
        for spelling in (entry.code, entry.label.vi, *entry.aliases)
    }


def _name(spec: FieldSpec, written: str, _codes: CodeList | None) -> Canonical:
    odd = _NOT_IN_A_NAME.search(written)
    if odd is None:
        return Canonical(written)
    return Canonical(written, (Problem.warning("name-odd-character", spec.key, character=odd[0]),))


def _id_number(_spec: FieldSpec, written: str, _codes: CodeList | None) -> Canonical:
    return Canonical(_DIGITS.sub("", written).upper())


def _number(spec: FieldSpec, written: str, _codes: CodeList | None) -> Canonical:
    if re.fullmatch(r"\d+", written):
        return Canonical(written)
    return Canonical(None, (Problem.error("not-a-number", spec.key, text=written),))


def _book(spec: FieldSpec, written: str, _codes: CodeList | None) -> Canonical:
    match = _BOOK.fullmatch(written)
    if match:
        return Canonical(f"{int(match[1]):02d}/{match[2]}")
    return Canonical(None, (Problem.error("not-a-book-number", spec.key, text=written),))


def _amount(spec: FieldSpec, written: str, parse: Callable[[str], Decimal | None]) -> Canonical:
    amount = parse(written)
    if amount is None:
        return Canonical(None, (Problem.error(f"not-{spec.kind.value}", spec.key, text=written),))
    problems: tuple[Problem, ...] = ()
    if spec.kind is FieldKind.AREA and is_ambiguous_area(written):
        problems = (Problem.warning("area-either-way", spec.key, text=written),)
    if amount < 0:
        problems = (Problem.warning("money-negative", spec.key, text=written),)
    return Canonical(plain(amount), problems)


def _money(spec: FieldSpec, written: str, _codes: CodeList | None) -> Canonical:
    return _amount(spec, written, parse_money)


def _area(spec: FieldSpec, written: str, _codes: CodeList | None) -> Canonical:
    return _amount(spec, written, parse_area)


def _tax_code(spec: FieldSpec, written: str, _codes: CodeList | None) -> Canonical:
    """Ten and thirteen digits must have the right check digit; twelve are a personal number."""
    code = tax_code_text(written)
    if tax_code_kind(code) is None:
        return Canonical(None, (Problem.error("not-a-tax-code", spec.key, text=written),))
    if not has_right_check_digit(code):
        return Canonical(code, (Problem.error("tax-code-check-digit", spec.key, text=written),))
    return Canonical(code)


def _tick(spec: FieldSpec, written: str, _codes: CodeList | None) -> Canonical:
    folded = fold(written)
    if folded in _TICKED or folded in _NOT_TICKED:
        return Canonical("1" if folded in _TICKED else "0")
    return Canonical(None, (Problem.error("not-a-tick", spec.key, text=written),))


def _text(_spec: FieldSpec, written: str, _codes: CodeList | None) -> Canonical:
    return Canonical(without_final_stop(written))


def _place(_spec: FieldSpec, written: str, _codes: CodeList | None) -> Canonical:
    return Canonical(written)


BY_KIND: Mapping[FieldKind, Callable[[FieldSpec, str, CodeList | None], Canonical]] = {
    FieldKind.TEXT: _text,
    FieldKind.NAME: _name,
    FieldKind.DATE: _date,
    FieldKind.TIME: _time,
    FieldKind.CODE: _code,
    FieldKind.ID_NUMBER: _id_number,
    FieldKind.PLACE: _place,
    FieldKind.NUMBER: _number,
    FieldKind.BOOK_NUMBER: _book,
    FieldKind.MONEY: _money,
    FieldKind.AREA: _area,
    FieldKind.TAX_CODE: _tax_code,
    FieldKind.TICK: _tick,
}
