"""The page view: how soon another page is readable, whether typing suffers, whether memory grows.

    QT_QPA_PLATFORM=offscreen python tests/benchmarks/desk_images.py [--pages 500] [--out FILE]

(under Xvfb: ``xvfb-run -a python …`` with ``QT_QPA_PLATFORM=xcb``). Pages are invented, A4 in
colour at 300 dpi and open books in A3, as the vault keeps them. A page counts as *readable* when a
paint of the canvas has shown a level with at least three px for each four of the screen.

* **cold**: a page that nobody has touched; **prefetched**: one that was read ahead.
* **peer**: what a plain viewer does with the same file in the same run, a ``QGraphicsPixmapItem``
  of the whole ``QPixmap``, read in the window's thread and drawn with a smooth transformation.
* **stall**: the longest time in which the window answered nothing while pages were read, drawn and
  turned; key to paint can be no worse than its own cost and that.
* **memory**: resident size after 100 and after all pages of a walk through distinct cases.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView

from digitizer.domain.errors import DigitizerError
from ui.app import application
from ui.bridge import Bridge
from ui.desk.contrast import Contrast
from ui.desk.images import PageImages, PagePicture
from ui.desk.page_canvas import PageCanvas
from ui.desk.sheet_item import Sheet
from ui.desk.tiles import Tiles

A4, A3_BOOK = (2480, 3508), (4960, 3508)
VIEW = (830, 900)
_LINES, _MARGIN = 58, 180
_READABLE = 0.75
_DIFFERENT = 12
"""So many files differ; a walk through more cases copies them under other names."""


def make_pages(folder: Path, size: tuple[int, int], count: int) -> list[Path]:
    """Distinct JPEG files of pages with lines of strokes, stains and the grain of a scanner."""
    rng = np.random.default_rng(1)
    found = []
    for number in range(count):
        path = folder / f"{size[0]}-{number:04d}.jpg"
        if number < _DIFFERENT:
            _draw(rng, size, path)
        else:
            path.write_bytes((folder / f"{size[0]}-{number % _DIFFERENT:04d}.jpg").read_bytes())
        found.append(path)
    return found


def _made_elsewhere(folder: Path, size: tuple[int, int], count: int) -> list[Path]:
    """In a process of its own, whose memory does not count."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(make_pages, folder, size, count).result()


def _draw(rng: np.random.Generator, size: tuple[int, int], path: Path) -> None:
    width, height = size
    page = np.empty((height, width, 3), np.float32)
    page[:] = (238, 232, 214)
    for line in range(_LINES):
        top = _MARGIN + line * (height - 2 * _MARGIN) // _LINES
        left = _MARGIN
        while left < width - _MARGIN:
            wide = int(rng.integers(4, 16))
            page[top : top + int(rng.integers(14, 34)), left : left + wide] = (52, 50, 70)
            left += wide + int(rng.integers(4, 18))
    page += rng.normal(0, 4, page.shape)
    image = Image.fromarray(page.clip(0, 255).astype(np.uint8))
    image.save(path, "JPEG", quality=90, dpi=(300, 300))


class Desk:
    """The canvas of the desk with its store of images, as the desk puts them together."""

    def __init__(self) -> None:
        self.bridge = Bridge()
        self.canvas = PageCanvas()
        self.canvas.resize(*VIEW)
        self.canvas.draw_by(Tiles(self.bridge, self.canvas.repaint_pages))
        self.images = PageImages(self.bridge, self._show, _fail)
        self.canvas.show()
        self._page: Sheet | None = None

    def open(self, path: Path, size: tuple[int, int]) -> None:
        sheet = Sheet(1, path, *size)
        self._page = sheet
        self.canvas.show_pages([sheet], {})
        self.images.width = round(self.canvas.shown_scale * size[0])
        self.images.request([path])

    def paint(self) -> bool:
        """Paint now; whether the page can be read then."""
        self.canvas.viewport().repaint()
        if self._page is None or self._page.path is None:
            return False
        picture = self.images.get(self._page.path)
        wanted = self.canvas.shown_scale * self._page.width
        return picture is not None and picture.whole.width() >= _READABLE * wanted

    def until_readable(self) -> None:
        while not self.paint():
            turn_loop(1)

    def rest(self) -> None:
        while self.bridge.is_busy:
            turn_loop(5)

    def _show(self, path: Path, picture: PagePicture) -> None:
        self.canvas.show_picture(path, picture)

    def close(self) -> None:
        self.bridge.close()
        self.canvas.close()


def _fail(path: Path, error: DigitizerError) -> None:
    raise SystemExit(f"{path}: {error.code}")


