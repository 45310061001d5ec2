"""A receiver's list of what it gives back: looked at first, then only those cases open again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from digitizer.domain.accounts import Part
from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.errors import Conflict, InvalidInput, NotAllowed
from digitizer.domain.id_ranges import ranges_of
from digitizer.domain.lifecycle import Action, allowed
from digitizer.domain.reject_list import (
    Columns,
    RejectProfile,
    RejectTable,
    entries,
    is_usable,
)
from digitizer.domain.reject_matching import Known, LeftRow, Matcher, RejectMatch
from digitizer.domain.values.text import clean
from digitizer.workflow.approve import require_four_eyes, save_given_back
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.rejects_port import Reject, TakenList
from digitizer.workflow.reopen import reopen_one
from digitizer.workflow.sight import require_all
from digitizer.workflow.transaction import Transaction, transaction

READ_REJECTS = "read-rejects"
TAKE_REJECTS = "take-rejects"
_LONGEST_REASON = 2000
LineOfCase = tuple[int, int]
"""The number of a line, and the case that it means."""


@dataclass(frozen=True, slots=True)
class RejectQuestion:
    """How a list is to be understood: what its columns say, and in which batch and package its
    cases are where a line does not say so."""

    table: RejectTable
    columns: Columns
    batch_id: int | None = None
    package: str = ""


@dataclass(frozen=True, slots=True)
class TakenRejects:
    """``left_alone`` lines opened nothing."""

    list_id: int
    changes: ChangeSet
    cases: int
    left_alone: int


def look_at_rejects(
    ports: Ports, actor: Actor, profile: RejectProfile, question: RejectQuestion
) -> Sequence[RejectMatch]:
    """What each line of a list means, in their order; nothing is changed.

    Raises InvalidInput ``reject-list-columns`` where no column can tell a case, NotAllowed for a
    person without the right.
    """
    _require_usable(question)
    with ports.unit_of_work() as unit:
        require_all(unit, ports, actor, READ_REJECTS)
        return _matches(unit, ports, actor, profile, question)


def taken_lists(ports: Ports, actor: Actor) -> Sequence[TakenList]:
    """The newest first."""
    with ports.unit_of_work() as unit:
        require_all(unit, ports, actor, READ_REJECTS)
        return unit.rejects.lists()


def rejects_of(ports: Ports, actor: Actor, list_id: int) -> Sequence[Reject]:
    """The lines of a list that opened cases."""
    with ports.unit_of_work() as unit:
        require_all(unit, ports, actor, READ_REJECTS)
        return unit.rejects.of_list(list_id)


def take_rejects(
    ports: Ports,
    actor: Actor,
    profile: RejectProfile,
    question: RejectQuestion,
    source: Path,
    reason: str = "",
    seen: Collection[LineOfCase] | None = None,
) -> TakenRejects:
    """Open the cases of all lines that are ready, each with a pin at every field that is named, and
    keep the list: its bytes in the vault, and which line gave back which row of which package.
    ``reason`` stands for lines that give none. With ``seen`` only what was ready when somebody
    looked is opened: the pairs of :func:`ready_pairs`.

    Raises InvalidInput ``reject-list-columns``, ``reject-nothing-ready``, ``reason-needed``;
    Conflict ``reject-list-changed`` when ``source`` is not what was looked at; and as
    :func:`digitizer.workflow.reopen.reopen_cases`.
    """
    _require_usable(question)
    table, general = question.table, clean(reason)
    with ports.unit_of_work() as unit:
        require_all(unit, ports, actor, TAKE_REJECTS)
    blob = ports.vault.put(source)
    if blob.sha256 != table.sha256:
        raise Conflict("reject-list-changed", file=table.name)
    # Matching reads the whole store, so nobody waits for it; what is to be opened is matched again
    # below, where nothing can change any more.
    with ports.unit_of_work() as unit:
        pairs = ready_pairs(_matches(unit, ports, actor, profile, question))
    wanted = pairs if seen is None else pairs.intersection(seen)
    with transaction(ports, actor, TAKE_REJECTS) as run:
        require_all(run.unit, ports, actor, TAKE_REJECTS)
        only = frozenset(case_id for _, case_id in wanted)
        again = _matches(run.unit, ports, actor, profile, question, only) if only else ()
        ready = [each for each in again if not wanted.isdisjoint(ready_pairs([each]))]
        if not ready:
            raise InvalidInput("reject-nothing-ready", file=table.name)
        if not general and not all(each.reason for each in ready):
            raise InvalidInput("reason-needed")
        taken = TakenList(0, table.sha256, table.name, len(table.lines), ports.clock(), actor.name)
        list_id = run.unit.rejects.add_list(
            taken, [reject for each in ready for reject in _rejects(each, general)]
        )
        _reopen(run, ready, general, table)
    return TakenRejects(list_id, run.changes(), len(run.cases), len(table.lines) - len(ready))


def ready_pairs(matches: Iterable[RejectMatch]) -> frozenset[LineOfCase]:
    """Line and case of all that would be opened."""
    return frozenset(
        (each.entry.number, each.case.case_id) for each in matches if each.is_ready and each.case
    )


def _require_usable(question: RejectQuestion) -> None:
    if not is_usable(question.columns):
        raise InvalidInput("reject-list-columns", file=question.table.name)


def _matches(
    unit: UnitOfWork,
    ports: Ports,
    actor: Actor,
    profile: RejectProfile,
    question: RejectQuestion,
    only: Collection[int] | None = None,
) -> Sequence[RejectMatch]:
    """Among all cases that the question allows, or among ``only`` some of them."""
    keys = {key for group in profile.fields.values() for key in group}
    candidates = unit.rejects.candidates(keys, question.batch_id, only)
    rows = unit.rejects.left_rows(question.batch_id, only)
    names = {row.package for row in rows} if question.batch_id is not None else set()
    # Of several packages the same row number means other cases.
    package = question.package or (names.pop() if len(names) == 1 else "")
    in_batches = {each.batch_id for each in candidates if each.left_in is not None}
    closed, own = _closed_batches(unit, actor, in_batches)
    known = Known(
        candidates,
        rows,
        profile.fields,
        ports.catalog.types,
        ports.catalog.profiles,
        unit.rejects.given_back(),
        unit.rejects.taken_lines(question.table.sha256),
        closed,
        own,
        package,
        ports.catalog.former,
    )
    matcher = Matcher(known)
    return [matcher.match(each) for each in entries(question.table, question.columns)]


def _closed_batches(
    unit: UnitOfWork, actor: Actor, batch_ids: Collection[int]
) -> tuple[frozenset[int], frozenset[int]]:
    """The batches in which nothing can be opened now, and those in which this person worked."""
    closed, own = set[int](), set[int]()
    for batch_id in batch_ids:
        batch = unit.batches.get(batch_id)
        if Action.REOPEN not in allowed(batch.state):
            closed.add(batch_id)
        try:
            require_four_eyes(unit, batch, actor)
        except NotAllowed:
            own.add(batch_id)
    return frozenset(closed), frozenset(own)


def _rejects(match: RejectMatch, general: str) -> Sequence[Reject]:
    """One for each field that the line names, or one for the whole case."""
    case = match.case
    if case is None:
        return []
    left = match.left or LeftRow(case.left_in or "", "", 0, "", case.case_id)
    reason = match.reason or general
    return [
        Reject(match.entry.number, case.case_id, field, reason, left)
        for field in match.fields or ("",)
    ]


def _reopen(
    run: Transaction, ready: Sequence[RejectMatch], general: str, table: RejectTable
) -> None:
    """Case by case, also where several lines give one back."""
    by_batch: defaultdict[int, dict[int, list[RejectMatch]]] = defaultdict(dict)
    for match in ready:
        if match.case is not None:
            of_batch = by_batch[match.case.batch_id]
            of_batch.setdefault(match.case.case_id, []).append(match)
    # Before the first entry of the audit log, for which whoever holds one of them may be waiting.
    batches = {batch_id: run.unit.batches.claimed(batch_id) for batch_id in sorted(by_batch)}
    for batch_id, batch in batches.items():
        cases = by_batch[batch_id]
        require_four_eyes(run.unit, batch, run.actor)
        run.unit.accounts.take_part(batch_id, run.actor.name, Part.APPROVER)
        for case_id, matches in sorted(cases.items()):
            lines = " ".join(str(match.entry.number) for match in matches)
            reopen_one(
                run,
                run.unit.cases.get(case_id),
                _joined(match.reason or general for match in matches),
                _pins(matches, general),
                list_sha256=table.sha256,
                lines=lines,
            )
        said = {match.reason or general for matches in cases.values() for match in matches}
        why = said.pop() if len(said) == 1 else table.name
        save_given_back(run, batch, Action.REOPEN, why)
        run.note(
            f"batch:{batch_id}",
            reason=why,
            name=table.name,
            list_sha256=table.sha256,
            cases=str(len(cases)),
            returned_cases=ranges_of(cases),
        )


def _pins(matches: Sequence[RejectMatch], general: str) -> Mapping[str, str]:
    """Why each field must be looked at, by its key."""
    reasons: defaultdict[str, list[str]] = defaultdict(list)
    for match in matches:
        for field in match.fields:
            reasons[field].append(match.reason or general)
    return {field: _joined(said) for field, said in reasons.items()}


def _joined(reasons: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(reasons))[:_LONGEST_REASON]
