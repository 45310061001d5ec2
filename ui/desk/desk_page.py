"""The correction desk: one case at a time, by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer, Signal

from digitizer.domain.case import Case
from digitizer.domain.changes import ChangeSet
from digitizer.domain.lifecycle import Action
from digitizer.domain.preferences import DeskPlace
from digitizer.workflow.batch_doubts import NearValues
from digitizer.workflow.people_case import KnownValue
from ui.asking import Asking
from ui.casepages.dialog import CasePagesDialog
from ui.desk.batch_steps import BatchSteps
from ui.desk.following import Following
from ui.desk.work import MOST_CANDIDATES, CaseWork
from ui.models.cases import CaseTableModel
from ui.session import Session
from ui.situation import Situation
from ui.theme import Tone
from ui.widgets.dialogs import TypedAnswer, ask_about_typed, ask_line


class DeskPage(BatchSteps):
    """The steps from case to case. ``left``: the user goes back to the list; ``all_done``: no
    case waits any more."""

    left = Signal()
    all_done = Signal()

    def __init__(self, session: Session, cases: CaseTableModel) -> None:
        super().__init__(session, cases)
        self._asking = Asking(session)
        self._near = Asking(session)
        self._following = Following(session, self._open_one, self)
        self._asked: tuple[CaseWork, int] | None = None
        self.all_looked_at.connect(self._go_on_from_case)
        self.parts.strip.chosen.connect(self.open_case)
        self.parts.types.chosen.connect(self._assign_type)
        self.parts.types.set_aside.connect(self.set_aside)
        self.parts.footer.finished.connect(self.finish)
        self.parts.canvas.view_changed.connect(self._note_place)
        self._show_none()

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        taking = {
            f"candidate-{place + 1}": lambda place=place: self._take_candidate(self._key, place)
            for place in range(MOST_CANDIDATES)
        }
        return {
            **self.paper_handlers(),
            **self.batch_handlers(),
            **taking,
            "back": self._go_back,
            "previous-case": lambda: self._open_neighbour(-1),
            "next-case": lambda: self._open_neighbour(1),
            "open-list": self._open_list,
            "choose-place": self.choose_place,
            "empty": self.ask_why_empty,
            "set-aside": self.set_aside,
            "restore": self.restore,
            "case-pages": self.show_case_pages,
            "finish": self.finish,
        }

    def situation(self) -> Situation:
        if not self.editing.is_open:
            return Situation(self.name)
        work, key = self.editing.work, self._key
        allowed = work.view.allowed
        return Situation(
            self.name,
            has_case=True,
            is_editable=work.is_editable and bool(work.specs),
            can_finish=Action.FINISH in allowed and bool(work.specs),
            can_set_aside=Action.SET_ASIDE in allowed,
            can_restore=Action.RESTORE in allowed,
            has_place=key is not None and work.is_place(key) and work.is_editable,
            has_previous=key is not None and bool(work.previous(key)),
            has_list=key is not None and self.parts.form.row(key).edit.has_choices,
            candidates=len(work.candidates(key)) if key else 0,
            page_count=len(work.view.pages),
        )

    def enter(self) -> None:
        if self._key is None:
            self._focus_first()
        else:
            self.parts.form.focus_field(self._key)

    def reopen(self, place: DeskPlace) -> bool:
        """Go on where a person was; whether the case is still there."""
        if not self.open_at(place.case_id, place.field):
            return False
        self.parts.canvas.restore(place.zoom, place.turn)
        self._note_place()
        return True

    def may_leave(self) -> bool:
        """Ask what is to become of typed text that is not stored."""
        if not self.editing.is_open or not self.editing.work.pending:
            return True
        answer = ask_about_typed(self.session, self)
        if answer is TypedAnswer.DISCARD:
            self.editing.forget_typed()
            return True
        return answer is TypedAnswer.SAVE and self._store_typed()

    def take_change(self, change: ChangeSet) -> None:
        if not self.editing.is_open:
            return
        work = self.editing.work
        if work.case.id not in change.cases:
            return
        known = work.case.revision
        if self._attempt(self.editing.reload) and work.case.revision != known:
            self._show_stored()
            self.said.emit(self.session.text("ui-changed-elsewhere"), Tone.ACCENT)

    def take_theme(self) -> None:
        self.parts.form.forget_rows()
        if self.editing.is_open:
            self._show_stored()
            self.paper.show_case(self.editing.work)
            self._focus_first()

    def open_case(self, case_id: int) -> None:
        """Put a case on the desk, at its first doubtful field."""
        self.open_at(case_id, None)

    def open_at(self, case_id: int, key: str | None) -> bool:
        """Put a case on the desk with the caret in a field, or in its first doubtful one; whether
        it is there now."""
        if not (self.editing.is_open and self.editing.work.case.id == case_id):
            if not self.may_leave():
                self.parts.strip.mark(self.editing.work.case.id)
                return False
            if not self._attempt(lambda: self.editing.open(case_id)):
                return False
            self._show_opened(case_id)
        if key is not None and key in self.editing.work.keys:
            self.parts.form.focus_field(key)
        else:
            self._focus_first()
        return True

    def _show_opened(self, case_id: int) -> None:
        self.parts.strip.mark(case_id)
        self._show_stored()
        self.paper.show_case(self.editing.work)
        self._ask_near()
        # Looking for the neighbours must not hold up what the eye waits for.
        QTimer.singleShot(0, self, self._read_ahead)

    def _read_ahead(self) -> None:
        if self.editing.is_open and not self.session.bridge.is_closed:
            strip = self.parts.strip
            self.paper.read_ahead(strip.next_open(), strip.neighbour(-1))

    def close_case(self) -> None:
        self.editing.close()
        self.parts.canvas.clear()
        self.parts.reasons.show_field(None, None)
        self.keeper.forget()
        self._show_none()

    def finish(self) -> None:
        """Hand the case on and open the next that waits."""
        if not self._store_typed():
            return
        following = self.parts.strip.next_open()
        if not self._attempt(self.editing.finish):
            wrong = self._next_doubt(None) or self.editing.work.first_error()
            if wrong is not None:
                self.parts.form.focus_field(wrong)
            return
        self.said.emit(self.session.text("ui-case-finished"), Tone.GOOD)
        self._open_following(following)

    def _open_following(self, following: int | None) -> None:
        if following is not None:
            self.open_case(following)
            self.keeper.write()
        else:
            self.close_case()
            self.all_done.emit()

    def set_aside(self) -> None:
        """Take the case out of the walk, with a reason."""
        text = self.session.text
        reason = ask_line(
            self.session, self, text("ui-set-aside-title"), text("ui-set-aside-advice")
        )
        if reason is None or not self.may_leave():
            return
        following = self.parts.strip.next_open()
        if self._attempt(lambda: self.editing.set_aside(reason)):
            if following is not None:
                self.open_case(following)
            else:
                self._go_back()

    def restore(self) -> None:
        if self._attempt(self.editing.restore):
            self._show_stored()

    def _show_stored(self) -> None:
        super()._show_stored()
        self._ask_register()

    def _ask_register(self) -> None:
        """Have a worker look up what the register of people knows of this case as stored."""
        work = self.editing.work
        case = work.case
        if not work.is_editable or not work.specs or self._asked == (work, case.revision):
            return
        self._asked = (work, case.revision)
        backend = self.session.backend
        self._asking.ask(
            lambda: backend.offers(case.id),
            lambda known: self._take_known(work, known),
            self.session.on_error,
        )

    def _take_known(self, work: CaseWork, known: tuple[KnownValue, ...]) -> None:
        if self._is_on_desk(work) and known != work.known:
            work.known = known
            self._show_offers(work)

    def _ask_near(self) -> None:
        """Have a worker look up what the case before and the others of the book say."""
        work, backend = self.editing.work, self.session.backend
        case_id, where, order = work.case.id, self.cases.where, self.cases.order
        if not work.specs:
            return
        self._near.ask(
            lambda: backend.doubts.near_values(
                case_id, backend.case_neighbour(where, order, case_id, -1)
            ),
            lambda near: self._take_near(work, near),
            self.session.on_error,
        )

    def _take_near(self, work: CaseWork, near: NearValues) -> None:
        if self._is_on_desk(work) and near != work.near:
            work.near = near
            self._show_offers(work)

    def _is_on_desk(self, work: CaseWork) -> bool:
        return self.editing.is_open and self.editing.work is work

    def _show_offers(self, work: CaseWork) -> None:
        self.parts.form.show_offers(work)
        self.parts.reasons.show_field(work, self._key)
        self.situation_changed.emit()

    def _open_one(self) -> Case | None:
        return self.editing.work.case if self.editing.is_open else None

    def show_case_pages(self) -> None:
        """The dialog of the case's pages; what was done there is on the desk afterwards."""
        if not self.editing.is_open or not self.may_leave():
            return
        dialog = CasePagesDialog(self.session, self, self.editing.work.case.id)
        dialog.exec()
        if dialog.has_changed and self._attempt(self.editing.reload):
            self._show_stored()
            self.paper.show_case(self.editing.work)
            self._focus_first()

    def _assign_type(self, type_key: str) -> None:
        if self._attempt(lambda: self.editing.assign_type(type_key)):
            self._show_stored()
            self.paper.show_case(self.editing.work)
            self._focus_first()

    def _open_neighbour(self, step: int) -> None:
        case_id = self.parts.strip.neighbour(step)
        if case_id is not None:
            self.open_case(case_id)

    def _go_back(self) -> None:
        if self.may_leave():
            self.close_case()
            self.left.emit()

    def _go_on_from_case(self) -> None:
        work = self.editing.work
        if Action.FINISH not in work.view.allowed:
            self._open_neighbour(1)
        elif work.doubts():
            self._leave_unfinished()
        else:
            self.finish()

    def _leave_unfinished(self) -> None:
        """All that is left was passed on: the case waits for others, the clerk need not."""
        following = self.parts.strip.next_open()
        words = "passed-on-left" if following is not None else "passed-on-left-last"
        if following is not None:
            self.open_case(following)
            self.keeper.write()
        self.said.emit(self.session.text(words), Tone.ACCENT)
