"""Is the audit log what was written: the whole chain, the edits it vouches for, and the heads that
were noted outside."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from digitizer.domain.audit_chain import ChainedEntry, cover_of
from digitizer.domain.audit_check import Anchor, ChainCheck
from digitizer.domain.audit_edits import EditCheck, Vouched
from digitizer.domain.problems import Problem
from digitizer.workflow.audit_port import AuditReading
from digitizer.workflow.export import EXPORT_BATCH, EXPORT_CORRECTION
from digitizer.workflow.ports import UnitOfWorkFactory

_AT_A_TIME = 2000
_MANIFEST = re.compile(r'"manifest_sha256","([0-9a-f]{64})"', re.ASCII)

Progress = Callable[[int, int], None]
"""Called with how many entries are done, and how many there are."""


class Stopping(Protocol):
    """As ``threading.Event``."""

    def is_set(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class AuditReport:
    """``problems`` come in the order of the log; ``fault_count`` counts those beyond the named
    ones too. ``older_edits`` no entry vouches for, since the log is of an older program;
    ``was_stopped`` tells that the end was not reached."""

    entries: int
    edits: int
    older_edits: int
    anchors: int
    head: str
    problems: tuple[Problem, ...]
    fault_count: int
    was_stopped: bool = False

    @property
    def is_sound(self) -> bool:
        return not self.fault_count and not self.was_stopped


def verify_audit(
    units: UnitOfWorkFactory,
    anchors: Collection[Anchor] = (),
    known_faults: Sequence[Problem] = (),
    progress: Progress = lambda _done, _all: None,
    stop: Stopping | None = None,
) -> AuditReport:
    """Long work at a long log; others may write meanwhile, the log is seen as it stood at the
    beginning. ``known_faults`` are of the anchors and are reported with the others."""
    with units() as unit:
        reading = unit.audit_reading
        total = reading.newest_seq()
        check = ChainCheck(anchors)
        edits = EditCheck(check.faults)
        exports = _Exports()
        entries = reading.chain()
        while _take(islice(entries, _AT_A_TIME), check, edits, exports, reading):
            progress(check.entries, max(total, check.entries))
            if stop is not None and stop.is_set():
                return _report(check, edits, anchors, known_faults, was_stopped=True)
        check.finish()
        known_faults = (*known_faults, *exports.faults(anchors))
        edits.finish(reading.edit_ids(), total + len(anchors) + 1)
    return _report(check, edits, anchors, known_faults)


class _Exports:
    """Which packages the log says were made."""

    def __init__(self) -> None:
        self._manifests: set[str] = set()

    def take(self, export: ChainedEntry) -> None:
        found = _MANIFEST.search(export.details)
        if found:
            self._manifests.add(found[1])

    def faults(self, anchors: Collection[Anchor]) -> Iterator[Problem]:
        """The packages that the log does not know as they are."""
        for anchor in anchors:
            if anchor.manifest and anchor.manifest not in self._manifests:
                yield Problem.error("audit-package-unknown", source=anchor.source)


def _take(
    chunk: Iterable[ChainedEntry],
    check: ChainCheck,
    edits: EditCheck,
    exports: _Exports,
    reading: AuditReading,
) -> bool:
    """Whether there was any entry."""
    vouched: list[Vouched] = []
    before = check.entries
    for entry in chunk:
        if not check.take(entry):
            continue
        if entry.action in (EXPORT_BATCH, EXPORT_CORRECTION):
            exports.take(entry)
        cover = cover_of(entry.details)
        if cover is None:
            continue
        if cover.together:
            kept = reading.kept_edits_between(cover.first, cover.last)
            edits.take_sealed(entry.seq, cover, kept)
        for edit_id, told in cover.each.items():
            vouched.append((entry.seq, edit_id, told))
    edits.take(vouched, reading.edit_hashes([edit_id for _, edit_id, _ in vouched]))
    return check.entries > before


def _report(
    check: ChainCheck,
    edits: EditCheck,
    anchors: Collection[Anchor],
    known_faults: Sequence[Problem],
    *,
    was_stopped: bool = False,
) -> AuditReport:
    faults = check.faults
    return AuditReport(
        check.entries,
        edits.edits,
        edits.older,
        len(anchors),
        check.head,
        (*known_faults, *faults.in_order()),
        faults.count + len(known_faults),
        was_stopped,
    )
