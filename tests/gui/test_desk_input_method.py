"""Vietnamese is typed through input methods: nothing may fire while one composes."""

from __future__ import annotations

from gui.fake_backend import FakeBackend
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from digitizer.domain.record import ValueState
from ui.desk.field_edit import FieldEdit
from ui.main_window import MainWindow


def compose(edit: FieldEdit, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(edit, event)


def opened(window: MainWindow) -> FieldEdit:
    window.open_case(1)
    edit = window.desk.parts.form.row("nksHoTen").edit
    assert isinstance(edit, FieldEdit)
    return edit


def test_enter_and_tab_do_nothing_while_composing(window: MainWindow, backend: FakeBackend) -> None:
    edit = opened(window)
    compose(edit, "Hương")

    QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert window.desk.parts.form.active == "nksHoTen"
    assert backend.data.cases[1].revision == 1


def test_the_committed_text_is_confirmed_by_the_enter_after_it(
    window: MainWindow, backend: FakeBackend
) -> None:
    edit = opened(window)
    compose(edit, "Hương")
    compose(edit, "", "Hương")
    assert not edit.is_composing

    QTest.keyClick(edit, Qt.Key.Key_Return)

    record = backend.data.cases[1].record
    assert record is not None
    assert record.fields["nksHoTen"].state is ValueState.CONFIRMED
    assert record.value("nksHoTen") == "Hương"


def test_losing_the_focus_ends_the_composing(window: MainWindow) -> None:
    edit = opened(window)
    compose(edit, "Hương")

    window.desk.parts.form.focus_field("nksQueQuan")

    assert not edit.is_composing
