"""One page on the canvas, drawn tile by tile from the level that fits the zoom."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from ui.desk.contrast import Contrast
from ui.desk.images import PagePicture
from ui.desk.tiles import TILE_PX, TilePlace, Tiles, TileWish
from ui.theme import theme

_PAPER, _NIGHT_PAPER = "#ffffff", "#000000"
_NOTE, _NOTE_ADVICE = "#18212c", "#546070"
_NOTE_PX = 460
_SPREAD = 1.25
"""A sheet so much wider than high is an open book."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as the canvas knows it; ``width`` and ``height`` in px of the upright page."""

    id: int
    path: Path | None
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Note:
    """What stands on a sheet that has no picture, and what to do about it."""

    sentence: str
    advice: str = ""


@dataclass(slots=True)
class Showing:
    """How all sheets of a canvas are shown. Without ``tiles`` they are drawn in the window's
    thread, and plain."""

    turn: int = 0
    contrast: Contrast = Contrast.PLAIN
    tiles: Tiles | None = None


@dataclass(frozen=True, slots=True)
class _Grid:
    """The tiles of a page as seen: ``origin`` is where the page's own corner lies in the view,
    ``side`` the side of a tile there."""

    origin: QPointF
    side: float

    def place(self, column: int, row: int) -> QRectF:
        x, y = self.origin.x() + column * self.side, self.origin.y() + row * self.side
        return QRectF(x, y, self.side, self.side)

    def under(self, seen: QRectF) -> Iterator[tuple[int, int]]:
        left = math.floor((seen.left() - self.origin.x()) / self.side)
        top = math.floor((seen.top() - self.origin.y()) / self.side)
        right = math.ceil((seen.right() - self.origin.x()) / self.side)
        bottom = math.ceil((seen.bottom() - self.origin.y()) / self.side)
        for row in range(top, bottom):
            for column in range(left, right):
                yield column, row


class SheetItem(QGraphicsItem):
    """Item coordinates are px of the upright page, whatever the size of the image shown."""

    def __init__(self, sheet: Sheet, showing: Showing) -> None:
        super().__init__()
        self.sheet = sheet
        self.picture: PagePicture | None = None
        self.note: Note | None = None
        self._showing = showing
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    @property
    def page(self) -> QRectF:
        return QRectF(0, 0, self.sheet.width, self.sheet.height)

    @property
    def is_spread(self) -> bool:
        """Whether the paper is an open book: two pages side by side."""
        return self.sheet.width >= _SPREAD * self.sheet.height

    def show_picture(self, picture: PagePicture) -> None:
        """A smaller picture that comes late is dropped."""
        if self.picture is None or picture.whole.width() >= self.picture.whole.width():
            self.picture = picture
            self.note = None
            self.update()

    def show_note(self, note: Note | None) -> None:
        self.note = note
        self.update()

    def boundingRect(self) -> QRectF:
        return self.page

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        is_night = self._showing.contrast is Contrast.INVERTED
        painter.fillRect(self.page, QColor(_NIGHT_PAPER if is_night else _PAPER))
        if self.picture is not None:
            exposed = QRectF(option.exposedRect)
            self._paint_picture(painter, self.picture, exposed.intersected(self.page))
        pen = QPen(QColor(theme.colors.strong_line), 1)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.page)
        if self.picture is None and self.note is not None:
            self._paint_note(painter, self.note, widget)

    def _paint_picture(self, painter: QPainter, picture: PagePicture, exposed: QRectF) -> None:
        seen_by = QTransform(painter.worldTransform())
        scale = math.hypot(seen_by.m11(), seen_by.m12())
        ratio = painter.device().devicePixelRatio()
        level = picture.for_width(self.page.width() * scale * ratio)
        tiles = self._showing.tiles
        if tiles is None:
            painter.drawImage(self.page, level)
            return
        grid = _Grid(seen_by.map(QPointF(0, 0)), TILE_PX / ratio)
        whole = seen_by.mapRect(self.page)
        missing: list[tuple[QRectF, TilePlace]] = []
        painter.save()
        painter.setWorldTransform(QTransform())
        painter.setClipRect(whole, Qt.ClipOperation.IntersectClip)
        for column, row in grid.under(seen_by.mapRect(exposed).intersected(whole)):
            key = level.cacheKey()
            turn, contrast = self._showing.turn, self._showing.contrast
            place = TilePlace(key, scale * ratio, turn, contrast, column, row)
            tile = tiles.get(place)
            if tile is None:
                missing.append((grid.place(column, row), place))
            else:
                painter.drawImage(grid.place(column, row), tile)
        painter.restore()
        if missing:
            self._paint_meanwhile(painter, picture, [rect for rect, _ in missing])
            size = QSizeF(self.page.size())
            smallest = picture.levels[-1]
            tiles.want([TileWish(place, level, smallest, size) for _, place in missing])

    def _paint_meanwhile(
        self, painter: QPainter, picture: PagePicture, places: list[QRectF]
    ) -> None:
        """What is seen of tiles that are still being drawn, from a level no larger than the view
        needs; a page that is to be inverted must not flash white."""
        if self._showing.contrast is Contrast.INVERTED:
            return
        seen_by = QTransform(painter.worldTransform())
        scale = math.hypot(seen_by.m11(), seen_by.m12())
        level = picture.for_width(self.page.width() * scale)
        painter.save()
        painter.setWorldTransform(QTransform())
        seen = places[0]
        for place in places[1:]:
            seen = seen.united(place)
        painter.setClipRect(seen, Qt.ClipOperation.IntersectClip)
        painter.setWorldTransform(seen_by)
        painter.drawImage(self.page, level)
        painter.restore()

    def _paint_note(self, painter: QPainter, note: Note, widget: QWidget | None) -> None:
        """In the middle of what is seen of the sheet, upright whatever the turn."""
        view = QRectF(widget.rect()) if widget else painter.worldTransform().mapRect(self.page)
        seen = painter.worldTransform().mapRect(self.page).intersected(view)
        painter.save()
        painter.setWorldTransform(QTransform())
        width = min(float(_NOTE_PX), seen.width() - 32)
        place = QRectF(0, 0, width, seen.height())
        place.moveCenter(seen.center())
        font = QFont(painter.font())
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        flags |= int(Qt.TextFlag.TextWordWrap)
        large = QFont(font)
        large.setPointSizeF(font.pointSizeF() * 1.25)
        painter.setFont(large)
        upper = painter.boundingRect(place, flags, note.sentence)
        painter.setFont(font)
        lower = painter.boundingRect(place, flags, note.advice) if note.advice else QRectF()
        top = seen.center().y() - (upper.height() + 10 + lower.height()) / 2
        upper.moveTop(top)
        painter.setFont(large)
        painter.setPen(QColor(_NOTE))
        painter.drawText(upper, flags, note.sentence)
        if note.advice:
            lower.moveTop(upper.bottom() + 10)
            painter.setFont(font)
            painter.setPen(QColor(_NOTE_ADVICE))
            painter.drawText(lower, flags, note.advice)
        painter.restore()
