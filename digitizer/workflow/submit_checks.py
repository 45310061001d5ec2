"""What keeps a batch back that somebody hands in: cases that today's rules refuse, and images that
are not as many as the pages somebody counted."""

from __future__ import annotations

from collections.abc import Iterable

from digitizer.domain.batch import Batch, BatchCase
from digitizer.domain.case import Case
from digitizer.domain.checks import blocking, check_pages, check_record
from digitizer.domain.errors import Conflict, NotAllowed
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.page_count import PageCount
from digitizer.domain.problems import Problem
from digitizer.domain.record import ValueState
from digitizer.workflow.editing import document_type
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.transaction import Transaction

_MOST_NAMED = 20


def require_sound(run: Transaction, batch: Batch, cases: Iterable[BatchCase]) -> None:
    """Raises NotAllowed ``batch-cases-unsound`` while a checked case has a doubt or what a rule of
    today forbids: a rule or a list may have changed after the case was finished. Raises Conflict
    for a case that is not what ``cases`` say any more."""
    unsound = [
        str(case.id)
        for case in cases
        if case.state is CaseState.CHECKED and not _is_sound(run, _fresh(run, case))
    ]
    if unsound:
        named = ", ".join([*unsound[:_MOST_NAMED], *(["…"] if len(unsound) > _MOST_NAMED else [])])
        raise NotAllowed("batch-cases-unsound", batch=batch.name, cases=named)


def _fresh(run: Transaction, case: BatchCase) -> Case:
    fresh = run.unit.cases.get(case.id)
    if fresh.state is not case.state:
        raise Conflict("changed-meanwhile", case=case.id)
    return fresh


def _is_sound(run: Transaction, case: Case) -> bool:
    if case.record is None:
        return True
    ports, record = run.ports, case.record
    if any(value.state is ValueState.REVIEW for value in record.fields.values()):
        return False
    doc_type = document_type(ports, record)
    return not blocking(check_record(record, doc_type, ports.catalog, ports.clock().date()))


def require_pages(run: Transaction, batch: Batch) -> None:
    """Raises NotAllowed with what differs first between the images and the declared pages, or
    ``batch-pages-not-counted`` where the settings ask for a declaration and there is none."""
    stopping = blocking(page_findings(run.ports, run.unit, batch.id, batch.page_count))
    if stopping:
        # Names of files may be names of people, which no exception holds.
        params = {name: value for name, value in stopping[0].params if name != "names"}
        raise NotAllowed(f"batch-{stopping[0].code}", batch=batch.name, **params)


def page_findings(
    ports: Ports, unit: UnitOfWork, batch_id: int, count: PageCount | None
) -> tuple[Problem, ...]:
    """See :func:`digitizer.domain.checks.check_pages`, if ``count`` were declared."""
    images = unit.page_counts.images(batch_id)
    return check_pages(images, count, is_needed=ports.needs_page_count)
