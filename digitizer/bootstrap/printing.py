"""Printing papers with faces of this machine."""

from __future__ import annotations

from pathlib import Path

from digitizer.domain.sheet import Sheet

_KIND = ".ttf"


def print_sheet(target: Path, sheet: Sheet) -> None:
    """Write a paper as PDF. Raises EnvironmentFault ``fonts-missing`` on a machine without a
    TrueType family that has all Vietnamese letters, and what ``write_sheet`` raises."""
    # Half a second of imports that only those who print wait for.
    from digitizer.samples import MissingFontsError, label_families
    from exports.sheet_pdf import SheetFonts, write_sheet

    for family in label_families():
        if family.regular.suffix == family.bold.suffix == _KIND:
            write_sheet(target, sheet, SheetFonts(family.regular, family.bold))
            return
    raise MissingFontsError("serif", [f"*{_KIND}"])
