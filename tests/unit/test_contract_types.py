"""Invented cases of a document type, with which an exporter is held to its contract."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digitizer.domain.errors import NotAllowed, NotFound
from digitizer.domain.schema import Catalog, Need
from digitizer.schemas import load_catalog
from exports.contract import broken_promises
from exports.contract_texts import texts_matching
from exports.contract_types import content_of_type
from exports.contract_values import field_values
from exports.exporter import Exporter
from exports.formats.facets import require_fitting
from exports.registry import load_exporter, offered

CATALOG = load_catalog()
PATTERNS = sorted(
    {
        spec.pattern
        for each in CATALOG.types.values()
        for field in each.fields
        for spec in (field, *field.columns)
        if spec.pattern
    }
)


def exporter(name: str) -> Exporter:
    return load_exporter(offered()[name])


@pytest.mark.parametrize("pattern", PATTERNS)
def test_there_are_texts_for_every_pattern_that_ships(pattern: str) -> None:
    found = list(islice(texts_matching(pattern), 5))

    assert len(found) == len(set(found)) > 1
    assert all(re.fullmatch(pattern, text) for text in found)
    assert list(islice(texts_matching(pattern), 5)) == found


@given(st.text(alphabet="ab0[](){}|?*+\\.^$,1-d:!", max_size=12))
@example("[]b]")
@example("[^ab]{2,}|a??")
@example("a{0}|[^1-aB7 -]")
@example("(?P<a>b)")
def test_no_expression_breaks_it_and_what_it_makes_matches(pattern: str) -> None:
    try:
        re.compile(pattern)
    except (re.error, OverflowError, FutureWarning):
        return
    for text in islice(texts_matching(pattern, 40), 3):
        assert re.fullmatch(pattern, text)
        assert len(text) <= 40


def test_an_expression_that_is_not_known_here_has_no_texts() -> None:
    assert list(texts_matching(r"(a)\1")) == []
    assert list(texts_matching("(a")) == []
    assert list(texts_matching(r"\d{12}", 11)) == []


@pytest.mark.parametrize("key", sorted(CATALOG.profiles))
def test_the_cases_of_a_type_are_such_as_it_allows(key: str, tmp_path: Path) -> None:
    content = content_of_type(CATALOG, key, tmp_path)

    require_fitting(content)
    full, other, bare = (case.record for case in content.cases)
    doc_type = content.document_type
    assert full.fields.keys() == other.fields.keys() == {spec.key for spec in doc_type.fields}
    assert {s.key for s in doc_type.fields if s.need is Need.REQUIRED and s.valid_from is None} <= (
        bare.fields.keys()
    )
    assert full.fields != other.fields
    assert content == content_of_type(CATALOG, key, tmp_path)


@pytest.mark.parametrize("name", ["csv", "json", "xml"])
@pytest.mark.parametrize("key", sorted(CATALOG.profiles))
def test_built_in_exporters_keep_their_promises_with_every_type(
    key: str, name: str, tmp_path: Path
) -> None:
    content = content_of_type(CATALOG, key, tmp_path)

    assert list(broken_promises(exporter(name), tmp_path, content)) == []


@pytest.mark.parametrize("name", ["workbook", "documents", "csvw", "json-schema"])
def test_the_slower_ones_keep_them_with_a_type_of_many_fields(name: str, tmp_path: Path) -> None:
    content = content_of_type(CATALOG, "civil_status.birth", tmp_path)
    holds = None if name == "workbook" else ()

    assert list(broken_promises(exporter(name), tmp_path, content, holds)) == []


def test_an_exporter_that_is_not_made_for_a_type_is_told(tmp_path: Path) -> None:
    content = content_of_type(CATALOG, "civil_status.birth", tmp_path)

    (found,) = broken_promises(exporter("cv7197"), tmp_path, content, ())

    assert found.code == "contract-not-written"
    general = content_of_type(CATALOG, "general.document", tmp_path)
    assert list(broken_promises(exporter("cv7197"), tmp_path / "g", general, ())) == []


def test_types_that_cannot_be_tried_are_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="unknown-type"):
        content_of_type(CATALOG, "no.such", tmp_path)
    without = Catalog(CATALOG.types, CATALOG.code_lists, {})
    with pytest.raises(NotAllowed, match="contract-no-profile"):
        content_of_type(without, "civil_status.birth", tmp_path)
    birth = CATALOG.types["civil_status.birth"]
    odd = tuple(
        replace(spec, pattern=r"(.)\1\1") if spec.key == "so" else spec for spec in birth.fields
    )
    types = {**CATALOG.types, birth.key: replace(birth, fields=odd)}
    with pytest.raises(NotAllowed, match="contract-no-value") as raised:
        content_of_type(replace(CATALOG, types=types), birth.key, tmp_path)
    assert raised.value.params["field"] == "so"


def test_texts_are_hard_to_write_where_the_field_is_free() -> None:
    name = CATALOG.types["civil_status.birth"].field("nksHoTen")
    assert name is not None
    found = " ".join(field_values(CATALOG, name))
    assert all(sign in found for sign in ('"', "=", "\n", "]]>", "&", "𠮷", "00123"))
