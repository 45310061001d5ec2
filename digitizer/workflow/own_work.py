"""What a person may see of their own pace and errors; nobody else sees it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta, tzinfo

from digitizer.domain.changes import Actor
from digitizer.domain.pace import Change, ErrorKind, Finding, Stretch, days, error_kind, weeks
from digitizer.workflow.ports import Ports


@dataclass(frozen=True, slots=True)
class OwnWork:
    """Days and weeks with work, the oldest first, and what was found wrong later, the newest
    first."""

    days: tuple[Stretch, ...]
    weeks: tuple[Stretch, ...]
    findings: tuple[Finding, ...]

    @property
    def kinds(self) -> Mapping[ErrorKind, int]:
        """How often each kind of error was found, the most frequent first."""
        return dict(Counter(one.kind for one in self.findings).most_common())


def own_work(ports: Ports, actor: Actor, past: timedelta, zone: tzinfo) -> OwnWork:
    """The work of this person, and of no other, in the past days; ``zone`` says when a day ends.

    Nothing is stored and nothing is written into the audit log."""
    since = ports.clock() - past
    with ports.unit_of_work() as unit:
        steps = unit.own_work.steps(actor.name, since)
        if not steps:
            return OwnWork((), (), ())
        first = steps[0].id
        changed = unit.own_work.changed_by_others(actor.name, first)
        sent_back = unit.own_work.sent_back(actor.name, first)
    known = {(one.case_id, one.key) for one in changed}
    later = [*changed, *(one for one in sent_back if (one.case_id, one.key) not in known)]
    findings = tuple(
        _finding(ports, one) for one in sorted(later, key=lambda one: one.at, reverse=True)
    )
    worked = days(steps, findings, zone)
    return OwnWork(worked, weeks(worked), findings)


def _finding(ports: Ports, change: Change) -> Finding:
    doc_type = ports.catalog.types.get(change.document_type or "")
    spec = doc_type.field(change.key) if doc_type else None
    return Finding(change, error_kind(spec.kind if spec else None, change.mine, change.theirs))
