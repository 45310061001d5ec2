"""The frame of every use case: the right to it, one write transaction, one audit entry, one
published change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from digitizer.domain.changes import Actor, AuditEntry, ChangeSet
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.rights import require_right


@dataclass(slots=True)
class Transaction:
    """An open use case. ``changed`` is filled while it runs and published after the commit."""

    unit: UnitOfWork
    ports: Ports
    actor: Actor
    action: str
    scans: set[int] = field(default_factory=set)
    cases: set[int] = field(default_factory=set)
    batches: set[int] = field(default_factory=set)
    arrivals: set[int] = field(default_factory=set)

    def note(self, subject: str, **details: str) -> None:
        """Write what was done into the audit log."""
        pairs = tuple(sorted(details.items()))
        self.unit.audit.append(
            AuditEntry(self.ports.clock(), self.actor.name, self.action, subject, pairs)
        )

    def changes(self) -> ChangeSet:
        return ChangeSet(
            self.action,
            frozenset(self.scans),
            frozenset(self.cases),
            frozenset(self.batches),
            frozenset(self.arrivals),
        )


@contextmanager
def transaction(ports: Ports, actor: Actor, action: str) -> Iterator[Transaction]:
    """Commit and publish when the block ends well, roll everything back when it does not.

    Raises what :func:`digitizer.workflow.rights.require_right` raises."""
    with ports.unit_of_work(write=True) as unit:
        require_right(unit, ports, actor, action)
        running = Transaction(unit, ports, actor, action)
        yield running
        unit.commit()
    ports.publish(running.changes())
