"""From the scan of a blank sheet to a form that a workspace knows."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PIL import Image

from digitizer.bootstrap.folders import Folders
from digitizer.bootstrap.form_files import catalog_with, staged
from digitizer.domain.case import ReadPage, ScanReading
from digitizer.domain.errors import EnvironmentFault, InvalidInput
from digitizer.domain.form import Form, Zone
from digitizer.domain.form_draft import BlankSheet, FormDraft, Trial, TypeDraft
from digitizer.domain.record import FieldReading
from digitizer.domain.schema import Catalog
from ocr import ReadSettings, read_scan
from ocr.extraction.zoning import words_of_form, zones_of_form
from ocr.layout.registration import placed
from ocr.pages import iter_pages
from ocr.reading import engines_of, read_page

_MM_PER_INCH = 25.4


def read_blank(scan: Path, settings: ReadSettings) -> BlankSheet:
    """The one page of a scan, upright, with the words that it prints.

    Raises InvalidInput ``form-pages``, UnreadableFile, and EnvironmentFault of a reader.
    """
    pages = list(iter_pages(scan, settings.limits))
    if len(pages) != 1:
        raise InvalidInput("form-pages", file=scan, pages=len(pages))
    reading, image = read_page(pages[0], engines_of(settings))
    per_mm = reading.dpi / _MM_PER_INCH
    written = io.BytesIO()
    Image.fromarray(image).convert("L").save(written, "PNG", dpi=(reading.dpi, reading.dpi))
    return BlankSheet(
        scan.name,
        written.getvalue(),
        reading.width,
        reading.height,
        (round(reading.width / per_mm, 2), round(reading.height / per_mm, 2)),
        words_of_form(reading),
        reading,
    )


def blank_of(form: Form) -> BlankSheet:
    """The sheet of a saved form; raises EnvironmentFault ``form-blank-lost``."""
    try:
        content = form.blank.read_bytes()
        with Image.open(io.BytesIO(content)) as picture:
            width, height = picture.size
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise EnvironmentFault("form-blank-lost", file=form.blank) from error
    return BlankSheet(form.key, content, width, height, (form.width, form.height), form.words)


def suggested_zones(sheet: BlankSheet, type_key: str, catalog: Catalog) -> tuple[Zone, ...]:
    """Where the sheet has room for the fields of a type, behind their labels; nothing for the
    sheet of a saved form. Raises InvalidInput ``unknown-type``."""
    doc_type = catalog.types.get(type_key)
    if doc_type is None:
        raise InvalidInput("unknown-type", type=type_key)
    return zones_of_form(sheet.reading, doc_type, catalog) if sheet.reading else ()


def automatic_draft(
    sheet: BlankSheet,
    name: str,
    type_key: str,
    new_type: TypeDraft | None,
    folders: Folders,
    catalog: Catalog,
    today: date,
) -> FormDraft:
    """A draft with a zone for each label of the type that the sheet prints.

    Raises InvalidInput ``unknown-type`` or ``form-no-label``, and for a type that is new BadSchema
    and EnvironmentFault.
    """
    version, source = today.isoformat(), f"Bản quét mẫu trống {sheet.name}"
    if new_type is not None:
        catalog = catalog_with(new_type, folders.types, version, source, today)
    zones = suggested_zones(sheet, type_key, catalog)
    if not zones:
        raise InvalidInput("form-no-label", file=sheet.name, type=type_key)
    return FormDraft(sheet, name, type_key, version, source, zones, new_type)


def try_form(
    draft: FormDraft, sample: Path, folders: Folders, settings: ReadSettings, today: date
) -> Trial:
    """Read a filled sheet as the product would with this form, before it is saved. Its pictures
    lie in the work folder meanwhile.

    Raises InvalidInput ``form-nothing-to-try``, BadSchema, UnreadableFile, EnvironmentFault.
    """
    bound = tuple(zone for zone in draft.zones if zone.field)
    if not bound:
        raise InvalidInput("form-nothing-to-try")
    with (
        staged(replace(draft, zones=bound), folders.types, today) as stage,
        tempfile.TemporaryDirectory(prefix="trial-", dir=folders.work) as pages,
    ):
        # The files load whole; of what only a restricted workspace may read, nothing is read here.
        types = {
            key: doc_type
            for key, doc_type in stage.catalog.types.items()
            if key == draft.document_type or not doc_type.is_restricted
        }
        catalog = replace(stage.catalog, types=types, forms=(stage.form,))
        reading = read_scan(sample, Path(pages), catalog, settings, draft.document_type)
        share, page = _best_fit(reading.pages, stage.form)
        return Trial(
            share,
            Path(page.image_path).read_bytes(),
            page.reading.width,
            page.reading.height,
            _fields(reading, page.reading.number, draft.document_type) if share else (),
        )


def _best_fit(pages: Sequence[ReadPage], form: Form) -> tuple[float, ReadPage]:
    """The page that the form fits best, or the first one with 0."""
    shares = []
    for page in pages:
        found = placed(page.reading.lines, [form], page.reading.dpi)
        shares.append(found.share if found is not None else 0.0)
    best = max(range(len(pages)), key=lambda place: shares[place])
    return shares[best], pages[best]


def _fields(reading: ScanReading, page: int, type_key: str) -> tuple[FieldReading, ...]:
    """What was read of the case on a page, nothing where that is of another type."""
    return next(
        (
            case.fields
            for case in reading.cases
            if case.document_type == type_key
            and any(region.page_number == page for region in case.regions)
        ),
        (),
    )
