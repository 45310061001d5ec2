"""The supervisor's way through the differences: A, R with a pin, and what is left to look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from digitizer.domain.batch import BatchPlan
from digitizer.domain.lifecycle import BatchState, CaseState
from digitizer.domain.review import Point
from digitizer.domain.second_entry import Choice
from ui.approval import answers, reviewing
from ui.approval.approval_page import ApprovalPage
from ui.approval.difference_model import LOOKED, TO_LOOK, DifferenceModel
from ui.approval.differences import Why, differences
from ui.approval.pin_dialog import PinDialog
from ui.main_window import MainWindow
from ui.situation import PageName
from ui.wording import PINNED_SIGN

NAME = "nksHoTen"
SECOND, THIRD, SUPERVISOR = "Hoàng Thị Lan", "Đỗ Văn Tư", "Phạm Văn Long"


@pytest.fixture
def submitted(backend: FakeBackend) -> None:
    """Two cases whose names Trần Thị Mai changed; that of case 3 was keyed twice and settled."""
    backend.create_batch("Khai sinh 01/2024")
    backend.add_to_batch(1, [2, 3])
    backend.plan_batch(1, BatchPlan(keyed_twice=(NAME,)))
    for case_id, text in ((2, "Lê Quốc Hùng"), (3, "Đặng Thùy Dung")):
        backend.set_field(case_id, NAME, text, backend.data.cases[case_id].revision)
        case = backend.data.cases[case_id]
        backend.data.cases[case_id] = replace(case, state=CaseState.CHECKED)
    backend.with_actor(SECOND).second_entry.key(3, NAME, "Đặng Thùy Dương")
    backend.with_actor(THIRD).second_entry.settle(3, NAME, Choice.FIRST, "nét rõ")
    backend.submit_batch(1)


def opened(qtbot: QtBot, window: MainWindow, name: str = SUPERVISOR) -> ApprovalPage:
    window.switch_user(name)
    window.show_page(PageName.APPROVAL)
    page = window.approval
    qtbot.waitUntil(lambda: page.reviewing.is_complete, timeout=10_000)
    page.difference_table.setFocus(Qt.FocusReason.OtherFocusReason)
    page.difference_table.selectRow(0)
    return page


def with_pin(monkeypatch: pytest.MonkeyPatch, why: str, point: Point | None) -> None:
    monkeypatch.setattr(PinDialog, "exec", lambda _self: QDialog.DialogCode.Accepted)
    monkeypatch.setattr(PinDialog, "why", property(lambda _self: why))
    monkeypatch.setattr(PinDialog, "point", property(lambda _self: point))


def answering(monkeypatch: pytest.MonkeyPatch, yes: bool) -> list[str]:
    """The questions asked, all answered alike."""
    asked: list[str] = []

    def confirmed(_session: object, _page: object, _title: str, question: str, _yes: str) -> bool:
        asked.append(question)
        return yes

    monkeypatch.setattr(answers, "confirmed", confirmed)
    return asked


@pytest.mark.usefixtures("submitted")
def test_each_row_says_why_it_is_here(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(qtbot, window)

    rows = page.differences.rows

    assert [(row.case_id, row.why) for row in rows] == [(2, Why.CHANGED), (3, Why.SECOND)]
    assert rows[1].machine == "Đặng Thùy Dương"
    why = str(page.differences.index(1, 4).data())
    assert all(name in why for name in (SECOND, THIRD, "nét rõ"))


@pytest.mark.usefixtures("submitted")
@pytest.mark.parametrize("name", ["Trần Thị Mai", SECOND, THIRD])
def test_whoever_had_a_part_sees_nothing_of_the_other_key(
    qtbot: QtBot, window: MainWindow, name: str
) -> None:
    page = opened(qtbot, window, name)

    assert {row.why for row in page.differences.rows} == {Why.CHANGED}
    assert not page.head.approve.isEnabled()


@pytest.mark.usefixtures("submitted")
def test_a_marks_a_row_as_looked_at_and_goes_on(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    page = opened(qtbot, window)
    model = page.differences

    window.actions_set["look-row"].trigger()

    assert backend.data.second.looks == {(2, NAME, SUPERVISOR)}
    assert model.sign_of(model.rows[0]) is LOOKED
    assert page.difference_table.currentIndex().row() == 1
    assert page.reviewing.progress() == window.session.text(
        "review-progress", done=1, rows=2, cases=0
    )


@pytest.mark.usefixtures("submitted")
def test_the_letters_mean_rows_only_while_the_list_has_the_focus(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    page = opened(qtbot, window)
    assert window.actions_set["look-row"].isEnabled()

    page.batch_table.setFocus(Qt.FocusReason.OtherFocusReason)

    assert not window.actions_set["look-row"].isEnabled()
    assert not window.actions_set["pin-row"].isEnabled()
    QTest.keyClick(page.batch_table, Qt.Key.Key_A)
    assert not backend.data.second.looks


@pytest.mark.usefixtures("submitted")
def test_own_work_is_neither_looked_at_nor_pinned(qtbot: QtBot, window: MainWindow) -> None:
    opened(qtbot, window, "Trần Thị Mai")

    assert not window.actions_set["look-row"].isEnabled()
    assert not window.actions_set["pin-row"].isEnabled()


@pytest.mark.usefixtures("submitted")
def test_pinned_cases_go_back_with_their_pins(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, window)
    with_pin(monkeypatch, "sai dấu ở tên", Point(2, 120, 340))
    window.actions_set["pin-row"].trigger()
    model = page.differences
    assert model.sign_of(model.rows[0]) is PINNED_SIGN
    assert "sai dấu ở tên" in str(model.index(0, 4).data())
    asked = answering(monkeypatch, yes=True)

    window.actions_set["return-batch"].trigger()

    assert len(asked) == 1
    assert backend.data.second.pins[2, NAME, SUPERVISOR].point == Point(2, 120, 340)
    assert backend.data.cases[2].state is CaseState.RETURNED
    assert backend.data.cases[3].state is CaseState.CHECKED


@pytest.mark.usefixtures("submitted")
def test_a_pin_is_taken_off_again(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, window)
    with_pin(monkeypatch, "sai dấu", None)
    window.actions_set["pin-row"].trigger()
    page.difference_table.selectRow(0)

    window.actions_set["unpin-row"].trigger()

    assert not backend.data.second.pins
    assert page.differences.sign_of(page.differences.rows[0]) is TO_LOOK


@pytest.mark.usefixtures("submitted")
def test_a_pin_where_nothing_differs_has_a_row_too(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    """As one puts it by command, or as it stands from the day before."""
    supervisor = backend.with_actor(SUPERVISOR).second_entry
    record = backend.data.cases[2].record
    assert record is not None
    unread = next(
        spec.key
        for spec in backend.catalog.types[record.document_type].fields
        if spec.key not in record.fields or not record.fields[spec.key].text
    )
    for key in ("noiDangKy", unread):
        supervisor.put_pin(2, key, "xem lại nơi đăng ký", None)
    backend.with_actor(THIRD).second_entry.put_pin(3, "noiDangKy", "của người khác", None)

    page = opened(qtbot, window)

    why = {row.place: row.why for row in page.differences.rows}
    assert why == {
        (2, NAME): Why.CHANGED,
        (2, "noiDangKy"): Why.SAME,
        (2, unread): Why.SAME,
        (3, NAME): Why.SECOND,
    }
    place = [row.place for row in page.differences.rows].index((2, "noiDangKy"))
    assert page.differences.sign_of(page.differences.rows[place]) is PINNED_SIGN
    assert "xem lại nơi đăng ký" in str(page.differences.index(place, 4).data())
    page.difference_table.selectRow(place)
    window.actions_set["unpin-row"].trigger()
    assert {key for case, key, by in backend.data.second.pins if by == SUPERVISOR} == {unread}


@pytest.mark.usefixtures("submitted")
def test_approving_what_was_not_looked_at_asks_first(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(qtbot, window)
    asked = answering(monkeypatch, yes=False)

    window.actions_set["approve-batch"].trigger()
    assert asked == [
        window.session.text("review-approve-unseen", batch="Khai sinh 01/2024", count=2)
    ]
    assert backend.data.batches[1].state is BatchState.SUBMITTED

    window.actions_set["look-row"].trigger()
    window.actions_set["look-row"].trigger()
    window.actions_set["approve-batch"].trigger()

    assert len(asked) == 1
    assert backend.data.batches[1].state is BatchState.APPROVED


@pytest.mark.usefixtures("submitted")
def test_a_review_goes_on_where_it_was_left(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    backend.with_actor(SUPERVISOR).second_entry.look_at(2, NAME)

    page = opened(qtbot, window)

    assert page.differences.to_look == 1


@pytest.fixture
def dialog(
    qtbot: QtBot, window: MainWindow, submitted: None, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], PinDialog]:
    def made() -> PinDialog:
        page = opened(qtbot, window)
        found = PinDialog(window.session, page, page.differences.rows[0], None)
        qtbot.addWidget(found)
        found.show()
        qtbot.waitUntil(lambda: found.sheet.pin is not None, timeout=10_000)
        return found

    return made


def test_the_pin_begins_at_the_field_and_moves_by_the_arrows(
    dialog: Callable[[], PinDialog],
) -> None:
    shown = dialog()
    box = shown._row.box
    assert box is not None
    start = shown.point
    assert start is not None
    assert abs(start.x - (box.x + box.width / 2)) <= 2
    assert abs(start.y - (box.y + box.height / 2)) <= 2

    QTest.keyClick(shown.sheet, Qt.Key.Key_Right)
    QTest.keyClick(shown.sheet, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    moved = shown.point
    assert moved is not None
    assert moved.x > start.x
    assert 0 < moved.y - start.y < moved.x - start.x


def test_a_pin_needs_its_reason(dialog: Callable[[], PinDialog]) -> None:
    shown = dialog()

    QTest.keyClick(shown.reason, Qt.Key.Key_Return)
    assert shown.isVisible()
    shown.reason.setText("thiếu chữ đệm")
    QTest.keyClick(shown.reason, Qt.Key.Key_Return)

    assert shown.result() == QDialog.DialogCode.Accepted
    assert shown.why == "thiếu chữ đệm"


@pytest.mark.usefixtures("submitted")
def test_the_list_stays_a_sound_model_while_it_grows(
    window: MainWindow, backend: FakeBackend
) -> None:
    model = DifferenceModel(window.session)
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, mode)
    found = differences(backend.with_actor(SUPERVISOR), 1, 0).differences

    model.add(found[:1])
    model.show_review({found[0].place}, [])
    model.add(found[1:])
    assert model.next_to_look(0) == 1
    model.clear()

    assert model.rowCount() == 0
    assert tester.model() is model


def test_the_safe_answer_is_the_default(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def answer(box: reviewing.QMessageBox) -> int:
        default = box.defaultButton()
        seen.append(default.text())
        default.click()
        return 0

    monkeypatch.setattr(reviewing.QMessageBox, "exec", answer)

    assert not reviewing.confirmed(window.session, window, "Duyệt", "Vẫn duyệt?", "Duyệt")
    assert seen == [window.session.text("ui-cancel")]
