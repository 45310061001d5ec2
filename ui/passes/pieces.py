"""The paper of many fields and words, cut in a worker."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from digitizer.domain.field_words import words_of
from digitizer.domain.page import Box
from digitizer.workflow.carpet import CarpetField
from digitizer.workflow.overview import PageView
from digitizer.workflow.word_carpet import WordPaper, WordPiece
from ui.paper.piece import PAPER_MARK, cut
from ui.passes.groups import Cut

_ABOVE, _BESIDE = 0.35, 0.6
"""Paper kept above and below the box, and beside it, in heights of the box."""
_BEYOND = 1.8
"""Paper beside the first and the last word of a field: a word that was not read shows there."""
_ONE_LINE = 1.8
"""A field that is no higher than so many of its words stands on one line."""
_KEPT_HEIGHT = 130
"""A piece is kept no higher than this (px), and no wider than twelve times as much."""


def images_of(pieces: Iterable[CarpetField]) -> dict[int, QImage | None]:
    """The paper of each field by the case; None where there is none. Slow: reads the pages."""
    return {piece.case_id: cut_of(piece).image for piece in pieces}


def cut_of(piece: CarpetField) -> Cut:
    """The paper of one field. Slow: reads the page."""
    if piece.page is None or piece.box is None:
        return Cut(None)
    beside = _BESIDE * piece.box.height
    image = _image(piece.page, _around(piece.box, beside, beside))
    return Cut(image, piece.page, piece.box)


def word_cut(paper: WordPaper, piece: WordPiece) -> Cut:
    """The paper of one word; where its own place is not known, that of the whole field with the
    word's share of it framed. Slow: reads the page."""
    page, field_box = paper.field.page, paper.field.box
    if page is None or field_box is None:
        return Cut(None)
    if not paper.is_own:
        return Cut(_marked(page, field_box, paper.box), page, field_box)
    box = _on_line(paper.box, field_box)
    is_first, is_last = piece.place == 0, piece.place == len(words_of(piece.text)) - 1
    left = (_BEYOND if is_first else _BESIDE / 2) * box.height
    right = (_BEYOND if is_last else _BESIDE / 2) * box.height
    return Cut(_image(page, _around(box, left, right)), page, paper.box)


def _on_line(word: Box, field: Box) -> Box:
    """The word as high as its line, so that all words come at one size on one baseline."""
    if field.height > _ONE_LINE * word.height:
        return word
    return Box(word.x, field.y, word.width, field.height)


def _marked(page: PageView, field: Box, word: Box) -> QImage | None:
    beside = _BESIDE * field.height
    area = _around(field, beside, beside)
    image = _image(page, area)
    if image is None:
        return None
    seen = area.intersected(QRectF(0, 0, page.page.width, page.page.height))
    scale = image.width() / max(seen.width(), 1.0)
    marked = image.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(marked)
    painter.setPen(QPen(QColor(PAPER_MARK), max(marked.height() / 40, 1.5)))
    painter.drawRect(
        QRectF(
            (word.x - seen.x()) * scale,
            (word.y - seen.y()) * scale,
            word.width * scale,
            word.height * scale,
        )
    )
    painter.end()
    return marked


def _image(page: PageView, area: QRectF) -> QImage | None:
    image = cut(page, area)
    if image is None or image.height() <= _KEPT_HEIGHT:
        return image
    return image.scaled(
        12 * _KEPT_HEIGHT,
        _KEPT_HEIGHT,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def _around(box: Box, left: float, right: float) -> QRectF:
    above = _ABOVE * box.height
    return QRectF(box.x, box.y, box.width, box.height).adjusted(-left, -above, right, above)
