"""Approving a batch in part, and opening cases again, by keys and buttons."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from digitizer.domain.lifecycle import BatchState, CaseState
from ui.approval.approval_page import ApprovalPage
from ui.approval.part_dialog import Part, PartAnswer, PartDialog
from ui.main_window import MainWindow
from ui.reopening import ReopenDialog
from ui.situation import PageName
from ui.wording import BATCH_SIGNS

NAME = "nksHoTen"
CLERK, SUPERVISOR = "Trần Thị Mai", "Phạm Văn Long"
BOOK = "Khai sinh 01/2024"


@pytest.fixture
def submitted(backend: FakeBackend) -> None:
    """A batch of two cases whose names the clerk changed."""
    backend.create_batch(BOOK)
    backend.add_to_batch(1, [2, 3])
    for case_id, text in ((2, "Lê Quốc Hùng"), (3, "Đặng Thùy Dung")):
        backend.set_field(case_id, NAME, text, backend.data.cases[case_id].revision)
        case = backend.data.cases[case_id]
        backend.data.cases[case_id] = replace(case, state=CaseState.CHECKED)
    backend.submit_batch(1)


@pytest.fixture
def approved(backend: FakeBackend, submitted: None) -> None:
    backend.data.batches[1] = replace(backend.data.batches[1], document_type="civil_status.birth")
    backend.with_actor(SUPERVISOR).approve_batch(1)


def opened(qtbot: QtBot, window: MainWindow, name: str = SUPERVISOR) -> ApprovalPage:
    window.switch_user(name)
    window.show_page(PageName.APPROVAL)
    page = window.approval
    qtbot.waitUntil(lambda: page.reviewing.is_complete, timeout=10_000)
    return page


def answered(qtbot: QtBot, window: MainWindow, name: str = SUPERVISOR) -> ApprovalPage:
    """The page with the batches that were answered for in front, by the key."""
    window.switch_user(name)
    window.show_page(PageName.APPROVAL)
    page = window.approval
    window.actions_set["answered-batches"].trigger()
    qtbot.waitUntil(lambda: page.batches.rowCount() == 1)
    qtbot.waitUntil(lambda: page.cases.rowCount() == 2 and page.cases.row_at(0) is not None)
    return page


def deciding(
    monkeypatch: pytest.MonkeyPatch, answer: PartAnswer | None, reason: str = ""
) -> list[Part]:
    """What the dialog was asked, answered by its buttons."""
    asked: list[Part] = []

    def exec_(dialog: PartDialog) -> int:
        asked.append(dialog._part)
        dialog.line.setText(reason)
        pressed = {
            PartAnswer.PART: dialog.part_button,
            PartAnswer.WHOLE: dialog.whole_button,
            None: dialog.stay_button,
        }[answer]
        assert pressed.isEnabled()
        pressed.click()
        return dialog.result()

    monkeypatch.setattr(PartDialog, "exec", exec_)
    return asked


def saying(monkeypatch: pytest.MonkeyPatch, why: str, field: str | None) -> list[ReopenDialog]:
    shown: list[ReopenDialog] = []

    def exec_(dialog: ReopenDialog) -> int:
        shown.append(dialog)
        dialog.line.setText(why)
        dialog.fields.setCurrentIndex(dialog.fields.findData(field))
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(ReopenDialog, "exec", exec_)
    return shown


def states(backend: FakeBackend) -> list[CaseState]:
    return [backend.data.cases[case_id].state for case_id in (2, 3)]


@pytest.mark.usefixtures("submitted")
def test_approving_with_pins_offers_the_others(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend.with_actor(SUPERVISOR).second_entry.put_pin(2, NAME, "thiếu chữ đệm", None)
    page = opened(qtbot, window)
    asked = deciding(monkeypatch, PartAnswer.PART)

    window.actions_set["approve-batch"].trigger()

    (part,) = asked
    assert (part.approved, part.returned, part.pinned) == (1, {2}, {2})
    assert not part.needs_reason
    assert states(backend) == [CaseState.RETURNED, CaseState.APPROVED]
    assert backend.data.batches[1].state is BatchState.PARTLY_APPROVED
    qtbot.waitUntil(lambda: page.batches.rowCount() == 0)


@pytest.mark.usefixtures("submitted")
def test_the_whole_batch_may_go_back_instead(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend.with_actor(SUPERVISOR).second_entry.put_pin(2, NAME, "thiếu chữ đệm", None)
    opened(qtbot, window)
    deciding(monkeypatch, PartAnswer.WHOLE)

    window.actions_set["approve-part"].trigger()

    assert states(backend) == [CaseState.RETURNED, CaseState.CHECKED]
    assert backend.data.batches[1].state is BatchState.RETURNED


@pytest.mark.usefixtures("submitted")
def test_thinking_better_of_it_changes_nothing(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend.with_actor(SUPERVISOR).second_entry.put_pin(2, NAME, "thiếu chữ đệm", None)
    opened(qtbot, window)
    deciding(monkeypatch, None)
    window.actions_set["approve-batch"].trigger()
    assert states(backend) == [CaseState.CHECKED] * 2


@pytest.mark.usefixtures("submitted")
def test_cases_chosen_in_their_list_go_back_with_a_reason(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, window)
    page.tabs.setCurrentWidget(page.case_table)
    qtbot.waitUntil(lambda: page.cases.row_at(0) is not None)
    page.case_table.select_id(3)
    asked = deciding(monkeypatch, PartAnswer.PART, "trang sau bị mờ")

    window.actions_set["approve-part"].trigger()

    assert asked[0].needs_reason
    assert states(backend) == [CaseState.APPROVED, CaseState.RETURNED]
    assert backend.data.cases[3].return_reason == "trang sau bị mờ"


@pytest.mark.usefixtures("submitted")
def test_without_a_case_to_return_nothing_is_asked(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(qtbot, window)
    asked = deciding(monkeypatch, PartAnswer.PART)
    window.actions_set["approve-part"].trigger()
    assert asked == []


@pytest.mark.usefixtures("submitted")
def test_nobody_approves_a_part_of_own_work(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(qtbot, window, CLERK)
    assert not window.actions_set["approve-part"].isEnabled()
    assert not page.head.part.isEnabled()


def test_the_question_waits_for_a_reason_and_is_safe_by_default(
    qtbot: QtBot, window: MainWindow
) -> None:
    pinned = PartDialog(
        window.session, window, Part(BOOK, 40, frozenset({1, 2}), frozenset({1, 2}), to_look=3)
    )
    qtbot.addWidget(pinned)
    assert pinned.stay_button.isDefault()
    assert pinned.part_button.isEnabled()
    assert all(number in pinned.counts.text() for number in ("38", "2"))
    chosen = PartDialog(window.session, window, Part(BOOK, 2, frozenset({1, 2}), frozenset({1})))
    qtbot.addWidget(chosen)
    assert not chosen.whole_button.isEnabled()
    chosen.line.setText("mờ")
    assert chosen.whole_button.isEnabled()
    # Nothing is left to approve.
    assert not chosen.part_button.isEnabled()


@pytest.mark.usefixtures("approved")
def test_an_approved_case_is_opened_again_from_its_list(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = answered(qtbot, window)
    assert page.head.reopen.isVisible()
    assert not page.head.approve.isVisible()
    page.case_table.select_id(3)
    shown = saying(monkeypatch, "sổ giấy ghi khác", NAME)

    window.actions_set["reopen-case"].trigger()

    assert len(shown) == 1
    assert states(backend) == [CaseState.APPROVED, CaseState.RETURNED]
    assert backend.data.batches[1].state is BatchState.PARTLY_APPROVED
    assert backend.data.second.pins[3, NAME, SUPERVISOR].reason == "sổ giấy ghi khác"
    word = window.session.text(BATCH_SIGNS[BatchState.PARTLY_APPROVED].message)
    qtbot.waitUntil(lambda: word in page.head.about.text())


@pytest.mark.usefixtures("approved")
def test_the_lists_turn_by_a_key_and_come_back(qtbot: QtBot, window: MainWindow) -> None:
    page = answered(qtbot, window)
    assert not page.tabs.isTabVisible(0)
    QTest.keyClick(window, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: page.batches.rowCount() == 0)
    assert not page.head.approve.isHidden()
    assert page.head.reopen.isHidden()
    assert not window.actions_set["reopen-case"].isEnabled()


@pytest.mark.usefixtures("approved")
def test_whoever_corrected_the_case_does_not_open_it_again(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = answered(qtbot, window, CLERK)
    assert not page.head.reopen.isEnabled()
    assert not window.actions_set["reopen-case"].isEnabled()
    assert page.own_work.isVisible()


@pytest.mark.usefixtures("approved")
def test_a_case_is_opened_again_from_the_list_of_all_cases(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.switch_user(SUPERVISOR)
    window.show_page(PageName.CASES)
    page = window.cases
    qtbot.waitUntil(lambda: page.model.row_of(1) is not None)
    page.table.select_id(1)
    assert not window.actions_set["reopen-case"].isEnabled()
    page.table.select_id(2)
    assert window.actions_set["reopen-case"].isEnabled()
    saying(monkeypatch, "sổ giấy ghi khác", None)

    window.actions_set["reopen-case"].trigger()

    assert states(backend) == [CaseState.RETURNED, CaseState.APPROVED]


@pytest.mark.usefixtures("approved")
def test_a_case_is_opened_again_at_the_desk_at_the_field_in_hand(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.switch_user(SUPERVISOR)
    window.open_case(2)
    assert window.actions_set["reopen-case"].isEnabled()
    at: list[Any] = []

    def exec_(dialog: ReopenDialog) -> int:
        at.append(dialog.field)
        dialog.line.setText("sổ giấy ghi khác")
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(ReopenDialog, "exec", exec_)
    key = window.desk._key

    window.actions_set["reopen-case"].trigger()

    assert at == [key]
    assert states(backend) == [CaseState.RETURNED, CaseState.APPROVED]
    assert window.desk.editing.work.case.state is CaseState.RETURNED


@pytest.mark.usefixtures("approved")
def test_opening_again_needs_a_reason(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    dialog = ReopenDialog(window.session, window, backend.case_view(2), 1, None)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.line.setText("sổ ghi khác")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert (dialog.reason, dialog.field) == ("sổ ghi khác", None)
