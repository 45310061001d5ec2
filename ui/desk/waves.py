"""Wavy lines under words that are no possible syllable, below the dot-below tone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ui.theme import Tone, px, theme

Span = tuple[int, int]
OddWords = Callable[[str], Sequence[Span]]


class OddSpans:
    """Asks once for a text; nothing is odd where nobody tells."""

    def __init__(self, tell: OddWords | None = None) -> None:
        self._tell = tell
        self._text = ""
        self._found: tuple[Span, ...] = ()

    def of(self, text: str) -> tuple[Span, ...]:
        if self._tell is None:
            return ()
        if text != self._text:
            self._text, self._found = text, tuple(self._tell(text))
        return self._found


def away_from(spans: Sequence[Span], caret: int) -> tuple[Span, ...]:
    """Without the word that is just being typed."""
    return tuple(span for span in spans if caret != span[1])


def paint_wave(painter: QPainter, left: float, right: float, top: float) -> None:
    """A wave from ``left`` to ``right``, its crests at ``top``."""
    step, height = px(2), px(2)
    points: list[QPointF] = []
    x, is_low = left, False
    while x <= right:
        points.append(QPointF(x, top + (height if is_low else 0)))
        x, is_low = x + step, not is_low
    painter.setPen(QPen(QColor(theme.colors.of(Tone.BAD)), max(px(1), 1)))
    painter.drawPolyline(QPolygonF(points))
