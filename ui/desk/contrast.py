"""Pictures that are easier on the eye: faint print made black, or white on black for the night."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

_SAMPLE = QSize(192, 192)
_BLACK_SHARE, _WHITE_SHARE = 0.005, 0.60
"""What part of a page is surely ink, and what part is surely no lighter than its paper."""
_LEAST_RANGE = 48
_MOST_BLACK, _LEAST_WHITE = 120, 110
_CHANNELS = 3


class Contrast(StrEnum):
    PLAIN = "plain"
    STRETCHED = "stretched"
    INVERTED = "inverted"

    @property
    def following(self) -> Contrast:
        every = list(Contrast)
        return every[(every.index(self) + 1) % len(every)]


@dataclass(frozen=True, slots=True)
class Levels:
    """Which lightness (0..255) becomes black, and which red, green and blue become white: coloured
    paper becomes white, coloured ink keeps its colour."""

    black: int = 0
    white: tuple[int, int, int] = (255, 255, 255)


def levels_of(image: QImage) -> Levels:
    """The lightness of the ink and of the paper, from a sample of the page."""
    sample = image.scaled(_SAMPLE, mode=Qt.TransformationMode.FastTransformation)
    rgb = bytes(sample.convertToFormat(QImage.Format.Format_RGB888).constBits())
    red, green, blue = (sorted(rgb[channel::_CHANNELS]) for channel in range(_CHANNELS))
    black = min(green[int(len(green) * _BLACK_SHARE)], _MOST_BLACK)
    return Levels(black, (_white(red, black), _white(green, black), _white(blue, black)))


def contrasted(image: QImage, contrast: Contrast, levels: Levels) -> QImage:
    """The RGB picture so; the given one is changed in place where anything changes."""
    if contrast is Contrast.PLAIN:
        return image
    over = 255 - levels.black
    red, green, blue = (255 - (white - levels.black) * 255 // over for white in levels.white)
    painter = QPainter(image)
    # Burning takes away what lies under the black point, dodging what lies over the white one.
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_ColorBurn)
    painter.fillRect(image.rect(), QColor(over, over, over))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_ColorDodge)
    painter.fillRect(image.rect(), QColor(red, green, blue))
    if contrast is Contrast.INVERTED:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
        painter.fillRect(image.rect(), QColor(255, 255, 255))
    painter.end()
    return image


def _white(values: list[int], black: int) -> int:
    usual = values[int(len(values) * _WHITE_SHARE)]
    return min(max(usual, _LEAST_WHITE, black + _LEAST_RANGE), 255)
