"""Many pieces of paper side by side, the odd ones marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from digitizer.workflow.carpet import SCREEN
from ui import icons
from ui.passes.groups import Tile, TileId
from ui.session import Session
from ui.theme import base_font, px, theme

_WIDTH, _HEIGHT = 196, 78
_GAP = 4
_PAPER_HEIGHT = 48
_PAD = 6
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_AnyIndex = QModelIndex | QPersistentModelIndex


class CarpetGrid(QListWidget):
    """As many pieces as fit without scrolling: what is confirmed has been in sight. ``confirmed``
    comes with Enter, ``toggled`` with every mark."""

    confirmed = Signal()
    toggled = Signal()
    room_changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._pieces: Sequence[Tile] = ()
        self._images: Mapping[TileId, QImage | None] = {}
        self._odd: set[TileId] = set()
        self._room = 0
        self.setAccessibleName(session.text("passes-grid", value=""))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setGridSize(cell_size() + QSize(px(_GAP), px(_GAP)))
        self.setItemDelegate(_PiecePainter(self))

    @property
    def room(self) -> int:
        """How many pieces are in sight at once."""
        cell, view = self.gridSize(), self.viewport().size()
        across, down = view.width() // cell.width(), view.height() // cell.height()
        return max(1, min(across * down, SCREEN))

    @property
    def pieces(self) -> Sequence[Tile]:
        return self._pieces

    @property
    def odd(self) -> frozenset[TileId]:
        """The marked pieces."""
        return frozenset(self._odd)

    @property
    def chosen(self) -> Tile | None:
        row = self.currentRow()
        return self._pieces[row] if 0 <= row < len(self._pieces) else None

    def piece(self, row: int) -> Tile | None:
        return self._pieces[row] if 0 <= row < len(self._pieces) else None

    def image(self, tile: TileId) -> QImage | None:
        return self._images.get(tile)

    def is_lost(self, tile: TileId) -> bool:
        """Whether there is no picture to wait for."""
        return tile in self._images and self._images[tile] is None

    def show_pieces(
        self, pieces: Sequence[Tile], images: Mapping[TileId, QImage | None], value: str
    ) -> None:
        """Marks of pieces that stay in sight stay too."""
        chosen = self.chosen
        self._images = images
        self._odd &= {piece.id for piece in pieces}
        if list(pieces) == list(self._pieces):
            self.viewport().update()
            return
        self._pieces = tuple(pieces)
        self.setAccessibleName(self.session.text("passes-grid", value=value))
        self.clear()
        for piece in pieces:
            self.addItem(QListWidgetItem(self._spoken(piece)))
        ids = [piece.id for piece in pieces]
        stays = chosen is not None and chosen.id in ids
        self.setCurrentRow(ids.index(chosen.id) if chosen and stays else 0)

    def show_images(self, images: Mapping[TileId, QImage | None]) -> None:
        self._images = images
        self.viewport().update()

    def forget_marks(self) -> None:
        self._odd.clear()

    def toggle(self) -> None:
        """Mark the chosen piece as odd, or take the mark off."""
        piece = self.chosen
        if piece is None:
            return
        self._odd ^= {piece.id}
        item = self.currentItem()
        if item is not None:
            item.setText(self._spoken(piece))
        self.toggled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            # A key that is held down would confirm screens that nobody saw.
            if not event.isAutoRepeat():
                self.confirmed.emit()
            return
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.toggle()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.room != self._room:
            self._room = self.room
            self.room_changed.emit()

    def _spoken(self, piece: Tile) -> str:
        words = "passes-piece-odd" if piece.id in self._odd else "passes-piece"
        text = self.session.text
        return text(words, case=piece.case_id, title=piece.title or "—", text=piece.text)


class _PiecePainter(QStyledItemDelegate):
    def __init__(self, grid: CarpetGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _AnyIndex) -> QSize:
        return cell_size()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        piece = self._grid.piece(index.row())
        if piece is None:
            return
        is_odd = piece.id in self._grid.odd
        state: QStyle.StateFlag = option.state
        rect: QRect = option.rect
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        cell = QRectF(rect.topLeft(), cell_size()).adjusted(1.5, 1.5, -1.5, -1.5)
        colors = theme.colors
        painter.save()
        painter.setRenderHints(
            QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing
        )
        painter.setBrush(QColor(colors.warn_soft if is_odd else colors.surface))
        edge = colors.accent if is_chosen else colors.warn if is_odd else colors.line
        painter.setPen(QPen(QColor(edge), 2.5 if is_chosen else 1.5 if is_odd else 1))
        painter.drawRoundedRect(cell, 4, 4)
        self._paint_paper(painter, cell, piece)
        self._paint_caption(painter, cell, piece, is_odd=is_odd)
        painter.restore()

    def _paint_paper(self, painter: QPainter, cell: QRectF, piece: Tile) -> None:
        """All pieces at one height, so that the odd one is seen by its shape."""
        pad = px(_PAD)
        room = QRectF(cell.x() + pad, cell.y() + pad, cell.width() - 2 * pad, px(_PAPER_HEIGHT))
        painter.fillRect(room, QColor("#ffffff"))
        image = self._grid.image(piece.id)
        if image is None:
            if self._grid.is_lost(piece.id):
                painter.setPen(QColor("#546070"))
                words = self._grid.session.text("passes-no-image")
                painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), words)
            return
        scale = min(room.height() / image.height(), room.width() / image.width())
        size = QSize(round(image.width() * scale), round(image.height() * scale))
        ratio = painter.device().devicePixelRatioF()
        fine = image.scaled(
            size * ratio,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        top = room.y() + (room.height() - size.height()) / 2
        painter.drawImage(QRectF(room.x(), top, size.width(), size.height()), fine)

    def _paint_caption(self, painter: QPainter, cell: QRectF, piece: Tile, *, is_odd: bool) -> None:
        pad, colors, text = px(_PAD), theme.colors, self._grid.session.text
        top = cell.y() + pad + px(_PAPER_HEIGHT)
        line = QRectF(cell.x() + pad, top, cell.width() - 2 * pad, cell.bottom() - top)
        font = QFont(base_font())
        font.setPointSizeF(font.pointSizeF() * 0.85)
        painter.setFont(font)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(QColor(colors.warn if is_odd else colors.muted))
        painter.drawText(line, middle, text("passes-piece-short", case=piece.case_id))
        if is_odd:
            painter.drawText(line, middle | int(Qt.AlignmentFlag.AlignRight), text("passes-odd"))
            size = px(14)
            wide = painter.fontMetrics().horizontalAdvance(text("passes-odd"))
            place = QRectF(line.right() - wide - size - 4, line.center().y() - size / 2, size, size)
            painter.drawPixmap(place.toRect(), icons.pixmap("review", colors.warn, size, 2))


def cell_size() -> QSize:
    return QSize(px(_WIDTH), px(_HEIGHT))
