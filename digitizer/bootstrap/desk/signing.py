"""Signing papers, and checking signatures of any origin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from digitizer.bootstrap.signing_room import SigningRoom
from digitizer.bootstrap.verifying import check_signatures
from digitizer.domain.changes import Actor
from digitizer.domain.signatures import Certificate, Mark, SignatureReport, SignedPaper
from digitizer.workflow.ports import Ports
from digitizer.workflow.rights import require_reading
from digitizer.workflow.sign_paper import SIGN_PAPER, sign_paper

_OFFICE = "office"
_SIGNED_ENDING = ".signed.pdf"


@dataclass(frozen=True, slots=True)
class SigningDesk:
    """One person's access to the key of the workspace. The password or PIN is given once in a run
    by :meth:`unlock`; what is exported afterwards is signed where the settings say so."""

    ports: Ports
    actor: Actor
    room: SigningRoom

    @property
    def is_configured(self) -> bool:
        return self.room.is_configured

    @property
    def signs_packages(self) -> bool:
        return self.room.signs_packages

    @property
    def is_token(self) -> bool:
        return self.room.is_token

    @property
    def key_name(self) -> str:
        return self.room.key_name

    @property
    def is_unlocked(self) -> bool:
        return self.room.is_unlocked(self.actor.name)

    def unlock(self, secret: str) -> Certificate:
        """Raises NotAllowed for a person without the right to sign, and what
        :meth:`SigningRoom.unlock` raises."""
        require_reading(self.ports, self.actor, SIGN_PAPER)
        return self.room.unlock(self.actor.name, secret)

    def lock(self) -> None:
        self.room.lock()

    def sign(
        self,
        source: Path,
        target: Path | None = None,
        field: str | None = None,
        mark: Mark | None = None,
    ) -> SignedPaper:
        """Sign a copy of a PDF, by default beside it. A mark that names an office takes the
        certificate's when none is given. Raises as :func:`digitizer.workflow.sign_paper.sign_paper`
        and :meth:`SigningRoom.signer`."""
        signer = self.room.signer(self.actor.name)
        wanted = target or source.with_name(source.stem + _SIGNED_ENDING)
        shown = _with_office(mark, signer.certificate) if mark else None
        return sign_paper(self.ports, self.actor, signer, source, wanted, field, shown)

    def check(self, file: Path) -> Sequence[SignatureReport]:
        """The signatures of a PDF against the certificates that the settings trust; see
        :func:`exports.signing.checking.check_pdf`."""
        return check_signatures(file, self.room.trusted)


def _with_office(mark: Mark, certificate: Certificate) -> Mark:
    """Only for forms that name an office."""
    from exports.signing.marks import form_rule

    words = dict(mark.words)
    if _OFFICE in words or _OFFICE not in form_rule(mark.form).words:
        return mark
    return replace(mark, words=(*mark.words, (_OFFICE, certificate.organisation)))
