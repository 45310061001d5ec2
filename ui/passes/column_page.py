"""The column pass: one field of all cases of a batch, then the next field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QTimer, Signal

from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError, NotFound
from digitizer.workflow.column import Column, ColumnCell
from ui.asking import Asking
from ui.models.cases import CaseTableModel
from ui.passes.column_run import ColumnRun
from ui.passes.column_surface import ColumnSurface
from ui.session import Session
from ui.theme import Tone


class ColumnPage(ColumnSurface):
    """``left``: the person goes back to the choice of columns; ``opened`` asks for a case on the
    desk."""

    left = Signal()
    opened = Signal(int)

    def __init__(self, session: Session, cases: CaseTableModel) -> None:
        super().__init__(session, cases)
        self._columns, self._fetching = Asking(session), Asking(session)
        self.parts.every.toggled.connect(lambda _on: self._look_anew())
        self.parts.above.chosen.connect(self._go_to_case)
        self.parts.below.chosen.connect(self._go_to_case)
        self.to_list.clicked.connect(self._go_back)

    # What the window asks

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        shared = {**self.paper_handlers(), **self.batch_handlers(), **self.field_handlers()}
        return {
            **{name: act for name, act in shared.items() if name != "doubt-list"},
            "back": self._go_back,
            "next-column": lambda: self._go_to_column(1),
            "previous-column": lambda: self._go_to_column(-1),
            "open-cell": self._open_at_desk,
        }

    def enter(self) -> None:
        if self.editing.is_open and self.run is not None:
            self.parts.form.focus_field(self.run.key)

    def take_change(self, change: ChangeSet) -> None:
        run = self.run
        if run is None or not self.editing.is_open:
            return
        work = self.editing.work
        if work.case.id in change.cases:
            known = work.case.revision
            if self._attempt(self.editing.reload) and work.case.revision != known:
                self._show_stored()
                self.said.emit(self.session.text("ui-changed-elsewhere"), Tone.ACCENT)
        if change.cases - {work.case.id}:
            self._refresh(run)

    def take_theme(self) -> None:
        self.parts.form.forget_rows()
        if self.editing.is_open and self.run is not None:
            self._show_stored()
            self.paper.show_case(self.editing.work)
            self.parts.form.focus_field(self.run.key)

    # The column

    @property
    def place(self) -> tuple[int, Column, bool, int | None]:
        """Where the person is: batch, field, whether all values are looked at, and the case.
        Raises NotFound while no column is worked through."""
        if self.run is None:
            raise NotFound("no-case-open")
        case_id = self.run.cell.case_id if self.run.cells else None
        return self.batch_id, self.run.column, self.run.all_values, case_id

    def begin(
        self, batch_id: int, column: Column, *, all_values: bool, case_id: int | None = None
    ) -> None:
        """Work through a field of a batch, from a case or the first cell that is to be looked
        at."""
        self.batch_id = batch_id
        self.parts.every.blockSignals(True)
        self.parts.every.setChecked(all_values)
        self.parts.every.blockSignals(False)
        self._fetch(column, case_id)

    def _fetch(self, column: Column, case_id: int | None) -> None:
        """Bring the cells of a field; ``case_id`` is the cell to begin at, None the first left."""
        if self.run is None or self.run.column.spec.key != column.spec.key:
            self._show_loading()
        all_values, backend = self.parts.every.isChecked(), self.session.backend
        batch_id, key = self.batch_id, column.spec.key

        def came(cells: Sequence[ColumnCell]) -> None:
            self._cells_came(ColumnRun(column, cells, all_values=all_values), case_id)

        self._fetching.ask(
            lambda: backend.passes.column(
                batch_id, column.document_type, key, all_values=all_values
            ),
            came,
            lambda error: self._failed(error, lambda: self._fetch(column, case_id)),
        )

    def _cells_came(self, run: ColumnRun, case_id: int | None) -> None:
        place = run.place_of(case_id) if case_id is not None else None
        if place is None:
            place = run.first_left()
        if place is None:
            self._go_to_column(1, after=run.column)
            return
        self._end_busy()
        self.editing.close()
        if self.run is None or self.run.key != run.key:
            self.images.clear()
        self.run = run
        self.parts.form.key = run.key
        self._go_to_place(place)

    def _look_anew(self) -> None:
        """The other choice of values, at the cell in hand."""
        run = self.run
        if run is not None and self.may_leave():
            self._fetch(run.column, run.cell.case_id if run.cells else None)

    def _go_to_column(self, step: int, after: Column | None = None) -> None:
        """The next field (or previous, ``step`` -1) of which something is left, beginning anew at
        the end; ``after`` a field that is through."""
        here = after or (self.run.column if self.run else None)
        if here is None or (after is None and not self.may_leave()):
            return
        all_values = self.parts.every.isChecked()

        def came(found: Sequence[Column]) -> None:
            wanted = next_column(found, here, step, all_values=all_values)
            if wanted is not None:
                self._fetch(wanted, None)
            elif after is not None:
                self._show_done()

        self._ask_columns(came)

    def _ask_columns(self, came: Callable[[Sequence[Column]], None]) -> None:
        backend, batch_id = self.session.backend, self.batch_id
        self._columns.ask(
            lambda: backend.passes.columns(batch_id),
            came,
            lambda error: self._failed(error, lambda: self._ask_columns(came)),
        )

    def _failed(self, error: DigitizerError, retry: Callable[[], None]) -> None:
        if self.editing.is_open:
            self.session.on_error(error)
        else:
            self._show_lost(self.session.text("passes-failed"), error, retry)

    # The cell

    def open_at(self, case_id: int, key: str | None) -> bool:
        """Go to a cell; one of another column is looked up, and what is no cell of the batch is
        shown on the desk."""
        run = self.run
        place = run.place_of(case_id) if run is not None and key == run.key else None
        if place is not None:
            return self._go_to_place(place)
        if not self.may_leave():
            return False

        def came(found: Sequence[Column]) -> None:
            wanted = next((each for each in found if each.spec.key == key), None)
            if wanted is not None:
                self._fetch(wanted, case_id)
            else:
                self.opened.emit(case_id)

        self._ask_columns(came)
        return True

    def go_to_doubt(self, step: int) -> None:
        """F8: the next or previous cell that is to be looked at, this one left as it is."""
        run = self.run
        place = run.next_left(step) if run is not None else None
        if run is None or place is None or place == run.place:
            words = "doubts-no-next" if step > 0 else "doubts-no-previous"
            self.said.emit(self.session.text(words), Tone.ACCENT)
        else:
            self._go_to_place(place)

    def _go_to_case(self, case_id: int) -> None:
        place = self.run.place_of(case_id) if self.run else None
        if place is not None:
            self._go_to_place(place)

    def _go_to_place(self, place: int) -> bool:
        """Have the cell at a place in hand; whether it is."""
        run = self.run
        if run is None:
            return False
        case_id = run.cells[place].case_id
        if not (self.editing.is_open and self.editing.work.case.id == case_id):
            if not self.may_leave() or not self._opens(case_id, place):
                return False
            run.place = place
            self._show_stored()
            self.paper.show_case(self.editing.work)
            self._ask_near()
            QTimer.singleShot(0, self, self._read_ahead)
        self.parts.form.focus_field(run.key)
        return True

    def _opens(self, case_id: int, place: int) -> bool:
        """Read the case; where that is not possible, say so in its place."""
        try:
            self.editing.open(case_id)
        except DigitizerError as error:
            self.editing.close()
            title = self.session.text("case-failed-title", case=case_id)
            self._show_lost(title, error, lambda: self._go_to_place(place))
            return False
        return True

    def _step(self, _key: str, step: int) -> None:
        """Tab: the cell below or above."""
        place = self.run.neighbour(step) if self.run else None
        if place is not None:
            self._go_to_place(place)

    def _go_on(self, _key: str) -> None:
        """The field is as the person wants it: the next cell, and after the last the next field."""
        run = self.run
        if run is None:
            return
        following = run.next_left()
        if following is None:
            name = self.session.label(run.column.spec.label)
            self.said.emit(self.session.text("passes-column-through", field=name), Tone.GOOD)
            self._go_to_column(1, after=run.column)
        elif following != run.place:
            self._go_to_place(following)

    def _go_to_pin(self) -> None:
        """Pins of other fields are answered on the desk."""
        run = self.run
        if run is not None and run.key in self.editing.work.pinned():
            self.parts.form.focus_field(run.key)
        else:
            self._open_at_desk()

    def _go_to_field(self, key: str) -> None:
        """Of the fields framed on the page only the column's own has an editor here."""
        if self.run is not None and key == self.run.key:
            super()._go_to_field(key)

    def _open_at_desk(self) -> None:
        if self.editing.is_open and self.may_leave():
            self.opened.emit(self.editing.work.case.id)

    def _go_back(self) -> None:
        if self.may_leave():
            self.editing.close()
            self.run = None
            self.left.emit()


def next_column(
    found: Sequence[Column], here: Column, step: int, *, all_values: bool
) -> Column | None:
    """The field after (``step`` 1) or before one of which something is left, beginning anew at the
    end; never the same."""
    names = [(each.document_type, each.spec.key) for each in found]
    name = (here.document_type, here.spec.key)
    start = names.index(name) if name in names else (-1 if step > 0 else 0)
    order = [found[(start + step * far) % len(found)] for far in range(1, len(found) + 1)]
    for each in order:
        is_same = (each.document_type, each.spec.key) == name
        if not is_same and each.left(all_values=all_values) > 0:
            return each
    return None
