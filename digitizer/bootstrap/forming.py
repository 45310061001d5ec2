"""Making a known form out of the scan of its blank sheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PIL import Image

from digitizer.domain.errors import EnvironmentFault, InvalidInput
from digitizer.domain.form import Form
from digitizer.domain.schema import Catalog
from digitizer.schemas.forms import BLANK_FILE, FORM_FILE, form_text
from ocr import ReadSettings
from ocr.extraction.zoning import words_of_form, zones_of_form
from ocr.pages import iter_pages
from ocr.reading import engines_of, read_page

__all__ = ["make_form"]

_MM_PER_INCH = 25.4


def make_form(scan: Path, type_key: str, target: Path, catalog: Catalog, today: date) -> Form:
    """Read a blank sheet and write the folder of its form: the upright picture, the words that it
    prints and a zone for each label of the document type. Nothing is replaced.

    Raises InvalidInput (``unknown-type``, ``form-exists``, ``form-pages``, ``form-no-label``),
    UnreadableFile, and EnvironmentFault (``form-no-io``, or that of a reader).
    """
    doc_type = catalog.types.get(type_key)
    if doc_type is None:
        raise InvalidInput("unknown-type", type=type_key)
    if (target / FORM_FILE).exists():
        raise InvalidInput("form-exists", folder=target)
    settings = ReadSettings()
    pages = list(iter_pages(scan, settings.limits))
    if len(pages) != 1:
        raise InvalidInput("form-pages", file=scan, pages=len(pages))
    reading, image = read_page(pages[0], engines_of(settings))
    zones = zones_of_form(reading, doc_type, catalog)
    if not zones:
        raise InvalidInput("form-no-label", file=scan, type=type_key)
    per_mm = reading.dpi / _MM_PER_INCH
    form = Form(
        f"{target.parent.parent.name}/{target.name}",
        type_key,
        today.isoformat(),
        f"Bản quét mẫu trống {scan.name}",
        today,
        round(reading.width / per_mm, 2),
        round(reading.height / per_mm, 2),
        target / BLANK_FILE,
        words_of_form(reading),
        zones,
    )
    try:
        target.mkdir(parents=True, exist_ok=True)
        Image.fromarray(image).convert("L").save(form.blank, dpi=(reading.dpi, reading.dpi))
        # Last: a folder without it is no form.
        (target / FORM_FILE).write_text(form_text(form), encoding="utf-8")
    except OSError as error:
        reason = error.strerror or str(error)
        raise EnvironmentFault("form-no-io", folder=target, reason=reason) from error
    return form
