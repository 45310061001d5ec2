"""Every pair of parts at one batch, tried in the real window over a real store: refused with a
sentence or not offered at all, and nothing is changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support import four_eyes
from support.paged_case import Desk

from digitizer.bootstrap.workspace import create_workspace, open_workspace
from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.changes import Actor
from digitizer.workflow.doorkeeper import Given
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.session import Session
from ui.situation import PageName

TABLES = [table for table in four_eyes.TABLES if table != "audit_log"]


class Knows:
    def ask(self, name: str, refused: object) -> Given:
        assert refused is None
        return Given(name, four_eyes.SECRET)

    def ask_new(self, name: str, refused: object) -> str:
        raise AssertionError


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("empty") / "ws"
    create_workspace(root)
    return root


@pytest.fixture
def station(empty: Path, tmp_path: Path) -> Iterator[Workstation]:
    shutil.copytree(empty, tmp_path / "ws")
    made = open_workspace(tmp_path / "ws", four_eyes.ROOT.name, "vi")
    yield made
    made.close()


@pytest.fixture
def windows(qtbot: QtBot) -> Iterator[list[MainWindow]]:
    made: list[MainWindow] = []
    yield made
    for window in made:
        window.desk.editing.close()
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.wait(30)
    qtbot.waitUntil(lambda: not window.session.bridge.is_busy, timeout=20_000)
    qtbot.wait(30)


def confirm(qtbot: QtBot, window: MainWindow, case: int) -> None:
    """Type another name on the desk and take it."""
    window.open_case(case)
    settle(qtbot, window)
    form = window.desk.parts.form
    form.focus_field(four_eyes.NAME)
    edit = form.row(four_eyes.NAME).edit
    edit.setText("LÊ THỊ B")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert "lô này" in window.banner.text or "vai khác" in window.banner.text


def second(qtbot: QtBot, window: MainWindow, case: int) -> None:
    window.show_page(PageName.SECOND)
    settle(qtbot, window)
    assert not window.second.situation().can_key_second, "no field is offered"


def third(qtbot: QtBot, window: MainWindow, case: int) -> None:
    window.show_page(PageName.SECOND)
    settle(qtbot, window)
    if not window.second.situation().can_settle:
        window.actions_set["second-switch"].trigger()
        settle(qtbot, window)
    assert not window.second.situation().can_settle, "no difference is offered"


def answer(qtbot: QtBot, window: MainWindow, case: int) -> None:
    window.show_page(PageName.APPROVAL)
    settle(qtbot, window)
    page = window.approval
    assert page.batches.rowCount() == 1
    for name in ("approve-batch", "approve-part", "return-batch", "look-row", "pin-row"):
        assert not window.actions_set[name].isEnabled(), name
    assert page.own_work.isVisible()
    assert four_eyes.BOTH.name in page.own_work.text
    page.handlers()["approve-batch"]()


def draw(qtbot: QtBot, window: MainWindow, case: int) -> None:
    window.show_page(PageName.SAMPLING)
    settle(qtbot, window)
    window.sampling.draw()
    settle(qtbot, window)
    assert "không được phê duyệt" in window.banner.text


TRIES = {
    "worker": confirm,
    "second": second,
    "arbiter": third,
    "approver": answer,
    "sampler": draw,
}


@pytest.mark.slow
@pytest.mark.parametrize(("had", "wants"), four_eyes.PAIRS)
def test_no_page_gives_a_second_part(
    qtbot: QtBot,
    windows: list[MainWindow],
    station: Workstation,
    tmp_path: Path,
    had: str,
    wants: str,
) -> None:
    desk = Desk(station.ports, tmp_path, station.catalog)
    office = four_eyes.Office(desk, has_accounts=True)
    both: Actor = four_eyes.BOTH
    office.give(had, both)
    case = office.make_possible(wants)
    person = open_workspace(tmp_path / "ws", both.name, "vi", Knows())
    try:
        window = MainWindow(Session(person, Bridge()))
        windows.append(window)
        window.resize(1366, 768)
        window.show()
        qtbot.waitExposed(window)
        before = office.snapshot(TABLES)
        TRIES[wants](qtbot, window, case)
        assert office.snapshot(TABLES) == before
        settle(qtbot, window)
        window.session.close()
    finally:
        person.close()
