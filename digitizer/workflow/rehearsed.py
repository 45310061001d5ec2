"""Whether what leaves was rehearsed. The audit log is where a rehearsal is kept: it vouches for who
held it, when, of which content, and what it found."""

from __future__ import annotations

from digitizer.domain.batch import Batch
from digitizer.domain.changes import Actor
from digitizer.domain.errors import NotAllowed
from digitizer.domain.package import PackageContent
from digitizer.domain.rehearsal import Standing, content_sha256
from digitizer.workflow.audit_port import AuditFilter, LoggedAct
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.sight import LIST_BATCHES, looking, require_batch

REHEARSE_BATCH = "rehearse-batch"
_NONE = "0"


def require_rehearsed(unit: UnitOfWork, content: PackageContent) -> None:
    """For a profile that asks for it. Raises NotAllowed ``rehearsal-needed``, ``rehearsal-stale``
    for one of other content than today's, ``rehearsal-with-faults``."""
    if not content.profile.rehearse:
        return
    newest = _newest(unit, content.batch_id)
    if newest is None:
        raise NotAllowed("rehearsal-needed", batch=content.batch_name)
    if newest.detail("content") != content_sha256(content):
        raise NotAllowed("rehearsal-stale", batch=content.batch_name)
    if newest.detail("count") != _NONE:
        count = newest.detail("count")
        raise NotAllowed("rehearsal-with-faults", batch=content.batch_name, count=count)


def standing(ports: Ports, actor: Actor, batch_id: int) -> Standing:
    """How a batch stands with its rehearsal, told quickly and without its cases: the export looks
    at these too and may still find the rehearsal stale."""
    require_batch(ports, actor, batch_id, LIST_BATCHES)
    with looking(ports, actor, LIST_BATCHES) as unit:
        batch = unit.batches.get(batch_id)
        profile = ports.catalog.profiles.get(batch.document_type or "")
        if profile is None or not profile.rehearse:
            return Standing(asks=False, is_clean=False)
        newest = _newest(unit, batch_id)
    if newest is None or newest.detail("state") != state_of(ports, batch):
        return Standing(asks=True, is_clean=False)
    return Standing(asks=True, is_clean=newest.detail("count") == _NONE)


def state_of(ports: Ports, batch: Batch) -> str:
    """What a rehearsal of this batch holds for: the answer given for its cases, the program and its
    exporters. Raises EnvironmentFault for an exporter that cannot be used."""
    answered = batch.approved_at.isoformat() if batch.approved_at else ""
    profile = ports.catalog.profiles.get(batch.document_type or "")
    return " ".join(
        (answered, ports.software_version, *(ports.writers(profile) if profile else ()))
    )


def _newest(unit: UnitOfWork, batch_id: int) -> LoggedAct | None:
    where = AuditFilter(action=REHEARSE_BATCH, subject=f"batch:{batch_id}")
    return next(iter(unit.audit_reading.page(where, limit=1)), None)
