"""What the palette offers for some typed letters, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from digitizer.domain.case import CaseSummary
from digitizer.domain.lifecycle import BatchState, CaseState
from digitizer.domain.values.text import fold
from digitizer.workflow.overview import CaseView
from ui.action_list import ACTIONS, ActionSpec
from ui.actions import ActionSet
from ui.keymap import shown
from ui.session import Session
from ui.situation import Situation
from ui.wording import CASE_SIGNS

_CASE_NUMBER = re.compile(r"(?:ho so|case|so|hs)?\s*#?\s*(\d{1,9})")
_ENOUGH = 9
"""More than any count that an action waits for."""

EXPLAINED = frozenset(
    {
        "has_case",
        "is_editable",
        "can_finish",
        "can_set_aside",
        "can_restore",
        "has_list",
        "has_place",
        "has_previous",
        "candidates",
        "page_count",
        "selected",
        "batch_state",
        "may_approve",
        "has_carpet",
        "has_column",
        "has_batch",
        "can_key_second",
        "can_settle",
        "can_draw_sample",
        "can_close_sample",
        "can_key_sample",
        "can_choose_sample",
        "has_sample_field",
        "has_sample_result",
        "can_sign_sample",
        "can_review",
        "can_undo",
        "can_redo",
        "has_suggestions",
        "has_new_type",
        "has_other_case",
        "may_join",
        "may_part",
        "has_exercise",
        "had_exercise",
        "has_mark",
        "can_discard",
        "has_account",
        "can_reopen",
        "is_rehearsed",
    }
)
"""The parts of a situation whose lack has a sentence ``palette-needs-<part>``."""


@dataclass(frozen=True, slots=True)
class ActionEntry:
    """``why_not`` is empty where the action can be done now."""

    spec: ActionSpec
    name: str
    menu: str
    keys: str
    why_not: str


@dataclass(frozen=True, slots=True)
class CaseEntry:
    case_id: int
    name: str
    about: str


Entry = ActionEntry | CaseEntry


def action_entries(
    session: Session, actions: ActionSet, situation: Situation
) -> tuple[ActionEntry, ...]:
    """Every action: first what was done last, then what belongs to the page in front, and at the
    end what cannot be done now."""
    entries = [
        ActionEntry(
            spec,
            session.text(f"ui-action-{spec.id}"),
            session.text(f"ui-menu-{spec.menu}").replace("&", ""),
            shown(keys[0]) if (keys := actions.keys_of(spec)) else "",
            _why_not(session, spec, situation),
        )
        for spec in ACTIONS
        if not spec.is_listed_only and spec.id != "palette"
    ]
    recent = {name: place for place, name in enumerate(actions.recent)}

    def rank(entry: ActionEntry) -> tuple[bool, int, bool]:
        is_of_page = entry.spec.pages is not None and situation.page in entry.spec.pages
        return bool(entry.why_not), recent.get(entry.spec.id, len(recent)), not is_of_page

    return tuple(sorted(entries, key=rank))


def found(entries: Iterable[ActionEntry], typed: str) -> tuple[ActionEntry, ...]:
    """Those whose name or menu has every typed word, marks or none; a name that begins with what
    was typed comes before the others of its kind."""
    wanted = fold(typed)
    words = wanted.split()

    def fits(entry: ActionEntry) -> bool:
        text = fold(f"{entry.name} {entry.menu} {entry.keys}")
        return all(word in text for word in words)

    def rank(entry: ActionEntry) -> tuple[bool, bool]:
        return bool(entry.why_not), not fold(entry.name).startswith(wanted)

    return tuple(sorted(filter(fits, entries), key=rank))


def case_number(typed: str) -> int | None:
    """The number in ``hồ sơ 12``, ``hs 12``, ``#12`` or ``12``."""
    match = _CASE_NUMBER.fullmatch(fold(typed))
    return int(match.group(1)) if match else None


def case_entry(session: Session, case: CaseSummary) -> CaseEntry:
    return _entry(session, case.id, case.title or "", case.state, case.batch_name)


def opened_entry(session: Session, view: CaseView) -> CaseEntry:
    """The entry of a case that was looked up by its number."""
    case, title = view.case, ""
    if view.document_type is not None and case.record is not None:
        title = case.record.value(view.document_type.title_field) or ""
    return _entry(session, case.id, title, case.state, view.batch.name if view.batch else None)


def _entry(
    session: Session, case_id: int, title: str, state: CaseState, batch: str | None
) -> CaseEntry:
    parts = [session.text("palette-case", number=case_id)]
    parts += [session.text(CASE_SIGNS[state].message), *([batch] if batch else [])]
    name = title or session.text("ui-no-title", number=case_id)
    return CaseEntry(case_id, name, "  ·  ".join(parts))


def _why_not(session: Session, spec: ActionSpec, situation: Situation) -> str:
    if spec.pages is not None and situation.page not in spec.pages:
        names = [session.text(f"ui-page-{page.value}") for page in sorted(spec.pages)]
        return session.text("palette-elsewhere", pages=", ".join(names))
    if spec.enabled(situation):
        return ""
    lacking = _lacking(spec, situation)
    if lacking is not None:
        return session.text(f"palette-needs-{lacking}")
    return session.text("palette-not-now")


def _lacking(spec: ActionSpec, situation: Situation) -> str | None:
    """The one part of the situation that would have to be otherwise."""
    for part in fields(Situation):
        if part.name in EXPLAINED:
            for value in _other_values(getattr(situation, part.name), part.name):
                change: dict[str, Any] = {part.name: value}
                if spec.enabled(replace(situation, **change)):
                    return part.name
    return None


def _other_values(present: object, name: str) -> Sequence[object]:
    if name == "batch_state":
        return tuple(BatchState)
    return (True,) if isinstance(present, bool) else (_ENOUGH,)
