"""Leaving a field to another person: it stays doubtful, and who left it need not return to it."""

from __future__ import annotations

from dataclasses import replace

from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.doubts import PassedOn
from digitizer.domain.errors import InvalidInput
from digitizer.domain.record import FieldValue, ValueState
from digitizer.domain.values.canonical import as_written
from digitizer.domain.values.text import clean
from digitizer.workflow.editing import editable, field_spec, save_field, understood
from digitizer.workflow.ports import Ports
from digitizer.workflow.transaction import transaction

PASS_ON = "pass-on"  # noqa: S105


def pass_on(
    ports: Ports,
    actor: Actor,
    case_id: int,
    key: str,
    reason: str,
    expected_revision: int,
    text: str | None = None,
) -> ChangeSet:
    """Leave a field to another person, with ``text`` as the guess that then stands in it; None
    leaves what stands there. Nobody can finish the case until the field is confirmed. Raises
    InvalidInput without a reason."""
    with transaction(ports, actor, PASS_ON) as run:
        case, record = editable(run, case_id)
        spec = field_spec(ports, record, key)
        why = clean(reason)
        if not why:
            raise InvalidInput("reason-needed")
        value = record.fields.get(key, FieldValue(key))
        if text is not None:
            found = understood(ports, spec, text)
            value = replace(value, text=as_written(spec, text), value=found.value, units=None)
        doubtful = replace(
            value,
            state=ValueState.REVIEW,
            confirmed_by=None,
            confirmed_at=None,
            empty_reason=None,
        )
        save_field(run, case, record, doubtful, expected_revision)
        run.unit.doubts.pass_on(case_id, key, PassedOn(actor.name, why, ports.clock()))
        run.note(f"case:{case_id}", field=key, reason=why)
    return run.changes()
