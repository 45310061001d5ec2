"""What every change of a case has in common: whether it may be changed now, what its fields are,
and the edit and audit entry that each change leaves.
"""

from __future__ import annotations

from dataclasses import replace

from digitizer.domain.case import Case
from digitizer.domain.changes import Before, Edit
from digitizer.domain.errors import InvalidInput, NotAllowed
from digitizer.domain.lifecycle import (
    EDITABLE_BATCH_STATES,
    Action,
    CaseState,
    next_case_state,
)
from digitizer.domain.problems import Severity
from digitizer.domain.record import FieldValue, Record
from digitizer.domain.schema import DocumentType, FieldSpec
from digitizer.domain.values.canonical import Canonical, canonical_for
from digitizer.domain.values.text import clean
from digitizer.workflow.ports import Ports
from digitizer.workflow.second_roles import require_clerk
from digitizer.workflow.transaction import Transaction

WHOLE_CASE = "*"


def understood(ports: Ports, spec: FieldSpec, text: str) -> Canonical:
    """What a text means for a field."""
    return canonical_for(ports.catalog, spec, text)


def possible_value(ports: Ports, spec: FieldSpec, text: str) -> str:
    """The canonical value; raises InvalidInput with the problem that makes the text impossible."""
    found = understood(ports, spec, text)
    if found.value is not None:
        return found.value
    errors = [problem for problem in found.problems if problem.severity is Severity.ERROR]
    code = f"value-{errors[0].code}" if errors else "value-empty"
    raise InvalidInput(code, field=spec.key, label=spec.label.vi, text=clean(text))


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
    batch = run.unit.batches.held(case.batch_id)
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


def labels(doc_type: DocumentType, keys: list[str]) -> str:
    """The names of fields, each once, for a sentence."""
    specs = [doc_type.field(key) for key in dict.fromkeys(keys)]
    return ", ".join(spec.label.vi for spec in specs if spec)
