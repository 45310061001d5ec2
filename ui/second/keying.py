"""Keying one field after the other a second time, the next one's paper fetched ahead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from digitizer.domain.errors import Conflict, DigitizerError
from digitizer.domain.record import EmptyReason
from digitizer.workflow.second_tasks import SecondTask
from ui.backend import Backend
from ui.desk.typing_helper import TypingHelper
from ui.paper.piece import Piece
from ui.second.entry_panel import EntryPanel
from ui.second.field_work import FieldWork, paper_of
from ui.session import Session
from ui.theme import Tone
from ui.widgets.dialogs import ask_line
from ui.widgets.styling import button


@dataclass(frozen=True, slots=True)
class _Task:
    task: SecondTask
    piece: Piece


class Keying(FieldWork):
    def __init__(self, session: Session, helper: TypingHelper) -> None:
        self.entry = EntryPanel(session, helper)
        self.again = button("")
        self.again.hide()
        super().__init__(session, self.entry, "second-done", self.again)
        self.entry.keyed.connect(self._store)
        self.again.clicked.connect(self._take_skipped)
        self._ahead: _Task | None = None
        self._of_skipped = False

    def show_skipped(self, count: int) -> None:
        """How many fields this person left and may still key."""
        self.again.setVisible(count > 0)
        self.again.setText(self.session.text("second-take-skipped", count=count))

    def fetch(self) -> None:
        self._ahead, self._of_skipped = None, False
        self._fetch_first()

    def forget(self) -> None:
        self._ahead, self.entry.task = None, None
        super().forget()

    def start(self) -> None:
        self.entry.start()

    def ask_why_empty(self) -> None:
        self.entry.ask_why_empty()

    def skip(self) -> None:
        """Leave the field to others, with a reason."""
        task = self.entry.task
        if task is None or not self.is_open:
            return
        text, place, backend = self.session.text, task.place, self.session.backend
        reason = ask_line(
            self.session, self, text("ui-action-second-skip"), text("second-skip-advice")
        )
        if reason is not None:
            self._go_on(
                task, lambda: backend.second_entry.skip(place.case_id, place.spec.key, reason)
            )

    def _fetch_first(self) -> None:
        super().forget()
        self._ask(None, self._show_task)

    def _fetch_ahead(self, task: SecondTask) -> None:
        self._ask((task.place.case_id, task.place.spec.key), self._keep)

    def _ask(self, but: tuple[int, str] | None, done: Callable[[_Task | None], None]) -> None:
        backend, batch_id, skipped = self.session.backend, self.batch_id, self._of_skipped
        if batch_id is None:
            return

        def arrived(found: _Task | None) -> None:
            if (batch_id, skipped) == (self.batch_id, self._of_skipped):
                done(found)

        self._fetching.ask(
            lambda: _task_with_paper(backend, batch_id, but, skipped),
            arrived,
            self.session.on_error,
        )

    def _keep(self, found: _Task | None) -> None:
        self._ahead = found

    def _show_task(self, found: _Task | None) -> None:
        self._ahead = None
        self._show_front(has_field=found is not None)
        if found is None:
            self.entry.task = None
            return
        self.entry.show_task(found.task, found.piece)
        self._show_surroundings(found.task.place)
        self._fetch_ahead(found.task)

    def _store(self, given: str | EmptyReason) -> None:
        task = self.entry.task
        if task is None:
            return
        place, backend = task.place, self.session.backend
        self._go_on(task, lambda: backend.second_entry.key(place.case_id, place.spec.key, given))

    def _go_on(self, task: SecondTask, store: Callable[[], object]) -> None:
        """Store, then show what was fetched ahead, or fetch it."""
        try:
            store()
        except Conflict as error:
            # Somebody else was quicker: nothing of this person's is lost, the next field is due.
            self.said.emit(self.session.backend.messages.error(error), Tone.WARN)
            self._fetch_first()
            return
        except DigitizerError as error:
            self.session.on_error(error)
            return
        self.said.emit("", Tone.GOOD)
        ahead = self._ahead
        if ahead is None:
            self._fetch_first()
            return
        left = max(task.left - 1, 1)
        self._show_task(_Task(SecondTask(ahead.task.place, left), ahead.piece))

    def _take_skipped(self) -> None:
        self._of_skipped = True
        self._fetch_first()


def _task_with_paper(
    backend: Backend, batch_id: int, but: tuple[int, str] | None, skipped: bool
) -> _Task | None:
    task = backend.second_entry.next_task(batch_id, skipped=skipped, but=but)
    return _Task(task, paper_of(task.place)) if task else None
