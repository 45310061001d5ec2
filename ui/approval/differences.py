"""What a supervisor must look at: where the clerk's value is another than the machine's, where two
people keyed a field differently, and what is pinned, now or before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from digitizer.domain.errors import NotAllowed
from digitizer.domain.page import Box
from digitizer.domain.record import EmptyReason, FieldReading, FieldValue, ValueState
from digitizer.domain.review import Pin
from digitizer.domain.schema import FieldSpec
from digitizer.domain.second_entry import Keyed
from digitizer.domain.values.canonical import shown_for
from digitizer.workflow.overview import PageView, page_among
from digitizer.workflow.review import ReviewCase
from digitizer.workflow.second_tasks import Disagreement
from ui.backend import Backend

Disagreements = Mapping[tuple[int, str], Disagreement]
"""By case and field."""

_FIRST_CASES, _PAGE_CASES = 8, 50
"""The first rows are there at once, the others in larger pages."""


class Why(StrEnum):
    """Why a row is here: the clerk changed what the machine read, two keys differ, the field
    belongs to the sample, it went back before with a pin, or nothing differs and this supervisor
    pinned it all the same."""

    CHANGED = "changed"
    SECOND = "second"
    SAMPLE = "sample"
    PINNED = "pinned"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Difference:
    """``machine`` is what the machine read, or what the second person keyed; ``page`` and ``box``
    are where, None where nothing was read. ``disagreement`` tells of two keys that differ, ``pin``
    with which the field went back before."""

    case_id: int
    case_title: str
    field: FieldSpec
    machine: str
    clerk: str
    empty_reason: EmptyReason | None
    clerk_name: str
    why: Why = Why.CHANGED
    pages: tuple[PageView, ...] = ()
    page: PageView | None = None
    box: Box | None = None
    disagreement: Disagreement | None = None
    pin: Pin | None = None

    @property
    def place(self) -> tuple[int, str]:
        return self.case_id, self.field.key


@dataclass(frozen=True, slots=True)
class OfBatch:
    """What is asked once for a whole batch: where two keys differ, and which fields this supervisor
    pinned without having sent the pin."""

    keyed: Disagreements
    pinned: Collection[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class DifferencePage:
    """The differences of some cases, where the next cases begin (None at the end), and what is
    known of the whole batch."""

    differences: tuple[Difference, ...]
    next_offset: int | None
    of_batch: OfBatch


def differences(
    backend: Backend, batch_id: int, offset: int, of_batch: OfBatch | None = None
) -> DifferencePage:
    """Slow: reads cases. ``of_batch`` comes from the page before. Raises
    DigitizerError as the backend does."""
    limit = _PAGE_CASES if offset else _FIRST_CASES
    cases = backend.second_entry.cases_to_review(batch_id, limit=limit, offset=offset)
    if of_batch is None:
        own = backend.second_entry.review(batch_id).pins
        pinned = frozenset((pin.case_id, pin.field) for pin in own)
        of_batch = OfBatch(_disagreements(backend, batch_id), pinned)
    found = tuple(each for case in cases for each in _of_case(backend, case, of_batch))
    following = offset + limit if len(cases) == limit else None
    return DifferencePage(found, following, of_batch)


def keyed_text(backend: Backend, spec: FieldSpec, keyed: Keyed) -> str:
    """What somebody keyed, as an official would write it; why it is empty where it is."""
    if keyed.empty_reason is not None:
        return backend.messages.text(f"ui-empty-{keyed.empty_reason.value}")
    return shown_for(backend.catalog, spec, keyed.value) or keyed.text


def _disagreements(backend: Backend, batch_id: int) -> Disagreements:
    try:
        found = backend.second_entry.disagreements(batch_id)
    except NotAllowed:
        # Whoever worked on the batch must not learn where two keys differ.
        return {}
    return {(each.case_id, each.field): each for each in found}


def _of_case(backend: Backend, view: ReviewCase, of_batch: OfBatch) -> Iterator[Difference]:
    record, doc_type = view.case.record, view.document_type
    if record is None or doc_type is None:
        return
    pins = {pin.field: pin for pin in view.pins}
    for spec in doc_type.fields:
        value = record.fields.get(spec.key, FieldValue(spec.key))
        place = view.case.id, spec.key
        told, pin = of_batch.keyed.get(place), pins.get(spec.key)
        machine = _machine_text(backend, spec, value.reading)
        clerk = shown_for(backend.catalog, spec, value.value) or value.text
        is_changed = value.state is ValueState.CONFIRMED and machine != clerk
        if told is not None:
            why, machine = Why.SECOND, keyed_text(backend, spec, told.second)
        elif pin is not None:
            why = Why.PINNED
        elif is_changed:
            why = Why.CHANGED
        elif place in of_batch.pinned:
            why = Why.SAME
        else:
            continue
        page = _page(view, value)
        yield Difference(
            view.case.id,
            view.title,
            spec,
            machine,
            clerk,
            value.empty_reason,
            value.confirmed_by or "",
            why,
            view.pages,
            page,
            value.reading.box if value.reading and page else None,
            told,
            pin,
        )


def _machine_text(backend: Backend, spec: FieldSpec, reading: FieldReading | None) -> str:
    if reading is None:
        return ""
    return shown_for(backend.catalog, spec, reading.value) or reading.text


def _page(view: ReviewCase, value: FieldValue) -> PageView | None:
    reading = value.reading
    if reading is None or reading.box is None:
        return None
    return page_among(view.case, view.pages, reading)
