"""The progress page: counts, chart and tables say the same; reports and plans from the window."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from gui.fake_backend import NOW, FakeBackend
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog
from pytestqt.qtbot import QtBot

from digitizer.domain.data_quality import DataQuality, Share, Word
from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.field_lengths import LengthRow
from digitizer.domain.progress import (
    DayCounts,
    NamedCounts,
    Stage,
    Tally,
    Waiting,
    summed,
    waiting_cases,
)
from digitizer.domain.progress_report import LeftOut, RollUp
from digitizer.domain.work_plan import Bottleneck, Forecast, Milestone, Standing, WorkPlan
from digitizer.workflow.see_progress import Progress, ProgressCheck
from ui.main_window import MainWindow
from ui.progress.milestone_form import MilestoneForm
from ui.progress.plan_dialog import PlanDialog
from ui.progress.progress_page import ProgressPage

BIRTH = "civil_status.birth"
TOTALS = summed([(Stage.SCANNED, 5), (Stage.READ, 1200), (Stage.CHECKED, 9)])
DAYS = (
    DayCounts(date(2026, 2, 27), summed([(Stage.READ, 1193), (Stage.CHECKED, 2)])),
    DayCounts(date(2026, 3, 2), summed([(Stage.SCANNED, 5), (Stage.READ, 7), (Stage.CHECKED, 7)])),
)
TALLY = Tally(
    TOTALS,
    DAYS,
    (NamedCounts(BIRTH, TOTALS),),
    (NamedCounts("KS 01", TOTALS), NamedCounts("", summed([(Stage.READ, 1)]))),
    Waiting(0, 0, waiting_cases(TOTALS)),
)
ASKED = Milestone("Sổ khai sinh", date(2026, 6, 1), 2000, source="Nghị định mẫu")
FOUND = Progress(
    NOW,
    TALLY,
    WorkPlan(date(2026, 1, 5), (ASKED,)),
    (Forecast(ASKED, 9, Standing.LATE, date(2026, 7, 1), date(2026, 6, 20), date(2026, 8, 1)),),
    Bottleneck(Stage.CHECKED, 1191, 12.5),
)


@pytest.fixture
def page(qtbot: QtBot, backend: FakeBackend, window: MainWindow) -> ProgressPage:
    script = backend.data.progress
    script.found = FOUND
    script.quality = DataQuality({Word.CLEAN: Share(9, 10)}, 4, 9)
    return opened(qtbot, window)


def opened(qtbot: QtBot, window: MainWindow) -> ProgressPage:
    window.actions_set["go-progress"].trigger()
    qtbot.waitUntil(lambda: window.progress.stack.currentIndex() != 2, timeout=5000)
    return window.progress


def cells(page: ProgressPage, name: str) -> list[list[str]]:
    grid = page.tables.grids[name]
    return [
        [grid.item(row, column).text() for column in range(grid.columnCount())]
        for row in range(grid.rowCount())
    ]


def test_cards_chart_and_tables_say_the_same(page: ProgressPage) -> None:
    assert page.cards.values[Stage.READ].text() == "1.200"
    assert "7" in page.cards.todays[Stage.CHECKED].text()
    assert cells(page, "day")[0] == ["02/03/2026", "7", "7", "0", "0"]
    assert "02/03/2026: Hồ sơ đã đọc 7" in page.chart.accessibleDescription()
    page.tables.setCurrentIndex(1)
    assert cells(page, "type")[0][1] == "1.200"
    page.tables.setCurrentIndex(2)
    assert [row[0] for row in cells(page, "batch")] == ["KS 01", "Chưa vào lô"]


def test_the_plan_says_when_and_how_it_stands(page: ProgressPage) -> None:
    grid = page.plan.grid
    row = [grid.item(0, column).text() for column in range(5)]
    assert row == ["Sổ khai sinh", "01/06/2026", "9 / 2.000", "01/07/2026", "Sẽ trễ"]
    assert "20/06/2026" in grid.item(0, 0).toolTip()
    assert "Nghị định mẫu" in grid.item(0, 0).toolTip()
    assert "chờ đối chiếu" in page.plan.bottleneck.text()


def test_a_word_that_was_not_measured_is_said_so_and_each_has_its_formula(
    qtbot: QtBot, page: ProgressPage
) -> None:
    grid = page.quality.grid
    qtbot.waitUntil(lambda: grid.rowCount() == len(Word), timeout=5000)
    said = {grid.item(row, 0).text(): grid.item(row, 2).text() for row in range(len(Word))}
    assert said["Sạch"] == "90%"
    assert said["Đúng"] == "chưa đo được"
    assert grid.item(2, 0).toolTip().startswith("Sạch =")


def test_nothing_and_a_failure_have_words(
    qtbot: QtBot, backend: FakeBackend, window: MainWindow
) -> None:
    assert opened(qtbot, window).stack.currentIndex() == 1
    backend.data.progress.error = EnvironmentFault("database-unreachable", place="x", reason="x")
    window.progress.enter()
    qtbot.waitUntil(lambda: window.progress.stack.currentIndex() == 3, timeout=5000)
    assert window.banner.isVisible()


def test_the_ending_of_the_name_says_which_report_is_written(
    qtbot: QtBot,
    backend: FakeBackend,
    window: MainWindow,
    page: ProgressPage,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    chosen = iter([(str(tmp_path / "a.xlsx"), ""), (str(tmp_path / "b"), "JSON (*.json)")])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: next(chosen))
    written = backend.data.progress.written
    for count in (3, 6):
        window.actions_set["progress-report"].trigger()
        qtbot.waitUntil(lambda count=count: len(written) == count, timeout=5000)
    qtbot.waitUntil(lambda: "b.json" in window.banner.text, timeout=5000)
    assert written == [None, tmp_path / "a.xlsx", None, None, None, tmp_path / "b.json"]
    assert page.isVisible()


@pytest.mark.usefixtures("page")
def test_a_rollup_names_what_it_left_out(
    qtbot: QtBot,
    backend: FakeBackend,
    window: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    script = backend.data.progress
    script.rollup = RollUp(NOW, (), (LeftOut("hong.json", "wrong"),))
    files = [str(tmp_path / "hong.json")]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: (files, ""))
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "t.pdf"), "")
    )
    window.actions_set["progress-merge"].trigger()
    qtbot.waitUntil(lambda: "hong.json" in window.banner.text, timeout=5000)
    assert script.written == [tmp_path / "hong.json", tmp_path / "t.pdf", None]


@pytest.mark.usefixtures("page")
def test_a_plan_is_loaded_from_a_file(
    qtbot: QtBot,
    backend: FakeBackend,
    window: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    file = tmp_path / "plan.toml"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(file), ""))
    window.actions_set["progress-plan"].trigger()
    qtbot.waitUntil(lambda: "UBND xã Mẫu" in window.banner.text, timeout=5000)
    assert backend.data.progress.plans == [file]


def test_the_slip_of_a_batch_is_saved_and_its_gaps_are_said(
    qtbot: QtBot,
    backend: FakeBackend,
    window: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    backend.create_batch("KS 01/2006")
    asked: list[str] = []

    def choose(_parent: object, _title: str, proposed: str, _kind: str) -> tuple[str, str]:
        asked.append(Path(proposed).name)
        return str(tmp_path / "phieu"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    window.actions_set["go-batches"].trigger()
    qtbot.waitUntil(lambda: window.batches.table.current_id() is not None, timeout=5000)
    window.actions_set["batch-slip"].trigger()
    qtbot.waitUntil(lambda: "phieu.pdf" in window.banner.text, timeout=5000)
    assert "Lô chưa xuất gói nào" in window.banner.text
    assert "/" not in asked[0]
    assert backend.data.progress.written == [tmp_path / "phieu.pdf"]


def test_the_lengths_are_counted_when_looked_at_and_written_as_the_ending_says(
    qtbot: QtBot,
    backend: FakeBackend,
    window: MainWindow,
    page: ProgressPage,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    script = backend.data.progress
    script.lengths = (
        LengthRow("KS 01", BIRTH, 3, (1200, 20, 1), 9000),
        LengthRow("", BIRTH, 1, (5, 0, 0), 40),
    )
    window.actions_set["progress-lengths"].trigger()
    grid = page.lengths.grid
    qtbot.waitUntil(lambda: grid.rowCount() == 3)
    rows = [[grid.item(row, at).text() for at in range(7)] for row in range(3)]
    assert rows[0] == ["KS 01", "Đăng ký khai sinh", "3", "1.200", "20", "1", "9.000"]
    assert rows[1][0] == "Chưa vào lô"
    assert rows[2] == ["Tổng", "", "4", "1.205", "20", "1", "9.040"]
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "d.xlsx"), "")
    )
    page.lengths.write.click()
    qtbot.waitUntil(lambda: "d.xlsx" in window.banner.text)
    assert script.written == [None, tmp_path / "d.xlsx"]


def test_no_lengths_and_a_failure_have_words(
    qtbot: QtBot, backend: FakeBackend, window: MainWindow, page: ProgressPage
) -> None:
    page.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: page.lengths.stack.currentIndex() == 1)
    assert not page.lengths.write.isEnabled()
    backend.data.progress.error = EnvironmentFault("database-unreachable", place="x", reason="x")
    page.lengths.enter()
    qtbot.waitUntil(lambda: page.lengths.stack.currentIndex() == 3)
    assert window.banner.isVisible()


def test_counts_that_differ_are_said_and_put_right_only_when_asked(
    qtbot: QtBot, backend: FakeBackend, window: MainWindow, page: ProgressPage
) -> None:
    backend.data.progress.check = ProgressCheck(2, 1)
    window.actions_set["progress-check"].trigger()
    view = page.recount
    qtbot.waitUntil(lambda: "2 dòng" in view.result.text())
    assert view.keep.isVisible()
    view.keep.click()
    qtbot.waitUntil(lambda: view.result.text().startswith("Đã lưu số đếm lại"))
    assert not view.keep.isVisible()
    view.check.click()
    qtbot.waitUntil(lambda: view.result.text() == "Số liệu theo ngày khớp với số đếm lại.")


def test_the_plan_is_written_in_the_window(
    qtbot: QtBot, backend: FakeBackend, window: MainWindow
) -> None:
    plan = WorkPlan(date(2026, 1, 5), (ASKED,), days_off=frozenset({date(2026, 9, 2)}), office="A")
    dialog = PlanDialog(window.session, window, plan)
    qtbot.addWidget(dialog)
    dialog.show()
    ok = dialog._buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert dialog.days_off.text() == "02/09/2026"
    for wrong in ("31/02/2026", "x", "1/1/2026"):
        dialog.days_off.setText(wrong)
        assert dialog.wrong.isVisible()
        assert not ok.isEnabled()
    dialog.days_off.setText("02/09/2026, 30/04/2027")
    dialog.code.setText("123")
    assert not ok.isEnabled()
    dialog.code.setText("12345")
    dialog.office.clear()
    assert not ok.isEnabled()
    dialog.office.setText("UBND xã Mẫu")
    form = MilestoneForm(window.session, dialog, None)
    qtbot.addWidget(form)
    form.title.setText("Xong hết")
    form.stage.setCurrentIndex(form.stage.findData(Stage.EXPORTED))
    form.kind.setCurrentIndex(form.kind.findData(BIRTH))
    form.target.setValue(8000)
    form.due.setDate(QDate(2026, 12, 31))
    dialog.milestones.append(form.milestone)
    dialog.accept()
    made = Milestone("Xong hết", date(2026, 12, 31), 8000, Stage.EXPORTED, BIRTH)
    days = frozenset({date(2026, 9, 2), date(2027, 4, 30)})
    wanted = WorkPlan(
        date(2026, 1, 5), (ASKED, made), days_off=days, office="UBND xã Mẫu", code="12345"
    )
    assert backend.data.progress.put == [wanted]


def test_a_milestone_is_shown_as_it_is_changed_and_removed(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = PlanDialog(window.session, window, WorkPlan(date(2026, 1, 5), (ASKED,), office="A"))
    qtbot.addWidget(dialog)
    form = MilestoneForm(window.session, dialog, ASKED)
    qtbot.addWidget(form)
    assert form.milestone == ASKED
    monkeypatch.setattr(MilestoneForm, "exec", lambda _form: QDialog.DialogCode.Accepted)
    dialog.edit_button.click()
    assert dialog.milestones == [ASKED]
    dialog.remove_button.click()
    assert dialog.grid.rowCount() == 0
    assert not dialog.edit_button.isEnabled()


def test_a_refused_plan_keeps_what_was_written(
    qtbot: QtBot, backend: FakeBackend, window: MainWindow
) -> None:
    dialog = PlanDialog(window.session, window, WorkPlan(date(2026, 1, 5), office="A"))
    qtbot.addWidget(dialog)
    dialog.show()
    backend.data.progress.error = EnvironmentFault("database-unreachable", place="x", reason="x")
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.banner.isVisible()
    assert dialog.made is None
