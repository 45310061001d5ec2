"""One look at many equal values: each is confirmed as if it had been confirmed alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.checks import check_record
from digitizer.domain.errors import Conflict, NotAllowed
from digitizer.domain.problems import Severity
from digitizer.domain.record import FieldValue, Record, ValueState
from digitizer.workflow.editing import (
    document_type,
    field_spec,
    require_editable,
    save_field,
    understood,
)
from digitizer.workflow.ports import Ports
from digitizer.workflow.transaction import Transaction, transaction

DOUBT = "doubt-field"
_CHANGED = "changed-meanwhile"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A case whose field was not confirmed: ``code`` is ``changed-meanwhile``, ``two-roles`` (this
    person keyed or settled it) or ``has-problem`` (a rule calls the value impossible)."""

    case_id: int
    code: str


@dataclass(frozen=True, slots=True)
class ConfirmedMany:
    changes: ChangeSet
    confirmed: tuple[int, ...]
    left_out: tuple[LeftOut, ...]


def confirm_many(
    ports: Ports,
    actor: Actor,
    key: str,
    value: str,
    seen: Iterable[tuple[int, int]],
    odd: Iterable[tuple[int, int]] = (),
) -> ConfirmedMany:
    """Confirm this canonical value in cases, each with the revision that was looked at, in one
    transaction; ``odd`` ones that the machine had accepted wait for a look again. What cannot be
    confirmed is left as it is and named. Raises NotAllowed for cases of a batch that is closed."""
    confirmed: list[int] = []
    left_out: list[LeftOut] = []
    with transaction(ports, actor, "confirm-field") as run:
        for case_id, revision in seen:
            code = _refusal(run, case_id, revision, key, value, is_odd=False)
            if code is None:
                confirmed.append(case_id)
            else:
                left_out.append(LeftOut(case_id, code))
        doubting = replace(run, action=DOUBT)
        for case_id, revision in odd:
            code = _refusal(doubting, case_id, revision, key, value, is_odd=True)
            if code is not None:
                left_out.append(LeftOut(case_id, code))
    return ConfirmedMany(run.changes(), tuple(confirmed), tuple(left_out))


def _refusal(
    run: Transaction, case_id: int, revision: int, key: str, value: str, *, is_odd: bool
) -> str | None:
    """Store one field; why it was not stored, or None. Nothing is written when it is refused."""
    case = run.unit.cases.get(case_id)
    record = case.record
    if case.revision != revision or record is None or record.value(key) != value:
        return _CHANGED
    require_editable(run, case)
    current = record.fields[key]
    if is_odd and current.state is not ValueState.ACCEPTED:
        return None
    if not is_odd and _is_impossible(run.ports, record, current):
        return "has-problem"
    wanted = (
        replace(current, state=ValueState.REVIEW)
        if is_odd
        else current.confirmed(run.actor.name, run.ports.clock())
    )
    try:
        save_field(run, case, record, wanted, revision)
    except Conflict:
        return _CHANGED
    except NotAllowed as error:
        if error.code != "two-roles":
            raise
        return error.code
    return None


def _is_impossible(ports: Ports, record: Record, current: FieldValue) -> bool:
    """Whether a rule refuses the value, or its text means another one than was shown."""
    spec = field_spec(ports, record, current.key)
    if understood(ports, spec, current.text).value != current.value:
        return True
    problems = check_record(
        record, document_type(ports, record), ports.catalog, ports.clock().date()
    )
    return any(
        problem.field == current.key and problem.severity is Severity.ERROR for problem in problems
    )
