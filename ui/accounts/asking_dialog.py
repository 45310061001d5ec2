"""A dialog with lines to type that says on the spot why an answer does not do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.errors import DigitizerError
from digitizer.messages import Messages
from ui.announcing import announce
from ui.theme import px
from ui.widgets.captioned import add_captioned_line
from ui.widgets.styling import button, label, set_look

_WIDTH = 440


class AskingDialog(QDialog):
    """A subclass adds its lines and says in :meth:`check` whether they do: what it raises is shown
    and the dialog stays open. OK is open while nothing that is asked for is empty."""

    def __init__(self, messages: Messages, parent: QWidget | None, title: str, advice: str) -> None:
        super().__init__(parent)
        self.messages = messages
        self.setWindowTitle(title)
        self.setMinimumWidth(px(_WIDTH))
        self._lines: list[QLineEdit] = []
        self._note = QFrame()
        self._note.setObjectName("note")
        set_look(self._note, "tone", "bad")
        self._said = label(wrap=True)
        inside = QVBoxLayout(self._note)
        inside.addWidget(self._said)
        self._note.hide()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        for kind, key in (("Ok", "ui-ok"), ("Cancel", "ui-cancel")):
            made = self.buttons.button(QDialogButtonBox.StandardButton[kind])
            made.setText(messages.text(key))
            made.setIcon(QIcon())
        self.ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setProperty("role", "primary")
        self.buttons.accepted.connect(self.answer)
        self.buttons.rejected.connect(self.reject)
        self.column = QVBoxLayout(self)
        self.column.setSpacing(px(8))
        self.column.addWidget(label(title, "heading", wrap=True))
        self.advice = label(advice, "muted", wrap=True)
        self.column.addWidget(self.advice)
        self.column.addWidget(self._note)

    @property
    def said(self) -> str:
        """Why the last answer did not do; empty before."""
        return self._said.text() if not self._note.isHidden() else ""

    def add_line(self, words: str, text: str = "", *, is_secret: bool = False) -> QLineEdit:
        line = add_captioned_line(self.column, words, text, is_secret=is_secret)
        self._lines.append(line)
        line.textChanged.connect(lambda _text: self.look())
        return line

    def add_link(self, words: str, act: Callable[[], None]) -> QPushButton:
        """Another way than the answer, under the lines."""
        link = button(words, "link")
        link.clicked.connect(lambda: act())
        self.column.addWidget(link)
        return link

    def finish_layout(self) -> None:
        """Call it after the last line."""
        self.column.addWidget(self.buttons)
        self.look()
        empty = (line for line in self._lines if not line.text() and line.isEnabled())
        next(empty, self._lines[-1]).setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit_height()

    def fit_height(self) -> None:
        """As much as the wrapped sentences need at this width, which a dialog does not ask for."""
        self.column.activate()
        needed = self.column.totalHeightForWidth(self.width())
        self.setMinimumHeight(needed)
        self.resize(self.width(), needed)

    def look(self) -> None:
        self.ok.setEnabled(self.is_whole())

    def is_whole(self) -> bool:
        return all(line.text().strip() for line in self._lines)

    def check(self) -> None:
        """Raises DigitizerError where the answer does not do."""
        raise NotImplementedError

    def refuse(self, error: DigitizerError) -> None:
        """Show why, and let the secrets be typed again."""
        self._said.setText(self.messages.error(error))
        self._note.show()
        self.fit_height()
        announce(self, self._said.text(), is_urgent=True)
        secret = [line for line in self._lines if line.echoMode() is QLineEdit.EchoMode.Password]
        for line in secret:
            line.clear()
        if secret:
            secret[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def answer(self) -> None:
        if self.is_whole() and self._does(self.check):
            self.accept()

    def _does(self, work: Callable[[], None]) -> bool:
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            work()
        except DigitizerError as error:
            self.refuse(error)
            return False
        finally:
            QApplication.restoreOverrideCursor()
        return True
