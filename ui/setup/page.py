"""What every page of the wizard has in common."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from ui.announcing import announce
from ui.backends.setup import Setup
from ui.setup.answers import Answers
from ui.theme import px
from ui.widgets.captioned import add_captioned_line
from ui.widgets.styling import label, set_look


class SetupPage(QWidget):
    """A subclass adds to :attr:`column`. ``changed``: look again whether :meth:`is_whole`."""

    changed = Signal()
    key = ""

    def __init__(self, setup: Setup, answers: Answers) -> None:
        super().__init__()
        self.setup = setup
        self.answers = answers
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(4), 0, px(4), 0)
        self.column.setSpacing(px(8))
        title = label(self.text(f"setup-{self.key}-title"), "title", wrap=True)
        self.column.addWidget(title)
        advice = label(self.text(f"setup-{self.key}-advice"), "muted", wrap=True)
        self.column.addWidget(advice)
        self.setAccessibleName(title.text())
        self.column.addSpacing(px(6))

    def text(self, message_id: str, **params: str | int | float) -> str:
        return self.setup.messages.text(message_id, **params)

    def enter(self) -> None:
        """The page comes to the front."""

    def is_whole(self) -> bool:
        """Whether one may go on."""
        return True

    def keep(self) -> None:
        """Make what the page asks for true. Raises DigitizerError where that cannot be, and one
        stays on the page."""

    def add_line(self, words: str, text: str, *, is_secret: bool = False) -> QLineEdit:
        line = add_captioned_line(self.column, words, text, is_secret=is_secret)
        line.textChanged.connect(lambda _text: self.changed.emit())
        return line


class Note(QFrame):
    """A sentence in a coloured frame; hidden while it has nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("note")
        self._said = label(wrap=True)
        inside = QVBoxLayout(self)
        inside.addWidget(self._said)
        self.hide()

    @property
    def text(self) -> str:
        return self._said.text() if not self.isHidden() else ""

    def say(self, words: str, tone: str) -> None:
        set_look(self, "tone", tone)
        self._said.setText(words)
        self.setVisible(bool(words))
        if words and tone == "bad":
            announce(self, words, is_urgent=True)
