"""The metadata of Công văn 7197/BKHCN-CĐSQG, and the names that its documents get."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from support.any_record import content_of, found_by, written_by

from digitizer.domain.errors import BadSchema, NotAllowed
from digitizer.schemas import load_catalog
from exports.contract import broken_promises
from exports.file_names import file_names
from exports.formats.metadata_7197 import metadata_rules, read_metadata_json, read_metadata_xml
from exports.formats.metadata_exporter import (
    METADATA_JSON,
    METADATA_SCHEMA,
    METADATA_XML,
    MetadataExporter,
)
from exports.package import write_package
from exports.tables import CsvExporter
from exports.verify import verify_package

CATALOG = load_catalog()
DOCUMENT = CATALOG.types["general.document"]
FIELDS = (
    *("DocCode", "TypeName", "CodeNumber", "CodeNotation", "IssuedDate", "OrganName", "Subject"),
    *("Language", "PageAmount", "Description", "InforSign", "Keyword", "Mode", "ConfidenceLevel"),
    "Format",
)
LETTER = {
    "DocCode": "H26.1.2_QĐ_000021_V1",
    "TypeName": "QĐ",
    "CodeNumber": "12",
    "CodeNotation": "QĐ-UBND",
    "IssuedDate": "2019-11-05",
    "OrganName": "Ủy ban nhân dân xã Đông Hà",
    "Subject": 'Về việc cấp "đất" <ở>\n& nhà',
    "Language": "vi",
    "PageAmount": "2",
    "Mode": "public",
}


def second(**others: str) -> dict[str, str]:
    return LETTER | {"DocCode": "H26.1.2_CV_000001_V1", "TypeName": "CV"} | others


def test_it_keeps_the_promises_of_an_exporter(tmp_path: Path) -> None:
    records = [LETTER, second(Subject="Mời họp giao ban"), second(DocCode="H26_CV_000002_V1")]
    made = content_of(tmp_path, CATALOG, DOCUMENT, records)
    assert list(broken_promises(MetadataExporter(), tmp_path, made, holds=())) == []


def test_json_and_xml_say_the_fields_of_the_guidance_in_its_order(tmp_path: Path) -> None:
    made = content_of(tmp_path, CATALOG, DOCUMENT, [LETTER])
    written_by(made, tmp_path / "data", MetadataExporter())

    whole = json.loads((tmp_path / "data" / METADATA_JSON).read_text(encoding="utf-8"))
    (document,) = whole["documents"]
    told = LETTER | {"TypeName": "Quyết định", "Language": "Tiếng Việt", "Mode": "Công khai"}
    assert document == {"file": "1.pdf", "metadata": told}
    assert list(document["metadata"]) == [key for key in FIELDS if key in LETTER]
    assert tuple(field.key for field in metadata_rules().fields) == FIELDS
    data = [_stream(tmp_path / "data" / name) for name in (METADATA_JSON, METADATA_XML)]
    assert list(read_metadata_json(data[0])) == list(read_metadata_xml(data[1]))


SPOILED = [
    ("<DocCode>H26", "<DocCode>H26.000.000.000.000.000.000"),
    ("<TypeName>Quyết định</TypeName>", ""),
    ("2019-11-05", "2019-05-11x"),
    ("2019-11-05", "11-05-2019"),
    ("2019-11-05", "2019-99-99"),
    ("<PageAmount>2", "<PageAmount>0"),
    ("<PageAmount>2", f"<PageAmount>-{'1' * 5000}"),
    ("<Mode>", "<Khac/><Mode>"),
    ('version="2025.1"', 'version="2024.1"'),
]


@pytest.mark.parametrize(("old", "new"), SPOILED)
def test_a_receivers_validator_and_ours_refuse_the_same(old: str, new: str, tmp_path: Path) -> None:
    made = content_of(tmp_path, CATALOG, DOCUMENT, [LETTER])
    exporter = MetadataExporter()
    _, manifest = written_by(made, tmp_path / "data", exporter)
    schema = etree.XMLSchema(etree.parse(str(tmp_path / "data" / METADATA_SCHEMA)))
    path = tmp_path / "data" / METADATA_XML
    text = path.read_text(encoding="utf-8")
    assert schema.validate(etree.fromstring(text.encode()))
    assert found_by(exporter, tmp_path / "data", manifest) == []

    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert not schema.validate(etree.parse(str(path)))
    assert found_by(exporter, tmp_path / "data", manifest) != []


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("OrganName", "", "metadata-field-missing"),
        ("IssuedDate", "2019-11", "metadata-field-wrong"),
        ("Subject", "x" * 501, "metadata-field-wrong"),
        ("TypeName", "??", "export-code-unknown"),
    ],
)
def test_what_the_guidance_does_not_let_be_never_leaves(
    key: str, value: str, code: str, tmp_path: Path
) -> None:
    profile = replace(CATALOG.profiles[DOCUMENT.key], columns=_columns("DocCode"))
    made = content_of(tmp_path, CATALOG, DOCUMENT, [LETTER | {key: value}])
    with pytest.raises(NotAllowed) as caught:
        written_by(replace(made, profile=profile), tmp_path / "data", MetadataExporter())
    assert (caught.value.code, caught.value.params["field"]) == (code, key)


def _columns(*keys: str):  # type: ignore[no-untyped-def]
    every = CATALOG.profiles[DOCUMENT.key].columns
    return tuple(column for column in every if column.name in keys)


def test_a_type_without_these_fields_cannot_have_it(tmp_path: Path) -> None:
    birth = CATALOG.types["civil_status.birth"]
    made = content_of(tmp_path, CATALOG, birth, [{"so": "1/2017"}])
    with pytest.raises(BadSchema) as caught:
        written_by(made, tmp_path / "data", MetadataExporter())
    assert caught.value.params["place"] == "DocCode"


@pytest.mark.parametrize("name", [METADATA_JSON, METADATA_XML])
@pytest.mark.parametrize(
    ("key", "new"),
    [("Subject", "Mời họp"), ("IssuedDate", "2019-11-06"), ("TypeName", "Công văn")],
)
def test_a_value_that_is_not_the_rows_is_named(
    name: str, key: str, new: str, tmp_path: Path
) -> None:
    records = [LETTER, LETTER | {"DocCode": "H26_QĐ_000022_V1", "Subject": "Giao đất"}]
    made = content_of(tmp_path, CATALOG, DOCUMENT, records)
    exporter = MetadataExporter()
    _, manifest = written_by(made, tmp_path / "data", CsvExporter(), exporter)
    path = tmp_path / "data" / name
    head, mark, rest = path.read_text(encoding="utf-8").partition("H26_QĐ_000022_V1")
    old = {"Subject": "Giao đất", "IssuedDate": "2019-11-05", "TypeName": "Quyết định"}[key]
    path.write_text(head + mark + rest.replace(old, new, 1), encoding="utf-8")

    (problem,) = found_by(exporter, tmp_path / "data", manifest)
    assert problem.code == "rows-differ"
    assert dict(problem.params) == {"name": name, "row": "2", "column": key}


def test_day_and_month_that_changed_places_are_found(tmp_path: Path) -> None:
    records = [LETTER, second(IssuedDate="2020-03-04"), second(DocCode="H26_CV_000002_V1")]
    made = content_of(tmp_path, CATALOG, DOCUMENT, records)
    exporter = MetadataExporter()
    _, manifest = written_by(made, tmp_path / "data", CsvExporter(), exporter)
    for name in (METADATA_JSON, METADATA_XML):
        path = tmp_path / "data" / name
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("2020-03-04", "2020-04-03"), encoding="utf-8")
    found = [(each.code, dict(each.params)) for each in found_by(exporter, path.parent, manifest)]
    assert found == [
        ("rows-differ", {"name": name, "row": "2", "column": "IssuedDate"})
        for name in (METADATA_JSON, METADATA_XML)
    ]


def test_a_document_is_named_by_code_day_and_what_it_is_about(tmp_path: Path) -> None:
    long = "Quyết định về việc phê duyệt kế hoạch sử dụng đất năm 2020 của xã"
    records = [LETTER, second(Subject=long), second(Subject="x" * 90, DocCode="H26_CV_000003_V1")]
    made = content_of(tmp_path, CATALOG, DOCUMENT, records)
    assert file_names(made) == (
        "H26.1.2_QD_000021_V1_20191105_Ve-viec-cap-dat-o-nha.pdf",
        "H26.1.2_CV_000001_V1_20191105_Quyet-dinh-ve-viec-phe-duyet-ke-hoach-su.pdf",
        f"H26_CV_000003_V1_20191105_{'x' * 40}.pdf",
    )


def test_a_package_of_documents_brings_all_formats(tmp_path: Path) -> None:
    made = write_package(
        content_of(tmp_path, CATALOG, DOCUMENT, [LETTER, second()]), tmp_path / "out"
    )
    assert verify_package(made.archive).problems == ()
    names = {path.name for path in (made.folder / "data").iterdir()}
    assert {METADATA_JSON, METADATA_XML, METADATA_SCHEMA, "records.xml"} <= names


def test_a_tag_without_an_end_is_not_read_on_and_on() -> None:
    """The parser looks at all of it again with every block, for hours."""
    endless = BytesIO(b'<documents xmlns="u"><document file="' + b"a" * 12_000_000)
    with pytest.raises(ValueError, match="XML"):
        list(read_metadata_xml(endless))
    assert endless.tell() < 4_000_000


def _stream(path: Path) -> BytesIO:
    return BytesIO(path.read_bytes())
