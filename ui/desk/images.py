"""Page images, read in worker threads, kept for the pages at hand."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from digitizer.domain.errors import DigitizerError, EnvironmentFault
from ui.bridge import Bridge
from ui.desk.heap import give_back_large_blocks


@dataclass(frozen=True, slots=True)
class PagePicture:
    """The image of a page in falling sizes, each half of the one before. ``is_whole``: the first is
    the image as it is stored, not one scaled down to be there soon. Reducing by area beforehand
    keeps thin tone marks visible."""

    levels: tuple[QImage, ...]
    is_whole: bool = True

    @property
    def whole(self) -> QImage:
        """The largest that is at hand."""
        return self.levels[0]

    @property
    def size_in_bytes(self) -> int:
        return sum(level.sizeInBytes() for level in self.levels)

    def for_width(self, width: float) -> QImage:
        """The smallest level that is at least ``width`` px wide, or the whole."""
        return next(
            (level for level in reversed(self.levels) if level.width() >= width), self.whole
        )


@dataclass(frozen=True, slots=True)
class _Task:
    path: Path
    is_whole: bool


_LEAST_LEVEL_PX = 400
_LEAST_WIDTH = 900
_HALVINGS = (8, 4, 2)
"""A JPEG file is read at these parts of its size without reading the whole."""
_READABLE = 0.75
"""A first picture may have so many px for each px of the screen; the whole follows at once."""
_LARGE_PX = 12_000_000
"""Scaling an image of so many px would hold up the window: its half is read instead."""
_AT_ONCE = 2
BUDGET_BYTES = 224 * 1024 * 1024
"""Four pages of A4 at 300 dpi with their smaller sizes."""


class PageImages:
    """Delivers a size that fits the view first, then the whole image; what is asked for now goes
    before what is read ahead. ``show`` and ``failed`` are called in the window's thread."""

    def __init__(
        self,
        bridge: Bridge,
        show: Callable[[Path, PagePicture], None],
        failed: Callable[[Path, DigitizerError], None],
        budget: int = BUDGET_BYTES,
    ) -> None:
        give_back_large_blocks()
        self._bridge = bridge
        self._show = show
        self._failed = failed
        self._budget = budget
        self._kept: OrderedDict[Path, PagePicture] = OrderedDict()
        self._bytes = 0
        self._urgent: list[_Task] = []
        self._ahead: list[_Task] = []
        self._running: set[_Task] = set()
        self.width = _LEAST_WIDTH
        """How wide in px of the screen a page is shown where it fits the view."""

    @property
    def kept_bytes(self) -> int:
        return self._bytes

    def get(self, path: Path) -> PagePicture | None:
        """What is at hand now."""
        return self._kept.get(path)

    def request(self, paths: Iterable[Path]) -> None:
        """Show these, the first first; whatever else was asked for and has not begun is dropped."""
        self._urgent = []
        for path in paths:
            kept = self._kept.get(path)
            if kept is not None:
                self._kept.move_to_end(path)
                self._show(path, kept)
            self._urgent += [_Task(path, is_whole=False), _Task(path, is_whole=True)]
        self._go_on()

    def prefetch(self, whole: Iterable[Path], fitting: Iterable[Path] = ()) -> None:
        """Read these when nothing else is to be read, the first first; earlier wishes are dropped.
        ``fitting`` are read only as large as they are shown."""
        self._ahead = [_Task(path, is_whole=True) for path in whole]
        self._ahead += [_Task(path, is_whole=False) for path in fitting]
        self._go_on()

    def _go_on(self) -> None:
        while len(self._running) < _AT_ONCE:
            task = self._taken(self._urgent)
            if task is None and not self._running:
                task = self._taken(self._ahead)
            if task is None:
                return
            self._begin(task)

    def _taken(self, tasks: list[_Task]) -> _Task | None:
        tasks[:] = [task for task in tasks if not self._is_done(task)]
        busy = {task.path for task in self._running}
        found = next((task for task in tasks if task.path not in busy), None)
        if found is not None:
            tasks.remove(found)
        return found

    def _is_done(self, task: _Task) -> bool:
        kept = self._kept.get(task.path)
        return kept is not None and (kept.is_whole or not task.is_whole)

    def _begin(self, task: _Task) -> None:
        self._running.add(task)
        width = None if task.is_whole else self.width
        self._bridge.run(
            lambda: read_image(task.path, width),
            lambda picture: self._arrived(task, picture),
            lambda error: self._lost(task, error),
        )

    def _arrived(self, task: _Task, picture: PagePicture) -> None:
        self._running.discard(task)
        self._keep(task.path, picture)
        self._show(task.path, picture)
        self._go_on()

    def _keep(self, path: Path, picture: PagePicture) -> None:
        before = self._kept.pop(path, None)
        self._bytes += picture.size_in_bytes - (before.size_in_bytes if before else 0)
        self._kept[path] = picture
        while self._bytes > self._budget and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= oldest.size_in_bytes

    def _lost(self, task: _Task, error: DigitizerError) -> None:
        self._running.discard(task)
        self._urgent = [each for each in self._urgent if each.path != task.path]
        self._ahead = [each for each in self._ahead if each.path != task.path]
        self._failed(task.path, error)
        self._go_on()


def read_image(path: Path, width: int | None = None) -> PagePicture:
    """The image file, or a part of its size that can still be read when it is shown ``width`` px
    wide.

    Raises EnvironmentFault when it cannot be read.
    """
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    part = _halving(size.width(), width) if width is not None and size.isValid() else 1
    if part > 1:
        reader.setScaledSize(QSize(-(-size.width() // part), -(-size.height() // part)))
    image = reader.read()
    if image.isNull():
        raise EnvironmentFault("image-unreadable", path=path, reason=reader.errorString())
    if part == 1 and image.width() * image.height() > _LARGE_PX:
        half = read_image(path, image.width() // 2)
        return PagePicture((image, *half.levels))
    return PagePicture(levelled(image).levels, is_whole=part == 1)


def levelled(image: QImage) -> PagePicture:
    """An image with its smaller sizes."""
    levels = [image]
    while levels[-1].width() >= 2 * _LEAST_LEVEL_PX:
        half = levels[-1].size() / 2
        levels.append(levels[-1].scaled(half, mode=Qt.TransformationMode.SmoothTransformation))
    return PagePicture(tuple(levels))


def _halving(whole: int, width: int) -> int:
    return next((part for part in _HALVINGS if whole >= part * width * _READABLE), 1)
