"""Asking why a field is left to another person: one of the usual reasons, or in own words."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from digitizer.domain.values.text import clean
from ui.session import Session
from ui.theme import px
from ui.widgets.dialogs import ok_and_cancel
from ui.widgets.styling import label

_WIDTH = 480
_USUAL = ("unreadable", "unsure", "contradicts", "needs-book")


class PassOnDialog(QDialog):
    """The first reason stands there selected: Enter takes it, typing replaces it."""

    def __init__(self, session: Session, parent: QWidget | None, field: str) -> None:
        super().__init__(parent)
        text = session.text
        title = text("pass-on-title", field=field)
        self.setWindowTitle(title)
        self.setMinimumWidth(px(_WIDTH))
        self.reasons = QComboBox()
        self.reasons.setEditable(True)
        self.reasons.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        # No completion in the line: it would put words into the clerk's mouth.
        self.reasons.setCompleter(None)  # type: ignore[arg-type]
        self.reasons.setAccessibleName(text("pass-on-reason"))
        for each in _USUAL:
            self.reasons.addItem(text(f"pass-on-reason-{each}"))
        buttons = ok_and_cancel(session, self)
        ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.reasons.editTextChanged.connect(lambda said: ok.setEnabled(bool(clean(said))))
        column = QVBoxLayout(self)
        column.setSpacing(px(10))
        column.addWidget(label(title, "heading", wrap=True))
        column.addWidget(label(text("pass-on-advice"), "muted", wrap=True))
        column.addWidget(self.reasons)
        column.addWidget(buttons)
        self.reasons.setFocus()
        line = self.reasons.lineEdit()
        if line is not None:
            line.selectAll()

    @property
    def reason(self) -> str:
        return clean(self.reasons.currentText())
