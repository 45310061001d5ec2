"""The column and the word pass over a batch of 2,000 cases, in the real window.

    QT_QPA_PLATFORM=offscreen python tests/benchmarks/desk_passes.py [--cases 2000] [--folder F]

Makes (once; seeded, all people invented) a workspace with one book of so many birth cases, whose
names of child, mother and father are doubtful, on 40 drawn pages of A4 at 300 dpi. Then by key
events: opening the column of a field (until the cell is painted with its paper), 200 times Enter
(until the next cell is painted; each confirm is on disk by then), the list of words, and a screen
of words until all its pictures are cut. Bars: opening < 300 ms, Enter < 100 ms at the 95th percent.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image, ImageDraw, ImageFont
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from digitizer.bootstrap.workspace import create_workspace, open_workspace
from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.batch import BatchPlan, WorkPass
from digitizer.domain.case import CaseReading, Region
from digitizer.domain.page import Box, LineReading, Origin, PageReading, TextLine, Word
from digitizer.domain.problems import Problem
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.domain.values.canonical import canonical_for
from digitizer.samples.fonts import label_families
from digitizer.workflow.ports import NewScan
from ui.app import application
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.passes.layout import Tab
from ui.session import Session
from ui.situation import PageName

_TYPE = "civil_status.birth"
_DOUBTFUL = ("nksHoTen", "meHoTen", "chaHoTen")
_OTHERS = {
    "so": "12/2024",
    "quyenSo": "01/2024",
    "ngayDangKy": "28/05/2024",
    "nksGioiTinh": "Nữ",
    "nksNgaySinh": "20/05/2024",
}
_SURNAMES = ("Nguyễn",) * 5 + ("Trần", "Lê", "Phạm", "Hoàng")
_MIDDLES, _GIVEN = ("Thị", "Văn", "Đức"), ("Hòa", "An", "Lan", "Mai", "Hùng", "Ánh")
_SIZE = (2480, 3508)
_PAGES = 40
_TOP, _LINE, _LEFT = 500, 110, 420
_ORIGIN = Origin("bench", "1")
_AT_ONCE = 200
_ROUNDS = 5
_ENTERS = 200
_WAIT_SECONDS = 60.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    folder = chosen.folder or Path(tempfile.gettempdir()) / f"digitizer-passes-{chosen.cases}"
    prepare(folder, chosen.cases)
    app = application([])
    say(f"{chosen.cases} cases; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with contextlib.closing(open_workspace(folder, "Mẫu", "vi")) as station:
        window = MainWindow(Session(station, Bridge()))
        window.resize(1366, 768)
        window.show()
        measure_columns(app, window)
        measure_enters(app, window)
        measure_words(app, window)
        window.column.editing.close()
        window.close()


def measure_columns(app: QApplication, window: MainWindow) -> None:
    """From Enter on the list of fields to the cell with its paper."""
    times, listing = [], []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        window.show_page(PageName.PASSES)
        columns = window.passes.parts.columns
        wait(app, lambda it=columns: it.is_at_work and not window.session.bridge.is_busy)
        window.grab()
        listing.append(1000 * (time.perf_counter() - began))
        choose(window)
        began = time.perf_counter()
        columns.begin()
        wait(app, lambda: is_painted(window))
        window.grab()
        times.append(1000 * (time.perf_counter() - began))
        rest(app, window)
        window.actions_set["back"].trigger()
    tell("list of the fields", listing)
    tell("open a column", times)


def measure_enters(app: QApplication, window: MainWindow) -> None:
    """A clerk's pace: the next Enter comes when the cell has been seen."""
    choose(window)
    window.passes.parts.columns.begin()
    wait(app, lambda: is_painted(window))
    shown, with_paper, busy = [], [], []
    for _ in range(_ENTERS):
        page = window.column
        run = page.run
        assert run is not None
        before = run.cell.case_id
        began, worked = time.perf_counter(), time.thread_time()
        QTest.keyClick(page.parts.form.row(run.key).edit, Qt.Key.Key_Return)
        page.grab()
        busy.append(1000 * (time.thread_time() - worked))
        shown.append(1000 * (time.perf_counter() - began))
        assert run.cell.case_id != before
        wait(app, lambda: is_painted(window))
        page.grab()
        with_paper.append(1000 * (time.perf_counter() - began))
        pause(app, 0.25)
    tell("Enter to the next cell painted", shown)
    tell("… work of the window's thread", busy)
    tell("… with its paper", with_paper)


def measure_words(app: QApplication, window: MainWindow) -> None:
    window.actions_set["back"].trigger()
    rest(app, window)
    began = time.perf_counter()
    window.passes.parts.tabs.setCurrentIndex(Tab.WORDS)
    words = window.passes.words
    wait(app, lambda: words.is_at_work)
    tell("list of the words", [1000 * (time.perf_counter() - began)])
    grid = words.parts.grid
    wait(app, lambda: bool(grid.pieces) and all(grid.image(each.id) for each in grid.pieces))
    tell("… and a screen of words", [1000 * (time.perf_counter() - began)])
    rest(app, window)
    first = grid.pieces
    began = time.perf_counter()
    QTest.keyClick(grid, Qt.Key.Key_Return)
    wait(app, lambda: not words.is_storing and grid.pieces != first)
    tell(f"Enter on {len(first)} words", [1000 * (time.perf_counter() - began)])
    rest(app, window)


def choose(window: MainWindow) -> None:
    """The names of the children, which were read."""
    columns = window.passes.parts.columns
    keys = [row.spec.key for row in columns.model.rows]
    columns.table.selectRow(keys.index(_DOUBTFUL[0]))


