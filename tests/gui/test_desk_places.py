"""F8 on a place: the units that its text leaves open are chosen, the text stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from digitizer.domain.record import FieldValue, ValueState
from digitizer.places import ListedPlaces
from ui.bridge import Bridge
from ui.desk import field_steps
from ui.desk.place_dialog import PlaceDialog
from ui.main_window import MainWindow
from ui.session import Session

KEY = "nksQueQuan"
SPLIT = "phường Cửa Nam, quận Hoàn Kiếm, thành phố Hà Nội"


def _with_place(backend: FakeBackend, text: str) -> None:
    case = backend.data.cases[1]
    assert case.record is not None
    value = FieldValue(KEY, text, text, ValueState.REVIEW)
    backend.data.cases[1] = replace(case, record=case.record.with_field(value))


def test_a_split_unit_is_chosen_at_the_desk(
    window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_place(backend, SPLIT)
    window.open_case(1)
    desk = window.desk
    desk.parts.form.focus_field(KEY)
    shown: list[int] = []

    def answer(dialog: PlaceDialog) -> int:
        shown.append(dialog.today.count())
        dialog.today.setCurrentIndex(2)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(field_steps.PlaceDialog, "exec", answer)
    QTest.keyClick(desk.parts.form.row(KEY).edit, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    assert shown[0] > 3
    ((key, on, today),) = backend.data.chosen_units
    assert (key, on) == (KEY, "00073")
    assert today is not None
    assert desk.editing.work.text(KEY) == SPLIT


def test_another_field_offers_no_units(window: MainWindow) -> None:
    window.open_case(1)
    window.desk.parts.form.focus_field("nksHoTen")
    assert not window.desk.situation().has_place


def test_the_dialog_is_answered_by_keyboard(qtbot: QtBot, backend: FakeBackend) -> None:
    found = ListedPlaces().resolve(SPLIT, date(2021, 3, 20))
    dialog = PlaceDialog(Session(backend, Bridge()), None, found)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.codes[1] is None
    QTest.keyClick(dialog.today, Qt.Key.Key_Down)
    on, today = dialog.codes
    assert found.unit is not None
    assert on == found.unit.ref.code
    assert today in {each.unit.ref.code for each in found.candidates if each.today}
