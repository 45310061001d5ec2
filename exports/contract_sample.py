"""Invented cases that are hard to write, for holding an exporter to its contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from PIL import Image

from digitizer.domain.case import Region
from digitizer.domain.package import BacklogCase, ExportCase, PackageContent, PageImage
from digitizer.domain.record import FieldValue, Record, ValueState
from digitizer.domain.schema import (
    Catalog,
    CodeEntry,
    CodeList,
    Column,
    DocumentType,
    ExportProfile,
    FieldKind,
    FieldSpec,
    Localized,
    Need,
)
from digitizer.domain.values.tables import table_value
from exports.contract_values import field_values

_NOW = datetime(2025, 3, 4, 8, 30, 10, tzinfo=UTC)
_KEY = "contract.sample"
_SOURCE = "invented"
_LIST = CodeList(
    "contract_sex",
    "1",
    _SOURCE,
    (
        CodeEntry("1", Localized("Nam", "Male")),
        CodeEntry("02", Localized("Nữ", "Female")),
    ),
)


def _spec(key: str, kind: FieldKind, columns: tuple[FieldSpec, ...] = ()) -> FieldSpec:
    codes = _LIST.key if kind is FieldKind.CODE else None
    label = Localized(key, key)
    return FieldSpec(key, kind, label, "all", Need.OPTIONAL, code_list=codes, columns=columns)


_TABLE = (_spec("use", FieldKind.TEXT), _spec("area", FieldKind.AREA))
_GUIDANCE: Mapping[str, str] = {
    "TypeName": "Quyết định",
    "CodeNumber": "12",
    "CodeNotation": "QĐ-UBND",
    "IssuedDate": "2019-11-05",
    "OrganName": "Ủy ban nhân dân xã Mẫu",
    "Subject": "Về việc giao đất",
}
"""What Công văn 7197/BKHCN-CĐSQG requires beside a code, so that its exporter has all it needs."""
_FIELDS = (
    _spec("number", FieldKind.TEXT),
    _spec("fullName", FieldKind.NAME),
    _spec("born", FieldKind.DATE),
    _spec("sex", FieldKind.CODE),
    _spec("idNumber", FieldKind.ID_NUMBER),
    _spec("place", FieldKind.PLACE),
    _spec("poor", FieldKind.TICK),
    _spec("parcels", FieldKind.TABLE, _TABLE),
    _spec("note", FieldKind.TEXT),
    _spec("unused", FieldKind.TEXT),
    _spec("DocCode", FieldKind.TEXT),
    *(_spec(key, FieldKind.DATE if key == "IssuedDate" else FieldKind.TEXT) for key in _GUIDANCE),
)
_COLUMNS = (
    Column("STT", value="running_number"),
    *(Column(spec.key, spec.key) for spec in _FIELDS),
    Column("sexName", "sex", "label"),
    Column("firstUse", "parcels", cell="use", row=1),
    Column("file", value="file_name"),
    Column("left", value="empty"),
)
_PARCELS = table_value([["Đất ở | vườn", "120.5"], ["=1+1", None]])
_CASES: tuple[Mapping[str, str], ...] = (
    {
        "fullName": "Nguyễn Thuỷ Oánh Hoà",
        "born": "2017-02-03",
        "sex": "02",
        "idNumber": "001317000012",
        "place": 'thôn "Đông; Hà", xã <Ba> & Vì',
        "poor": "1",
        "parcels": _PARCELS,
        "note": "dòng một\ndòng \"hai\", =cmd|' /C calc'!A0\n\ndòng bốn",
    },
    {
        "fullName": "Ƶuân 𠮷 Đặng",
        "born": "1984",
        "sex": "1",
        "idNumber": "000000000001",
        "place": "=HYPERLINK(1)",
        "note": "_x0041_ ]]> &amp; \\u0041 #N/A 1e5 TRUE",
    },
    {"fullName": "+84", "born": "32 tuổi", "note": "  hai dấu cách ở đầu, tab\tgiữa, cách cuối "},
)


def sample_content(place: Path) -> PackageContent:
    """Three cases with one page each, whose image is made in the folder ``place``, and a case that
    stays behind. Leading zeros, marks, quotes, line breaks, signs of XML and formulas are among
    their values; the third case leaves most fields empty."""
    page = place / "page.png"
    Image.new("RGB", (240, 320), "white").save(page)
    cases = tuple(_case(number, values, page) for number, values in enumerate(_CASES, start=1))
    label = Localized("Giấy tờ mẫu", "Sample paper")
    kind = DocumentType(
        _KEY, "1", label, _SOURCE, date(2020, 1, 1), (), (), (), _FIELDS, (), "fullName", ()
    )
    notes = (("sex", "1 Nam"), ("sex", "02 Nữ"))
    profile = ExportProfile(
        _KEY,
        "1",
        _SOURCE,
        date(2020, 1, 1),
        "Import",
        "Notes",
        _COLUMNS,
        notes,
        "dd.mm.yyyy",
        "MAU.{number:03}.pdf",
        100,
        60,
    )
    return PackageContent(
        1,
        "Đợt mẫu",
        kind,
        profile,
        Catalog({_KEY: kind}, {_LIST.key: _LIST}, {_KEY: profile}),
        cases,
        "Trần Văn Nộp",
        "Lê Thị Duyệt",
        _NOW,
        _NOW,
        "Lê Thị Duyệt",
        "1",
        "ab" * 32,
        (BacklogCase(9, "Phạm Văn Còn", "thiếu trang"),),
    )


def with_another_value(content: PackageContent, spec: FieldSpec) -> PackageContent:
    """The same content, but for the value of one field of the first case, where the field may have
    another one."""
    first = content.cases[0]
    before = first.record.value(spec.key)
    others = (text for text in field_values(content.catalog, spec) if text != before)
    value = next(others, before or "")
    changed = FieldValue(spec.key, value, value, ValueState.CONFIRMED)
    fields = {**first.record.fields, spec.key: changed}
    case = replace(first, record=replace(first.record, fields=fields))
    return replace(content, cases=(case, *content.cases[1:]))


def _case(number: int, values: Mapping[str, str], page: Path) -> ExportCase:
    found = {"number": str(number), "DocCode": f"MAU_{number:06}", **_GUIDANCE, **values}
    fields = {key: FieldValue(key, text, text, ValueState.CONFIRMED) for key, text in found.items()}
    record = Record(_KEY, "1", fields)
    pages = (PageImage(page, 100, Region(1, None)),)
    return ExportCase(number, record, pages, f"{number}.pdf", f"{number:064x}", "Lê", _NOW)
