"""The chart of what was done by day.

Imported only by the page that shows it: the chart library takes a good part of a second.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pyqtgraph as pg
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from digitizer.domain.progress import CASE_STAGES, DayCounts, Stage
from ui.theme import Colors, px, theme
from ui.widgets.still_plot import dress, still_plot

_GROUP = 0.8
_EDGE_SHARE = 0.35
_STYLES: Mapping[Stage, Qt.BrushStyle] = {
    Stage.READ: Qt.BrushStyle.SolidPattern,
    Stage.CHECKED: Qt.BrushStyle.SolidPattern,
    Stage.APPROVED: Qt.BrushStyle.Dense4Pattern,
    Stage.EXPORTED: Qt.BrushStyle.BDiagPattern,
}
"""Bars differ in their pattern too, not in colour alone."""


def stage_color(stage: Stage, colors: Colors) -> QColor:
    return QColor(
        {
            Stage.SCANNED: colors.muted,
            Stage.READ: colors.strong_line,
            Stage.CHECKED: colors.accent,
            Stage.APPROVED: colors.warn,
            Stage.EXPORTED: colors.good,
        }[stage]
    )


class DayChart(QWidget):
    """Groups of bars, one a stage of cases, the oldest day left. Its words for a screen reader say
    every value; ``say`` names a stage."""

    def __init__(self, name: str, say: Callable[[Stage], str]) -> None:
        super().__init__()
        self._say = say
        self._days: Sequence[DayCounts] = ()
        self.setAccessibleName(name)
        self._plot = still_plot()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._plot)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(260), px(150))

    def sizeHint(self) -> QSize:
        return QSize(px(420), px(170))

    def show_days(self, days: Sequence[DayCounts]) -> None:
        """The oldest first."""
        self._days = tuple(days)
        said = (
            f"{one.day:%d/%m/%Y}: "
            + ", ".join(f"{self._say(stage)} {one.counts[stage]}" for stage in CASE_STAGES)
            for one in days
        )
        self.setAccessibleDescription("; ".join(said))
        self.paint_anew()

    def colors(self) -> Mapping[Stage, str]:
        """Which colour each stage has now."""
        return {stage: stage_color(stage, theme.colors).name() for stage in CASE_STAGES}

    def paint_anew(self) -> None:
        """Draw with the colours in force."""
        colors, plot = theme.colors, self._plot
        plot.clear()
        wide = _GROUP / len(CASE_STAGES)
        for place, stage in enumerate(CASE_STAGES):
            color = stage_color(stage, colors)
            shift = (place - (len(CASE_STAGES) - 1) / 2) * wide
            bars = pg.BarGraphItem(
                x=[at + shift for at in range(len(self._days))],
                height=[one.counts[stage] for one in self._days],
                width=wide * (1 - _EDGE_SHARE / 2),
                brush=QBrush(color, _STYLES[stage]),
                pen=pg.mkPen(color, width=1),
            )
            plot.addItem(bars)
        self._set_axes()

    def _set_axes(self) -> None:
        ticks = [(at, self._day_name(at)) for at in range(len(self._days))]
        dress(self._plot, self.font())
        self._plot.getAxis("bottom").setTicks([ticks])
        self._plot.showGrid(y=True, alpha=0.15)
        most = max(
            (max(one.counts[stage] for stage in CASE_STAGES) for one in self._days), default=1
        )
        self._plot.setXRange(-0.6, max(1, len(self._days)) - 0.4, padding=0)
        self._plot.setYRange(0, max(1, most) * 1.06, padding=0)

    def _day_name(self, at: int) -> str:
        """The month only where it begins: a name must not meet the next one."""
        day, before = self._days[at].day, self._days[at - 1].day if at else None
        is_new = before is None or (before.year, before.month) != (day.year, day.month)
        return f"{day:%d/%m}" if is_new else f"{day:%d}"
