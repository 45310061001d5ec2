"""What is seen of a column: the cell in hand, its neighbours with their paper, and the states."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from digitizer.domain.case import Case
from digitizer.domain.errors import DigitizerError
from digitizer.workflow.column import ColumnCell
from ui.asking import Asking
from ui.desk.following import Following
from ui.desk.offer_steps import OfferSteps
from ui.models.cases import CaseTableModel
from ui.passes.column_layout import ColumnLayout
from ui.passes.column_run import ColumnRun
from ui.passes.pieces import images_of
from ui.session import Session
from ui.situation import PageName
from ui.widgets.empty_state import EmptyState

_KEPT_IMAGES = 200
_AHEAD = 12
"""The paper of so many cells below the one in hand is cut before it is reached."""


class ColumnSurface(OfferSteps):
    """A desk whose form has one field only; no cell is brought yet."""

    name = PageName.COLUMN
    parts: ColumnLayout

    def __init__(self, session: Session, cases: CaseTableModel) -> None:
        super().__init__(session, cases)
        self.batch_id = 0
        self.run: ColumnRun | None = None
        self.images: dict[int, QImage | None] = {}
        self._refreshing, self._cutting = Asking(session), Asking(session)
        self._following = Following(session, self._open_one, self)
        self._retry: Callable[[], object] = self._show_loading
        text = session.text
        self._loading = EmptyState("working", text("passes-column-loading"), "")
        self._finished = EmptyState(
            "confirmed", text("passes-column-done"), text("passes-column-done-advice")
        )
        for state in (self._loading, self._finished):
            self._rooms.addWidget(state)
        self.again.clicked.connect(lambda: self._retry())
        self._show_loading()

    def case_before(self, case_id: int) -> int | None:
        """The case of the cell above."""
        return self.run.case_before(case_id) if self.run else None

    def _laid_out(self, room: QWidget) -> ColumnLayout:
        return ColumnLayout(self.session, room)

    def _show_loading(self) -> None:
        self._rooms.setCurrentWidget(self._loading)

    def _show_done(self) -> None:
        """No field is left to look at."""
        self.editing.close()
        self.run = None
        self.parts.canvas.clear()
        self._rooms.setCurrentWidget(self._finished)
        self.situation_changed.emit()

    def _show_lost(self, title: str, error: DigitizerError, retry: Callable[[], object]) -> None:
        """In the place of what could not be read: why, and the ways on."""
        self._retry = retry
        self.failure.say(title, self.session.backend.messages.error(error))
        self._rooms.setCurrentWidget(self.failure)
        self.again.setFocus()
        self.situation_changed.emit()

    def _open_one(self) -> Case | None:
        return self.editing.work.case if self.editing.is_open else None

    def _note_place(self) -> None:
        """The place on the desk stays what it was; a column goes on with what is left."""

    def _show_stored(self) -> None:
        if self.run is None:
            return
        self.run.take_work(self.editing.work, self._me)
        super()._show_stored()

    def _show_progress(self) -> None:
        super()._show_progress()
        run = self.run
        if run is None:
            return
        self.parts.field.setText(self.session.label(run.column.spec.label))
        self.parts.progress.setText(
            self.session.text(
                "passes-column-progress",
                number=run.place + 1,
                count=len(run.cells),
                left=run.left,
            )
        )
        self._show_neighbours(run)

    def _show_neighbours(self, run: ColumnRun) -> None:
        place, above, below = run.place, self.parts.above, self.parts.below
        first = max(place - above.most, 0)
        above.show_cells(run.cells[first:place], self.images)
        below.show_cells(run.cells[place + 1 : place + 1 + below.most], self.images)
        near = run.cells[first : place + 1 + _AHEAD]
        missing = [cell.case_id for cell in near if cell.case_id not in self.images]
        is_lacking = any(cell.case_id in missing for cell in (*above.cells, *below.cells))
        if is_lacking or len(missing) > _AHEAD // 2:
            self._cut(run, missing)

    def _cut(self, run: ColumnRun, case_ids: Sequence[int]) -> None:
        """Have a worker cut the paper of cells that will soon be in sight."""
        backend, key = self.session.backend, run.key

        def work() -> dict[int, QImage | None]:
            found = images_of(backend.passes.papers(key, case_ids))
            return {case_id: found.get(case_id) for case_id in case_ids}

        def came(images: dict[int, QImage | None]) -> None:
            if self.run is None or self.run.key != key:
                return
            self.images.update(images)
            while len(self.images) > _KEPT_IMAGES:
                del self.images[next(iter(self.images))]
            self.parts.above.update()
            self.parts.below.update()

        self._cutting.ask(work, came, self.session.on_error)

    def _read_ahead(self) -> None:
        run = self.run
        if run is None or not self.editing.is_open or self.session.bridge.is_closed:
            return
        following, before = run.next_left(), run.neighbour(-1)
        self.paper.read_ahead(
            run.cells[following].case_id if following is not None else None,
            run.cells[before].case_id if before is not None else None,
        )

    def _refresh(self, run: ColumnRun) -> None:
        """Others changed cases of the batch: bring the cells up to date, the hand stays."""
        backend, batch_id, column = self.session.backend, self.batch_id, run.column

        def came(cells: Sequence[ColumnCell]) -> None:
            if self.run is run and self.editing.is_open:
                run.merge(cells)
                run.take_work(self.editing.work, self._me)
                self._show_progress()

        self._refreshing.ask(
            lambda: backend.passes.column(
                batch_id, column.document_type, run.key, all_values=run.all_values
            ),
            came,
            self.session.on_error,
        )
