"""The lines of a list with what they came to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from digitizer.domain.reject_list import RejectColumn
from digitizer.domain.reject_matching import Outcome, RejectMatch
from ui.models.held import HeldTableModel
from ui.models.paged import Column
from ui.session import Session
from ui.theme import Tone
from ui.wording import Sign

_KEYS = (
    RejectColumn.FILE,
    RejectColumn.NUMBER,
    RejectColumn.BOOK,
    RejectColumn.DOC_CODE,
    RejectColumn.ROW,
    RejectColumn.PACKAGE,
    RejectColumn.PLACE,
)
_BETWEEN = " · "
_QUIET = (Outcome.OPEN, Outcome.CORRECTED, Outcome.ANSWERED, Outcome.TAKEN)


def _sign(outcome: Outcome) -> Sign:
    """What opens, what is done already, and what a person must look at."""
    message = f"reject-outcome-{outcome.value}"
    if outcome is Outcome.READY:
        return Sign("redo", Tone.ACCENT, message)
    if outcome in _QUIET:
        return Sign("checked", Tone.PLAIN, message)
    return Sign("review", Tone.WARN, message)


SIGNS = {outcome: _sign(outcome) for outcome in Outcome}
WIDTHS = (56, 190, 215, 190, 170, 220)
STRETCHED = (5,)


class RejectModel(HeldTableModel[RejectMatch]):
    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        text, self._session = session.text, session
        columns: list[Column[RejectMatch]] = [
            Column(text("rejects-head-line"), lambda row: str(row.entry.number), is_number=True),
            Column(text("rejects-head-key"), key_text),
            Column(
                text("rejects-head-outcome"),
                lambda row: text(SIGNS[row.outcome].message),
                sign=lambda row: SIGNS[row.outcome],
                tip=self.about,
            ),
            Column(text("rejects-head-case"), self._case, tip=self.about),
            Column(text("rejects-head-field"), self._fields),
            Column(
                text("rejects-head-reason"),
                lambda row: row.reason or (text("rejects-no-reason") if row.is_ready else ""),
            ),
        ]
        super().__init__(columns, parent)

    def id_of(self, row: RejectMatch) -> int:
        return row.entry.number

    def about(self, row: RejectMatch) -> str:
        """What a line came to, in a sentence."""
        text = self._session.text
        outcome = text(SIGNS[row.outcome].message)
        if row.case is None:
            among = text("rejects-among", cases=", ".join(map(str, row.among)))
            return f"{outcome}. {among}" if row.among else f"{outcome}."
        return text(
            "rejects-case-tip",
            number=row.case.case_id,
            title=row.case.title,
            batch=row.case.batch,
            row=row.left.number if row.left else "?",
            package=row.left.package if row.left else row.case.left_in or "?",
        )

    def given(self, row: RejectMatch) -> Sequence[str]:
        """What the list says of field and reason, whole."""
        said = (row.entry.of(RejectColumn.FIELD), row.reason)
        words = " – ".join(" ".join(text.split()) for text in said if text)
        return [self._session.text("rejects-said", text=words)] if words else []

    def _case(self, row: RejectMatch) -> str:
        if row.case is None:
            return ", ".join(map(str, row.among))
        return self._session.text("rejects-case", number=row.case.case_id, title=row.case.title)

    def _fields(self, row: RejectMatch) -> str:
        if row.case is None:
            return row.entry.of(RejectColumn.FIELD)
        if row.unknown_field and not row.fields:
            return self._session.text("rejects-field-unknown", text=row.unknown_field)
        found = self._session.backend.catalog.types.get(row.case.document_type or "")
        specs = [found.field(key) for key in row.fields] if found else []
        labels = [self._session.label(spec.label) for spec in specs if spec is not None]
        return "; ".join(labels) or self._session.text("rejects-whole")


def key_text(row: RejectMatch) -> str:
    """What the list itself says of which case."""
    said = (row.entry.of(column) for column in _KEYS)
    return _BETWEEN.join(dict.fromkeys(" ".join(text.split()) for text in said if text))
