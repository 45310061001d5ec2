"""What becomes of cases when a page of theirs is read anew, because it lay the wrong way before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from digitizer.domain.case import Case, CaseReading, Page, Region
from digitizer.domain.page import Box, Origin
from digitizer.domain.problems import Problem
from digitizer.domain.record import Candidate, FieldValue, Record, ValueState

TURNED_UNREAD = "page-turned-unread"
"""The problem of a page that was turned and not read since: what was read lay on its side."""
_OF_READING = frozenset({TURNED_UNREAD, "page-blank"})
_UNKNOWN = Origin("none", "")


def is_unread(page: Page) -> bool:
    """Whether the page was turned and not read since."""
    return any(problem.code == TURNED_UNREAD for problem in page.problems)


def problems_after_turn(page: Page, rotation: int) -> tuple[Problem, ...]:
    """The problems of a page that now lies turned by ``rotation`` in all: it is unread until it is
    read anew or lies again as it was read."""
    kept = tuple(each for each in page.problems if each.code != TURNED_UNREAD)
    mark = next((each for each in page.problems if each.code == TURNED_UNREAD), None)
    read_at = dict(mark.params)["read_at"] if mark is not None else str(page.rotation)
    if read_at == str(rotation):
        return kept
    return (*kept, Problem.warning(TURNED_UNREAD, page=str(page.number), read_at=read_at))


def lasting(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """What a new reading of the page does not decide anew."""
    return tuple(each for each in problems if each.code not in _OF_READING)


def record_of(found: CaseReading, page: Page) -> Record | None:
    """The record of a case that was found on a stored page."""
    if found.document_type is None:
        return None
    readings = (
        replace(each, page=page.number, page_id=page.id) if each.page is not None else each
        for each in found.fields
    )
    fields = {each.key: FieldValue.from_reading(each) for each in readings}
    return Record(found.document_type, found.type_version or "", fields)


def regions_on(found: CaseReading, page: Page) -> tuple[Region, ...]:
    return tuple(Region(page.number, each.box, page.id) for each in found.regions)


def shared_out(
    cases: Sequence[Case], page: Page, found: Sequence[CaseReading]
) -> tuple[dict[int, CaseReading], list[CaseReading]]:
    """Which case each new one is, by the place on the page where they stand, and those that are
    none of them. Of two that stand on a case equally the upper one is it."""
    left = list(found)
    shares: dict[int, CaseReading] = {}
    for case in cases:
        own = [each.box for each in case.regions if each.page_id == page.id]
        best = max(left, key=lambda each: _common(own, each, page), default=None)
        if best is not None and _common(own, best, page):
            left.remove(best)
            shares[case.id] = best
    return shares, left


def read_anew(
    record: Record | None,
    fresh: Record | None,
    is_there: Callable[[FieldValue], bool],
    touched: Collection[str],
) -> Record | None:
    """The record with what the page says now. ``is_there`` tells values that were read on the page.

    Fields that a person ``touched`` keep their value and get the new reading beside it; the others
    of the page take the new reading, also where that is empty. What stands elsewhere stays. A
    record that nobody touched makes room for one of another document type.
    """
    if record is None or fresh is None:
        return record or fresh
    if record.document_type != fresh.document_type:
        has_more = touched or any(
            value.text and not is_there(value) for value in record.fields.values()
        )
        return record if has_more else fresh
    made = record
    for key in {**record.fields, **fresh.fields}:
        mine = record.fields.get(key, FieldValue(key))
        theirs = fresh.fields.get(key, FieldValue(key))
        made = made.with_field(_renewed(mine, theirs, is_there, is_touched=key in touched))
    return made


def _renewed(
    mine: FieldValue,
    theirs: FieldValue,
    is_there: Callable[[FieldValue], bool],
    *,
    is_touched: bool,
) -> FieldValue:
    is_read = theirs.state is not ValueState.MISSING
    if is_touched:
        return _with_offer(mine, theirs) if is_read else mine
    if is_there(mine):
        return theirs if is_read else FieldValue(mine.key)
    return theirs if is_read and mine.state is ValueState.MISSING else mine


def _with_offer(mine: FieldValue, theirs: FieldValue) -> FieldValue:
    """My value, standing where the new reading stands, with what that says as a candidate."""
    reading = theirs.reading
    if reading is None:
        return mine
    offer = Candidate(theirs.text, theirs.value, reading.origin or _UNKNOWN)
    candidates = tuple(dict.fromkeys((offer, *reading.candidates)))
    return replace(mine, reading=replace(reading, candidates=candidates))


def _common(own: Sequence[Box | None], found: CaseReading, page: Page) -> int:
    """How many px of the page a case and a new one have in common."""
    whole = Box(0, 0, page.width, page.height)
    return sum(_overlap(mine or whole, each.box or whole) for mine in own for each in found.regions)


def _overlap(one: Box, other: Box) -> int:
    width = min(one.right, other.right) - max(one.x, other.x)
    height = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(0, width) * max(0, height)
