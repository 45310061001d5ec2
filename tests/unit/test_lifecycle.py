"""The legal moves, walked whole: buttons and use cases read the same tables."""

from __future__ import annotations

import pytest

from digitizer.domain.errors import NotAllowed
from digitizer.domain.lifecycle import (
    ANSWERED_CASE_STATES,
    EDITABLE_BATCH_STATES,
    EXPORTABLE_BATCH_STATES,
    Action,
    BatchState,
    CaseState,
    allowed,
    next_batch_state,
    next_case_state,
)


@pytest.mark.parametrize("state", list(CaseState))
@pytest.mark.parametrize("action", list(Action))
def test_case_moves_exactly_where_the_button_is_enabled(state: CaseState, action: Action) -> None:
    if action in allowed(state):
        assert isinstance(next_case_state(state, action), CaseState)
    else:
        with pytest.raises(NotAllowed):
            next_case_state(state, action)


@pytest.mark.parametrize("state", list(BatchState))
@pytest.mark.parametrize("action", list(Action))
def test_batch_moves_exactly_where_the_button_is_enabled(state: BatchState, action: Action) -> None:
    if action in allowed(state):
        assert isinstance(next_batch_state(state, action), BatchState)
    else:
        with pytest.raises(NotAllowed):
            next_batch_state(state, action)


def test_approved_things_can_leave_and_nothing_else() -> None:
    assert next_case_state(CaseState.APPROVED, Action.EXPORT) is CaseState.EXPORTED
    assert next_batch_state(BatchState.APPROVED, Action.EXPORT) is BatchState.EXPORTED
    assert allowed(CaseState.APPROVED) == {Action.EXPORT, Action.REOPEN}
    assert Action.EXPORT not in allowed(CaseState.CHECKED)
    assert Action.EXPORT not in allowed(BatchState.SUBMITTED)


def test_what_left_cannot_be_changed() -> None:
    for state in (CaseState.APPROVED, CaseState.EXPORTED):
        assert Action.EDIT not in allowed(state)


def test_what_goes_back_keeps_what_was_answered_for() -> None:
    back = [
        (BatchState.SUBMITTED, Action.RETURN),
        (BatchState.PARTLY_APPROVED, Action.REOPEN),
        (BatchState.APPROVED, Action.REOPEN),
        (BatchState.EXPORTED, Action.REOPEN),
    ]
    for state, action in back:
        assert next_batch_state(state, action) is BatchState.RETURNED
        kept = next_batch_state(state, action, keeps_answered=True)
        assert kept is BatchState.PARTLY_APPROVED


def test_only_a_partly_approved_batch_is_open_and_may_leave() -> None:
    both = EDITABLE_BATCH_STATES & EXPORTABLE_BATCH_STATES
    assert both == {BatchState.PARTLY_APPROVED}
    for state in EXPORTABLE_BATCH_STATES:
        assert Action.EXPORT in allowed(state)
    for state in EDITABLE_BATCH_STATES:
        assert {Action.ADD, Action.SUBMIT} <= allowed(state)


def test_nothing_is_opened_again_that_nobody_answered_for() -> None:
    for state in CaseState:
        assert (Action.REOPEN in allowed(state)) is (state in ANSWERED_CASE_STATES)
