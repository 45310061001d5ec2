"""The piece of paper that a field was read from."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from digitizer.domain.page import Box
from ui.theme import px, theme

SNIPPET_PX = 38
_LINE_SHARE = 0.74
"""How much of the height the box itself takes; the rest is paper above and below it."""
_SIDE = 0.25
"""Paper shown left and right of the box, in line heights."""
_LEAST_GROWTH, _MOST_GROWTH = 0.85, 1.6
"""How far the usual line of the page may differ from the box before the box decides."""
_FADE = 170
_KEPT_SIDE, _KEPT_WIDTH = 1.5, 12.0
"""Paper that is kept around the box, and how much at least to the right, in line heights."""
_BUSY_FADE = 205


class Snippet(QWidget):
    """Constant height, so that every line of print stands on the same height in its row. Only the
    piece of the page around the box is kept, and what was drawn of it is kept too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(px(SNIPPET_PX))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._piece: QImage | None = None
        self._corner = QPoint()
        self._image_width = 0
        self._box: Box | None = None
        self._page_width = 0
        self._line_height = 0.0
        self._drawn: QImage | None = None
        self._busy = ""

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(SNIPPET_PX))

    @property
    def needs_image(self) -> bool:
        """Whether it has a place to show and no picture of it."""
        return self._box is not None and self._piece is None

    def set_box(self, box: Box | None, page_width: int, line_height: float) -> None:
        """``page_width`` and ``line_height`` in px of the upright page, as the box."""
        if (box, page_width) != (self._box, self._page_width):
            self._piece = None
        self._box = box
        self._page_width = page_width
        self._line_height = line_height
        self._look_anew()

    def set_image(self, image: QImage | None) -> None:
        """The whole page at any size; a smaller one that comes late is dropped."""
        if image is None:
            self._piece = None
        elif self._piece is None or image.width() >= self._image_width:
            self._image_width = image.width()
            self._piece, self._corner = self._cut(image)
        self._look_anew()

    def set_busy(self, text: str) -> None:
        """Say over the paper what is being done with it; nothing for an empty text."""
        self._busy = text
        self.setAccessibleDescription(text)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.fillRect(frame, QColor("#ffffff"))
        if self._piece is not None and self._box is not None:
            ratio = self.devicePixelRatioF()
            if self._drawn is None or self._drawn.devicePixelRatioF() != ratio:
                self._drawn = self._paper(self._piece, self._box, ratio)
            painter.drawImage(0, 0, self._drawn)
        painter.setPen(QColor(theme.colors.line))
        painter.drawRect(frame)
        if self._busy:
            painter.fillRect(frame, QColor(255, 255, 255, _BUSY_FADE))
            painter.setPen(QColor("#1a5aa6"))
            painter.drawText(
                frame.adjusted(10, 0, -10, 0),
                int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft),
                self._busy,
            )

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._drawn = None

    def _look_anew(self) -> None:
        self._drawn = None
        self.update()

    def _cut(self, image: QImage) -> tuple[QImage | None, QPoint]:
        """The part of the page that may ever be seen, and where it begins."""
        box = self._box
        if box is None:
            return None, QPoint()
        ratio = image.width() / max(self._page_width, 1)
        side = _KEPT_SIDE * max(box.height, self._line_height)
        width = max(box.width + 2 * side, _KEPT_WIDTH * box.height)
        wanted = QRectF(
            (box.x - side) * ratio,
            (box.y - side) * ratio,
            width * ratio,
            (box.height + 2 * side) * ratio,
        )
        seen = wanted.toAlignedRect().intersected(image.rect())
        return image.copy(seen), seen.topLeft()

    def _paper(self, piece: QImage, box: Box, device_ratio: float) -> QImage:
        """What the widget shows of the paper, at the very size of the screen."""
        size = QSize(
            max(round(self.width() * device_ratio), 1), max(round(self.height() * device_ratio), 1)
        )
        drawn = QImage(size, QImage.Format.Format_RGB32)
        drawn.fill(QColor("#ffffff"))
        drawn.setDevicePixelRatio(device_ratio)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setClipRect(frame)
        self._paint_paper(painter, frame, piece, box, device_ratio)
        painter.end()
        return drawn

    def _paint_paper(
        self, painter: QPainter, target: QRectF, piece: QImage, box: Box, device_ratio: float
    ) -> None:
        """The paper around the box, left-aligned; what is not the field's own is faded."""
        ratio = self._image_width / max(self._page_width, 1)
        line = max(min(self._line_height, box.height * _MOST_GROWTH), box.height * _LEAST_GROWTH)
        side = _SIDE * line
        scale = min(target.height() * _LINE_SHARE / line, target.width() / (box.width + 2 * side))
        left = box.x - side
        top = box.y + box.height / 2 - target.height() / scale / 2
        source = QRectF(
            left * ratio - self._corner.x(),
            top * ratio - self._corner.y(),
            target.width() / scale * ratio,
            target.height() / scale * ratio,
        )
        seen = source.intersected(QRectF(piece.rect())).toAlignedRect().intersected(piece.rect())
        if seen.isEmpty():
            return
        zoom = scale / ratio
        place = QRectF(
            target.x() + (seen.x() - source.x()) * zoom,
            target.y() + (seen.y() - source.y()) * zoom,
            seen.width() * zoom,
            seen.height() * zoom,
        )
        painter.drawImage(place, _fine(piece.copy(seen), place, device_ratio))
        end = target.x() + (box.width + 2 * side) * scale
        if end < target.right():
            painter.fillRect(
                QRectF(end, target.y(), target.right() - end, target.height()),
                QColor(255, 255, 255, _FADE),
            )


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
