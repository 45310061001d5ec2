"""Our own line icons (24 by 24 SVG, drawn in ``currentColor``), tinted for the theme."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_SCALES = (1, 2)


@cache
def pixmap(name: str, color: str, size: int = 20, scale: int = 1) -> QPixmap:
    """The icon in a colour (``#rrggbb``), ``size`` logical px square, for a screen ``scale``."""
    source = (files("ui.icons") / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", color).encode()))
    image = QPixmap(size * scale, size * scale)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size * scale, size * scale))
    painter.end()
    image.setDevicePixelRatio(scale)
    return image


@cache
def icon(name: str, color: str, size: int = 20) -> QIcon:
    result = QIcon()
    for scale in _SCALES:
        image = pixmap(name, color, size, scale)
        # In a selected row the icon keeps its colour: it carries a meaning.
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
            result.addPixmap(image, mode)
    return result
