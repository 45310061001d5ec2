"""The clerk's steps on one case, from what is typed to what is stored. No widgets."""

from __future__ import annotations

from enum import Enum, auto

from digitizer.domain.case import Case
from digitizer.domain.errors import NotFound
from digitizer.domain.places import Resolution
from digitizer.domain.problems import Severity
from digitizer.domain.record import EmptyReason, ValueState
from digitizer.domain.values.canonical import Canonical
from digitizer.domain.values.text import clean
from ui.desk.work import CaseWork
from ui.session import Session


class Accepted(Enum):
    """What came of accepting a field: stored; nothing to store; refused because the value is
    impossible; or the clerk must say why it is empty."""

    STORED = auto()
    UNCHANGED = auto()
    IMPOSSIBLE = auto()
    NEEDS_REASON = auto()


class Editing:
    """All methods raise DigitizerError as the backend does; what is typed then stays typed."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._work: CaseWork | None = None

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
        self._work = CaseWork(backend.case_view(case_id), backend.catalog, self._check)
        return self._work

    def close(self) -> None:
        self._work = None

    def reload(self) -> None:
        """Take what is stored now and keep what is typed."""
        work = self.work
        work.rebase(self._session.backend.case_view(work.case.id))

    def accept(self, key: str) -> Accepted:
        """Store the field as looked at and right: as typed, or as it stands."""
        work = self.work
        if not work.is_editable:
            return Accepted.UNCHANGED
        text = work.text(key)
        if not clean(text):
            return self._accept_empty(key)
        if self.offered_reason(key) is not None:
            return Accepted.NEEDS_REASON
        found = self._check(work.case, key, text)
        if any(problem.severity is Severity.ERROR for problem in found.problems):
            return Accepted.IMPOSSIBLE
        value = work.value(key)
        if key not in work.pending and value.state is ValueState.CONFIRMED:
            return Accepted.UNCHANGED
        self._store(key, text)
        return Accepted.STORED

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
            if self.accept(key) is not Accepted.STORED:
                return key
        return None

    def forget_typed(self) -> None:
        self.work.pending.clear()

    def accept_as_empty(self, key: str, reason: EmptyReason) -> None:
        case = self.work.case
        self._session.backend.confirm_empty(case.id, key, reason, case.revision)
        self.work.pending.pop(key, None)
        self.reload()

    def place_options(self, key: str) -> Resolution:
        """What the stored text of a place may name."""
        return self._session.backend.place_options(self.work.case.id, key)

    def choose_place(self, key: str, on: str | None, today: str | None) -> None:
        case = self.work.case
        self._session.backend.choose_place(case.id, key, on, today, case.revision)
        self.reload()

    def finish(self) -> None:
        case = self.work.case
        self._session.backend.finish_case(case.id, case.revision)

    def undo(self) -> str | None:
        """Take back the newest own edit; the field that it was in."""
        case = self.work.case
        self._session.backend.undo(case.id, case.revision)
        self.reload()
        edits = self.work.view.edits
        return edits[-1].key if edits and edits[-1].key in self.work.keys else None

    def assign_type(self, type_key: str) -> None:
        case = self.work.case
        self._session.backend.assign_type(case.id, type_key, case.revision)
        self.reload()

    def set_aside(self, reason: str) -> None:
        case = self.work.case
        self._session.backend.set_aside(case.id, reason, case.revision)

    def restore(self) -> None:
        case = self.work.case
        self._session.backend.restore(case.id, case.revision)
        self.reload()

    def _accept_empty(self, key: str) -> Accepted:
        work = self.work
        value = work.value(key)
        is_explained = value.state is ValueState.CONFIRMED
        may_stay_empty = value.state is ValueState.MISSING and not work.is_doubtful(key)
        if key not in work.pending and (is_explained or may_stay_empty):
            return Accepted.UNCHANGED
        return Accepted.NEEDS_REASON

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

    def _check(self, case: Case, key: str, text: str) -> Canonical:
        return self._session.backend.check_text(case, key, text)
