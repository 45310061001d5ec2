"""The blank sheet with its zones, drawn by mouse or by keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsView

from digitizer.domain.form import Place
from digitizer.domain.form_draft import LEAST_SIDE_MM
from ui.desk.images import PagePicture
from ui.desk.page_canvas import PageCanvas
from ui.forms.zone_board import ZoneBoard
from ui.forms.zone_painting import Edges, edges_at, paint_zone

_NEW_MM = (60.0, 8.0)
_STEP_MM, _FINE_MM = 1.0, 0.2
_STILL_PX = 4
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_CURSORS = {
    (True, False): Qt.CursorShape.SizeHorCursor,
    (False, True): Qt.CursorShape.SizeVerCursor,
    (True, True): Qt.CursorShape.SizeAllCursor,
}


@dataclass(slots=True)
class _Drag:
    """A zone that the mouse draws, moves or resizes; ``number`` None for a new one."""

    start: QPoint
    number: int | None
    before: Place
    edges: Edges
    place: Place


class ZoneCanvas(PageCanvas):
    """``field_wanted``: the user wants to say whose the zone in hand is; ``left``: the keys should
    go to the next part of the page."""

    field_wanted = Signal()
    left = Signal()

    def __init__(self, name_of: Callable[[int], str]) -> None:
        """``name_of`` gives the words on a zone by its place on the board."""
        super().__init__()
        self._name_of = name_of
        self._board: ZoneBoard | None = None
        self._drag: _Drag | None = None
        self.setDragMode(QGraphicsView.DragMode.NoDrag)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)

    def show_board(self, board: ZoneBoard, picture: PagePicture) -> None:
        """Begin with a sheet."""
        self._board = board
        self._drag = None
        self.clear()
        sheet = board.sheet
        # The sheet has no file of its own; the name only tells one from another.
        path = Path(sheet.name)
        self.show_page(path, sheet.width, sheet.height, {})
        self.show_picture(path, picture)

    def clear_board(self) -> None:
        self._board = None
        self._drag = None
        self.clear()

    def look_again(self) -> None:
        """The board has changed: paint it, and bring the zone in hand into view."""
        if self._board is not None and self._board.zone is not None and self._drag is None:
            self.ensureVisible(self._scene_rect(self._board.zone.place), 40, 40)
        self.viewport().update()

    def rect_of(self, place: Place) -> QRectF:
        """A place of the sheet in px of the view."""
        scene = self._scene_rect(place)
        corner = self.mapFromScene(scene.topLeft()), self.mapFromScene(scene.bottomRight())
        return QRectF(QPointF(corner[0]), QPointF(corner[1]))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._board is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self._board.chosen
        for number, zone in enumerate(self._board.zones):
            if number != chosen:
                paint_zone(painter, self.rect_of(zone.place), zone, self._name_of(number))
        if self._board.zone is not None and chosen is not None:
            zone = self._board.zone
            dragged = self._drag is not None and self._drag.number == chosen
            place = self._drag.place if dragged and self._drag else zone.place
            name = self._name_of(chosen)
            paint_zone(painter, self.rect_of(place), zone, name, is_chosen=True)
        if self._drag is not None and self._drag.number is None:
            paint_zone(painter, self.rect_of(self._drag.place), None, "", is_chosen=True)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._board is None or event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        at = event.position().toPoint()
        edges, number = self._grip(at)
        if number is not None and number != self._board.chosen:
            self._board.choose(number)
        x, y = self._mm(at)
        before = self._board.zones[number].place if number is not None else Place(x, y, 0, 0)
        self._drag = _Drag(at, number, before, edges, before)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._drag is None:
            self._show_cursor(at)
            super().mouseMoveEvent(event)
            return
        self._drag.place = self._dragged(self._drag, at)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, board = self._drag, self._board
        if drag is None or board is None:
            super().mouseReleaseEvent(event)
            return
        at = event.position().toPoint()
        drag.place = self._dragged(drag, at)
        self._drag = None
        is_still = (at - drag.start).manhattanLength() < _STILL_PX
        if drag.number is None:
            if is_still or min(drag.place.width, drag.place.height) < LEAST_SIDE_MM / 2:
                board.choose(None)
            else:
                board.add(drag.place)
        elif not is_still:
            board.put(drag.number, drag.place)
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._board is not None and self._board.zone is not None:
            self.field_wanted.emit()
        else:
            super().mouseDoubleClickEvent(event)

    def _dragged(self, drag: _Drag, at: QPoint) -> Place:
        assert self._board is not None  # noqa: S101 - a drag begins on a board only
        x, y = self._mm(at)
        before, sheet = drag.before, self._board.sheet
        if drag.number is None:
            return sheet.place(before.left, before.top, x, y)
        start_x, start_y = self._mm(drag.start)
        right, down = x - start_x, y - start_y
        if not any(drag.edges):
            return self._board.moved(before, right, down)
        edges = drag.edges
        return sheet.place(
            before.left + (right if edges.left else 0),
            before.top + (down if edges.top else 0),
            before.left + before.width + (right if edges.right else 0),
            before.top + before.height + (down if edges.bottom else 0),
        )

    def _grip(self, at: QPoint) -> tuple[Edges, int | None]:
        """The edges of the zone in hand at a point, or the smallest zone there."""
        board = self._board
        if board is None:
            return Edges(), None
        if board.zone is not None:
            edges = edges_at(self.rect_of(board.zone.place), QPointF(at))
            if any(edges):
                return edges, board.chosen
        under = [
            (zone.place.width * zone.place.height, number)
            for number, zone in enumerate(board.zones)
            if self.rect_of(zone.place).contains(QPointF(at))
        ]
        return Edges(), min(under)[1] if under else None

    def _show_cursor(self, at: QPoint) -> None:
        edges, number = self._grip(at)
        shape = Qt.CursorShape.CrossCursor
        if any(edges):
            shape = _CURSORS[(edges.left or edges.right, edges.top or edges.bottom)]
        elif number is not None:
            shape = Qt.CursorShape.SizeAllCursor
        self.viewport().setCursor(QCursor(shape))

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._board is None or not self._on_key(event, self._board):
            super().keyPressEvent(event)

    def _on_key(self, event: QKeyEvent, board: ZoneBoard) -> bool:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if key in _ARROWS and board.zone is not None:
            self._on_arrow(_ARROWS[key], modifiers, board)
            return True
        if modifiers & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        steps: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_N: self.add_zone,
            Qt.Key.Key_A: board.accept,
            Qt.Key.Key_Delete: board.remove,
            Qt.Key.Key_Backspace: board.remove,
            Qt.Key.Key_Return: self.field_wanted.emit,
            Qt.Key.Key_Enter: self.field_wanted.emit,
            Qt.Key.Key_F6: self.left.emit,
        }
        if key not in steps:
            return False
        steps[key]()
        return True

    def _on_arrow(
        self, way: tuple[int, int], modifiers: Qt.KeyboardModifier, board: ZoneBoard
    ) -> None:
        is_fine = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        step = _FINE_MM if is_fine else _STEP_MM
        right, down = way[0] * step, way[1] * step
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            board.resize_by(right, down)
        elif modifiers & Qt.KeyboardModifier.AltModifier:
            board.reorder(way[0] + way[1])
        else:
            board.move_by(right, down)

    def add_zone(self) -> None:
        """A new zone at the cursor, or in the middle of what is seen."""
        if self._board is None:
            return
        at = self.viewport().mapFromGlobal(QCursor.pos())
        if not self.viewport().rect().contains(at) or not self.underMouse():
            at = self.viewport().rect().center()
        x, y = self._mm(at)
        width, height = _NEW_MM
        place = Place(x - width / 2, y - height / 2, width, height)
        self._board.add(self._board.moved(place, 0, 0))

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own name
        """Tab goes from zone to zone; F6 leaves the sheet."""
        if self._board is None or not self._board.zones:
            return bool(super().focusNextPrevChild(next))
        self._board.step(1 if next else -1)
        return True

    # Measures

    def _per_mm(self) -> float:
        assert self._board is not None  # noqa: S101 - nothing is measured without a board
        return self._board.sheet.width / self._board.sheet.size[0]

    def _mm(self, at: QPoint) -> tuple[float, float]:
        point = self.mapToScene(at)
        return point.x() / self._per_mm(), point.y() / self._per_mm()

    def _scene_rect(self, place: Place) -> QRectF:
        per = self._per_mm()
        return QRectF(place.left * per, place.top * per, place.width * per, place.height * per)
