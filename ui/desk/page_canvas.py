"""The page image with the boxes of its fields, and what the pointer does there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGraphicsView, QToolTip, QWidget

from digitizer.domain.page import Box
from ui.desk.contrast import Contrast
from ui.desk.images import PagePicture
from ui.desk.marks import Mark, Marks, rect_of
from ui.desk.pins import PinMark, Pins
from ui.desk.sheet_item import Note, Sheet, SheetItem
from ui.desk.sheet_view import SheetView

_STILL_PX = 4
_LEAST_REGION_PX = 8


@dataclass(frozen=True, slots=True)
class PagePlace:
    """A place of a page, by the page's :attr:`Sheet.id` and a box in px of the upright page."""

    sheet: int
    box: Box


class PageCanvas(SheetView):
    """A short click chooses the field under it, a drag moves the paper, and a drag with Shift (or
    in the drawing mode) draws a place to be read. The caret stays where it is. ``field_chosen``:
    the person wants that field; ``region_drawn`` and ``words_wanted`` bring a :class:`PagePlace`.
    """

    field_chosen = Signal(str)
    region_drawn = Signal(object)
    words_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDragMode(QGraphicsView.DragMode.NoDrag)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self._marks = Marks(self.scene())
        self._pins = Pins(self.scene())
        self._pressed: QPoint | None = None
        self._last = QPoint()
        self._is_drawing = False
        self._is_panning = False
        self._pointer: QPoint | None = None
        self.draws = False
        self.is_frozen = False

    def show_page(self, path: Path, width: int, height: int, boxes: Mapping[str, Box]) -> None:
        """Make ready for one page; its image follows by :meth:`show_picture`."""
        self.show_pages(
            [Sheet(0, path, width, height)], {key: Mark(0, box) for key, box in boxes.items()}
        )

    def show_pages(
        self, sheets: Sequence[Sheet], marks: Mapping[str, Mark], pins: Sequence[PinMark] = ()
    ) -> None:
        """Make ready for pages side by side, with the boxes and pins that stand on them."""
        self.show_sheets(sheets)
        self._marks.draw(None)
        self._marks.show(marks, self._corners())
        self._pins.show(pins, self._corners())

    @property
    def pins(self) -> tuple[PinMark, ...]:
        """Those on the pages shown."""
        return self._pins.marks

    def show_pins(self, pins: Sequence[PinMark]) -> None:
        corners = self._corners()
        if tuple(pin for pin in pins if pin.sheet in corners) != self.pins:
            self._pins.show(pins, corners)
            self._show_marks()

    def clear(self) -> None:
        self.show_pages((), {})

    def show_note(self, path: Path | None, note: Note | None) -> None:
        super().show_note(path, note)
        self._show_marks()

    def show_picture(self, path: Path, picture: PagePicture) -> None:
        super().show_picture(path, picture)
        self._show_marks()

    def _show_marks(self) -> None:
        is_paper = all(item.note is None for item in self._items)
        self._marks.set_shown(on=is_paper)
        self._pins.set_shown(on=is_paper)

    def activate(self, key: str | None) -> None:
        """Draw one field's box strongly and bring its line to the fixed height, unless the image
        is frozen."""
        if key != self._marks.active:
            self._pointer = None
            self._marks.draw(None)
        self._marks.activate(key)
        if not self.is_frozen:
            self._look()

    def show_reading(self, place: PagePlace | None) -> None:
        """Mark a place that is being read; None takes the mark away."""
        self._marks.draw(self._rect_in_scene(place) if place else None)

    def set_contrast(self, contrast: Contrast) -> None:
        super().set_contrast(contrast)
        self._marks.is_on_dark = contrast is Contrast.INVERTED
        self._marks.paint()

    @property
    def pointed(self) -> PagePlace | None:
        """The point of a page that the pointer was moved to since the field was entered, as a box
        without extent; None when the pointer rests elsewhere."""
        if self._pointer is None or not self.viewport().rect().contains(self._pointer):
            return None
        return self._page_place(_point(self.mapToScene(self._pointer)))

    def _look(self) -> None:
        active = self._marks.active
        place = self._marks.place(active) or self._pins.place(active)
        if place is not None and not self.is_frozen:
            self._bring(place)

    # Pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._last = event.position().toPoint()
        is_left = event.button() is Qt.MouseButton.LeftButton
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._is_drawing = is_left and (self.draws or shifted)
        self._is_panning = not self._is_drawing
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        self._pointer = at
        if self._pressed is None:
            self._hover(at)
        elif self._is_drawing:
            self._marks.draw(self._drawn_rect(at))
        elif self._is_panning and (at - self._pressed).manhattanLength() >= _STILL_PX:
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._scroll(self._last - at)
            self._last = at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        at = event.position().toPoint()
        self._rest_cursor()
        if pressed is None:
            return
        if (at - pressed).manhattanLength() < _STILL_PX:
            self._marks.draw(None)
            if event.button() is Qt.MouseButton.LeftButton:
                self._click(at, event.modifiers())
        elif self._is_drawing:
            self._finish_drawing(QRectF(self.mapToScene(pressed), self.mapToScene(at)).normalized())

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self._marks.point(None)
        super().leaveEvent(event)

    def set_drawing(self, *, on: bool) -> None:
        """Let a plain drag draw a place, or move the paper."""
        self.draws = on
        self._rest_cursor()

    def _rest_cursor(self) -> None:
        shape = Qt.CursorShape.CrossCursor if self.draws else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def _hover(self, at: QPoint) -> None:
        pin = self._pins.mark_of(self.itemAt(at))
        key = pin.field if pin else self._marks.at(self.mapToScene(at))
        self._marks.point(key)
        name = pin.said if pin else self._marks.name(key) if key else ""
        QToolTip.showText(self.viewport().mapToGlobal(at), name, self.viewport())

    def _click(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        point = self.mapToScene(at)
        pin = self._pins.mark_of(self.itemAt(at))
        key = pin.field if pin else self._marks.at(point)
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            place = self._page_place(_point(point))
            if place is not None:
                self.words_wanted.emit(place)
        elif key is not None:
            self.field_chosen.emit(key)

    def _drawn_rect(self, at: QPoint) -> QRectF:
        start = self._pressed or at
        return QRectF(self.mapToScene(start), self.mapToScene(at)).normalized()

    def _finish_drawing(self, drawn: QRectF) -> None:
        place = self._page_place(drawn)
        is_large = min(drawn.width(), drawn.height()) * self.shown_scale >= _LEAST_REGION_PX
        if place is None or not is_large:
            self._marks.draw(None)
        else:
            self.region_drawn.emit(place)

    # Measures

    def _corners(self) -> dict[int, QPointF]:
        """Where the shown pages begin in the scene."""
        return {item.sheet.id: item.pos() for item in self._items}

    def _page_place(self, place: QRectF) -> PagePlace | None:
        """The part of the page under the middle of a place of the scene."""
        item = self._item_at(place.center())
        if item is None:
            return None
        own = place.translated(-item.pos())
        seen = own.intersected(item.page) if own.isValid() else own
        return PagePlace(
            item.sheet.id,
            Box(round(seen.x()), round(seen.y()), round(seen.width()), round(seen.height())),
        )

    def _rect_in_scene(self, place: PagePlace) -> QRectF | None:
        item = next((item for item in self._items if item.sheet.id == place.sheet), None)
        return rect_of(place.box).translated(item.pos()) if item else None

    def _item_at(self, point: QPointF) -> SheetItem | None:
        return next(
            (item for item in self._items if item.sceneBoundingRect().contains(point)), None
        )


def _point(at: QPointF) -> QRectF:
    return QRectF(at.x(), at.y(), 0, 0)
