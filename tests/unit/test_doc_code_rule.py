"""The shape of document codes stands in one data file, and the type of document takes it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from digitizer.domain.doc_codes import DocCode, Ordinals, is_organisation, parse_doc_code
from digitizer.domain.errors import BadSchema
from digitizer.schemas import load_catalog
from digitizer.schemas.doc_codes import load_doc_code_rule

CATALOG = load_catalog()
RULE = load_doc_code_rule(CATALOG)
TYPE = CATALOG.types[RULE.document_type]


@pytest.mark.parametrize(
    "text",
    [
        "G06.01_CV_000021_V1", "H26.1.2_QĐ_000001_V12", "H26_QĐ_000001_V1",
        "H26.1234_CV_000001_V1", "H26_CVABC_000001_V1", "H26_C1_000001_V1", "H26_CV_00001_V1",
        "H26_CV_000001_V123", "h26_CV_000001_V1", "H26_CV_000001",
    ],
)  # fmt: skip
def test_the_field_takes_just_what_is_a_code(text: str) -> None:
    spec = TYPE.field(RULE.field)
    assert spec is not None
    assert spec.pattern
    assert bool(re.fullmatch(spec.pattern, text)) == (parse_doc_code(text, RULE) is not None)


def test_every_kind_of_document_makes_a_code() -> None:
    spec = TYPE.field(RULE.kind_field)
    assert spec is not None
    assert spec.code_list
    for entry in CATALOG.code_lists[spec.code_list].entries:
        code = DocCode("H26.1.2", entry.code, 7)
        assert parse_doc_code(code.written(RULE), RULE) == code


def test_a_rule_without_its_type_or_field_is_refused() -> None:
    types = dict(CATALOG.types)
    del types[RULE.document_type]
    with pytest.raises(BadSchema):
        load_doc_code_rule(replace(CATALOG, types=types))
    fields = tuple(spec for spec in TYPE.fields if spec.key != RULE.field)
    types[RULE.document_type] = replace(TYPE, fields=fields)
    with pytest.raises(BadSchema):
        load_doc_code_rule(replace(CATALOG, types=types))


@pytest.mark.parametrize(
    ("used", "taken"),
    [
        ((), [1, 2, 3]),
        ((4, 7), [8, 9, 5]),
        ((9,), [1, 2, 3]),
        ((5, 9), [6, 7, 8]),
        (range(1, 10), [None]),
    ],
)
def test_no_ordinal_is_taken_twice(used: tuple[int, ...], taken: list[int | None]) -> None:
    ordinals = Ordinals(used, 9)
    assert [ordinals.take() for _ in taken] == taken


def test_an_organisation_is_told_by_its_code() -> None:
    assert is_organisation("H26.1.2", RULE)
    assert not any(is_organisation(text, RULE) for text in ("", "h26", "H26.", "UBND", "H26.1\n"))
