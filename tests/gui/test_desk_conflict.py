"""Two people in one case: nobody's work is lost without a word."""

from __future__ import annotations

from gui.fake_backend import FakeBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow


def test_a_conflict_shows_what_is_stored_and_keeps_what_is_typed(
    window: MainWindow, backend: FakeBackend
) -> None:
    window.open_case(1)
    edit = window.desk.parts.form.row("nksHoTen").edit
    QTest.keyClicks(edit, "Nguyen Thi Nhan")
    backend.change_elsewhere(1, "nksQueQuan", "xã Hữu Khánh")

    QTest.keyClick(edit, Qt.Key.Key_Return)

    assert window.banner.text == window.session.text("ui-conflict")
    assert edit.text() == "Nguyen Thi Nhan"
    assert window.desk.parts.form.row("nksQueQuan").edit.text() == "xã Hữu Khánh"

    QTest.keyClick(edit, Qt.Key.Key_Return)

    record = backend.data.cases[1].record
    assert record is not None
    assert record.value("nksHoTen") == "Nguyen Thi Nhan"
    assert record.value("nksQueQuan") == "xã Hữu Khánh"


def test_a_change_from_elsewhere_appears_by_itself(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    window.open_case(1)
    QTest.keyClicks(window.desk.parts.form.row("nksHoTen").edit, "Nguyen")

    backend.change_elsewhere(1, "nksQueQuan", "xã Hữu Khánh")

    edit = window.desk.parts.form.row("nksQueQuan").edit
    qtbot.waitUntil(lambda: edit.text() == "xã Hữu Khánh")
    assert window.desk.parts.form.row("nksHoTen").edit.text() == "Nguyen"


def test_ones_own_step_is_not_announced_as_somebody_elses(qtbot: QtBot, window: MainWindow) -> None:
    window.open_case(1)
    QTest.keyClick(window.desk.parts.form.row("nksHoTen").edit, Qt.Key.Key_Return)

    qtbot.wait(120)

    assert not window.banner.isVisible()
