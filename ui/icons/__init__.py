"""The icons of the Lucide set (see LICENSE beside this file), tinted for the theme.

Views name an icon by what it says here; :data:`FILES` tells which picture says it. States that
stand beside each other differ in shape, never in colour alone.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_SCALES = (1, 2, 3)

FILES = {
    "accepted": "check",
    "accounts": "user-cog",
    "add": "plus",
    "apart": "user-x",
    "approval": "stamp",
    "approved": "badge-check",
    "audit": "scroll-text",
    "back": "arrow-left",
    "batch": "layers",
    "cases": "file-text",
    "checked": "file-check",
    "close": "x",
    "confirmed": "circle-check",
    "deliver": "file-output",
    "desk": "pen-line",
    "duplicate": "copy",
    "empty": "circle-slash",
    "error": "octagon-x",
    "exported": "package",
    "failed": "circle-x",
    "finish": "check-check",
    "fit-width": "move-horizontal",
    "forms": "layout-template",
    "inbox": "inbox",
    "info": "info",
    "keys": "keyboard",
    "list": "list",
    "missing": "circle-dashed",
    "next": "arrow-down",
    "open": "folder-open",
    "own-work": "chart-column",
    "progress": "trending-up",
    "palette": "command",
    "partly-approved": "badge-minus",
    "password": "key-round",
    "pending": "pencil",
    "people": "users",
    "practice": "graduation-cap",
    "previous": "arrow-up",
    "print": "printer",
    "quarantined": "archive-x",
    "read-again": "refresh-cw",
    "redo": "redo-2",
    "returned": "reply",
    "review": "triangle-alert",
    "rotate-left": "rotate-ccw",
    "rotate-right": "rotate-cw",
    "same": "user-check",
    "pin": "map-pin",
    "plan": "list-checks",
    "passes": "list-checks",
    "sampling": "clipboard-check",
    "search": "search",
    "second": "copy-check",
    "settings": "settings",
    "sign": "pen-line",
    "stored": "save",
    "submitted": "send",
    "theme": "sun-moon",
    "to_check": "eye",
    "undo": "undo-2",
    "earlier": "arrow-left",
    "later": "arrow-right",
    "split": "scissors",
    "take-out": "file-output",
    "insert": "file-plus",
    "replace": "replace",
    "merge": "combine",
    "scan-again": "scan-line",
    "user": "user",
    "working": "loader",
    "zoom-in": "zoom-in",
    "zoom-out": "zoom-out",
}
"""The file of the set by the name that views use; an icon that is not here has its own name."""


@cache
def pixmap(name: str, color: str, size: int = 20, scale: int = 1) -> QPixmap:
    """The icon in a colour (``#rrggbb``), ``size`` logical px square, for a screen ``scale``."""
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode()))
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


@cache
def _source(name: str) -> str:
    return (files("ui.icons") / f"{FILES.get(name, name)}.svg").read_text(encoding="utf-8")
