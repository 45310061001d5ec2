"""The open formats of a package: what a receiver's own tools make of them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from lxml import etree
from support.any_record import any_values, content_of, found_by, written_by
from support.export_content import DOCUMENT_TYPE, PROFILE, case, content, page_file, values

from digitizer.domain.errors import BadSchema, NotAllowed
from digitizer.domain.places import PlaceUnits, UnitRef
from digitizer.domain.schema import Column, DocumentType, Need
from digitizer.schemas import load_catalog
from exports.contract import broken_promises
from exports.contract_sample import sample_content
from exports.formats.csvw import CSV_DESCRIPTION, CsvwExporter
from exports.formats.json_schema import JSON_SCHEMA, JsonSchemaExporter
from exports.formats.patterns import xsd_pattern
from exports.formats.xml_exporter import XML_RECORDS, XML_SCHEMA, XmlExporter
from exports.formats.xml_records import read_xml
from exports.formats.xsd import xsd_text
from exports.package import write_package
from exports.tables import CsvExporter, JsonExporter
from exports.verify import verify_package

CATALOG = load_catalog()
TYPES = sorted(CATALOG.types)
OURS = {"xml": XmlExporter, "csvw": CsvwExporter, "json-schema": JsonSchemaExporter}
BIRTH = CATALOG.types["civil_status.birth"]


def is_valid(folder: Path) -> bool:
    """Whether a receiver's validator takes the XML for one of its schema."""
    schema = etree.XMLSchema(etree.fromstring((folder / XML_SCHEMA).read_bytes()))
    return bool(schema.validate(etree.fromstring((folder / XML_RECORDS).read_bytes())))


def record_of(folder: Path) -> Any:
    return json.loads((folder / "records.json").read_text(encoding="utf-8"))["records"][0]


def schema_of(folder: Path) -> Draft202012Validator:
    return Draft202012Validator(json.loads((folder / JSON_SCHEMA).read_text(encoding="utf-8")))


@pytest.mark.parametrize(("name", "holds"), [("xml", None), ("csvw", ()), ("json-schema", ())])
def test_each_keeps_the_promises_of_an_exporter(
    name: str, holds: tuple[str, ...] | None, tmp_path: Path
) -> None:
    assert list(broken_promises(OURS[name](), tmp_path, holds=holds)) == []


@pytest.mark.parametrize("key", TYPES)
def test_every_record_of_every_type_fits_its_schemas(key: str, tmp_path: Path) -> None:
    doc_type, chance = CATALOG.types[key], Random(key)
    records = [any_values(CATALOG, doc_type, chance) for _ in range(8)]
    made = content_of(tmp_path, CATALOG, doc_type, records)
    exporters = (CsvExporter(), JsonExporter(), XmlExporter(), JsonSchemaExporter(), CsvwExporter())

    _, manifest = written_by(made, tmp_path / "data", *exporters)

    assert is_valid(tmp_path / "data")
    whole = json.loads((tmp_path / "data/records.json").read_text(encoding="utf-8"))
    assert [error.message for error in schema_of(tmp_path / "data").iter_errors(whole)] == []
    for exporter in exporters:
        assert found_by(exporter, tmp_path / "data", manifest) == []


def test_the_xml_says_what_a_code_is_called_and_keeps_the_canonical_value(tmp_path: Path) -> None:
    found = values(1, ghiChu=' <a> & "b"\n\t=cmd ', ngaySinh="1984-06")
    written_by(content([case(1, page_file(tmp_path), found)]), tmp_path / "data", XmlExporter())

    root = etree.fromstring((tmp_path / "data" / XML_RECORDS).read_bytes())
    space = {"r": "urn:digitizer:test.birth:1.2"}
    record = root.find("r:record", space)
    assert record.get("file") == "1.pdf"
    texts = {each.tag.partition("}")[2]: each.text for each in record}
    assert texts == {key: text for key, text in found.items() if text}
    assert record.find("r:gioiTinh", space).get("label") == "Nữ"


