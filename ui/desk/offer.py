"""Another text for a field, to be taken with one key; where it differs is marked."""

from __future__ import annotations

from difflib import SequenceMatcher
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from ui.theme import px, theme
from ui.widgets.styling import label

_LEAST_LETTERS = 8
_BEFORE_DIFFERENCE = 6
"""So many letters stay in sight before the first that differs, where not all fit."""


class Offer(QPushButton):
    """One line, and a second that says where the text comes from. Where the text does not fit,
    the part of it that differs stays in sight and the tip has the whole."""

    def __init__(self, key_text: str) -> None:
        super().__init__()
        self.text_offered = ""
        self._present = ""
        self.setProperty("role", "candidate")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._source = label("", "muted")
        key = label(key_text, "key")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(8), px(2), px(8), px(2))
        row.setSpacing(px(8))
        row.addWidget(key)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._words)
        column.addWidget(self._source)
        row.addLayout(column, 1)
        for part in (self._words, self._source):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for part in (self._words, self._source, key):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        key.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @property
    def source(self) -> str:
        return self._source.toolTip()

    def say(self, text: str, present: str, source: str = "") -> None:
        """Offer ``text`` where ``present`` stands; ``source``: where it comes from."""
        self.text_offered = text
        self._present = present
        self._source.setToolTip(source)
        self._source.setVisible(bool(source))
        self.setToolTip("\n".join(part for part in (text, source) if part))
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        words = self._words.fontMetrics().horizontalAdvance(f"{self.text_offered}  ")
        source = self._source.fontMetrics().horizontalAdvance(f"{self.source}  ")
        return QSize(self._frame_width() + max(words, source), self._height())

    def minimumSizeHint(self) -> QSize:
        least = self._words.fontMetrics().averageCharWidth() * _LEAST_LETTERS
        return QSize(min(self._frame_width() + least, self.sizeHint().width()), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _frame_width(self) -> int:
        return self._key.sizeHint().width() + px(8 + 8 + 8)

    def _height(self) -> int:
        lines = self._words.fontMetrics().height() + self._source.fontMetrics().height()
        return lines + px(6)

    def _fit(self) -> None:
        room = max(self.width() - self._frame_width(), 0)
        metrics = self._words.fontMetrics()
        self._words.setText(marked(*_in_sight(self.text_offered, self._present, room, metrics)))
        mode = Qt.TextElideMode.ElideRight
        elided = self._source.fontMetrics().elidedText(self.source, mode, room)
        self._source.setText(elided)


def _in_sight(text: str, present: str, room: int, metrics: QFontMetrics) -> tuple[str, str]:
    """Both texts without as much of what they begin with alike as is needed to see the first
    difference in ``room`` px."""
    if metrics.horizontalAdvance(text) <= room:
        return text, present
    pairs = zip(text, present, strict=False)
    alike = next((place for place, (a, b) in enumerate(pairs) if a != b), 0)
    start = max(alike - _BEFORE_DIFFERENCE, 0)
    if metrics.horizontalAdvance(text[: alike + 2]) <= room:
        start = 0
    shown = metrics.elidedText(
        ("…" if start else "") + text[start:], Qt.TextElideMode.ElideRight, room
    )
    cut = "…" if shown.endswith("…") and not text.endswith("…") else ""
    return shown, ("…" if start else "") + present[start:] + cut


def marked(text: str, present: str) -> str:
    """``text`` as rich text, with the characters marked that ``present`` has otherwise. They are
    not underlined: a line would hide the dot-below tone."""
    ground = theme.colors.warn_soft
    parts: list[str] = []
    for kind, _, _, start, end in SequenceMatcher(None, present, text).get_opcodes():
        piece = escape(text[start:end])
        parts.append(
            piece
            if kind == "equal" or not piece
            else f'<b style="background-color: {ground}">{piece}</b>'
        )
    return "".join(parts)
