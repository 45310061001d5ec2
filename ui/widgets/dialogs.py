"""Small questions to the user."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from digitizer.domain.values.text import clean
from ui.session import Session
from ui.theme import px
from ui.widgets.styling import label

_WIDTH = 460


class TypedAnswer(Enum):
    SAVE = auto()
    DISCARD = auto()
    STAY = auto()


class LineDialog(QDialog):
    """Asks for one line of text; OK is open while there is some."""

    def __init__(
        self, session: Session, parent: QWidget | None, title: str, advice: str, text: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(px(_WIDTH))
        self.line = QLineEdit(text)
        self.line.setAccessibleName(title)
        self.line.selectAll()
        self._buttons = ok_and_cancel(session, self)
        self.line.textChanged.connect(lambda _text: self._look())
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(label(title, "heading"))
        column.addWidget(label(advice, "muted", wrap=True))
        column.addWidget(self.line)
        column.addWidget(self._buttons)
        self._look()

    @property
    def text(self) -> str:
        return clean(self.line.text())

    def _look(self) -> None:
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(self.text))


class ChoiceDialog(QDialog):
    """Asks for one of several named things; the answer is its id."""

    def __init__(
        self,
        session: Session,
        parent: QWidget | None,
        title: str,
        advice: str,
        choices: Sequence[tuple[int, str]],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(px(_WIDTH))
        self.combo = QComboBox()
        self.combo.setAccessibleName(title)
        for value, name in choices:
            self.combo.addItem(name, value)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(label(title, "heading"))
        column.addWidget(label(advice, "muted", wrap=True))
        column.addWidget(self.combo)
        column.addWidget(ok_and_cancel(session, self))

    @property
    def chosen(self) -> int:
        return int(self.combo.currentData())


def ok_and_cancel(session: Session, dialog: QDialog) -> QDialogButtonBox:
    """OK and Cancel in our words, wired to the dialog."""
    ok, cancel = QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel
    box = QDialogButtonBox(ok | cancel)
    box.button(ok).setText(session.text("ui-ok"))
    box.button(ok).setProperty("role", "primary")
    box.button(cancel).setText(session.text("ui-cancel"))
    for made in (box.button(ok), box.button(cancel)):
        made.setIcon(QIcon())
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    return box


def ask_line(
    session: Session, parent: QWidget, title: str, advice: str, text: str = ""
) -> str | None:
    """The text that was typed, or None when the user thought better of it."""
    dialog = LineDialog(session, parent, title, advice, text)
    return dialog.text if dialog.exec() == QDialog.DialogCode.Accepted else None


def ask_about_typed(session: Session, parent: QWidget) -> TypedAnswer:
    """What to do with typed text that is not stored."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(session.text("ui-typed-title"))
    box.setText(session.text("ui-typed-question"))
    role = QMessageBox.ButtonRole
    save = box.addButton(session.text("ui-typed-save"), role.AcceptRole)
    discard = box.addButton(session.text("ui-typed-discard"), role.DestructiveRole)
    stay = box.addButton(session.text("ui-typed-stay"), role.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(stay)
    box.exec()
    if box.clickedButton() is save:
        return TypedAnswer.SAVE
    return TypedAnswer.DISCARD if box.clickedButton() is discard else TypedAnswer.STAY
