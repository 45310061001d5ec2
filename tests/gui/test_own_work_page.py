"""A person's own figures: beside nobody else's, and gone when another person comes."""

from __future__ import annotations

from datetime import date

import pytest
from gui.fake_backend import NOW, FakeBackend
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.pace import Change, ErrorKind, Finding, Stretch
from digitizer.workflow.own_work import OwnWork
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.own_work.own_work_page import OwnWorkPage
from ui.session import Session

WEEKS = (
    Stretch(date(2026, 2, 16), 36_000, 80, 1800, 3, 5, 9),
    Stretch(date(2026, 2, 23), 36_000, 90, 2000, 2, 4, 6),
    Stretch(date(2026, 3, 2), 18_000, 60, 1200, 1, 2, 1),
)
DAYS = (Stretch(date(2026, 3, 2), 300, 2, 30),)


@pytest.fixture
def worked(backend: FakeBackend) -> OwnWork:
    change = Change(1, "nksHoTen", None, "Vủ", "Vũ", NOW)
    found = OwnWork(DAYS, WEEKS, (Finding(change, ErrorKind.HOOK_TILDE),) * 3)
    backend.data.own_work[backend.actor.name] = found
    return found


def opened(qtbot: QtBot, window: MainWindow) -> OwnWorkPage:
    window.actions_set["go-own-work"].trigger()
    qtbot.waitUntil(lambda: window.own_work.stack.currentIndex() != 2, timeout=5000)
    return window.own_work


@pytest.mark.usefixtures("worked")
def test_the_newest_week_stands_beside_what_is_usual_for_oneself(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = opened(qtbot, window)
    assert page.figures["pace"].value == "240"
    assert "190" in page.figures["pace"].usual
    assert "5 giờ 0 phút" in page.figures["worked"].value
    assert "16/02/2026: 180" in page.bars.accessibleDescription()


@pytest.mark.usefixtures("worked")
def test_the_kinds_of_errors_come_with_what_helps(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(qtbot, window)
    words = " ".join(each.text() for each in page.kinds.findChildren(QLabel))
    assert "Dấu hỏi, dấu ngã: 3" in words
    assert "F2" in words


@pytest.mark.usefixtures("worked")
def test_five_minutes_of_work_give_no_pace(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(qtbot, window)
    page.by.setCurrentIndex(1)
    qtbot.waitUntil(lambda: page.figures["pace"].value == "chưa đủ", timeout=5000)
    assert page.figures["pace"].usual == "chưa có gì để so"


@pytest.mark.usefixtures("worked")
def test_another_person_sees_nothing_of_it(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(qtbot, window)
    window.switch_user("Đỗ Văn Tư")
    assert page.stack.currentIndex() != 0
    qtbot.waitUntil(lambda: page.stack.currentIndex() == 1, timeout=5000)


def test_an_error_is_said(qtbot: QtBot, window: MainWindow, backend: FakeBackend) -> None:
    backend.data.own_work_error = EnvironmentFault("database-unreachable", place="x", reason="x")
    page = opened(qtbot, window)
    assert page.stack.currentIndex() == 3


def test_invented_cases_stand_under_a_band(qtbot: QtBot, backend: FakeBackend) -> None:
    backend.data.is_practice = True
    window = MainWindow(Session(backend, Bridge()))
    qtbot.addWidget(window)
    window.show()
    band = window.findChild(QLabel, "practiceBand")
    assert band is not None
    assert band.isVisible()
    assert "LUYỆN TẬP" in band.text()
    window.close()


def test_real_cases_stand_under_none(window: MainWindow) -> None:
    assert window.findChild(QLabel, "practiceBand") is None
