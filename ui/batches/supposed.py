"""An invented package as its receiver would see it, for pictures of the program."""

from __future__ import annotations

from datetime import UTC, datetime

from digitizer.domain.batch import Batch
from digitizer.domain.lifecycle import BatchState
from digitizer.domain.problems import Problem
from digitizer.domain.rehearsal import Finding, ReceivedFile, Rehearsal

_NAMES = (
    "NGUYỄN THỊ ÁNH NHẪN",
    "LÊ QUỐC HƯNG",
    "ĐẶNG THUỲ DƯƠNG",
    "VI VĂN PÁO",
    "HOÀNG THỊ PHƯỢNG",
)
_COLUMNS = (
    "STT",
    "so",
    "quyenSo",
    "ngayDangKy",
    "loaiDangKy",
    "noiDangKy",
    "nksHoTen",
    "nksNgaySinh",
)
_PAGE_BYTES = 93_400


def supposed_batch() -> Batch:
    made = datetime(2026, 11, 23, 8, tzinfo=UTC)
    return Batch(
        1, "Sổ khai sinh 01/2017", "civil_status.birth", BatchState.APPROVED, "Lê Thị Mẫu", made
    )


def supposed_rehearsal() -> Rehearsal:
    """A book of 24 entries of which two cannot leave as they are."""
    names = (_NAMES * 5)[:23]
    rows = tuple(
        (
            str(number),
            f"{number:02}/2017",
            "01/2017",
            f"{number:02}.02.2017",
            "1",
            "UBND xã Mẫu, tỉnh Mẫu",
            "" if number == 7 else name,
            f"{number:02}.01.2017",
        )
        for number, name in enumerate(names, start=1)
    )
    documents = tuple(
        ReceivedFile(
            f"data/documents/KS.2017.01.2017-02-{number:02}.{number:02}.pdf",
            _PAGE_BYTES * (1 + number % 2) + 311 * number,
            1 + number % 2,
        )
        for number in range(1, len(rows) + 1)
    )
    tables = (
        ReceivedFile("data/records.csv", 12_870),
        ReceivedFile("data/records.json", 48_114),
        ReceivedFile("data/records.xlsx", 14_506),
        ReceivedFile("manifest.json", 17_223),
    )
    size = sum(file.size for file in (*documents, *tables))
    return Rehearsal("0" * 64, 24, _COLUMNS, rows, (*documents, *tables), size, _findings())


def _findings() -> tuple[Finding, ...]:
    empty = Problem.error("rehearsal-required-empty", "nksHoTen", row="7", column="nksHoTen")
    name = "KS.2017.01.2017-02-03.03.pdf"
    twice = Problem.error("file-name-collision", name=name, case="129", other="103")
    return (
        Finding(twice, 129),
        Finding(empty, 107, 7),
        Finding(Problem.warning("rehearsal-sheet-extra", name="Tồn đọng")),
        Finding(Problem.warning("rehearsal-pages-large", count="3")),
    )
