"""The paper of one field, cut in a worker and shown large; and the page around it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from digitizer.domain.page import Box
from digitizer.workflow.overview import PageView
from ui.theme import theme

_AROUND_LINES, _BESIDE_LINES = 6.0, 14.0
"""Paper cut above and below the field, and beside it, in heights of its box."""
_LEAST_BESIDE = 2.0
_LINE_SHARE = 0.3
"""How much of the view's height the field takes at most; the rest is the paper around it."""
_MOST_SCALE = 2.5
_PAGE_WIDTH = 1500
PAPER_MARK = "#1a5aa6"
"""On paper, which is white in every look."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a page and where the field lies in it (px of the image); no image where the page's
    file cannot be read."""

    image: QImage | None
    mark: QRectF | None = None


def piece_of(page: PageView, box: Box) -> Piece:
    """The field with the paper around it. Slow: reads the page's file."""
    beside, around = _BESIDE_LINES * box.height, _AROUND_LINES * box.height
    wanted = QRectF(box.x, box.y, box.width, box.height).adjusted(-beside, -around, beside, around)
    image = cut(page, wanted)
    if image is None:
        return Piece(None)
    seen = wanted.intersected(QRectF(0, 0, page.page.width, page.page.height))
    scale = image.width() / max(seen.width(), 1.0)
    left, top = (box.x - seen.x()) * scale, (box.y - seen.y()) * scale
    return Piece(image, QRectF(left, top, box.width * scale, box.height * scale))


def whole_page(page: PageView, box: Box | None = None) -> Piece:
    """The whole page, at most 1500 px wide. Slow: reads the page's file."""
    reader = _reader(page.image_path)
    size = reader.size()
    if size.width() > _PAGE_WIDTH:
        reader.setScaledSize(size.scaled(_PAGE_WIDTH, 10**5, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        return Piece(None)
    scale = image.width() / max(page.page.width, 1)
    if box is None:
        return Piece(image)
    mark = QRectF(box.x * scale, box.y * scale, box.width * scale, box.height * scale)
    return Piece(image, mark)


def cut(page: PageView, wanted: QRectF) -> QImage | None:
    """The part of a page that lies in it (px of the upright page); None where nothing does or the
    file cannot be read, which costs the picture and not the work."""
    reader = _reader(page.image_path)
    ratio = reader.size().width() / max(page.page.width, 1)
    area = QRectF(
        wanted.x() * ratio, wanted.y() * ratio, wanted.width() * ratio, wanted.height() * ratio
    ).toAlignedRect()
    area = area.intersected(QRect(0, 0, reader.size().width(), reader.size().height()))
    if area.isEmpty():
        return None
    reader.setClipRect(area)
    image = reader.read()
    return None if image.isNull() else image


def _reader(path: Path) -> QImageReader:
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    return reader


class PaperPiece(QWidget):
    """A piece of paper as large as the room allows, the field itself framed."""

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._piece = Piece(None)
        self._words = ""
        self.setMinimumHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(600, max(self.minimumHeight(), 160))

    @property
    def has_picture(self) -> bool:
        return self._piece.image is not None

    def show_piece(self, piece: Piece, words: str = "") -> None:
        """``words`` stand where there is no picture."""
        self._piece, self._words = piece, words
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing
        )
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        colors, image = theme.colors, self._piece.image
        painter.fillRect(frame, QColor(colors.canvas))
        if image is None:
            painter.setPen(QColor(colors.text))
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(frame.adjusted(16, 8, -16, -8), flags, self._words)
        else:
            self._paint_paper(painter, frame, image)
        painter.setPen(QColor(colors.line))
        painter.drawRect(frame)

    def _paint_paper(self, painter: QPainter, frame: QRectF, image: QImage) -> None:
        """The field in the middle, always as large as it may be, and the paper around it."""
        mark = self._piece.mark or QRectF(image.rect())
        beside = 2 * _LEAST_BESIDE * mark.height()
        scale = min(
            frame.width() / (mark.width() + beside),
            frame.height() * _LINE_SHARE / max(mark.height(), 1.0),
            _MOST_SCALE,
        )
        middle = mark.center()
        view = QRectF(0, 0, frame.width() / scale, frame.height() / scale)
        view.moveCenter(middle)
        seen = view.intersected(QRectF(image.rect())).toAlignedRect()
        place = QRectF(
            frame.x() + (seen.x() - view.x()) * scale,
            frame.y() + (seen.y() - view.y()) * scale,
            seen.width() * scale,
            seen.height() * scale,
        )
        ratio = self.devicePixelRatioF()
        fine = image.copy(seen).scaled(
            max(round(place.width() * ratio), 1),
            max(round(place.height() * ratio), 1),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.save()
        painter.setClipRect(frame)
        painter.drawImage(place, fine)
        if self._piece.mark is not None:
            box = QRectF(
                frame.x() + (mark.x() - view.x()) * scale,
                frame.y() + (mark.y() - view.y()) * scale,
                mark.width() * scale,
                mark.height() * scale,
            ).adjusted(-5, -4, 5, 4)
            painter.setPen(QPen(QColor(PAPER_MARK), 2))
            painter.drawRoundedRect(box, 4, 4)
        painter.restore()