def turn_loop(milliseconds: int) -> None:
    """Let events come, without holding back the workers."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def timed(work: Callable[[], None]) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def cold(desk: Desk, paths: Iterable[Path], size: tuple[int, int]) -> list[float]:
    taken = []
    for path in paths:
        desk.rest()

        def change(path: Path = path) -> None:
            desk.open(path, size)
            desk.until_readable()

        taken.append(timed(change))
    return taken


def prefetched(desk: Desk, paths: Iterable[Path], size: tuple[int, int]) -> list[float]:
    taken = []
    for path in paths:
        desk.images.prefetch([path])
        desk.rest()

        def change(path: Path = path) -> None:
            desk.open(path, size)
            desk.until_readable()

        taken.append(timed(change))
    return taken


def peer(paths: Iterable[Path]) -> list[float]:
    """A viewer that reads the whole file in the window's thread."""
    scene = QGraphicsScene()
    view = QGraphicsView(scene)
    view.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    view.resize(*VIEW)
    view.show()
    taken = []
    for path in paths:

        def change(path: Path = path) -> None:
            scene.clear()
            item = scene.addPixmap(QPixmap(str(path)))
            view.resetTransform()
            scale = (view.viewport().width() - 2) / item.boundingRect().width()
            view.scale(scale, scale)
            view.viewport().repaint()

        taken.append(timed(change))
        turn_loop(5)
    view.close()
    return taken


def stalls(desk: Desk, paths: Iterable[Path], size: tuple[int, int]) -> list[float]:
    """How long the window was busy at a time while pages changed, were zoomed, turned and
    contrasted: a timer of no delay tells when it is free."""
    found: list[float] = []
    last = [time.perf_counter()]

    def tick() -> None:
        now = time.perf_counter()
        found.append((now - last[0]) * 1000)
        last[0] = now

    timer = QTimer()
    timer.setInterval(0)
    timer.timeout.connect(tick)
    timer.start()
    for path in paths:
        desk.open(path, size)
        turn_loop(120)
        desk.canvas.zoom_by(3)
        turn_loop(60)
        desk.canvas.rotate_by(90)
        turn_loop(60)
        desk.canvas.set_contrast(Contrast.STRETCHED)
        turn_loop(60)
        desk.canvas.set_contrast(Contrast.PLAIN)
        desk.canvas.restore(None, 0)
    timer.stop()
    desk.rest()
    return found


def resident_mib() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def memory(desk: Desk, paths: list[Path], size: tuple[int, int]) -> dict[str, float]:
    """A walk through distinct cases with the neighbours read ahead, as the desk does."""
    told: dict[str, float] = {}
    for number, path in enumerate(paths, start=1):
        desk.open(path, size)
        desk.images.prefetch(paths[number : number + 1], paths[max(number - 2, 0) : number - 1])
        desk.until_readable()
        desk.rest()
        if number in (20, 100, len(paths)):
            told[f"after {number}"] = round(resident_mib(), 1)
    told["kept_mib"] = round(desk.images.kept_bytes / 2**20, 1)
    return told


def told(values: list[float]) -> dict[str, float]:
    ordered = sorted(values)
    return {
        "median": round(statistics.median(ordered), 1),
        "p95": round(ordered[min(int(0.95 * len(ordered)), len(ordered) - 1)], 1),
        "most": round(ordered[-1], 1),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=500, help="pages of the walk for memory")
    parser.add_argument("--out", type=Path, help="write the figures here as JSON")
    options = parser.parse_args()
    app = application([])
    result: dict[str, object] = {"platform": QApplication.platformName(), "view": VIEW}
    with tempfile.TemporaryDirectory(prefix="desk-images-") as name:
        folder = Path(name)
        # First, while nothing else has been kept or left behind in this process.
        walk = _made_elsewhere(folder, A4, options.pages)
        desk = Desk()
        result["memory_mib"] = memory(desk, walk, A4)
        desk.close()
        for label, size in (("A4", A4), ("A3 book", A3_BOOK)):
            pages = _made_elsewhere(folder, size, _DIFFERENT)
            half = _DIFFERENT // 2
            desk = Desk()
            plain = peer(pages[:half])
            first = cold(desk, pages[:half], size)
            ahead = prefetched(desk, pages[half:], size)
            busy = stalls(desk, pages[:half], size)
            desk.close()
            result[label] = {
                "cold_ms": told(first),
                "prefetched_ms": told(ahead),
                "peer_ms": told(plain),
                "cold_to_peer": round(statistics.median(first) / statistics.median(plain), 2),
                "prefetched_to_peer": round(statistics.median(ahead) / statistics.median(plain), 3),
                "stall_ms": told(busy),
            }
    text = json.dumps(result, indent=2, ensure_ascii=False)
    if options.out:
        options.out.write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(text + "\n")
    app.quit()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
