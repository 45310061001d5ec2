"""All legal moves of cases and batches, in one place.

The window enables its buttons by :func:`allowed`, the use cases move by :func:`next_state`, so
the two cannot disagree. Work in progress is no state: it is a leased job.
"""

from __future__ import annotations

from enum import StrEnum

from digitizer.domain.errors import NotAllowed


class CaseState(StrEnum):
    TO_CHECK = "to_check"
    CHECKED = "checked"
    RETURNED = "returned"
    APPROVED = "approved"
    EXPORTED = "exported"
    SET_ASIDE = "set_aside"


class BatchState(StrEnum):
    OPEN = "open"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    EXPORTED = "exported"


class Action(StrEnum):
    EDIT = "edit"
    FINISH = "finish"
    ADD = "add"
    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"
    EXPORT = "export"
    SET_ASIDE = "set_aside"
    RESTORE = "restore"


# One table a kind of thing: members of different text enums with the same text are equal keys.
_CASE_MOVES: dict[tuple[CaseState, Action], CaseState] = {
    (CaseState.TO_CHECK, Action.EDIT): CaseState.TO_CHECK,
    (CaseState.CHECKED, Action.EDIT): CaseState.TO_CHECK,
    (CaseState.RETURNED, Action.EDIT): CaseState.RETURNED,
    (CaseState.TO_CHECK, Action.FINISH): CaseState.CHECKED,
    (CaseState.RETURNED, Action.FINISH): CaseState.CHECKED,
    (CaseState.CHECKED, Action.APPROVE): CaseState.APPROVED,
    (CaseState.CHECKED, Action.RETURN): CaseState.RETURNED,
    (CaseState.TO_CHECK, Action.SET_ASIDE): CaseState.SET_ASIDE,
    (CaseState.CHECKED, Action.SET_ASIDE): CaseState.SET_ASIDE,
    (CaseState.RETURNED, Action.SET_ASIDE): CaseState.SET_ASIDE,
    (CaseState.SET_ASIDE, Action.RESTORE): CaseState.TO_CHECK,
    (CaseState.APPROVED, Action.EXPORT): CaseState.EXPORTED,
    (CaseState.EXPORTED, Action.EXPORT): CaseState.EXPORTED,
}

_BATCH_MOVES: dict[tuple[BatchState, Action], BatchState] = {
    (BatchState.OPEN, Action.ADD): BatchState.OPEN,
    (BatchState.RETURNED, Action.ADD): BatchState.RETURNED,
    (BatchState.OPEN, Action.SUBMIT): BatchState.SUBMITTED,
    (BatchState.RETURNED, Action.SUBMIT): BatchState.SUBMITTED,
    (BatchState.SUBMITTED, Action.APPROVE): BatchState.APPROVED,
    (BatchState.SUBMITTED, Action.RETURN): BatchState.RETURNED,
    (BatchState.APPROVED, Action.EXPORT): BatchState.EXPORTED,
    (BatchState.EXPORTED, Action.EXPORT): BatchState.EXPORTED,
}

# Fields of a case may change only while its batch is in one of these states (or it has none).
EDITABLE_BATCH_STATES = frozenset({BatchState.OPEN, BatchState.RETURNED})


def allowed(state: CaseState | BatchState) -> frozenset[Action]:
    """The actions that may be taken in ``state``."""
    moves = _CASE_MOVES if isinstance(state, CaseState) else _BATCH_MOVES
    return frozenset(action for source, action in moves if source == state)


def next_case_state(state: CaseState, action: Action) -> CaseState:
    """The case state after ``action``; raises NotAllowed when the table has no such move."""
    target = _CASE_MOVES.get((state, action))
    if target is None:
        raise NotAllowed("case-state", state=state.value, action=action.value)
    return target


def next_batch_state(state: BatchState, action: Action) -> BatchState:
    """The batch state after ``action``; raises NotAllowed when the table has no such move."""
    target = _BATCH_MOVES.get((state, action))
    if target is None:
        raise NotAllowed("batch-state", state=state.value, action=action.value)
    return target
