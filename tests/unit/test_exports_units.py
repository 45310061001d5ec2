"""A place leaves as it is written, and beside it the units with their lists, never a bare code."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

from support.export_content import case, content, page_file

from digitizer.domain.places import PlaceUnits, UnitRef
from digitizer.schemas import load_catalog
from exports.json_records import JsonUnit, stream_json
from exports.package import write_package
from exports.verify import verify_package

CATALOG = load_catalog()
BIRTH = CATALOG.types["civil_status.birth"]
THEN = UnitRef("Quyết định 124/2004/QĐ-TTg", "2025-06-30", "05251", "xã Mai Hạ")
VALUES = {
    "so": "05/2017",
    "quyenSo": "01/2017",
    "ngayDangKy": "2017-02-03",
    "nksHoTen": "Lò Văn Mẫu",
    "nksQueQuan": "xã Mai Hạ, huyện Mai Châu",
    "nksNoiSinh": "làng Không Đâu",
}


def test_units_stand_beside_the_text_in_the_records(tmp_path: Path) -> None:
    made = case(1, page_file(tmp_path), VALUES, document_type=BIRTH.key)
    home = replace(made.record.fields["nksQueQuan"], units=PlaceUnits(THEN, None))
    whole = replace(made, record=made.record.with_field(home))
    packed = write_package(
        content([whole], catalog=CATALOG, document_type=BIRTH, profile=CATALOG.profiles[BIRTH.key]),
        tmp_path / "out",
    )
    (record,) = stream_json(_stream(packed.folder / "data/records.json"))
    assert record.values["nksQueQuan"] == VALUES["nksQueQuan"]
    assert list(record.units) == ["nksQueQuan"]
    units = record.units["nksQueQuan"]
    assert units.on == JsonUnit(
        list=THEN.list_name, version=THEN.list_version, code=THEN.code, name=THEN.name
    )
    assert units.today is None
    assert verify_package(packed.folder).is_sound


def _stream(path: Path) -> BytesIO:
    return BytesIO(path.read_bytes())
