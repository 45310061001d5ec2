"""The legal moves, walked whole: buttons and use cases read the same tables."""

from __future__ import annotations

import pytest

from digitizer.domain.errors import NotAllowed
from digitizer.domain.lifecycle import (
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
    assert allowed(CaseState.APPROVED) == {Action.EXPORT}
    assert Action.EXPORT not in allowed(CaseState.CHECKED)
    assert Action.EXPORT not in allowed(BatchState.SUBMITTED)


def test_what_left_cannot_be_changed() -> None:
    for state in (CaseState.APPROVED, CaseState.EXPORTED):
        assert Action.EDIT not in allowed(state)
