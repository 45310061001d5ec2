"""The cards of the progress page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from digitizer.domain.data_quality import DataQuality, Share, Word
from digitizer.domain.progress import CASE_STAGES, Counts, DayCounts, Stage, Tally
from digitizer.domain.work_plan import Forecast
from digitizer.workflow.see_progress import Progress
from ui.progress.grid import Grid
from ui.progress.wording import ProgressWords
from ui.session import Session
from ui.widgets.styling import label

NO_DAY = dict.fromkeys(Stage, 0)
_WORD_PX = 23
_TABLES = ("day", "type", "batch")


def card(title: str, *parts: QWidget) -> QFrame:
    """A framed part of the page; its first widget takes the room."""
    made = QFrame()
    made.setObjectName("card")
    column = QVBoxLayout(made)
    column.setContentsMargins(14, 10, 14, 10)
    column.setSpacing(6)
    column.addWidget(label(title, "heading"))
    for place, part in enumerate(parts):
        column.addWidget(part, 1 if place == 0 else 0)
    return made


class StageCards(QWidget):
    """One figure a stage: how many so far, and how many today."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._words = ProgressWords(session)
        self.values = {stage: label("", "number") for stage in Stage}
        self.todays = {stage: label("", "muted") for stage in Stage}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self._cards = {stage: self._made(stage) for stage in Stage}
        for one in self._cards.values():
            row.addWidget(one, 1)

    def show_counts(self, totals: Counts, today: Counts) -> None:
        for stage in Stage:
            value = self._words.number(totals[stage])
            said = self._session.text("progress-today", n=self._words.number(today[stage]))
            self.values[stage].setText(value)
            self.todays[stage].setText(said)
            self._cards[stage].setAccessibleName(f"{self._words.stage(stage)}: {value}; {said}")

    def _made(self, stage: Stage) -> QFrame:
        made = QFrame()
        made.setObjectName("card")
        column = QVBoxLayout(made)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(2)
        column.addWidget(label(self._words.stage(stage), "muted"))
        column.addWidget(self.values[stage])
        column.addWidget(self.todays[stage])
        return made


class PlanCard(QWidget):
    """The milestones with their forecasts, and what holds the work up."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._words = ProgressWords(session)
        names = ("milestone", "due", "done", "usual", "standing")
        header = [session.text(f"progress-column-{name}") for name in names]
        self.grid = Grid(session.text("progress-plan"), header, frozenset({2}))
        self.none = label(session.text("progress-no-plan-here"), "muted", wrap=True)
        self.bottleneck = label("", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.grid, 1)
        column.addWidget(self.none)
        column.addStretch(0)
        column.addWidget(self.bottleneck)

    def show_progress(self, found: Progress) -> None:
        self.grid.setVisible(bool(found.forecasts))
        self.none.setVisible(not found.forecasts)
        self.grid.show_rows(
            [self._row(one) for one in found.forecasts],
            [self._words.forecast_in_full(one) for one in found.forecasts],
        )
        self.bottleneck.setText(self._words.bottleneck(found.bottleneck))

    def _row(self, one: Forecast) -> tuple[str, ...]:
        done, target = (self._words.number(each) for each in (one.done, one.milestone.target))
        return (
            one.milestone.name,
            self._words.day(one.milestone.due),
            f"{done} / {target}",
            self._words.forecast(one),
            self._session.text(f"progress-standing-{one.standing.value}"),
        )


class FigureTables(QTabWidget):
    """The counts by day (the newest first), by document type and by batch."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._words = ProgressWords(session)
        self.setDocumentMode(True)
        stages = [self._words.stage(stage) for stage in CASE_STAGES]
        numbers = frozenset(range(1, 1 + len(stages)))
        self.grids: dict[str, Grid] = {}
        self._tally: Tally | None = None
        self._filled: set[str] = set()
        for name in _TABLES:
            head = session.text(f"progress-column-{name}")
            self.grids[name] = Grid(session.text(f"progress-by-{name}"), [head, *stages], numbers)
            self.addTab(self.grids[name], session.text(f"progress-by-{name}"))
        self.currentChanged.connect(self._fill)

    def show_tally(self, tally: Tally) -> None:
        self._tally, self._filled = tally, set()
        self._fill(self.currentIndex())

    def _fill(self, tab: int) -> None:
        """There may be thousands of batches: a table is filled when somebody looks at it."""
        name = _TABLES[tab]
        if self._tally is None or name in self._filled:
            return
        self._filled.add(name)
        self.grids[name].show_rows(
            [(said, *self._words.cells(counts)) for said, counts in self._rows(name)]
        )

    def _rows(self, name: str) -> Iterator[tuple[str, Counts]]:
        if self._tally is None:
            return
        if name == "day":
            yield from ((f"{one.day:%d/%m/%Y}", one.counts) for one in self._tally.days[::-1])
        elif name == "type":
            label_of = self._session.type_label
            yield from ((label_of(one.name or None), one.counts) for one in self._tally.types)
        else:
            none = self._session.text("progress-no-batch")
            yield from ((one.name or none, one.counts) for one in self._tally.batches)


class QualityCard(QWidget):
    """The six words, each with its formula as a tip, and on what they were measured."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._words = ProgressWords(session)
        names = ("word", "about", "share", "of")
        header = [session.text(f"progress-column-{name}") for name in names]
        title = session.text("progress-quality")
        self.grid = Grid(title, header, frozenset({2, 3}), wide=1, row_px=_WORD_PX)
        self.basis = label("", "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.grid, 1)
        column.addWidget(self.basis)

    def show_quality(self, quality: DataQuality) -> None:
        text = self._session.text
        rows, tips = [], []
        for word in Word:
            share = quality.shares.get(word, Share())
            name = text(f"progress-word-{word.value}")
            about = text(f"progress-word-about-{word.value}")
            rows.append((name, about, self._words.share(share), self._count(share)))
            tips.append(text(f"progress-formula-{word.value}"))
        self.grid.show_rows(rows, tips)
        self.basis.setText(
            text(
                "progress-quality-basis-short",
                sampled=self._words.number(quality.sampled),
                finished=self._words.number(quality.finished),
            )
        )

    def _count(self, share: Share) -> str:
        return f"{self._words.number(share.good)} / {self._words.number(share.all)}"


class Legend(QWidget):
    """The stages beside their colours."""

    def __init__(self, session: Session, colors: Mapping[Stage, str]) -> None:
        super().__init__()
        self._marks = {stage: label("■") for stage in CASE_STAGES}
        words = ProgressWords(session)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for stage in CASE_STAGES:
            row.addWidget(self._marks[stage])
            row.addWidget(label(words.stage(stage), "muted"))
            row.addSpacing(10)
        row.addStretch(1)
        self.paint_anew(colors)

    def paint_anew(self, colors: Mapping[Stage, str]) -> None:
        for stage, mark in self._marks.items():
            mark.setStyleSheet(f"color: {colors[stage]}")


def of_day(days: Sequence[DayCounts], found: Progress) -> Counts:
    """What was done today."""
    return next((one.counts for one in days if one.day == found.today), NO_DAY)
