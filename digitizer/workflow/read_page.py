"""A turned page read anew: what the machine read before lay on its side."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from digitizer.domain.case import Case, CaseReading, Page, Region, page_of_reading
from digitizer.domain.changes import Actor, Edit
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.page import PageReading
from digitizer.domain.reading_again import read_anew, record_of, regions_on, shared_out
from digitizer.domain.record import Record, ValueState
from digitizer.domain.rescan import FormerReading
from digitizer.workflow.page_act import PAGE_ACTS, Act, Arranged, page_ids
from digitizer.workflow.ports import Ports
from digitizer.workflow.second_roles import may_be_clerk
from digitizer.workflow.take_reading import READ_AGAIN
from digitizer.workflow.transaction import Transaction, transaction


@dataclass(frozen=True, slots=True)
class ReadAnew:
    """``page`` is the page as it was when it was read."""

    page: Page
    reading: PageReading
    cases: tuple[CaseReading, ...]


def page_to_read(ports: Ports, page_id: int) -> tuple[Page, str | None]:
    """A page, and the type of document that the cases on it are of, where that is one."""
    with ports.unit_of_work() as unit:
        page = unit.case_pages.pages([page_id])[page_id]
        on_page = [unit.cases.get(each) for each in unit.case_pages.cases_on(page_id)]
    types = {case.document_type for case in on_page if case.state is not CaseState.SET_ASIDE}
    return page, types.pop() if len(types) == 1 else None


def take_page_reading(ports: Ports, actor: Actor, read: ReadAnew) -> Arranged:
    """Let the new reading of a page take the place of the former one, in every open case on it;
    see :func:`digitizer.domain.reading_again.read_anew`. Where one case had the page to itself and
    nobody worked on it, further entries that are found there become cases.

    A case with new values is open again. Nothing is done to a page that was turned meanwhile.
    Raises NotAllowed when a case on the page is approved or in a closed batch.
    """
    with transaction(ports, actor, "read-page") as run:
        pages = run.unit.case_pages
        page = pages.pages([read.page.id])[read.page.id]
        if page.image_sha256 != read.page.image_sha256:
            return Arranged(run.changes())
        former = FormerReading(
            page.id, page.problems, run.unit.scans.page_reading(page.id), _turn_of(run, page)
        )
        act = Act(run)
        _renew_cases(act, page, read.cases)
        pages.put(replace(page, problems=read.reading.problems), read.reading)
        act.close(former=former)
    return Arranged(run.changes())


def _turn_of(run: Transaction, page: Page) -> int | None:
    """The act by which this person turned the page, if nothing was done to its cases since."""
    for case_id in run.unit.case_pages.cases_on(page.id):
        act = run.unit.case_pages.newest_act(run.actor.name, case_id)
        if act is not None and act.turned is not None and act.turned.page_id == page.id:
            return act.id
    return None


def _renew_cases(act: Act, page: Page, found: Sequence[CaseReading]) -> None:
    unit = act.run.unit
    stored = [unit.cases.get(each) for each in unit.case_pages.cases_on(page.id)]
    cases = [act.take(each.id) for each in stored if each.state is not CaseState.SET_ASIDE]
    touched = {case.id: _touched(act.run, case) for case in cases}
    is_free = len(cases) == 1 and page_ids(cases[0]) == [page.id] and not touched[cases[0].id]
    if is_free and len(found) > 1:
        shares, more = {cases[0].id: found[0]}, list(found[1:])
    else:
        shares, more = shared_out(cases, page, found)
    for case in cases:
        share = shares.get(case.id)
        _renew(act, case, page, share, touched[case.id], is_cut=is_free and bool(more))
    for each in more if is_free else ():
        if each.document_type is not None:
            act.make(cases[0], regions_on(each, page), record_of(each, page))


def _renew(
    act: Act,
    case: Case,
    page: Page,
    found: CaseReading | None,
    touched: Collection[str],
    *,
    is_cut: bool,
) -> None:
    fresh = record_of(found, page) if found is not None else None
    record = read_anew(
        case.record,
        fresh,
        lambda value: page_of_reading(value.reading, case.scan_id, [page]) is page,
        touched,
    )
    regions: Sequence[Region] = case.regions
    if is_cut and found is not None:
        regions = regions_on(found, page)
    after = replace(case, record=record, regions=tuple(regions))
    if found is not None and case.record is None:
        after = replace(after, type_confidence=found.type_confidence)
    if _says(case.record) == _says(record):
        act.write_as_open(act.run.unit.cases.get(case.id), after)
    else:
        act.keep(after, "")


def _says(record: Record | None) -> dict[str, tuple[str, ValueState]]:
    values = record.fields.values() if record else ()
    return {value.key: (value.text, value.state) for value in values}


def _touched(run: Transaction, case: Case) -> frozenset[str]:
    """The fields whose value a person gave: typed, confirmed, or read at a person's wish."""
    if case.record is None:
        return frozenset()
    newest: dict[str, Edit] = {
        edit.key: edit for edit in run.unit.cases.edits(case.id) if edit.action not in PAGE_ACTS
    }
    touched = set()
    for key, value in case.record.fields.items():
        edit = newest.get(key)
        is_asked = edit is not None and edit.action == READ_AGAIN and edit.after_text == value.text
        has_part = not may_be_clerk(run.unit, case, key, run.actor)
        if value.state is ValueState.CONFIRMED or is_asked or has_part:
            touched.add(key)
    return frozenset(touched)
