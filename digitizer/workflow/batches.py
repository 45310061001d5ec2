"""Putting cases into batches and handing a batch to the supervisor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from digitizer.domain.batch import Batch, BatchCase, BatchPlan
from digitizer.domain.book import Book
from digitizer.domain.case import Case
from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.checks import BatchFinding, Entry, blocking, check_batch
from digitizer.domain.errors import InvalidInput, NotAllowed
from digitizer.domain.lifecycle import (
    ANSWERED_CASE_STATES,
    Action,
    CaseState,
    next_batch_state,
)
from digitizer.domain.schema import DocumentType
from digitizer.domain.values.text import clean
from digitizer.workflow.pair_cards import pair_cards, types_of
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.settle import apply_settlements, require_keyed_twice
from digitizer.workflow.submit_checks import require_pages, require_sound
from digitizer.workflow.transaction import Transaction, transaction


def create_batch(ports: Ports, actor: Actor, name: str) -> ChangeSet:
    """Open an empty batch. Its name must not be empty or taken."""
    with transaction(ports, actor, "create-batch") as run:
        wanted = clean(name)
        if not wanted:
            raise InvalidInput("name-needed")
        if run.unit.batches.find_by_name(wanted) is not None:
            raise InvalidInput("name-taken", name=wanted)
        batch = run.unit.batches.add(wanted, None, actor.name, ports.clock())
        run.batches.add(batch.id)
        run.note(f"batch:{batch.id}", name=wanted)
    return run.changes()


def add_to_batch(ports: Ports, actor: Actor, batch_id: int, case_ids: Sequence[int]) -> ChangeSet:
    """Put cases into an open batch; a case leaves the open batch that it was in."""
    with transaction(ports, actor, "add-to-batch") as run:
        batch = run.unit.batches.held(batch_id)
        next_batch_state(batch.state, Action.ADD)
        for case_id in case_ids:
            case = run.unit.cases.get(case_id)
            _require_movable(run, case)
            if case.batch_id is not None:
                run.batches.add(case.batch_id)
            run.unit.cases.save(replace(case, batch_id=batch.id), case.revision)
            run.cases.add(case.id)
        run.batches.add(batch.id)
        run.note(f"batch:{batch.id}", cases=" ".join(str(case_id) for case_id in case_ids))
    return run.changes()


def submit_batch(ports: Ports, actor: Actor, batch_id: int) -> ChangeSet:
    """Hand a batch to the supervisor; every case of it must be checked or set aside, but for those
    that somebody answered for already."""
    with transaction(ports, actor, "submit-batch") as run:
        batch = run.unit.batches.claimed(batch_id)
        state = next_batch_state(batch.state, Action.SUBMIT)
        cases = run.unit.cases.of_batch(batch_id)
        working = [case for case in cases if case.state is not CaseState.SET_ASIDE]
        done = (CaseState.CHECKED, *ANSWERED_CASE_STATES)
        open_cases = [case.id for case in working if case.state not in done]
        if open_cases:
            raise NotAllowed("batch-not-checked", batch=batch.name, cases=_numbers(open_cases))
        require_keyed_twice(run, batch)
        apply_settlements(run, batch)
        type_key = _only_type(batch, _papers(run, batch, working))
        _refuse_same_entries(run, batch, working)
        _refuse_wrong_book(ports, run.unit, batch)
        require_sound(run, batch, working)
        require_pages(run, batch)
        run.unit.batches.save(
            replace(
                batch,
                state=state,
                document_type=type_key,
                submitted_by=actor.name,
                return_reason=None,
            ),
            batch.revision,
        )
        run.batches.add(batch.id)
        run.note(f"batch:{batch.id}", cases=str(len(working)))
    return run.changes()


def declare_book(ports: Ports, actor: Actor, batch_id: int, book: Book | None) -> ChangeSet:
    """Say that a batch is a whole register book, and what that book says of itself; None takes the
    word back. Only while the batch may still change."""
    with transaction(ports, actor, "declare-book") as run:
        batch = run.unit.batches.get(batch_id)
        next_batch_state(batch.state, Action.ADD)
        run.unit.batches.save(replace(batch, book=book), batch.revision)
        run.batches.add(batch.id)
        run.note(f"batch:{batch.id}", **_said_of(book))
    return run.changes()


def plan_batch(ports: Ports, actor: Actor, batch_id: int, plan: BatchPlan) -> ChangeSet:
    """Choose how a batch is worked through; only while it may still change."""
    with transaction(ports, actor, "plan-batch") as run:
        batch = run.unit.batches.get(batch_id)
        next_batch_state(batch.state, Action.ADD)
        if not plan.passes:
            raise InvalidInput("plan-without-pass")
        _require_known_fields(ports, run.unit, batch_id, plan)
        run.unit.batches.save(replace(batch, plan=plan), batch.revision)
        run.batches.add(batch.id)
        run.note(
            f"batch:{batch.id}",
            passes=" ".join(plan.passes),
            keyed_twice=" ".join(plan.keyed_twice),
        )
    return run.changes()


def _require_known_fields(ports: Ports, unit: UnitOfWork, batch_id: int, plan: BatchPlan) -> None:
    """Raises InvalidInput when no document of the batch has a field that is to be keyed twice."""
    types = [ports.catalog.types.get(key or "") for key in unit.cases.types_in_batch(batch_id)]
    for key in plan.keyed_twice:
        if types and not any(found and found.field(key) for found in types):
            shown = ", ".join(found.key for found in types if found)
            raise InvalidInput("unknown-field", field=key, type=shown)


def batch_findings(ports: Ports, batch_id: int, book: Book | None) -> tuple[BatchFinding, ...]:
    """What the rules over a whole batch find in its cases of known type, if ``book`` were what is
    declared of it."""
    with ports.unit_of_work() as unit:
        return _findings(ports, unit, batch_id, book)


def _findings(
    ports: Ports, unit: UnitOfWork, batch_id: int, book: Book | None
) -> tuple[BatchFinding, ...]:
    types = unit.cases.types_in_batch(batch_id) - {None}
    doc_type = ports.catalog.types.get(str(next(iter(types)))) if len(types) == 1 else None
    if doc_type is None:
        return ()
    keys = {key for rule in doc_type.batch_rules for key in rule.fields}
    rows = unit.cases.values_in_batch(batch_id, keys)
    places = unit.page_counts.scan_places(batch_id)
    entries = [Entry(case_id, values, places.get(case_id)) for case_id, values in rows]
    return check_batch(doc_type, entries, book)


def _refuse_wrong_book(ports: Ports, unit: UnitOfWork, batch: Batch) -> None:
    """A batch declared a whole book leaves only when its numbers and total are right."""
    found = _findings(ports, unit, batch.id, batch.book)
    stopping = blocking(finding.problem for finding in found)
    if stopping:
        raise NotAllowed("batch-book-wrong", batch=batch.name, count=len(stopping))


def _said_of(book: Book | None) -> dict[str, str]:
    """A declaration as the audit log keeps it."""
    if book is None:
        return {"book": "none"}
    gone = " ".join(f"{each.number}:{each.reason.value}" for each in book.missing)
    return {
        "first": str(book.first),
        "last": str(book.last or ""),
        "closing_total": "" if book.closing_total is None else str(book.closing_total),
        "missing": gone,
    }


def cases_to_answer_for(run: Transaction, batch: Batch, state: CaseState) -> list[int]:
    """The numbers of the cases of a batch in a state, in the order in which they came."""
    return [case.id for case in run.unit.cases.of_batch(batch.id) if case.state is state]


def _require_movable(run: Transaction, case: Case) -> None:
    if case.batch_id is not None:
        next_batch_state(run.unit.batches.held(case.batch_id).state, Action.ADD)
    if case.state in ANSWERED_CASE_STATES:
        raise NotAllowed("case-state", state=case.state.value, action=Action.ADD.value)


def _papers(run: Transaction, batch: Batch, cases: Sequence[BatchCase]) -> Sequence[BatchCase]:
    """The cases that will have a row. An identity card in the batch goes with the papers of the
    person whose card it is; raises NotAllowed ``batch-card-of-nobody`` where there are none."""
    paired = pair_cards(run.ports.catalog, run.unit, batch.id, cases)
    if paired.alone:
        alone = _numbers([card.id for card in paired.alone])
        raise NotAllowed("batch-card-of-nobody", batch=batch.name, cases=alone)
    return paired.papers


def _only_type(batch: Batch, cases: Sequence[BatchCase]) -> str:
    types = {case.document_type for case in cases}
    if not types:
        raise NotAllowed("batch-empty", batch=batch.name)
    if len(types) > 1 or None in types:
        raise NotAllowed("batch-mixed-types", batch=batch.name)
    return str(types.pop())


def _refuse_same_entries(run: Transaction, batch: Batch, cases: Sequence[BatchCase]) -> None:
    """Two cases that name the same entry of the same book cannot leave together."""
    types = types_of(run.ports.catalog, cases)
    keys = {key for doc_type in types.values() for key in doc_type.identity_fields}
    seen: dict[tuple[str, ...], int] = {}
    for case_id, values in run.unit.cases.values_in_batch(batch.id, keys):
        key = _entry(types[case_id], values) if case_id in types else None
        if key is None:
            continue
        if key in seen:
            raise NotAllowed("batch-same-entry", batch=batch.name, first=seen[key], second=case_id)
        seen[key] = case_id


def entry_key(ports: Ports, case: Case) -> tuple[str, ...] | None:
    """The values that make an entry unique, or None while one of them is empty."""
    doc_type = ports.catalog.type_of(case.record)
    if case.record is None or doc_type is None:
        return None
    return _entry(doc_type, {key: case.record.value(key) for key in doc_type.identity_fields})


def _entry(doc_type: DocumentType, values: Mapping[str, str | None]) -> tuple[str, ...] | None:
    keys = doc_type.identity_fields
    found = [value for value in map(values.get, keys) if value]
    return tuple(found) if keys and len(found) == len(keys) else None


def _numbers(case_ids: list[int]) -> str:
    shown = ", ".join(str(case_id) for case_id in case_ids[:20])
    return shown if len(case_ids) <= 20 else f"{shown}, …"
