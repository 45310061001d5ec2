"""A line across the page that says what happened and what to do next."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton

from ui import icons
from ui.session import Session
from ui.theme import Tone, theme
from ui.widgets.styling import label, set_look

_ICONS = {Tone.BAD: "failed", Tone.WARN: "review", Tone.GOOD: "confirmed", Tone.ACCENT: "info"}


class Banner(QFrame):
    """Hidden until there is something to say; it stays until closed or replaced."""

    def __init__(self, session: Session, *, closable: bool = True) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._icon = QLabel()
        self._text = label(wrap=True)
        self._close = QToolButton()
        self._close.setIconSize(QSize(18, 18))
        self._close.setAccessibleName(session.text("ui-close-banner"))
        self._close.setToolTip(session.text("ui-close-banner"))
        self._close.clicked.connect(self.hide)
        self._close.setVisible(closable)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def say(self, text: str, tone: Tone) -> None:
        colors = theme.colors
        set_look(self, "tone", tone.value)
        self._icon.setPixmap(icons.pixmap(_ICONS[tone], colors.of(tone), 20, 2))
        self._close.setIcon(icons.icon("close", colors.text))
        self._text.setText(text)
        self.setAccessibleName(text)
        self.show()
