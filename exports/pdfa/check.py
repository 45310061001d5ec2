"""Looking for what breaks ISO 19005-2 (PDF/A-2), level B, in a file of any origin.

This is no certification, and finding nothing is no proof. Looked at is what the structure of a file
shows: syntax, metadata, output intents, colour spaces, fonts and their glyphs, images, actions,
annotations, forms, files within the file. Not looked at are, among others, whether compressed
images decode, the widths of glyphs in CFF and Type 1 programs, predefined CMaps, the whole list of
XMP properties, and whether a file within the file conforms itself. Where something cannot be
decided, nothing is said: a file that conforms shall not be called wrong.
"""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pikepdf import Pdf

from digitizer.domain.problems import Problem
from exports.pdfa.rules.colour import Colours
from exports.pdfa.rules.findings import BAD_PDF, Document, Findings
from exports.pdfa.rules.fonts import check_font
from exports.pdfa.rules.interaction import check_interaction
from exports.pdfa.rules.metadata import check_metadata
from exports.pdfa.rules.objects import check_objects
from exports.pdfa.rules.painting import Painter
from exports.pdfa.rules.syntax import check_syntax

_LOOKS = (check_syntax, check_objects, check_interaction, check_metadata)


def check_pdfa(data: bytes) -> tuple[Problem, ...]:
    """What breaks the standard (errors) and what is odd (warnings), by clause; empty for a file in
    which nothing was found. Never raises for any content."""
    findings = Findings()
    try:
        pdf = pikepdf.open(BytesIO(data))
    except pikepdf.PasswordError:
        findings.add("encrypted", "6.1.3")
        return findings.all()
    except BAD_PDF:
        findings.add("unreadable", "6.1")
        return findings.all()
    with pdf:
        _look(data, pdf, findings)
    return findings.all()


def _look(data: bytes, pdf: Pdf, findings: Findings) -> None:
    document = Document(data, pdf, findings)
    for look in (*_LOOKS, _content):
        try:
            look(document)
        except BAD_PDF:
            # Something is not what its place asks for, in a way that no rule above names.
            findings.add("unreadable", "6.1")


def _content(document: Document) -> None:
    colours = Colours(document)
    colours.read_intents()
    painter = Painter(document, colours)
    painter.pages()
    for shown in painter.fonts.values():
        check_font(document, shown)
