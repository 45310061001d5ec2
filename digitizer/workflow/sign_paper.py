"""A paper is signed with the key of this workspace."""

from __future__ import annotations

from pathlib import Path

from digitizer.domain.changes import Actor
from digitizer.domain.signatures import Mark, SignedPaper, SigningRequest
from digitizer.workflow.ports import Ports
from digitizer.workflow.rights import require_reading
from digitizer.workflow.signing_port import Signer
from digitizer.workflow.transaction import transaction

SIGN_PAPER = "sign-paper"


def sign_paper(
    ports: Ports,
    actor: Actor,
    signer: Signer,
    source: Path,
    target: Path,
    field: str | None = None,
    mark: Mark | None = None,
) -> SignedPaper:
    """Sign a copy of ``source`` and note what was signed, by whom and with which certificate.
    Raises what :meth:`Signer.sign_pdf` raises, and NotAllowed for a person without the right."""
    require_reading(ports, actor, SIGN_PAPER)
    signed = signer.sign_pdf(source, target, SigningRequest(ports.clock(), field, mark))
    with transaction(ports, actor, SIGN_PAPER) as run:
        run.note(
            "paper",
            name=signed.file.name,
            sha256=signed.sha256,
            field=signed.field,
            certificate=signed.certificate.fingerprint,
        )
    return signed
