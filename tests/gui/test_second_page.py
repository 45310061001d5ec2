"""Keying from the image alone and settling, through the window's keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from gui.fake_backend import NOW, FakeBackend
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from digitizer.domain.batch import BatchPlan, WorkPass
from digitizer.domain.errors import Conflict
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import EmptyReason, ValueState
from digitizer.domain.second_entry import Choice, blind_order
from digitizer.workflow.second_tasks import SecondBatch
from ui.desk.date_edit import DateEdit
from ui.desk.marked_forms import MarkedForms
from ui.main_window import MainWindow
from ui.second import keying as keying_steps
from ui.second.models import SecondBatchModel
from ui.second.second_page import SecondPage
from ui.situation import PageName

NAME, BORN = "nksHoTen", "nksNgaySinh"
SECOND, THIRD = "Hoàng Thị Lan", "Đỗ Văn Tư"
ENTER = Qt.Key.Key_Return


@pytest.fixture(autouse=True)
def planned(backend: FakeBackend) -> None:
    """Cases 1 and 2, checked by Trần Thị Mai, their names and birth dates keyed twice."""
    backend.create_batch("Khai sinh 01/2024")
    backend.add_to_batch(1, [1, 2])
    backend.plan_batch(1, BatchPlan((WorkPass.COLUMN,), (NAME, BORN)))
    for case_id in (1, 2):
        case = backend.data.cases[case_id]
        assert case.record is not None
        text = case.record.fields[NAME].text
        backend.set_field(case_id, NAME, text, case.revision)
        case = backend.data.cases[case_id]
        assert case.record is not None
        record = case.record
        for value in record.fields.values():
            if value.state is ValueState.REVIEW:
                record = record.with_field(value.confirmed("Trần Thị Mai", NOW))
        backend.data.cases[case_id] = replace(case, state=CaseState.CHECKED, record=record)


def opened(qtbot: QtBot, window: MainWindow, name: str = SECOND) -> SecondPage:
    window.switch_user(name)
    window.actions_set["go-second"].trigger()
    page = window.second
    qtbot.waitUntil(lambda: page.keying.is_open or page.keying.is_done, timeout=10_000)
    return page


def keyed(qtbot: QtBot, page: SecondPage, text: str) -> None:
    """Type into the empty line, Enter, and wait for the next field."""
    task, edit = page.keying.entry.task, page.keying.entry.edit
    assert isinstance(edit, QLineEdit)
    edit.setText(text)
    QTest.keyClick(edit, ENTER)
    qtbot.waitUntil(lambda: page.keying.entry.task is not task, timeout=10_000)


def everything_shown(page: SecondPage) -> str:
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    shown += [line.text() for line in page.findChildren(QLineEdit) if line.isVisible()]
    return "\n".join(shown)


def test_the_line_is_empty_and_nothing_of_the_first_value_is_shown(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = opened(qtbot, window)

    assert page.keying.entry.task is not None
    assert page.keying.entry.edit is not None
    assert (page.keying.entry.task.place.case_id, page.keying.entry.task.place.spec.key) == (
        1,
        NAME,
    )
    assert page.keying.entry.edit.text() == ""
    qtbot.waitUntil(page.keying.entry.edit.has_caret)
    assert page.keying.entry.piece.has_picture
    assert "NHÂN" not in everything_shown(page).upper()


def test_enter_stores_and_shows_the_next_with_the_caret_in_it(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    page = opened(qtbot, window)

    keyed(qtbot, page, "NGUYỄN THỊ ÁNH NHÂN")

    assert backend.data.second.keys[1, NAME].by == SECOND
    assert page.keying.entry.task is not None
    assert page.keying.entry.task.place.case_id == 2
    assert page.keying.entry.edit is not None
    assert page.keying.entry.edit.text() == ""
    assert page.keying.entry.left.text() == window.session.text("second-left", count=3)


def test_a_key_that_differs_looks_like_one_that_agrees(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    page = opened(qtbot, window)
    seen = []
    for text in ("NGUYỄN THỊ ÁNH NHẪN", "Lê Quốc Hưng"):
        keyed(qtbot, page, text)
        assert not window.banner.isVisible()
        seen.append((page.tabs.tabText(1), everything_shown(page).count("Khác")))

    assert len(backend.with_actor(THIRD).second_entry.differences(1)) == 1
    assert seen[0] == seen[1]


def test_after_the_last_field_the_page_says_so(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(qtbot, window)
    for text in ("NGUYỄN THỊ ÁNH NHÂN", "Lê Quốc Hưng", "20/05/2024"):
        keyed(qtbot, page, text)
    assert isinstance(page.keying.entry.edit, QLineEdit)
    page.keying.entry.edit.setText("21/05/2024")

    QTest.keyClick(page.keying.entry.edit, ENTER)

    qtbot.waitUntil(lambda: page.keying.is_done, timeout=10_000)
    assert not window.actions_set["second-skip"].isEnabled()


def test_an_impossible_value_stays_with_the_reason(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    backend.plan_batch(1, BatchPlan((WorkPass.COLUMN,), (BORN,)))
    page = opened(qtbot, window)
    assert isinstance(page.keying.entry.edit, QLineEdit)
    page.keying.entry.edit.setText("31/02/2024")

    QTest.keyClick(page.keying.entry.edit, ENTER)

    assert not backend.data.second.keys
    assert page.keying.entry.edit.text() == "31/02/2024"
    assert "31/02/2024" in page.keying.entry._note.text()


def test_nothing_is_stored_while_an_input_method_composes(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    page = opened(qtbot, window)
    assert isinstance(page.keying.entry.edit, QLineEdit)
    page.keying.entry.edit.setText("Lê")
    QApplication.sendEvent(page.keying.entry.edit, QInputMethodEvent("thij", []))

    QTest.keyClick(page.keying.entry.edit, ENTER)

    assert not backend.data.second.keys


def test_an_empty_field_needs_its_reason(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    page = opened(qtbot, window)
    assert page.keying.entry.edit is not None
    QTest.keyClick(page.keying.entry.edit, ENTER)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)

    QTest.keyClick(menu, Qt.Key.Key_3)

    qtbot.waitUntil(lambda: (1, NAME) in backend.data.second.keys)
    assert backend.data.second.keys[1, NAME].keyed.empty_reason is EmptyReason.TORN


def test_no_form_learned_from_the_batch_is_offered(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def marked_forms(_self: object, _case: object, _key: str, text: str) -> tuple[str, ...]:
        asked.append(text)
        return ("Nguyễn Thị Ánh Nhân",)

    monkeypatch.setattr(type(backend.words), "marked_forms", marked_forms)
    page = opened(qtbot, window)
    assert isinstance(page.keying.entry.edit, QLineEdit)

    QTest.keyClicks(page.keying.entry.edit, "nguyen thi anh nhan")

    assert page.keying.entry.edit.text() == "nguyen thi anh nhan"
    forms = page.keying.entry.edit.findChild(MarkedForms)
    assert forms is None or not forms.is_open
    assert asked == []


def test_dates_are_keyed_as_in_the_desk(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    backend.plan_batch(1, BatchPlan((WorkPass.COLUMN,), (BORN,)))
    page = opened(qtbot, window)

    assert isinstance(page.keying.entry.edit, DateEdit)


def test_a_skipped_field_can_be_keyed_after_all(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend.plan_batch(1, BatchPlan((WorkPass.COLUMN,), (BORN,)))
    page = opened(qtbot, window)
    monkeypatch.setattr(keying_steps, "ask_line", lambda *_args: "quá mờ")

    window.actions_set["second-skip"].trigger()
    qtbot.waitUntil(
        lambda: page.keying.entry.task is not None and page.keying.entry.task.place.case_id == 2
    )
    assert isinstance(page.keying.entry.edit, QLineEdit)
    page.keying.entry.edit.setText("21/05/2024")
    QTest.keyClick(page.keying.entry.edit, ENTER)
    qtbot.waitUntil(lambda: page.keying.again.isVisible(), timeout=10_000)
    page.keying.again.click()

    qtbot.waitUntil(lambda: page.keying.is_open, timeout=10_000)
    assert page.keying.entry.task is not None
    assert page.keying.entry.task.place.case_id == 1


def test_somebody_quicker_costs_only_the_field(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, window)

    def taken(*_args: object) -> None:
        backend.with_actor("Người khác").second_entry.key(1, NAME, "Lê Mẫu")
        raise Conflict("second-keyed-already", label="Họ tên", case=1)

    monkeypatch.setattr("gui.fakes.second_entry.FakeSecondEntry.key", _once(taken))

    keyed(qtbot, page, "NGUYỄN THỊ ÁNH NHÂN")

    assert page.keying.entry.task is not None
    assert page.keying.entry.task.place.case_id == 2
    assert window.banner.isVisible()


def _once(act: object) -> object:
    """The fake's own method but for the first call of the present person."""
    from gui.fakes.second_entry import FakeSecondEntry

    own, calls = FakeSecondEntry.key, []

    def call(self: FakeSecondEntry, *arguments: object) -> object:
        if self.backend.actor.name == SECOND and not calls:
            calls.append(1)
            act()  # type: ignore[operator]
        return own(self, *arguments)  # type: ignore[arg-type]

    return call


