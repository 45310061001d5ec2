"""The rows that a supervisor looks at, with what was looked at and what got a pin."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from digitizer.domain.errors import DigitizerError
from digitizer.domain.review import Pin
from ui.approval.differences import Difference, Why, keyed_text
from ui.approval.snippets import Place, Snippets
from ui.models.paged import ID_ROLE, Column, Index, RowTableModel
from ui.models.virtual import ListState
from ui.session import Session
from ui.theme import Tone
from ui.wording import PINNED_SIGN, Sign

SNIPPET_COLUMN = 1
MACHINE_COLUMN = 2
CLERK_COLUMN = 3
MACHINE_ROLE = ID_ROLE + 2
"""What the machine read, empty where it read nothing; the cell shows words for that."""
TO_LOOK = Sign("to_check", Tone.WARN, "review-to-look")
LOOKED = Sign("checked", Tone.GOOD, "review-looked")


class DifferenceModel(RowTableModel[Difference]):
    """Knows what was looked at and what got a pin; the id of a row is its case's."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        text = session.text
        columns: list[Column[Difference]] = [
            Column(text("ui-column-field"), self._field_text),
            Column(text("ui-column-paper"), self._paper_text),
            Column(text("review-column-other"), self._machine_text),
            Column(text("ui-column-clerk"), self._clerk_text),
            Column(text("review-column-why"), self._why_text, self.sign_of),
        ]
        super().__init__(columns, parent)
        self._session = session
        self._snippets = Snippets(session, self)
        self._snippets.arrived.connect(self._show_paper)
        self._rows: list[Difference] = []
        self._looked_at: set[Place] = set()
        self._pins: dict[Place, Pin] = {}
        self.state = ListState.LOADING
        self.error: DigitizerError | None = None

    @property
    def rows(self) -> Sequence[Difference]:
        return self._rows

    @property
    def total(self) -> int:
        return len(self._rows)

    @property
    def pins(self) -> Sequence[Pin]:
        return list(self._pins.values())

    @property
    def to_look(self) -> int:
        """How many rows were neither looked at nor pinned."""
        return sum(self.sign_of(row) is TO_LOOK for row in self._rows)

    def row_at(self, place: int) -> Difference | None:
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def id_of(self, row: Difference) -> int:
        return row.case_id

    def row_of(self, row_id: int) -> int | None:
        """Where the first difference of a case stands."""
        return next((i for i, row in enumerate(self._rows) if row.case_id == row_id), None)

    def next_to_look(self, after: int) -> int | None:
        """The row after this place that waits for a look, beginning anew at the end."""
        count = len(self._rows)
        places = [(after + 1 + step) % count for step in range(count)]
        return next((each for each in places if self.sign_of(self._rows[each]) is TO_LOOK), None)

    def pin_at(self, place: Place) -> Pin | None:
        return self._pins.get(place)

    def clear(self) -> None:
        self.beginResetModel()
        self._rows, self._looked_at, self._pins = [], set(), {}
        self._snippets.clear()
        self.endResetModel()

    def add(self, more: Sequence[Difference]) -> None:
        if more:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(more) - 1)
            self._rows.extend(more)
            self.endInsertRows()

    def show_review(self, looked_at: Collection[Place], pins: Sequence[Pin]) -> None:
        """What the supervisor left at the rows so far."""
        self._looked_at = set(looked_at)
        self._pins = {(pin.case_id, pin.field): pin for pin in pins}
        if self._rows:
            corner = self.index(len(self._rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), corner)

    def sign_of(self, row: Difference) -> Sign:
        if row.place in self._pins:
            return PINNED_SIGN
        return LOOKED if row.place in self._looked_at else TO_LOOK

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is not None and role == MACHINE_ROLE:
            return row.machine
        is_paper = index.column() == SNIPPET_COLUMN
        if row is not None and is_paper and role == Qt.ItemDataRole.DecorationRole:
            return self._snippets.of(row)
        return super().data(index, role)

    def _show_paper(self) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1, SNIPPET_COLUMN)
            role = Qt.ItemDataRole.DecorationRole
            self.dataChanged.emit(self.index(0, SNIPPET_COLUMN), last, [role])

    def _paper_text(self, row: Difference) -> str:
        return self._session.text("ui-no-snippet") if self._snippets.is_lost(row) else ""

    def _field_text(self, row: Difference) -> str:
        name = self._session.label(row.field.label)
        title = row.case_title or self._session.text("ui-no-title", number=row.case_id)
        return f"{title}\n{name}"

    def _machine_text(self, row: Difference) -> str:
        return row.machine or self._session.text("ui-machine-empty")

    def _clerk_text(self, row: Difference) -> str:
        if row.clerk or row.empty_reason is None:
            return row.clerk
        return self._session.text(f"ui-empty-{row.empty_reason.value}")

    def _why_text(self, row: Difference) -> str:
        """Why the row is here, and what the supervisor made of it."""
        text, sign = self._session.text, self.sign_of(row)
        lines = [self._reason(row)]
        pin = self._pins.get(row.place)
        if pin is not None:
            lines.append(text("review-pinned-why", reason=pin.reason))
        elif sign is LOOKED:
            lines.append(text(sign.message))
        return "\n".join(lines)

    def _reason(self, row: Difference) -> str:
        text, told = self._session.text, row.disagreement
        if row.why is Why.PINNED and row.pin is not None:
            kept, why = row.pin.kept, row.pin.reason
            if kept is None:
                return text("review-why-answered", reason=why)
            return text("review-why-kept", reason=why, by=kept.actor, why=kept.reason)
        if row.why is not Why.SECOND or told is None:
            return text(f"review-why-{row.why.value}")
        if told.settled is None or told.settled_by is None:
            return text("review-why-second")
        first = keyed_text(self._session.backend, row.field, told.first)
        return text(
            "review-why-settled",
            first=first,
            second=told.second_by,
            third=told.settled_by,
            why=told.why or "—",
        )
