"""Papers that leave the store and come back, and what a nothing-lost slip says of a batch."""

from __future__ import annotations

from dataclasses import replace

from digitizer.domain.changes import Actor
from digitizer.domain.errors import InvalidInput
from digitizer.domain.page_count import Counted
from digitizer.domain.slip import Direction, Handover, Slip
from digitizer.domain.values.text import clean
from digitizer.workflow.ports import Ports
from digitizer.workflow.transaction import transaction


def hand_over(
    ports: Ports,
    actor: Actor,
    papers: str,
    direction: Direction,
    books: int,
    sheets: int,
    given_by: str,
    taken_by: str,
    note: str = "",
) -> Handover:
    """Note that papers changed hands. Raises InvalidInput ``handover-names`` without the name of
    the papers or of one of the two people, ``handover-same-person`` where both are one,
    ``handover-nothing`` for no book and no sheet."""
    name, giver, taker = clean(papers), clean(given_by), clean(taken_by)
    if not (name and giver and taker):
        raise InvalidInput("handover-names")
    if giver == taker:
        raise InvalidInput("handover-same-person", name=giver)
    if books < 0 or sheets < 0 or not books + sheets:
        raise InvalidInput("handover-nothing")
    with transaction(ports, actor, "hand-over") as run:
        made = run.unit.slips.add_handover(
            Handover(
                name,
                direction,
                books,
                sheets,
                giver,
                taker,
                ports.clock(),
                clean(note),
                actor.name,
            )
        )
        run.note(
            f"handover:{made.id}",
            papers=name,
            direction=direction.value,
            books=str(books),
            sheets=str(sheets),
            given_by=giver,
            taken_by=taker,
        )
    return made


def handovers(ports: Ports) -> tuple[Handover, ...]:
    """The oldest first."""
    with ports.unit_of_work() as unit:
        return tuple(unit.slips.handovers())


def nothing_lost(ports: Ports, batch_id: int) -> Slip:
    """Files in, pages as declared and as images, cases and rows out of a batch, and the head of the
    audit log."""
    with ports.unit_of_work() as unit:
        slip = unit.slips.slip(batch_id, unit.audit.head())
        declared = unit.batches.get(batch_id).page_count
        counted = Counted.of(unit.page_counts.images(batch_id), declared)
    return replace(slip, counted=counted)
