"""A file looked at before it is taken in: does it decode whole, and are its pages good enough?"""

from __future__ import annotations

from pathlib import Path

from digitizer.domain.problems import Problem
from digitizer.workflow.ports import FileInfo
from ocr.invoices import XML, is_xml, load_invoice
from ocr.pages import DecodedPage, DecodeLimits, check_file
from ocr.photo import flattened
from ocr.quality import page_problems


def inspect(path: Path, limits: DecodeLimits | None = None) -> FileInfo:
    """Decode every page and say what the file is, and which pages should be scanned again. Paper
    in a photo is judged as it lies flat, without the desk. An XML file is a whole e-invoice, which
    counts as one page.

    Raises what :func:`ocr.pages.check_file` and :func:`ocr.invoices.load_invoice` do.
    """
    if is_xml(path):
        load_invoice(path)
        return FileInfo(XML, 1)
    problems: list[Problem] = []

    def look(page: DecodedPage) -> None:
        for part in flattened(page):
            problems.extend(part.problems)
            problems.extend(page_problems(part.image, part.dpi, part.number, known=part.problems))

    kind, count = check_file(path, look, limits)
    return FileInfo(kind, count, tuple(problems))
