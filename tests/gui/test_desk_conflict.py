"""Two people in one case: nobody's work is lost without a word."""

from __future__ import annotations

from dataclasses import replace

import pytest
from gui.fake_backend import NOW, FakeBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QDialogButtonBox
from pytestqt.qtbot import QtBot

from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import EmptyReason, FieldValue, ValueState
from ui.desk import case_steps, field_steps
from ui.desk.conflict_dialog import ConflictDialog
from ui.desk.following import Following
from ui.main_window import MainWindow


def edit_of(window: MainWindow, key: str):
    return window.desk.parts.form.row(key).edit


def value_in(backend: FakeBackend, key: str) -> str | None:
    record = backend.data.cases[1].record
    assert record is not None
    return record.value(key)


def answer(monkeypatch: pytest.MonkeyPatch, *keys: Qt.Key, ok: bool = True) -> list[ConflictDialog]:
    """Press keys in the dialog as soon as it opens, then OK or Escape."""
    shown: list[ConflictDialog] = []

    class Answered(ConflictDialog):
        def exec(self) -> int:
            shown.append(self)
            self.show()
            for key in keys:
                QTest.keyClick(self.focusWidget() or self, key)
            if ok:
                button = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
                QTest.keyClick(button, Qt.Key.Key_Return)
            else:
                self.reject()
            return self.result()

    monkeypatch.setattr(field_steps, "ConflictDialog", Answered)
    return shown


def test_what_two_people_changed_in_different_fields_is_kept_both_at_once(
    window: MainWindow, backend: FakeBackend
) -> None:
    window.open_case(1)
    QTest.keyClicks(edit_of(window, "nksHoTen"), "Nguyen Thi Nhan")
    backend.change_elsewhere(1, "nksQueQuan", "xã Hữu Khánh")

    QTest.keyClick(edit_of(window, "nksHoTen"), Qt.Key.Key_Return)

    assert value_in(backend, "nksHoTen") == "Nguyen Thi Nhan"
    assert value_in(backend, "nksQueQuan") == "xã Hữu Khánh"
    assert edit_of(window, "nksQueQuan").text() == "xã Hữu Khánh"
    said = window.statusBar().currentMessage()
    assert "Người khác" in said
    assert "Quê quán" in said


@pytest.mark.parametrize(
    ("key", "kept"), [(Qt.Key.Key_1, "Nguyen Thi Nhan"), (Qt.Key.Key_2, "NGUYỄN THỊ NHÀN")]
)
def test_one_field_changed_by_two_people_is_chosen_by_a_key(
    window: MainWindow,
    backend: FakeBackend,
    monkeypatch: pytest.MonkeyPatch,
    key: Qt.Key,
    kept: str,
) -> None:
    shown = answer(monkeypatch, key)
    window.open_case(1)
    QTest.keyClicks(edit_of(window, "nksHoTen"), "Nguyen Thi Nhan")
    backend.change_elsewhere(1, "nksHoTen", "NGUYỄN THỊ NHÀN")

    QTest.keyClick(edit_of(window, "nksHoTen"), Qt.Key.Key_Return)

    assert len(shown) == 1
    assert value_in(backend, "nksHoTen") == kept
    assert window.desk.editing.work.pending == {}


def test_thinking_better_of_choosing_keeps_both_and_asks_again(
    window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = answer(monkeypatch, ok=False)
    window.open_case(1)
    QTest.keyClicks(edit_of(window, "nksHoTen"), "Nguyen Thi Nhan")
    backend.change_elsewhere(1, "nksHoTen", "NGUYỄN THỊ NHÀN")

    for _ in range(2):
        QTest.keyClick(edit_of(window, "nksHoTen"), Qt.Key.Key_Return)

    assert len(shown) == 2
    assert value_in(backend, "nksHoTen") == "NGUYỄN THỊ NHÀN"
    assert edit_of(window, "nksHoTen").text() == "Nguyen Thi Nhan"


def test_ok_waits_until_every_field_is_chosen_and_the_dialog_says_who_and_what(
    window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_case(1)
    for key, typed, theirs in (
        ("nksHoTen", "Nguyen", "NGUYỄN THỊ NHÀN"),
        ("nksQueQuan", "Huu Khanh", "xã Hữu Khánh"),
    ):
        window.desk.parts.form.focus_field(key)
        QTest.keyClicks(edit_of(window, key), typed)
        backend.change_elsewhere(1, key, theirs)
    window.desk._attempt(window.desk.editing.reload)
    fields = [window.desk._clashing(each) for each in window.desk.editing.work.clashes.values()]
    dialog = ConflictDialog(window.session, window, fields)
    ok = dialog._buttons.button(QDialogButtonBox.StandardButton.Ok)
    dialog.show()

    assert [field.key for field in fields] == ["nksHoTen", "nksQueQuan"]
    assert all("Người khác" in field.by and not field.paper.isNull() for field in fields)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_2)
    assert not ok.isEnabled()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_1)
    assert ok.isEnabled()
    assert dialog.keeps_mine == {"nksHoTen": False, "nksQueQuan": True}
    dialog.reject()
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_a_value_that_changed_under_the_eyes_is_not_confirmed_unseen(
    window: MainWindow, backend: FakeBackend
) -> None:
    window.open_case(1)
    backend.change_elsewhere(1, "nksHoTen", "NGUYỄN THỊ NHÀN")

    QTest.keyClick(edit_of(window, "nksHoTen"), Qt.Key.Key_Return)

    record = backend.data.cases[1].record
    assert record is not None
    assert record.fields["nksHoTen"].confirmed_by == "Người khác"
    assert edit_of(window, "nksHoTen").text() == "NGUYỄN THỊ NHÀN"
    assert window.desk.parts.form.active == "nksHoTen"
    assert "Người khác" in window.banner.text


