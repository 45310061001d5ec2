"""What is asked before a page leaves its case or is to be scanned again."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.session import Session
from ui.theme import px
from ui.widgets.dialogs import LineDialog
from ui.widgets.styling import button

_REASONS = ("blurred", "cut", "covered")


class RemovalDialog(LineDialog):
    """The usual answer is a reason, by which the page is set aside; the other button makes it a
    case to be checked."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        text = session.text
        super().__init__(session, parent, text("pages-remove-title"), text("pages-remove-advice"))
        box = self._buttons
        box.button(QDialogButtonBox.StandardButton.Ok).setText(text("pages-remove-aside"))
        self.as_case = button(text("pages-remove-case"))
        box.addButton(self.as_case, QDialogButtonBox.ButtonRole.ActionRole)
        self.is_case = False
        self.as_case.clicked.connect(self._take_as_case)

    def _take_as_case(self) -> None:
        self.is_case = True
        self.accept()


class RescanDialog(LineDialog):
    """A reason in words, with the usual ones ready."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        text = session.text
        super().__init__(session, parent, text("pages-rescan-title"), text("pages-rescan-advice"))
        self.usual = [self._usual(text(f"pages-rescan-{name}")) for name in _REASONS]
        offered = QVBoxLayout()
        offered.setSpacing(px(6))
        for made in self.usual:
            offered.addWidget(made)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertLayout(column.count() - 1, offered)

    def _usual(self, words: str) -> QPushButton:
        made = button(words)
        made.clicked.connect(lambda: self._say(words))
        return made

    def _say(self, words: str) -> None:
        self.line.setText(words)
        self.accept()


def ask_removal(session: Session, parent: QWidget) -> str | None:
    """The reason why a page is set aside, "" when it shall be a case to be checked, or None when
    the user thought better of it."""
    dialog = RemovalDialog(session, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    return "" if dialog.is_case else dialog.text


def ask_rescan_reason(session: Session, parent: QWidget) -> str | None:
    """Why a page must be scanned again, or None when the user thought better of it."""
    dialog = RescanDialog(session, parent)
    return dialog.text if dialog.exec() == QDialog.DialogCode.Accepted else None
