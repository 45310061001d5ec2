"""What the window and the command line show: counts, and one case with all around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from digitizer.domain import case as domain
from digitizer.domain.batch import Batch
from digitizer.domain.case import Case, Outcome, Page, ScanState
from digitizer.domain.changes import Edit
from digitizer.domain.checks import check_record
from digitizer.domain.doubts import PassedOn
from digitizer.domain.lifecycle import EDITABLE_BATCH_STATES, Action, CaseState, allowed
from digitizer.domain.problems import Problem
from digitizer.domain.record import FieldReading
from digitizer.domain.rescan import Rescan
from digitizer.domain.review import Pin
from digitizer.domain.schema import DocumentType
from digitizer.workflow.batches import entry_key
from digitizer.workflow.people_case import problems_with_people
from digitizer.workflow.place_units import place_questions
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.receive import READ_JOB


@dataclass(frozen=True, slots=True)
class StatusReport:
    """Counts over the whole workspace. ``jobs_pending`` scans wait to be read."""

    arrivals: Mapping[Outcome, int]
    scans: Mapping[ScanState, int]
    cases: Mapping[CaseState, int]
    records: int
    jobs_pending: int


@dataclass(frozen=True, slots=True)
class PageView:
    """A page with its image; ``rescan`` while it waits to be scanned again."""

    page: Page
    image_path: Path
    rescan: Rescan | None = None


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as a person works on it; ``allowed`` says which actions are open now."""

    case: Case
    scan_name: str
    document_type: DocumentType | None
    problems: tuple[Problem, ...]
    pages: tuple[PageView, ...]
    batch: Batch | None
    edits: tuple[Edit, ...]
    allowed: frozenset[Action]
    pins: tuple[Pin, ...] = ()
    """Where and why a supervisor returned the case, until it is approved."""
    passed: Mapping[str, PassedOn] = field(default_factory=dict)
    """What was left to another person, by the field."""


def status(ports: Ports) -> StatusReport:
    with ports.unit_of_work() as unit:
        return StatusReport(
            unit.arrivals.count_by_outcome(),
            unit.scans.count_by_state(),
            unit.cases.count_by_state(),
            unit.cases.count_records(),
            unit.jobs.pending(READ_JOB),
        )


def case_view(ports: Ports, case_id: int) -> CaseView:
    with ports.unit_of_work() as unit:
        case = unit.cases.get(case_id)
        batch = unit.batches.get(case.batch_id) if case.batch_id is not None else None
        doc_type = ports.catalog.type_of(case.record)
        return CaseView(
            case,
            unit.scans.get(case.scan_id).name,
            doc_type,
            _problems(ports, unit, case, doc_type),
            pages_of_case(ports, unit, case),
            batch,
            tuple(unit.cases.edits(case_id)),
            _allowed(case, batch),
            _pins(unit, case),
            unit.doubts.passed_in(case_id),
        )


def _problems(
    ports: Ports, unit: UnitOfWork, case: Case, doc_type: DocumentType | None
) -> tuple[Problem, ...]:
    if case.record is None or doc_type is None:
        return ()
    problems = check_record(case.record, doc_type, ports.catalog, ports.clock().date())
    problems += problems_with_people(ports, unit, case, doc_type)
    problems += place_questions(case.record, doc_type, ports.places)
    key = entry_key(ports, case)
    if key is None:
        return problems
    values = dict(zip(doc_type.identity_fields, key, strict=True))
    others = unit.cases.find_same_identity(case.id, values)
    same = [
        Problem.warning("duplicate-entry", doc_type.identity_fields[-1], case=str(other))
        for other in others
    ]
    return (*problems, *same)


def pages_of_case(ports: Ports, unit: UnitOfWork, case: Case) -> tuple[PageView, ...]:
    """Each page once, in the order in which the case comes to it."""
    page_ids = list(dict.fromkeys(region.page_id or 0 for region in case.regions))
    found = unit.case_pages.pages(page_ids)
    wishes = unit.case_pages.wishes(page_ids)
    return tuple(
        PageView(
            found[page_id],
            ports.vault.path(found[page_id].image_sha256),
            wishes.get(page_id),
        )
        for page_id in page_ids
    )


def page_of_reading(view: CaseView, reading: FieldReading | None) -> PageView | None:
    """The page of the case on which a reading stands."""
    return page_among(view.case, view.pages, reading)


def page_among(
    case: Case, pages: Sequence[PageView], reading: FieldReading | None
) -> PageView | None:
    """As :func:`page_of_reading`, of a case with these pages."""
    found = domain.page_of_reading(reading, case.scan_id, [each.page for each in pages])
    return next((each for each in pages if each.page is found), None)


def _pins(unit: UnitOfWork, case: Case) -> tuple[Pin, ...]:
    if case.state in (CaseState.APPROVED, CaseState.EXPORTED):
        return ()
    return tuple(unit.reviews.sent(case.id))


def _allowed(case: Case, batch: Batch | None) -> frozenset[Action]:
    actions = allowed(case.state)
    if batch is not None and batch.state not in EDITABLE_BATCH_STATES:
        actions -= {Action.EDIT, Action.FINISH, Action.SET_ASIDE, Action.RESTORE}
    if batch is None or Action.REOPEN not in allowed(batch.state):
        actions -= {Action.REOPEN}
    return actions
