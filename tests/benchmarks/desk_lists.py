"""The lists of cases and of files with a million rows: what a person waits for, in the real pages.

    QT_QPA_PLATFORM=offscreen python tests/benchmarks/desk_lists.py [--cases 1000000] [--folder F]

Makes (once; seeded, all people invented) a SQLite database of so many cases in 500-case batches,
then measures beside the peer that Qt itself offers: a QSqlTableModel with a LIKE filter over the
same file. Times are the median of five in ms: "page" is the time until the rows in sight are
painted, "total" until the exact count is known too. Bars: first paint < 500, filter < 300, opening
a batch < 300.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtSql import QSqlDatabase, QSqlTableModel
from PySide6.QtWidgets import QApplication, QTableView

from digitizer.bootstrap.workspace import create_workspace, open_workspace
from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.doubts import PINNED
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.values.alphabet import alphabet_key
from digitizer.domain.values.text import fold
from digitizer.store.repositories.case_queries import STATE_ORDER
from digitizer.workflow.doubts_port import DoubtPlace, DoubtSearch
from digitizer.workflow.lists import CaseColumn, CaseFilter, CaseOrder
from ui.app import application
from ui.bridge import Bridge
from ui.cases.cases_page import CasesPage
from ui.inbox.inbox_page import InboxPage
from ui.models.cases import CaseTableModel
from ui.models.virtual import ListState
from ui.session import Session

_SURNAMES = ("Nguyễn",) * 38 + ("Trần",) * 12 + ("Lê",) * 10 + ("Phạm",) * 7 + (
    *("Hoàng",) * 5, "Vũ", "Đặng", "Bùi", "Đỗ", "Lò", "Quàng", "Cầm", "Vi", "Lường", "Tòng", "Ông",
)  # fmt: skip
_MIDDLES = ("Thị", "Văn", "Thị Thu", "Đức", "Minh", "Ngọc", "Hữu", "Quốc", "Thanh")
_GIVEN = ("Hòa", "An", "Bình", "Lan", "Mai", "Hương", "Hùng", "Dũng", "Tuấn", "Linh", "Phượng",
          "Khánh", "Sơn", "Thảo", "Trang", "Vy", "Ánh", "Đạt", "Ếch")  # fmt: skip
_TYPES = ("civil_status.birth",) * 5 + ("civil_status.death", "civil_status.marriage")
_STATES = (CaseState.TO_CHECK,) * 5 + (CaseState.CHECKED,) * 3 + (CaseState.EXPORTED,) * 2
_FIELDS = (
    "soDangKy",
    "nksHoTen",
    "nksNgaySinh",
    "nksGioiTinh",
    "nksQueQuan",
    "meHoTen",
    "chaHoTen",
)
_REASONS = ("tone-unsure", "not-in-list", "low-confidence")
_BATCH_CASES = 500
_BIG_BATCH = 2000
_ROUNDS = 5
_SCROLLED_PAGES = 100
_WAIT_SECONDS = 60.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    folder = chosen.folder or Path(tempfile.gettempdir()) / f"digitizer-lists-{chosen.cases}"
    database = prepare(folder, chosen.cases)
    app = application([])
    size = database.stat().st_size >> 20
    say(f"{chosen.cases} cases, {size} MiB, SQLite {sqlite3.sqlite_version}")
    say(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    ours(app, folder)
    inbox(app, folder)
    say(f"largest RSS so far {_largest()} MiB")
    peer(app, database)
    say(f"largest RSS with the peer {_largest()} MiB")


def _largest() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def prepare(folder: Path, count: int) -> Path:
    """The workspace, made anew unless a whole one is there."""
    done = folder / "whole"
    if not done.exists():
        began = time.monotonic()
        create_workspace(folder)
        # What is derived from an empty workspace is kept as it is, and not derived from these rows.
        open_workspace(folder, "Mẫu", "vi").close()
        fill(folder / "digitizer.db", count)
        done.touch()
        say(f"made in {time.monotonic() - began:.0f} s")
    return folder / "digitizer.db"


def fill(database: Path, count: int) -> None:
    """Rows as the repositories write them: the derived columns come from the same functions."""
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA synchronous = OFF")
    batches = count // _BATCH_CASES + 2
    connection.executemany(
        "INSERT INTO batches (id, name, state, created_by, created_at, revision)"
        " VALUES (?, ?, 'open', 'Mẫu', '2026-01-01 00:00:00', 1)",
        ((number, f"Quyển {number}") for number in range(1, batches)),
    )
    connection.executemany(
        "INSERT INTO scans (id, sha256, name, size, media_type, page_count, received_at, state)"
        " VALUES (?, ?, ?, 1, 'application/pdf', 1, '2026-01-01 00:00:00', 'read')",
        ((number, f"{number:064x}", _scan(number)) for number in range(1, count + 1)),
    )
    connection.executemany(
        "INSERT INTO arrivals (path, size, modified_ns, sha256, outcome, scan_id, arrived_at,"
        " settled, name_key, search, reason)"
        " VALUES (?, 1, ?, ?, 'stored', ?, '2026-01-01 00:00:00', 1, ?, ?, '')",
        (
            (
                f"/inbox/{name}".encode(),
                number,
                f"{number:064x}",
                number,
                alphabet_key(name),
                fold(name),
            )
            for number, name in ((number, _scan(number)) for number in range(1, count + 1))
        ),
    )
    connection.executemany(
        "INSERT INTO cases (scan_id, state, document_type, type_version, type_confidence, batch_id,"
        " revision, title, search, doubts, state_key, title_key, scan_key, batch_key)"
        " VALUES (?, ?, ?, '1', 0.9, ?, 1, ?, ?, ?, ?, ?, ?, ?)",
        cases(count),
    )
    connection.executemany(
        "INSERT INTO doubts (case_id, key, place, reasons) VALUES (?, ?, ?, ?)",
        doubts(connection.execute("SELECT id, doubts FROM cases WHERE doubts > 0").fetchall()),
    )
    connection.commit()
    connection.close()


def _scan(number: int) -> str:
    return f"quyen-{number // _BATCH_CASES + 1:04d}-to-{number % _BATCH_CASES:03d}.pdf"


def cases(count: int) -> Iterator[tuple[object, ...]]:
    dice = random.Random(7)
    for number in range(1, count + 1):
        # The first batch is the big one that is opened below.
        batch = 1 if number <= _BIG_BATCH else number // _BATCH_CASES + 1
        title = f"{dice.choice(_SURNAMES)} {dice.choice(_MIDDLES)} {dice.choice(_GIVEN)}"
        state = dice.choice(_STATES)
        searched = fold(f"{title} {_scan(number)}")
        yield (
            number, state.value, dice.choice(_TYPES), batch, title, searched,
            dice.choice((0, 0, 1, 2, 3)), STATE_ORDER[state], alphabet_key(title),
            alphabet_key(_scan(number)), alphabet_key(f"Quyển {batch}"),
        )  # fmt: skip


def doubts(cases_with_doubts: list[tuple[int, int]]) -> Iterator[tuple[object, ...]]:
    dice = random.Random(8)
    for case_id, count in cases_with_doubts:
        for place in sorted(dice.sample(range(len(_FIELDS)), count)):
            yield case_id, _FIELDS[place], place, f" {dice.choice(_REASONS)} "


def ours(app: QApplication, folder: Path) -> None:
    with contextlib.closing(open_workspace(folder, "Mẫu", "vi")) as station:
        session = Session(station, Bridge())
        began = time.perf_counter()
        page = CasesPage(session, CaseTableModel(session))
        page.resize(1150, 640)
        page.show()
        page.enter()
        wait(app, lambda: page.model.state is ListState.READY)
        page.grab()
        say(f"{'first paint of the page':<46}{1000 * (time.perf_counter() - began):>8.0f} ms")
        wait(app, lambda: page.model.total is not None)
        say(f"{'… with the count':<46}{1000 * (time.perf_counter() - began):>8.0f} ms")
        for name, words in _SEARCHES.items():
            measure(app, page, f"filter {name}", lambda it=words: search(page, it))
        search(page, "")
        measure(app, page, "filter by state and doubts", lambda: narrow(page))
        page.bar.clear()
        measure(app, page, "open a batch of 2,000", lambda: page.show_batch(1))
        page.bar.clear()
        for column, name in ((1, "title"), (4, "batch"), (5, "file"), (2, "doubts")):
            measure(app, page, f"sort by {name}", lambda it=column: turn(page, it))
        search(page, "nguyen")
        measure(app, page, "sort 'nguyen' by title", lambda: turn(page, 1))
        page.bar.clear()
        page.table.sort_by(-1)
        rest(app, page)
        measure_scrolling(app, page)
        measure_doubts(station)
        page.close()
        session.close()


def inbox(app: QApplication, folder: Path) -> None:
    with contextlib.closing(open_workspace(folder, "Mẫu", "vi")) as station:
        session = Session(station, Bridge())
        began = time.perf_counter()
        page = InboxPage(session)
        page.resize(1150, 640)
        page.show()
        page.enter()
        wait(app, lambda: page.model.state is ListState.READY)
        page.grab()
        say(f"{'first paint of the inbox':<46}{1000 * (time.perf_counter() - began):>8.0f} ms")
        rest(app, page)
        for name, words in {"rare": "777777", "common": "scan", "no match": "khongcoai"}.items():
            measure(app, page, f"inbox: filter {name}", lambda it=words: search(page, it))
        search(page, "")
        for column, name in ((1, "file"), (2, "time")):
            measure(app, page, f"inbox: sort by {name}", lambda it=column: turn(page, it))
        rest(app, page)
        page.close()
        session.close()


_SEARCHES = {
    "2 letters": "an",
    "2 letters that nobody has": "zq",
    "common word (nguyen)": "nguyen",
    "rare (ong duc ech)": "ong duc ech 10",
    "no match": "khongcoai",
}


def search(page: CasesPage | InboxPage, words: str) -> None:
    page.bar.search.blockSignals(True)
    page.bar.search.setText(words)
    page.bar.search.blockSignals(False)
    page.bar.narrowed.emit()


def narrow(page: CasesPage) -> None:
    page.bar.reset()
    page.states.setCurrentIndex(page.states.findData(CaseState.EXPORTED))
    page.doubtful.setChecked(True)


def turn(page: CasesPage | InboxPage, column: int) -> None:
    page.table.sort_by(-1)
    page.table.sort_by(column)


def measure(
    app: QApplication, page: CasesPage | InboxPage, name: str, act: Callable[[], None]
) -> None:
    first, whole, blocked = [], [], []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        act()
        blocked.append(time.perf_counter() - began)
        wait(app, lambda: page.model.state is ListState.READY)
        page.grab()
        first.append(time.perf_counter() - began)
        wait(app, lambda: page.model.total is not None)
        whole.append(time.perf_counter() - began)
    page_ms, total_ms, block_ms = (
        1000 * statistics.median(times) for times in (first, whole, blocked)
    )
    found = page.model.total
    say(
        f"{name:<46}{page_ms:>8.0f} ms page ({1000 * min(first):.0f} at best)"
        f"{total_ms:>8.0f} ms total"
        f"{block_ms:>8.0f} ms in the window's thread{found:>10} rows"
    )


def measure_scrolling(app: QApplication, page: CasesPage | InboxPage) -> None:
    bar = page.table.verticalScrollBar()
    for name, places in {
        "jump to the end": [bar.maximum()],
        "jump to the middle": [bar.maximum() // 2],
        "scroll 100 pages down": [n * bar.pageStep() for n in range(_SCROLLED_PAGES)],
    }.items():
        bar.setValue(0)
        rest(app, page)
        times = []
        for place in places:
            began = time.perf_counter()
            bar.setValue(place)
            page.grab()
            wait(app, lambda: in_sight(page))
            page.grab()
            times.append(1000 * (time.perf_counter() - began))
        say(f"{name:<46}{statistics.median(times):>8.0f} ms{max(times):>8.0f} ms worst")


def measure_doubts(station: Workstation) -> None:
    """F8 from the middle of the list in each order, and the list of doubts."""
    here = DoubtPlace(500_000, 3)
    everything = DoubtSearch(CaseFilter())

    def timed(name: str, act: Callable[[], object]) -> None:
        times = []
        for _ in range(_ROUNDS):
            began = time.perf_counter()
            act()
            times.append(1000 * (time.perf_counter() - began))
        say(f"{name:<46}{statistics.median(times):>8.0f} ms{max(times):>8.0f} ms worst")

    for column in CaseColumn:
        for step, name in ((1, "F8"), (-1, "Shift+F8")):
            order = CaseOrder(column)
            timed(
                f"{name} by {column.value}",
                lambda it=order, by=step: station.doubts.beside(everything, it, here, by),
            )
    for name, search in {
        "all": everything,
        "of a field": replace(everything, key="nksHoTen"),
        "of a field, none left": replace(everything, key="nksHoTen", reason="none"),
        "with a reason, none left": replace(everything, reason="none"),
        "passed on, none left": replace(everything, passed_only=True),
        "pinned, none left": replace(everything, reason=PINNED),
    }.items():
        timed(f"doubts: {name}", lambda it=search: station.doubts.list(it))


def in_sight(page: CasesPage | InboxPage) -> bool:
    view = page.table
    first, last = view.rowAt(0), view.rowAt(view.viewport().height() - 1)
    rows = (first, last if last >= 0 else page.model.rowCount() - 1)
    return all(page.model.row_at(row) is not None for row in rows)


def rest(app: QApplication, page: CasesPage | InboxPage) -> None:
    wait(app, lambda: page.model.total is not None and not page.session.bridge.is_busy)


def wait(app: QApplication, is_there: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _WAIT_SECONDS
    while not is_there():
        app.processEvents()
        if time.monotonic() > deadline:
            sys.exit("waited too long")


def peer(app: QApplication, database: Path) -> None:
    """What Qt's own table model over the same file takes, all in the window's thread."""
    link = QSqlDatabase.addDatabase("QSQLITE")
    link.setDatabaseName(str(database))
    link.open()
    model = QSqlTableModel(None, link)
    model.setTable("cases")
    view = QTableView()
    view.resize(1150, 640)
    view.setModel(model)
    view.show()

    def timed(name: str, act: Callable[[], object]) -> None:
        began = time.perf_counter()
        act()
        view.grab()
        say(f"QSqlTableModel: {name:<30}{1000 * (time.perf_counter() - began):>8.0f} ms")

    def everything() -> None:
        while model.canFetchMore():
            model.fetchMore()
        view.scrollToBottom()

    timed("first paint", model.select)
    for name, words in _SEARCHES.items():
        where = " AND ".join(f"search LIKE '%{word}%'" for word in words.split())
        timed(f"filter {name}", lambda it=where: model.setFilter(it))
    model.setFilter("")
    timed("jump to the end", everything)
    app.processEvents()


if __name__ == "__main__":
    main()
