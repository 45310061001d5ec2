"""The clerk's work on one case: confirm, type, explain an empty field, finish.

Each step is on disk when it returns, with its edit and its audit entry.
"""

from __future__ import annotations

from dataclasses import replace

from digitizer.domain.case import Case
from digitizer.domain.changes import Actor, Before, ChangeSet, Edit
from digitizer.domain.checks import blocking, check_record
from digitizer.domain.errors import InvalidInput, NotAllowed
from digitizer.domain.lifecycle import (
    EDITABLE_BATCH_STATES,
    Action,
    CaseState,
    next_case_state,
)
from digitizer.domain.problems import Severity
from digitizer.domain.record import EmptyReason, FieldValue, Record, ValueState
from digitizer.domain.schema import DocumentType, FieldSpec
from digitizer.domain.values.canonical import Canonical, as_written, canonical_for
from digitizer.domain.values.text import clean
from digitizer.workflow.place_units import with_units
from digitizer.workflow.ports import Ports
from digitizer.workflow.second_roles import require_clerk
from digitizer.workflow.transaction import Transaction, transaction

WHOLE_CASE = "*"


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
            value=_possible_value(ports, spec, text),
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
        value = replace(current, value=_possible_value(ports, spec, current.text))
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
    """Hand the case on as checked; refused while a doubt or a blocking problem stands."""
    with transaction(ports, actor, "finish-case") as run:
        case, record = editable(run, case_id)
        whole = replace(case, record=finished(ports, case_id, record))
        _move(run, whole, Action.FINISH, None, expected_revision)
    return run.changes()


def finished(ports: Ports, case_id: int, record: Record) -> Record:
    """The record as it leaves the clerk. Raises NotAllowed while a doubt or a blocking problem
    stands."""
    doc_type = document_type(ports, record)
    doubts = [key for key, value in record.fields.items() if value.state is ValueState.REVIEW]
    if doubts:
        raise NotAllowed("case-has-doubts", case=case_id, fields=_labels(doc_type, doubts))
    stopping = blocking(check_record(record, doc_type, ports.catalog, ports.clock().date()))
    if stopping:
        keys = [problem.field or WHOLE_CASE for problem in stopping]
        raise NotAllowed("case-has-problems", case=case_id, fields=_labels(doc_type, keys))
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


def understood(ports: Ports, spec: FieldSpec, text: str) -> Canonical:
    """What a text means for a field."""
    return canonical_for(ports.catalog, spec, text)


def document_type(ports: Ports, record: Record) -> DocumentType:
    found = ports.catalog.type_of(record)
    if found is None:
        raise NotAllowed("type-not-installed", type=record.document_type)
    return found


def field_spec(ports: Ports, record: Record, key: str) -> FieldSpec:
    spec = document_type(ports, record).field(key)
    if spec is None:
        raise InvalidInput("unknown-field", field=key, type=record.document_type)
    return spec


def editable(run: Transaction, case_id: int) -> tuple[Case, Record]:
    """The case and its record, when its fields may be changed now."""
    case = run.unit.cases.get(case_id)
    require_editable(run, case)
    if case.record is None:
        raise NotAllowed("type-unknown", case=case_id)
    return case, case.record


def empty_record(doc_type: DocumentType) -> Record:
    """A record whose fields are all missing."""
    fields = {spec.key: FieldValue(spec.key) for spec in doc_type.fields}
    return Record(doc_type.key, doc_type.version, fields)


def require_editable(run: Transaction, case: Case) -> None:
    next_case_state(case.state, Action.EDIT)
    require_open_batch(run, case)


def require_open_batch(run: Transaction, case: Case) -> None:
    if case.batch_id is None:
        return
    batch = run.unit.batches.get(case.batch_id)
    if batch.state not in EDITABLE_BATCH_STATES:
        raise NotAllowed("batch-closed", batch=batch.name, state=batch.state.value)


def save_field(
    run: Transaction,
    case: Case,
    record: Record,
    value: FieldValue,
    expected_revision: int,
    undoes: int | None = None,
) -> None:
    """Write one field with its edit and audit entry; the case is open again by it. ``undoes`` is
    the edit that this one takes back or brings again."""
    require_clerk(run.unit, case, value.key, run.actor)
    before = record.fields.get(value.key, FieldValue(value.key))
    state = next_case_state(case.state, Action.EDIT)
    run.unit.cases.save(
        replace(case, record=record.with_field(value), state=state), expected_revision
    )
    _log(
        run,
        case,
        value.key,
        (before.text, before.state.value),
        (value.text, value.state.value),
        _kept(before, value),
        undoes,
    )


def log_move(
    run: Transaction,
    case: Case,
    after: tuple[str, CaseState],
    undoes: int | None = None,
) -> None:
    """Write the edit and the audit entry of a change of the whole case to a state, with the words
    that then stay with it; ``case`` is the case before."""
    before = (case.return_reason or "", case.state.value)
    _log(run, case, WHOLE_CASE, before, (after[0], after[1].value), None, undoes)


def log_type(
    run: Transaction, case: Case, before: str, after: str, undoes: int | None = None
) -> None:
    """Write the edit and the audit entry of a change of the document type; "" is none."""
    state = case.state.value
    _log(run, case, WHOLE_CASE, (before, state), (after, state), None, undoes)


def _kept(before: FieldValue, after: FieldValue) -> Before:
    if before.reading == after.reading:
        return Before(replace(before, reading=None), keeps_reading=True)
    return Before(before, keeps_reading=False)


def _log(
    run: Transaction,
    case: Case,
    key: str,
    before: tuple[str, str],
    after: tuple[str, str],
    value: Before | None = None,
    undoes: int | None = None,
) -> None:
    edit = Edit(
        case.id,
        key,
        run.action,
        before[0],
        after[0],
        before[1],
        after[1],
        run.actor.name,
        run.ports.clock(),
        case.revision + 1,
        before=value,
        undoes=undoes,
    )
    run.unit.cases.add_edits([edit])
    run.cases.add(case.id)
    run.note(
        f"case:{case.id}",
        field=key,
        before=before[0],
        after=after[0],
        before_state=before[1],
        after_state=after[1],
    )


def _confirmed(run: Transaction, value: FieldValue) -> FieldValue:
    return value.confirmed(run.actor.name, run.ports.clock())


def _move(
    run: Transaction, case: Case, action: Action, reason: str | None, expected_revision: int
) -> None:
    """Bring a whole case into its next state; ``reason`` stays with it."""
    state = next_case_state(case.state, action)
    run.unit.cases.save(replace(case, state=state, return_reason=reason), expected_revision)
    log_move(run, case, (reason or "", state))


def _possible_value(ports: Ports, spec: FieldSpec, text: str) -> str:
    """The canonical value; raises InvalidInput with the problem that makes the text impossible."""
    found = understood(ports, spec, text)
    if found.value is not None:
        return found.value
    errors = [problem for problem in found.problems if problem.severity is Severity.ERROR]
    code = f"value-{errors[0].code}" if errors else "value-empty"
    raise InvalidInput(code, field=spec.key, label=spec.label.vi, text=clean(text))


def _labels(doc_type: DocumentType, keys: list[str]) -> str:
    specs = [doc_type.field(key) for key in dict.fromkeys(keys)]
    return ", ".join(spec.label.vi for spec in specs if spec)
