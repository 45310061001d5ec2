"""The audit log goes to an auditor, which is itself an act that the log keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from digitizer.domain.audit_chain import ChainedEntry, KeptEdit
from digitizer.domain.changes import Actor
from digitizer.workflow.ports import Ports
from digitizer.workflow.rights import require_reading
from digitizer.workflow.transaction import transaction

EXPORT_AUDIT = "export-audit"
_EVERY_ID = 2**62


@dataclass(frozen=True, slots=True)
class WrittenLog:
    """A log on disk: ``head`` is the hash of its last entry."""

    folder: Path
    head: str
    entries: int
    edits: int


class LogWriter(Protocol):
    def __call__(
        self,
        folder: Path,
        entries: Iterator[ChainedEntry],
        edits: Iterator[KeptEdit],
        made_at: datetime,
    ) -> WrittenLog:
        """Into a new folder, which appears only whole."""
        ...


def export_audit(ports: Ports, actor: Actor, folder: Path, write: LogWriter) -> WrittenLog:
    """Write the whole log as it stands now, then note who took it. Long work at a long log."""
    require_reading(ports, actor, EXPORT_AUDIT)
    with ports.unit_of_work() as unit:
        reading = unit.audit_reading
        edits = reading.kept_edits_between(-_EVERY_ID, _EVERY_ID)
        written = write(folder, reading.chain(), edits, ports.clock())
    with transaction(ports, actor, EXPORT_AUDIT) as run:
        run.note(
            "audit",
            folder=folder.name,
            head=written.head,
            entries=str(written.entries),
        )
    return written
