"""A better scan of a page takes its place."""

from __future__ import annotations

from dataclasses import replace

from digitizer.domain.changes import Actor
from digitizer.domain.rearranging import renewed
from digitizer.workflow.arrange_pages import give_page
from digitizer.workflow.page_act import Act, Arranged, region_at
from digitizer.workflow.ports import Ports
from digitizer.workflow.transaction import transaction


def replace_page(
    ports: Ports,
    actor: Actor,
    case_id: int,
    place: int,
    source: tuple[int, int],
    reasons: tuple[str, str],
    expected_revision: int,
) -> Arranged:
    """Let a page of another case, ``source`` being its case and place, take the place of a page.

    Fields that nobody confirmed take the new readings; confirmed ones stay, with a doubt where the
    new reading says something else. The old page is kept as a case set aside, and so is a case
    that gave its only page; ``reasons`` are for the two in this order. A wish to have the old page
    scanned again is fulfilled.
    """
    with transaction(ports, actor, "replace-page") as run:
        act = Act(run)
        case = act.take(case_id, expected_revision)
        old = region_at(case, place)
        region, record = give_page(act, case, source, reasons[1])
        act.make(case, [old], None, reasons[0])
        act.fulfil(old.page_id or 0)
        regions = (*case.regions[:place], region, *case.regions[place + 1 :])
        fresh = renewed(case.record, record, old.page_id or 0)
        act.keep(replace(case, regions=regions, record=fresh), f"#{source[0]}")
        act.close()
    return Arranged(run.changes())
