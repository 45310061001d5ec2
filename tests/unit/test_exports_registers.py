"""The four other registers leave with every field in a column and a file name of their kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from support.export_content import case, content, page_file

from digitizer.domain.schema import FieldKind, FieldSpec
from digitizer.domain.values.canonical import canonical
from digitizer.schemas.loading import load_catalog
from exports.package import write_package
from exports.verify import verify_package

CATALOG = load_catalog()
OTHERS = {"marriage": "KH", "death": "KT", "parent_child": "CMC", "marital_status": "HN"}
WRITTEN = {
    FieldKind.TEXT: "Phó Chủ tịch",
    FieldKind.NAME: "Nguyễn Thị Ánh Tuyết",
    FieldKind.DATE: "16/03/1986",
    FieldKind.TIME: "8 giờ 30 phút",
    FieldKind.PLACE: "xã Phượng Cách, thành phố Hà Nội",
    FieldKind.NUMBER: "12",
    FieldKind.ID_NUMBER: "001306004567",
}
FIXED = {"so": "05/2017", "quyenSo": "01/2017", "ngayDangKy": "03/02/2017"}


def value(spec: FieldSpec) -> str:
    code_list = CATALOG.code_list_of(spec)
    written = code_list.entries[-1].label.vi if code_list else FIXED.get(spec.key)
    found = canonical(spec, written or WRITTEN[spec.kind], code_list)
    assert found.value is not None
    return found.value


@pytest.mark.parametrize(("name", "register"), OTHERS.items())
def test_a_full_record_leaves_with_all_its_fields(name: str, register: str, tmp_path: Path) -> None:
    doc_type = CATALOG.types[f"civil_status.{name}"]
    values = {spec.key: value(spec) for spec in doc_type.fields}
    made = write_package(
        content(
            [case(1, page_file(tmp_path), values, document_type=doc_type.key)],
            catalog=CATALOG,
            document_type=doc_type,
            profile=CATALOG.profiles[doc_type.key],
        ),
        tmp_path / "out",
    )
    assert verify_package(made.archive).is_sound
    assert (made.folder / f"data/documents/{register}.2017.01.2017-02-03.05.pdf").is_file()
    header, row = (
        [cell.value for cell in line]
        for line in load_workbook(made.folder / "data/records.xlsx")["DL Import"].rows
    )
    assert header == ["STT", *values]
    cells = dict(zip(header, row, strict=True))
    assert cells["ngayDangKy"] == "03.02.2017"
    for spec in doc_type.fields:
        if spec.kind is FieldKind.DATE and spec.key != "ngayDangKy":
            assert cells[spec.key] == "16.03.1986"
        elif spec.kind not in (FieldKind.DATE, FieldKind.CODE):
            assert cells[spec.key] == values[spec.key], spec.key
        else:
            assert spec.key == "ngayDangKy" or str(cells[spec.key]) == values[spec.key]
    if name == "death":
        assert cells["nktGioPhutChet"] == "08:30"
