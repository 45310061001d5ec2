"""What is drawn over a page: the boxes of its fields, and a place that is being read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPen
from PySide6.QtWidgets import QGraphicsRectItem, QGraphicsScene

from digitizer.domain.page import Box
from ui.theme import theme

_PADDING_PX = 6
_ON_LIGHT, _ON_DARK, _ON_NIGHT = "#1a5aa6", "#2f7fd6", "#82b6f3"


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a field stands: its page by :attr:`Sheet.id`, its box there, and its name."""

    sheet: int
    box: Box
    name: str = ""


class Marks:
    """The boxes in a scene; the neighbours' are faint, the active one's strong."""

    def __init__(self, scene: QGraphicsScene) -> None:
        self._scene = scene
        self._items: dict[str, QGraphicsRectItem] = {}
        self._names: dict[str, str] = {}
        self._drawn: QGraphicsRectItem | None = None
        self._active: str | None = None
        self.is_on_dark = False
        """Whether the paper is shown dark."""
        self._pointed: str | None = None

    @property
    def active(self) -> str | None:
        return self._active

    def show(self, marks: Mapping[str, Mark], corners: Mapping[int, QPointF]) -> None:
        """Draw these, each on its page; ``corners`` are where the shown pages begin."""
        for item in self._items.values():
            self._scene.removeItem(item)
        self._items = {}
        self._names = {key: mark.name for key, mark in marks.items()}
        for key, mark in marks.items():
            corner = corners.get(mark.sheet)
            if corner is not None:
                place = rect_of(mark.box).translated(corner)
                pad = float(_PADDING_PX)
                item = self._scene.addRect(place.adjusted(-pad, -pad, pad, pad))
                self._items[key] = item
        self.paint()

    def activate(self, key: str | None) -> None:
        self._active = key
        self.paint()

    def point(self, key: str | None) -> None:
        """Let a box stand out a little: the pointer is over it."""
        if key != self._pointed:
            self._pointed = key
            self.paint()

    def place(self, key: str | None) -> QRectF | None:
        """Where a field's box stands in the scene."""
        item = self._items.get(key) if key else None
        return item.sceneBoundingRect() if item is not None else None

    def name(self, key: str) -> str:
        return self._names.get(key, "")

    def at(self, point: QPointF) -> str | None:
        """The field whose box is the smallest around a point of the scene."""
        under = [
            (item.rect().width() * item.rect().height(), key)
            for key, item in self._items.items()
            if item.rect().contains(point)
        ]
        return min(under)[1] if under else None

    def set_shown(self, *, on: bool) -> None:
        """Boxes stand on paper only, never over what a sheet without a picture says."""
        for item in self._items.values():
            item.setVisible(on)

    def draw(self, place: QRectF | None) -> None:
        """Show a place that is drawn or being read by a broken line; none for None."""
        if self._drawn is not None:
            self._scene.removeItem(self._drawn)
            self._drawn = None
        if place is not None:
            color = self._color()
            pen = QPen(color, 2.0, Qt.PenStyle.DashLine)
            pen.setCosmetic(True)
            color.setAlpha(30)
            self._drawn = self._scene.addRect(place, pen, QBrush(color))
            self._drawn.setZValue(3)

    def paint(self) -> None:
        """Give every box the look of its rank, in the colours of now."""
        accent = self._color()
        for key, item in self._items.items():
            is_active, is_pointed = key == self._active, key == self._pointed
            color = QColor(accent)
            faint = 120 if self.is_on_dark else 70
            color.setAlpha(255 if is_active else 190 if is_pointed else faint)
            pen = QPen(color, 3.0 if is_active else 1.5 if is_pointed else 1.0)
            pen.setCosmetic(True)
            item.setPen(pen)
            fill = QColor(accent)
            fill.setAlpha(22 if is_active else 14 if is_pointed else 0)
            item.setBrush(QBrush(fill))
            item.setZValue(2 if is_active else 1)

    def _color(self) -> QColor:
        if self.is_on_dark:
            return QColor(_ON_NIGHT)
        return QColor(_ON_DARK if theme.is_dark else _ON_LIGHT)


def rect_of(box: Box) -> QRectF:
    return QRectF(box.x, box.y, box.width, box.height)
