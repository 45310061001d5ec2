"""What memory a large batch needs on its way out: handed in, answered for, rehearsed, exported.

    python tests/benchmarks/leaving_memory.py [--cases 1000 3000] [--folder F] [--step STEP]

Makes, for each number of cases, a SQLite workspace with one batch of that many finished births (one
case as the program keeps it, copied row by row; one small page image stands for all), then takes
the batch through each step in a process of its own, as a person at the window would: the program
is opened, the step is done, and the process tells its memory before and at the peak. Flat memory
means that the two numbers of cases differ by little. All people are invented.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image, ImageDraw

from digitizer.bootstrap.workspace import create_workspace, open_workspace
from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.case import CaseReading, Region
from digitizer.domain.page import Box, LineReading, Origin, PageReading, TextLine, Word
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.domain.values.canonical import canonical
from digitizer.store.repositories.case_queries import STATE_ORDER
from digitizer.workflow.ports import NewScan

BIRTH = "civil_status.birth"
BATCH = "KS 01/2021"
CLERK, SUPERVISOR = "Nguyễn Thị Mẫu", "Trần Văn Mẫu"
STEPS: dict[str, tuple[str, Callable[[Workstation, int], object]]] = {
    "submit": (CLERK, lambda station, batch: station.submit_batch(batch)),
    "approve": (SUPERVISOR, lambda station, batch: station.approve_batch(batch)),
    "rehearse": (SUPERVISOR, lambda station, batch: station.rehearsal.rehearse(batch)),
    "export": (SUPERVISOR, lambda station, batch: station.export_batch(batch)),
}
_SIZE, _DPI = (413, 585), 50
_LINES = 24
_ORIGIN = Origin("invented", "1")
_VALUES = {
    "so": "1/2021",
    "quyenSo": "01/2021",
    "ngayDangKy": "20/03/2021",
    "noiDangKy": "UBND xã Mẫu, tỉnh Mẫu",
    "nguoiKy": "Lê Văn Mẫu",
    "chucVuNguoiKy": "Chủ tịch",
    "nksHoTen": "LÊ THỊ MẪU",
    "nksGioiTinh": "Nữ",
    "nksNgaySinh": "16/03/2021",
    "nksNgaySinhBangChu": "Ngày mười sáu, tháng ba, năm hai nghìn không trăm hai mươi mốt",
    "nksNoiSinh": "Trạm y tế xã Mẫu, tỉnh Mẫu",
    "nksQueQuan": "xã Mẫu, tỉnh Mẫu",
    "nksDanToc": "Kinh",
    "nksQuocTich": "Việt Nam",
    "meHoTen": "Phạm Thị Mẫu",
    "chaHoTen": "Lê Văn Mẫu",
    "nycHoTen": "Lê Văn Mẫu",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, nargs="+", default=[1000, 3000])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--step", choices=tuple(STEPS), nargs="+", default=list(STEPS))
    parser.add_argument("--only", choices=("make", *STEPS), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.only:
        _one(chosen.only, chosen.folder, chosen.cases[0])
        return
    for count in chosen.cases:
        with contextlib.ExitStack() as places:
            root = chosen.folder or Path(places.enter_context(tempfile.TemporaryDirectory()))
            folder = root / f"leaving-{count}"
            if not folder.exists():
                _in_a_process("make", folder, count)
            for step in chosen.step:
                _in_a_process(step, folder, count)


def _in_a_process(what: str, folder: Path, count: int) -> None:
    command = [sys.executable, __file__, "--only", what, "--folder", str(folder)]
    subprocess.run([*command, "--cases", str(count)], check=True)


def _one(what: str, folder: Path, count: int) -> None:
    if what == "make":
        make(folder, count)
        return
    person, act = STEPS[what]
    with contextlib.closing(open_workspace(folder, person, "vi")) as station:
        station.finding.stop()
        batch = station.batch(BATCH).id
        gc.collect()
        before = _begin_anew()
        began, started = time.perf_counter(), time.process_time()
        act(station, batch)
        took, cpu = time.perf_counter() - began, time.process_time() - started
        peak = _memory("VmHWM")
    sys.stdout.write(
        f"{count:6} cases, {what:8}: {before:6.1f} MiB before, {peak:6.1f} at the peak "
        f"(+{peak - before:5.1f}); {took / count * 1000:5.1f} ms a case "
        f"({cpu / count * 1000:.1f} CPU)\n"
    )
    sys.stdout.flush()


def _begin_anew() -> float:
    """MiB in memory now; the peak counts from here on."""
    Path("/proc/self/clear_refs").write_text("5")
    return _memory("VmRSS")


def _memory(which: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{which}:"))


def make(folder: Path, count: int) -> None:
    """The workspace with its batch, of which every case is checked."""
    create_workspace(folder)
    with contextlib.closing(open_workspace(folder, CLERK, "vi")) as station:
        station.finding.stop()
        _first_case(station, folder)
    connection = sqlite3.connect(folder / "digitizer.db")
    connection.execute("PRAGMA synchronous = OFF")
    # Copies carry no lists of their own: what a list sorts by stays that of the first.
    connection.execute(
        "CREATE TEMP TABLE numbers AS WITH RECURSIVE found(n) AS"
        " (VALUES (2) UNION ALL SELECT n + 1 FROM found WHERE n < ?) SELECT n FROM found",
        (count,),
    )
    for table, changed in _COPIED.items():
        _copy(connection, table, changed)
    connection.execute(
        "UPDATE cases SET state = 'checked', state_key = ?, doubts = 0", (STATE_ORDER["checked"],)
    )
    connection.execute("UPDATE case_days SET checked_on = read_on")
    connection.execute("DELETE FROM doubts")
    connection.commit()
    connection.close()


_COPIED = {
    "scans": {"id": "n", "sha256": "printf('%064x', n)", "name": "n || '.png'"},
    "pages": {"id": "n", "scan_id": "n"},
    "page_readings": {"page_id": "n"},
    "cases": {"id": "n", "scan_id": "n"},
    "regions": {"case_id": "n", "page_id": "n"},
    "case_fields": {
        "case_id": "n",
        "text": "CASE key WHEN 'so' THEN n || '/2021' ELSE text END",
        "value": "CASE key WHEN 'so' THEN n || '/2021' ELSE value END",
    },
    "case_days": {"case_id": "n"},
}


def _copy(connection: sqlite3.Connection, table: str, changed: dict[str, str]) -> None:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    taken = ", ".join(changed.get(name, name) for name in columns)
    connection.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {taken} FROM {table}, numbers"  # noqa: S608
    )


def _first_case(station: Workstation, folder: Path) -> None:
    image = folder / "page.jpg"
    _draw(image)
    blob = station.ports.vault.put(image)
    station.create_batch(BATCH)
    batch = station.batch(BATCH).id
    doc_type = station.catalog.types[BIRTH]
    fields = []
    for spec in doc_type.fields:
        text = _VALUES.get(spec.key, "")
        value = canonical(spec, text, station.catalog.code_list_of(spec)).value if text else None
        reading = FieldReading(spec.key)
        if text:
            box = Box(20, 20, 200, 12)
            state = ReadingState.ACCEPTED
            reading = FieldReading(spec.key, text, value, 0.9, state, 1, box, _ORIGIN)
        fields.append(reading)
    case = CaseReading(BIRTH, doc_type.version, 0.9, (Region(1),), tuple(fields))
    with station.ports.unit_of_work(write=True) as unit:
        now = datetime.now(UTC)
        scan = unit.scans.add(NewScan(f"{1:064x}", "1.png", 1, "image/png", 1, now, None))
        unit.scans.add_pages(scan.id, [(_page(), blob.sha256)])
        unit.cases.add(scan.id, case, batch)
        unit.commit()


def _page() -> PageReading:
    lines = tuple(_line(number) for number in range(_LINES))
    return PageReading(1, *_SIZE, _DPI, 0, 0.0, lines)


def _line(number: int) -> TextLine:
    top = 15 + number * 22
    texts = ("Họ", "và", "tên", "người", "được", "khai", "sinh")
    words = tuple(Word(text, Box(20 + at * 45, top, 40, 12), 0.9) for at, text in enumerate(texts))
    return TextLine(Box(20, top, 340, 12), (LineReading(_ORIGIN, words),))


def _draw(path: Path) -> None:
    page = Image.new("RGB", _SIZE, (246, 243, 232))
    pen = ImageDraw.Draw(page)
    for number in range(_LINES):
        pen.text((20, 15 + number * 22), "Ho va ten nguoi duoc khai sinh: LE THI MAU", (40, 40, 60))
    page.save(path, quality=70, dpi=(_DPI, _DPI))


if __name__ == "__main__":
    main()
