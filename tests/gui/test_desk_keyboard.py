"""A clerk checks a case from the first to the last field without a mouse."""

from __future__ import annotations

from dataclasses import replace

import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import EmptyReason, ValueState
from ui.desk import offer_steps
from ui.desk.field_edit import FieldEdit
from ui.main_window import MainWindow
from ui.situation import PageName
from ui.widgets.dialogs import TypedAnswer


def edit_of(window: MainWindow, key: str) -> FieldEdit:
    edit = window.desk.parts.form.row(key).edit
    assert isinstance(edit, FieldEdit)
    return edit


def active(window: MainWindow) -> str:
    key = window.desk.parts.form.active
    assert key is not None
    return key


def press(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    target = QApplication.focusWidget() or window.focusWidget() or window
    QTest.keyClick(target, key, modifiers or Qt.KeyboardModifier.NoModifier)


def choose_why_empty(qtbot: QtBot, window: MainWindow, reason: EmptyReason) -> None:
    """Pick a line of the menu that F7 opened."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    digit = list(EmptyReason).index(reason) + 1
    QTest.keyClick(menu, Qt.Key(int(Qt.Key.Key_0) + digit))
    qtbot.wait(20)


def confirm_whole_case(qtbot: QtBot, window: MainWindow) -> int:
    """Enter, and the reason for what is not on the paper; the number of fields that were asked."""
    case_id = window.desk.editing.work.case.id
    for count in range(80):
        if not window.desk.editing.is_open or window.desk.editing.work.case.id != case_id:
            return count
        press(window, Qt.Key.Key_Return)
        if isinstance(QApplication.activePopupWidget(), QMenu):
            choose_why_empty(qtbot, window, EmptyReason.NOT_ON_PAPER)
    pytest.fail("the case never came to its end")


def test_opening_a_case_puts_the_caret_into_the_first_doubtful_field(window: MainWindow) -> None:
    window.open_case(1)

    assert window.page.name is PageName.DESK
    assert active(window) == "nksHoTen"
    assert QApplication.focusWidget() is edit_of(window, "nksHoTen")


def test_enter_confirms_durably_and_goes_to_the_next_doubt(
    window: MainWindow, backend: FakeBackend
) -> None:
    window.open_case(1)

    press(window, Qt.Key.Key_Return)

    record = backend.data.cases[1].record
    assert record is not None
    assert record.fields["nksHoTen"].state is ValueState.CONFIRMED
    assert record.fields["nksHoTen"].confirmed_by == "Trần Thị Mai"
    assert active(window) == "nksQueQuan"


def test_typed_text_is_stored_by_enter(window: MainWindow, backend: FakeBackend) -> None:
    window.open_case(1)
    QTest.keyClicks(edit_of(window, "nksHoTen"), "Nguyen Thi Nhan")

    press(window, Qt.Key.Key_Return)

    record = backend.data.cases[1].record
    assert record is not None
    assert record.value("nksHoTen") == "Nguyen Thi Nhan"
    assert window.desk.editing.work.pending == {}


def test_enter_from_first_to_last_field_finishes_the_case_and_opens_the_next(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    window.open_case(1)

    confirm_whole_case(qtbot, window)

    assert backend.data.cases[1].state is CaseState.CHECKED
    assert window.desk.editing.work.case.id == 2


def test_finishing_the_last_case_leads_back_to_the_list(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    for case_id in (2, 3, 4):
        backend.data.cases[case_id] = replace(backend.data.cases[case_id], state=CaseState.CHECKED)
    window.open_case(1)

    confirm_whole_case(qtbot, window)

    assert window.page.name is PageName.CASES
    assert window.banner.text == window.session.text("ui-all-done")


def test_tab_walks_all_shown_fields_and_back(window: MainWindow) -> None:
    window.open_case(1)
    start = active(window)

    press(window, Qt.Key.Key_Tab)
    after = active(window)
    press(window, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)

    assert after == "nksGioiTinh"
    assert active(window) == start


def test_an_impossible_value_is_refused_with_its_reason(
    window: MainWindow, backend: FakeBackend
) -> None:
    window.open_case(1)
    window.desk.parts.form.focus_field("nksNgaySinh")
    QTest.keyClicks(edit_of(window, "nksNgaySinh"), "31/02/2024")

    press(window, Qt.Key.Key_Return)

    assert active(window) == "nksNgaySinh"
    assert backend.data.cases[1].revision == 1
    assert "31/02/2024" in window.banner.text
    assert window.banner.isVisible()


def test_alt_digit_takes_the_other_reading(window: MainWindow, backend: FakeBackend) -> None:
    window.open_case(1)

    press(window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert edit_of(window, "nksHoTen").text() == "NGUYỄN THỊ ÁNH NHẪN"
    press(window, Qt.Key.Key_Return)

    record = backend.data.cases[1].record
    assert record is not None
    assert record.value("nksHoTen") == "NGUYỄN THỊ ÁNH NHẪN"


def test_a_code_is_found_without_tone_marks(window: MainWindow, backend: FakeBackend) -> None:
    window.open_case(1)
    window.desk.parts.form.focus_field("nksGioiTinh")
    edit = edit_of(window, "nksGioiTinh")
    QTest.keyClicks(edit, "nam")
    assert edit.is_choosing

    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert edit.text() == "Nam"
    press(window, Qt.Key.Key_Return)

    record = backend.data.cases[1].record
    assert record is not None
    assert record.value("nksGioiTinh") == "1"


def test_f4_opens_the_whole_list(window: MainWindow) -> None:
    window.open_case(1)
    window.desk.parts.form.focus_field("nksGioiTinh")

    press(window, Qt.Key.Key_F4)

    assert edit_of(window, "nksGioiTinh").is_choosing


def test_f7_says_why_a_field_is_empty(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    window.open_case(1)

    press(window, Qt.Key.Key_F7)
    choose_why_empty(qtbot, window, EmptyReason.TORN)

    record = backend.data.cases[1].record
    assert record is not None
    assert record.fields["nksHoTen"].empty_reason is EmptyReason.TORN
    assert active(window) == "nksQueQuan"


def test_undo_takes_back_the_last_confirmation_and_returns_to_its_field(
    window: MainWindow, backend: FakeBackend
) -> None:
    window.open_case(1)
    press(window, Qt.Key.Key_Return)

    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    record = backend.data.cases[1].record
    assert record is not None
    assert record.fields["nksHoTen"].state is ValueState.REVIEW
    assert active(window) == "nksHoTen"


def test_ctrl_enter_is_refused_while_doubts_remain(
    window: MainWindow, backend: FakeBackend
) -> None:
    window.open_case(1)

    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert backend.data.cases[1].state is CaseState.TO_CHECK
    assert window.banner.isVisible()
    assert window.desk.editing.work.case.id == 1


def test_ctrl_down_opens_the_next_case(window: MainWindow) -> None:
    window.open_case(1)

    press(window, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)

    assert window.desk.editing.work.case.id == 2


def test_alt_right_turns_the_page_and_leaves_the_caret(window: MainWindow) -> None:
    window.open_case(1)

    press(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)

    assert window.desk.parts.canvas.turn == 90
    assert edit_of(window, "nksHoTen").selectedText() == "NGUYỄN THỊ ÁNH NHÂN"


def test_ctrl_right_moves_the_caret_by_a_word(window: MainWindow) -> None:
    window.open_case(1)

    press(window, Qt.Key.Key_Home)
    press(window, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)

    assert window.desk.parts.canvas.turn == 0
    assert edit_of(window, "nksHoTen").cursorPosition() == len("NGUYỄN ")


def test_typed_text_survives_going_to_another_field_and_is_marked(window: MainWindow) -> None:
    window.open_case(1)
    QTest.keyClicks(edit_of(window, "nksHoTen"), "Nguyen")

    press(window, Qt.Key.Key_Tab)

    assert edit_of(window, "nksHoTen").text() == "Nguyen"
    assert window.desk.editing.work.pending == {"nksHoTen": "Nguyen"}
    assert window.desk.parts.form.row("nksHoTen").property("tone") == "accent"


@pytest.mark.parametrize(
    ("answer", "stored", "shown"),
    [
        (TypedAnswer.SAVE, "Nguyen", 2),
        (TypedAnswer.DISCARD, "NGUYỄN THỊ ÁNH NHÂN", 2),
        (TypedAnswer.STAY, "NGUYỄN THỊ ÁNH NHÂN", 1),
    ],
)
def test_leaving_a_case_with_typed_text_asks_first(
    window: MainWindow,
    backend: FakeBackend,
    monkeypatch: pytest.MonkeyPatch,
    answer: TypedAnswer,
    stored: str,
    shown: int,
) -> None:
    monkeypatch.setattr(offer_steps, "ask_about_typed", lambda *_args: answer)
    window.open_case(1)
    QTest.keyClicks(edit_of(window, "nksHoTen"), "Nguyen")

    press(window, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)

    record = backend.data.cases[1].record
    assert record is not None
    assert record.value("nksHoTen") == stored
    assert window.desk.editing.work.case.id == shown


def test_closing_the_window_with_typed_text_can_be_called_off(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offer_steps, "ask_about_typed", lambda *_args: TypedAnswer.STAY)
    window.open_case(1)
    QTest.keyClicks(edit_of(window, "nksHoTen"), "Nguyen")

    assert not window.close()
    assert window.isVisible()


def test_a_case_of_unknown_type_gets_its_fields_when_the_type_is_chosen(
    window: MainWindow, backend: FakeBackend
) -> None:
    window.open_case(4)
    assert window.desk.parts.right.currentWidget() is window.desk.parts.types

    press(window, Qt.Key.Key_Return)
    assert backend.data.cases[4].document_type is None

    QTest.keyClicks(window.desk.parts.types.search, "dang ky khai sinh")
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_Return)

    assert backend.data.cases[4].document_type == "civil_status.birth"
    assert window.desk.parts.right.currentWidget() is window.desk.parts.form
    assert active(window) == "so"


def test_every_input_of_the_desk_has_an_accessible_name(window: MainWindow) -> None:
    window.open_case(1)

    nameless = [edit for edit in window.desk.findChildren(FieldEdit) if not edit.accessibleName()]

    assert nameless == []


def test_the_active_line_always_stands_at_the_same_height(qtbot: QtBot, window: MainWindow) -> None:
    window.open_case(1)
    canvas = window.desk.parts.canvas
    heights = []
    for key in ("so", "nksHoTen", "chaNgaySinh"):
        window.desk.parts.form.focus_field(key)
        qtbot.wait(10)
        reading = window.desk.editing.work.value(key).reading
        assert reading is not None
        assert reading.box is not None
        middle = reading.box.y + reading.box.height / 2
        heights.append(canvas.mapFromScene(0, middle).y())

    assert max(heights) - min(heights) <= 2


def test_a_field_that_says_unknown_is_offered_that_reason(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    window.open_case(1)
    window.desk.parts.form.focus_field("chaNgaySinh")
    QTest.keyClicks(edit_of(window, "chaNgaySinh"), "khong ro")

    press(window, Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = menu.activeAction().text() if menu.activeAction() else ""
    QTest.keyClick(menu, Qt.Key.Key_Return)
    qtbot.wait(20)

    assert window.session.text("ui-empty-stated_unknown") in offered
    record = backend.data.cases[1].record
    assert record is not None
    assert record.fields["chaNgaySinh"].empty_reason is EmptyReason.STATED_UNKNOWN
    assert record.fields["chaNgaySinh"].text == ""
    assert not window.banner.isVisible()
