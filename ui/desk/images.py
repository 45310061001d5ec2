"""Page images, read in worker threads, kept for the pages at hand."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from digitizer.domain.errors import DigitizerError, EnvironmentFault
from ui.bridge import Bridge


@dataclass(frozen=True, slots=True)
class PagePicture:
    """The image of a page in falling sizes, each half of the one before; the first is whole
    (or the preview). Reducing by area beforehand keeps thin tone marks visible."""

    levels: tuple[QImage, ...]

    @property
    def whole(self) -> QImage:
        return self.levels[0]

    def for_width(self, width: float) -> QImage:
        """The smallest level that is at least ``width`` px wide, or the whole."""
        return next(
            (level for level in reversed(self.levels) if level.width() >= width), self.whole
        )


Show = Callable[[PagePicture], None]

_LEAST_LEVEL_PX = 400
_KEPT_PAGES = 5
_PREVIEW_WIDTH = 900


class PageImages:
    """Delivers a small preview first where the whole image is not at hand yet.

    A page of A4 at 300 dpi takes 35 MB in memory, so only a few are kept.
    """

    def __init__(self, bridge: Bridge, failed: Callable[[DigitizerError], None]) -> None:
        self._bridge = bridge
        self._failed = failed
        self._kept: OrderedDict[Path, PagePicture] = OrderedDict()
        self._waiting: dict[Path, list[Show]] = {}

    def request(self, path: Path, show: Show) -> None:
        """Call ``show`` with the image, at once when it is kept."""
        kept = self._kept.get(path)
        if kept is not None:
            self._kept.move_to_end(path)
            show(kept)
            return
        self._bridge.run(lambda: read_image(path, _PREVIEW_WIDTH), show, _ignore)
        self._load(path, show)

    def prefetch(self, path: Path) -> None:
        if path not in self._kept:
            self._load(path, None)

    def _load(self, path: Path, show: Show | None) -> None:
        listeners = self._waiting.get(path)
        if listeners is None:
            listeners = self._waiting[path] = []
            self._bridge.run(
                lambda: read_image(path),
                lambda picture: self._arrived(path, picture),
                lambda error: self._lost(path, error),
            )
        if show is not None:
            listeners.append(show)

    def _arrived(self, path: Path, picture: PagePicture) -> None:
        self._kept[path] = picture
        while len(self._kept) > _KEPT_PAGES:
            self._kept.popitem(last=False)
        for show in self._waiting.pop(path, []):
            show(picture)

    def _lost(self, path: Path, error: DigitizerError) -> None:
        if self._waiting.pop(path, []):
            self._failed(error)


def read_image(path: Path, width: int | None = None) -> PagePicture:
    """The image file, scaled down to ``width`` px where that is smaller.

    Raises EnvironmentFault when it cannot be read.
    """
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if width is not None and size.isValid() and size.width() > width:
        reader.setScaledSize(
            size.scaled(QSize(width, 10 * width), Qt.AspectRatioMode.KeepAspectRatio)
        )
    image = reader.read()
    if image.isNull():
        raise EnvironmentFault("image-unreadable", path=path, reason=reader.errorString())
    return levelled(image)


def levelled(image: QImage) -> PagePicture:
    """An image with its smaller sizes."""
    levels = [image]
    while levels[-1].width() >= 2 * _LEAST_LEVEL_PX:
        half = levels[-1].size() / 2
        levels.append(levels[-1].scaled(half, mode=Qt.TransformationMode.SmoothTransformation))
    return PagePicture(tuple(levels))


def _ignore(_error: DigitizerError) -> None:
    """The whole image is asked for as well and reports the same fault."""
