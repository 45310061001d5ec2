"""What stands in the place of a case or a list that cannot be shown, and the way on."""

from __future__ import annotations

import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from digitizer.domain.errors import DigitizerError, EnvironmentFault, NotFound
from digitizer.workflow.doubts_port import DoubtSearch
from digitizer.workflow.lists import CaseFilter
from ui.bridge import Bridge
from ui.desk.doubts_dialog import DoubtsDialog
from ui.main_window import MainWindow
from ui.session import Session
from ui.situation import PageName

LOCKED = EnvironmentFault("database-unreachable", place="digitizer.db")


def failing(monkeypatch: pytest.MonkeyPatch, target: object, name: str, error: DigitizerError):
    def fail(*_args: object, **_named: object) -> None:
        raise error

    monkeypatch.setattr(target, name, fail)


def test_a_case_that_cannot_be_read_says_so_and_opens_at_a_second_try(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as locked:
        failing(locked, FakeBackend, "case_view", LOCKED)
        window.open_case(1)

    desk = window.desk
    assert window.page is desk
    assert "1" in desk.failure.words
    assert not desk.editing.is_open
    assert not desk.situation().has_case
    QTest.keyClick(desk.again, Qt.Key.Key_Space)
    assert desk.editing.is_open
    assert desk.failed_at is None


def test_a_case_that_is_gone_leads_back_to_the_list(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.show_page(PageName.CASES)
    failing(monkeypatch, FakeBackend, "case_view", NotFound("case-missing", case=1))
    window.open_case(1)

    assert window.session.text("case-gone-title", case=1) in window.desk.failure.words
    window.desk.to_list.click()

    assert window.page.name is PageName.CASES


@pytest.mark.parametrize(
    ("page", "question", "stack"),
    [
        (PageName.CASES, "case_summaries", "stack"),
        (PageName.INBOX, "arrival_page", "stack"),
        (PageName.BATCHES, "batches", "stack"),
        (PageName.APPROVAL, "batches", "stack"),
    ],
)
def test_a_list_that_cannot_be_read_says_why_and_asks_again(
    qtbot: QtBot,
    window: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
    page: PageName,
    question: str,
    stack: str,
) -> None:
    with monkeypatch.context() as locked:
        failing(locked, FakeBackend, question, LOCKED)
        window.show_page(page)
        shown = getattr(window.page, stack)
        qtbot.waitUntil(lambda: shown.is_failed)
        said = shown.currentWidget().words
        assert window.session.backend.messages.error(LOCKED) in said

    shown.again.click()

    qtbot.waitUntil(lambda: not shown.is_failed)


def test_a_window_that_was_never_shown_may_be_closed_twice(
    qtbot: QtBot, backend: FakeBackend
) -> None:
    """An error in a close event ends the program in a crash of Qt, not in a failed test."""
    for _ in range(3):
        made = MainWindow(Session(backend, Bridge()))
        assert made.close()
        assert made.close()
        made.deleteLater()


def test_the_list_of_doubts_says_why_it_is_not_there(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as locked:
        failing(locked, type(backend.doubts), "list", LOCKED)
        dialog = DoubtsDialog(window.session, window, DoubtSearch(CaseFilter()))
        qtbot.addWidget(dialog)
        qtbot.waitUntil(lambda: dialog.stack.is_failed)

    dialog.stack.again.click()

    qtbot.waitUntil(lambda: bool(dialog.model.rows))
    assert dialog.field.count() > 1
