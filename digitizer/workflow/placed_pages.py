"""Pages where they stand: those of a case, those that wait for a scan, those that may join."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digitizer.domain.case import Case, Page
from digitizer.domain.record import FieldValue
from digitizer.domain.schema import DocumentType
from digitizer.domain.values.canonical import shown_for
from digitizer.workflow.batches import entry_key
from digitizer.workflow.case_pages_port import CasePlace
from digitizer.workflow.overview import PageView
from digitizer.workflow.ports import Ports, UnitOfWork

# The engine of a value that a separator sheet named.
_SHEET = "separator"


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """A page of a case: ``place`` counts its pages from 0, ``entry`` is what makes the paper's
    entry unique (book, number, …), ``title`` whom it names."""

    case_id: int
    place: int
    view: PageView
    scan_name: str
    title: str
    entry: tuple[str, ...]
    batch: str | None
    is_named: bool = False
    """Whether a separator sheet before it names the case that it is offered for."""
    has_whole_entry: bool = False
    """Whether nothing lacks of what makes the entry unique."""
    is_same_entry: bool = False
    """Whether it was read as the entry of the case that it is offered for."""


def rescans_waiting(
    ports: Ports, *, limit: int = 500, batch_id: int | None = None
) -> Sequence[PlacedPage]:
    """Which papers to fetch, in the order in which they were asked for."""
    with ports.unit_of_work() as unit:
        places = unit.case_pages.waiting(limit=limit, batch_id=batch_id)
        return placed(ports, unit, places)


def recent_pages(ports: Ports, case_id: int, *, limit: int = 60) -> Sequence[PlacedPage]:
    """Pages that may join a case: those of cases nobody checked yet, of the newest scan first;
    before them those that a separator sheet or their own entry says belong to it."""
    with ports.unit_of_work() as unit:
        case = unit.cases.get(case_id)
        places = unit.case_pages.recent(limit=limit, but_not=case_id)
        found = placed(ports, unit, places, case)
    return sorted(found, key=lambda each: not (each.is_named or each.is_same_entry))


def placed_pages(ports: Ports, case_id: int) -> Sequence[PlacedPage]:
    """The pages of one case in their order, with the scans that they came from. A page of which
    the case has several parts stands once for each."""
    with ports.unit_of_work() as unit:
        case = unit.cases.get(case_id)
        places = [
            CasePlace(case_id, at, region.page_id or 0) for at, region in enumerate(case.regions)
        ]
        return placed(ports, unit, places)


def placed(
    ports: Ports, unit: UnitOfWork, places: Sequence[CasePlace], wanted: Case | None = None
) -> list[PlacedPage]:
    """What is to be known of these pages, also whether they belong to a ``wanted`` case."""
    pages = unit.case_pages.pages(each.page_id for each in places)
    wishes = unit.case_pages.wishes(pages)
    cases: dict[int, Case] = {}
    made = []
    for each in places:
        case = cases.setdefault(each.case_id, unit.cases.get(each.case_id))
        page = pages[each.page_id]
        view = PageView(page, ports.vault.path(page.image_sha256), wishes.get(page.id))
        made.append(_of(ports, unit, each, case, view, wanted))
    return made


def _of(
    ports: Ports, unit: UnitOfWork, each: CasePlace, case: Case, view: PageView, wanted: Case | None
) -> PlacedPage:
    batch = unit.batches.get(case.batch_id).name if case.batch_id is not None else None
    title, entry = _said(ports, case)
    is_whole = entry_key(ports, case) is not None
    return PlacedPage(
        case.id,
        each.place,
        view,
        _scan_name(unit, view.page),
        title,
        entry,
        batch,
        wanted is not None and is_named(ports, case, wanted),
        is_whole,
        wanted is not None and is_same_entry(ports, case, wanted),
    )


def _scan_name(unit: UnitOfWork, page: Page) -> str:
    return unit.scans.get(page.scan_id).name


def _said(ports: Ports, case: Case) -> tuple[str, tuple[str, ...]]:
    """Whom a case names, and what makes its entry unique, as shown to people."""
    doc_type = ports.catalog.type_of(case.record)
    if doc_type is None:
        return "", ()
    shown = {key: _shown(ports, case, doc_type, key) for key in doc_type.identity_fields}
    title = _shown(ports, case, doc_type, doc_type.title_field)
    return title, tuple(filter(None, shown.values()))


def _shown(ports: Ports, case: Case, doc_type: DocumentType, key: str) -> str:
    spec, value = doc_type.field(key), _value(case, key)
    return (shown_for(ports.catalog, spec, value.value) if spec else "") or value.text


def is_same_entry(ports: Ports, arrived: Case, wanted: Case) -> bool:
    """Whether both are of the same entry of the same book."""
    own = entry_key(ports, wanted)
    is_same_type = arrived.document_type == wanted.document_type
    return own is not None and is_same_type and entry_key(ports, arrived) == own


def is_named(ports: Ports, arrived: Case, wanted: Case) -> bool:
    """Whether a separator sheet gave the arrived case the entry's number of the wanted one."""
    doc_type = ports.catalog.type_of(wanted.record)
    if doc_type is None or doc_type.entry_field is None:
        return False
    number = _value(wanted, doc_type.entry_field).value
    reading = _value(arrived, doc_type.entry_field).reading
    if number is None or reading is None:
        return False
    by_sheet = {each.value for each in reading.candidates if each.origin.engine == _SHEET}
    if reading.origin is not None and reading.origin.engine == _SHEET:
        by_sheet.add(reading.value)
    return number in by_sheet


def _value(case: Case, key: str) -> FieldValue:
    found = case.record.fields.get(key) if case.record else None
    return found or FieldValue(key)
