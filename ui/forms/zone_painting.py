"""How zones look on the sheet, and where they can be gripped."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from ui.forms.zone_board import DrawnZone
from ui.theme import LIGHT, base_font

_GRIP_PX = 6.0
_HANDLE_PX = 3.5
_LABEL_POINTS = 8.0
_LABEL_PADDING = 4.0
_MOST_LABEL_PX = 260.0


class Edges(NamedTuple):
    """The edges of a zone that a point grips."""

    left: bool = False
    top: bool = False
    right: bool = False
    bottom: bool = False


def edges_at(rect: QRectF, at: QPointF) -> Edges:
    """The edges of a zone (px of the view) near a point; none well inside or outside."""
    if not rect.adjusted(-_GRIP_PX, -_GRIP_PX, _GRIP_PX, _GRIP_PX).contains(at):
        return Edges()
    # A small zone keeps room in its middle to be moved by.
    across, down = min(_GRIP_PX, rect.width() / 4), min(_GRIP_PX, rect.height() / 4)
    return Edges(
        at.x() < rect.left() + across,
        at.y() < rect.top() + down,
        at.x() > rect.right() - across,
        at.y() > rect.bottom() - down,
    )


def paint_zone(
    painter: QPainter, rect: QRectF, zone: DrawnZone | None, name: str, *, is_chosen: bool = False
) -> None:
    """Paint one zone (px of the view). The paper is white in the dark design too, so the colours
    are those of the light one; a dashed edge says that the zone needs a step yet."""
    is_bound = zone is not None and bool(zone.field)
    color = QColor(LIGHT.accent if is_bound else LIGHT.warn)
    if zone is not None and zone.is_suggested:
        color = QColor(LIGHT.good)
    fill = QColor(color)
    fill.setAlpha(48 if is_chosen else 22)
    pen = QPen(color, 2.5 if is_chosen else 1.3)
    if not is_bound or (zone is not None and zone.is_suggested):
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(fill)
    painter.drawRect(rect)
    if is_chosen:
        _paint_handles(painter, rect, color)
    if name:
        _paint_name(painter, rect, name, color, is_chosen=is_chosen)


def _paint_handles(painter: QPainter, rect: QRectF, color: QColor) -> None:
    painter.setPen(QPen(QColor("#ffffff"), 1.0))
    painter.setBrush(color)
    middle = rect.center()
    for x in (rect.left(), middle.x(), rect.right()):
        for y in (rect.top(), middle.y(), rect.bottom()):
            if (x, y) != (middle.x(), middle.y()):
                painter.drawEllipse(QPointF(x, y), _HANDLE_PX, _HANDLE_PX)


def _paint_name(
    painter: QPainter, rect: QRectF, name: str, color: QColor, *, is_chosen: bool
) -> None:
    """On a ground of its own at the zone's upper right, where forms print nothing."""
    font = base_font(_LABEL_POINTS, bold=is_chosen)
    metrics = QFontMetricsF(font)
    text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, _MOST_LABEL_PX)
    width = metrics.horizontalAdvance(text) + 2 * _LABEL_PADDING
    ground = QRectF(rect.right() - width, rect.top() - metrics.height(), width, metrics.height())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(ground, 3, 3)
    painter.setFont(font)
    painter.setPen(QColor("#ffffff"))
    painter.drawText(ground, int(Qt.AlignmentFlag.AlignCenter), text)