def test_units_of_a_place_go_with_the_record(tmp_path: Path) -> None:
    place = case(1, page_file(tmp_path), {**values(1)})
    ref = UnitRef("don_vi", "2025", "00070", "Phường Hoàn Kiếm")
    field = replace(place.record.fields["ghiChu"], units=PlaceUnits(ref, None))
    made = content([replace(place, record=place.record.with_field(field))])
    exporters = (JsonExporter(), JsonSchemaExporter(), XmlExporter())
    written_by(made, tmp_path / "data", *exporters)
    whole = json.loads((tmp_path / "data/records.json").read_text(encoding="utf-8"))
    assert schema_of(tmp_path / "data").is_valid(whole)
    whole["records"][0]["units"]["ghiChu"]["on"].pop("list")
    assert not schema_of(tmp_path / "data").is_valid(whole)

    _, records = read_xml(_stream(tmp_path / "data" / XML_RECORDS))
    assert next(records).units == {
        ("ghiChu", "on"): ("don_vi", "2025", "00070", "Phường Hoàn Kiếm")
    }
    assert is_valid(tmp_path / "data")


# What the schemas refuse

BAD = {
    "nksGioiTinh": "7",
    "ngayDangKy": "2017-02-30",
    "quyenSo": "1-2017",
    "nksHoTen": "x" * 101,
    "so": "",
    "meNgaySinh": "hôm qua",
}
GOOD = {
    "so": "05/2017",
    "quyenSo": "01/2017",
    "ngayDangKy": "2017-02-03",
    "noiDangKy": "UBND xã Đông Hà",
    "nksHoTen": "Nguyễn Văn An",
    "nksNgaySinh": "2017-01-30",
    "nksGioiTinh": "1",
}


def good_birth() -> dict[str, str]:
    """A birth with every required field."""
    needed = {spec.key for spec in BIRTH.fields if spec.need is Need.REQUIRED}
    assert needed <= GOOD.keys() | {"loaiDangKy"}
    return GOOD | {"loaiDangKy": "1"}


@pytest.mark.parametrize("key", BAD)
def test_what_the_xml_schema_refuses_never_leaves(key: str, tmp_path: Path) -> None:
    made = content_of(tmp_path, CATALOG, BIRTH, [good_birth()])
    written_by(made, tmp_path / "data", XmlExporter())
    assert is_valid(tmp_path / "data")
    text = (tmp_path / "data" / XML_RECORDS).read_text(encoding="utf-8")
    element = f"<{key}>{BAD[key]}</{key}>" if BAD[key] else ""
    if key in GOOD:
        spoiled = re.sub(rf"<{key}(?: label=\"[^\"]*\")?>[^<]*</{key}>", element, text)
    else:
        spoiled = text.replace("<nksHoTen>", f"{element}<nksHoTen>")
    assert spoiled != text
    (tmp_path / "data" / XML_RECORDS).write_text(spoiled, encoding="utf-8")
    assert not is_valid(tmp_path / "data")

    if key == "ngayDangKy":
        return  # No canonical date is a day that the calendar lacks.
    bad = content_of(tmp_path, CATALOG, BIRTH, [good_birth() | {key: BAD[key]}])
    with pytest.raises(NotAllowed) as caught:
        written_by(bad, tmp_path / "bad", XmlExporter())
    assert caught.value.code == "export-not-of-schema"
    assert caught.value.params["field"] == key


@pytest.mark.parametrize(
    ("column", "value"),
    [("nksGioiTinh", "1"), ("nksGioiTinh", 7), ("so", ""), ("nksHoTen", "x" * 101), ("STT", "1")],
)
def test_the_json_schema_refuses_other_values(
    column: str, value: str | int, tmp_path: Path
) -> None:
    made = content_of(tmp_path, CATALOG, BIRTH, [good_birth()])
    exporters = (JsonExporter(), JsonSchemaExporter())
    _, manifest = written_by(made, tmp_path / "data", *exporters)
    path = tmp_path / "data/records.json"
    whole = json.loads(path.read_text(encoding="utf-8"))
    assert schema_of(tmp_path / "data").is_valid(whole)
    whole["records"][0]["values"][column] = value
    assert not schema_of(tmp_path / "data").is_valid(whole)

    path.write_text(json.dumps(whole), encoding="utf-8")
    (problem,) = found_by(exporters[1], tmp_path / "data", manifest)
    assert problem.code == "value-not-of-schema"
    assert dict(problem.params) == {"name": "records.json", "row": "1", "column": column}


def test_the_json_schema_is_one_of_its_draft(tmp_path: Path) -> None:
    made = content([case(1, page_file(tmp_path), values(1))])
    written_by(made, tmp_path / "data", JsonSchemaExporter())
    Draft202012Validator.check_schema(schema_of(tmp_path / "data").schema)


