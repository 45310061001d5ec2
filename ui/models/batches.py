"""The batches with their counts: some thousands, which are filtered and sorted where they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from digitizer.domain.batch import BatchSummary
from digitizer.domain.errors import DigitizerError
from digitizer.domain.lifecycle import BatchState
from digitizer.domain.values.alphabet import alphabet_key
from digitizer.domain.values.text import fold
from ui.asking import ask_briefly
from ui.models.held import HeldTableModel
from ui.models.paged import Column
from ui.models.virtual import ListState, VirtualTableModel
from ui.session import Session
from ui.wording import BATCH_SIGNS, PINNED_SIGN, Sign

_STATES = tuple(BATCH_SIGNS)

Only = BatchState | frozenset[BatchState] | None
Key = Callable[[BatchSummary], Any]


class BatchTableModel(HeldTableModel[BatchSummary]):
    """``only`` keeps the batches in one state, or in some. ``changed``: the rows or the state are
    others."""

    changed = Signal()

    def __init__(
        self,
        session: Session,
        columns: Sequence[Column[BatchSummary]],
        only: Only = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._session = session
        self._only = only
        self._text = ""
        self._is_pinned = False
        self._all: Sequence[BatchSummary] = ()
        self.state = ListState.LOADING
        self.error: DigitizerError | None = None

    @property
    def total(self) -> int:
        return len(self.rows)

    def narrow(self, text: str, only: Only, *, pinned: bool = False) -> None:
        """Show the batches in this state whose name has these words, with or without marks, and
        with ``pinned`` only those with pins to be answered."""
        self._text, self._only, self._is_pinned = text, only, pinned
        self.arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column, or the newest first for -1."""
        if column >= 0 and self._columns[column].key is None:
            return
        self.sorted_by = None if column < 0 else (column, order is Qt.SortOrder.DescendingOrder)
        self.arrange()

    def arrange(self) -> None:
        """Filter and sort what is known already."""
        self.beginResetModel()
        self._rows = self._arranged()
        self.endResetModel()
        self.changed.emit()

    def load(self) -> None:
        """Ask for the batches anew, in a worker; the old ones stay in sight until then."""
        ask_briefly(
            self._session.bridge,
            self._session.backend.batches,
            self._take,
            self._fail,
            VirtualTableModel.patience,
        )

    def reload(self) -> None:
        """At once, for somebody who waits for a batch that was just made."""
        self._take(self._session.backend.batches())

    def id_of(self, row: BatchSummary) -> int:
        return row.batch.id

    def _take(self, found: Sequence[BatchSummary]) -> None:
        self._all = found
        self.state = ListState.READY
        self.show(self._arranged())
        self.changed.emit()

    def _fail(self, error: DigitizerError) -> None:
        self.state, self.error = ListState.FAILED, error
        self._session.on_error(error)
        self.changed.emit()

    def _is_wanted(self, state: BatchState) -> bool:
        if isinstance(self._only, frozenset):
            return state in self._only
        return self._only in (None, state)

    def _arranged(self) -> list[BatchSummary]:
        words = fold(self._text).split()
        found = [
            summary
            for summary in self._all
            if self._is_wanted(summary.batch.state)
            and (summary.pinned or not self._is_pinned)
            and all(word in fold(summary.batch.name) for word in words)
        ]
        found.sort(key=lambda summary: summary.batch.id, reverse=True)
        if self.sorted_by is not None:
            column, descends = self.sorted_by
            found.sort(key=self._columns[column].key, reverse=descends)
        return found


def _by_name(row: BatchSummary) -> bytes:
    return alphabet_key(row.batch.name)


def work_columns(session: Session) -> list[Column[BatchSummary]]:
    """For the people who prepare batches."""
    text = session.text

    def number(name: str, count: Callable[[BatchSummary], int]) -> Column[BatchSummary]:
        return Column(text(name), lambda row: str(count(row) or ""), is_number=True, key=count)

    return [
        Column(text("ui-column-batch"), lambda row: row.batch.name, key=_by_name),
        Column(
            text("ui-column-state"),
            lambda row: text(BATCH_SIGNS[row.batch.state].message),
            lambda row: BATCH_SIGNS[row.batch.state],
            key=lambda row: _STATES.index(row.batch.state),
        ),
        Column(
            text("ui-column-cases"),
            lambda row: str(row.cases),
            is_number=True,
            key=lambda row: row.cases,
        ),
        number("ui-column-to-check", lambda row: row.to_check),
        Column(
            text("lists-column-pinned"),
            lambda row: str(row.pinned or ""),
            lambda row: PINNED_SIGN if row.pinned else None,
            is_number=True,
            key=lambda row: row.pinned,
        ),
        number("ui-column-checked", lambda row: row.checked),
        number("ui-column-approved", lambda row: row.approved),
        number("ui-column-exported", lambda row: row.exported),
        Column(
            text("ui-column-approved-by"),
            lambda row: row.batch.approved_by or "",
            key=lambda row: alphabet_key(row.batch.approved_by or ""),
        ),
    ]


def approval_columns(session: Session) -> list[Column[BatchSummary]]:
    """For the person who answers for a batch."""
    text = session.text

    def sign(row: BatchSummary) -> Sign | None:
        is_waiting = row.batch.state is BatchState.SUBMITTED
        return None if is_waiting else BATCH_SIGNS[row.batch.state]

    return [
        Column(text("ui-column-batch"), lambda row: row.batch.name, sign, key=_by_name),
        Column(
            text("ui-column-cases"),
            lambda row: str(row.cases),
            is_number=True,
            key=lambda row: row.cases,
        ),
    ]
