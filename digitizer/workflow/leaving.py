"""The cases of a package, read from the store one by one: memory does not follow their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from digitizer.domain.batch import BatchCase
from digitizer.domain.case import Case, Page, place_of_reading
from digitizer.domain.errors import Conflict, NotAllowed
from digitizer.domain.lifecycle import Action, CaseState
from digitizer.domain.one_by_one import OneByOne
from digitizer.domain.package import ExportCase, PackageContent, PageImage, PaperScan
from digitizer.domain.page import TextLine
from digitizer.domain.schema import FieldKind
from digitizer.workflow.ports import Ports, UnitOfWork


@dataclass(frozen=True, slots=True)
class Leaving:
    """A case that leaves, as it was when the package was planned; ``cards`` pairs the cases of
    identity cards that go with it with their revisions."""

    case_id: int
    revision: int
    state: CaseState
    approved_by: str
    approved_at: datetime
    cards: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, case: BatchCase, cards: Sequence[BatchCase] = ()) -> Leaving:
        """Raises NotAllowed for a case that somebody answered for without its record, or that
        nobody answered for."""
        if case.document_type is None:
            raise NotAllowed("type-unknown", case=case.id)
        if case.approved_by is None or case.approved_at is None:
            raise NotAllowed("case-state", state=case.state.value, action=Action.EXPORT.value)
        return cls(
            case.id,
            case.revision,
            case.state,
            case.approved_by,
            case.approved_at,
            tuple((card.id, card.revision) for card in cards),
        )


class LeavingCases(OneByOne[ExportCase]):
    """Each is read when it is asked for, and the one read last is kept. For as long as ``unit`` is
    open, which sees one state of the store, and in its thread. Raises as the store does, NotFound
    for a page image that is not there, and NotAllowed ``type-unknown``."""

    def __init__(self, ports: Ports, unit: UnitOfWork, planned: Sequence[Leaving]) -> None:
        self._ports, self._unit, self._planned = ports, unit, planned
        self._last: tuple[int, ExportCase] | None = None

    def __len__(self) -> int:
        return len(self._planned)

    def _item(self, at: int) -> ExportCase:
        if self._last is None or self._last[0] != at:
            self._last = at, self._read(self._planned[at])
        return self._last[1]

    def _read(self, leaving: Leaving) -> ExportCase:
        """The case, and after its pages those of the identity cards of its people. The fields of a
        card are none of the case's."""
        case = self._unit.cases.get(leaving.case_id)
        if case.record is None:
            raise NotAllowed("type-unknown", case=case.id)
        scan = self._unit.scans.get(case.scan_id)
        cards = [self._unit.cases.get(card_id) for card_id, _ in leaving.cards]
        of_cards = [replace(page, fields=()) for card in cards for page in self._pages(card)]
        return ExportCase(
            case.id,
            case.record,
            (*self._pages(case), *of_cards),
            scan.name,
            scan.sha256,
            leaving.approved_by,
            leaving.approved_at,
            tuple(self._further_scans(case, cards)),
        )

    def _further_scans(self, case: Case, cards: Sequence[Case]) -> Iterator[PaperScan]:
        for each in (case, *cards):
            pages = self._unit.case_pages.pages(region.page_id or 0 for region in each.regions)
            scan_ids = [pages[region.page_id or 0].scan_id for region in each.regions]
            for scan_id in dict.fromkeys(scan_ids):
                if each is not case or scan_id != case.scan_id:
                    scan = self._unit.scans.get(scan_id)
                    card = None if each is case else each.id
                    yield PaperScan(scan.name, scan.sha256, card)

    def _pages(self, case: Case) -> Iterator[PageImage]:
        placed = [(region.page_id or 0, region) for region in case.regions]
        pages = self._unit.case_pages.pages(page_id for page_id, _ in placed)
        fields = _fields_by_place(self._ports, case, pages.values())
        for place, (page_id, region) in enumerate(placed):
            page = pages[page_id]
            yield PageImage(
                self._ports.vault.path(page.image_sha256),
                page.dpi,
                region,
                tuple(fields.get(place, ())),
                PageLines(self._ports, page.id, page.image_sha256),
            )


@dataclass(frozen=True, slots=True)
class Planned:
    """What a package would be made of; the cases of ``content`` are those of ``leaving``, in their
    order, and can be read as long as the unit is open that it was planned in. ``cards_alone`` of
    its backlog are the cases of identity cards whose person's paper is not in it."""

    content: PackageContent
    leaving: tuple[Leaving, ...]
    cards_alone: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class PageLines:
    """Brings the lines of a page as they were read. Raises Conflict when it was turned since."""

    ports: Ports
    page_id: int
    image_sha256: str

    def __call__(self) -> Sequence[TextLine]:
        with self.ports.unit_of_work() as unit:
            now = unit.case_pages.pages([self.page_id])[self.page_id]
            if now.image_sha256 != self.image_sha256:
                raise Conflict("changed-meanwhile", page=self.page_id)
            return unit.scans.page_reading(self.page_id).lines


def _fields_by_place(
    ports: Ports, case: Case, pages: Collection[Page]
) -> Mapping[int, Sequence[str]]:
    """The fields that stand as text in each region of the case. A tick is no text."""
    doc_type, found = ports.catalog.type_of(case.record), defaultdict[int, list[str]](list)
    for key, value in case.record.fields.items() if case.record else ():
        spec = doc_type.field(key) if doc_type else None
        place = place_of_reading(value.reading, case, pages)
        if place is not None and spec is not None and spec.kind is not FieldKind.TICK:
            found[place].append(key)
    return found
