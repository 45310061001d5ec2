"""The progress page over a million cases: what a person waits for.

    QT_QPA_PLATFORM=offscreen python tests/benchmarks/desk_progress.py [--cases N] [--folder F]

Makes (once, with desk_lists; all people invented) a SQLite workspace of so many cases in 500-case
batches and gives them days over a year of work. Times are the median of five in ms. Bars: counts
painted < 1000. Also measured: quality (follows by itself), a recount and a case saved with and
without the counts by day moving.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent))

from desk_lists import prepare, say
from PySide6.QtWidgets import QApplication

from digitizer.bootstrap.workspace import open_workspace
from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.lifecycle import CaseState
from ui.app import application
from ui.bridge import Bridge
from ui.progress.progress_page import ProgressPage
from ui.session import Session

_ROUNDS = 5
_WORKING_DAYS = 220
_WAIT_SECONDS = 120.0
_SHOWN = 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    folder = chosen.folder or Path(tempfile.gettempdir()) / f"digitizer-progress-{chosen.cases}"
    database = prepare(folder, chosen.cases)
    app = application([])
    station = open_workspace(folder, "Mẫu", "vi")
    try:
        if not (folder / "dated").exists():
            give_days(database, chosen.cases)
            said("recount", time_of(station.progress.recount, 1))
            (folder / "dated").touch()
        say(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        measure(app, station)
    finally:
        station.close()


def give_days(database: Path, count: int) -> None:
    """A year of working days that ends today; each stage a day after the one before."""
    today = datetime.now(UTC).date()
    days = [today - timedelta(days=at) for at in range(366)]
    days = [day for day in days if day.weekday() < 5][:_WORKING_DAYS][::-1]
    texts = [day.isoformat() for day in days]
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA synchronous = OFF")
    held = {CaseState.CHECKED.value: 1, CaseState.APPROVED.value: 2, CaseState.EXPORTED.value: 3}
    rows = connection.execute("SELECT id, state FROM cases").fetchall()
    made = []
    for case_id, state in rows:
        at = min(case_id * len(texts) // (count + 1), len(texts) - 4)
        later = [texts[at + step] if step <= held.get(state, 0) else None for step in (1, 2, 3)]
        made.append((case_id, texts[at], *later))
    connection.execute("DELETE FROM case_days")
    connection.executemany("INSERT INTO case_days VALUES (?, ?, ?, ?, ?)", made)
    connection.commit()
    connection.close()


def measure(app: QApplication, station: Workstation) -> None:
    said("counts and plan, without the window", time_of(station.progress.look, _ROUNDS))
    said("quality, without the window", time_of(station.progress.quality, _ROUNDS))
    said("page built the first time, counts painted", opened(app, station))
    later = statistics.median(opened(app, station) for _ in range(_ROUNDS))
    said("page built again, counts painted", later)
    case = station.case_view(1).case
    with station.ports.unit_of_work(write=True) as unit:
        stays = time_of(lambda: unit.cases.save(case, unit.cases.get(1).revision), _ROUNDS)
    said("a case saved in its place", stays)

    def move() -> None:
        with station.ports.unit_of_work(write=True) as unit:
            found = unit.cases.get(1)
            other = CaseState.TO_CHECK if found.state is CaseState.CHECKED else CaseState.CHECKED
            unit.cases.save(replace(found, state=other), found.revision)
            unit.commit()

    said("a case saved into another state, committed", time_of(move, _ROUNDS))
    said("recount and comparison", time_of(station.progress.check, 1))
    say(f"counts sound: {station.progress.check().is_sound}")


def opened(app: QApplication, station: Workstation) -> float:
    """Until the counts are painted, in ms; the quality follows and is not waited for."""
    began = time.perf_counter()
    bridge = Bridge()
    page = ProgressPage(Session(station, bridge))
    page.resize(1190, 660)
    page.show()
    page.enter()
    give_up = time.monotonic() + _WAIT_SECONDS
    while page.stack.currentIndex() != _SHOWN:
        app.processEvents()
        if time.monotonic() > give_up:
            raise TimeoutError
    page.grab()
    taken = (time.perf_counter() - began) * 1000
    page.session.close()
    page.deleteLater()
    app.processEvents()
    return taken


def time_of(work: Callable[[], object], rounds: int) -> float:
    """The median, in ms."""
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def said(what: str, milliseconds: float) -> None:
    say(f"{what:<45} {milliseconds:>9.1f} ms")


if __name__ == "__main__":
    main()
