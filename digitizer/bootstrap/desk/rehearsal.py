"""Looking at a package as its receiver would, before it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from digitizer.domain.changes import Actor
from digitizer.domain.errors import NotAllowed
from digitizer.domain.package import PackageContent
from digitizer.domain.rehearsal import Rehearsal, Standing
from digitizer.workflow import rehearsed
from digitizer.workflow.ports import Packager, Ports
from digitizer.workflow.rehearse import rehearse_batch
from exports.rehearsal import rehearse


@dataclass(frozen=True, slots=True)
class RehearsalDesk:
    """One person's access; safe to use from several threads. Packages are made in ``folder``, a
    folder of the workspace, and taken away again."""

    ports: Ports
    actor: Actor
    folder: Path
    is_practice: bool = False

    def standing(self, batch_id: int) -> Standing:
        """See :func:`digitizer.workflow.rehearsed.standing`."""
        return rehearsed.standing(self.ports, self.actor, batch_id)

    def rehearse(self, batch_id: int) -> Rehearsal:
        """See :func:`digitizer.workflow.rehearse.rehearse_batch`; takes as long as an export.
        Raises NotAllowed ``practice-not-exported`` for invented cases."""
        if self.is_practice:
            raise NotAllowed("practice-not-exported")
        return rehearse_batch(self.ports, self.actor, batch_id, self._receive)

    def _receive(self, content: PackageContent, pack: Packager) -> Rehearsal:
        return rehearse(content, pack, self.folder)
