"""Inputs with their captions, named alike for eye, Alt key and screen reader."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from ui.theme import px
from ui.widgets.styling import label


def captioned_form(rows: Iterable[tuple[str, QWidget]]) -> QFormLayout:
    """A row for each pair of words and input; more rows may be added."""
    form = QFormLayout()
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
    form.setHorizontalSpacing(px(16))
    for words, part in rows:
        caption = label(words)
        caption.setBuddy(part)
        part.setAccessibleName(words)
        form.addRow(caption, part)
    return form


def add_captioned_line(
    column: QVBoxLayout, words: str, text: str = "", *, is_secret: bool = False
) -> QLineEdit:
    """A line of text below its caption; what is typed into a secret one is hidden."""
    line = QLineEdit(text)
    line.setAccessibleName(words)
    if is_secret:
        line.setEchoMode(QLineEdit.EchoMode.Password)
    caption = label(words)
    caption.setBuddy(line)
    column.addWidget(caption)
    column.addWidget(line)
    return line
