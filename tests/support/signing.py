"""Papers to sign, and signers of invented people."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from support.certificates import PASSWORD, Issued

from digitizer.bootstrap.signing_room import mark_face
from digitizer.domain.signatures import SignatureReport
from exports.signing.certificates import NO_TRUST, load_trust
from exports.signing.checking import check_pdf
from exports.signing.keys import open_key_file
from exports.signing.signer import KeySigner


def signer(folder: Path, who: Issued, stamps: str = "") -> KeySigner:
    name = f"{who.certificate.serial_number}.p12"
    return KeySigner(open_key_file(who.key_file(folder, name), PASSWORD, ()), mark_face, stamps)


def paper(folder: Path, turn: int = 0, name: str = "paper.pdf") -> Path:
    path = folder / name
    canvas = Canvas(str(path), pagesize=A4)
    for number in range(2):
        canvas.setPageRotation(turn)
        canvas.drawString(80, 600, f"Bang ke 12 ho so, trang {number + 1}")
        canvas.showPage()
    canvas.save()
    return path


def checked(file: Path, *anchors: Issued) -> tuple[SignatureReport, ...]:
    files = [
        one.certificate_file(file.parent, f"{one.certificate.serial_number}.pem") for one in anchors
    ]
    return check_pdf(file, load_trust(files) if files else NO_TRUST)
