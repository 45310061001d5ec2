"""Official documents with their metadata, from scans to a verified package."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.program import run
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
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("general")


@pytest.fixture(scope="module")
def walked(root: Path) -> dict[str, Walked]:
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


@pytest.mark.slow
@pytest.mark.tesseract
def test_the_metadata_and_the_names_are_those_of_the_guidance(
    walked: dict[str, Walked], root: Path
) -> None:
    found = walked["general_document"]
    (package,) = (root / "out/general_document").glob("*/data")
    whole = json.loads((package / "metadata.json").read_text(encoding="utf-8"))
    for document, row in zip(whole["documents"], found.rows, strict=True):
        assert list(document["metadata"]) == [key for key in METADATA if row[key]]
        assert document["metadata"]["TypeName"] == row["TypeNameText"]
        code, day = row["DocCode"].replace("Đ", "D"), row["IssuedDate"].replace("-", "")
        assert document["file"].startswith(f"{code}_{day}_")
        assert (package / "documents" / document["file"]).is_file()


@pytest.mark.slow
@pytest.mark.tesseract
def test_codes_are_given_only_where_the_organisation_is_known(
    walked: dict[str, Walked], root: Path
) -> None:
    assert walked
    settings = root / "ws/digitizer.toml"
    refused = run("doc-codes", "general_document", workspace=root / "ws")
    assert refused.code == 2
    assert "digitizer.toml" in refused.err

    text = settings.read_text(encoding="utf-8")
    named = text.replace('# organisation = ""', 'organisation = "G06.01"')
    settings.write_text(named, encoding="utf-8")
    given = run("doc-codes", "general_document", "--json", workspace=root / "ws")
    assert given.code == 0, given.err
    told = json.loads(given.out)
    assert told == {"given": [], "had": 2, "left_out": [], "unclear": []}
