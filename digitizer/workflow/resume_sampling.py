"""Let sampling go on after too many lots of a series did not pass."""

from __future__ import annotations

from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.errors import InvalidInput, NotAllowed
from digitizer.domain.samples import series_of
from digitizer.domain.switching import standing
from digitizer.domain.values.text import clean
from digitizer.workflow.approve import require_four_eyes
from digitizer.workflow.ports import Ports
from digitizer.workflow.transaction import transaction


def resume_sampling(ports: Ports, actor: Actor, batch_id: int, why: str) -> ChangeSet:
    """Let a stopped series of lots go on, because the cause was cured; ``batch_id`` is a batch of
    it. Raises NotAllowed ``own-work``, ``sampling-not-stopped``, InvalidInput without a reason."""
    with transaction(ports, actor, "resume-sampling") as run:
        batch = run.unit.batches.get(batch_id)
        require_four_eyes(run.unit, batch, actor)
        said = clean(why)
        if not said:
            raise InvalidInput("reason-needed")
        series = series_of(batch.document_type or "", batch.submitted_by or "")
        if not standing(run.unit.samples.series(series), ports.quality.switching).is_stopped:
            raise NotAllowed("sampling-not-stopped", batch=batch.name)
        run.unit.samples.resume(series, said, actor.name, ports.clock())
        run.batches.add(batch.id)
        run.note(f"batch:{batch.id}", reason=said)
    return run.changes()
