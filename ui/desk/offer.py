"""Another text for a field, to be taken with one key; where it differs is marked."""

from __future__ import annotations

from difflib import SequenceMatcher
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from ui.theme import theme
from ui.widgets.styling import label


class Offer(QPushButton):
    """As high as its text needs; never wider than its place. ``source`` says where a value comes
    from that was not read on this paper."""

    def __init__(self, key_text: str, text: str, present: str, source: str = "") -> None:
        super().__init__()
        self.setProperty("role", "candidate")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        words = QLabel(marked(text, present))
        words.setTextFormat(Qt.TextFormat.RichText)
        words.setWordWrap(True)
        key = label(key_text, "key")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(10)
        row.addWidget(key, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(words)
        parts = [words, key]
        if source:
            parts.append(label(source, "muted", wrap=True))
            column.addWidget(parts[-1])
        row.addLayout(column, 1)
        for part in parts:
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.heightForWidth(width) if layout else super().heightForWidth(width)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.minimumSize() if layout else super().minimumSizeHint()


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
