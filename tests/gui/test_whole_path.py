"""From the list to the package without a mouse: one real scan, real store, two people."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot
from support.program import run

from digitizer.bootstrap.workspace import open_workspace
from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.lifecycle import BatchState
from digitizer.domain.values.canonical import shown_for
from digitizer.samples import Wish, generate
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.session import Session
from ui.situation import PageName

CLERK, SUPERVISOR, BOOK = "Nguyễn Thị Mẫu", "Trần Văn Mẫu", "so-01"
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
_MOST_STOPS = 80


@pytest.fixture
def truth(tmp_path: Path) -> dict[str, str]:
    """A workspace with one scan of a register page that was read; what its paper says."""
    assert run("init", tmp_path / "ws").code == 0
    (made,) = generate(
        tmp_path / "samples", 1, 5, wish=Wish(layouts=("register_page",), damages=("clean",))
    )
    book = tmp_path / "ws" / "inbox" / BOOK
    book.mkdir()
    shutil.copy(made.path, book)
    watched = run("watch", "--once", workspace=tmp_path / "ws")
    assert watched.code == 0, watched.out + watched.err
    data = json.loads(made.truth_path.read_text(encoding="utf-8"))
    return {key: each["value"] for key, each in data["cases"][0]["fields"].items()}


@pytest.fixture
def station(truth: dict[str, str], tmp_path: Path) -> Iterator[Workstation]:
    assert truth
    made = open_workspace(tmp_path / "ws", CLERK, "vi")
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, station: Workstation) -> Iterator[MainWindow]:
    made = MainWindow(Session(station, Bridge()))
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    made.desk.editing.close()
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Keyboard:
    """Presses go to whatever has the focus, as a keyboard's do."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self._qtbot = qtbot
        self._window = window

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self._target(), key, held)
        self.rest()

    def write(self, text: str) -> None:
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self._target(), event)

    def in_dialog(self, press: Callable[[], None]) -> None:
        """Do it once a dialog has opened."""
        timer = QTimer(self._window)

        def look() -> None:
            if QApplication.activeModalWidget() is not None:
                timer.stop()
                press()

        timer.timeout.connect(look)
        timer.start(50)

    def rest(self) -> None:
        """Until workers and lists have come to rest."""
        self._qtbot.wait(30)
        self._qtbot.waitUntil(lambda: not self._window.session.bridge.is_busy, timeout=20_000)
        self._qtbot.wait(30)
        if not (QApplication.activeModalWidget() or QApplication.activePopupWidget()):
            # Without a screen nobody gives the focus back when a dialog closes.
            self._window.activateWindow()
            self._qtbot.wait(10)

    def _target(self) -> QWidget:
        return (
            QApplication.activePopupWidget()
            or QApplication.focusWidget()
            or (QApplication.activeModalWidget() or self._window).focusWidget()
            or self._window
        )


@pytest.mark.slow
def test_the_whole_path_by_keyboard_alone(
    qtbot: QtBot,
    window: MainWindow,
    station: Workstation,
    truth: dict[str, str],
    tmp_path: Path,
) -> None:
    keys = Keyboard(qtbot, window)
    keys.rest()

    keys.press(Qt.Key.Key_F2, ALT)
    assert window.page.name is PageName.CASES
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return)
    assert window.page.name is PageName.DESK
    _correct(keys, window, station, truth)
    assert window.page.name is PageName.CASES

    keys.press(Qt.Key.Key_F3, ALT)
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_G, CTRL)
    assert _state(station) is BatchState.SUBMITTED

    keys.in_dialog(lambda: (keys.write(SUPERVISOR), keys.press(Qt.Key.Key_Return)))
    keys.press(Qt.Key.Key_U, CTRL)
    assert window.session.backend.actor.name == SUPERVISOR

    keys.press(Qt.Key.Key_F5, ALT)
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return)
    for _ in range(_MOST_STOPS):
        if not window.approval.differences.to_look:
            break
        keys.press(Qt.Key.Key_A)
    keys.press(Qt.Key.Key_D, CTRL)
    assert _state(station) is BatchState.APPROVED

    keys.press(Qt.Key.Key_F3, ALT)
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_N, CTRL | SHIFT)
    qtbot.waitUntil(lambda: window.batches.rehearsing.dialog is not None, timeout=60_000)
    keys.press(Qt.Key.Key_Escape)
    keys.in_dialog(lambda: keys.press(Qt.Key.Key_Return))
    keys.press(Qt.Key.Key_E, CTRL)
    qtbot.waitUntil(lambda: _state(station) is BatchState.EXPORTED, timeout=60_000)
    packages = [path.parent for path in (tmp_path / "ws").rglob("manifest.json")]
    assert len(packages) == 1
    assert station.verify(packages[0]).is_sound


def _correct(
    keys: Keyboard, window: MainWindow, station: Workstation, truth: dict[str, str]
) -> None:
    """Enter for what is right, typing for what is not, a reason for what is not on the paper."""
    for _ in range(_MOST_STOPS):
        if window.page.name is not PageName.DESK or not window.desk.editing.is_open:
            return
        work = window.desk.editing.work
        key = window.desk.parts.form.active
        assert key is not None
        spec, wanted = work.spec(key), truth.get(key)
        found = station.check_text(work.case, key, work.text(key)).value
        if wanted is not None and found != wanted:
            keys.press(Qt.Key.Key_A, CTRL)
            keys.write(shown_for(station.catalog, spec, wanted))
        elif wanted is None and work.text(key):
            keys.press(Qt.Key.Key_F7)
        if not isinstance(QApplication.activePopupWidget(), QMenu):
            keys.press(Qt.Key.Key_Return)
        if isinstance(QApplication.activePopupWidget(), QMenu):
            keys.press(Qt.Key.Key_1)
    pytest.fail(f"the case never came to its end: {window.banner.text}")


def _state(station: Workstation) -> BatchState:
    return station.batch(BOOK).state
