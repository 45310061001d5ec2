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
_SIDE = 0.25
"""Paper shown left and right of the box, in line heights."""
_LEAST_GROWTH, _MOST_GROWTH = 0.85, 1.6
"""How far the usual line of the page may differ from the box before the box decides."""
_FADE = 170


class Snippet(QWidget):
    """Constant height, so that every line of print stands on the same height in its row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(SNIPPET_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._image: QImage | None = None
        self._box: Box | None = None
        self._page_width = 0
        self._line_height = 0.0

    def sizeHint(self) -> QSize:
        return QSize(200, SNIPPET_PX)

    def set_box(self, box: Box | None, page_width: int, line_height: float) -> None:
        """``page_width`` and ``line_height`` in px of the upright page, as the box."""
        self._box = box
        self._page_width = page_width
        self._line_height = line_height
        self.update()

    def set_image(self, image: QImage | None) -> None:
        self._image = image
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing
        )
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.fillRect(frame, QColor("#ffffff"))
        if self._image is not None and self._box is not None:
            self._paint_paper(painter, frame, self._image, self._box)
        painter.setPen(QColor(theme.colors.line))
        painter.drawRect(frame)

    def _paint_paper(self, painter: QPainter, target: QRectF, image: QImage, box: Box) -> None:
        """The paper around the box, left-aligned; what is not the field's own is faded."""
        ratio = image.width() / max(self._page_width, 1)
        line = max(min(self._line_height, box.height * _MOST_GROWTH), box.height * _LEAST_GROWTH)
        side = _SIDE * line
        scale = min(target.height() * _LINE_SHARE / line, target.width() / (box.width + 2 * side))
        left = box.x - side
        top = box.y + box.height / 2 - target.height() / scale / 2
        source = QRectF(
            left * ratio,
            top * ratio,
            target.width() / scale * ratio,
            target.height() / scale * ratio,
        )
        seen = source.intersected(QRectF(image.rect())).toAlignedRect()
        if seen.isEmpty():
            return
        zoom = scale / ratio
        place = QRectF(
            target.x() + (seen.x() - source.x()) * zoom,
            target.y() + (seen.y() - source.y()) * zoom,
            seen.width() * zoom,
            seen.height() * zoom,
        )
        painter.save()
        painter.setClipRect(target)
        painter.drawImage(place, _fine(image.copy(seen), place, self.devicePixelRatioF()))
        end = target.x() + (box.width + 2 * side) * scale
        if end < target.right():
            painter.fillRect(
                QRectF(end, target.y(), target.right() - end, target.height()),
                QColor(255, 255, 255, _FADE),
            )
        painter.restore()


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
