"""The page image with the boxes of its fields."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsItem,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsView,
    QStyleOptionGraphicsItem,
    QWidget,
)

from digitizer.domain.page import Box
from ui.desk.images import PagePicture
from ui.theme import theme

ACTIVE_HEIGHT = 0.38
"""Where on the view's height the active line comes to stand, every time."""

_ZOOM_STEP = 1.2
_LEAST_ZOOM, _MOST_ZOOM = 0.05, 6.0
_PADDING_PX = 6


class _PageItem(QGraphicsItem):
    """Paper in px of the upright page, drawn from the level that fits the zoom."""

    def __init__(self) -> None:
        super().__init__()
        self.page = QRectF()
        self.picture: PagePicture | None = None

    def change(self, page: QRectF, picture: PagePicture | None) -> None:
        self.prepareGeometryChange()
        self.page = page
        self.picture = picture
        self.update()

    def boundingRect(self) -> QRectF:
        return self.page

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        painter.fillRect(self.page, QColor("#ffffff"))
        if self.picture is None:
            return
        transform = painter.deviceTransform()
        scale = math.hypot(transform.m11(), transform.m12())
        image = self.picture.for_width(self.page.width() * scale)
        painter.drawImage(self.page, image)


class PageCanvas(QGraphicsView):
    """Scene coordinates are px of the upright page, whatever the size of the image shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setScene(QGraphicsScene(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHints(
            QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing
        )
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._paper = _PageItem()
        self.scene().addItem(self._paper)
        self._boxes: dict[str, QGraphicsRectItem] = {}
        self._active: str | None = None
        self._page = QRectF()
        self._turn = 0
        self._zoom: float | None = None
        self._path: Path | None = None

    @property
    def path(self) -> Path | None:
        """The image file of the page shown."""
        return self._path

    @property
    def turn(self) -> int:
        """Clockwise turn of the view in degrees."""
        return self._turn

    def show_page(self, path: Path, width: int, height: int, boxes: Mapping[str, Box]) -> None:
        """Make ready for a page; its image follows by :meth:`show_picture`."""
        is_new = path != self._path
        self._path = path
        self._page = QRectF(0, 0, width, height)
        if is_new:
            self._turn = 0
        self._paper.change(self._page, None if is_new else self._paper.picture)
        self._draw_boxes(boxes)
        self._fit()
        if is_new:
            self._show_top()

    def clear(self) -> None:
        self._path = None
        self._page = QRectF()
        self._paper.change(self._page, None)
        self._draw_boxes({})

    def show_picture(self, path: Path, picture: PagePicture) -> None:
        """Show the image of the page; one that comes late for another page is dropped."""
        shown = self._paper.picture
        if path != self._path or (shown and picture.whole.width() < shown.whole.width()):
            return
        self._paper.change(self._page, picture)

    def activate(self, key: str | None) -> None:
        """Draw one field's box strongly and bring its line to the fixed height."""
        self._active = key
        self._paint_boxes()
        box = self._boxes.get(key) if key else None
        if box is not None:
            self._bring(box.sceneBoundingRect())

    def zoom_by(self, steps: int) -> None:
        wanted = self._scale() * _ZOOM_STEP**steps
        self._zoom = min(max(wanted, _LEAST_ZOOM), _MOST_ZOOM)
        self._place()

    def fit_width(self) -> None:
        self._zoom = None
        self._fit()
        self.activate(self._active)

    def rotate_by(self, degrees: int) -> None:
        self._turn = (self._turn + degrees) % 360
        self._fit()
        self.activate(self._active)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_at_top = abs(self._top()) <= 1
        super().resizeEvent(event)
        self._fit()
        if is_at_top:
            self._show_top()
        self.activate(self._active)

    def _fit(self) -> None:
        if not self._page.isEmpty():
            self._place()

    def _scale(self) -> float:
        if self._zoom is not None:
            return self._zoom
        across = self._page.height() if self._turn % 180 else self._page.width()
        return max((self.viewport().width() - 2) / max(across, 1.0), _LEAST_ZOOM)

    def _place(self) -> None:
        scale = self._scale()
        self.resetTransform()
        self.scale(scale, scale)
        self.rotate(self._turn)
        # Room above and below lets the first and the last line reach the fixed height too.
        room = self.viewport().height() * ACTIVE_HEIGHT / scale
        sideways = bool(self._turn % 180)
        dx, dy = (room, 0.0) if sideways else (0.0, room)
        self.setSceneRect(self._page.adjusted(-dx, -dy, dx, dy))

    def _bring(self, box: QRectF) -> None:
        offset = (0.5 - ACTIVE_HEIGHT) * self.viewport().height()
        centre = self.viewportTransform().map(box.center()) + QPointF(0, offset)
        self.centerOn(self.mapToScene(centre.toPoint()))

    def _show_top(self) -> None:
        """The head of the page at the head of the view, until a box calls elsewhere."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self._top())

    def _top(self) -> int:
        """How far below the head of the view the page begins, in px."""
        return self.mapFromScene(self._page.topLeft()).y()

    def _draw_boxes(self, boxes: Mapping[str, Box]) -> None:
        for item in self._boxes.values():
            self.scene().removeItem(item)
        self._boxes = {}
        for key, box in boxes.items():
            rect = QRectF(box.x, box.y, box.width, box.height)
            pad = float(_PADDING_PX)
            self._boxes[key] = self.scene().addRect(rect.adjusted(-pad, -pad, pad, pad))
        self._paint_boxes()

    def _paint_boxes(self) -> None:
        accent = QColor("#1a5aa6") if not theme.is_dark else QColor("#2f7fd6")
        for key, item in self._boxes.items():
            is_active = key == self._active
            color = QColor(accent)
            color.setAlpha(255 if is_active else 70)
            pen = QPen(color, 3.0 if is_active else 1.0)
            pen.setCosmetic(True)
            item.setPen(pen)
            fill = QColor(accent)
            fill.setAlpha(22 if is_active else 0)
            item.setBrush(QBrush(fill))
            item.setZValue(2 if is_active else 1)
