"""Bars of one measure over time, painted by us."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.theme import px, theme

_TOP_PX, _FOOT_PX = 22, 22
_BAR_SHARE, _WIDEST_BAR_PX = 0.62, 56
_LEAST_HEIGHT_PX = 150


@dataclass(frozen=True, slots=True)
class Bar:
    """``value`` None: nothing to measure. ``said`` is the whole sentence of the bar."""

    name: str
    value: float | None
    said: str


class Bars(QWidget):
    """From zero up, each with its value above; the last one is full, the earlier ones
    pale. Its words for a screen reader say every value."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._bars: Sequence[Bar] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(240), px(_LEAST_HEIGHT_PX))

    def sizeHint(self) -> QSize:
        return QSize(px(560), px(200))

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """The oldest first."""
        self._bars = tuple(bars)
        self.setAccessibleDescription("; ".join(bar.said for bar in bars))
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            bar = self._bar_at(event.pos().x())
            QToolTip.showText(event.globalPos(), bar.said if bar else "", self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = theme.colors
        floor = self.height() - px(_FOOT_PX)
        painter.setPen(QPen(QColor(colors.strong_line), 1))
        painter.drawLine(QPointF(0, floor), QPointF(self.width(), floor))
        most = max((bar.value or 0.0 for bar in self._bars), default=0.0)
        for place, bar in enumerate(self._bars):
            self._paint(painter, place, bar, most, floor)

    def _paint(self, painter: QPainter, place: int, bar: Bar, most: float, floor: float) -> None:
        colors, slot = theme.colors, self._slot()
        left, is_last = place * slot, place == len(self._bars) - 1
        painter.setPen(QColor(colors.text if is_last else colors.muted))
        foot = QRectF(left, floor + 2, slot, px(_FOOT_PX) - 2)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, bar.name)
        wide = min(slot * _BAR_SHARE, px(_WIDEST_BAR_PX))
        high = (floor - px(_TOP_PX)) * (bar.value / most) if bar.value and most else 0.0
        box = QRectF(left + (slot - wide) / 2, floor - high, wide, high)
        above = QRectF(left, box.top() - px(_TOP_PX), slot, px(_TOP_PX))
        words = "–" if bar.value is None else f"{bar.value:.0f}"
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, words)
        painter.setPen(QPen(QColor(colors.accent), 1))
        painter.setBrush(QColor(colors.accent if is_last else colors.accent_soft))
        if high:
            painter.drawRect(box)

    def _slot(self) -> float:
        return self.width() / max(1, len(self._bars))

    def _bar_at(self, x: int) -> Bar | None:
        place = int(x / self._slot())
        return self._bars[place] if 0 <= place < len(self._bars) else None
