"""Lists of what receivers gave back, and the packages that put it right."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from digitizer.domain.changes import Actor
from digitizer.domain.errors import Conflict, NotAllowed
from digitizer.domain.reject_list import Columns, RejectTable, known_columns
from digitizer.domain.reject_matching import RejectMatch
from digitizer.schemas.rejects import load_reject_profile
from digitizer.workflow import take_rejects
from digitizer.workflow.export_correction import Correction, export_correction
from digitizer.workflow.ports import Ports
from digitizer.workflow.rejects_port import Reject, TakenList
from digitizer.workflow.rights import require_reading
from digitizer.workflow.sight import require_batch
from digitizer.workflow.take_rejects import (
    READ_REJECTS,
    TAKE_REJECTS,
    LineOfCase,
    RejectQuestion,
    TakenRejects,
)
from exports.rejects import digest_of, read_reject_list


@dataclass(frozen=True, slots=True)
class RejectsDesk:
    """One person's access; safe to use from several threads. All of it raises NotAllowed for
    somebody without the right to lists of what was given back."""

    ports: Ports
    actor: Actor
    exports: Path
    is_practice: bool = False

    def read(self, path: Path) -> RejectTable:
        """See :func:`exports.rejects.read_reject_list`."""
        require_reading(self.ports, self.actor, READ_REJECTS)
        return read_reject_list(path, load_reject_profile())

    def known_columns(self, header: Sequence[str]) -> Columns:
        """What the columns say as far as their names are known."""
        return known_columns(header, load_reject_profile())

    def packages(self, batch_id: int) -> Sequence[str]:
        """The names of the packages of a batch, the newest first."""
        require_batch(self.ports, self.actor, batch_id, READ_REJECTS)
        with self.ports.unit_of_work() as unit:
            return [name for name, _ in unit.rejects.packages(batch_id)]

    def look(self, question: RejectQuestion) -> Sequence[RejectMatch]:
        """See :func:`digitizer.workflow.take_rejects.look_at_rejects`."""
        return take_rejects.look_at_rejects(self.ports, self.actor, load_reject_profile(), question)

    def take(
        self,
        question: RejectQuestion,
        source: Path,
        reason: str = "",
        seen: Collection[LineOfCase] | None = None,
    ) -> TakenRejects:
        """See :func:`digitizer.workflow.take_rejects.take_rejects`. Another file than the one that
        was looked at does not get into the vault."""
        require_reading(self.ports, self.actor, TAKE_REJECTS)
        if digest_of(source) != question.table.sha256:
            raise Conflict("reject-list-changed", file=question.table.name)
        return take_rejects.take_rejects(
            self.ports, self.actor, load_reject_profile(), question, source, reason, seen
        )

    def lists(self) -> Sequence[TakenList]:
        """Those that were taken, the newest first."""
        return take_rejects.taken_lists(self.ports, self.actor)

    def of_list(self, list_id: int) -> Sequence[Reject]:
        """See :func:`digitizer.workflow.take_rejects.rejects_of`."""
        return take_rejects.rejects_of(self.ports, self.actor, list_id)

    def export(self, batch_id: int, out_dir: Path | None = None) -> Correction:
        """See :func:`digitizer.workflow.export_correction.export_correction`; by default into the
        exports of the workspace. Raises NotAllowed ``practice-not-exported`` in practice."""
        if self.is_practice:
            raise NotAllowed("practice-not-exported")
        return export_correction(self.ports, self.actor, batch_id, out_dir or self.exports)