def is_painted(window: MainWindow) -> bool:
    page = window.column
    run = page.run
    if run is None or not page.editing.is_open or window.page.name is not PageName.COLUMN:
        return False
    return not page.parts.form.row(run.key).snippet.needs_image


def tell(name: str, times: Sequence[float]) -> None:
    ordered = sorted(times)
    high = ordered[max(round(0.95 * len(ordered)) - 1, 0)]
    say(
        f"{name:<34}{statistics.median(times):>8.0f} ms{high:>8.0f} ms p95"
        f"{max(times):>8.0f} ms worst of {len(times)}"
    )


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def rest(app: QApplication, window: MainWindow) -> None:
    wait(app, lambda: not window.session.bridge.is_busy)


def pause(app: QApplication, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        app.processEvents()
        time.sleep(0.005)


def wait(app: QApplication, is_there: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _WAIT_SECONDS
    while not is_there():
        app.processEvents()
        if time.monotonic() > deadline:
            sys.exit("waited too long")


def prepare(folder: Path, count: int) -> None:
    """The workspace, made anew unless a whole one is there."""
    done = folder / "whole"
    if done.exists():
        return
    create_workspace(folder)
    with contextlib.closing(open_workspace(folder, "Mẫu", "vi")) as station:
        station.create_batch("Quyển 1")
        batch_id = station.batch("Quyển 1").id
        station.plan_batch(batch_id, BatchPlan((WorkPass.COLUMN, WorkPass.CASE)))
        people = names(count)
        images = [draw(folder, station, number, people[number]) for number in range(_PAGES)]
        for start in range(0, count, _AT_ONCE):
            store(station, batch_id, people, images, range(start, min(start + _AT_ONCE, count)))
    done.touch()


def names(count: int) -> list[list[str]]:
    """The names of child, mother and father of each case; cases on one page bear one set."""
    dice = random.Random(12)
    sets = [
        [
            f"{dice.choice(_SURNAMES)} {dice.choice(_MIDDLES)} {dice.choice(_GIVEN)}"
            for _ in _DOUBTFUL
        ]
        for _ in range(_PAGES)
    ]
    return [sets[number % _PAGES] for number in range(count)]


def draw(folder: Path, station: Workstation, number: int, people: Sequence[str]) -> str:
    """A page with the three names; its SHA-256 in the vault."""
    page = Image.new("L", _SIZE, 245)
    pen = ImageDraw.Draw(page)
    font = ImageFont.truetype(label_families()[0].regular, 64)
    dice = random.Random(number)
    for place in range(28):
        text = people[place] if place < len(people) else "dòng chữ in trên giấy " * 2
        pen.text((_LEFT, _TOP + place * _LINE), text, fill=40, font=font)
    for _ in range(20_000):
        page.putpixel((dice.randrange(_SIZE[0]), dice.randrange(_SIZE[1])), dice.randrange(255))
    path = folder / f"page-{number}.jpg"
    page.save(path, quality=88)
    return station.passes.ports.vault.put(path).sha256


def word_box(text: str, place: int, line: int) -> Box:
    font = ImageFont.truetype(label_families()[0].regular, 64)
    words = text.split()
    left = _LEFT + round(font.getlength(" ".join(words[:place]) + (" " if place else "")))
    return Box(left, _TOP + line * _LINE + 8, round(font.getlength(words[place])), 64)


def store(
    station: Workstation,
    batch_id: int,
    people: Sequence[Sequence[str]],
    images: Sequence[str],
    numbers: range,
) -> None:
    ports = station.passes.ports
    with ports.unit_of_work(write=True) as unit:
        for number in numbers:
            lines = []
            for line, text in enumerate(people[number]):
                words = tuple(
                    Word(word, word_box(text, place, line), 0.7)
                    for place, word in enumerate(text.split())
                )
                box = Box.around(word.box for word in words)
                lines.append(TextLine(box, (LineReading(_ORIGIN, words),)))
            scan = unit.scans.add(
                NewScan(
                    f"{number:064x}",
                    f"to-{number}.jpg",
                    1,
                    "image/jpeg",
                    1,
                    ports.clock(),
                    None,
                )
            )
            page = PageReading(1, *_SIZE, 300, 0, 0.0, tuple(lines))
            unit.scans.add_pages(scan.id, [(page, images[number % _PAGES])])
            unit.cases.add(scan.id, case_of(station, people[number], lines), batch_id)
        unit.commit()


def case_of(station: Workstation, people: Sequence[str], lines: Sequence[TextLine]) -> CaseReading:
    doc_type = station.catalog.types[_TYPE]
    boxes = dict(zip(_DOUBTFUL, lines, strict=True))
    texts = dict(zip(_DOUBTFUL, people, strict=True)) | _OTHERS
    fields = []
    for spec in doc_type.fields:
        text = texts.get(spec.key, "")
        if not text:
            fields.append(FieldReading(spec.key))
            continue
        is_doubtful = spec.key in _DOUBTFUL
        fields.append(
            FieldReading(
                spec.key,
                text,
                canonical_for(station.catalog, spec, text).value,
                0.6 if is_doubtful else 0.95,
                ReadingState.REVIEW if is_doubtful else ReadingState.ACCEPTED,
                1,
                boxes[spec.key].box if spec.key in boxes else None,
                _ORIGIN,
                (Problem.warning("low-confidence", spec.key),) if is_doubtful else (),
            )
        )
    return CaseReading(_TYPE, doc_type.version, 0.98, (Region(1),), tuple(fields))


if __name__ == "__main__":
    main()
