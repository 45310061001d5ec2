"""Handovers of papers: noted, listed, summed, printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog
from pytestqt.qtbot import QtBot

from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.slip import Direction
from ui.handovers.handover_form import HandoverForm
from ui.handovers.handovers_dialog import HandoversDialog
from ui.main_window import MainWindow

BOOKS = "Sổ khai sinh 2001-2005"


@pytest.fixture
def dialog(qtbot: QtBot, backend: FakeBackend, window: MainWindow) -> HandoversDialog:
    hand_over = backend.progress.hand_over
    hand_over(BOOKS, Direction.OUT, 12, 0, "Lê Văn Kho", "Trần Thị Mai", "2 quyển rách gáy")
    hand_over(BOOKS, Direction.BACK, 5, 0, "Trần Thị Mai", "Lê Văn Kho")
    hand_over("Hồ sơ đất", Direction.OUT, 0, 40, "Lê Văn Kho", "Trần Thị Mai")
    hand_over("Hồ sơ đất", Direction.BACK, 0, 41, "Trần Thị Mai", "Lê Văn Kho")
    return _opened(qtbot, window)


def _opened(qtbot: QtBot, window: MainWindow) -> HandoversDialog:
    made = HandoversDialog(window.session, window)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.stack.currentIndex() != 0)
    return made


def test_the_newest_comes_first_and_what_is_out_is_summed(dialog: HandoversDialog) -> None:
    grid = dialog.grid
    rows = [[grid.item(row, at).text() for at in range(8)] for row in range(grid.rowCount())]
    assert [row[0] for row in rows] == ["4", "3", "2", "1"]
    assert rows[3][2:] == ["rời kho", BOOKS, "12", "0", "Lê Văn Kho", "Trần Thị Mai"]
    assert "2 quyển rách gáy" in grid.item(3, 0).toolTip()
    assert dialog.out.text().splitlines() == [
        "Hồ sơ đất: trả về lệch 0 quyển, 1 tờ so với số đã giao; hai bên đếm lại",
        f"{BOOKS}: 7 quyển, 0 tờ",
    ]


def test_nothing_noted_and_all_back_have_words(qtbot: QtBot, window: MainWindow) -> None:
    dialog = _opened(qtbot, window)
    assert dialog.stack.currentIndex() == 2
    assert not dialog.print.isEnabled()
    assert dialog.out_title.text() == "Giấy tờ đã giao đều đã về kho."


def test_a_failure_is_said(qtbot: QtBot, backend: FakeBackend, window: MainWindow) -> None:
    backend.data.progress.error = EnvironmentFault("database-unreachable", place="x", reason="x")
    assert _opened(qtbot, window).banner.isVisible()


def test_a_handover_is_noted_by_keyboard_and_a_refusal_keeps_what_was_typed(
    qtbot: QtBot, backend: FakeBackend, window: MainWindow
) -> None:
    form = HandoverForm(window.session, window, [BOOKS], ["Lê Văn Kho"])
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    ok = form._buttons.button(QDialogButtonBox.StandardButton.Ok)
    form.direction.setFocus()
    for typed in ("", "So 01", "3", "", "A", "A", "note"):
        QTest.keyClicks(form.focusWidget(), typed)
        QTest.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
    assert ok.isEnabled()
    QTest.keyClick(form.note, Qt.Key.Key_Return)
    assert form.isVisible()
    assert "cùng là A" in form.banner.text
    form.taken_by.setText("B")
    form.accept()
    (made,) = backend.data.progress.handovers
    assert form.made == made
    assert (made.papers, made.books, made.sheets, made.note) == ("So 01", 3, 0, "note")
    assert made.direction is Direction.OUT


def test_ok_waits_for_names_and_a_number(qtbot: QtBot, window: MainWindow) -> None:
    form = HandoverForm(window.session, window, [], [])
    qtbot.addWidget(form)
    ok = form._buttons.button(QDialogButtonBox.StandardButton.Ok)
    for line in (form.papers, form.given_by, form.taken_by):
        line.setText("x")
    assert not ok.isEnabled()
    form.sheets.setValue(1)
    assert ok.isEnabled()


def test_the_minute_of_the_chosen_one_is_written(
    qtbot: QtBot,
    backend: FakeBackend,
    dialog: HandoversDialog,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    file = tmp_path / "bb"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(file), ""))
    dialog.print.click()
    qtbot.waitUntil(lambda: "bb.pdf" in dialog.banner.text)
    assert backend.data.progress.written == [tmp_path / "bb.pdf"]


def test_the_window_opens_the_list_from_everywhere(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[bool] = []
    monkeypatch.setattr(HandoversDialog, "exec", lambda _self: opened.append(True))
    window.actions_set["handovers"].trigger()
    assert opened == [True]
