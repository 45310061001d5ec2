"""A place of a page read anew at a clerk's wish becomes the reading of a field."""

from __future__ import annotations

from dataclasses import replace

from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.errors import InvalidInput
from digitizer.domain.page import Origin
from digitizer.domain.record import Candidate, FieldReading, FieldValue, ReadingState, ValueState
from digitizer.workflow.editing import editable, field_spec, save_field
from digitizer.workflow.ports import Ports
from digitizer.workflow.transaction import transaction

READ_AGAIN = "read-again"
_UNKNOWN = Origin("none", "")
_TYPED = Origin("typed", "")


def take_reading(
    ports: Ports,
    actor: Actor,
    case_id: int,
    key: str,
    reading: FieldReading,
    expected_revision: int,
) -> ChangeSet:
    """Put a new reading in the place of what a field has. A person has to look at it, however sure
    it is; what stood there before is offered beside it, and undo brings it back.

    Raises InvalidInput ``reread-nothing`` for a reading without a text or of another field.
    """
    with transaction(ports, actor, READ_AGAIN) as run:
        case, record = editable(run, case_id)
        field_spec(ports, record, key)
        if reading.key != key or reading.state is ReadingState.MISSING or not reading.text:
            raise InvalidInput("reread-nothing", field=key)
        before = record.fields.get(key, FieldValue(key))
        fresh = replace(
            reading, state=ReadingState.REVIEW, candidates=_with_former(reading, before)
        )
        value = FieldValue(key, fresh.text, fresh.value, ValueState.REVIEW, fresh)
        save_field(run, case, record, value, expected_revision)
    return run.changes()


def _with_former(reading: FieldReading, before: FieldValue) -> tuple[Candidate, ...]:
    """What else it may be, with what stood in the field before."""
    known = {reading.text, *(candidate.text for candidate in reading.candidates)}
    if not before.text or before.text in known:
        return reading.candidates
    former = before.reading
    is_read = former is not None and former.text == before.text
    origin = (former.origin if is_read and former else _TYPED) or _UNKNOWN
    return (*reading.candidates, Candidate(before.text, before.value, origin))
