"""Which page is in front, and what the actions need to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from digitizer.domain.lifecycle import BatchState


class PageName(StrEnum):
    INBOX = "inbox"
    CASES = "cases"
    BATCHES = "batches"
    APPROVAL = "approval"
    DESK = "desk"
    FORMS = "forms"
    PEOPLE = "people"
    SEARCH = "search"
    SECOND = "second"
    SAMPLING = "sampling"
    PASSES = "passes"
    COLUMN = "column"
    OWN_WORK = "own_work"
    PROGRESS = "progress"
    PRACTICE = "practice"
    ACCOUNTS = "accounts"
    AUDIT = "audit"
    DESIGNER = "designer"


@dataclass(frozen=True, slots=True)
class Situation:
    """What the actions need to know of the page in front."""

    page: PageName
    has_case: bool = False
    is_editable: bool = False
    can_finish: bool = False
    can_set_aside: bool = False
    can_restore: bool = False
    has_list: bool = False
    has_place: bool = False
    has_previous: bool = False
    candidates: int = 0
    page_count: int = 0
    selected: int = 0
    batch_state: BatchState | None = None
    may_approve: bool = False
    has_carpet: bool = False
    has_column: bool = False
    has_batch: bool = False
    can_key_second: bool = False
    can_settle: bool = False
    can_draw_sample: bool = False
    can_close_sample: bool = False
    can_key_sample: bool = False
    can_choose_sample: bool = False
    has_sample_field: bool = False
    has_sample_result: bool = False
    can_sign_sample: bool = False
    can_review: bool = False
    can_undo: bool = False
    can_redo: bool = False
    has_suggestions: bool = False
    has_new_type: bool = False
    has_other_case: bool = False
    may_join: bool = False
    may_part: bool = False
    has_exercise: bool = False
    had_exercise: bool = False
    has_mark: bool = False
    can_discard: bool = False
    has_account: bool = False
    can_reopen: bool = False
    is_rehearsed: bool = False
