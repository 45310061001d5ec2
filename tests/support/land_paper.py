"""A document type with tables and boxes to tick, made by hand, and its catalog."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from digitizer.domain.schema import (
    Anchor,
    Catalog,
    CodeEntry,
    CodeList,
    DocumentType,
    FieldKind,
    FieldSpec,
    Localized,
    Need,
    Placement,
    Section,
)

KEY = "test.land"
LAND = ("loaiDat", "dienTich", "hinhThuc", "thoiHan")
GOODS = ("ten", "dvt", "soLuong", "thanhTien")


def _label(text: str) -> Localized:
    return Localized(text, f"{text} (en)")


def column(key: str, kind: FieldKind, heading: str, code_list: str | None = None) -> FieldSpec:
    anchors = (Anchor(heading),)
    return FieldSpec(key, kind, _label(heading), "", Need.OPTIONAL, code_list, anchors=anchors)


def field(
    key: str,
    kind: FieldKind,
    label: str,
    columns: Sequence[FieldSpec] = (),
    placement: Placement = Placement.AFTER,
) -> FieldSpec:
    anchors = (Anchor(label, placement),)
    need = Need.REQUIRED if kind is FieldKind.TABLE else Need.OPTIONAL
    return FieldSpec(
        key, kind, _label(label), "paper", need, anchors=anchors, columns=tuple(columns)
    )


def _codes(key: str, *entries: tuple[str, str]) -> CodeList:
    return CodeList(
        key, "1", "test", tuple(CodeEntry(code, _label(name)) for code, name in entries)
    )


LISTS = {
    codes.key: codes
    for codes in (
        _codes(
            "loai_dat",
            ("ONT", "Đất ở tại nông thôn"),
            ("CLN", "Đất trồng cây lâu năm"),
            ("LUC", "Đất chuyên trồng lúa nước"),
        ),
        _codes("hinh_thuc", ("1", "Sử dụng riêng"), ("2", "Sử dụng chung")),
    )
}
LAND_COLUMNS = (
    column("loaiDat", FieldKind.CODE, "Loại đất", "loai_dat"),
    column("dienTich", FieldKind.AREA, "Diện tích (m2)"),
    column("hinhThuc", FieldKind.CODE, "Hình thức sử dụng", "hinh_thuc"),
    column("thoiHan", FieldKind.DATE, "Thời hạn"),
)
GOODS_COLUMNS = (
    column("ten", FieldKind.TEXT, "Tên hàng hóa, dịch vụ"),
    column("dvt", FieldKind.TEXT, "Đơn vị tính"),
    column("soLuong", FieldKind.NUMBER, "Số lượng"),
    column("thanhTien", FieldKind.MONEY, "Thành tiền"),
)
TYPE = DocumentType(
    key=KEY,
    version="1",
    label=_label("Phiếu đất"),
    source="test",
    valid_from=date(2000, 1, 1),
    titles=("PHIẾU KÊ KHAI ĐẤT",),
    other_labels=(),
    sections=(Section("paper", _label("Phiếu")),),
    fields=(
        field("ten", FieldKind.TEXT, "Tên người sử dụng đất"),
        field("mucDich", FieldKind.TABLE, "Mục đích sử dụng đất", LAND_COLUMNS),
        field("hang", FieldKind.TABLE, "Hàng hóa đã mua", GOODS_COLUMNS),
        field("tong", FieldKind.MONEY, "Cộng tiền hàng"),
        field("hoNgheo", FieldKind.TICK, "Hộ nghèo", placement=Placement.TICK),
        field("hoCanNgheo", FieldKind.TICK, "Hộ cận nghèo", placement=Placement.TICK),
        field("ghiChu", FieldKind.TEXT, "Ghi chú"),
    ),
    rules=(),
    title_field="ten",
    identity_fields=(),
)
CATALOG = Catalog({KEY: TYPE}, LISTS, {})


def spec_of(key: str) -> FieldSpec:
    found = TYPE.field(key)
    assert found is not None
    return found
