"""The way through a batch: doubts, passing on, same as before, back and forth, and the place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from digitizer.domain.lifecycle import CaseState
from digitizer.domain.preferences import DeskPlace
from digitizer.domain.record import EmptyReason, ValueState
from digitizer.workflow.doubts_port import DoubtSearch
from digitizer.workflow.ports import CaseFilter
from ui.bridge import Bridge
from ui.desk import batch_steps
from ui.desk.doubts_dialog import DoubtModel, DoubtsDialog
from ui.desk.pass_on_dialog import PassOnDialog
from ui.main_window import MainWindow
from ui.session import Session
from ui.situation import PageName

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def press(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    target = QApplication.focusWidget() or window.focusWidget() or window
    QTest.keyClick(target, key, modifiers or Qt.KeyboardModifier.NoModifier)


def value_of(backend: FakeBackend, case: int, key: str):
    record = backend.data.cases[case].record
    assert record is not None
    return record.fields[key]


def at(window: MainWindow) -> tuple[int, str | None]:
    return window.desk.editing.work.case.id, window.desk.parts.form.active


def say(monkeypatch: pytest.MonkeyPatch, reason: str | None) -> None:
    """Answer the question why a field is passed on; None is Escape."""

    class Answered(PassOnDialog):
        def exec(self) -> int:
            if reason is None:
                return int(QDialog.DialogCode.Rejected)
            if reason:
                self.reasons.setEditText(reason)
            return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(batch_steps, "PassOnDialog", Answered)


def test_f8_goes_through_all_doubts_of_the_list_and_back(window: MainWindow) -> None:
    window.open_case(1)
    seen = [at(window)]
    for _ in range(60):
        press(window, Qt.Key.Key_F8)
        if at(window) == seen[-1]:
            break
        seen.append(at(window))

    assert seen == sorted(seen, key=lambda each: each[0])
    assert {case for case, _ in seen} == {1, 2, 3}
    assert window.banner.text == window.session.text("doubts-no-next")
    press(window, Qt.Key.Key_F8, SHIFT)
    assert at(window) == seen[-2]


def test_an_offered_value_is_taken_and_confirmed_by_one_key(
    window: MainWindow, backend: FakeBackend
) -> None:
    window.open_case(1)

    press(window, Qt.Key.Key_1, ALT)

    value = value_of(backend, 1, "nksHoTen")
    assert (value.text, value.state) == ("NGUYỄN THỊ ÁNH NHẪN", ValueState.CONFIRMED)
    assert at(window) == (1, "nksQueQuan")
    press(window, Qt.Key.Key_Z, CTRL)
    assert value_of(backend, 1, "nksHoTen").state is ValueState.REVIEW
    assert at(window) == (1, "nksHoTen")


def test_f3_takes_the_value_of_the_case_before(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    window.open_case(2)
    qtbot.waitUntil(lambda: bool(window.desk.editing.work.near.previous))
    window.desk.parts.form.focus_field("nksDanToc")

    press(window, Qt.Key.Key_F3)

    assert value_of(backend, 2, "nksDanToc").state is ValueState.CONFIRMED
    assert value_of(backend, 2, "nksDanToc").text == "Tày"


def test_what_the_book_agrees_on_is_offered_and_never_filled_in(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    backend.create_batch("Sổ 2024")
    for case_id in (1, 2, 3):
        backend.data.cases[case_id] = replace(backend.data.cases[case_id], batch_id=1)
    for case_id in (1, 2):
        backend.set_field(
            case_id, "noiDangKy", "UBND xã Hữu Khánh", backend.data.cases[case_id].revision
        )
    window.open_case(3)
    work = window.desk.editing.work
    qtbot.waitUntil(lambda: bool(work.near.sticky))

    assert work.candidates("noiDangKy") == ("UBND xã Hữu Khánh",)
    assert work.source_of("noiDangKy", "UBND xã Hữu Khánh") == "near-sticky"
    assert value_of(backend, 3, "noiDangKy").text == ""
    window.desk.parts.form.focus_field("noiDangKy")
    press(window, Qt.Key.Key_1, ALT)
    assert value_of(backend, 3, "noiDangKy").state is ValueState.CONFIRMED


def test_an_expected_empty_field_takes_one_key_and_another_reason_two(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    window.open_case(2)
    work = window.desk.editing.work
    empty = next(key for key in work.doubts() if not work.text(key))
    window.desk.parts.form.focus_field(empty)

    press(window, Qt.Key.Key_Return)

    assert value_of(backend, 2, empty).empty_reason is EmptyReason.NOT_ON_PAPER
    assert window.session.label(work.spec(empty).label) in window.statusBar().currentMessage()
    press(window, Qt.Key.Key_Z, CTRL)
    assert value_of(backend, 2, empty).empty_reason is None
    press(window, Qt.Key.Key_F7)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_3)
    qtbot.wait(20)
    assert value_of(backend, 2, empty).empty_reason is EmptyReason.TORN


def test_an_erased_value_is_never_taken_for_not_on_the_paper(
    window: MainWindow, backend: FakeBackend
) -> None:
    window.open_case(1)
    window.desk.parts.form.focus_field("nksQueQuan")
    press(window, Qt.Key.Key_Delete)

    press(window, Qt.Key.Key_Return)

    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()
    assert value_of(backend, 1, "nksQueQuan").state is ValueState.REVIEW


def test_f9_passes_a_field_on_and_the_way_leads_past_it(
    window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(monkeypatch, "chữ nhòe")
    window.open_case(1)

    press(window, Qt.Key.Key_F9)

    assert at(window) == (1, "nksQueQuan")
    assert backend.data.passed[1]["nksHoTen"].reason == "chữ nhòe"
    assert "nksHoTen" in window.desk.editing.work.doubts()
    problems = window.desk.editing.work.reasons("nksHoTen")
    assert "passed-on" in {each.code for each in problems}


def test_a_case_with_a_field_passed_on_is_left_open_and_the_next_comes(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(monkeypatch, "")
    window.open_case(1)
    press(window, Qt.Key.Key_F9)
    for _ in range(60):
        if window.desk.editing.work.case.id != 1:
            break
        press(window, Qt.Key.Key_Return)
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            QTest.keyClick(menu, Qt.Key.Key_1)
            qtbot.wait(20)

    assert window.desk.editing.work.case.id == 2
    assert backend.data.cases[1].state is CaseState.TO_CHECK
    assert window.banner.text == window.session.text("passed-on-left")
    other = backend.with_actor("Lê Văn Hai")
    found = other.doubts.list(DoubtSearch(CaseFilter(), passed_only=True)).doubts
    assert [(each.case_id, each.key) for each in found] == [(1, "nksHoTen")]


def test_passing_on_can_be_thought_better_of(
    window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(monkeypatch, None)
    window.open_case(1)

    press(window, Qt.Key.Key_F9)

    assert backend.data.passed == {}
    assert at(window) == (1, "nksHoTen")


def test_undo_and_redo_lead_through_the_cases_and_the_finish(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    window.open_case(1)
    for _ in range(60):
        if window.desk.editing.work.case.id != 1:
            break
        press(window, Qt.Key.Key_Return)
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            QTest.keyClick(menu, Qt.Key.Key_1)
            qtbot.wait(20)
    assert backend.data.cases[1].state is CaseState.CHECKED
    last = backend.data.done[-2][2]
    assert last is not None

    press(window, Qt.Key.Key_Z, CTRL)
    assert backend.data.cases[1].state is CaseState.TO_CHECK
    assert at(window) == (1, last.key)
    press(window, Qt.Key.Key_Z, CTRL)
    assert value_of(backend, 1, last.key) == last
    press(window, Qt.Key.Key_Z, CTRL | SHIFT)
    assert value_of(backend, 1, last.key).state is ValueState.CONFIRMED
    press(window, Qt.Key.Key_Z, CTRL | SHIFT)
    assert backend.data.cases[1].state is CaseState.CHECKED


def test_the_list_of_doubts_filters_and_opens_one(
    window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[DoubtsDialog] = []

    class Chosen(DoubtsDialog):
        def exec(self) -> int:
            self.show()
            seen.append(self)
            self.field.setCurrentIndex(self.field.findData("nksNgaySinh"))
            QTest.keyClick(self.table, Qt.Key.Key_Return)
            return self.result()

    monkeypatch.setattr(batch_steps, "DoubtsDialog", Chosen)
    window.open_case(1)

    press(window, Qt.Key.Key_F8, CTRL)

    assert at(window)[1] == "nksNgaySinh"
    assert {row.key for row in seen[0].model.rows} == {"nksNgaySinh"}


def test_the_list_of_doubts_is_a_sound_model(qtmodeltester, window: MainWindow) -> None:
    model = DoubtModel(window.session, DoubtSearch(CaseFilter()))
    model.reload()
    qtmodeltester.check(model)
    assert model.rowCount() > 5


def test_an_empty_list_of_doubts_says_so(window: MainWindow) -> None:
    where = CaseFilter(state=CaseState.EXPORTED)
    dialog = DoubtsDialog(window.session, window, DoubtSearch(where))
    dialog.show()

    assert window.session.text("doubts-none") in dialog.stack.currentWidget().words


def test_the_list_counts_what_the_desk_counts(window: MainWindow, backend: FakeBackend) -> None:
    listed = backend.doubts.list(DoubtSearch(CaseFilter()), limit=999).doubts
    for case_id in (1, 2, 3):
        window.desk.open_case(case_id)
        here = [each.key for each in listed if each.case_id == case_id]
        assert here == window.desk.editing.work.doubts()


def test_the_place_is_kept_and_the_next_window_opens_there(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    window.open_case(2)
    window.desk.parts.form.focus_field("nksNgaySinh")
    window.desk.parts.canvas.restore(0.5, 0)
    press(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    wanted = DeskPlace(2, "nksNgaySinh", None, 0.5, 90)
    qtbot.waitUntil(lambda: backend.preferences.load().place == wanted)

    second = MainWindow(Session(backend, Bridge()))
    second.show()

    assert second.page.name is PageName.DESK
    assert (second.desk.editing.work.case.id, second.desk.parts.form.active) == (2, "nksNgaySinh")
    assert (second.desk.parts.canvas.zoom, second.desk.parts.canvas.turn) == (0.5, 90)
    second.desk.editing.close()
    second.close()


def test_leaving_the_desk_forgets_the_place(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    window.open_case(2)
    qtbot.waitUntil(lambda: backend.preferences.load().place is not None)

    press(window, Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: backend.preferences.load().place is None)
