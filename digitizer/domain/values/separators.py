"""What the code of a separator sheet says.

Our own sheets bear a QR code with ``DIGITIZER-SEPARATOR|1|<book>|<case>``: the mark, the version of
the payload, the book number as in ``01/2017`` (may be empty) and the number of the first case
behind the sheet (may be empty). The common Patch T sheet bears the Code 39 text ``PATCHT`` and
names neither.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from digitizer.domain.problems import Problem

MARK = "DIGITIZER-SEPARATOR"
VERSION = "1"
PATCH_T = "PATCHT"
_BOOK = re.compile(r"\d{1,4}/\d{4}", re.ASCII)
_CASE = re.compile(r"[0-9A-Za-z/.\-]{1,20}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Separator:
    """What a sheet names; empty text where it names nothing."""

    book: str = ""
    case: str = ""

    @property
    def payload(self) -> str:
        """The text of the QR code; raises ValueError for a book or case it cannot carry."""
        text = "|".join((MARK, VERSION, self.book, self.case))
        if parse_separator(text) != self:
            raise ValueError("not a book or case number that a separator can carry")
        return text


def parse_separator(text: str) -> Separator | Problem | None:
    """The sheet of a QR payload, what is wrong with it, or None for the text of another code."""
    parts = text.split("|")
    if parts[0] != MARK:
        return None
    if len(parts) != 4 or parts[1] != VERSION:
        return Problem.warning("separator-damaged")
    book, case = parts[2:]
    if book and not _BOOK.fullmatch(book):
        return Problem.warning("separator-book", text=book)
    if case and not _CASE.fullmatch(case):
        return Problem.warning("separator-case", text=case)
    return Separator(book, case)
