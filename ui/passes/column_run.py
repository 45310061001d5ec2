"""Where a person stands in a column. No widgets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from digitizer.workflow.column import Column, ColumnCell
from ui.desk.work import CaseWork


class ColumnRun:
    """The cells of one field, in the order of the cases. Cells that were looked at stay in it, so
    that what was just confirmed is seen above."""

    def __init__(self, column: Column, cells: Sequence[ColumnCell], *, all_values: bool) -> None:
        self.column = column
        self.all_values = all_values
        self.cells = list(cells)
        self.place = 0

    @property
    def key(self) -> str:
        return self.column.spec.key

    @property
    def cell(self) -> ColumnCell:
        """The cell in hand."""
        return self.cells[self.place]

    @property
    def left(self) -> int:
        return sum(map(self._is_left, self.cells))

    def place_of(self, case_id: int) -> int | None:
        return next((at for at, cell in enumerate(self.cells) if cell.case_id == case_id), None)

    def first_left(self) -> int | None:
        return self._first(range(len(self.cells)))

    def next_left(self, step: int = 1) -> int | None:
        """The next cell that is to be looked at, forwards beginning anew at the end; backwards
        (``step`` -1) likewise. The cell in hand comes last."""
        count = len(self.cells)
        return self._first((self.place + step * far) % count for far in range(1, count + 1))

    def neighbour(self, step: int) -> int | None:
        """The cell ``step`` places on, None past either end."""
        place = self.place + step
        return place if 0 <= place < len(self.cells) else None

    def case_before(self, case_id: int) -> int | None:
        place = self.place_of(case_id)
        return self.cells[place - 1].case_id if place else None

    def take_work(self, work: CaseWork, actor: str) -> None:
        """What is stored of a case now."""
        place = self.place_of(work.case.id)
        if place is None:
            return
        cell, passed = self.cells[place], work.passed(self.key)
        is_typed = self.key in work.pending
        self.cells[place] = replace(
            cell,
            text=work.stored_text(self.key),
            state=work.value(self.key).state,
            is_waiting=cell.is_waiting if is_typed else work.is_doubtful(self.key),
            is_passed=passed is not None and passed.actor == actor,
        )

    def merge(self, fresh: Iterable[ColumnCell]) -> None:
        """What others did meanwhile: cells that are not among the fresh ones need no look."""
        found = {cell.case_id: cell for cell in fresh}
        here = self.cells[self.place].case_id if self.cells else None
        merged = [found.pop(cell.case_id, replace(cell, is_waiting=False)) for cell in self.cells]
        self.cells = sorted([*merged, *found.values()], key=lambda cell: cell.case_id)
        if here is not None:
            self.place = self.place_of(here) or 0

    def _first(self, places: Iterable[int]) -> int | None:
        return next((place for place in places if self._is_left(self.cells[place])), None)

    def _is_left(self, cell: ColumnCell) -> bool:
        return cell.is_left(all_values=self.all_values)
