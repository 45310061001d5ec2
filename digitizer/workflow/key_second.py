"""The second person: key a field from the image alone, or leave it to somebody else."""

from __future__ import annotations

from digitizer.domain.case import Case
from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.errors import Conflict, InvalidInput, NotAllowed
from digitizer.domain.record import EmptyReason
from digitizer.domain.schema import FieldSpec
from digitizer.domain.second_entry import SecondKey, TwiceKeyed
from digitizer.domain.values.text import clean
from digitizer.workflow.editing import editable, field_spec
from digitizer.workflow.ports import Ports
from digitizer.workflow.second_roles import keyed, require_second
from digitizer.workflow.transaction import Transaction, transaction


def key_second(
    ports: Ports, actor: Actor, case_id: int, key: str, given: str | EmptyReason
) -> ChangeSet:
    """Keep what a second person keyed, a text or why the field is empty. Neither the answer nor
    the audit log tells whether it agrees with the first value.

    Raises NotAllowed ``not-keyed-twice``, ``first-not-done`` and ``two-roles``, Conflict when
    somebody else was quicker, InvalidInput for an impossible value.
    """
    with transaction(ports, actor, "key-second") as run:
        case, spec, _ = open_field(run, case_id, key)
        moment = ports.clock()
        run.unit.second_entries.add(
            SecondKey(case_id, key, keyed(ports, spec, given), actor.name, moment)
        )
        _note(run, case, key)
    return run.changes()


def skip_second(ports: Ports, actor: Actor, case_id: int, key: str, reason: str) -> ChangeSet:
    """Leave a field to another second person; raises as :func:`key_second`."""
    with transaction(ports, actor, "skip-second") as run:
        case, _, _ = open_field(run, case_id, key)
        why = clean(reason)
        if not why:
            raise InvalidInput("reason-needed")
        run.unit.second_entries.skip(case_id, key, why, actor.name, ports.clock())
        _note(run, case, key, reason=why)
    return run.changes()


def open_field(run: Transaction, case_id: int, key: str) -> tuple[Case, FieldSpec, TwiceKeyed]:
    """A field that waits for a second key of this actor."""
    case, spec, field = field_keyed_twice(run, case_id, key)
    if not field.is_first_done:
        raise NotAllowed("first-not-done", label=spec.label.vi, case=case_id)
    require_second(run.unit, field, run.actor)
    if field.second is not None:
        raise Conflict("second-keyed-already", label=spec.label.vi, case=case_id)
    return case, spec, field


def field_keyed_twice(
    run: Transaction, case_id: int, key: str
) -> tuple[Case, FieldSpec, TwiceKeyed]:
    """A field that its batch's plan wants keyed twice, in a case that may change."""
    case, record = editable(run, case_id)
    spec = field_spec(run.ports, record, key)
    plan = run.unit.batches.get(case.batch_id).plan if case.batch_id is not None else None
    field = run.unit.second_entries.field(case_id, key)
    if plan is None or key not in plan.keyed_twice or field is None:
        raise NotAllowed("not-keyed-twice", label=spec.label.vi, case=case_id)
    return case, spec, field


def _note(run: Transaction, case: Case, key: str, **details: str) -> None:
    if case.batch_id is not None:
        run.batches.add(case.batch_id)
    run.note(f"case:{case.id}", field=key, **details)
