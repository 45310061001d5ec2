"""Doubts of a workspace of an older program: found batch by batch as they are asked for, and the
rest little by little beside the work."""

from __future__ import annotations

from digitizer.domain.changes import ChangeSet
from digitizer.workflow.ports import Ports

_CASES_AT_ONCE = 50
"""Looked at without a lock; keeping what was found then takes some hundredths of a second."""

FOUND = "find-doubts"


def ensure_doubts(ports: Ports) -> None:
    """Where a program of another method found the doubts, let all of them be found anew; takes
    no longer than a statement, so that nobody waits for it."""
    with ports.unit_of_work() as unit:
        if unit.due_doubts.is_current():
            return
    with ports.unit_of_work(write=True) as unit:
        # Another program may have come to it in between.
        if not unit.due_doubts.is_current():
            unit.due_doubts.begin_anew()
            unit.commit()


def find_some(ports: Ports, batch_id: int | None = None) -> frozenset[int]:
    """Find and keep the doubts of some more cases, of one batch or of all; the cases, none when
    nothing is left to find."""
    with ports.unit_of_work() as unit:
        found = unit.due_doubts.find(batch_id, _CASES_AT_ONCE)
    if found:
        with ports.unit_of_work(write=True) as unit:
            unit.due_doubts.keep(found)
            unit.commit()
    return frozenset(each.case_id for each in found)


def find_in_batch(ports: Ports, batch_id: int | None) -> None:
    """Find all doubts of a batch now; without a batch nothing, for that may be very much."""
    if batch_id is None:
        return
    done: frozenset[int] = frozenset()
    while some := find_some(ports, batch_id):
        done |= some
    if done:
        ports.publish(ChangeSet(FOUND, cases=done))
