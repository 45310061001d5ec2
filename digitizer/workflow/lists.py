"""How the long lists are asked for: what they leave, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from digitizer.domain.case import Outcome
from digitizer.domain.lifecycle import CaseState


class CaseColumn(StrEnum):
    """What cases are sorted by; ``ARRIVAL`` is the order in which they came."""

    ARRIVAL = "arrival"
    STATE = "state"
    TITLE = "title"
    DOUBTS = "doubts"
    TYPE = "type"
    BATCH = "batch"
    SCAN = "scan"


@dataclass(frozen=True, slots=True)
class CaseOrder:
    """Titles, batches and files stand in Vietnamese alphabetical order, states in the order of
    the work, types by their key (domain, then name). Equal ones keep the order of arrival."""

    column: CaseColumn = CaseColumn.ARRIVAL
    descending: bool = False


AS_ARRIVED = CaseOrder()


class ArrivalColumn(StrEnum):
    """What received files are sorted by."""

    ARRIVAL = "arrival"
    OUTCOME = "outcome"
    NAME = "name"
    SIZE = "size"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class ArrivalOrder:
    """The newest first, unless something else is said."""

    column: ArrivalColumn = ArrivalColumn.ARRIVAL
    descending: bool = True


NEWEST_FIRST = ArrivalOrder()


@dataclass(frozen=True, slots=True)
class ArrivalFilter:
    """``text`` is matched without marks against the names of the files."""

    outcome: Outcome | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """``text`` is matched without marks against names and values shown in the list; ``doubtful``
    leaves the cases with doubts, ``pinned`` those with a supervisor's pin that nobody answered,
    ``awaits_scan`` those with a page to be scanned again, ``came_back`` those that left in a
    package and were opened again. With
    ``hidden_types`` cases of these types and of no known type are left out."""

    batch_id: int | None = None
    without_batch: bool = False
    state: CaseState | None = None
    text: str | None = None
    document_type: str | None = None
    doubtful: bool = False
    pinned: bool = False
    awaits_scan: bool = False
    hidden_types: frozenset[str] = frozenset()
    came_back: bool = False


class PersonColumn(StrEnum):
    """What persons are sorted by."""

    NAME = "name"
    BORN = "born"


@dataclass(frozen=True, slots=True)
class PersonOrder:
    """Names stand in Vietnamese alphabetical order. By birth the oldest person comes first (the
    youngest in a descending list), and whose birth is not known comes last either way."""

    column: PersonColumn = PersonColumn.NAME
    descending: bool = False


BY_NAME = PersonOrder()


@dataclass(frozen=True, slots=True)
class PersonSearch:
    """Persons with a name that has all the words of ``text``, marks or none, in a document of
    this type."""

    text: str = ""
    document_type: str | None = None
