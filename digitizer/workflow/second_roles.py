"""Who may take which part at a field that is keyed twice. The store refuses the same once more."""

from __future__ import annotations

from digitizer.domain.case import Case
from digitizer.domain.changes import Actor
from digitizer.domain.errors import InvalidInput, NotAllowed
from digitizer.domain.problems import Severity
from digitizer.domain.record import EmptyReason
from digitizer.domain.schema import FieldSpec
from digitizer.domain.second_entry import Keyed, TwiceKeyed
from digitizer.domain.values.canonical import as_written, canonical_for
from digitizer.domain.values.text import clean
from digitizer.workflow.ports import Ports, UnitOfWork


def require_clerk(unit: UnitOfWork, case: Case, key: str, actor: Actor) -> None:
    """Raises NotAllowed when the actor keyed the field a second time, or settled it."""
    if not may_be_clerk(unit, case, key, actor):
        raise NotAllowed("two-roles")


def may_be_clerk(unit: UnitOfWork, case: Case, key: str, actor: Actor) -> bool:
    """Whether the actor has no other part at the field."""
    found = unit.second_entries.field(case.id, key)
    others = (found.second, found.settlement) if found else ()
    return all(each is None or each.by != actor.name for each in others)


def require_second(unit: UnitOfWork, field: TwiceKeyed, actor: Actor) -> None:
    """Raises NotAllowed when the actor had the case's values before the eyes as its clerk, or
    settled the field."""
    is_clerk = unit.second_entries.has_seen_case(field.case_id, actor.name)
    is_first = actor.name in unit.second_entries.first_people(field.case_id, field.field)
    is_third = field.settlement is not None and field.settlement.by == actor.name
    if is_clerk or is_first or is_third:
        raise NotAllowed("two-roles")


def is_third(unit: UnitOfWork, field: TwiceKeyed, actor: Actor) -> bool:
    """Whether the actor gave neither of the two values."""
    if field.second is None or field.second.by == actor.name:
        return False
    return actor.name not in unit.second_entries.first_people(field.case_id, field.field)


def keyed_text(ports: Ports, spec: FieldSpec, text: str) -> Keyed:
    """What a typed text gives the field; raises InvalidInput when it cannot be such a value."""
    found = canonical_for(ports.catalog, spec, text)
    if found.value is not None:
        return Keyed(as_written(spec, text), found.value)
    errors = [problem for problem in found.problems if problem.severity is Severity.ERROR]
    code = f"value-{errors[0].code}" if errors else "value-empty"
    raise InvalidInput(code, field=spec.key, label=spec.label.vi, text=clean(text))


def keyed(ports: Ports, spec: FieldSpec, given: str | EmptyReason) -> Keyed:
    """A text, or why there is none."""
    if isinstance(given, EmptyReason):
        return Keyed(empty_reason=given)
    return keyed_text(ports, spec, given)
