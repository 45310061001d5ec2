"""A chart that only shows: nothing in it is dragged, zoomed or reached by Tab.

Imported only by charts: the chart library takes a good part of a second.
"""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from ui.theme import theme


def still_plot() -> pg.PlotWidget:
    plot = pg.PlotWidget()
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    plot.setMenuEnabled(False)
    plot.setMouseEnabled(x=False, y=False)
    plot.hideButtons()
    return plot


def dress(plot: pg.PlotWidget, font: QFont) -> None:
    """Give background and axes the colours in force."""
    colors = theme.colors
    plot.setBackground(colors.surface)
    for side in ("bottom", "left"):
        axis = plot.getAxis(side)
        axis.setPen(pg.mkPen(colors.strong_line))
        axis.setTextPen(pg.mkPen(colors.muted))
        axis.setStyle(tickFont=font, tickLength=0)
        axis.enableAutoSIPrefix(False)
