"""How far the work is: counts and chart by day, plan and forecast, the six words of quality."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.changes import ChangeSet
from digitizer.domain.data_quality import DataQuality
from digitizer.domain.errors import DigitizerError
from digitizer.domain.progress_report import RollUp
from digitizer.domain.work_plan import WorkPlan
from digitizer.workflow.see_progress import Progress
from ui.asking import Asking
from ui.page import Page
from ui.progress.lengths import LengthsView
from ui.progress.parts import (
    FigureTables,
    Legend,
    PlanCard,
    QualityCard,
    StageCards,
    card,
    of_day,
)
from ui.progress.plan_dialog import PlanDialog
from ui.progress.recount import RecountView
from ui.progress.wording import ProgressWords
from ui.session import Session
from ui.situation import PageName
from ui.theme import Tone, px
from ui.widgets.empty_state import EmptyState
from ui.widgets.styling import label

if TYPE_CHECKING:
    from ui.progress.chart import DayChart

_SHOWN, _NOTHING, _LOADING, _FAILED = range(4)
_OVERVIEW, _LENGTHS, _CHECK = range(3)
_DAYS_SHOWN = 14
_KINDS = ("pdf", "xlsx", "json")


class ProgressPage(Page):
    """Counts come at once; the quality is measured after them and follows."""

    name = PageName.PROGRESS

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._asking = Asking(session)
        self._asking_quality = Asking(session)
        self._build()

    def _build(self) -> None:
        text = self.session.text
        self.as_of = label("", "muted")
        self.tabs = self._build_tabs()
        head = QHBoxLayout()
        head.addWidget(label(text("ui-page-progress"), "title"))
        head.addSpacing(px(16))
        head.addWidget(self.tabs)
        head.addStretch(1)
        head.addWidget(self.as_of)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._build_shown())
        for icon, key in (("progress", "nothing"), ("working", "loading"), ("error", "failed")):
            advice = "" if key == "loading" else text(f"progress-{key}-advice")
            self.stack.addWidget(EmptyState(icon, text(f"progress-{key}"), advice))
        self.stack.setCurrentIndex(_LOADING)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._build_views(), 1)

    def _build_views(self) -> QStackedWidget:
        self.lengths = LengthsView(self.session, self._target, self._say_written)
        self.recount = RecountView(self.session)
        self.views = QStackedWidget()
        for view in (self.stack, self.lengths, self.recount):
            self.views.addWidget(view)
        self.tabs.currentChanged.connect(self._turn_to)
        return self.views

    def _build_tabs(self) -> QTabBar:
        made = QTabBar()
        made.setDrawBase(False)
        made.setExpanding(False)
        made.setUsesScrollButtons(False)
        made.setElideMode(Qt.TextElideMode.ElideNone)
        made.setAccessibleName(self.session.text("ui-page-progress"))
        for name in ("overview", "lengths", "check"):
            made.addTab(self.session.text(f"progress-{name}"))
        return made

    def _build_shown(self) -> QWidget:
        text = self.session.text
        self.cards = StageCards(self.session)
        self.chart = self._made_chart()
        self.legend = Legend(self.session, self.chart.colors())
        self.plan = PlanCard(self.session)
        self.tables = FigureTables(self.session)
        self.quality = QualityCard(self.session)
        shown = QWidget()
        grid = QGridLayout(shown)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        grid.addWidget(self.cards, 0, 0, 1, 2)
        grid.addWidget(card(text("progress-chart"), self.chart, self.legend), 1, 0)
        grid.addWidget(card(text("progress-plan"), self.plan), 1, 1)
        grid.addWidget(card(text("progress-figures"), self.tables), 2, 0)
        grid.addWidget(card(text("progress-quality"), self.quality), 2, 1)
        grid.setRowStretch(1, 8)
        grid.setRowStretch(2, 11)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        return shown

    def _made_chart(self) -> DayChart:
        # The chart library would be a good part of the program's start.
        from ui.progress.chart import DayChart

        words = ProgressWords(self.session)
        return DayChart(self.session.text("progress-chart"), words.stage)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "progress-report": self._ask_report,
            "progress-plan": self._ask_plan,
            "progress-plan-edit": self.edit_plan,
            "progress-lengths": lambda: self.tabs.setCurrentIndex(_LENGTHS),
            "progress-check": self._check,
            "progress-merge": self._ask_reports,
        }

    def enter(self) -> None:
        self._reload()
        self._turn_to(self.tabs.currentIndex())

    def _turn_to(self, tab: int) -> None:
        self.views.setCurrentIndex(tab)
        self.as_of.setVisible(tab == _OVERVIEW)
        if tab == _OVERVIEW:
            self.tables.setFocus(Qt.FocusReason.OtherFocusReason)
        elif tab == _LENGTHS:
            self.lengths.enter()
        else:
            self.recount.enter()

    def _check(self) -> None:
        self.tabs.setCurrentIndex(_CHECK)
        self.recount.begin()

    def take_change(self, change: ChangeSet) -> None:
        if self.isVisible() and (change.cases or change.scans):
            self._reload()

    def take_theme(self) -> None:
        self.chart.paint_anew()
        self.legend.paint_anew(self.chart.colors())

    def suppose(self, found: Progress, quality: DataQuality) -> None:
        """Show these figures, until the page is entered again."""
        self._show_counts(found)
        self._show_quality(quality)
        self.as_of.setText(self.session.text("progress-supposed"))

    def _reload(self) -> None:
        backend = self.session.backend
        self._asking.ask(backend.progress.look, self._show, self._fail)

    def _fail(self, error: DigitizerError) -> None:
        self.stack.setCurrentIndex(_FAILED)
        self.session.on_error(error)

    def _show(self, found: Progress) -> None:
        self._show_counts(found)
        if self.stack.currentIndex() == _SHOWN:
            measure = self.session.backend.progress.quality
            self._asking_quality.ask(measure, self._show_quality, self.session.on_error)

    def _show_counts(self, found: Progress) -> None:
        tally = found.tally
        self.as_of.setText(self.session.text("progress-as-of", at=self.session.moment(found.at)))
        self.plan.show_progress(found)
        if not tally.days and found.plan is None:
            self.stack.setCurrentIndex(_NOTHING)
            return
        self.cards.show_counts(tally.totals, of_day(tally.days, found))
        self.chart.show_days(tally.days[-_DAYS_SHOWN:])
        self.tables.show_tally(tally)
        self.stack.setCurrentIndex(_SHOWN)

    def _show_quality(self, found: DataQuality) -> None:
        self.quality.show_quality(found)

    # Reports and the plan

    def _ask_report(self) -> None:
        """The ending of the chosen name says what is written."""
        wanted = self._target("progress-report-choose", "progress-report-name", _KINDS)
        if wanted is None:
            return
        kinds = {kind: wanted if wanted.suffix == f".{kind}" else None for kind in _KINDS}
        progress = self.session.backend.progress

        def write() -> Path:
            report = progress.report()
            progress.write_report(report, kinds["pdf"], kinds["xlsx"], kinds["json"])
            return wanted

        self.session.bridge.run(write, self._say_written, self.session.on_error)

    def _ask_plan(self) -> None:
        title, kind = self.session.text("progress-plan-choose"), "TOML (*.toml)"
        chosen, _kind = QFileDialog.getOpenFileName(self, title, self._folder(), kind)
        if not chosen:
            return
        progress = self.session.backend.progress
        self.session.bridge.run(
            lambda: progress.set_plan(Path(chosen)), self._take_plan, self.session.on_error
        )

    def edit_plan(self) -> None:
        """Write the plan anew, from the one in force."""
        progress = self.session.backend.progress
        self.session.bridge.run(progress.plan, self._open_plan, self.session.on_error)

    def _open_plan(self, plan: WorkPlan | None) -> None:
        dialog = PlanDialog(self.session, self, plan)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.made is not None:
            self._take_plan(dialog.made)

    def _take_plan(self, plan: WorkPlan) -> None:
        count, office = len(plan.milestones), plan.office
        said = self.session.text("cli-progress-plan-set", count=count, office=office)
        self.said.emit(said, Tone.GOOD)
        self._reload()

    def _ask_reports(self) -> None:
        title, kind = self.session.text("progress-merge-choose"), "JSON (*.json)"
        chosen, _kind = QFileDialog.getOpenFileNames(self, title, self._folder(), kind)
        if not chosen:
            return
        wanted = self._target("progress-merge-target", "progress-merge-name", _KINDS[:2])
        if wanted is None:
            return
        files = [Path(name) for name in chosen]
        pdf, xlsx = (wanted if wanted.suffix == f".{kind}" else None for kind in _KINDS[:2])
        progress = self.session.backend.progress
        self.session.bridge.run(
            lambda: progress.merge(files, pdf, xlsx), self._take_rollup, self.session.on_error
        )

    def _take_rollup(self, rollup: RollUp) -> None:
        text = self.session.text
        said = [
            text("cli-progress-merged", count=len(rollup.reports), left=len(rollup.left_out)),
            *(
                text(
                    "cli-progress-left-out",
                    file=one.file,
                    why=text(f"progress-left-out-{one.code}"),
                )
                for one in rollup.left_out
            ),
        ]
        self.said.emit(" ".join(said), Tone.WARN if rollup.left_out else Tone.GOOD)

    def _target(self, title: str, name: str, kinds: tuple[str, ...]) -> Path | None:
        """A file to write, of one of the kinds; None when nobody chose one."""
        filters = ";;".join(f"{kind.upper()} (*.{kind})" for kind in kinds)
        proposed = str(Path(self._folder()) / f"{self.session.text(name)}.{kinds[0]}")
        title = self.session.text(title)
        chosen, kept = QFileDialog.getSaveFileName(self, title, proposed, filters)
        if not chosen:
            return None
        path = Path(chosen)
        if path.suffix.removeprefix(".") in kinds:
            return path
        kind = next(kind for kind in kinds if kept.startswith(kind.upper()))
        return path.with_name(f"{path.name}.{kind}")

    def _folder(self) -> str:
        return str(self.session.backend.workspace)

    def _say_written(self, path: Path) -> None:
        self.said.emit(self.session.text("cli-progress-written", file=str(path)), Tone.GOOD)
