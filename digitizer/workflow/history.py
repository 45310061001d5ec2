"""Taking back one's own newest edit; the taking back is an edit of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digitizer.domain.changes import Actor, ChangeSet, Edit
from digitizer.domain.errors import NotAllowed
from digitizer.domain.record import FieldValue, ValueState
from digitizer.workflow.correct import WHOLE_CASE, editable, field_spec, save_field, understood
from digitizer.workflow.ports import Ports
from digitizer.workflow.transaction import transaction

_UNDO = "undo"


def undo(ports: Ports, actor: Actor, case_id: int, expected_revision: int) -> ChangeSet:
    """Bring back the value before the newest field edit of this actor that still stands.

    Raises NotAllowed when there is none, or when someone else edited the field since.
    """
    with transaction(ports, actor, _UNDO) as run:
        case, record = editable(run, case_id)
        edits = run.unit.cases.edits(case_id)
        edit = last_standing(edits, actor.name)
        if edit is None:
            raise NotAllowed("nothing-to-undo", case=case_id)
        current = record.fields.get(edit.key, FieldValue(edit.key))
        if (current.text, current.state.value) != (edit.after_text, edit.after_state):
            raise NotAllowed("edited-since", case=case_id, field=edit.key)
        spec = field_spec(ports, record, edit.key)
        state = ValueState(edit.before_state)
        confirmer = _confirmer(edits, edit) if state is ValueState.CONFIRMED else None
        value = replace(
            current,
            text=edit.before_text,
            value=understood(ports, spec, edit.before_text).value,
            state=state,
            confirmed_by=confirmer.actor if confirmer else None,
            confirmed_at=confirmer.at if confirmer else None,
            empty_reason=None,
            units=None,
        )
        save_field(run, case, record, value, expected_revision)
    return run.changes()


def last_standing(edits: Sequence[Edit], actor: str) -> Edit | None:
    """The newest field edit of ``actor`` that no later undo has taken back."""
    to_skip = 0
    for edit in reversed(edits):
        if edit.actor != actor or edit.key == WHOLE_CASE:
            continue
        if edit.action == _UNDO:
            to_skip += 1
        elif to_skip:
            to_skip -= 1
        else:
            return edit
    return None


def _confirmer(edits: Sequence[Edit], undone: Edit) -> Edit | None:
    earlier = [e for e in edits if e.key == undone.key and e.revision < undone.revision]
    return earlier[-1] if earlier else None
