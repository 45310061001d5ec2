"""Rows to domain values and back. Nested values are JSON documents with the names of the domain.

A document that cannot be read back raises EnvironmentFault ``database-damaged``.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from digitizer.domain.audit_chain import EDITS, EDITS_HASH
from digitizer.domain.batch import Batch, BatchPlan
from digitizer.domain.book import Book
from digitizer.domain.case import Arrival, Case, Page, Region, Scan
from digitizer.domain.changes import AuditEntry, Before, Edit
from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.page import Box, PageReading
from digitizer.domain.page_count import PageCount
from digitizer.domain.places import PlaceUnits
from digitizer.domain.problems import Problem
from digitizer.domain.record import FieldReading, FieldValue, Record
from digitizer.store.column_types import storable
from digitizer.store.rows import (
    ArrivalRow,
    AuditRow,
    BatchRow,
    CaseRow,
    EditRow,
    FieldRow,
    PageRow,
    RegionRow,
    ScanRow,
)


@dataclass(frozen=True, slots=True)
class Declared:
    """What somebody declared of a batch, in one document of its row."""

    book: Book | None = None
    page_count: PageCount | None = None


T = TypeVar("T")
PROBLEM = TypeAdapter(Problem)
PROBLEMS = TypeAdapter(tuple[Problem, ...])
DETAILS = TypeAdapter(tuple[tuple[str, str], ...])
_BOOK = TypeAdapter(Book)
_DECLARED = TypeAdapter(Declared)
_OBJECT = TypeAdapter(dict[str, Any])
PLAN = TypeAdapter(BatchPlan)
_FIELD_READING = TypeAdapter(FieldReading)
PLACE_UNITS = TypeAdapter(PlaceUnits)
_PAGE_READING = TypeAdapter(PageReading)
_BEFORE = TypeAdapter(Before)


def to_json(value: T, kind: TypeAdapter[T]) -> str:
    """The compact JSON document of a domain value, in NFC."""
    plain = kind.dump_python(value, mode="json")
    return storable(json.dumps(plain, ensure_ascii=False, separators=(",", ":")))


def in_json(word: str) -> str:
    """A word as it stands inside a stored document."""
    return json.dumps(storable(word), ensure_ascii=False)[1:-1]


def from_json(document: str | bytes, kind: TypeAdapter[T]) -> T:
    try:
        return kind.validate_json(document)
    except ValidationError as error:
        raise EnvironmentFault("database-damaged", place="digitizer") from error


def declared(document: str | None) -> Declared:
    """Earlier versions wrote the book alone."""
    if document is None:
        return Declared()
    if "first" in from_json(document, _OBJECT):
        return Declared(from_json(document, _BOOK))
    return from_json(document, _DECLARED)


def declared_json(found: Declared) -> str | None:
    return None if found == Declared() else to_json(found, _DECLARED)


def pack_reading(reading: PageReading) -> bytes:
    return zlib.compress(to_json(reading, _PAGE_READING).encode("utf-8"))


def unpack_reading(packed: bytes) -> PageReading:
    try:
        document = zlib.decompress(packed)
    except zlib.error as error:
        raise EnvironmentFault("database-damaged", place="digitizer") from error
    return from_json(document, _PAGE_READING)


def scan(row: ScanRow) -> Scan:
    return Scan(
        row.id,
        row.sha256,
        row.name,
        row.size,
        row.media_type,
        row.page_count,
        row.received_at,
        row.state,
        row.batch_name,
    )


def arrival(row: ArrivalRow) -> Arrival:
    return Arrival(
        row.id,
        row.path,
        row.size,
        row.modified_ns,
        row.sha256,
        row.outcome,
        row.scan_id,
        None if row.problem is None else from_json(row.problem, PROBLEM),
        row.arrived_at,
        row.settled,
    )


def page(row: PageRow) -> Page:
    return Page(
        row.id,
        row.scan_id,
        row.number,
        row.width,
        row.height,
        row.dpi,
        row.rotation,
        row.skew_degrees,
        row.image_sha256,
        from_json(row.problems, PROBLEMS),
    )


def page_row(scan_id: int, reading: PageReading, image_sha256: str) -> PageRow:
    return PageRow(
        scan_id=scan_id,
        number=reading.number,
        width=reading.width,
        height=reading.height,
        dpi=reading.dpi,
        rotation=reading.rotation,
        skew_degrees=reading.skew_degrees,
        image_sha256=image_sha256,
        problems=to_json(reading.problems, PROBLEMS),
    )


def batch(row: BatchRow) -> Batch:
    said = declared(row.book)
    return Batch(
        row.id,
        row.name,
        row.document_type,
        row.state,
        row.created_by,
        row.created_at,
        row.submitted_by,
        row.approved_by,
        row.approved_at,
        row.return_reason,
        row.revision,
        said.book,
        BatchPlan() if row.plan is None else from_json(row.plan, PLAN),
        said.page_count,
    )


def case(
    row: CaseRow, regions: Iterable[tuple[RegionRow, int]], fields: Iterable[FieldRow]
) -> Case:
    """``regions`` come with their page numbers; both are in their order."""
    record = None
    if row.document_type is not None and row.type_version is not None:
        values = {found.key: field_value(found) for found in fields}
        record = Record(row.document_type, row.type_version, values)
    return Case(
        row.id,
        row.scan_id,
        row.state,
        row.type_confidence,
        tuple(_region(found, number) for found, number in regions),
        record,
        row.batch_id,
        row.return_reason,
        row.revision,
        row.approved_by,
        row.approved_at,
        row.left_in,
        row.left_at,
    )


def _region(row: RegionRow, page_number: int) -> Region:
    box = None
    if row.x is not None and row.y is not None and row.width and row.height:
        box = Box(row.x, row.y, row.width, row.height)
    return Region(page_number, box, row.page_id)


def fill_region(row: RegionRow, region: Region, page_id: int) -> None:
    box = region.box
    row.page_id = page_id
    row.x, row.y = (box.x, box.y) if box else (None, None)
    row.width, row.height = (box.width, box.height) if box else (None, None)


def field_value(row: FieldRow) -> FieldValue:
    return FieldValue(
        row.key,
        row.text,
        row.value,
        row.state,
        None if row.reading is None else from_json(row.reading, _FIELD_READING),
        row.confirmed_by,
        row.confirmed_at,
        row.empty_reason,
        None if row.units is None else from_json(row.units, PLACE_UNITS),
    )


def fill_field(row: FieldRow, value: FieldValue, ordinal: int) -> None:
    row.ordinal = ordinal
    row.text = value.text
    row.value = value.value
    row.state = value.state
    row.reading = None if value.reading is None else to_json(value.reading, _FIELD_READING)
    row.confirmed_by = value.confirmed_by
    row.confirmed_at = value.confirmed_at
    row.empty_reason = value.empty_reason
    row.units = None if value.units is None else to_json(value.units, PLACE_UNITS)


def edit(row: EditRow) -> Edit:
    return Edit(
        row.case_id,
        row.key,
        row.action,
        row.before_text,
        row.after_text,
        row.before_state,
        row.after_state,
        row.actor,
        row.at,
        row.revision,
        row.id,
        None if row.before is None else from_json(row.before, _BEFORE),
        row.undoes,
    )


def edit_row(value: Edit) -> EditRow:
    return EditRow(
        case_id=value.case_id,
        key=value.key,
        action=value.action,
        before_text=value.before_text,
        after_text=value.after_text,
        before_state=value.before_state,
        after_state=value.after_state,
        actor=value.actor,
        at=value.at,
        revision=value.revision,
        before=None if value.before is None else to_json(value.before, _BEFORE),
        undoes=value.undoes,
    )


def audit_entry(row: AuditRow) -> AuditEntry:
    """Without the pairs that vouch for edits."""
    pairs = from_json(row.details, DETAILS)
    details = tuple(pair for pair in pairs if pair[0] not in (EDITS, EDITS_HASH))
    return AuditEntry(row.at, row.actor, row.action, row.subject, details)
