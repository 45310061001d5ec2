"""The supervisor sees a package as its receiver would, and nothing leaves before it is clean."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from gui.fake_backend import FakeBackend
from gui.test_pages import submitted
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.problems import Problem
from digitizer.domain.rehearsal import Finding, ReceivedFile, Rehearsal
from ui.batches.rehearsal import RehearsalDialog
from ui.main_window import MainWindow
from ui.situation import PageName

FAULT = Finding(
    Problem.error("rehearsal-required-empty", "nksHoTen", row="2", column="nksHoTen"), 31, 2
)
REMARK = Finding(Problem.warning("rehearsal-sheet-extra", name="Tồn đọng"))
SEEN = Rehearsal(
    "0" * 64,
    2,
    ("STT", "so", "nksHoTen"),
    (("1", "05/2017", "NGUYỄN THỊ MẪU"), ("2", "06/2017", "")),
    (
        ReceivedFile("data/documents/KS.2017.01.2017-02-03.05.pdf", 187_400, 2),
        ReceivedFile("data/records.xlsx", 9_120),
    ),
    1_262_000,
)


@pytest.fixture
def approved(backend: FakeBackend) -> FakeBackend:
    """A batch that may be exported but for its rehearsal."""
    backend.data.rehearsal.asks = True
    backend.data.rehearsal.found = SEEN
    submitted(backend)
    backend.with_actor("Phạm Văn Long").approve_batch(1)
    return backend


def wait(ready: threading.Event) -> None:
    assert ready.wait(10)


def _rehearsed(qtbot: QtBot, window: MainWindow) -> RehearsalDialog:
    window.show_page(PageName.BATCHES)
    qtbot.waitUntil(lambda: window.batches.table.current_id() == 1)
    window.actions_set["rehearse-batch"].trigger()
    qtbot.waitUntil(lambda: window.batches.rehearsing.dialog is not None, timeout=5000)
    dialog = window.batches.rehearsing.dialog
    assert dialog is not None
    return dialog


def _column(table: object, place: int) -> list[str]:
    model = table.model()  # type: ignore[attr-defined]
    return [model.index(row, place).data() for row in range(model.rowCount())]


def test_the_export_opens_when_a_rehearsal_found_no_fault(
    qtbot: QtBot, window: MainWindow, approved: FakeBackend
) -> None:
    window.show_page(PageName.BATCHES)
    qtbot.waitUntil(lambda: window.batches.table.current_id() == 1)
    export = window.actions_set["export-batch"]
    assert (export.isEnabled(), window.actions_set["rehearse-batch"].isEnabled()) == (False, True)
    needed = window.session.text("rehearsal-needed-first")
    qtbot.waitUntil(lambda: needed in window.batches._reason.text())

    approved.data.rehearsal.found = replace(SEEN, findings=(FAULT, REMARK))
    dialog = _rehearsed(qtbot, window)
    assert (dialog.export_button.isEnabled(), export.isEnabled()) == (False, False)
    dialog.reject()

    approved.data.rehearsal.found = replace(SEEN, findings=(REMARK,))
    dialog = _rehearsed(qtbot, window)
    assert dialog.export_button.isEnabled()
    qtbot.waitUntil(export.isEnabled)
    assert not window.batches._reason.isVisible()
    assert approved.data.rehearsal.rehearsed == [1, 1]


def test_a_slow_look_freezes_nothing_and_is_said(
    qtbot: QtBot, window: MainWindow, approved: FakeBackend
) -> None:
    ready = threading.Event()
    approved.data.rehearsal.asks = False
    approved.data.rehearsal.looking = lambda _batch: wait(ready)
    window.show_page(PageName.BATCHES)
    qtbot.waitUntil(lambda: window.batches.table.current_id() == 1)
    export, reason = window.actions_set["export-batch"], window.batches._reason
    assert not export.isEnabled()
    assert (reason.isVisible(), reason.text()) == (
        True,
        window.session.text("rehearsal-looking"),
    )

    ready.set()
    qtbot.waitUntil(export.isEnabled)
    assert not reason.isVisible()


def test_a_late_answer_for_a_batch_no_longer_in_front_is_dropped(
    qtbot: QtBot, window: MainWindow, approved: FakeBackend
) -> None:
    """The first batch may leave; the one in front is still being worked on."""
    ready = threading.Event()
    approved.data.rehearsal.clean.add(1)
    approved.data.rehearsal.looking = lambda _batch: wait(ready)
    approved.create_batch("Sổ khác")
    window.show_page(PageName.BATCHES)
    page = window.batches
    qtbot.waitUntil(lambda: page.model.with_id(1) is not None)
    page.table.select_id(1)
    qtbot.waitUntil(lambda: page.rehearsing.is_looking)
    page.table.select_id(2)
    qtbot.waitUntil(lambda: page.table.current_id() == 2)
    assert not page.rehearsing.is_looking

    ready.set()
    qtbot.waitUntil(lambda: not window.session.bridge.is_busy)
    assert not page.rehearsing.may_leave
    assert not window.actions_set["export-batch"].isEnabled()

    page.table.select_id(1)
    qtbot.waitUntil(window.actions_set["export-batch"].isEnabled)


def test_a_look_that_fails_is_said_and_the_batch_stays(
    qtbot: QtBot, window: MainWindow, approved: FakeBackend
) -> None:
    def fail(_batch: int) -> None:
        raise EnvironmentFault("rehearsal-busy", folder=".")

    approved.data.rehearsal.looking = fail
    window.show_page(PageName.BATCHES)
    qtbot.waitUntil(lambda: window.batches.table.current_id() == 1)
    qtbot.waitUntil(window.banner.isVisible)
    assert not window.actions_set["export-batch"].isEnabled()
    fault = window.session.backend.messages.error(EnvironmentFault("rehearsal-busy", folder="."))
    assert window.batches._reason.text() == fault

    window.banner.hide()
    window.batches.model.load()
    qtbot.waitUntil(lambda: not window.session.bridge.is_busy)
    assert not window.banner.isVisible()
    assert window.batches._reason.text() == fault

    approved.data.rehearsal.clean.add(1)
    approved.data.rehearsal.looking = lambda _batch: None
    window.batches.model.load()
    qtbot.waitUntil(window.actions_set["export-batch"].isEnabled)
    assert not window.batches._reason.isVisible()


def test_a_bug_in_a_look_keeps_no_later_one_from_being_answered(
    qtbot: QtBot, window: MainWindow, approved: FakeBackend
) -> None:
    def fail(_batch: int) -> None:
        raise ZeroDivisionError

    approved.data.rehearsal.looking = fail
    with qtbot.capture_exceptions() as raised:
        window.show_page(PageName.BATCHES)
        qtbot.waitUntil(lambda: window.batches.table.current_id() == 1)
        qtbot.waitUntil(lambda: bool(raised))
    assert {kind for kind, _, _ in raised} == {ZeroDivisionError}
    assert not window.batches._reason.isVisible()

    approved.data.rehearsal.clean.add(1)
    approved.data.rehearsal.looking = lambda _batch: None
    window.batches.model.load()
    qtbot.waitUntil(window.actions_set["export-batch"].isEnabled)


def test_a_profile_that_does_not_ask_leaves_the_export_open(
    qtbot: QtBot, window: MainWindow, approved: FakeBackend
) -> None:
    approved.data.rehearsal.asks = False
    window.show_page(PageName.BATCHES)
    qtbot.waitUntil(lambda: window.batches.table.current_id() == 1)
    qtbot.waitUntil(window.actions_set["export-batch"].isEnabled)


def test_the_receiver_s_view_has_findings_table_and_files(
    qtbot: QtBot, window: MainWindow, approved: FakeBackend
) -> None:
    approved.data.rehearsal.found = replace(SEEN, cases=3, findings=(REMARK, FAULT))
    dialog = _rehearsed(qtbot, window)
    messages = window.session.backend.messages

    assert dialog.verdict.text == window.session.text("rehearsal-faults", errors=1, warnings=1)
    assert dialog.tabs.currentIndex() == 0
    wanted = [messages.problem(each.problem) for each in (FAULT, REMARK)]
    assert _column(dialog.findings, 1) == wanted
    assert (_column(dialog.findings, 2), _column(dialog.findings, 3)) == (["2", ""], ["31", ""])
    assert _column(dialog.table, 2) == ["NGUYỄN THỊ MẪU", ""]
    assert _column(dialog.files, 1) == ["188 kB", "10 kB"]
    assert (_column(dialog.files, 2), _column(dialog.files, 3)) == (["2", ""], ["94", ""])
    assert dialog._counts().startswith("2 dòng trong tổng số 3 hồ sơ sẵn sàng · 2 tệp · 1,3 MB")


def test_one_goes_on_to_the_export_or_to_the_cases(
    qtbot: QtBot,
    window: MainWindow,
    approved: FakeBackend,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    _rehearsed(qtbot, window).export_button.click()
    qtbot.waitUntil(lambda: approved.data.exported == [(1, tmp_path)], timeout=5000)
    qtbot.waitUntil(lambda: not window.batches.result.is_busy)

    opened: list[int] = []
    window.batches.opened.connect(opened.append)
    _rehearsed(qtbot, window).batch_button.click()
    assert opened == [1]
    assert window.batches.rehearsing.dialog is None


def test_what_went_wrong_is_said_and_the_page_is_free_again(
    qtbot: QtBot, window: MainWindow, approved: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gui.fakes.rehearsal import FakeRehearsing

    def busy(_self: FakeRehearsing, _batch: int) -> Rehearsal:
        raise EnvironmentFault("rehearsal-busy", folder=".")

    monkeypatch.setattr(FakeRehearsing, "rehearse", busy)
    window.show_page(PageName.BATCHES)
    qtbot.waitUntil(lambda: window.batches.table.current_id() == 1)
    window.actions_set["rehearse-batch"].trigger()
    qtbot.waitUntil(lambda: window.banner.isVisible(), timeout=5000)
    assert not window.batches.result.is_busy
    assert window.batches.rehearsing.dialog is None


def test_the_batch_that_was_rehearsed_is_exported_also_when_the_list_shows_another(
    qtbot: QtBot,
    window: MainWindow,
    approved: FakeBackend,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    dialog = _rehearsed(qtbot, window)
    approved.create_batch("Sổ khác")
    page = window.batches
    page.model.narrow("Sổ khác", None, pinned=False)
    qtbot.waitUntil(lambda: page.model.with_id(1) is None and page.model.rowCount() == 1)
    dialog.export_button.click()
    qtbot.waitUntil(lambda: approved.data.exported == [(1, tmp_path)], timeout=5000)
    qtbot.waitUntil(lambda: not page.result.is_busy)


def test_the_result_waits_for_the_window_to_be_opened_again(
    qtbot: QtBot, window: MainWindow, approved: FakeBackend
) -> None:
    window.show_page(PageName.BATCHES)
    qtbot.waitUntil(lambda: window.batches.table.current_id() == 1)
    window.session.set_locked(is_locked=True)
    window.actions_set["rehearse-batch"].trigger()
    qtbot.waitUntil(lambda: not window.batches.result.is_busy, timeout=5000)
    assert window.batches.rehearsing.dialog is None
    window.session.set_locked(is_locked=False)
    assert window.batches.rehearsing.dialog is not None
    window.batches.rehearsing.dialog.reject()


def test_the_result_is_not_shown_to_another_person(
    qtbot: QtBot, window: MainWindow, approved: FakeBackend
) -> None:
    window.show_page(PageName.BATCHES)
    qtbot.waitUntil(lambda: window.batches.table.current_id() == 1)
    said: list[str] = []
    window.batches.said.connect(lambda words, _tone: said.append(words))
    window.session.set_locked(is_locked=True)
    window.actions_set["rehearse-batch"].trigger()
    qtbot.waitUntil(lambda: not window.batches.result.is_busy, timeout=5000)
    window.session.switch_actor("Người khác")
    window.session.set_locked(is_locked=False)
    assert window.batches.rehearsing.dialog is None
    assert any("người dùng đã đổi" in words for words in said)
