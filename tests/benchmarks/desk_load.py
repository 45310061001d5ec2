"""Key to paint while the reader works on both cores, and memory over 500 cases.

A press is timed from its sending until the window has painted what it changed. Beside the desk a
bare ``QLineEdit`` in a window of its own takes the same letters in the same run, with the same
reading going on, so that the machine's noise shows in both.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import desk_corpus
import psutil
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from digitizer.bootstrap.workspace import open_workspace
from ui.app import application
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.session import Session

_LETTERS = "nguyen thi hang "
_FIELDS = 60
_MOST_WAIT = 2.0
_READERS = 2
_WARM_CASES, _ALL_CASES = 100, 500


class _Paints(QObject):
    """Counts the paints of a window's widgets."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Paint:
            self.count += 1
        return False


def main(root: Path, count: int, seed: int) -> None:
    desk_corpus.make(root, count, seed)
    app = application(["desk"])
    paints = _Paints()
    app.installEventFilter(paints)
    with tempfile.TemporaryDirectory() as folder, _desk(root, Path(folder)) as window:
        with _reading(root, Path(folder) / "reading"):
            bare = _bare(paints)
            letters, steps = _typing(window, paints)
        _print("a letter in a bare QLineEdit", bare)
        _print("a letter in a field", letters)
        _print("Tab to the next field", steps)
        _memory(window)


@contextmanager
def _desk(root: Path, folder: Path) -> Iterator[MainWindow]:
    station = open_workspace(
        desk_corpus.fresh_copy(root, folder / "workspace"), desk_corpus.CLERK, "vi"
    )
    window = MainWindow(Session(station, Bridge()))
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    try:
        yield window
    finally:
        window.desk.editing.close()
        window.close()
        station.close()


@contextmanager
def _reading(root: Path, folder: Path) -> Iterator[None]:
    """Readers that keep all cores busy in processes of their own."""
    folder.mkdir()
    scans = [path for path in (root / "samples").iterdir() if path.suffix != ".json"]
    readers = []
    for number in range(_READERS):
        part = folder / str(number)
        part.mkdir()
        for scan in scans[number::_READERS]:
            shutil.copy(scan, part)
        program = "from digitizer.cli.main import main; main()"
        command = [sys.executable, "-c", program, "read", *map(str, part.iterdir())]
        readers.append(subprocess.Popen(command, stdout=subprocess.DEVNULL))
    time.sleep(5)
    try:
        yield
        if any(reader.poll() is not None for reader in readers):
            sys.exit("the readers were done before the typing was")
    finally:
        for reader in readers:
            for child in psutil.Process(reader.pid).children(recursive=True):
                child.kill()
            reader.kill()
            reader.wait()


def _bare(paints: _Paints) -> list[float]:
    window = QWidget()
    edit = QLineEdit(window)
    window.resize(400, 60)
    window.show()
    window.activateWindow()
    edit.setFocus()
    _rest()
    found = [
        _timed(paints, lambda letter=letter: QTest.keyClicks(edit, letter))
        for letter in _LETTERS * 20
    ]
    window.close()
    return found


def _typing(window: MainWindow, paints: _Paints) -> tuple[list[float], list[float]]:
    letters: list[float] = []
    steps: list[float] = []
    window.activateWindow()
    window.open_case(1)
    _rest()
    for _ in range(_FIELDS):
        target = QApplication.focusWidget() or window.focusWidget()
        if target is None:
            sys.exit("no field has the caret")
        if isinstance(target, QLineEdit) and not target.isReadOnly():
            letters += [
                _timed(paints, lambda each=each, at=target: QTest.keyClicks(at, each))
                for each in _LETTERS
            ]
        steps.append(_timed(paints, lambda at=target: QTest.keyClick(at, Qt.Key.Key_Tab)))
    window.desk.editing.forget_typed()
    return letters, steps


def _timed(paints: _Paints, press: Callable[[], object]) -> float:
    """Milliseconds from the press until everything that it changed is painted."""
    QApplication.processEvents()
    before = paints.count
    started = time.perf_counter()
    press()
    while paints.count == before and time.perf_counter() - started < _MOST_WAIT:
        QApplication.processEvents()
    return (time.perf_counter() - started) * 1000


def _memory(window: MainWindow) -> None:
    """Go through the cases again and again; what the process holds early and late."""
    ids = [each.id for each in desk_corpus.cases(window.session.backend)]
    held: dict[int, int] = {}
    for number in range(1, _ALL_CASES + 1):
        window.open_case(ids[number % len(ids)])
        _rest()
        if number in (_WARM_CASES, _ALL_CASES):
            held[number] = psutil.Process().memory_info().rss >> 20
    sys.stdout.write(
        f"memory after {_WARM_CASES} cases {held[_WARM_CASES]} MiB,"
        f" after {_ALL_CASES} {held[_ALL_CASES]} MiB\n"
    )


def _rest() -> None:
    for _ in range(5):
        QApplication.processEvents()
        # Outside of a running event loop nobody else deletes what was put aside.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        time.sleep(0.01)


def _print(what: str, times: list[float]) -> None:
    ordered = sorted(times)
    late = ordered[int(len(ordered) * 0.95)]
    sys.stdout.write(
        f"{what}: median {statistics.median(ordered):.1f} ms, p95 {late:.1f} ms,"
        f" most {ordered[-1]:.1f} ms ({len(ordered)})\n"
    )
