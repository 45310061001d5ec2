"""Pages on a canvas: zoom, turn, one page or two side by side, one half of an open book."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QLabel, QWidget

from ui.desk.contrast import Contrast
from ui.desk.images import PagePicture
from ui.desk.sheet_item import Note, Sheet, SheetItem, Showing
from ui.desk.tiles import Tiles

ACTIVE_HEIGHT = 0.38
"""Where on the view's height the active line comes to stand, every time."""

_ZOOM_STEP = 1.2
_LEAST_ZOOM, _MOST_ZOOM = 0.05, 6.0
_GAP = 0.012
"""Between two pages side by side, in widths of the first."""
_HALF = 0.53
"""How much of an open book's width is seen at once: a half and a little of the other."""
_SIGN_PX = 10


class SheetView(QGraphicsView):
    """Scene coordinates are px of the first upright page. ``view_changed``: the person has another
    zoom or turn now."""

    view_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setScene(QGraphicsScene(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHints(
            QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing
        )
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.showing = Showing()
        self._items: list[SheetItem] = []
        self._zoom: float | None = None
        self._sign = QLabel(self)
        self._sign.setObjectName("canvasSign")
        self._sign.setTextFormat(Qt.TextFormat.PlainText)
        self._sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._sign.move(_SIGN_PX, _SIGN_PX)
        self._sign.hide()

    @property
    def path(self) -> Path | None:
        """The image file of the first page shown."""
        return self._items[0].sheet.path if self._items else None

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        return tuple(item.sheet for item in self._items)

    @property
    def turn(self) -> int:
        """Clockwise turn of the view in degrees."""
        return self.showing.turn

    @property
    def zoom(self) -> float | None:
        """Screen px a page px; None: as large as fits the view."""
        return self._zoom

    @property
    def contrast(self) -> Contrast:
        return self.showing.contrast

    @property
    def shown_scale(self) -> float:
        """Screen px a page px as shown now."""
        return self._scale()

    def draw_by(self, tiles: Tiles) -> None:
        """Have the pages drawn by a worker from now on."""
        self.showing.tiles = tiles

    def repaint_pages(self) -> None:
        for item in self._items:
            item.update()

    def show_sheets(self, sheets: Sequence[Sheet]) -> None:
        """Make ready for pages; their images follow by :meth:`show_picture`. Other pages than
        before begin upright, at the head."""
        if tuple(sheets) == self.sheets:
            return
        for item in self._items:
            self.scene().removeItem(item)
        self._items = []
        left = 0.0
        for sheet in sheets:
            item = SheetItem(sheet, self.showing)
            item.setPos(left, 0)
            self.scene().addItem(item)
            self._items.append(item)
            left += sheet.width * (1 + _GAP)
        self.showing.turn = 0
        self._fit()
        self._show_top()

    def show_picture(self, path: Path, picture: PagePicture) -> None:
        """Show the image of a page; one that comes late for another page is dropped."""
        for item in self._items:
            if item.sheet.path == path:
                item.show_picture(picture)

    def show_note(self, path: Path | None, note: Note | None) -> None:
        """Say on the sheet of a page why its picture is not there."""
        for item in self._items:
            if item.sheet.path == path:
                item.show_note(note)

    def clear(self) -> None:
        self.show_sheets(())

    def show_sign(self, text: str) -> None:
        """Keep a short text in the corner of the view; none for an empty one."""
        self._sign.setText(text)
        self._sign.setVisible(bool(text))
        self._sign.adjustSize()

    # The view

    def restore(self, zoom: float | None, turn: int) -> None:
        """Show as a person left it."""
        self._zoom = None if zoom is None else min(max(zoom, _LEAST_ZOOM), _MOST_ZOOM)
        self.showing.turn = turn % 360
        self._fit()
        self._look()

    def zoom_by(self, steps: int, at: QPoint | None = None) -> None:
        """``at``: the point of the view whose paper stays where it is, None for the middle."""
        held = at or self.viewport().rect().center()
        paper = self.mapToScene(held)
        wanted = self._scale() * _ZOOM_STEP**steps
        self._zoom = min(max(wanted, _LEAST_ZOOM), _MOST_ZOOM)
        self._place()
        moved = self.mapFromScene(paper) - held
        self._scroll(moved)
        self.view_changed.emit()

    def fit_width(self) -> None:
        self._zoom = None
        self._fit()
        self._look()
        self.view_changed.emit()

    def rotate_by(self, degrees: int) -> None:
        self.showing.turn = (self.turn + degrees) % 360
        self._fit()
        self._look()
        self.view_changed.emit()

    def set_contrast(self, contrast: Contrast) -> None:
        self.showing.contrast = contrast
        self.repaint_pages()

    def show_other_half(self) -> None:
        """Of an open book, or of what is wider than the view: the side that is not seen."""
        bar = self.horizontalScrollBar()
        middle = (bar.minimum() + bar.maximum()) / 2
        bar.setValue(bar.maximum() if bar.value() < middle else bar.minimum())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1, event.position().toPoint())
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_at_top = abs(self._top()) <= 1
        super().resizeEvent(event)
        self._fit()
        if is_at_top:
            self._show_top()
        self._look()

    def _look(self) -> None:
        """Bring what is looked at into view again after the view has changed."""

    def _page(self) -> QRectF:
        """Around all pages shown."""
        whole = QRectF()
        for item in self._items:
            whole = whole.united(item.sceneBoundingRect())
        return whole

    def _is_halved(self) -> bool:
        """Whether the width of the view is that of one half of an open book."""
        alone = len(self._items) == 1 and self._items[0].is_spread
        return alone and not self.turn % 180 and self._zoom is None

    def _fit(self) -> None:
        if self._items:
            self._place()

    def _scale(self) -> float:
        if self._zoom is not None:
            return self._zoom
        page = self._page()
        across = page.height() if self.turn % 180 else page.width()
        if self._is_halved():
            across *= _HALF
        return max((self.viewport().width() - 2) / max(across, 1.0), _LEAST_ZOOM)

    def _place(self) -> None:
        scale = self._scale()
        self.setTransform(QTransform().scale(scale, scale).rotate(self.turn))
        # Room above and below lets the first and the last line reach the fixed height too.
        room = self.viewport().height() * ACTIVE_HEIGHT / scale
        sideways = bool(self.turn % 180)
        dx, dy = (room, 0.0) if sideways else (0.0, room)
        self.setSceneRect(self._page().adjusted(-dx, -dy, dx, dy))

    def _bring(self, box: QRectF) -> None:
        """Bring a place of the scene to the fixed height; of an open book its half."""
        middle = box.center()
        if self._is_halved():
            page = self._page()
            share = 0.25 if middle.x() < page.center().x() else 0.75
            middle = QPointF(page.left() + share * page.width(), middle.y())
        offset = (0.5 - ACTIVE_HEIGHT) * self.viewport().height()
        centre = self.viewportTransform().map(middle) + QPointF(0, offset)
        self.centerOn(self.mapToScene(centre.toPoint()))

    def _scroll(self, moved: QPoint) -> None:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + moved.x())
        down.setValue(down.value() + moved.y())

    def _show_top(self) -> None:
        """The head of the page at the head of the view, until a box calls elsewhere."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self._top())

    def _top(self) -> int:
        """How far below the head of the view the page begins, in px."""
        return self.mapFromScene(self._page().topLeft()).y()
