"""Invented cases with a drawn page each: some certain, some doubtful, one of unknown type."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from gui.fake_backend import NOW, FakeBackend
from PIL import Image, ImageDraw, ImageFont

from digitizer.domain.case import Arrival, Case, Outcome, Page, Region
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.page import Box, Origin
from digitizer.domain.problems import Problem
from digitizer.domain.record import Candidate, FieldReading, FieldValue, ReadingState, Record
from digitizer.domain.schema import DocumentType
from digitizer.samples.fonts import label_families
from digitizer.workflow.overview import PageView

TYPE = "civil_status.birth"
SIZE = (1240, 1754)
_LINE = 62
_ORIGIN = Origin("tesseract", "5.3.0", "after-label")

Value = tuple[str, str | None, float, str]
"""Text on the paper, canonical value, confidence, another reading (or nothing)."""

CASES: tuple[dict[str, Value], ...] = (
    {
        "so": ("29/2024", "29/2024", 0.97, ""),
        "quyenSo": ("01/2024", "01/2024", 0.95, ""),
        "ngayDangKy": ("28/05/2024", "2024-05-28", 0.94, ""),
        "noiDangKy": ("UBND xã Hữu Khánh, huyện Lộc Bình", None, 0.93, ""),
        "nksHoTen": ("NGUYỄN THỊ ÁNH NHÂN", None, 0.61, "NGUYỄN THỊ ÁNH NHẪN"),
        "nksGioiTinh": ("Nữ", "2", 0.96, ""),
        "nksNgaySinh": ("20/05/2024", "2024-05-20", 0.97, ""),
        "nksNoiSinh": ("Trạm y tế xã Hữu Khánh, huyện Lộc Bình", None, 0.92, ""),
        "nksQueQuan": ("xã Hữu Khánh, huyện Lộc Binh, tỉnh Lạng Sơn", None, 0.58, ""),
        "nksDanToc": ("Tày", None, 0.95, ""),
        "nksQuocTich": ("Việt Nam", None, 0.98, ""),
        "meHoTen": ("Hoàng Thị Phượng", None, 0.66, "Hoàng Thị Phương"),
        "meNgaySinh": ("12/08/1996", "1996-08-12", 0.95, ""),
        "chaHoTen": ("Nguyễn Văn Đông", None, 0.95, ""),
        "chaNgaySinh": ("1994", "1994", 0.93, ""),
    },
    {
        "so": ("30/2024", "30/2024", 0.97, ""),
        "quyenSo": ("01/2024", "01/2024", 0.95, ""),
        "ngayDangKy": ("29/05/2024", "2024-05-29", 0.94, ""),
        "nksHoTen": ("Lê Quốc Hưng", None, 0.97, ""),
        "nksGioiTinh": ("Nam", "1", 0.96, ""),
        "nksNgaySinh": ("21/05/2024", "2024-05-21", 0.57, "24/05/2024"),
    },
    {
        "so": ("31/2024", "31/2024", 0.97, ""),
        "nksHoTen": ("Đặng Thùy Dương", None, 0.97, ""),
        "nksGioiTinh": ("Nữ", "2", 0.96, ""),
    },
)


def fill(backend: FakeBackend, folder: Path) -> None:
    """Put the cases, an unknown page, and some arrivals into the workspace."""
    doc_type = backend.catalog.types[TYPE]
    for number, values in enumerate(CASES, start=1):
        add_case(backend, doc_type, folder, number, values)
    add_unknown(backend, folder, len(CASES) + 1)
    outcomes = (Outcome.STORED, Outcome.STORED, Outcome.DUPLICATE, Outcome.QUARANTINED)
    for number, outcome in enumerate(outcomes, start=1):
        backend.data.arrived.append(arrival(number, outcome))


def arrival(number: int, outcome: Outcome) -> Arrival:
    problem = None if outcome is Outcome.STORED else Problem.error("not-in-list", text="tệp")
    return Arrival(
        number,
        f"/scans/scan_{number:04d}.pdf",
        482_133 + number,
        0,
        f"{number:064x}",
        outcome,
        number if outcome is Outcome.STORED else None,
        problem,
        NOW + timedelta(minutes=number),
        settled=True,
    )


def add_case(
    backend: FakeBackend,
    doc_type: DocumentType,
    folder: Path,
    number: int,
    values: dict[str, Value],
) -> None:
    labels = {spec.key: spec.label.vi for spec in doc_type.fields}
    boxes = draw_page(folder / f"page{number}.png", labels, values)
    fields: dict[str, FieldValue] = {}
    for spec in doc_type.fields:
        found = values.get(spec.key)
        if found is None:
            fields[spec.key] = FieldValue(spec.key)
            continue
        reading = _reading(spec.key, found, boxes[spec.key])
        value = FieldValue.from_reading(reading)
        if found[1] is None:
            codes = backend.catalog.code_list_of(spec)
            entries = codes.entries if codes else ()
            code = next((entry.code for entry in entries if entry.label.vi == found[0]), found[0])
            value = FieldValue(spec.key, found[0], code, value.state, reading)
        fields[spec.key] = value
    record = Record(doc_type.key, doc_type.version, fields)
    _put(backend, folder, number, record)


def add_unknown(backend: FakeBackend, folder: Path, number: int) -> None:
    draw_page(folder / f"page{number}.png", {}, {})
    _put(backend, folder, number, None)


def _put(backend: FakeBackend, folder: Path, number: int, record: Record | None) -> None:
    page = Page(number, number, 1, *SIZE, 150, 0, 0.0, f"{number:064x}")
    view = PageView(page, folder / f"page{number}.png")
    case = Case(number, number, CaseState.TO_CHECK, 0.9, (Region(1),), record)
    backend.data.cases[number] = case
    backend.data.pages[number] = (view,)
    backend.data.edits[number] = []


def _reading(key: str, value: Value, box: Box) -> FieldReading:
    text, canonical, confidence, other = value
    is_sure = confidence > 0.9
    problems = () if is_sure else (Problem.warning("low-confidence", key),)
    if other:
        problems = (Problem.warning("readings-differ", key, other=other),)
    candidates = tuple(Candidate(words, words, _ORIGIN) for words in (text, other) if other)
    state = ReadingState.ACCEPTED if is_sure else ReadingState.REVIEW
    return FieldReading(
        key, text, canonical or text, confidence, state, 1, box, _ORIGIN, problems, candidates
    )


def draw_page(path: Path, labels: dict[str, str], values: dict[str, Value]) -> dict[str, Box]:
    """A typed page with a line for each value; the boxes of the values by key."""
    page = Image.new("RGB", SIZE, "white")
    pen = ImageDraw.Draw(page)
    family = label_families()[0]
    plain = ImageFont.truetype(family.regular, 26)
    bold = ImageFont.truetype(family.bold, 30)
    pen.text(
        (SIZE[0] / 2, 120),
        "GIẤY KHAI SINH",
        font=ImageFont.truetype(family.bold, 44),
        fill="black",
        anchor="mm",
    )
    boxes: dict[str, Box] = {}
    for row, (key, value) in enumerate(values.items()):
        top = 240 + row * _LINE
        label = f"{labels[key]}: "
        pen.text((110, top), label, font=plain, fill="#333333")
        left = 110 + int(pen.textlength(label, font=plain))
        pen.text((left, top - 3), value[0], font=bold, fill="black")
        boxes[key] = Box(left, top - 2, int(pen.textlength(value[0], font=bold)), 38)
    page.save(path)
    return boxes
