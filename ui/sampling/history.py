"""The samples so far, the plan of each with its curve, and how strictly its series is checked."""

from __future__ import annotations

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.errors import DigitizerError
from digitizer.domain.sampling import Strictness
from digitizer.domain.switching import Standing
from digitizer.workflow.check_rounds import RoundStatus
from digitizer.workflow.sampling_work import SampleReport, SampleRow
from ui.asking import Asking
from ui.progress.grid import Grid
from ui.sampling.curve_chart import CurveChart
from ui.session import Session
from ui.theme import Tone, px
from ui.widgets.banner import Banner
from ui.widgets.dialogs import ask_line
from ui.widgets.empty_state import EmptyState
from ui.widgets.styling import button, label, set_look

_COLUMNS = ("sample", "day", "batch", "round", "size", "accept", "wrong", "strictness", "result")
_NUMBERS, _BATCH = frozenset({0, 3, 4, 5, 6}), 2
_SIZE = (1200, 600)
_SHOWN_PX, _PLAN_PX = 740, 430
_MOST = 500
_TONES = {Strictness.TIGHTENED: "warn", Strictness.REDUCED: "good"}


class HistoryDialog(QDialog):
    """The newest first. A stopped series can be let go on here, with a reason, as a supervisor
    may; the store says who may not."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._session = session
        self._listing, self._standing = Asking(session), Asking(session)
        self._rows: Sequence[SampleRow] = ()
        text = session.text
        self.setWindowTitle(text("samples-history"))
        self.resize(px(_SIZE[0]), px(_SIZE[1]))
        heads = [text(f"cli-sampling-column-{name}") for name in _COLUMNS]
        self.grid = Grid(text("samples-history"), heads, _NUMBERS, wide=_BATCH)
        self.grid.setSelectionMode(Grid.SelectionMode.SingleSelection)
        self.grid.itemSelectionChanged.connect(self._show_chosen)
        self.chart = CurveChart(session)
        self.plan = label("", wrap=True)
        self.rates = label("", "muted", wrap=True)
        self.state = label("", "section", wrap=True)
        self.state.setObjectName("stateText")
        self.about = label("", "muted", wrap=True)
        self.resume = button(text("samples-resume"), "primary")
        self.resume.clicked.connect(self.ask_resume)
        self.banner = Banner(session)
        self.stack = QStackedWidget()
        self._build()
        self.load()

    def _build(self) -> None:
        text = self._session.text
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.grid)
        halves.addWidget(self._build_plan())
        halves.setSizes([px(_SHOWN_PX), px(_PLAN_PX)])
        loading = label(text("samples-loading"), "muted")
        loading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing = EmptyState("sampling", text("samples-none"), text("samples-none-advice"))
        for part in (loading, halves, nothing):
            self.stack.addWidget(part)
        close = button(text("samples-close"))
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setSpacing(px(10))
        column.addWidget(label(text("samples-history"), "heading"))
        column.addWidget(self.stack, 1)
        column.addWidget(self.banner)
        column.addLayout(foot)

    def _build_plan(self) -> QFrame:
        text = self._session.text
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(px(6))
        column.addWidget(label(text("samples-curve"), "heading"))
        column.addWidget(self.plan)
        column.addWidget(self.chart, 1)
        across = label(text("samples-curve-across"), "muted")
        across.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(across)
        column.addWidget(self.rates)
        column.addSpacing(px(6))
        column.addWidget(label(text("samples-standing"), "heading"))
        for part in (self.state, self.about):
            column.addWidget(part)
        column.addWidget(self.resume, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def load(self) -> None:
        sampling = self._session.backend.sampling
        self._listing.ask(lambda: sampling.history(limit=_MOST), self._show, self._fail)

    @property
    def chosen(self) -> SampleRow | None:
        row = self.grid.currentRow()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def ask_resume(self) -> None:
        """Let the series of the chosen sample go on, once a reason is given."""
        row, text = self.chosen, self._session.text
        if row is None or self.resume.isHidden():
            return
        title, advice = text("samples-resume"), text("samples-resume-why")
        why = ask_line(self._session, self, title, advice)
        if why is None:
            return
        sampling, batch = self._session.backend.sampling, row.batch
        try:
            sampling.resume(batch.id, why)
        except DigitizerError as error:
            self._fail(error)
            return
        self.banner.say(text("cli-sampling-resumed", batch=batch.name), Tone.GOOD)
        self._show_chosen()

    def _show(self, rows: Sequence[SampleRow]) -> None:
        if not shiboken6.isValid(self):
            return
        self._rows = rows
        self.grid.show_rows([self._cells(row) for row in rows])
        self.stack.setCurrentIndex(1 if rows else 2)
        if rows:
            self.grid.setCurrentCell(0, 0)
            self.grid.setFocus()

    def _cells(self, row: SampleRow) -> tuple[str, ...]:
        text, draw, result = self._session.text, row.draw, row.result
        status = RoundStatus.OPEN
        if result is not None:
            status = RoundStatus.ACCEPTED if result.is_accepted else RoundStatus.REJECTED
        return (
            str(row.sample_id),
            self._session.moment(result.at if result else draw.at),
            row.batch.name,
            str(draw.round),
            str(draw.plan.size),
            str(draw.plan.numbers.accept),
            "" if result is None else str(result.tally.wrong),
            text(f"sampling-strictness-{draw.strictness.value}"),
            text(f"sampling-status-{status.value}"),
        )

    def _show_chosen(self) -> None:
        row, text = self.chosen, self._session.text
        self.resume.hide()
        for part in (self.state, self.about):
            part.clear()
        if row is None:
            return
        draw, numbers = row.draw, row.draw.plan.numbers
        self.plan.setText(
            text(
                "samples-plan",
                letter=draw.plan.letter or "—",
                size=draw.plan.size,
                lot=draw.lot_size,
                accept=numbers.accept,
                reject=numbers.reject,
            )
        )
        self.rates.setText(self.chart.show_plan(draw.plan))
        if row.result is None:
            self.state.setText(text("samples-standing-open"))
            set_look(self.state, "tone", "plain")
            return
        sampling = self._session.backend.sampling
        self._standing.ask(lambda: sampling.report(row.sample_id), self._show_standing, self._fail)

    def _show_standing(self, report: SampleReport) -> None:
        if not shiboken6.isValid(self):
            return
        row, found = self.chosen, report.standing
        if row is None or row.sample_id != report.state.sample.id:
            return
        text = self._session.text
        word = "stopped" if found.is_stopped else found.strictness.value
        self.state.setText(text(f"samples-standing-{word}"))
        tone = "bad" if found.is_stopped else _TONES.get(found.strictness, "plain")
        set_look(self.state, "tone", tone)
        self.about.setText(self._about(found))
        self.resume.setVisible(found.is_stopped)

    def _about(self, found: Standing) -> str:
        text = self._session.text
        if found.is_stopped:
            return text("samples-about-stopped", count=found.rejected)
        if found.strictness is Strictness.TIGHTENED:
            return text("samples-about-tightened", count=found.rejected)
        if found.strictness is Strictness.NORMAL:
            return text("samples-about-normal", score=found.score)
        return text("samples-about-reduced")

    def _fail(self, error: DigitizerError) -> None:
        if shiboken6.isValid(self):
            self.stack.setCurrentIndex(1)
            self.banner.say(self._session.backend.messages.error(error), Tone.BAD)