def test_a_change_from_elsewhere_appears_by_itself(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    window.open_case(1)
    QTest.keyClicks(edit_of(window, "nksHoTen"), "Nguyen")

    backend.change_elsewhere(1, "nksQueQuan", "xã Hữu Khánh")

    edit = edit_of(window, "nksQueQuan")
    qtbot.waitUntil(lambda: edit.text() == "xã Hữu Khánh")
    assert edit_of(window, "nksHoTen").text() == "Nguyen"


def test_a_change_by_another_program_is_noticed_without_being_told(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    window.open_case(1)
    listeners, backend.data.listeners = backend.data.listeners, []
    backend.change_elsewhere(1, "nksQueQuan", "xã Hữu Khánh")
    backend.data.listeners = listeners

    quick = Following(window.session, window.desk._open_one, window.desk, every_ms=20)

    edit = edit_of(window, "nksQueQuan")
    qtbot.waitUntil(lambda: edit.text() == "xã Hữu Khánh")
    assert quick is not None


def test_ones_own_step_is_not_announced_as_somebody_elses(qtbot: QtBot, window: MainWindow) -> None:
    window.open_case(1)
    QTest.keyClick(edit_of(window, "nksHoTen"), Qt.Key.Key_Return)

    qtbot.wait(120)

    assert not window.banner.isVisible()
    assert window.desk.editing.work.value("nksHoTen").state is ValueState.CONFIRMED


def test_finishing_a_case_that_somebody_changed_shows_what_first(
    window: MainWindow, backend: FakeBackend
) -> None:
    window.open_case(1)
    confirm_all(backend)
    window.desk._attempt(window.desk.editing.reload)
    backend.change_elsewhere(1, "nksQueQuan", "xã Hữu Khánh")

    window.actions_set["finish"].trigger()

    assert backend.data.cases[1].state is CaseState.TO_CHECK
    assert "Người khác" in window.banner.text
    assert "Quê quán" in window.banner.text
    assert window.desk.parts.form.active == "nksQueQuan"
    assert edit_of(window, "nksQueQuan").text() == "xã Hữu Khánh"
    window.actions_set["finish"].trigger()
    assert backend.data.cases[1].state is CaseState.CHECKED


def test_finishing_goes_through_when_no_value_is_another(
    window: MainWindow, backend: FakeBackend
) -> None:
    window.open_case(1)
    confirm_all(backend)
    window.desk._attempt(window.desk.editing.reload)
    case = backend.data.cases[1]
    backend.data.cases[1] = replace(case, revision=case.revision + 1)

    window.actions_set["finish"].trigger()

    assert backend.data.cases[1].state is CaseState.CHECKED


def test_setting_aside_a_changed_case_keeps_the_reason_for_the_second_try(
    window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def answer_line(_session, _parent, _title, _advice, present="") -> str:
        offered.append(present)
        return "trang trắng"

    monkeypatch.setattr(case_steps, "ask_line", answer_line)
    window.open_case(1)
    backend.change_elsewhere(1, "nksQueQuan", "xã Hữu Khánh")

    window.desk.set_aside()
    assert backend.data.cases[1].state is CaseState.TO_CHECK
    assert "Quê quán" in window.banner.text
    window.desk.set_aside()

    assert backend.data.cases[1].state is CaseState.SET_ASIDE
    assert offered == ["", "trang trắng"]


def test_a_case_that_somebody_else_finished_is_shown_as_it_is(
    window: MainWindow, backend: FakeBackend
) -> None:
    window.open_case(1)
    confirm_all(backend)
    case = backend.data.cases[1]
    window.desk._attempt(window.desk.editing.reload)
    done = replace(case, state=CaseState.SET_ASIDE, revision=case.revision + 1)
    backend.data.cases[1] = done

    window.actions_set["finish"].trigger()

    assert window.desk.editing.work.case.state is CaseState.SET_ASIDE
    assert window.session.text("ui-conflict") not in window.banner.text


def confirm_all(backend: FakeBackend) -> None:
    """Nothing of case 1 waits for a look any more."""
    case = backend.data.cases[1]
    assert case.record is not None
    record = case.record
    for spec in backend.catalog.types[record.document_type].fields:
        value = record.fields.get(spec.key, FieldValue(spec.key))
        if value.value is None:
            value = replace(value, text="", empty_reason=EmptyReason.NOT_ON_PAPER)
        record = record.with_field(value.confirmed("Trần Thị Mai", NOW))
    backend.data.cases[1] = replace(case, record=record)
