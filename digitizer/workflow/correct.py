"""The clerk's work on one case: confirm, type, explain an empty field, finish.

Each step is on disk when it returns, with its edit and its audit entry.
"""

from __future__ import annotations

from dataclasses import replace

from digitizer.domain.case import Case
from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.checks import blocking, check_record
from digitizer.domain.errors import InvalidInput, NotAllowed
from digitizer.domain.lifecycle import Action, next_case_state
from digitizer.domain.record import EmptyReason, FieldValue, Record, ValueState
from digitizer.domain.review import open_pins
from digitizer.domain.values.canonical import as_written
from digitizer.domain.values.text import clean
from digitizer.workflow.editing import (
    WHOLE_CASE,
    document_type,
    editable,
    empty_record,
    field_spec,
    labels,
    log_move,
    log_type,
    possible_value,
    require_editable,
    require_open_batch,
    save_field,
)
from digitizer.workflow.place_units import with_units
from digitizer.workflow.ports import Ports
from digitizer.workflow.transaction import Transaction, transaction


def set_field(
    ports: Ports, actor: Actor, case_id: int, key: str, text: str, expected_revision: int
) -> ChangeSet:
    """Take a typed value and confirm it. Raises InvalidInput when it cannot be such a value."""
    with transaction(ports, actor, "set-field") as run:
        case, record = editable(run, case_id)
        spec = field_spec(ports, record, key)
        value = replace(
            record.fields.get(key, FieldValue(key)),
            text=as_written(spec, text),
            value=possible_value(ports, spec, text),
            empty_reason=None,
            units=None,
        )
        save_field(run, case, record, _confirmed(run, value), expected_revision)
    return run.changes()


def confirm_field(
    ports: Ports, actor: Actor, case_id: int, key: str, expected_revision: int
) -> ChangeSet:
    """Record that a person looked and the value is right."""
    with transaction(ports, actor, "confirm-field") as run:
        case, record = editable(run, case_id)
        spec = field_spec(ports, record, key)
        current = record.fields.get(key, FieldValue(key))
        value = replace(current, value=possible_value(ports, spec, current.text))
        save_field(run, case, record, _confirmed(run, value), expected_revision)
    return run.changes()


def confirm_empty(
    ports: Ports,
    actor: Actor,
    case_id: int,
    key: str,
    reason: EmptyReason,
    expected_revision: int,
) -> ChangeSet:
    """Record why a field stays empty."""
    with transaction(ports, actor, "confirm-empty") as run:
        case, record = editable(run, case_id)
        field_spec(ports, record, key)
        value = replace(
            record.fields.get(key, FieldValue(key)), text="", value=None, empty_reason=reason
        )
        save_field(run, case, record, _confirmed(run, value), expected_revision)
    return run.changes()


def finish_case(ports: Ports, actor: Actor, case_id: int, expected_revision: int) -> ChangeSet:
    """Hand the case on as checked; refused while a doubt, a pin without an answer or a blocking
    problem stands."""
    with transaction(ports, actor, "finish-case") as run:
        case, record = editable(run, case_id)
        whole = replace(case, record=finished(run, case_id, record))
        _move(run, whole, Action.FINISH, None, expected_revision)
    return run.changes()


def finished(run: Transaction, case_id: int, record: Record) -> Record:
    """The record as it leaves the clerk. Raises NotAllowed while a doubt, a pin without an answer
    or a blocking problem stands."""
    ports = run.ports
    doc_type = document_type(ports, record)
    doubts = [key for key, value in record.fields.items() if value.state is ValueState.REVIEW]
    if doubts:
        raise NotAllowed("case-has-doubts", case=case_id, fields=labels(doc_type, doubts))
    pinned = open_pins(run.unit.reviews.sent(case_id), record)
    if pinned:
        keys = [key for key in record.fields if key in pinned]
        raise NotAllowed("case-has-pins", case=case_id, fields=labels(doc_type, keys))
    stopping = blocking(check_record(record, doc_type, ports.catalog, ports.clock().date()))
    if stopping:
        keys = [problem.field or WHOLE_CASE for problem in stopping]
        raise NotAllowed("case-has-problems", case=case_id, fields=labels(doc_type, keys))
    return with_units(record, doc_type, ports.places)


def assign_type(
    ports: Ports, actor: Actor, case_id: int, type_key: str, expected_revision: int
) -> ChangeSet:
    """Say which document a case of unknown type is; all its fields start as missing."""
    with transaction(ports, actor, "assign-type") as run:
        case = run.unit.cases.get(case_id)
        require_editable(run, case)
        if case.record is not None:
            raise NotAllowed("type-is-known", case=case_id, type=case.record.document_type)
        doc_type = ports.catalog.types.get(type_key)
        if doc_type is None:
            raise InvalidInput("unknown-type", type=type_key)
        record = empty_record(doc_type)
        run.unit.cases.save(replace(case, record=record), expected_revision)
        log_type(run, case, "", type_key)
    return run.changes()


def set_aside(
    ports: Ports, actor: Actor, case_id: int, reason: str, expected_revision: int
) -> ChangeSet:
    """Take a case that is no case of its own (blank, scanned twice) out of the walk, kept."""
    with transaction(ports, actor, "set-aside") as run:
        case = run.unit.cases.get(case_id)
        require_open_batch(run, case)
        why = clean(reason)
        if not why:
            raise InvalidInput("reason-needed")
        _move(run, case, Action.SET_ASIDE, why, expected_revision)
    return run.changes()


def restore(ports: Ports, actor: Actor, case_id: int, expected_revision: int) -> ChangeSet:
    """Bring a case that was set aside back to be checked."""
    with transaction(ports, actor, "restore") as run:
        case = run.unit.cases.get(case_id)
        require_open_batch(run, case)
        _move(run, case, Action.RESTORE, None, expected_revision)
    return run.changes()


def _confirmed(run: Transaction, value: FieldValue) -> FieldValue:
    return value.confirmed(run.actor.name, run.ports.clock())


def _move(
    run: Transaction, case: Case, action: Action, reason: str | None, expected_revision: int
) -> None:
    """Bring a whole case into its next state; ``reason`` stays with it."""
    state = next_case_state(case.state, action)
    run.unit.cases.save(replace(case, state=state, return_reason=reason), expected_revision)
    log_move(run, case, (reason or "", state))
