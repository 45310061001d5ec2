"""Which scans that somebody waits for seem to have arrived."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digitizer.domain.case import Case
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.rescan import Rescan
from digitizer.workflow.batches import entry_key
from digitizer.workflow.case_pages_port import CasePlace
from digitizer.workflow.placed_pages import PlacedPage, is_named, is_same_entry, placed
from digitizer.workflow.ports import Ports, UnitOfWork

_MOST_ARRIVED = 200


@dataclass(frozen=True, slots=True)
class ArrivedScan:
    """``found`` seems to be the new scan of ``awaited``: by its entry or a separator sheet it is
    (``is_sure``), or it came into the same batch since, without an entry of its own."""

    awaited: PlacedPage
    found: PlacedPage
    is_sure: bool


@dataclass(frozen=True, slots=True)
class _Since:
    """A page of a case that arrived since the oldest wish."""

    place: CasePlace
    case: Case


def rescans_arrived(ports: Ports, by: str | None = None) -> Sequence[ArrivedScan]:
    """The pages that wait, asked for by a person or by anybody, of which a new scan seems to be
    there; in the order of the wishes."""
    with ports.unit_of_work() as unit:
        waiting = unit.case_pages.waiting(limit=_MOST_ARRIVED)
        wishes = unit.case_pages.wishes(each.page_id for each in waiting)
        wanted = [each for each in waiting if by is None or wishes[each.page_id].actor == by]
        if not wanted:
            return []
        since = _since(unit, wishes, wanted)
        return [
            found
            for place in wanted
            if (found := _arrived(ports, unit, place, wishes[place.page_id], since)) is not None
        ]


def _since(
    unit: UnitOfWork, wishes: Mapping[int, Rescan], wanted: Sequence[CasePlace]
) -> list[_Since]:
    oldest = min(wishes[each.page_id].at for each in wanted)
    places = unit.case_pages.arrived_since(oldest, limit=_MOST_ARRIVED)
    cases = {case_id: unit.cases.get(case_id) for case_id in {each.case_id for each in places}}
    return [_Since(each, cases[each.case_id]) for each in places]


def _arrived(
    ports: Ports, unit: UnitOfWork, place: CasePlace, wish: Rescan, since: Sequence[_Since]
) -> ArrivedScan | None:
    case = unit.cases.get(place.case_id)
    others = [
        each
        for each in since
        if each.case.id != case.id and unit.scans.get(each.case.scan_id).received_at > wish.at
    ]
    sure = [
        each
        for each in others
        if is_same_entry(ports, each.case, case) or is_named(ports, each.case, case)
    ]
    likely = [each for each in others if _may_be(ports, each.case, case)]
    for found in (sure or likely)[:1]:
        awaited, arrived = placed(ports, unit, [place, found.place], case)
        return ArrivedScan(awaited, arrived, is_sure=bool(sure))
    return None


def _may_be(ports: Ports, arrived: Case, wanted: Case) -> bool:
    is_beside = wanted.batch_id is not None and arrived.batch_id == wanted.batch_id
    is_open = arrived.state is CaseState.TO_CHECK
    return is_beside and is_open and entry_key(ports, arrived) is None
