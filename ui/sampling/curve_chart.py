"""The operating characteristic of a plan: how likely lots pass, by their share of wrong units.

Imported only by what shows it: the chart library takes a good part of a second.
"""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from digitizer.bootstrap.desk.sample_sheet import percent
from digitizer.domain.operating_curve import faulty_at, passes_from_process
from digitizer.domain.sampling import Plan
from ui.session import Session
from ui.theme import px, theme
from ui.widgets.still_plot import dress, still_plot

_LIKELY, _UNLIKELY = 0.95, 0.10
_STEPS, _BEYOND, _LEAST = 80, 1.6, 0.02
_TICKS, _MOST_TICKS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.25), 5


class CurveChart(QWidget):
    """For lots of a process with a share of wrong units; the two marked points are where 95 % and
    10 % of the lots pass. A screen reader is told both."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._plan: Plan | None = None
        self.setAccessibleName(session.text("samples-curve"))
        self._plot = still_plot()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._plot)

    def sizeHint(self) -> QSize:
        return QSize(px(380), px(220))

    def show_plan(self, plan: Plan | None) -> str:
        """Draw; what the two points say, "" without a plan."""
        self._plan = plan
        said = "" if plan is None else self._words(plan)
        self.setAccessibleDescription(said)
        self.paint_anew()
        return said

    def paint_anew(self) -> None:
        """Draw with the colours in force."""
        plot = self._plot
        plot.clear()
        dress(plot, self.font())
        plot.showGrid(x=True, y=True, alpha=0.15)
        plot.setYRange(0, 1.04, padding=0)
        plot.getAxis("left").setTicks([[(at / 4, self._round(at / 4)) for at in range(5)]])
        if self._plan is not None:
            self._draw(self._plan)

    def _draw(self, plan: Plan) -> None:
        colors, size, numbers = theme.colors, plan.size, plan.numbers
        end = min(1.0, max(_LEAST, faulty_at(size, numbers, _UNLIKELY) * _BEYOND))
        shares = [end * at / _STEPS for at in range(_STEPS + 1)]
        heights = [passes_from_process(size, numbers, share) for share in shares]
        self._plot.plot(shares, heights, pen=pg.mkPen(colors.accent, width=2), antialias=True)
        marks = [(faulty_at(size, numbers, each), each) for each in (_LIKELY, _UNLIKELY)]
        brush = pg.mkBrush(colors.surface)
        pen = pg.mkPen(colors.text, width=2)
        self._plot.addItem(pg.ScatterPlotItem(pos=marks, size=9, pen=pen, brush=brush))
        self._plot.setXRange(0, end, padding=0.01)
        step = next(each for each in _TICKS if end <= _MOST_TICKS * each)
        ticks = [(at * step, self._round(at * step)) for at in range(int(end / step) + 1)]
        self._plot.getAxis("bottom").setTicks([ticks])

    def _words(self, plan: Plan) -> str:
        good, bad = (faulty_at(plan.size, plan.numbers, each) for each in (_LIKELY, _UNLIKELY))
        rates = {"good": self._percent(good), "bad": self._percent(bad)}
        return self._session.text("samples-curve-says", **rates)

    def _round(self, share: float) -> str:
        return self._session.text("progress-share", n=share)

    def _percent(self, share: float) -> str:
        return percent(share, self._session.backend.messages)
