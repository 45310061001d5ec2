"""A package is made and looked at as its receiver would, before the real one leaves."""

from __future__ import annotations

from digitizer.domain.changes import Actor
from digitizer.domain.lifecycle import Action, next_batch_state
from digitizer.domain.rehearsal import Rehearsal
from digitizer.workflow.export import plan_package
from digitizer.workflow.ports import Ports
from digitizer.workflow.rehearsal_port import Receiver
from digitizer.workflow.rehearsed import REHEARSE_BATCH, state_of
from digitizer.workflow.rights import require_right
from digitizer.workflow.sight import READ_CASE, require_batch
from digitizer.workflow.transaction import transaction


def rehearse_batch(ports: Ports, actor: Actor, batch_id: int, receive: Receiver) -> Rehearsal:
    """What the receiver would find in the package that an export would make now. Nothing leaves and
    no case changes; that it was rehearsed, and how many faults were found, is noted.

    Raises NotAllowed as :func:`digitizer.workflow.export.export_batch` does, also for somebody who
    may not look into the cases, and what ``receive`` raises.
    """
    require_batch(ports, actor, batch_id, READ_CASE)
    with ports.unit_of_work() as unit:
        require_right(unit, ports, actor, REHEARSE_BATCH)
        batch = unit.batches.get(batch_id)
        next_batch_state(batch.state, Action.EXPORT)
        planned = plan_package(ports, unit, batch, actor)
        found = receive(planned.content, ports.pack)
    with transaction(ports, actor, REHEARSE_BATCH) as run:
        run.batches.add(batch_id)
        run.note(
            f"batch:{batch_id}",
            content=found.content_sha256,
            cases=str(found.cases),
            count=str(found.errors),
            warnings=str(found.warnings),
            state=state_of(ports, batch),
        )
    return found
