"""Pages of a case become a case of their own."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from digitizer.domain.case import Case
from digitizer.domain.changes import Actor
from digitizer.domain.errors import InvalidInput, NotAllowed
from digitizer.domain.rearranging import parted
from digitizer.workflow.page_act import Act, Arranged, region_at
from digitizer.workflow.ports import Ports
from digitizer.workflow.transaction import transaction


def split_case(
    ports: Ports,
    actor: Actor,
    case_id: int,
    places: Collection[int],
    expected_revision: int,
    *,
    keeps_type: bool = True,
) -> Arranged:
    """Give the regions at ``places`` (counted from 0) to a new case, with the fields that were
    read there. It is of the same type, or of unknown type without ``keeps_type``.

    Raises InvalidInput for no or unknown places, NotAllowed when nothing would be left.
    """
    with transaction(ports, actor, "split-case") as run:
        act = Act(run)
        made = part_off(act, act.take(case_id, expected_revision), places, keeps_type=keeps_type)
        act.close()
    return Arranged(run.changes(), made.id)


def remove_page(
    ports: Ports, actor: Actor, case_id: int, place: int, reason: str, expected_revision: int
) -> Arranged:
    """Take one page out of a case. With a ``reason`` it is set aside as a case of its own, else it
    waits to be checked; it is never lost."""
    with transaction(ports, actor, "remove-page") as run:
        act = Act(run)
        made = part_off(act, act.take(case_id, expected_revision), [place], reason=reason)
        act.close()
    return Arranged(run.changes(), made.id)


def part_off(
    act: Act, case: Case, places: Collection[int], *, keeps_type: bool = True, reason: str = ""
) -> Case:
    """The new case with these regions of one that was taken."""
    if not places:
        raise InvalidInput("page-place", case=case.id, place=0, count=len(case.regions))
    moving = [region_at(case, place) for place in sorted(set(places))]
    if len(moving) == len(case.regions):
        raise NotAllowed("case-last-page", case=case.id)
    staying, going = parted(case, places, act.pages(case))
    made = act.make(case, moving, going if keeps_type else None, reason)
    rest = tuple(each for at, each in enumerate(case.regions) if at not in places)
    act.keep(replace(case, regions=rest, record=staying), f"#{made.id}")
    return made