def test_the_description_of_the_csv_table_names_its_columns_and_limits(tmp_path: Path) -> None:
    made = content_of(tmp_path, CATALOG, BIRTH, [good_birth()])
    exporter = CsvwExporter()
    _, manifest = written_by(made, tmp_path / "data", CsvExporter(), exporter)
    described = json.loads((tmp_path / "data" / CSV_DESCRIPTION).read_text(encoding="utf-8"))
    columns = {each["titles"]: each for each in described["tableSchema"]["columns"]}

    header = (tmp_path / "data/records.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert list(columns) == header.split(",")
    assert len({each["name"] for each in columns.values()}) == 70
    assert columns["so"]["required"]
    assert columns["so"]["dc:title"][0] == {"@value": "Số", "@language": "vi"}
    sex = columns["nksGioiTinh"]
    assert sex["dc:description"][0]["@value"].startswith("1 = Nam; 2 = Nữ")
    assert re.fullmatch(sex["datatype"]["format"], "2")
    assert not re.fullmatch(sex["datatype"]["format"], "12")

    table = (tmp_path / "data/records.csv").read_text(encoding="utf-8-sig")
    spoiled = table.replace("05/2017", "")
    (tmp_path / "data/records.csv").write_text(spoiled, encoding="utf-8-sig", newline="")
    assert [
        dict(each.params)["column"] for each in found_by(exporter, tmp_path / "data", manifest)
    ] == ["so"]


def test_a_profile_that_keeps_a_required_field_back_cannot_have_the_xml(tmp_path: Path) -> None:
    needed = replace(DOCUMENT_TYPE.fields[0], need=Need.REQUIRED)
    doc_type = replace(DOCUMENT_TYPE, fields=(needed, *DOCUMENT_TYPE.fields[1:]))
    profile = replace(PROFILE, columns=(Column("STT", value="running_number"),))
    one = case(1, page_file(tmp_path), values(1))
    made = content([one], document_type=doc_type, profile=profile)

    with pytest.raises(BadSchema) as caught:
        written_by(made, tmp_path / "data", XmlExporter())
    assert caught.value.params["place"] == "so"


# Reading again


def test_a_changed_value_is_named_by_row_and_column(tmp_path: Path) -> None:
    cases = [case(number, page_file(tmp_path), values(number)) for number in (1, 2)]
    exporter = XmlExporter()
    _, manifest = written_by(content(cases), tmp_path / "data", CsvExporter(), exporter)
    path = tmp_path / "data" / XML_RECORDS
    text = path.read_text(encoding="utf-8").replace(">2/2017<", ">2/2018<")
    path.write_text(text, encoding="utf-8")

    (problem,) = found_by(exporter, tmp_path / "data", manifest)
    assert problem.code == "rows-differ"
    assert dict(problem.params) == {"name": XML_RECORDS, "row": "2", "column": "so"}


BOMB = b'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><records>&b;</records>'


@pytest.mark.parametrize(
    "data",
    [BOMB, b"<records", b"<other/>", b"", b"<records><record/></records>"],
)
def test_a_file_made_to_do_harm_is_no_more_than_unreadable(data: bytes, tmp_path: Path) -> None:
    exporter = XmlExporter()
    made = content([case(1, page_file(tmp_path), values(1))])
    _, manifest = written_by(made, tmp_path / "data", exporter)
    (tmp_path / "data" / XML_RECORDS).write_bytes(data)

    codes = {problem.code for problem in found_by(exporter, tmp_path / "data", manifest)}
    assert "table-unreadable" in codes


OTHERWISE = {
    "another type": (XML_RECORDS, 'documentType="test.birth"', 'documentType="test.death"'),
    "another version": (XML_RECORDS, 'profileVersion="', 'profileVersion="9'),
    "another namespace": (XML_RECORDS, "urn:digitizer:test.birth:", "urn:digitizer:test.other:"),
    "no row of that number": (XML_RECORDS, 'field="hoTen"', 'field="hoTen" cell="x" row="-5"'),
    "a value without end": (XML_RECORDS, "<ngaySinh>", "<ngaySinh>" + "<a>" * 3000 + "</a>" * 3000),
    "another date of words": (XML_RECORDS, "<ngaySinh>1984-06<", "<ngaySinh>06.1984<"),
    "another unit": (XML_RECORDS, 'code="00070"', 'code="00071"'),
    "another name of a code": (XML_RECORDS, 'label="Nữ"', 'label="Nam"'),
    "another type in JSON": ("records.json", '"test.birth"', '"test.death"'),
    "another version in JSON": ("records.json", '"profile_version": "', '"profile_version": "9'),
    "another format in JSON": ("records.json", '"format": 1', '"format": 2'),
    "another date in JSON": ("records.json", '"1984-06"', '"1984-07"'),
    "another unit in JSON": ("records.json", '"00070"', '"00071"'),
}


@pytest.mark.parametrize("how", OTHERWISE)
def test_what_stands_beside_the_texts_of_a_row_is_compared_too(how: str, tmp_path: Path) -> None:
    name, old, new = OTHERWISE[how]
    found = [values(number, ngaySinh="1984-06") for number in (1, 2)]
    ref = UnitRef("don_vi", "2025", "00070", "Phường Hoàn Kiếm")
    cases = [case(number, page_file(tmp_path), each) for number, each in enumerate(found, 1)]
    field = replace(cases[0].record.fields["ghiChu"], units=PlaceUnits(ref, None))
    cases[0] = replace(cases[0], record=cases[0].record.with_field(field))
    exporters = {XML_RECORDS: XmlExporter(), "records.json": JsonExporter()}
    _, manifest = written_by(content(cases), tmp_path / "data", *exporters.values())
    assert found_by(exporters[name], tmp_path / "data", manifest) == []
    path = tmp_path / "data" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    assert found_by(exporters[name], tmp_path / "data", manifest) != []


def test_emptied_rows_of_a_table_are_found(tmp_path: Path) -> None:
    _, manifest = written_by(sample_content(tmp_path), tmp_path / "data", JsonExporter())
    path = tmp_path / "data/records.json"
    whole = json.loads(path.read_text(encoding="utf-8"))
    assert any(whole["records"][0]["tables"].values())
    whole["records"][0]["tables"] = {}
    path.write_text(json.dumps(whole), encoding="utf-8")

    (problem,) = found_by(JsonExporter(), tmp_path / "data", manifest)
    assert problem.code == "row-not-of-manifest"


def test_another_types_schema_beside_the_records_is_told(tmp_path: Path) -> None:
    exporter = XmlExporter()
    made = content([case(1, page_file(tmp_path), values(1))])
    _, manifest = written_by(made, tmp_path / "data", exporter)
    (tmp_path / "data" / XML_SCHEMA).write_text(xsd_text(BIRTH, CATALOG), encoding="utf-8")

    codes = [problem.code for problem in found_by(exporter, tmp_path / "data", manifest)]
    assert codes == ["schema-not-of-records"]


def test_a_package_with_all_open_formats_verifies(tmp_path: Path) -> None:
    profile = replace(PROFILE, exporters=(*PROFILE.exporters, *OURS))
    cases = [case(number, page_file(tmp_path), values(number)) for number in (1, 2)]
    made = write_package(content(cases, profile=profile), tmp_path / "out")

    assert verify_package(made.archive).problems == ()
    names = {path.name for path in (made.folder / "data").iterdir()}
    assert {XML_RECORDS, XML_SCHEMA, CSV_DESCRIPTION, JSON_SCHEMA} <= names


# The schema of a type


@pytest.mark.parametrize("key", TYPES)
def test_every_type_has_a_sound_schema_of_its_version(key: str) -> None:
    doc_type = CATALOG.types[key]
    text = xsd_text(doc_type, CATALOG)
    etree.XMLSchema(etree.fromstring(text.encode()))
    assert f'targetNamespace="urn:digitizer:{key}:{doc_type.version}"' in text
    later: DocumentType = replace(doc_type, version="9999.1")
    assert "9999.1" in xsd_text(later, CATALOG).partition(">\n")[2][:400]


def test_patterns_say_the_same_in_xml_schema() -> None:
    untold = {
        (doc_type.key, spec.key)
        for doc_type in CATALOG.types.values()
        for field in doc_type.fields
        for spec in (field, *field.columns)
        if spec.pattern and xsd_pattern(spec.pattern) is None
    }
    # It looks ahead, which XML Schema cannot say: such a field has no pattern there.
    assert untold == {("finance.fee_receipt", "kyHieuMau")}
    assert xsd_pattern(r"\d{2}[\d.\-](?:a|b)\.") == r"[0-9]{2}[0-9.\-](a|b)\."
    for odd in (r"\w+", "^a", "a$", r"(?P<x>a)", r"[\w]", r"a\b", r"a\s"):
        assert xsd_pattern(odd) is None


def _stream(path: Path) -> BytesIO:
    return BytesIO(path.read_bytes())
