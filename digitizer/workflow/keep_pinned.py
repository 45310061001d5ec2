"""Leaving a pinned field as it is, with the reason that the supervisor then reads."""

from __future__ import annotations

from dataclasses import replace

from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.errors import InvalidInput, NotAllowed
from digitizer.domain.record import FieldValue
from digitizer.domain.review import Kept
from digitizer.domain.values.text import clean
from digitizer.workflow.editing import editable, field_spec, possible_value, save_field
from digitizer.workflow.ports import Ports
from digitizer.workflow.transaction import transaction

KEEP_PINNED = "keep-pinned"


def keep_pinned(
    ports: Ports, actor: Actor, case_id: int, key: str, reason: str, expected_revision: int
) -> ChangeSet:
    """Answer a supervisor's pin with the value that stands: a person looked again, it is right,
    and this is why. Raises NotAllowed where no pin waits for an answer, InvalidInput without a
    reason and where neither a value nor a reason for having none stands in the field."""
    with transaction(ports, actor, KEEP_PINNED) as run:
        case, record = editable(run, case_id)
        spec = field_spec(ports, record, key)
        why = clean(reason)
        if not why:
            raise InvalidInput("reason-needed")
        value = record.fields.get(key, FieldValue(key))
        pins = run.unit.reviews.sent(case_id)
        if not any(pin.field == key and pin.is_open_at(value) for pin in pins):
            raise NotAllowed("no-open-pin", case=case_id, field=spec.label.vi)
        if value.empty_reason is None:
            value = replace(value, value=possible_value(ports, spec, value.text))
        now = ports.clock()
        run.unit.reviews.keep(case_id, key, Kept(actor.name, why, now))
        save_field(run, case, record, value.confirmed(actor.name, now), expected_revision)
        run.note(f"case:{case_id}", field=key, reason=why)
    return run.changes()
