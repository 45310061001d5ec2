"""Looking at a package as its receiver would, before it leaves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from digitizer.bootstrap.signing_room import SigningRoom
from digitizer.domain.changes import Actor
from digitizer.domain.errors import NotAllowed
from digitizer.domain.package import PackageContent
from digitizer.domain.rehearsal import Rehearsal, Standing
from digitizer.workflow import rehearsed
from digitizer.workflow.ports import Packager, Ports
from digitizer.workflow.rehearse import rehearse_batch
from exports.package import write_package
from exports.rehearsal import rehearse


@dataclass(frozen=True, slots=True)
class RehearsalDesk:
    """One person's access; safe to use from several threads. Packages are made in ``folder``, a
    folder of the workspace, and taken away again. They are not signed: a signature may cost money
    and ask a service of the network."""

    ports: Ports
    actor: Actor
    folder: Path
    room: SigningRoom
    is_practice: bool = False

    def standing(self, batch_id: int) -> Standing:
        """See :func:`digitizer.workflow.rehearsed.standing`."""
        return rehearsed.standing(self.ports, self.actor, batch_id)

    def rehearse(self, batch_id: int) -> Rehearsal:
        """See :func:`digitizer.workflow.rehearse.rehearse_batch`; takes as long as an export.
        Tells whose certificate an export would sign with. Raises NotAllowed
        ``practice-not-exported`` for invented cases, and ``signing-locked`` as an export would."""
        if self.is_practice:
            raise NotAllowed("practice-not-exported")
        unsigned = replace(self.ports, pack=write_package)
        return rehearse_batch(unsigned, self.actor, batch_id, self._receive)

    def _receive(self, content: PackageContent, pack: Packager) -> Rehearsal:
        # A key that is locked is told before any work is done.
        signer = self.room.package_signer(self.actor.name)
        found = rehearse(content, pack, self.folder)
        return replace(found, signed_by=signer.certificate.name if signer else None)
