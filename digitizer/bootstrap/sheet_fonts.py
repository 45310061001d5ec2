"""The face of pages that are drawn from data, such as those of e-invoices."""

from __future__ import annotations

from dataclasses import replace

from digitizer.samples.fonts import MissingFontsError, value_fonts
from ocr import ReadSettings


def with_sheet_font(settings: ReadSettings) -> ReadSettings:
    """With a face of this machine. Unchanged where no face has all Vietnamese letters: paper is
    read all the same, and an invoice that comes says what to install."""
    try:
        return replace(settings, sheet_font=value_fonts("sans")[0])
    except MissingFontsError:
        return settings
