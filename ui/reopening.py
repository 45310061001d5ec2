"""Opening approved or exported cases again: why, and at which field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from digitizer.domain.values.text import clean
from digitizer.workflow.overview import CaseView
from ui.session import Session
from ui.theme import px
from ui.widgets.dialogs import ok_and_cancel
from ui.widgets.fitting_combo import FittingCombo
from ui.widgets.styling import label

_WIDTH = 560
_MOST_SHOWN = 20


class ReopenDialog(QDialog):
    """``view`` is the first of ``count`` cases of one batch; OK is open while there is a reason."""

    def __init__(
        self,
        session: Session,
        parent: QWidget | None,
        view: CaseView,
        count: int,
        field: str | None,
    ) -> None:
        super().__init__(parent)
        text = session.text
        batch = view.batch.name if view.batch else ""
        title = text("answering-reopen-title", count=count, batch=batch)
        self.setWindowTitle(title)
        self.setMinimumWidth(px(_WIDTH))
        self.line = QLineEdit()
        self.line.setAccessibleName(text("answering-reopen-reason"))
        self.line.setPlaceholderText(text("answering-reopen-reason"))
        self.fields = FittingCombo()
        self.fields.setAccessibleName(text("answering-reopen-field"))
        self.fields.setMaxVisibleItems(_MOST_SHOWN)
        self.fields.addItem(text("answering-reopen-whole"), None)
        for spec in view.document_type.fields if view.document_type else ():
            self.fields.addItem(session.label(spec.label), spec.key)
        if field is not None:
            self.fields.setCurrentIndex(max(self.fields.findData(field), 0))
        buttons = ok_and_cancel(session, self)
        ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText(text("answering-reopen-do"))
        ok.setEnabled(False)
        self.line.textChanged.connect(lambda said: ok.setEnabled(bool(clean(said))))
        column = QVBoxLayout(self)
        column.setSpacing(px(10))
        column.addWidget(label(title, "heading", wrap=True))
        column.addWidget(label(text("answering-reopen-advice"), "muted", wrap=True))
        if count == 1 and view.case.left_in:
            left = text("answering-reopen-left", package=view.case.left_in)
            column.addWidget(label(left, "muted", wrap=True))
        name = label(text("answering-reopen-field"))
        name.setBuddy(self.fields)
        column.addWidget(name)
        column.addWidget(self.fields)
        column.addWidget(self.line)
        column.addWidget(buttons)
        self.line.setFocus()

    @property
    def reason(self) -> str:
        return clean(self.line.text())

    @property
    def field(self) -> str | None:
        chosen: str | None = self.fields.currentData()
        return chosen


def reopen(
    session: Session, parent: QWidget, case_ids: Sequence[int], field: str | None = None
) -> str | None:
    """Ask why, and open the cases of one batch again; what to tell the user, or None where nothing
    was done."""
    view = session.attempt(lambda: session.backend.case_view(case_ids[0]))
    if view is None or view.batch is None:
        return None
    batch = view.batch
    dialog = ReopenDialog(session, parent, view, len(case_ids), field)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    why, at = dialog.reason, dialog.field
    if not session.succeeds(lambda: session.backend.answering.reopen(batch.id, case_ids, why, at)):
        return None
    return session.text("answering-reopened", count=len(case_ids), batch=batch.name)
