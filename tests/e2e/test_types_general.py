"""Official documents with their metadata, from scans to a verified package."""

from __future__ import annotations

import pytest
from support.type_walk import (
    Walked,
    assert_leaves_as_printed,
    assert_told_and_read,
    walk_types,
)

LAYOUTS = {"general_document": ("general_document_modern", "general_document_narrow")}
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
    assert_told_and_read(walked[kind], kind, len(LAYOUTS[kind]), SHARE)


@pytest.mark.slow
@pytest.mark.tesseract
@pytest.mark.parametrize("kind", LAYOUTS)
def test_what_leaves_is_what_the_papers_say(walked: dict[str, Walked], kind: str) -> None:
    assert_leaves_as_printed(walked[kind], kind)


@pytest.mark.slow
@pytest.mark.tesseract
def test_the_workbook_has_the_fifteen_fields_in_their_order(walked: dict[str, Walked]) -> None:
    (first, *_) = walked["general_document"].rows
    assert list(first)[1:16] == METADATA
    for row in walked["general_document"].rows:
        required = ("DocCode", "TypeName", "CodeNumber", "CodeNotation", "IssuedDate", "OrganName")
        assert all(row[name] for name in (*required, "Subject"))
