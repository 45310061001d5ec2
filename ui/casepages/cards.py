"""Pages as cards in a row: picture, number, what is to be known. Pictures come from workers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import shiboken6
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QImageReader, QPainter, QPen
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from digitizer.domain.errors import EnvironmentFault
from ui.session import Session
from ui.theme import base_font, px, theme

_PICTURE_WIDTH, _PICTURE_HEIGHT = 150, 196
_ROOM = 10
_LINES = 3
_CARD = Qt.ItemDataRole.UserRole
_AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Card:
    """``lines`` stand under the picture, the first one bold; ``warning`` is a line in the colour of
    what is to be done. ``spoken`` is what a screen reader says."""

    picture: Path
    lines: tuple[str, ...]
    warning: str = ""

    @property
    def spoken(self) -> str:
        return ", ".join(filter(None, (*self.lines, self.warning)))


class PageCards(QListWidget):
    """``is_wrapping`` lets the cards fill several rows."""

    def __init__(self, session: Session, name: str, *, is_wrapping: bool = False) -> None:
        super().__init__()
        self._session = session
        self._pictures: dict[Path, QImage | None] = {}
        self._asked: set[Path] = set()
        self.no_picture = session.text("pages-no-picture")
        self.setAccessibleName(name)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(is_wrapping)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSpacing(px(6))
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_CardPainter(self))
        if not is_wrapping:
            bar = self.horizontalScrollBar().sizeHint().height()
            self.setFixedHeight(card_size().height() + 2 * px(10) + bar)

    def show_cards(self, cards: Sequence[Card], chosen: int) -> None:
        """Show these, with one of them chosen."""
        self.clear()
        for card in cards:
            item = QListWidgetItem(card.spoken)
            item.setData(_CARD, card)
            item.setToolTip(card.spoken)
            self.addItem(item)
            self._ask(card.picture)
        if cards:
            self.setCurrentRow(min(max(chosen, 0), len(cards) - 1))

    def picture(self, path: Path) -> QImage | None:
        """None while it is not there yet, or when it cannot be read."""
        return self._pictures.get(path)

    def is_lost(self, path: Path) -> bool:
        return path in self._pictures and self._pictures[path] is None

    def _ask(self, path: Path) -> None:
        if path in self._asked:
            return
        self._asked.add(path)
        width, height = px(_PICTURE_WIDTH) * 2, px(_PICTURE_HEIGHT) * 2
        self._session.bridge.run(
            lambda: _thumbnail(path, width, height),
            lambda image: self._take(path, image),
            lambda _error: self._take(path, None),
        )

    def _take(self, path: Path, image: QImage | None) -> None:
        if shiboken6.isValid(self):
            self._pictures[path] = image
            self.viewport().update()


def card_size() -> QSize:
    """The room of one card; it follows the scale of the program."""
    lines = _LINES * QFontMetrics(base_font()).lineSpacing()
    return QSize(px(_PICTURE_WIDTH + 2 * _ROOM), px(_PICTURE_HEIGHT + 3 * _ROOM) + lines)


def _thumbnail(path: Path, width: int, height: int) -> QImage:
    """Raises EnvironmentFault when the image cannot be read."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        # A JPEG file is decoded at a part of its size, which takes a fraction of the time.
        reader.setScaledSize(size.scaled(width, height, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise EnvironmentFault("image-unreadable", path=path, reason=reader.errorString())
    return image


class _CardPainter(QStyledItemDelegate):
    def __init__(self, cards: PageCards) -> None:
        super().__init__(cards)
        self._cards = cards

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _AnyIndex) -> QSize:
        return card_size()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        card = index.data(_CARD)
        if not isinstance(card, Card):
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._frame(painter, rect, is_chosen=bool(state & QStyle.StateFlag.State_Selected))
        room = px(_ROOM)
        place = QRect(rect.x() + room, rect.y() + room, px(_PICTURE_WIDTH), px(_PICTURE_HEIGHT))
        self._picture(painter, place, card)
        self._words(painter, place.bottom() + room, rect, card)
        painter.restore()

    def _frame(self, painter: QPainter, rect: QRect, *, is_chosen: bool) -> None:
        colors, ring = theme.colors, theme.ring
        if is_chosen:
            is_focused = self._cards.hasFocus()
            painter.setBrush(QColor(colors.accent_soft))
            painter.setPen(QPen(QColor(colors.accent if is_focused else colors.strong_line), ring))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect.adjusted(ring, ring, -ring, -ring), px(4), px(4))

    def _picture(self, painter: QPainter, place: QRect, card: Card) -> None:
        colors = theme.colors
        image = self._cards.picture(card.picture)
        shown = place
        if image is not None:
            size = QSize(image.size()).scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
            shown = QRect(0, 0, size.width(), size.height())
            shown.moveCenter(place.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(shown, image)
        else:
            painter.fillRect(shown, QColor(colors.raised))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colors.line), 1))
        painter.drawRect(shown.adjusted(0, 0, -1, -1))
        if self._cards.is_lost(card.picture):
            painter.setPen(QColor(colors.bad))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(shown, int(flags), self._cards.no_picture)

    def _words(self, painter: QPainter, top: int, rect: QRect, card: Card) -> None:
        colors, room = theme.colors, px(_ROOM)
        lines = [
            (line, colors.text if at == 0 else colors.muted) for at, line in enumerate(card.lines)
        ]
        if card.warning:
            lines.append((card.warning, colors.warn))
        for at, (line, color) in enumerate(lines[:_LINES]):
            font = base_font(bold=at == 0)
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(QColor(color))
            width = rect.width() - 2 * room
            is_name = color == colors.muted
            mode = Qt.TextElideMode.ElideMiddle if is_name else Qt.TextElideMode.ElideRight
            shown = metrics.elidedText(line, mode, width)
            row = QRect(rect.x() + room, top, width, metrics.lineSpacing())
            painter.drawText(row, int(Qt.AlignmentFlag.AlignCenter), shown)
            top += metrics.lineSpacing()
