"""The piece of paper that a field was read from."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from digitizer.domain.page import Box
from ui.theme import theme

SNIPPET_PX = 38
_LINE_SHARE = 0.74
"""How much of the height the box itself takes; the rest is paper above and below it."""


class Snippet(QWidget):
    """Constant height, so that every line of print stands on the same height in its row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(SNIPPET_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._image: QImage | None = None
        self._box: Box | None = None
        self._page_width = 0

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(200, SNIPPET_PX)

    def set_box(self, box: Box | None, page_width: int) -> None:
        """``page_width`` in px of the upright page, to which the box refers."""
        self._box = box
        self._page_width = page_width
        self.update()

    def set_image(self, image: QImage | None) -> None:
        self._image = image
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing
        )
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.fillRect(frame, QColor("#ffffff"))
        if self._image is not None and self._box is not None:
            paint_snippet(painter, frame, self._image, self._box, self._page_width)
        painter.setPen(QColor(theme.colors.line))
        painter.drawRect(frame)


def paint_snippet(
    painter: QPainter, target: QRectF, image: QImage, box: Box, page_width: int
) -> None:
    """Draw the paper around ``box`` left-aligned into ``target``, shrunk when it is too wide."""
    ratio = image.width() / max(page_width, 1)
    height = max(box.height / _LINE_SHARE, 1.0)
    side = 0.15 * height
    scale = min(target.height() / height, target.width() / (box.width + 2 * side))
    seen_width, seen_height = target.width() / scale, target.height() / scale
    left = box.x - side
    top = box.y + box.height / 2 - seen_height / 2
    source = QRectF(left * ratio, top * ratio, seen_width * ratio, seen_height * ratio)
    whole = QRectF(image.rect())
    seen = source.intersected(whole)
    if seen.isEmpty():
        return
    zoom = scale / ratio
    place = QRectF(
        target.x() + (seen.x() - source.x()) * zoom,
        target.y() + (seen.y() - source.y()) * zoom,
        seen.width() * zoom,
        seen.height() * zoom,
    )
    shown = image.copy(seen.toAlignedRect())
    painter.drawImage(place, _fine(shown, place, painter.device().devicePixelRatio()))


def _fine(image: QImage, place: QRectF, device_ratio: float) -> QImage:
    """Scale by area: a plain bilinear reduction to a third loses thin tone marks."""
    width = max(round(place.width() * device_ratio), 1)
    height = max(round(place.height() * device_ratio), 1)
    return image.scaled(
        width,
        height,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
