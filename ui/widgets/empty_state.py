"""What stands where a list would be while it is empty: a picture and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui import icons
from ui.theme import px, theme
from ui.widgets.styling import label

_ICON_PX = 64
_TEXT_PX = 520


class EmptyState(QFrame):
    """``action`` is an optional widget (a button) under the sentence."""

    def __init__(self, icon: str, title: str, advice: str, action: QWidget | None = None) -> None:
        super().__init__()
        self.setObjectName("card")
        self._icon_name = icon
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._heading = heading = label(title, "heading")
        heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._advice = label(advice, "muted", wrap=True)
        self._advice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._advice.setMaximumWidth(px(_TEXT_PX))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._advice, 100)
        middle.addStretch(1)
        self._advice.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(2)
        column.addWidget(self._picture)
        column.addWidget(heading)
        column.addLayout(middle)
        if action is not None:
            column.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, title: str, advice: str) -> None:
        self._heading.setText(title)
        self._advice.setText(advice)

    @property
    def words(self) -> str:
        """What is said, title and sentence."""
        return f"{self._heading.text()}\n{self._advice.text()}"

    def paintEvent(self, event: QPaintEvent) -> None:
        color = theme.colors.strong_line
        self._picture.setPixmap(icons.pixmap(self._icon_name, color, px(_ICON_PX), 2))
        super().paintEvent(event)
