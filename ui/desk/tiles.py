"""Tiles of a page at the very size of the screen, drawn in a worker and kept for scrolling."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter, QTransform

from digitizer.domain.errors import DigitizerError
from ui.bridge import Bridge
from ui.desk.contrast import Contrast, Levels, contrasted, levels_of

TILE_PX = 512
"""Side of a tile in px of the screen."""
_BUDGET_BYTES = 48 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class TilePlace:
    """A tile of a page: ``image`` is the key of the picture that it is drawn from, ``scale`` screen
    px a page px, ``turn`` clockwise degrees; columns and rows are counted from where the page's
    own head-left corner lies after the turn, and may be negative."""

    image: int
    scale: float
    turn: int
    contrast: Contrast
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class TileWish:
    place: TilePlace
    level: QImage
    smallest: QImage
    """The smallest picture of the same page, by which ink and paper are told apart."""
    page: QSizeF


class Tiles:
    """Keeps what was drawn up to a number of bytes, the oldest goes first. Only the newest wishes
    count: a tile that is not seen any more is not drawn."""

    def __init__(self, bridge: Bridge, ready: Callable[[], None]) -> None:
        self._bridge = bridge
        self._ready = ready
        self._kept: OrderedDict[TilePlace, QImage] = OrderedDict()
        self._bytes = 0
        self._levels: OrderedDict[int, Levels] = OrderedDict()
        self._wishes: tuple[TileWish, ...] = ()
        self._is_drawing = False

    def get(self, place: TilePlace) -> QImage | None:
        found = self._kept.get(place)
        if found is not None:
            self._kept.move_to_end(place)
        return found

    def want(self, wishes: Sequence[TileWish]) -> None:
        """Have these drawn; ``ready`` is called when they are."""
        self._wishes = tuple(wishes)
        self._go_on()

    def _go_on(self) -> None:
        if self._is_drawing or not self._wishes:
            return
        wishes, self._wishes = self._wishes, ()
        self._is_drawing = True
        known = dict(self._levels)
        self._bridge.run(lambda: _drawn(wishes, known), self._arrived, self._lost)

    def _arrived(self, drawn: tuple[dict[TilePlace, QImage], dict[int, Levels]]) -> None:
        self._is_drawing = False
        tiles, levels = drawn
        for place, image in tiles.items():
            if place not in self._kept:
                self._bytes += image.sizeInBytes()
            self._kept[place] = image
        while self._bytes > _BUDGET_BYTES:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= oldest.sizeInBytes()
        self._levels.update(levels)
        while len(self._levels) > 64:
            self._levels.popitem(last=False)
        self._ready()
        self._go_on()

    def _lost(self, error: DigitizerError) -> None:
        """Drawing reads no file and asks nobody: nothing of that kind can go wrong."""
        raise error


def _drawn(
    wishes: Sequence[TileWish], known: dict[int, Levels]
) -> tuple[dict[TilePlace, QImage], dict[int, Levels]]:
    levels: dict[int, Levels] = {}
    tiles: dict[TilePlace, QImage] = {}
    for wish in wishes:
        own = Levels()
        if wish.place.contrast is not Contrast.PLAIN:
            key = wish.smallest.cacheKey()
            found = levels.get(key) or known.get(key)
            own = levels[key] = found or levels_of(wish.smallest)
        tiles[wish.place] = contrasted(_tile(wish), wish.place.contrast, own)
    return tiles, levels


def _tile(wish: TileWish) -> QImage:
    place = wish.place
    image = QImage(TILE_PX, TILE_PX, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    transform = QTransform.fromTranslate(-place.column * TILE_PX, -place.row * TILE_PX)
    transform.rotate(place.turn)
    transform.scale(place.scale, place.scale)
    painter.setTransform(transform)
    painter.drawImage(QRectF(0, 0, wish.page.width(), wish.page.height()), wish.level)
    painter.end()
    return image
