"""The supervisor's page with a batch of 2,000 cases: what a person waits for, in the real page.

    digitizer demo --folder F --headless --count 10
    QT_QPA_PLATFORM=offscreen python tests/benchmarks/desk_approval.py F [--cases 2000]

Copies the read and corrected cases of the demonstration into one submitted batch, then measures in
ms: "first rows" until rows are painted, "all" until every difference is there, "held" the longest
time in which the window's thread answered nothing. Bars: first rows < 300, held < 50.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from digitizer.bootstrap.workspace import open_workspace
from ui.app import application
from ui.approval.approval_page import ApprovalPage
from ui.bridge import Bridge
from ui.session import Session

_CASE = (
    "scan_id, state, document_type, type_version, type_confidence, revision, title, search, doubts,"
    " title_key, scan_key"
)
_FIELD = (
    "key, ordinal, text, value, state, reading, confirmed_by, confirmed_at, empty_reason, units"
)
_SUPERVISOR = "Lê Thị Duyệt"
_WAIT_SECONDS = 300.0


class Held:
    """The longest time for which the window's thread was busy with one round of events."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self.longest = 0.0

    def until(self, is_done: Callable[[], bool]) -> float:
        """Seconds until it is so."""
        began = time.perf_counter()
        while not is_done():
            before = time.perf_counter()
            self._app.processEvents()
            self.longest = max(self.longest, time.perf_counter() - before)
            if before - began > _WAIT_SECONDS:
                raise TimeoutError
            time.sleep(0.001)
        return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("demo", type=Path)
    parser.add_argument("--cases", type=int, default=2000)
    chosen = parser.parse_args()
    app = application([])
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "workspace"
        shutil.copytree(chosen.demo, workspace, ignore=shutil.ignore_patterns("exports"))
        fill(workspace / "digitizer.db", chosen.cases)
        say(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        measure(app, workspace)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def fill(database: Path, count: int) -> None:
    with contextlib.closing(sqlite3.connect(database)) as db:
        db.execute("PRAGMA synchronous = OFF")
        own = [row[0] for row in db.execute("SELECT id FROM cases ORDER BY id")]
        (batch,) = db.execute(
            "INSERT INTO batches (name, state, created_by, created_at, submitted_by, revision)"
            " SELECT 'Sổ lớn', 'submitted', created_by, created_at, created_by, 1 FROM batches"
            " LIMIT 1 RETURNING id"
        ).fetchone()
        for number in range(count):
            case = own[number % len(own)]
            made = db.execute(
                f"INSERT INTO cases ({_CASE}, batch_id) SELECT {_CASE}, ? FROM cases WHERE id = ?",  # noqa: S608
                (batch, case),
            ).lastrowid
            db.execute(
                f"INSERT INTO case_fields (case_id, {_FIELD}) SELECT ?, {_FIELD}"  # noqa: S608
                " FROM case_fields WHERE case_id = ?",
                (made, case),
            )
            db.execute(
                "INSERT INTO regions SELECT ?, ordinal, page_id, x, y, width, height FROM regions"
                " WHERE case_id = ?",
                (made, case),
            )
        db.execute("UPDATE cases SET state = 'checked' WHERE batch_id = ?", (batch,))
        db.commit()


def measure(app: QApplication, workspace: Path) -> None:
    with contextlib.closing(open_workspace(workspace, _SUPERVISOR, "vi")) as station:
        session = Session(station, Bridge())
        began = time.perf_counter()
        page = ApprovalPage(session)
        page.resize(1150, 640)
        page.show()
        gc.freeze()  # as the window does when it has started
        built = time.perf_counter() - began
        held = Held(app)
        began = time.perf_counter()
        page.enter()
        entered = held.longest = time.perf_counter() - began
        held.until(lambda: bool(page.differences.rows))
        page.grab()
        first = time.perf_counter() - began
        held.longest = entered
        held.until(lambda: page.reviewing.is_complete)
        everything = time.perf_counter() - began
        say(f"{'building the page':<44}{1000 * built:>8.0f} ms")
        say(f"{'entering':<44}{1000 * entered:>8.0f} ms")
        say(f"{'first rows':<44}{1000 * first:>8.0f} ms")
        say(f"{'all ' + str(len(page.differences.rows)):<44}{1000 * everything:>8.0f} ms")
        say(f"{'held meanwhile':<44}{1000 * held.longest:>8.0f} ms")
        measure_keys(app, page)
        page.close()
        session.close()


def measure_keys(app: QApplication, page: ApprovalPage) -> None:
    """A on row after row, as the supervisor does it."""
    page.difference_table.setFocus()
    page.difference_table.selectRow(0)
    times = []
    for _row in range(20):
        began = time.perf_counter()
        page.reviewing.look()
        app.processEvents()
        page.difference_table.grab()
        times.append(time.perf_counter() - began)
    times.sort()
    middle = 1000 * times[len(times) // 2]
    say(f"{'A to the next row painted, median':<44}{middle:>8.0f} ms")
    say(f"{'… longest':<44}{1000 * times[-1]:>8.0f} ms")
    held = Held(app)
    page.difference_table.scrollToBottom()
    app.processEvents()
    began = time.perf_counter()
    page.resize(1300, 700)
    held.until(lambda: True)
    app.processEvents()
    say(f"{'another width':<44}{1000 * (time.perf_counter() - began):>8.0f} ms")


if __name__ == "__main__":
    main()
