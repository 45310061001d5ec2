"""The forms that the workspace knows, as a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from digitizer.domain.form import Form
from ui.models.paged import Column, PagedTableModel
from ui.session import Session

WIDTHS = (240, 260, 120, 90, 90, 200)


class FormTableModel(PagedTableModel[Form]):
    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(_columns(session), parent)
        self._session = session
        # Forms have keys where tables want numbers.
        self._numbers: dict[str, int] = {}

    def fetch(self, loaded: Sequence[Form], limit: int) -> Sequence[Form]:
        """An office has few forms: they come all at once."""
        return () if loaded else self._session.backend.catalog.forms

    def id_of(self, row: Form) -> int:
        return self._numbers.setdefault(row.key, len(self._numbers))

    def form(self, row_id: int | None) -> Form | None:
        return next((form for form in self.rows if self.id_of(form) == row_id), None)


def _columns(session: Session) -> list[Column[Form]]:
    text = session.text
    return [
        Column(text("ui-forms-form-name"), lambda form: form.key.partition("/")[2]),
        Column(text("ui-column-type"), lambda form: session.type_label(form.document_type)),
        Column(text("ui-forms-form-version"), lambda form: form.version),
        Column(
            text("ui-forms-fields"),
            lambda form: str(len({zone.field for zone in form.zones})),
            is_number=True,
        ),
        Column(text("ui-forms-zones"), lambda form: str(len(form.zones)), is_number=True),
        Column(text("ui-forms-form-source"), lambda form: form.source),
    ]
