"""The pages of a case in another order, and a page that comes from another case."""

from __future__ import annotations

from dataclasses import replace

from digitizer.domain.case import Case, Region
from digitizer.domain.changes import Actor
from digitizer.domain.errors import InvalidInput
from digitizer.domain.rearranging import joined, parted
from digitizer.domain.record import Record
from digitizer.workflow.page_act import Act, Arranged, region_at
from digitizer.workflow.ports import Ports
from digitizer.workflow.transaction import transaction


def move_page(
    ports: Ports, actor: Actor, case_id: int, place: int, target: int, expected_revision: int
) -> Arranged:
    """Let the page at ``place`` stand at ``target`` (both counted from 0) among the pages."""
    with transaction(ports, actor, "move-page") as run:
        act = Act(run)
        case = act.take(case_id, expected_revision)
        moved = region_at(case, place)
        region_at(case, target)
        rest = [each for at, each in enumerate(case.regions) if at != place]
        rest.insert(target, moved)
        act.keep(replace(case, regions=tuple(rest)), f"{place + 1} → {target + 1}")
        act.close()
    return Arranged(run.changes())


def insert_page(
    ports: Ports,
    actor: Actor,
    case_id: int,
    target: int,
    source: tuple[int, int],
    reason: str,
    expected_revision: int,
) -> Arranged:
    """Put a page of another case, ``source`` being its case and place, before the page at
    ``target`` (the number of pages: at the end), with what was read on it. A case that gave its
    only page is set aside with ``reason``."""
    with transaction(ports, actor, "insert-page") as run:
        act = Act(run)
        case = act.take(case_id, expected_revision)
        if not 0 <= target <= len(case.regions):
            raise InvalidInput(
                "page-place", case=case_id, place=target + 1, count=len(case.regions)
            )
        region, record = give_page(act, case, source, reason)
        regions = (*case.regions[:target], region, *case.regions[target:])
        act.keep(
            replace(case, regions=regions, record=joined(case.record, record)), f"#{source[0]}"
        )
        act.close()
    return Arranged(run.changes())


def give_page(
    act: Act, to: Case, source: tuple[int, int], reason: str
) -> tuple[Region, Record | None]:
    """The page that a case gives away, and what was read on it."""
    source_id, place = source
    if source_id == to.id:
        raise InvalidInput("page-of-itself", case=to.id)
    giver = act.take(source_id)
    region = region_at(giver, place)
    if region in to.regions:
        raise InvalidInput("page-is-there", case=to.id)
    if len(giver.regions) == 1:
        act.set_aside(giver, reason)
        return region, giver.record
    staying, going = parted(giver, [place], act.pages(giver))
    rest = tuple(each for at, each in enumerate(giver.regions) if at != place)
    act.keep(replace(giver, regions=rest, record=staying), f"#{to.id}")
    return region, going
