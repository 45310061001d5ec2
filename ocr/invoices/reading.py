"""An invoice's XML as the reading of a scan: drawn pages and one case with every field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from digitizer.domain.case import CaseReading, ReadPage, Region, ScanReading
from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.page import AS_DATA, Origin, PageReading
from digitizer.domain.problems import Problem, Severity
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.domain.schema import Catalog, DocumentType, FieldKind, FieldSpec
from digitizer.domain.values.canonical import as_written, canonical
from ocr.extraction import cross_checked
from ocr.invoices.document import Invoice, load_invoice
from ocr.invoices.layout_file import InvoiceFormat, invoice_format
from ocr.invoices.sheet import DPI, Place, Sheet
from ocr.invoices.values import table_text, written
from ocr.pages import DecodeLimits

_JPEG_QUALITY = 92


def read_invoice(
    source: Path, work_dir: Path, catalog: Catalog, font: Path | None, limits: DecodeLimits
) -> ScanReading:
    """The invoice of a file: every field as its XML has it, sure unless a rule or its own check
    finds something, with its place on pages that are drawn into ``work_dir``. Where the catalog
    has no type for invoices the case has none.

    ``font`` is a face with all Vietnamese letters. Raises UnreadableFile as
    :func:`ocr.invoices.document.load_invoice` does and ``file-too-many-pages``, EnvironmentFault
    ``invoice-no-font`` without a face, OSError.
    """
    if font is None:
        raise EnvironmentFault("invoice-no-font")
    invoice, form = load_invoice(source), invoice_format()
    doc_type = catalog.types.get(form.document_type)
    sheet = Sheet(font)
    sheet.title(form.title, (form.note, form.signed if invoice.is_signed else form.unsigned))
    texts = _texts(invoice, doc_type, form) if doc_type else {}
    if doc_type:
        sheet.record(doc_type, texts)
    limits.check_pages(len(sheet.pages))
    pages = tuple(_pages(sheet, invoice, work_dir, font))
    regions = tuple(Region(number) for number in range(1, len(pages) + 1))
    if doc_type is None:
        return ScanReading(pages, (CaseReading(None, None, 0.0, regions, ()),))
    fields = _fields(invoice, doc_type, catalog, texts, sheet.places)
    case = CaseReading(doc_type.key, doc_type.version, 1.0, regions, fields)
    return ScanReading(pages, (case,))


def _texts(invoice: Invoice, doc_type: DocumentType, form: InvoiceFormat) -> dict[str, str]:
    """The text of each field that the invoice has, as a record keeps it."""
    texts: dict[str, str] = {}
    for spec in doc_type.fields:
        if spec.kind is FieldKind.TABLE and spec.key == form.table_field:
            texts[spec.key] = table_text(spec, invoice, form)
        elif spec.key == form.signature_field:
            texts[spec.key] = "x" if invoice.is_signed else "không"
        else:
            texts[spec.key] = as_written(spec, written(spec, invoice.values.get(spec.key, "")))
    return {key: text for key, text in texts.items() if text}


def _fields(
    invoice: Invoice,
    doc_type: DocumentType,
    catalog: Catalog,
    texts: Mapping[str, str],
    places: Mapping[str, Place],
) -> tuple[FieldReading, ...]:
    form = invoice_format()
    paths = {**dict(form.values), form.table_field: form.rows}
    readings = {spec.key: FieldReading(spec.key) for spec in doc_type.fields}
    for spec in doc_type.fields:
        if spec.key not in texts:
            continue
        path = paths.get(spec.key, form.signed_within)
        origin = Origin(AS_DATA, invoice.version, f"{AS_DATA}:{path}")
        reading = _reading(spec, texts[spec.key], catalog, origin)
        place = places[spec.key]
        readings[spec.key] = replace(reading, page=place.page, box=place.box)
    if not invoice.is_signed and form.signature_field in texts:
        unsigned = Problem.warning("invoice-unsigned", form.signature_field)
        readings[form.signature_field] = _doubted(readings[form.signature_field], unsigned)
    checked = cross_checked(readings, doc_type, date.max)
    return tuple(checked[spec.key] for spec in doc_type.fields)


def _reading(spec: FieldSpec, text: str, catalog: Catalog, origin: Origin) -> FieldReading:
    found = canonical(spec, text, catalog.code_list_of(spec), catalog.code_lists)
    is_sound = found.value is not None and not any(
        problem.severity is not Severity.INFO for problem in found.problems
    )
    return FieldReading(
        spec.key,
        text=text,
        value=found.value,
        confidence=1.0,
        state=ReadingState.ACCEPTED if is_sound else ReadingState.REVIEW,
        origin=origin,
        problems=found.problems,
    )


def _doubted(reading: FieldReading, problem: Problem) -> FieldReading:
    return replace(reading, state=ReadingState.REVIEW, problems=(*reading.problems, problem))


def _pages(sheet: Sheet, invoice: Invoice, work_dir: Path, font: Path) -> list[ReadPage]:
    work_dir.mkdir(parents=True, exist_ok=True)
    told = (
        Problem.info("invoice-signature-unverified")
        if invoice.is_signed
        else Problem.warning("invoice-unsigned")
    )
    pages = []
    for number, page in enumerate(sheet.pages, start=1):
        image = page.drawn(font)
        target = work_dir / f"page-{number:04d}.jpg"
        image.save(target, "JPEG", quality=_JPEG_QUALITY, dpi=(DPI, DPI))
        reading = PageReading(
            number=number,
            width=image.width,
            height=image.height,
            dpi=DPI,
            rotation=0,
            skew_degrees=0.0,
            lines=(),
            problems=(told,) if number == 1 else (),
        )
        pages.append(ReadPage.of(reading, str(target)))
    return pages