def test_the_whole_page_opens_and_closes(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(qtbot, window)
    assert page.keying.entry.sheet.isHidden()

    window.actions_set["second-sheet"].trigger()
    qtbot.waitUntil(lambda: page.keying.entry.sheet.isVisible(), timeout=10_000)
    window.actions_set["second-sheet"].trigger()

    assert page.keying.entry.sheet.isHidden()


def settling(qtbot: QtBot, window: MainWindow, backend: FakeBackend) -> SecondPage:
    """The third person before two different names of case 1."""
    backend.with_actor(SECOND).second_entry.key(1, NAME, "NGUYỄN THỊ ÁNH NHẪN")
    page = opened(qtbot, window, THIRD)
    window.actions_set["second-switch"].trigger()
    qtbot.waitUntil(lambda: page.settling.is_open, timeout=10_000)
    return page


def test_the_third_person_sees_two_values_and_no_names(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    page = settling(qtbot, window, backend)

    shown = everything_shown(page)

    assert "Máy đọc" in shown
    assert "Trần Thị Mai" not in shown
    assert SECOND not in shown
    assert all(value.text.text() for value in page.settling.panel.values)


@pytest.mark.parametrize("number", [1, 2])
def test_a_value_is_taken_by_its_key(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, number: int
) -> None:
    page = settling(qtbot, window, backend)
    page.settling.panel.why.setText("nét hỏi rõ")

    window.actions_set[f"settle-{number}"].trigger()

    settled = backend.data.second.settlements[1, NAME]
    order = blind_order(1, NAME)
    wanted = "NHẪN" if order[number - 1] is Choice.SECOND else "NHÂN"
    assert settled.chosen.text.endswith(wanted)
    assert (settled.by, settled.why) == (THIRD, "nét hỏi rõ")
    assert page.settling.is_done


def test_another_value_is_typed_twice_in_a_row(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    page = settling(qtbot, window, backend)

    def typed(text: str) -> None:
        assert isinstance(page.settling.panel.edit, QLineEdit)
        page.settling.panel.edit.setText(text)
        QTest.keyClick(page.settling.panel.edit, ENTER)

    typed("NGUYỄN THỊ ÁNH NHẬN")
    assert page.settling.panel.edit is not None
    assert page.settling.panel.edit.text() == ""
    typed("NGUYỄN THỊ ÁNH NHÂN")
    assert not backend.data.second.settlements
    typed("NGUYỄN THỊ ÁNH NHẬN")
    typed("NGUYỄN THỊ ÁNH NHẬN")

    assert backend.data.second.settlements[1, NAME].chosen.text == "NGUYỄN THỊ ÁNH NHẬN"


@pytest.mark.parametrize("name", [SECOND, "Trần Thị Mai"])
def test_neither_of_the_two_has_anything_to_settle(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, name: str
) -> None:
    backend.with_actor(SECOND).second_entry.key(1, NAME, "NGUYỄN THỊ ÁNH NHẪN")
    page = opened(qtbot, window, name)

    page.tabs.setCurrentIndex(1)

    qtbot.waitUntil(lambda: page.settling.is_done, timeout=10_000)
    assert not window.actions_set["settle-1"].isEnabled()


def test_without_a_plan_the_page_says_how_to_make_one(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    backend.plan_batch(1, BatchPlan())
    window.show_page(PageName.SECOND)

    page = window.second

    qtbot.waitUntil(lambda: page._stack.currentIndex() == 1)


def test_the_list_of_batches_is_a_sound_model(qtbot: QtBot, window: MainWindow) -> None:
    model = SecondBatchModel(window.session)
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, mode)

    model.show([SecondBatch(1, "A", 3, 0, 1), SecondBatch(2, "B", 0, 0, 0)])
    model.show([SecondBatch(1, "A", 2, 0, 1), SecondBatch(2, "B", 0, 0, 0)])
    model.show([SecondBatch(2, "B", 0, 0, 0)])

    assert model.index(0, 0).data() == "B"
    assert model.row_of(2) == 0
    assert tester.model() is model
