"""The paper of many fields, cut in a worker."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage

from digitizer.domain.page import Box
from digitizer.workflow.carpet import CarpetField
from ui.second.paper import cut

_ABOVE, _BESIDE = 0.35, 0.6
"""Paper kept above and below the box, and beside it, in heights of the box."""
_KEPT_HEIGHT = 130
"""A piece is kept no higher than this (px), and no wider than twelve times as much."""


def images_of(pieces: Iterable[CarpetField]) -> dict[int, QImage | None]:
    """The paper of each field by the case; None where there is none. Slow: reads the pages."""
    return {piece.case_id: _image(piece) for piece in pieces}


def _image(piece: CarpetField) -> QImage | None:
    if piece.page is None or piece.box is None:
        return None
    image = cut(piece.page, _around(piece.box))
    if image is None or image.height() <= _KEPT_HEIGHT:
        return image
    return image.scaled(
        12 * _KEPT_HEIGHT,
        _KEPT_HEIGHT,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def _around(box: Box) -> QRectF:
    above, beside = _ABOVE * box.height, _BESIDE * box.height
    return QRectF(box.x, box.y, box.width, box.height).adjusted(-beside, -above, beside, above)
