"""What becomes of the fields of a case when its pages go elsewhere or others come."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from digitizer.domain.case import Case, Page, page_of_reading, place_of_reading
from digitizer.domain.page import Origin
from digitizer.domain.problems import Problem
from digitizer.domain.record import Candidate, FieldReading, FieldValue, Record, ValueState

_TYPED = Origin("typed", "")
DIFFERS = "other-page-differs"
"""The problem of a field for which a page that joined the case says something else."""


def with_page_ids(case: Case, pages: Iterable[Page]) -> Case:
    """The case with the page of each reading named by its id, so that it may go to a case of
    another scan."""
    if case.record is None:
        return case
    found = tuple(pages)
    record = case.record
    for value in record.fields.values():
        page = page_of_reading(value.reading, case.scan_id, found)
        if page is not None and value.reading is not None:
            reading = replace(value.reading, page=page.number, page_id=page.id)
            record = record.with_field(replace(value, reading=reading))
    return replace(case, record=record)


def parted(
    case: Case, places: Collection[int], pages: Iterable[Page]
) -> tuple[Record | None, Record | None]:
    """The record of the case without the regions at ``places``, and the one that goes with them:
    a field goes where its reading stands. What stands on no page stays."""
    if case.record is None:
        return None, None
    found = tuple(pages)
    staying = going = case.record
    for key, value in case.record.fields.items():
        goes = place_of_reading(value.reading, case, found) in places
        empty = FieldValue(key)
        staying = staying.with_field(empty if goes else value)
        going = going.with_field(value if goes else empty)
    return staying, going


def joined(first: Record | None, other: Record | None) -> Record | None:
    """The first record with what only the other has. Where both say something different the first
    stays, as a doubt with the other's value beside it."""
    if first is None or other is None:
        return first or other
    record = first
    for key in _keys(first, other):
        mine = first.fields.get(key, FieldValue(key))
        theirs = other.fields.get(key, FieldValue(key))
        if theirs.state is ValueState.MISSING:
            continue
        if mine.state is ValueState.MISSING:
            record = record.with_field(theirs)
        elif theirs.text and not _same(mine, theirs):
            record = record.with_field(_doubted(mine, theirs))
    return record


def renewed(record: Record | None, fresh: Record | None, old_page_id: int) -> Record | None:
    """The record after a page made room for another one, of which ``fresh`` was read.

    Fields that nobody confirmed take the new readings. Confirmed ones stay, with a doubt where the
    new reading says something else. What only the old page said stays to be looked at.
    """
    if record is None or fresh is None:
        return record or fresh
    renewed_record = record
    for key in _keys(record, fresh):
        mine = record.fields.get(key, FieldValue(key))
        theirs = fresh.fields.get(key, FieldValue(key))
        is_read = theirs.state is not ValueState.MISSING
        was_there = mine.reading is not None and mine.reading.page_id == old_page_id
        if is_read and (was_there or mine.state is ValueState.MISSING):
            renewed_record = renewed_record.with_field(_taken(mine, theirs))
        elif was_there:
            renewed_record = renewed_record.with_field(_homeless(mine))
    return renewed_record


def _keys(mine: Record, theirs: Record) -> list[str]:
    """The fields that the first record can have; of another document only its own."""
    is_same = mine.document_type == theirs.document_type
    return list({**mine.fields, **(theirs.fields if is_same else {})})


def _taken(mine: FieldValue, theirs: FieldValue) -> FieldValue:
    if mine.state is not ValueState.CONFIRMED:
        return theirs
    if not _same(mine, theirs):
        return _doubted(mine, theirs, theirs.reading)
    return replace(mine, reading=theirs.reading)


def _homeless(value: FieldValue) -> FieldValue:
    """A value whose page is gone: it is kept, but somebody has to look, unless he did."""
    reading = value.reading
    if reading is not None:
        reading = replace(reading, page=None, page_id=None, box=None)
    if value.state is ValueState.CONFIRMED:
        return replace(value, reading=reading)
    state = ValueState.REVIEW if value.text else ValueState.MISSING
    return replace(value, reading=reading, state=state)


def _same(mine: FieldValue, theirs: FieldValue) -> bool:
    if mine.value is not None and theirs.value is not None:
        return mine.value == theirs.value
    return mine.text == theirs.text


def _doubted(mine: FieldValue, theirs: FieldValue, shown: FieldReading | None = None) -> FieldValue:
    """My value as a doubt, with the other one as a candidate; the reading is ``shown`` or mine."""
    base = shown or mine.reading or FieldReading(mine.key, mine.text, mine.value)
    origin = (theirs.reading.origin if theirs.reading else None) or _TYPED
    other = Candidate(theirs.text, theirs.value, origin)
    candidates = tuple(dict.fromkeys((*base.candidates, other)))
    problem = Problem.warning(DIFFERS, mine.key, other=theirs.text)
    reading = replace(base, candidates=candidates, problems=(*base.problems, problem))
    return replace(
        mine,
        reading=reading,
        state=ValueState.REVIEW,
        confirmed_by=None,
        confirmed_at=None,
        empty_reason=None,
    )
