"""The field in hand of a column: one row of the desk's form, with a larger piece of paper."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.desk.field_form import BuiltForm, FieldForm, FormKey
from ui.desk.field_row import FieldRow
from ui.desk.work import CaseWork
from ui.session import Session
from ui.theme import px

_SNIPPET_PX = 64
_LEAST_PX, _MOST_PX = 176, 320


class ColumnForm(FieldForm):
    """``key`` is the field of the column. The row stands at one height, whatever is said below the
    value, so that the neighbours do not jump."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.key = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedHeight(px(_LEAST_PX))

    def _wanted(self, work: CaseWork) -> FormKey:
        form = super()._wanted(work)
        return (*form, self.key) if form else None

    def _built(self, work: CaseWork) -> BuiltForm:
        body = QWidget()
        body.setObjectName("formBody")
        form = BuiltForm(body)
        row = FieldRow(self._session, work.spec(self.key), self._editors)
        row.snippet.setFixedHeight(px(_SNIPPET_PX))
        form.rows[self.key] = row
        self._connect(row)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(row)
        column.addStretch(1)
        needed = row.sizeHint().height() + row.meaning.sizeHint().height() + px(8)
        self.setFixedHeight(min(max(needed, px(_LEAST_PX)), px(_MOST_PX)))
        return form
