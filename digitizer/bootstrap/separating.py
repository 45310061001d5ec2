"""Printing separator sheets, which needs no workspace."""

from __future__ import annotations

from pathlib import Path

from digitizer.domain.values.separators import Separator
from digitizer.messages import Messages
from digitizer.samples.fonts import value_fonts
from exports.separators import SheetText, numbered, write_separators

__all__ = ["print_separators"]


def print_separators(
    target: Path, book: str, first: int | None, count: int, messages: Messages
) -> None:
    """Write ``count`` sheets that name the book (may be empty) and, with ``first``, one entry after
    the other. Raises what :func:`exports.separators.write_separators` and missing fonts raise."""
    sheets = [(sheet, _text(sheet, messages)) for sheet in numbered(book, first, count)]
    write_separators(target, sheets, value_fonts("sans")[0])


def _text(sheet: Separator, messages: Messages) -> SheetText:
    names = []
    if sheet.book:
        names.append(messages.text("separator-sheet-book", book=sheet.book))
    if sheet.case:
        names.append(messages.text("separator-sheet-case", case=sheet.case))
    hint = messages.text("separator-sheet-hint").splitlines()
    return SheetText(messages.text("separator-sheet-title"), tuple(names), tuple(hint))
