"""Taking back one's own newest edit and bringing it again, wherever it was made.

Both are edits of their own, linked to the edit that they undo, so that the history survives a
restart and never changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from digitizer.domain.case import Case
from digitizer.domain.changes import Actor, ChangeSet, Edit
from digitizer.domain.errors import Conflict, NotAllowed
from digitizer.domain.lifecycle import Action, CaseState, next_case_state
from digitizer.domain.record import FieldValue, Record, ValueState
from digitizer.workflow.correct import finished
from digitizer.workflow.editing import (
    WHOLE_CASE,
    editable,
    empty_record,
    field_spec,
    log_move,
    log_type,
    require_editable,
    require_open_batch,
    save_field,
    understood,
)
from digitizer.workflow.keep_pinned import KEEP_PINNED
from digitizer.workflow.page_act import PAGE_ACTS
from digitizer.workflow.pass_on import PASS_ON
from digitizer.workflow.ports import Ports
from digitizer.workflow.transaction import Transaction, transaction

UNDO = "undo"
REDO = "redo"
_ASSIGN = "assign-type"
_FINISH = "finish-case"
# Which step must be open for a change of the whole case to be taken back, and brought again.
_MOVES = {
    _FINISH: (Action.EDIT, Action.FINISH),
    "set-aside": (Action.RESTORE, Action.SET_ASIDE),
    "restore": (Action.SET_ASIDE, Action.RESTORE),
}
# What a third person decided about a field that was keyed twice stands.
_FINAL = frozenset({"settle"}) | PAGE_ACTS


@dataclass(frozen=True, slots=True)
class Step:
    """What an undo or redo did, and where; ``key`` is None for a change of the whole case."""

    changes: ChangeSet
    case_id: int
    key: str | None


def undo(ports: Ports, actor: Actor, case_id: int, expected_revision: int) -> ChangeSet:
    """Take back the newest standing edit of this actor in one case.

    Raises NotAllowed when there is none, or when someone else edited the field since.
    """
    with transaction(ports, actor, UNDO) as run:
        if run.unit.cases.get(case_id).revision != expected_revision:
            raise Conflict("changed-meanwhile", case=case_id)
        edit = newest_standing(run.unit.cases.edits_by(actor.name, case_id))
        if edit is None:
            raise NotAllowed("nothing-to-undo", case=case_id)
        _bring_back(run, edit, edit)
    return run.changes()


def undo_newest(ports: Ports, actor: Actor) -> Step:
    """Take back the newest standing edit of this actor, in whichever case.

    Raises NotAllowed when there is none, when someone else edited the same since, or when the case
    must not be changed any more.
    """
    with transaction(ports, actor, UNDO) as run:
        edit = newest_standing(run.unit.cases.edits_by(actor.name))
        if edit is None:
            raise NotAllowed("nothing-of-own-to-undo")
        _bring_back(run, edit, edit)
    return _step(run, edit)


def redo_newest(ports: Ports, actor: Actor) -> Step:
    """Bring again what this actor took back last, if nothing else was done since.

    Raises NotAllowed as :func:`undo_newest` does.
    """
    with transaction(ports, actor, REDO) as run:
        taken_back = newest_undone(run.unit.cases.edits_by(actor.name))
        if taken_back is None or taken_back.undoes is None:
            raise NotAllowed("nothing-to-redo")
        original = run.unit.cases.edit(taken_back.undoes)
        _bring_back(run, taken_back, original)
    return _step(run, original)


def newest_standing(edits: Iterable[Edit]) -> Edit | None:
    """The newest edit that no undo has taken back; ``edits`` of one actor come newest first."""
    stands: dict[int | None, bool] = {}
    unlinked: Counter[int] = Counter()
    for edit in edits:
        if edit.action in (UNDO, REDO):
            if edit.undoes is None:
                unlinked[edit.case_id] += 1
            else:
                stands.setdefault(edit.undoes, edit.action == REDO)
        elif not _can_be_undone(edit) or stands.get(edit.id) is False:
            continue
        elif edit.id not in stands and unlinked[edit.case_id]:
            # Undos of older programs do not say what they took back: it was the newest.
            unlinked[edit.case_id] -= 1
        else:
            return edit
    return None


def newest_undone(edits: Iterable[Edit]) -> Edit | None:
    """The undo to be brought again first; ``edits`` of one actor come newest first."""
    again: set[int | None] = set()
    for edit in edits:
        if edit.action == REDO:
            again.add(edit.undoes)
        elif edit.action != UNDO:
            return None
        elif edit.undoes is not None and edit.undoes not in again:
            return edit
    return None


def _can_be_undone(edit: Edit) -> bool:
    if edit.key != WHOLE_CASE:
        return edit.action not in _FINAL
    return edit.action in _MOVES or edit.action == _ASSIGN


def _step(run: Transaction, edit: Edit) -> Step:
    return Step(run.changes(), edit.case_id, None if edit.key == WHOLE_CASE else edit.key)


def _bring_back(run: Transaction, edit: Edit, original: Edit) -> None:
    """Restore what stood before ``edit``; ``original`` is the step that is taken back or, where
    ``edit`` is its undo, brought again."""
    _refuse_moved_since(run, edit)
    if edit.key != WHOLE_CASE:
        _field_back(run, edit, original)
    elif original.action == _ASSIGN:
        _type_back(run, edit, original)
    else:
        _state_back(run, edit, original)


def _refuse_moved_since(run: Transaction, edit: Edit) -> None:
    """What somebody else did with the whole case since is not turned round by a key."""
    for later in reversed(run.unit.cases.edits(edit.case_id)):
        if later.id == edit.id:
            return
        if later.key == WHOLE_CASE and later.actor != run.actor.name:
            raise NotAllowed("case-moved-since", case=edit.case_id, actor=later.actor)


def _field_back(run: Transaction, edit: Edit, original: Edit) -> None:
    case, record = editable(run, edit.case_id)
    current = record.fields.get(edit.key, FieldValue(edit.key))
    if (current.text, current.state.value) != (edit.after_text, edit.after_state):
        raise NotAllowed("edited-since", case=case.id, field=edit.key)
    value = _value_before(run, record, current, edit)
    _keeping_back(run, edit, original)
    save_field(run, case, record, value, case.revision, original.id)
    _passing_back(run, edit, original)


def _value_before(run: Transaction, record: Record, current: FieldValue, edit: Edit) -> FieldValue:
    if edit.before is not None:
        value = edit.before.value
        return replace(value, reading=current.reading) if edit.before.keeps_reading else value
    spec = field_spec(run.ports, record, edit.key)
    state = ValueState(edit.before_state)
    confirmer = _edit_before(run, edit) if state is ValueState.CONFIRMED else None
    return replace(
        current,
        text=edit.before_text,
        value=understood(run.ports, spec, edit.before_text).value,
        state=state,
        confirmed_by=confirmer.actor if confirmer else None,
        confirmed_at=confirmer.at if confirmer else None,
        empty_reason=None,
        units=None,
    )


def _keeping_back(run: Transaction, edit: Edit, original: Edit) -> None:
    """Let a pin be open again when its keeping is taken back, and answered when it is brought
    again; saving the field finds which."""
    if original.action == KEEP_PINNED and edit is original:
        run.unit.reviews.open_again(edit.case_id, edit.key)
    elif original.action == KEEP_PINNED:
        run.unit.reviews.keep_again(edit.case_id, edit.key)


def _passing_back(run: Transaction, edit: Edit, original: Edit) -> None:
    """Let a passing on count no more when it is taken back, and again when its end is."""
    doubts = run.unit.doubts
    if original.action == PASS_ON and edit is original:
        doubts.take_back(edit.case_id, edit.key)
    elif original.action == PASS_ON:
        doubts.pass_again(edit.case_id, edit.key)
    elif edit is original:
        earlier = _edit_before(run, edit)
        if earlier is not None and earlier.action == PASS_ON:
            doubts.pass_again(edit.case_id, edit.key)


def _edit_before(run: Transaction, edit: Edit) -> Edit | None:
    """The edit of the same field before this one."""
    found = None
    for each in run.unit.cases.edits(edit.case_id):
        if each.id == edit.id:
            break
        if each.key == edit.key:
            found = each
    return found


def _state_back(run: Transaction, edit: Edit, original: Edit) -> None:
    case = run.unit.cases.get(edit.case_id)
    state, reason = _standing_before(case, edit, original)
    # An edit of a field may have opened the case again since: then only the word stays to be said.
    if case.state is not state:
        next_case_state(case.state, _MOVES[original.action][edit is not original])
    require_open_batch(run, case)
    if original.action == _FINISH and state is CaseState.CHECKED and case.record is not None:
        case = replace(case, record=finished(run, case.id, case.record))
    run.unit.cases.save(replace(case, state=state, return_reason=reason), case.revision)
    log_move(run, case, (reason or "", state), original.id)


def _standing_before(case: Case, edit: Edit, original: Edit) -> tuple[CaseState, str | None]:
    """What the case goes back to. A finished case that came back since stays as it came back: why
    is the supervisor's word, which no clerk takes back."""
    if edit is original and original.action == _FINISH and case.state is CaseState.RETURNED:
        return case.state, case.return_reason
    return CaseState(edit.before_state), edit.before_text or None


def _type_back(run: Transaction, edit: Edit, original: Edit) -> None:
    case = run.unit.cases.get(edit.case_id)
    require_editable(run, case)
    _refuse_used_type(case, edit.after_text)
    record = None
    if edit.before_text:
        known = run.ports.catalog.types.get(edit.before_text)
        if known is None:
            raise NotAllowed("type-not-installed", type=edit.before_text)
        record = empty_record(known)
    run.unit.cases.save(replace(case, record=record), case.revision)
    log_type(run, case, edit.after_text, edit.before_text, original.id)


def _refuse_used_type(case: Case, type_key: str) -> None:
    values = case.record.fields.values() if case.record else ()
    is_used = any(value.text or value.state is not ValueState.MISSING for value in values)
    if (case.document_type or "") != type_key or is_used:
        raise NotAllowed("edited-since", case=case.id, field=WHOLE_CASE)
