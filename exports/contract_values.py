"""Invented canonical values of a field, for trying exporters with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from digitizer.domain.schema import Catalog, FieldKind, FieldSpec
from digitizer.domain.values.tables import table_value
from exports.contract_texts import texts_matching
from exports.formats.facets import KIND_PATTERNS

_AWKWARD = (
    'ông "Đông; Hà", <Ba> & Vì',
    "=HYPERLINK(1)",
    "dòng một\ndòng hai, =cmd|' /C calc'!A0\n\ndòng bốn",
    "_x0041_ ]]> &amp; #N/A 1e5 TRUE",
    "00123",
    "Ƶuân 𠮷 Đặng",
    "  hai dấu cách ở đầu, tab\tgiữa, cách cuối ",
)
_OF_KIND = {
    FieldKind.DATE: ("2017-02-03", "1999-12-31", "1984", "1984-06", "32 tuổi", "2020-03-04"),
    FieldKind.NUMBER: ("7", "0012", "305"),
    FieldKind.TIME: ("08:30", "23:59"),
    FieldKind.BOOK_NUMBER: ("01/2017", "123/1999", "02/2018"),
    FieldKind.MONEY: ("1500000", "-5000", "12.25"),
    FieldKind.AREA: ("120.5", "75"),
    FieldKind.TICK: ("1", "0"),
    FieldKind.TAX_CODE: ("0100109106", "0100109106-001"),
    FieldKind.ID_NUMBER: ("001306004567", "000000000001", "C1234567"),
    FieldKind.TEXT: _AWKWARD,
    FieldKind.NAME: _AWKWARD,
    FieldKind.PLACE: _AWKWARD,
}
# A pattern alone would also make the 45th of a month.
_READY_ONLY = frozenset({FieldKind.DATE, FieldKind.TIME, FieldKind.TICK})
_ROWS = 3


def field_values(catalog: Catalog, spec: FieldSpec) -> Iterator[str]:
    """Different values that the field may have, always in the same order; none for a form that is
    not known here. Texts are hard to write where the field leaves them any freedom."""
    codes = catalog.code_list_of(spec)
    if codes is not None:
        yield from (entry.code for entry in codes.entries)
    elif spec.kind is FieldKind.TABLE:
        yield from _tables(catalog, spec.columns)
    else:
        is_made = spec.pattern and spec.kind not in _READY_ONLY
        made = texts_matching(spec.pattern or "", spec.max_length) if is_made else ()
        ready = (text[: spec.max_length] for text in _OF_KIND.get(spec.kind, ()))
        seen = set[str]()
        for text in chain(ready, made):
            if text not in seen and _fits(spec, text):
                seen.add(text)
                yield text


def _fits(spec: FieldSpec, text: str) -> bool:
    patterns = (KIND_PATTERNS.get(spec.kind), spec.pattern)
    return all(re.fullmatch(pattern, text) for pattern in patterns if pattern)


def _tables(catalog: Catalog, columns: Sequence[FieldSpec]) -> Iterator[str]:
    cells = [tuple(islice(field_values(catalog, column), _ROWS)) for column in columns]
    for number in range(_ROWS):
        row = [some[number % len(some)] if some else None for some in cells]
        yield table_value([row, [*row[:-1], None]])
