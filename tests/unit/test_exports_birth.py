"""The real birth register leaves in the national import workbook's shape."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
from support.export_content import case, content, page_file

from digitizer.schemas.loading import load_catalog
from exports.package import write_package
from exports.verify import verify_package

BIRTH = "civil_status.birth"


def test_a_birth_fills_the_import_workbook(tmp_path: Path) -> None:
    catalog = load_catalog()
    found = {
        "so": "05/2017",
        "quyenSo": "01/2017",
        "ngayDangKy": "2017-02-03",
        "nksHoTen": "Nguyễn Thị Thuỷ Tiên",
        "nksGioiTinh": "2",
        "nksNgaySinh": "2017-01",
        "nksSoDinhDanh": "001317000012",
        "nksQuocTich": "Việt Nam",
        "meNgaySinh": "32 tuổi",
    }
    birth = case(1, page_file(tmp_path), found, document_type=BIRTH)
    made = write_package(
        content(
            [birth],
            catalog=catalog,
            document_type=catalog.types[BIRTH],
            profile=catalog.profiles[BIRTH],
        ),
        tmp_path / "out",
    )
    assert verify_package(made.archive).is_sound
    assert (made.folder / "data/documents/KS.2017.01.2017-02-03.05.pdf").is_file()
    book = load_workbook(made.folder / "data/records.xlsx")
    assert book.sheetnames == ["DL Import", "Ghi chu"]
    header, row = ([cell.value for cell in line] for line in book["DL Import"].rows)
    assert len(header) == 70
    assert header[:3] == ["STT", "so", "quyenSo"]
    cells = dict(zip(header, row, strict=True))
    assert cells["STT"] == 1
    assert cells["ngayDangKy"] == "03.02.2017"
    assert cells["nksNgaySinh"] == "01.2017"
    assert cells["meNgaySinh"] == "32 tuổi"
    assert cells["nksSoDinhDanh"] == "001317000012"
    assert cells["nksQuocTichStr"] == "Việt Nam"
    assert cells["chaHoTen"] is None
