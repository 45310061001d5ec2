"""The list below a field: what its keys do, and what they leave alone."""

from __future__ import annotations

import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.desk import offer_steps
from ui.desk.field_edit import FieldEdit
from ui.main_window import MainWindow
from ui.situation import PageName
from ui.widgets.dialogs import TypedAnswer


def opened(window: MainWindow, key: str = "nksGioiTinh") -> FieldEdit:
    window.open_case(1)
    window.desk.parts.form.focus_field(key)
    edit = window.desk.parts.form.row(key).edit
    assert isinstance(edit, FieldEdit)
    return edit


def press_in_list(key: Qt.Key) -> None:
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, key)


@pytest.mark.parametrize("typed", ["", "n"], ids=["opened by F4", "opened by typing"])
def test_esc_closes_only_the_list(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    asked: list[TypedAnswer] = []
    monkeypatch.setattr(
        offer_steps, "ask_about_typed", lambda *_args: asked.append(TypedAnswer.STAY) or asked[0]
    )
    edit = opened(window)
    if typed:
        QTest.keyClicks(edit, typed)
    else:
        QTest.keyClick(edit, Qt.Key.Key_F4)
    before = edit.text()
    assert edit.is_choosing

    press_in_list(Qt.Key.Key_Escape)

    assert not edit.is_choosing
    assert asked == []
    assert window.page.name is PageName.DESK
    assert window.desk.editing.work.case.id == 1
    assert edit.text() == before
    assert QApplication.focusWidget() is edit


def test_the_second_esc_leaves_the_case(window: MainWindow) -> None:
    edit = opened(window)
    QTest.keyClick(edit, Qt.Key.Key_F4)
    press_in_list(Qt.Key.Key_Escape)

    QTest.keyClick(edit, Qt.Key.Key_Escape)

    assert window.page.name is PageName.CASES


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Up])
def test_an_arrow_past_the_end_of_the_list_keeps_the_choice(
    window: MainWindow, backend: FakeBackend, key: Qt.Key
) -> None:
    edit = opened(window)
    QTest.keyClicks(edit, "nam")

    press_in_list(key)
    press_in_list(Qt.Key.Key_Return)
    assert edit.text() == "Nam"
    QTest.keyClick(edit, Qt.Key.Key_Return)

    record = backend.data.cases[1].record
    assert record is not None
    assert record.value("nksGioiTinh") == "1"
