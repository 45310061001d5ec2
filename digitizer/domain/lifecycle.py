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
    PARTLY_APPROVED = "partly_approved"
    APPROVED = "approved"
    EXPORTED = "exported"


class Action(StrEnum):
    EDIT = "edit"
    FINISH = "finish"
    ADD = "add"
    SUBMIT = "submit"
    APPROVE = "approve"
    APPROVE_PART = "approve_part"
    RETURN = "return"
    REOPEN = "reopen"
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
    (CaseState.APPROVED, Action.REOPEN): CaseState.RETURNED,
    (CaseState.EXPORTED, Action.REOPEN): CaseState.RETURNED,
}

_BATCH_MOVES: dict[tuple[BatchState, Action], BatchState] = {
    (BatchState.OPEN, Action.ADD): BatchState.OPEN,
    (BatchState.RETURNED, Action.ADD): BatchState.RETURNED,
    (BatchState.PARTLY_APPROVED, Action.ADD): BatchState.PARTLY_APPROVED,
    (BatchState.OPEN, Action.SUBMIT): BatchState.SUBMITTED,
    (BatchState.RETURNED, Action.SUBMIT): BatchState.SUBMITTED,
    (BatchState.PARTLY_APPROVED, Action.SUBMIT): BatchState.SUBMITTED,
    (BatchState.SUBMITTED, Action.APPROVE): BatchState.APPROVED,
    (BatchState.SUBMITTED, Action.APPROVE_PART): BatchState.PARTLY_APPROVED,
    (BatchState.SUBMITTED, Action.RETURN): BatchState.RETURNED,
    (BatchState.PARTLY_APPROVED, Action.EXPORT): BatchState.PARTLY_APPROVED,
    (BatchState.PARTLY_APPROVED, Action.REOPEN): BatchState.RETURNED,
    (BatchState.APPROVED, Action.REOPEN): BatchState.RETURNED,
    (BatchState.EXPORTED, Action.REOPEN): BatchState.RETURNED,
    (BatchState.APPROVED, Action.EXPORT): BatchState.EXPORTED,
    (BatchState.EXPORTED, Action.EXPORT): BatchState.EXPORTED,
}

# Fields of a case may change only while its batch is in one of these states (or it has none).
EDITABLE_BATCH_STATES = frozenset(
    {BatchState.OPEN, BatchState.RETURNED, BatchState.PARTLY_APPROVED}
)
# What somebody answered for may leave.
EXPORTABLE_BATCH_STATES = frozenset(
    {BatchState.PARTLY_APPROVED, BatchState.APPROVED, BatchState.EXPORTED}
)
_GOING_BACK = (Action.RETURN, Action.REOPEN)
ANSWERED_CASE_STATES = frozenset({CaseState.APPROVED, CaseState.EXPORTED})


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


def next_batch_state(
    state: BatchState, action: Action, *, keeps_answered: bool = False
) -> BatchState:
    """The batch state after ``action``; raises NotAllowed when the table has no such move.

    A batch that goes back while ``keeps_answered`` tells that some of its cases stay approved or
    exported is partly approved.
    """
    target = _BATCH_MOVES.get((state, action))
    if target is None:
        raise NotAllowed("batch-state", state=state.value, action=action.value)
    if target is BatchState.RETURNED and action in _GOING_BACK and keeps_answered:
        return BatchState.PARTLY_APPROVED
    return target
