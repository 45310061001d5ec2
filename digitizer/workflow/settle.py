"""The third person: decide between two keys that differ; and how that enters the record.

A settled value enters the record when the batch is handed in, not before: until then the first
person's case stays as it was, so that neither of the two learns that they disagreed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from digitizer.domain.batch import Batch
from digitizer.domain.case import Case
from digitizer.domain.changes import Actor, ChangeSet, Edit
from digitizer.domain.checks import blocking, check_record
from digitizer.domain.errors import InvalidInput, NotAllowed
from digitizer.domain.record import EmptyReason, FieldValue, Record, ValueState
from digitizer.domain.second_entry import (
    SETTLE,
    Choice,
    Comparison,
    Decision,
    Keyed,
    Settlement,
    Typed,
)
from digitizer.domain.values.text import clean
from digitizer.workflow.editing import document_type
from digitizer.workflow.key_second import field_keyed_twice
from digitizer.workflow.place_units import with_units
from digitizer.workflow.ports import Ports
from digitizer.workflow.second_roles import is_third, keyed_text
from digitizer.workflow.transaction import Transaction, transaction


def settle(
    ports: Ports, actor: Actor, case_id: int, key: str, decision: Decision, why: str = ""
) -> ChangeSet:
    """Decide what a field with two different keys holds; a later decision counts before it.

    Raises NotAllowed ``two-roles`` for whoever gave one of the two, ``nothing-to-settle`` where
    they agree, InvalidInput ``typed-twice-differs`` for a value of one's own that was not typed
    the same twice.
    """
    with transaction(ports, actor, SETTLE) as run:
        case, spec, field = field_keyed_twice(run, case_id, key)
        if not is_third(run.unit, field, actor):
            raise NotAllowed("two-roles")
        if field.second is None or field.comparison not in (Comparison.OPEN, Comparison.SETTLED):
            raise NotAllowed("nothing-to-settle", label=spec.label.vi, case=case_id)
        match decision:
            case Choice.FIRST:
                chosen = field.first
            case Choice.SECOND:
                chosen = field.second.keyed
            case Typed(text, again):
                chosen = keyed_text(ports, spec, text)
                if not chosen.agrees(keyed_text(ports, spec, again)):
                    raise InvalidInput("typed-twice-differs", label=spec.label.vi)
            case EmptyReason():
                chosen = Keyed(empty_reason=decision)
        moment = ports.clock()
        run.unit.second_entries.settle(
            Settlement(case_id, key, field.first, chosen, clean(why), actor.name, moment)
        )
        if case.batch_id is not None:
            run.batches.add(case.batch_id)
        run.note(f"case:{case_id}", field=key, chosen=chosen.text, why=clean(why))
    return run.changes()


def require_keyed_twice(run: Transaction, batch: Batch) -> None:
    """Raises NotAllowed while second keys or settlements of a batch are missing. One number for
    both: whoever hands the batch in does not learn how many of the keys differ."""
    keys = batch.plan.keyed_twice
    if not keys:
        return
    undone = (Comparison.OPEN, Comparison.WAITING)
    missing = run.unit.second_entries.count_missing(batch.id, keys)
    found = run.unit.second_entries.keyed(batch.id, keys)
    missing += sum(field.comparison in undone for field in found)
    if missing:
        raise NotAllowed("batch-not-keyed-twice", batch=batch.name, count=missing)


def apply_settlements(run: Transaction, batch: Batch) -> None:
    """Let every settled value of a batch enter its record, under the name of whoever settled it.
    Raises NotAllowed when a rule says that it cannot be."""
    by_case: defaultdict[int, list[Settlement]] = defaultdict(list)
    for field in run.unit.second_entries.differing(batch.id, batch.plan.keyed_twice):
        if field.to_apply is not None:
            by_case[field.case_id].append(field.to_apply)
    for case_id, settlements in by_case.items():
        _apply(run, run.unit.cases.get(case_id), settlements)


def _apply(run: Transaction, case: Case, settlements: Sequence[Settlement]) -> None:
    record = case.record
    if record is None:
        return
    ports, doc_type = run.ports, document_type(run.ports, record)
    settled = record
    for settlement in settlements:
        settled = settled.with_field(_value(settled, settlement))
    stopping = blocking(check_record(settled, doc_type, ports.catalog, ports.clock().date()))
    if stopping:
        labels = ", ".join(
            dict.fromkeys(
                spec.label.vi
                for spec in (doc_type.field(problem.field or "") for problem in stopping)
                if spec
            )
        )
        raise NotAllowed("settled-value-wrong", case=case.id, fields=labels)
    run.unit.cases.save(
        replace(case, record=with_units(settled, doc_type, ports.places)), case.revision
    )
    run.unit.cases.add_edits(
        [_edit(run, case, record, settled, settlement) for settlement in settlements]
    )
    run.cases.add(case.id)
    for settlement in settlements:
        before = record.fields.get(settlement.field, FieldValue(settlement.field))
        run.note(
            f"case:{case.id}",
            field=settlement.field,
            before=before.text,
            after=settlement.chosen.text,
            by=settlement.by,
        )


def _value(record: Record, settlement: Settlement) -> FieldValue:
    before = record.fields.get(settlement.field, FieldValue(settlement.field))
    return replace(
        before,
        text=settlement.chosen.text,
        value=settlement.chosen.value,
        empty_reason=settlement.chosen.empty_reason,
        state=ValueState.CONFIRMED,
        confirmed_by=settlement.by,
        confirmed_at=settlement.at,
        units=None,
    )


def _edit(
    run: Transaction, case: Case, record: Record, settled: Record, settlement: Settlement
) -> Edit:
    key = settlement.field
    before = record.fields.get(key, FieldValue(key))
    after = settled.fields[key]
    return Edit(
        case_id=case.id,
        key=key,
        action=SETTLE,
        before_text=before.text,
        after_text=after.text,
        before_state=before.state.value,
        after_state=after.state.value,
        actor=settlement.by,
        at=run.ports.clock(),
        revision=case.revision + 1,
    )
