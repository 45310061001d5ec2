"""The pins that a supervisor left on the pages of a returned case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QGraphicsScene

PIN_COLOR = "#b0241c"
"""On paper, whatever the look of the window."""
_PIN_PX = 26.0
_EDGE_PX = 2.0
_ABOVE_BOXES = 4
_ROOM = 80.0
"""Around the point of a pin that is brought into view, in px of the page."""


@dataclass(frozen=True, slots=True)
class PinMark:
    """A pin on a page by :attr:`Sheet.id`, its point in px of the upright page. ``said`` is what
    the supervisor wrote, ``is_open`` whether the field was not looked at again."""

    field: str
    sheet: int
    x: int
    y: int
    said: str
    is_open: bool = True


class Pins:
    """The pins in a scene, as large and as upright at every zoom and turn. One that was answered
    is hollow."""

    def __init__(self, scene: QGraphicsScene) -> None:
        self._scene = scene
        self._marks: tuple[PinMark, ...] = ()
        self._items: list[tuple[PinMark, QGraphicsPathItem]] = []

    @property
    def marks(self) -> tuple[PinMark, ...]:
        return self._marks

    def show(self, marks: Sequence[PinMark], corners: Mapping[int, QPointF]) -> None:
        """Draw these, each on its page; ``corners`` are where the shown pages begin."""
        for _mark, item in self._items:
            self._scene.removeItem(item)
        self._marks = tuple(mark for mark in marks if mark.sheet in corners)
        self._items = [(mark, self._drawn(mark, corners[mark.sheet])) for mark in self._marks]

    def set_shown(self, *, on: bool) -> None:
        """Pins stick in paper only, never over what a sheet without a picture says."""
        for _mark, item in self._items:
            item.setVisible(on)

    def mark_of(self, item: QGraphicsItem | None) -> PinMark | None:
        """The pin that an item of the scene is; None for any other."""
        return next((mark for mark, own in self._items if own is item), None)

    def place(self, field: str | None) -> QRectF | None:
        """Where a field's open pin sticks in the scene, with some room around."""
        for mark, item in self._items:
            if mark.field == field and mark.is_open:
                place = QRectF(0, 0, _ROOM, _ROOM)
                place.moveCenter(item.pos())
                return place
        return None

    def _drawn(self, mark: PinMark, corner: QPointF) -> QGraphicsPathItem:
        color = QColor(PIN_COLOR)
        item = self._scene.addPath(pin_shape())
        item.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        item.setPos(corner + QPointF(mark.x, mark.y))
        item.setZValue(_ABOVE_BOXES)
        white = QColor(Qt.GlobalColor.white)
        item.setPen(QPen(white if mark.is_open else color, _EDGE_PX))
        item.setBrush(QBrush(color if mark.is_open else white))
        return item


def pin_shape() -> QPainterPath:
    """A pin whose point is at the origin, in px of the screen."""
    path = QPainterPath()
    path.moveTo(0, 0)
    half = _PIN_PX * 0.36
    path.cubicTo(-2, -_PIN_PX * 0.4, -half, -_PIN_PX * 0.5, -half, -_PIN_PX * 0.75)
    path.arcTo(QRectF(-half, -_PIN_PX * 0.75 - half, 2 * half, 2 * half), 180, -180)
    path.cubicTo(half, -_PIN_PX * 0.5, 2, -_PIN_PX * 0.4, 0, 0)
    path.closeSubpath()
    path.addEllipse(QPointF(0, -_PIN_PX * 0.75), half * 0.36, half * 0.36)
    return path
