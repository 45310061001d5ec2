"""Small batches of invented people, ready to be packed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from PIL import Image, ImageDraw

from digitizer.domain.case import Region
from digitizer.domain.package import ExportCase, PackageContent, PageImage
from digitizer.domain.page import Box
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

CREATED = datetime(2025, 3, 4, 8, 30, 10, tzinfo=UTC)
TYPE = "test.birth"
_FIELDS = {
    "so": FieldKind.TEXT,
    "quyenSo": FieldKind.BOOK_NUMBER,
    "ngayDangKy": FieldKind.DATE,
    "hoTen": FieldKind.NAME,
    "ngaySinh": FieldKind.DATE,
    "gioiTinh": FieldKind.CODE,
    "soDinhDanh": FieldKind.ID_NUMBER,
    "ghiChu": FieldKind.TEXT,
}
SEX = CodeList(
    "gioi_tinh",
    "3",
    "invented",
    (
        CodeEntry("1", Localized("Nam", "Male")),
        CodeEntry("2", Localized("Nữ", "Female")),
        CodeEntry("03", Localized("Chưa xác định", "Not determined")),
    ),
)
DOCUMENT_TYPE = DocumentType(
    TYPE,
    "1.2",
    Localized("Khai sinh thử", "Test birth"),
    "invented",
    date(2020, 1, 1),
    (),
    (),
    (),
    tuple(
        FieldSpec(
            key,
            kind,
            Localized(key, key),
            "all",
            Need.OPTIONAL,
            code_list=SEX.key if kind is FieldKind.CODE else None,
        )
        for key, kind in _FIELDS.items()
    ),
    (),
    "hoTen",
    ("so",),
)
PROFILE = ExportProfile(
    TYPE,
    "2019.1",
    "invented",
    date(2020, 1, 1),
    "DL Import",
    "Ghi chu",
    (
        Column("STT", value="running_number"),
        *(Column(key, key) for key in _FIELDS),
        Column("gioiTinhStr", "gioiTinh", "label"),
        Column("trong", value="empty"),
    ),
    (("gioiTinh", "1 Nam"), ("gioiTinh", "2 Nữ")),
    "dd.mm.yyyy",
    "KS.{quyenSo.year}.{quyenSo.number}.{ngayDangKy.iso}.{so.number:02}.pdf",
    100,
    60,
)
CATALOG = Catalog({TYPE: DOCUMENT_TYPE}, {SEX.key: SEX}, {TYPE: PROFILE})


def values(number: int = 1, **others: str | None) -> dict[str, str | None]:
    """The canonical values of an invented child; ``others`` replace some."""
    return {
        "so": f"{number}/2017",
        "quyenSo": "01/2017",
        "ngayDangKy": "2017-02-03",
        "hoTen": "Nguyễn Thị Thuỷ Tiên",
        "ngaySinh": "2017-01",
        "gioiTinh": "2",
        "soDinhDanh": "001317000012",
        "ghiChu": None,
    } | others


def page_file(folder: Path, size: tuple[int, int] = (400, 600), name: str = "page.jpg") -> Path:
    """A page with a red block at the upper left, so that cropping and colour can be seen."""
    path = folder / name
    if not path.exists():
        image = Image.new("RGB", size, "white")
        ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2, size[1] // 2), fill="red")
        image.save(path, quality=85)
    return path


def case(
    case_id: int,
    page: Path,
    found: Mapping[str, str | None],
    *,
    boxes: Sequence[Box | None] = (None,),
    dpi: int = 200,
    document_type: str = TYPE,
) -> ExportCase:
    fields = {
        key: FieldValue(key, text or "", text, ValueState.CONFIRMED) for key, text in found.items()
    }
    pages = tuple(
        PageImage(page, dpi, Region(number, box)) for number, box in enumerate(boxes, start=1)
    )
    return ExportCase(
        case_id,
        Record(document_type, "1.2", fields),
        pages,
        f"quét {case_id}.pdf",
        f"{case_id:064x}",
        "Lê Thị Duyệt",
        CREATED,
    )


def content(
    cases: Sequence[ExportCase],
    *,
    profile: ExportProfile = PROFILE,
    document_type: DocumentType = DOCUMENT_TYPE,
    catalog: Catalog = CATALOG,
    batch_name: str = "Quyển 01/2017 – Xã Đông Hà",
) -> PackageContent:
    return PackageContent(
        7,
        batch_name,
        document_type,
        profile,
        catalog,
        tuple(cases),
        "Trần Văn Nộp",
        "Lê Thị Duyệt",
        CREATED,
        CREATED,
        "Lê Thị Duyệt",
        "0.1.0",
        "ab" * 32,
    )


def some_cases(folder: Path, count: int = 3) -> list[ExportCase]:
    page = page_file(folder)
    return [
        case(100 + number, page, values(number), boxes=(None, Box(0, 0, 200, 300)))
        for number in range(1, count + 1)
    ]
