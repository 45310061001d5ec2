"""Lists, batches, approval and the window around them."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from digitizer.domain.lifecycle import BatchState, CaseState
from digitizer.schemas import load_catalog
from ui.action_list import ACTIONS
from ui.app import take_screenshots
from ui.approval import answers
from ui.approval.part_dialog import PartDialog
from ui.batches import batches_page
from ui.batches.book_dialog import BookDialog
from ui.bridge import Bridge
from ui.cases import cases_page
from ui.desk.offer import marked
from ui.main_window import MainWindow
from ui.screenshots import things
from ui.session import Session
from ui.situation import PageName
from ui.theme import DARK, LIGHT, Colors, theme
from ui.widgets.dialogs import ChoiceDialog


def submitted(backend: FakeBackend) -> None:
    """A batch with two cases that Trần Thị Mai checked and submitted."""
    backend.create_batch("Khai sinh 01/2024")
    backend.add_to_batch(1, [2, 3])
    for case_id in (2, 3):
        case = backend.data.cases[case_id]
        backend.set_field(case_id, "nksHoTen", f"Lê Quốc Hùng {case_id}"[:-2], case.revision)
        case = backend.data.cases[case_id]
        backend.data.cases[case_id] = replace(case, state=CaseState.CHECKED)
    backend.submit_batch(1)


def test_search_works_without_tone_marks(qtbot: QtBot, window: MainWindow) -> None:
    window.show_page(PageName.CASES)

    QTest.keyClicks(window.cases.search, "le quoc")

    qtbot.waitUntil(lambda: [row.id for row in window.cases.model.rows] == [2])


def test_state_filter_and_nothing_found(window: MainWindow) -> None:
    window.show_page(PageName.CASES)

    window.cases.states.setCurrentIndex(window.cases.states.findData(CaseState.EXPORTED))

    assert window.cases.model.rows == []
    assert not window.cases.table.isVisible()


def test_enter_in_the_list_opens_the_case(window: MainWindow) -> None:
    window.show_page(PageName.CASES)

    QTest.keyClick(window.cases.table, Qt.Key.Key_Return)

    assert window.page.name is PageName.DESK
    assert window.desk.editing.work.case.id == 1


def test_an_empty_workspace_says_where_files_go(qtbot: QtBot, tmp_path: Path) -> None:
    backend = FakeBackend(load_catalog(), tmp_path)
    window = MainWindow(Session(backend, Bridge()))
    qtbot.addWidget(window)
    window.show()

    texts = [label.text() for label in window.inbox.findChildren(type(window.inbox._empty._advice))]

    assert any(str(backend.inbox) in text for text in texts)
    assert not window.inbox.table.isVisible()
    window.close()


def test_new_arrivals_appear_by_themselves(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    from gui.people import arrival

    from digitizer.domain.case import Outcome
    from digitizer.domain.changes import ChangeSet

    backend.data.arrived.append(arrival(5, Outcome.STORED))
    for listener in backend.data.listeners:
        listener(ChangeSet("receive", arrivals=frozenset({5})))

    qtbot.waitUntil(lambda: len(window.inbox.model.rows) == 5)
    assert window.inbox.model.rows[0].id == 5


def test_chosen_cases_go_into_a_batch(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend.create_batch("Khai sinh 01/2024")
    window.show_page(PageName.CASES)
    window.cases.table.selectAll()
    monkeypatch.setattr(ChoiceDialog, "exec", lambda _self: cases_page.QDialog.DialogCode.Accepted)

    window.actions_set["add-to-batch"].trigger()

    assert {case.batch_id for case in backend.data.cases.values()} == {1}


def test_a_batch_is_created_and_chosen(
    window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches_page, "ask_line", lambda *_args: "Khai sinh 05/2025")
    window.show_page(PageName.BATCHES)

    window.actions_set["create-batch"].trigger()

    assert [batch.name for batch in backend.data.batches.values()] == ["Khai sinh 05/2025"]
    assert window.batches.table.current_id() == 1
    assert window.actions_set["submit-batch"].isEnabled()
    assert not window.actions_set["export-batch"].isEnabled()


def test_own_work_cannot_be_approved_and_the_window_says_why(
    window: MainWindow, backend: FakeBackend
) -> None:
    submitted(backend)

    window.show_page(PageName.APPROVAL)

    assert not window.approval.head.approve.isEnabled()
    assert not window.actions_set["approve-batch"].isEnabled()
    assert window.approval.own_work.isVisible()
    assert "Trần Thị Mai" in window.approval.own_work.text


def test_another_person_sees_the_differences_and_approves(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    submitted(backend)
    window.show_page(PageName.APPROVAL)

    window.switch_user("Phạm Văn Long")

    assert not window.approval.own_work.isVisible()
    qtbot.waitUntil(lambda: len(window.approval.differences.rows) == 2)
    monkeypatch.setattr(answers, "confirmed", lambda *_args: True)
    window.actions_set["approve-batch"].trigger()
    assert backend.data.batches[1].state is BatchState.APPROVED
    assert backend.data.batches[1].approved_by == "Phạm Văn Long"
    qtbot.waitUntil(lambda: window.approval.batches.rowCount() == 0)


def test_single_cases_are_returned_with_a_reason(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    submitted(backend)
    monkeypatch.setattr(answers, "ask_line", lambda *_args: "Sai họ tên")
    window.switch_user("Phạm Văn Long")
    window.show_page(PageName.APPROVAL)
    window.approval.tabs.setCurrentWidget(window.approval.case_table)
    window.approval.case_table.select_id(3)

    window.actions_set["return-batch"].trigger()

    assert backend.data.cases[3].state is CaseState.RETURNED
    assert backend.data.cases[3].return_reason == "Sai họ tên"
    assert backend.data.cases[2].state is CaseState.CHECKED


def test_export_runs_in_the_background_and_shows_the_verdict(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, tmp_path: Path
) -> None:
    submitted(backend)
    backend.with_actor("Phạm Văn Long").approve_batch(1)
    window.show_page(PageName.BATCHES)
    qtbot.waitUntil(window.actions_set["export-batch"].isEnabled)

    window.batches.export(tmp_path)

    qtbot.waitUntil(lambda: not window.batches.result.is_busy)
    assert backend.data.exported == [(1, tmp_path)]
    assert window.batches.result.verdict == window.session.text("ui-package-sound", files=3)


def test_the_window_is_not_left_while_a_package_is_written(window: MainWindow) -> None:
    window.show_page(PageName.BATCHES)
    window.batches.result.is_busy = True

    assert not window.close()
    assert window.banner.isVisible()
    window.batches.result.is_busy = False


def test_an_error_shows_what_happened_and_what_to_do(
    window: MainWindow, backend: FakeBackend
) -> None:
    backend.create_batch("Khai sinh 01/2024")
    backend.add_to_batch(1, [1])
    window.show_page(PageName.BATCHES)

    window.actions_set["submit-batch"].trigger()

    assert window.banner.isVisible()
    assert "Khai sinh 01/2024" in window.banner.text


def test_every_action_has_its_words_and_no_two_share_a_key_on_one_page(
    window: MainWindow,
) -> None:
    for page in PageName:
        seen: dict[str, str] = {}
        for spec in ACTIONS:
            if spec.pages is None or page in spec.pages:
                for key in spec.keys:
                    assert key not in seen, f"{spec.id} and {seen[key]} on {page}"
                    seen[key] = spec.id
    assert all(window.session.text(f"ui-action-{spec.id}") for spec in ACTIONS)


def test_every_button_and_input_has_an_accessible_name(window: MainWindow) -> None:
    window.open_case(1)
    nameless = [
        widget
        for kind in (QAbstractButton, QLineEdit)
        for widget in window.findChildren(kind)
        if not (widget.accessibleName() or getattr(widget, "text", str)())
        and not widget.objectName().startswith("qt_")
        and not widget.isHidden()
        and not isinstance(widget.parent(), QLineEdit)
        and not (isinstance(widget, QToolButton) and widget.defaultAction())
    ]

    assert [widget.metaObject().className() for widget in nameless] == []


def test_closing_the_window_leaves_no_thread(qtbot: QtBot, backend: FakeBackend) -> None:
    window = MainWindow(Session(backend, Bridge()))
    qtbot.addWidget(window)
    window.show()
    window.open_case(1)

    assert window.close()

    assert not [thread for thread in threading.enumerate() if thread.name.startswith("ui-work")]
    assert backend.data.listeners == []


def test_all_windows_can_be_painted_without_a_screen(
    qtbot: QtBot, backend: FakeBackend, tmp_path: Path
) -> None:
    written = take_screenshots(backend, tmp_path / "pictures")

    names = {path.name for path in written}
    assert {
        "inbox-vi-light-1366x768.png",
        "desk-vi-light-1920x1080.png",
        "approval-vi-dark-1366x768.png",
        "approval-answered-vi-dark-1366x768.png",
        "desk-vi-high_contrast-1366x768.png",
        "keys-en-light-1366x768.png",
        "palette-vi-light-1366x768.png",
        "settings-en-light-1366x768.png",
    } <= names
    assert all(path.stat().st_size > 5_000 for path in written)


def test_the_dialogs_of_a_batch_have_pictures_where_there_is_one(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    known = {thing.name: thing for thing in things()}
    assert known["page-count"].show(window) is None
    backend.create_batch("Khai sinh 01/2024")
    backend.add_to_batch(1, [1, 2, 3])
    for case_id in (1, 2, 3):
        case = backend.data.cases[case_id]
        backend.data.cases[case_id] = replace(case, state=CaseState.CHECKED)
    assert known["approval-part"].show(window) is None, "nothing waits for an answer"
    backend.submit_batch(1)
    for name, kind in (("page-count", BookDialog), ("approval-part", PartDialog)):
        shown = known[name].show(window)
        assert isinstance(shown, kind)
        qtbot.addWidget(shown)
    known["approval-answered"].show(window)
    assert window.approval.which.currentIndex() == 1
    known["approval"].show(window)
    assert window.approval.which.currentIndex() == 0


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_text_is_readable_on_every_ground(colors: Colors) -> None:
    pairs = [
        (colors.text, ground)
        for ground in (
            colors.window,
            colors.surface,
            colors.raised,
            colors.accent_soft,
            colors.good_soft,
            colors.warn_soft,
            colors.bad_soft,
        )
    ]
    pairs += [(colors.muted, colors.window), (colors.muted, colors.surface)]
    pairs += [(colors.on_accent, colors.accent), (colors.accent, colors.accent_soft)]
    pairs += [(colors.good, colors.surface), (colors.warn, colors.warn_soft)]
    pairs += [(colors.bad, colors.bad_soft), (colors.warn, colors.surface)]

    poor = [pair for pair in pairs if contrast(*pair) < 4.5]

    assert poor == []


def contrast(first: str, second: str) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_where_a_reading_differs_is_marked_and_nothing_is_taken_as_markup() -> None:
    shown = marked("Hoàng <Phượng>", "Hoàng <Phương>")

    assert shown.startswith("Hoàng &lt;Phư")
    assert shown.count("<b ") == 1
    assert ">ợ</b>" in shown


def test_dark_and_light_keep_the_case_on_the_desk(window: MainWindow) -> None:
    window.open_case(1)

    window.actions_set["dark"].trigger()
    assert theme.is_dark
    assert window.desk.parts.form.row("nksHoTen").edit.text() == "NGUYỄN THỊ ÁNH NHÂN"
    window.actions_set["dark"].trigger()

    assert not theme.is_dark
    assert window.desk.parts.form.active == "nksHoTen"


def test_the_window_fits_the_smallest_screen_at_125_percent(window: MainWindow) -> None:
    window.open_case(1)

    least = window.minimumSizeHint()

    assert least.width() <= 1366 / 1.25
    assert least.height() <= 768 / 1.25 - 60


def test_opening_a_difference_shows_the_whole_case(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    submitted(backend)
    window.show_page(PageName.APPROVAL)
    qtbot.waitUntil(lambda: len(window.approval.differences.rows) == 2)
    window.approval.difference_table.selectRow(1)

    QTest.keyClick(window.approval.difference_table, Qt.Key.Key_Return)

    assert window.page.name is PageName.DESK
    assert window.desk.editing.work.case.id == 3
    assert window.desk.parts.form.row("nksHoTen").edit.isReadOnly()
