"""The clerk's steps on one case, from what is typed to what is stored. No widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum, auto

from digitizer.domain.case import Case
from digitizer.domain.errors import Conflict, NotAllowed, NotFound
from digitizer.domain.lifecycle import Action
from digitizer.domain.places import Resolution
from digitizer.domain.problems import Severity
from digitizer.domain.record import EmptyReason, ValueState
from digitizer.domain.schema import Need
from digitizer.domain.values.canonical import Canonical
from digitizer.domain.values.text import clean
from digitizer.workflow.overview import CaseView
from ui.desk.work import CaseWork, Clash
from ui.session import Session

CORRECT = "set-field"
"""The right without which nothing on the desk is typed."""

_STEPS = frozenset({Action.EDIT, Action.FINISH, Action.SET_ASIDE, Action.RESTORE})


class Accepted(Enum):
    """What came of accepting a field: stored; noted as not on the paper; nothing to store; refused
    because the value is impossible; the clerk must say why it is empty, or why a pinned value
    stays; somebody else changed what the clerk typed in, or what the clerk looked at."""

    STORED = auto()
    STORED_EMPTY = auto()
    UNCHANGED = auto()
    IMPOSSIBLE = auto()
    NEEDS_REASON = auto()
    PINNED = auto()
    CLASH = auto()
    OVERTAKEN = auto()


class Editing:
    """All methods raise DigitizerError as the backend does; what is typed then stays typed."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._work: CaseWork | None = None
        self._beside: tuple[Clash, ...] = ()

    @property
    def is_open(self) -> bool:
        return self._work is not None

    @property
    def work(self) -> CaseWork:
        """Raises NotFound while no case is open."""
        if self._work is None:
            raise NotFound("no-case-open")
        return self._work

    def open(self, case_id: int) -> CaseWork:
        backend = self._session.backend
        self._work = CaseWork(self._view(case_id), backend.catalog, self._check)
        return self._work

    def take_beside(self) -> tuple[Clash, ...]:
        """Other fields that somebody else changed while the last step was stored; told once."""
        told, self._beside = self._beside, ()
        return told

    def close(self) -> None:
        self._work = None

    def reload(self) -> None:
        """Take what is stored now and keep what is typed."""
        work = self.work
        work.rebase(self._view(work.case.id))

    def accept(self, key: str) -> Accepted:
        """Store the field as looked at and right: as typed, or as it stands."""
        work = self.work
        if not work.is_editable:
            return Accepted.UNCHANGED
        if key in work.clashes:
            return Accepted.CLASH
        text = work.text(key)
        if not clean(text):
            return self._accept_empty(key)
        if self.offered_reason(key) is not None:
            return Accepted.NEEDS_REASON
        found = self._check(work.case, key, text)
        if any(problem.severity is Severity.ERROR for problem in found.problems):
            return Accepted.IMPOSSIBLE
        if key not in work.pending and work.open_pin(key) is not None:
            return Accepted.PINNED
        value = work.value(key)
        if value.state is ValueState.CONFIRMED and not work.is_doubtful(key):
            return Accepted.UNCHANGED
        return self._stored(key, lambda: self._store(key, text), Accepted.STORED)

    def offered_reason(self, key: str) -> EmptyReason | None:
        """Why the field stays empty by its own words ("không rõ"); None where it says a value."""
        text = self.work.text(key)
        found = self._check(self.work.case, key, text).problems if clean(text) else ()
        if any(problem.code == "stated-unknown" for problem in found):
            return EmptyReason.STATED_UNKNOWN
        return None

    def accept_typed(self) -> str | None:
        """Store all that is typed; the first field that could not be stored, or None."""
        for key in [key for key in self.work.keys if key in self.work.pending]:
            if self.accept(key) not in (Accepted.STORED, Accepted.STORED_EMPTY):
                return key
        return None

    def forget_typed(self) -> None:
        self.work.pending.clear()

    def accept_as_empty(self, key: str, reason: EmptyReason) -> Accepted:
        return self._stored(key, lambda: self._store_empty(key, reason), Accepted.STORED_EMPTY)

    def pass_on(self, key: str, reason: str) -> Accepted:
        """Leave a field to another person; what is typed goes along as a guess."""
        return self._stored(key, lambda: self._pass_on(key, reason), Accepted.STORED)

    def keep_pinned(self, key: str, reason: str) -> Accepted:
        """Answer the supervisor's pin with what stands in the field."""
        return self._stored(key, lambda: self._keep_pinned(key, reason), Accepted.STORED)

    def place_options(self, key: str) -> Resolution:
        """What the stored text of a place may name."""
        return self._session.backend.place_options(self.work.case.id, key)

    def choose_place(self, key: str, on: str | None, today: str | None) -> Accepted:
        """A choice for a text that somebody changed meanwhile is not stored."""
        return self._stored(key, lambda: self._choose_place(key, on, today), Accepted.STORED)

    def finish(self) -> Accepted:
        backend = self._session.backend
        return self._moved(lambda case: backend.finish_case(case.id, case.revision))

    def assign_type(self, type_key: str) -> Accepted:
        backend = self._session.backend
        return self._moved(lambda case: backend.assign_type(case.id, type_key, case.revision))

    def set_aside(self, reason: str) -> Accepted:
        backend = self._session.backend
        return self._moved(lambda case: backend.set_aside(case.id, reason, case.revision))

    def restore(self) -> Accepted:
        backend = self._session.backend
        return self._moved(lambda case: backend.restore(case.id, case.revision))

    def _moved(self, act: Callable[[Case], object]) -> Accepted:
        """A step of the whole case. Whoever takes it answers for all of it: what somebody else
        changed in it meanwhile is seen first."""
        before = self.work.case
        try:
            act(before)
        except (Conflict, NotAllowed):
            view = self._view(before.id)
            if view.case.revision == before.revision:
                raise
            changed = tuple(self.work.changed_in(view).values())
            self.work.rebase(view)
            now = view.case
            if changed or (now.state, now.document_type) != (before.state, before.document_type):
                self._beside = changed
                return Accepted.OVERTAKEN
            act(now)
        return Accepted.STORED

    def _accept_empty(self, key: str) -> Accepted:
        work = self.work
        value = work.value(key)
        is_explained = value.state is ValueState.CONFIRMED
        may_stay_empty = value.state is ValueState.MISSING and not work.is_doubtful(key)
        has_pin = work.open_pin(key) is not None
        if key not in work.pending and has_pin and is_explained:
            return Accepted.PINNED
        if key not in work.pending and not has_pin and (is_explained or may_stay_empty):
            return Accepted.UNCHANGED
        if self._was_never_there(key):
            return self.accept_as_empty(key, EmptyReason.NOT_ON_PAPER)
        return Accepted.NEEDS_REASON

    def _was_never_there(self, key: str) -> bool:
        """Whether nothing was read or typed in a field that may be empty on paper. The clerk who
        looked and confirms it empty has said that it is not there; any other reason is asked."""
        value, work = self.work.value(key), self.work
        return (
            key not in work.pending
            and value.state is ValueState.MISSING
            and work.spec(key).need is not Need.REQUIRED
            and not work.has_error(key)
        )

    def _stored(self, key: str, store: Callable[[], None], outcome: Accepted) -> Accepted:
        """Store one field. Where somebody else changed other fields meanwhile, both stand; what
        was changed in this one is never written over unseen."""
        try:
            store()
        except Conflict:
            view = self._view(self.work.case.id)
            changed = self.work.changed_in(view)
            is_typed = key in self.work.pending
            self.work.rebase(view)
            if key in changed:
                return Accepted.CLASH if is_typed else Accepted.OVERTAKEN
            store()
            self._beside = tuple(changed.values())
        return outcome

    def _store_empty(self, key: str, reason: EmptyReason) -> None:
        case = self.work.case
        self._session.backend.confirm_empty(case.id, key, reason, case.revision)
        self.work.pending.pop(key, None)
        self.reload()

    def _pass_on(self, key: str, reason: str) -> None:
        case, guess = self.work.case, self.work.pending.get(key)
        self._session.backend.doubts.pass_on(case.id, key, reason, case.revision, guess)
        self.work.pending.pop(key, None)
        self.reload()

    def _keep_pinned(self, key: str, reason: str) -> None:
        case = self.work.case
        self._session.backend.doubts.keep_pinned(case.id, key, reason, case.revision)
        self.reload()

    def _choose_place(self, key: str, on: str | None, today: str | None) -> None:
        case = self.work.case
        self._session.backend.choose_place(case.id, key, on, today, case.revision)
        self.reload()

    def _store(self, key: str, text: str) -> None:
        work, backend = self.work, self._session.backend
        case, value = work.case, work.value(key)
        # The clerk answers for what the field shows. Where the raw reading would mean something
        # else, the shown text is stored instead of confirming the reading.
        shows_reading = self._check(case, key, value.text).value == value.value
        if key in work.pending or not shows_reading:
            backend.set_field(case.id, key, text, case.revision)
        else:
            backend.confirm_field(case.id, key, case.revision)
        work.pending.pop(key, None)
        self.reload()

    def _view(self, case_id: int) -> CaseView:
        """The case, closed to a person without the right to correct as one that is done is."""
        backend = self._session.backend
        view, rights = backend.case_view(case_id), backend.accounts.allowed()
        if rights is None or CORRECT in rights:
            return view
        return replace(view, allowed=view.allowed - _STEPS)

    def _check(self, case: Case, key: str, text: str) -> Canonical:
        return self._session.backend.check_text(case, key, text)
