"""A line across the page that says what happened and what to do next."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton

from ui import icons
from ui.announcing import announce
from ui.session import Session
from ui.theme import Tone, px, theme
from ui.widgets.styling import label, set_look

_ICONS = {Tone.BAD: "failed", Tone.WARN: "review", Tone.GOOD: "confirmed", Tone.ACCENT: "info"}


class Banner(QFrame):
    """Hidden until there is something to say; it stays until closed or replaced. A screen reader
    is told, and what went wrong at once."""

    def __init__(self, session: Session, *, closable: bool = True) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._tone = Tone.ACCENT
        self._icon = QLabel()
        self._text = label(wrap=True)
        self._close = QToolButton()
        self._close.setIconSize(QSize(px(18), px(18)))
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
        self._tone = tone
        set_look(self, "tone", tone.value)
        self.paint_icons()
        self._text.setText(text)
        self.setAccessibleName(text)
        self.show()
        announce(self, text, is_urgent=tone is Tone.BAD)

    def paint_icons(self) -> None:
        """Draw the icons in the colours of the theme in force."""
        colors = theme.colors
        self._icon.setPixmap(icons.pixmap(_ICONS[self._tone], colors.of(self._tone), px(20), 2))
        self._close.setIcon(icons.icon("close", colors.text, px(18)))
