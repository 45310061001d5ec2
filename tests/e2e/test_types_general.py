"""Official documents with their metadata, from scans to a verified package."""

from __future__ import annotations

import pytest
from support.type_walk import Walked, expected_row, walk_types

from digitizer.domain.schema import Catalog, FieldKind
from digitizer.schemas import load_catalog

LAYOUTS = {"general_document": ("general_document_modern", "general_document_narrow")}
KEYS = {"general_document": "general.document"}
SHARE = 0.93
METADATA = [
    *("DocCode", "TypeName", "CodeNumber", "CodeNotation", "IssuedDate", "OrganName", "Subject"),
    *("Language", "PageAmount", "Description", "InforSign", "Keyword", "Mode"),
    *("ConfidenceLevel", "Format"),
]


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Walked]:
    root = tmp_path_factory.mktemp("general")
    return walk_types(root, LAYOUTS, seed=33, typed={"DocCode": "G06.01_QĐ_00000{number}_V1"})


@pytest.mark.slow
@pytest.mark.tesseract
@pytest.mark.parametrize("kind", LAYOUTS)
def test_scans_are_told_and_read(walked: dict[str, Walked], kind: str) -> None:
    found = walked[kind]
    assert found.types == [KEYS[kind]] * len(LAYOUTS[kind])
    assert found.wrong == []
    assert found.right >= SHARE * found.printed


@pytest.mark.slow
@pytest.mark.tesseract
@pytest.mark.parametrize("kind", LAYOUTS)
def test_what_leaves_is_what_the_papers_say(walked: dict[str, Walked], kind: str) -> None:
    found, catalog = walked[kind], load_catalog()
    assert found.sound
    for row, values in zip(found.rows, found.expected, strict=True):
        wanted = expected_row(catalog, KEYS[kind], values)
        tables = _tables(catalog, KEYS[kind])
        assert {name: row[name] for name in wanted if name not in tables} == {
            name: text for name, text in wanted.items() if name not in tables
        }


@pytest.mark.slow
@pytest.mark.tesseract
def test_the_workbook_has_the_fifteen_fields_in_their_order(walked: dict[str, Walked]) -> None:
    (first, *_) = walked["general_document"].rows
    assert list(first)[1:16] == METADATA
    for row in walked["general_document"].rows:
        required = ("DocCode", "TypeName", "CodeNumber", "CodeNotation", "IssuedDate", "OrganName")
        assert all(row[name] for name in (*required, "Subject"))


def _tables(catalog: Catalog, key: str) -> set[str]:
    """Tables leave as lines of words, which the tests of exports look at."""
    return {spec.key for spec in catalog.types[key].fields if spec.kind is FieldKind.TABLE}
