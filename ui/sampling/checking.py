"""The open sample of one batch: its next unit in front, then the differences, then its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError
from digitizer.domain.record import EmptyReason
from digitizer.domain.second_entry import Choice
from digitizer.workflow.check_rounds import RoundStatus
from digitizer.workflow.sampling_work import SampledBatch, SampleDifference, SampleTask
from digitizer.workflow.second_tasks import FieldPlace, SecondTask
from ui.asking import Asking
from ui.backend import Backend
from ui.desk.typing_helper import TypingHelper
from ui.paper.piece import Piece, whole_page
from ui.sampling.judge_panel import JudgePanel
from ui.sampling.look_panel import LookPanel
from ui.sampling.overview import Overview
from ui.second.entry_panel import EntryPanel, FieldPanel
from ui.second.field_work import paper_of
from ui.session import Session
from ui.theme import Tone
from ui.widgets.empty_state import EmptyState

_LOADING, _OVERVIEW, _KEYING, _LOOKING, _JUDGING = range(5)


@dataclass(frozen=True, slots=True)
class _Front:
    """What comes next in a sample, with its paper."""

    task: SampleTask | None = None
    differences: tuple[SampleDifference, ...] = ()
    piece: Piece | None = None


class Checking(QStackedWidget):
    """``changed``: the batch's rounds stand otherwise now; ``said`` is a message for the user."""

    situation_changed = Signal()
    changed = Signal()
    said = Signal(str, Tone)

    def __init__(self, session: Session, helper: TypingHelper) -> None:
        super().__init__()
        self.session = session
        self.row: SampledBatch | None = None
        self._task: SampleTask | None = None
        self._is_storing = False
        self.overview = Overview(session)
        self.entry = EntryPanel(session, helper, "sampling-entry-hint")
        self.looking = LookPanel(session)
        self.judging = JudgePanel(session, helper)
        self._fetching = Asking(session)
        self._paging = Asking(session)
        self.setContentsMargins(4, 0, 4, 0)
        self.addWidget(EmptyState("working", session.text("second-loading"), ""))
        for panel in (self.overview, self.entry, self.looking, self.judging):
            self.addWidget(panel)
        self.entry.keyed.connect(self._key)
        self.looking.looked.connect(self._mark)
        self.looking.turned.connect(self._turn)
        self.judging.decided.connect(self._judge)

    @property
    def is_keying(self) -> bool:
        return self.currentIndex() == _KEYING

    @property
    def is_choosing(self) -> bool:
        """Whether right or wrong, or one of two values, is asked for."""
        return self.currentIndex() in (_LOOKING, _JUDGING)

    @property
    def has_field(self) -> bool:
        """Whether one field is in front, to be keyed or judged."""
        return self._field_panel is not None

    @property
    def is_overview(self) -> bool:
        return self.currentIndex() == _OVERVIEW

    def show_batch(self, row: SampledBatch | None) -> None:
        """Look up what comes first in the batch's open sample."""
        before, self.row = self.row, row
        if before is None or row is None or before.checks.batch.id != row.checks.batch.id:
            self._set_front(_LOADING)
        sample_id = self._sample_id
        if row is None:
            return
        if sample_id is None:
            self._show(row, _Front())
        else:
            self._fetch(row, sample_id, lambda front: self._show(row, front))

    def forget(self) -> None:
        self.entry.task = self.looking.task = self.judging.difference = None
        self.row, self._task, self._is_storing = None, None, False
        self._set_front(_LOADING)

    def ask_why_empty(self) -> None:
        if self.is_keying:
            self.entry.ask_why_empty()

    def choose(self, number: int) -> None:
        if self.currentIndex() == _LOOKING:
            self.looking.take(number)
        elif self.currentIndex() == _JUDGING:
            self.judging.take(number)

    def toggle_sheet(self) -> None:
        panel = self._field_panel
        if panel is not None:
            self._show_sheet(panel, opened=panel.sheet.isHidden())

    @property
    def _sample_id(self) -> int | None:
        """The open sample of the batch in front."""
        state = self.row.current if self.row is not None and self.row.is_waiting else None
        if state is None or state.status is not RoundStatus.OPEN or state.sample is None:
            return None
        return state.sample.sample.id

    @property
    def _field_panel(self) -> FieldPanel | None:
        return {_KEYING: self.entry, _JUDGING: self.judging}.get(self.currentIndex())

    def _show(self, row: SampledBatch, front: _Front) -> None:
        self._is_storing = False
        task, piece = front.task, front.piece or Piece(None)
        if task is not None and task.field is not None:
            self.entry.show_task(SecondTask(task.field, task.left), piece)
            self._task = task
            self._set_front(_KEYING)
            self._surround(self.entry, task.field)
        elif task is not None:
            self.looking.show_task(task, piece)
            self._set_front(_LOOKING)
            self.looking.start()
        elif front.differences:
            found = front.differences
            self.judging.show_difference(found[0], piece, len(found))
            self._set_front(_JUDGING)
            self._surround(self.judging, found[0].field)
        else:
            sample = row.current.sample if row.current is not None else None
            is_answered = sample is not None and not sample.unanswered
            self.overview.show_batch(row, is_answered=is_answered)
            self._set_front(_OVERVIEW)
            if self.isVisible():
                self.overview.start()

    def _surround(self, panel: EntryPanel | JudgePanel, place: FieldPlace) -> None:
        self._show_sheet(panel, opened=not panel.sheet.isHidden() or place.box is None)
        if self.isVisible():
            panel.start()

    def _show_sheet(self, panel: FieldPanel, *, opened: bool) -> None:
        place = panel.place
        if not opened or place is None or not place.pages:
            panel.show_sheet(None)
            return
        page, box = place.page or place.pages[0], place.box

        def arrived(piece: Piece) -> None:
            if panel.place is place:
                panel.show_sheet(piece)

        self._paging.ask(lambda: whole_page(page, box), arrived, self._failed)

    def _turn(self, step: int) -> None:
        panel, task = self.looking, self.looking.task
        at = panel.page_at + step
        if not 0 <= at < len(panel.pages):
            return
        page = panel.pages[at]

        def arrived(piece: Piece) -> None:
            if panel.task is task:
                panel.show_page(piece, at)

        self._paging.ask(lambda: whole_page(page), arrived, self._failed)

    def _key(self, given: str | EmptyReason) -> None:
        sample_id, task, backend = self._sample_id, self._task, self.session.backend
        if sample_id is not None and task is not None:
            self._go_on(lambda: backend.sampling.key(sample_id, task.place, given))

    def _mark(self, is_right: bool, why: str) -> None:
        sample_id, task, backend = self._sample_id, self.looking.task, self.session.backend
        if sample_id is not None and task is not None:
            self._go_on(
                lambda: backend.sampling.mark(sample_id, task.place, is_right=is_right, why=why)
            )

    def _judge(self, choice: Choice, why: str) -> None:
        sample_id, found, backend = self._sample_id, self.judging.difference, self.session.backend
        if sample_id is not None and found is not None:
            self._go_on(lambda: backend.sampling.judge(sample_id, found.place, choice, why))

    def _go_on(self, store: Callable[[], ChangeSet]) -> None:
        """Store; what was answered stays in sight until the next has arrived."""
        if self._is_storing or not self.session.succeeds(store):
            return
        self._is_storing = True
        self.said.emit("", Tone.GOOD)
        row, sample_id = self.row, self._sample_id
        if row is not None and sample_id is not None:
            self._fetch(row, sample_id, lambda front: self._follow(row, front))

    def _follow(self, row: SampledBatch, front: _Front) -> None:
        """What comes next in the same sample; the list is asked only when it has an end."""
        if front.task is not None or front.differences:
            self._show(row, front)
        else:
            self._is_storing = False
            self.changed.emit()

    def _fetch(self, row: SampledBatch, sample_id: int, done: Callable[[_Front], None]) -> None:
        backend = self.session.backend

        def arrived(front: _Front) -> None:
            if self.row is row:
                done(front)

        self._fetching.ask(lambda: _front(backend, sample_id), arrived, self._failed)

    def _failed(self, error: DigitizerError) -> None:
        """Somebody who worked on the batch sees how it stands, and nothing of its sample."""
        self._is_storing = False
        self.session.on_error(error)
        if self.row is not None:
            self.overview.show_batch(self.row, is_answered=False)
            self._set_front(_OVERVIEW)

    def _set_front(self, index: int) -> None:
        self.setCurrentIndex(index)
        self.situation_changed.emit()


def _front(backend: Backend, sample_id: int) -> _Front:
    task = backend.sampling.next_task(sample_id)
    if task is not None:
        if task.field is not None:
            return _Front(task, piece=paper_of(task.field))
        pages = task.case.pages if task.case is not None else (task.page,)
        first = pages[0] if pages else None
        return _Front(task, piece=whole_page(first) if first is not None else None)
    found = tuple(backend.sampling.differences(sample_id))
    return _Front(differences=found, piece=paper_of(found[0].field) if found else None)
