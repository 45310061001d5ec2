"""The band over the window of invented cases: what they are, and how the last one went."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from ui.announcing import announce
from ui.desk.elided import ElidedLabel
from ui.session import Session
from ui.widgets.styling import button, label


class PracticeBand(QFrame):
    """So that nobody takes invented cases for real ones. Its height never changes, so that a
    notice moves nothing that the eye rests on. ``asked``: the notice was clicked."""

    asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("practiceBar")
        mark = label(session.text("practice-band"))
        mark.setObjectName("practiceBand")
        self.notice = ElidedLabel()
        self.notice.setObjectName("practiceNotice")
        self.look: QPushButton = button(session.text("practice-look"), "band")
        self.look.clicked.connect(self.asked)
        self.look.setVisible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 8, 3)
        row.setSpacing(12)
        row.addWidget(mark)
        row.addStretch(1)
        row.addWidget(self.notice)
        row.addWidget(self.look)
        held = self.look.sizePolicy()
        held.setRetainSizeWhenHidden(True)
        self.look.setSizePolicy(held)

    def say(self, words: str) -> None:
        """How the case went that was just finished; a screen reader is told."""
        self.notice.say(words)
        self.look.setVisible(True)
        announce(self, words)

    def hush(self) -> None:
        """What there was to say was looked at."""
        self.notice.say("")
        self.look.setVisible(False)
