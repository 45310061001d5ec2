"""The finished practice cases, the newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QModelIndex, QObject

from digitizer.domain.practice import Marked
from ui.models.paged import Column, Index, RowTableModel
from ui.practice.saying import level_label, summary
from ui.session import Session
from ui.theme import Tone
from ui.wording import Sign

_SECONDS_OF_MINUTE = 60
_RIGHT = Sign("confirmed", Tone.GOOD, "practice-case-right")
_WRONG = Sign("failed", Tone.BAD, "practice-case-wrong")


class MarkedModel(RowTableModel[Marked]):
    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        text = session.text
        locale = QLocale(session.backend.messages.language)

        def tip(row: Marked) -> str:
            return f"{session.type_label(row.document_type)}\n{summary(session, row)}"

        columns: list[Column[Marked]] = [
            Column(
                text("practice-column-case"),
                lambda row: str(row.case_id),
                lambda row: _WRONG if row.misses else _RIGHT,
                tip,
            ),
            Column(
                text("practice-column-level"),
                lambda row: level_label(session, row.level.value),
                tip=tip,
            ),
            Column(text("practice-column-wrong"), lambda row: str(len(row.misses)), is_number=True),
            Column(
                text("practice-column-minutes"),
                lambda row: locale.toString(row.seconds / _SECONDS_OF_MINUTE, "f", 1),
                is_number=True,
            ),
            Column(
                text("practice-column-keys"),
                lambda row: "–" if row.keys is None else str(row.keys),
                is_number=True,
            ),
        ]
        super().__init__(columns, parent)
        self._rows: Sequence[Marked] = ()

    def show(self, rows: Sequence[Marked]) -> None:
        """The newest first; new ones come in above, and the others stay."""
        if tuple(rows) == tuple(self._rows):
            return
        fresh = len(rows) - len(self._rows)
        if fresh > 0 and tuple(rows[fresh:]) == tuple(self._rows):
            self.beginInsertRows(QModelIndex(), 0, fresh - 1)
            self._rows = rows
            self.endInsertRows()
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_at(self, place: int) -> Marked | None:
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def id_of(self, row: Marked) -> int:
        return row.case_id

    def row_of(self, row_id: int) -> int | None:
        return next((i for i, row in enumerate(self._rows) if row.case_id == row_id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)
