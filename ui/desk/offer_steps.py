"""The field in hand: what may be taken into it, looked up by workers, what its keys do, and
leaving the case."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from digitizer.domain.lifecycle import Action
from digitizer.workflow.batch_doubts import NearValues
from digitizer.workflow.people_case import KnownValue
from ui.asking import Asking
from ui.desk.batch_steps import BatchSteps
from ui.desk.work import MOST_CANDIDATES, CaseWork
from ui.models.cases import CaseTableModel
from ui.session import Session
from ui.situation import Situation
from ui.widgets.dialogs import TypedAnswer, ask_about_typed


class OfferSteps(BatchSteps):
    def __init__(self, session: Session, cases: CaseTableModel) -> None:
        super().__init__(session, cases)
        self._asking = Asking(session)
        self._near = Asking(session)
        self._asked: tuple[CaseWork, int] | None = None

    def field_handlers(self) -> Mapping[str, Callable[[], None]]:
        """What the keys of the field in hand do, by action id."""
        taking = {
            f"candidate-{place + 1}": lambda place=place: self._take_candidate(self._key, place)
            for place in range(MOST_CANDIDATES)
        }
        return {
            **taking,
            "open-list": self._open_list,
            "choose-place": self.choose_place,
            "empty": self.ask_why_empty,
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
            can_reopen=Action.REOPEN in allowed,
            has_place=key is not None and work.is_place(key) and work.is_editable,
            has_previous=key is not None and bool(work.previous(key)),
            has_list=key is not None and self.parts.form.row(key).edit.has_choices,
            candidates=len(work.candidates(key)) if key else 0,
            page_count=len(work.view.pages),
        )

    def may_leave(self) -> bool:
        """Ask what is to become of typed text that is not stored."""
        if not self.editing.is_open or not self.editing.work.pending:
            return True
        answer = ask_about_typed(self.session, self)
        if answer is TypedAnswer.DISCARD:
            self.editing.forget_typed()
            return True
        return answer is TypedAnswer.SAVE and self._store_typed()

    def case_before(self, case_id: int) -> int | None:
        """The case whose values F3 offers; asked in a worker thread."""
        raise NotImplementedError

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
        case_id = work.case.id
        if not work.specs:
            return
        self._near.ask(
            lambda: backend.doubts.near_values(case_id, self.case_before(case_id)),
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
