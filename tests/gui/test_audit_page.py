"""The audit log in the window: what was done, in words; its check; the way out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from gui.fake_backend import NOW, FakeBackend
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from digitizer.domain.changes import AuditEntry, Edit
from digitizer.domain.errors import EnvironmentFault, InvalidInput
from digitizer.domain.problems import Problem
from digitizer.workflow.audit_port import LoggedAct
from digitizer.workflow.verify_audit import AuditReport
from ui.audit.audit_page import AuditPage
from ui.audit.filters import Days
from ui.main_window import MainWindow
from ui.models.virtual import ListState
from ui.situation import PageName
from ui.widgets.banner import Banner

MAI, HUNG = "Trần Thị Mai", "Lê Văn Hùng"
KS = "khai-sinh"


def _act(seq: int, actor: str, action: str, subject: str, **details: str) -> LoggedAct:
    at = NOW - timedelta(days=40 if seq == 1 else 0, minutes=-seq)
    return LoggedAct(seq, AuditEntry(at, actor, action, subject, tuple(details.items())), "ab" * 32)


@pytest.fixture
def page(window: MainWindow, backend: FakeBackend, qtbot: QtBot) -> AuditPage:
    script = backend.data.audit
    script.acts += [
        _act(1, "automation", "receive", "arrival:1", name="scan.pdf"),
        _act(2, MAI, "set-field", "case:12", field="hoTen", before="Nguyễn An", after="Nguyễn Ấn"),
        _act(3, HUNG, "return-batch", "batch:3", reason="Thiếu trang 2"),
        _act(4, HUNG, "dance", "moon:1"),
    ]
    script.edits[2] = [
        Edit(12, "hoTen", "set-field", "Nguyễn An", "", "review", "confirmed", MAI, NOW, 2)
    ]
    window.show_page(PageName.AUDIT)
    made = window.audit
    qtbot.waitUntil(lambda: made.filters.who.count() == 4)
    return made


def test_the_automation_has_a_word_and_is_found_by_its_name(page: AuditPage) -> None:
    who = page.filters.who
    who.setCurrentIndex(who.findData("automation"))
    assert who.currentText() == "Phần tự động"
    assert [page.model.index(0, 2).data(), page.model.rowCount()] == ["Phần tự động", 1]
    page.focus_list()
    page.table.selectRow(0)
    assert page.detail.sentence.text().startswith("Phần tự động: ")


def _sentences(page: AuditPage) -> list[str]:
    return [page.model.index(row, 3).data() for row in range(page.model.rowCount())]


def test_each_entry_is_a_sentence_and_an_unknown_act_its_name(page: AuditPage) -> None:
    assert _sentences(page) == [
        "dance: moon:1",
        "Trả lại lô 3, lý do: Thiếu trang 2",
        "Sửa “hoTen” của hồ sơ 12: Nguyễn An → Nguyễn Ấn",
        "Nhận tệp nhận 1: scan.pdf",
    ]


@pytest.mark.parametrize(
    ("narrow", "left"),
    [
        (lambda f: f.who.setCurrentIndex(f.who.findData(HUNG)), [4, 3]),
        (lambda f: f.what.setCurrentIndex(f.what.findData("receive")), [1]),
        (lambda f: f.subjects.setCurrentIndex(f.subjects.findData("case")), [2]),
        (lambda f: f.bar.search.setText("thieu trang"), [3]),
    ],
    ids=["who", "what", "of what", "words without marks"],
)
def test_the_list_is_narrowed(
    page: AuditPage, narrow: Callable[[object], None], left: list[int]
) -> None:
    narrow(page.filters)
    page.bar.settle()
    assert [row.seq for row in page.model.rows] == left
    page.bar.clear()
    assert page.model.rowCount() == 4


def test_days_of_ones_own_leave_what_was_done_then(page: AuditPage) -> None:
    assert not page.filters.first.isVisible()
    page.filters.days.setCurrentIndex(page.filters.days.findData(Days.OWN))
    assert page.filters.first.isVisible()
    old = page.model.rows[-1].entry.at.astimezone() if page.model.rows else None
    local = (NOW - timedelta(days=40)).astimezone()
    day = QDate(local.year, local.month, local.day)
    page.filters.first.setDate(day)
    page.filters.last.setDate(day)
    assert [row.seq for row in page.model.rows] == [1], old


def test_the_entry_in_hand_shows_what_was_there_before_and_after(
    page: AuditPage, qtbot: QtBot
) -> None:
    page.table.selectRow(2)
    qtbot.waitUntil(page.detail.edits.isVisible)
    table = page.detail.edits
    assert [table.item(0, place).text() for place in range(3)] == ["hoTen", "Nguyễn An", "(trống)"]
    assert page.detail.title.text() == "Mục 2"
    page.table.selectRow(1)
    qtbot.waitUntil(lambda: not page.detail.edits.isVisible())
    assert "Thiếu trang 2" in page.detail.said.text()


def test_only_what_speaks_of_the_same_thing_stays(page: AuditPage, window: MainWindow) -> None:
    page.table.selectRow(1)
    window.actions_set["audit-subject"].trigger()
    assert [row.seq for row in page.model.rows] == [3]
    assert page.filters.subjects.currentText() == "Chỉ lô 3"
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert page.model.rowCount() == 4


def test_a_sound_log_is_said_so_with_what_the_check_cannot_see(
    page: AuditPage, window: MainWindow, qtbot: QtBot
) -> None:
    window.actions_set["verify-audit"].trigger()
    qtbot.waitUntil(lambda: not page.check.is_busy)
    assert page.check.words.text().startswith("Nhật ký nguyên vẹn: 3 mục, 1 lần sửa")
    assert page.check.note.isVisible()
    assert not page.check.faults.isVisible()


def test_each_fault_is_named_in_words(
    page: AuditPage, backend: FakeBackend, window: MainWindow, qtbot: QtBot
) -> None:
    problems = (
        Problem.error("audit-changed", seq="2"),
        Problem.error("audit-missing", first="5", last="7"),
    )
    backend.data.audit.report = AuditReport(9, 4, 0, 0, "0" * 64, problems, 12)
    window.actions_set["verify-audit"].trigger()
    qtbot.waitUntil(lambda: not page.check.is_busy)
    assert "12" in page.check.words.text()
    assert [page.check.faults.item(row).text() for row in range(2)] == [
        "Mục 2 đã bị sửa, hoặc không do chương trình ghi.",
        "Mất các mục từ 5 đến 7.",
    ]
    assert "10" in page.check.note.text()


def test_a_long_check_tells_how_far_it_is_and_can_be_stopped(
    page: AuditPage, backend: FakeBackend, window: MainWindow, qtbot: QtBot
) -> None:
    def slow(progress, stop) -> None:
        progress(500, 2000)
        while not stop.wait(0.01):
            pass

    backend.data.audit.before_end = slow
    backend.data.audit.report = AuditReport(500, 0, 0, 0, "0" * 64, (), 0, was_stopped=True)
    window.actions_set["verify-audit"].trigger()
    qtbot.waitUntil(lambda: page.check.bar.maximum() == 2000)
    assert "500" in page.check.words.text()
    assert page.check.stop.isVisible()
    page.check.stop.click()
    qtbot.waitUntil(lambda: not page.check.is_busy)
    assert "chưa thể kết luận" in page.check.words.text()


def test_the_log_is_taken_away_into_a_folder_of_its_own(
    page: AuditPage, backend: FakeBackend, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.said):
        page.export(tmp_path / "nhật ký")
    qtbot.waitUntil(page.may_close)
    assert backend.data.audit.exported == [tmp_path / "nhật ký"]


def test_a_store_that_is_gone_is_said_and_asked_again(
    page: AuditPage, backend: FakeBackend, window: MainWindow, qtbot: QtBot
) -> None:
    backend.data.audit.error = EnvironmentFault("database-locked", place="x")
    page.model.reload()
    qtbot.waitUntil(lambda: page.model.state is ListState.FAILED)
    assert isinstance(window.banner, Banner)
    assert window.banner.isVisible()
    backend.data.audit.error = None
    page.stack.again.click()
    assert page.model.rowCount() == 4


def test_the_log_is_compared_with_packages_that_lie_elsewhere(
    qtbot: QtBot, page: AuditPage, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = ["/nơi/gói.zip", "/nơi/gói mở/manifest.json", "/nơi/nhật ký/log.json"]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: (files, ""))
    page.handlers()["verify-audit-with"]()
    qtbot.waitUntil(lambda: not page.check.is_busy)
    wanted = [Path("/nơi/gói.zip"), Path("/nơi/gói mở"), Path("/nơi/nhật ký")]
    assert backend.data.audit.compared == wanted
    assert page.check.isVisible()


def test_an_exported_log_of_another_office_is_checked_and_its_faults_are_named(
    qtbot: QtBot, page: AuditPage, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = backend.data.audit
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("/nơi/bản/log.json", ""))
    page.handlers()["check-audit-log"]()
    qtbot.waitUntil(lambda: not page.check.is_busy)
    assert script.checked == [Path("/nơi/bản")]
    assert page.check.words.text() == "Bản xuất nhật ký nguyên vẹn: 3 mục, 1 lần sửa."
    assert "/nơi/bản" in page.check.note.text()
    script.log = replace(script.log, faults=2, lines=("Mục 1: sai", "Mục 2: sai"))
    page.handlers()["check-audit-log"]()
    qtbot.waitUntil(lambda: page.check.faults.count() == 2)
    assert "KHÔNG nguyên vẹn: 2 chỗ" in page.check.words.text()


def test_what_is_no_exported_log_is_said_so(
    qtbot: QtBot,
    page: AuditPage,
    backend: FakeBackend,
    window: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    backend.data.audit.error = InvalidInput("audit-log-unreadable", folder="/nơi")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("/nơi/log.json", ""))
    page.handlers()["check-audit-log"]()
    qtbot.waitUntil(lambda: not page.check.is_busy)
    assert "không phải bản xuất nhật ký" in window.banner.text
    assert not page.check.isVisible()
