"""Everything that can be done, as data: menus, toolbar, palette and keys are built from it.

An action's words are the message ``ui-action-<id>``, its menu's ``ui-menu-<menu>``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from digitizer.domain.lifecycle import EXPORTABLE_BATCH_STATES, BatchState
from ui.situation import PageName, Situation

Enabled = Callable[[Situation], bool]


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """``pages`` None: everywhere; otherwise hidden on other pages."""

    id: str
    menu: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    pages: frozenset[PageName] | None = None
    enabled: Enabled = lambda _situation: True
    in_toolbar: bool = False
    is_listed_only: bool = False


def _has_case(situation: Situation) -> bool:
    return situation.has_case


def _is_editable(situation: Situation) -> bool:
    return situation.is_editable


def _has_selection(situation: Situation) -> bool:
    return situation.selected > 0


def _batch_is(*states: BatchState) -> Enabled:
    return lambda situation: situation.batch_state in states


def _can_answer_second(situation: Situation) -> bool:
    return situation.can_key_second or situation.can_settle


def _has_carpet(situation: Situation) -> bool:
    return situation.has_carpet


def _has_account(situation: Situation) -> bool:
    return situation.has_account


def _has_candidate(number: int) -> Enabled:
    return lambda situation: situation.candidates >= number


_DESK = frozenset({PageName.DESK})
_INBOX = frozenset({PageName.INBOX})
_CASES = frozenset({PageName.CASES})
_BATCHES = frozenset({PageName.BATCHES})
_APPROVAL = frozenset({PageName.APPROVAL})
_FORMS = frozenset({PageName.FORMS})
_DESIGNER = frozenset({PageName.DESIGNER})
_PEOPLE = frozenset({PageName.PEOPLE})
_SECOND = frozenset({PageName.SECOND})
_SAMPLING = frozenset({PageName.SAMPLING})
_PASSES = frozenset({PageName.PASSES})
_PRACTICE = frozenset({PageName.PRACTICE})
_PROGRESS = frozenset({PageName.PROGRESS})
_AUDIT = frozenset({PageName.AUDIT})
_SEARCH = frozenset({PageName.SEARCH})
_COLUMN = frozenset({PageName.COLUMN})
_FIELDS = _DESK | _COLUMN
"""The pages on which one field is in hand."""
_ACCOUNTS = frozenset({PageName.ACCOUNTS})
_LISTS = _INBOX | _CASES | _BATCHES | _PEOPLE
_OPEN_BATCHES = (BatchState.OPEN, BatchState.RETURNED, BatchState.PARTLY_APPROVED)

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("go-inbox", "go", ("Alt+F1",), "inbox"),
    ActionSpec("go-cases", "go", ("Alt+F2",), "cases"),
    ActionSpec("go-batches", "go", ("Alt+F3",), "batch"),
    ActionSpec("go-approval", "go", ("Alt+F5",), "approval"),
    ActionSpec("go-forms", "go", ("Alt+F6",), "forms"),
    ActionSpec("go-people", "go", ("Alt+F7",), "people"),
    ActionSpec("go-passes", "go", ("Alt+F8",), "passes"),
    ActionSpec("go-second", "go", ("Alt+F9",), "second"),
    ActionSpec("go-sampling", "go", ("Ctrl+Shift+F5",), "sampling"),
    ActionSpec("go-practice", "go", ("Alt+F10",), "practice"),
    ActionSpec("go-own-work", "go", ("Alt+F11",), "own-work"),
    ActionSpec("go-progress", "go", ("Ctrl+Shift+F6",), "progress"),
    ActionSpec("go-accounts", "go", ("Ctrl+Shift+F7",), "accounts"),
    ActionSpec("go-audit", "go", ("Ctrl+Shift+F8",), "audit"),
    ActionSpec("go-search", "go", ("Ctrl+Shift+F9",), "search"),
    ActionSpec("search-everywhere", "go", ("Ctrl+Shift+F",), "search"),
    ActionSpec("quit", "go", ("Ctrl+Q",), "close"),
    ActionSpec("search", "cases", ("Ctrl+F",), "search", _CASES),
    ActionSpec("sort-cases", "cases", ("Ctrl+Shift+S",), "list", _CASES),
    ActionSpec("search-files", "cases", ("Ctrl+F",), "search", _INBOX),
    ActionSpec("sort-files", "cases", ("Ctrl+Shift+S",), "list", _INBOX),
    ActionSpec("clear-filters", "cases", ("Esc",), pages=_LISTS, is_listed_only=True),
    ActionSpec("open-case", "cases", ("Ctrl+O",), "desk", _CASES, _has_selection, True),
    ActionSpec("add-to-batch", "cases", ("Ctrl+B",), "batch", _CASES, _has_selection, True),
    ActionSpec("arrived-scan", "cases", ("Alt+F12",), "scan-again"),
    ActionSpec("waiting-pages", "cases", ("Ctrl+Shift+P",), "scan-again", _CASES),
    ActionSpec("accept-field", "desk", ("Enter",), pages=_FIELDS, is_listed_only=True),
    ActionSpec("next-field", "desk", ("Tab",), pages=_FIELDS, is_listed_only=True),
    ActionSpec("table-row-add", "desk", ("Alt+Ins",), pages=_FIELDS, is_listed_only=True),
    ActionSpec("table-row-remove", "desk", ("Alt+Del",), pages=_FIELDS, is_listed_only=True),
    ActionSpec("previous-field", "desk", ("Shift+Tab",), pages=_FIELDS, is_listed_only=True),
    ActionSpec("back", "desk", ("Esc",), "back", _FIELDS, in_toolbar=True),
    ActionSpec("previous-case", "desk", ("Ctrl+Up",), "previous", _DESK, _has_case, True),
    ActionSpec("next-case", "desk", ("Ctrl+Down",), "next", _DESK, _has_case, True),
    ActionSpec("open-list", "desk", ("F4",), "list", _FIELDS, lambda s: s.has_list),
    ActionSpec("choose-place", "desk", ("Ctrl+L",), "search", _FIELDS, lambda s: s.has_place, True),
    ActionSpec("caret-to-doubt", "desk", ("F2",), "", _FIELDS, _is_editable),
    ActionSpec("same-as-previous", "desk", ("F3",), "", _FIELDS, lambda s: s.has_previous),
    ActionSpec("next-doubt", "desk", ("F8",), "review", _FIELDS, _has_case, True),
    ActionSpec("previous-doubt", "desk", ("Shift+F8",), "", _FIELDS, _has_case),
    ActionSpec("doubt-list", "desk", ("Ctrl+F8",), "list", _DESK, _has_case),
    ActionSpec("pass-on", "desk", ("F9",), "", _FIELDS, _is_editable),
    ActionSpec("empty", "desk", ("F7",), "empty", _FIELDS, _is_editable, True),
    ActionSpec("undo", "desk", ("Ctrl+Z",), "undo", _FIELDS, in_toolbar=True),
    ActionSpec("redo", "desk", ("Ctrl+Shift+Z",), "redo", _FIELDS),
    ActionSpec("candidate-1", "desk", ("Alt+1",), "", _FIELDS, _has_candidate(1)),
    ActionSpec("candidate-2", "desk", ("Alt+2",), "", _FIELDS, _has_candidate(2)),
    ActionSpec("candidate-3", "desk", ("Alt+3",), "", _FIELDS, _has_candidate(3)),
    ActionSpec("candidate-4", "desk", ("Alt+4",), "", _FIELDS, _has_candidate(4)),
    ActionSpec("candidate-5", "desk", ("Alt+5",), "", _FIELDS, _has_candidate(5)),
    ActionSpec("set-aside", "desk", (), "quarantined", _DESK, lambda s: s.can_set_aside),
    ActionSpec("restore", "desk", (), "returned", _DESK, lambda s: s.can_restore),
    ActionSpec(
        "finish", "desk", ("Ctrl+Enter", "Ctrl+Return"), "finish", _DESK, lambda s: s.can_finish
    ),
    ActionSpec("rotate-left", "page", ("Alt+Left",), "rotate-left", _FIELDS, _has_case, True),
    ActionSpec("rotate-right", "page", ("Alt+Right",), "rotate-right", _FIELDS, _has_case, True),
    ActionSpec("zoom-in", "page", ("Ctrl++", "Ctrl+="), "zoom-in", _FIELDS, _has_case, True),
    ActionSpec("zoom-out", "page", ("Ctrl+-",), "zoom-out", _FIELDS, _has_case, True),
    ActionSpec("fit-width", "page", ("Ctrl+0",), "fit-width", _FIELDS, _has_case, True),
    ActionSpec("previous-page", "page", ("PgUp",), "", _FIELDS, lambda s: s.page_count > 1),
    ActionSpec("next-page", "page", ("PgDown",), "", _FIELDS, lambda s: s.page_count > 1),
    ActionSpec("other-half", "page", ("Ctrl+H",), "", _FIELDS, _has_case),
    ActionSpec("side-by-side", "page", ("Ctrl+2",), "", _FIELDS, lambda s: s.page_count > 1),
    ActionSpec("contrast", "page", ("Ctrl+J",), "", _FIELDS, _has_case),
    ActionSpec("freeze", "page", ("F6",), "", _FIELDS, _has_case),
    ActionSpec("read-again", "page", ("Ctrl+R",), "", _FIELDS, _is_editable),
    ActionSpec("case-pages", "page", ("Ctrl+P",), "replace", _DESK, _has_case),
    ActionSpec("draw-mode", "page", ("Ctrl+Shift+R",), "", _FIELDS, _is_editable),
    ActionSpec("handovers", "batches", ("Ctrl+Shift+F10",), "replace"),
    ActionSpec("search-batches", "batches", ("Ctrl+F",), "search", _BATCHES),
    ActionSpec("sort-batches", "batches", ("Ctrl+Shift+S",), "list", _BATCHES),
    ActionSpec("create-batch", "batches", ("Ctrl+N",), "add", _BATCHES, in_toolbar=True),
    ActionSpec("open-batch", "batches", ("Ctrl+O",), "cases", _BATCHES, lambda s: s.has_case, True),
    ActionSpec(
        "declare-book",
        "batches",
        ("Ctrl+Shift+B",),
        "list",
        _BATCHES,
        _batch_is(*_OPEN_BATCHES),
        in_toolbar=True,
    ),
    ActionSpec(
        "give-doc-codes",
        "batches",
        ("Ctrl+Shift+F12",),
        "stored",
        _BATCHES,
        lambda s: s.has_case and s.batch_state in _OPEN_BATCHES,
    ),
    ActionSpec(
        "plan-batch",
        "batches",
        ("Ctrl+Shift+P",),
        "plan",
        _BATCHES,
        _batch_is(*_OPEN_BATCHES),
        in_toolbar=True,
    ),
    ActionSpec(
        "submit-batch",
        "batches",
        ("Ctrl+G",),
        "submitted",
        _BATCHES,
        _batch_is(*_OPEN_BATCHES),
        True,
    ),
    ActionSpec(
        "rehearse-batch",
        "batches",
        ("Ctrl+Shift+N",),
        "to_check",
        _BATCHES,
        _batch_is(*EXPORTABLE_BATCH_STATES),
        True,
    ),
    ActionSpec(
        "export-batch",
        "batches",
        ("Ctrl+E",),
        "exported",
        _BATCHES,
        lambda s: s.batch_state in EXPORTABLE_BATCH_STATES and s.is_rehearsed,
        True,
    ),
    ActionSpec("take-rejects", "batches", ("Ctrl+Shift+K",), "returned", _BATCHES),
    ActionSpec(
        "export-correction",
        "batches",
        ("Ctrl+Shift+J",),
        "replace",
        _BATCHES,
        lambda s: s.batch_state in EXPORTABLE_BATCH_STATES and s.is_rehearsed,
    ),
    ActionSpec(
        "deliver-package",
        "batches",
        ("Ctrl+Shift+F11",),
        "deliver",
        _BATCHES,
        _batch_is(*EXPORTABLE_BATCH_STATES),
    ),
    ActionSpec(
        "batch-slip",
        "batches",
        ("Ctrl+Shift+E",),
        "print",
        _BATCHES,
        lambda s: s.batch_state is not None,
    ),
    ActionSpec(
        "approve-batch",
        "approval",
        ("Ctrl+D",),
        "approved",
        _APPROVAL,
        lambda s: s.may_approve,
    ),
    ActionSpec(
        "approve-part",
        "approval",
        ("Ctrl+Shift+A",),
        "partly-approved",
        _APPROVAL,
        lambda s: s.may_approve,
    ),
    ActionSpec("look-row", "approval", ("A",), "checked", _APPROVAL, lambda s: s.can_review, True),
    ActionSpec("pin-row", "approval", ("R",), "pin", _APPROVAL, lambda s: s.can_review, True),
    ActionSpec("unpin-row", "approval", ("Del",), "undo", _APPROVAL, lambda s: s.can_review),
    ActionSpec(
        "return-batch",
        "approval",
        ("Ctrl+T",),
        "returned",
        _APPROVAL,
        lambda s: s.may_approve,
    ),
    ActionSpec("answered-batches", "approval", ("F6",), "list", _APPROVAL),
    ActionSpec(
        "reopen-case",
        "cases",
        ("Ctrl+Shift+T",),
        "redo",
        _APPROVAL | _CASES | _DESK,
        lambda s: s.can_reopen,
    ),
    ActionSpec("other-pass", "passes", ("Ctrl+Tab",), "list", _PASSES, lambda s: s.has_batch, True),
    ActionSpec("begin-column", "passes", (), "desk", _PASSES, lambda s: s.has_column, True),
    ActionSpec("confirm-screen", "passes", ("Enter",), pages=_PASSES, is_listed_only=True),
    ActionSpec("mark-odd", "passes", ("Space",), pages=_PASSES, is_listed_only=True),
    ActionSpec("pass-context", "passes", ("F2",), "search", _PASSES, _has_carpet, True),
    ActionSpec("previous-group", "passes", ("Ctrl+Up",), "previous", _PASSES, _has_carpet, True),
    ActionSpec("next-group", "passes", ("Ctrl+Down",), "next", _PASSES, _has_carpet, True),
    ActionSpec("open-odd", "passes", ("Ctrl+O",), "desk", _PASSES, _has_carpet, True),
    ActionSpec("previous-column", "passes", ("Ctrl+PgUp",), "previous", _COLUMN, _has_case, True),
    ActionSpec("next-column", "passes", ("Ctrl+PgDown",), "next", _COLUMN, _has_case, True),
    ActionSpec("open-cell", "passes", ("Ctrl+O",), "desk", _COLUMN, _has_case, True),
    ActionSpec("accept-second", "second", ("Enter",), pages=_SECOND, is_listed_only=True),
    ActionSpec("second-empty", "second", ("F7",), "empty", _SECOND, _can_answer_second, True),
    ActionSpec("second-skip", "second", ("F9",), "next", _SECOND, lambda s: s.can_key_second, True),
    ActionSpec("second-sheet", "second", ("F6",), "search", _SECOND, _can_answer_second, True),
    ActionSpec("settle-1", "second", ("Alt+1",), "", _SECOND, lambda s: s.can_settle),
    ActionSpec("settle-2", "second", ("Alt+2",), "", _SECOND, lambda s: s.can_settle),
    ActionSpec("second-switch", "second", ("Ctrl+Tab",), "list", _SECOND, in_toolbar=True),
    ActionSpec(
        "sample-draw", "sampling", ("Ctrl+N",), "add", _SAMPLING, lambda s: s.can_draw_sample, True
    ),
    ActionSpec(
        "sample-close",
        "sampling",
        ("Ctrl+Enter", "Ctrl+Return"),
        "finish",
        _SAMPLING,
        lambda s: s.can_close_sample,
        True,
    ),
    ActionSpec(
        "sample-print", "sampling", ("Ctrl+P",), "print", _SAMPLING, lambda s: s.has_sample_result
    ),
    ActionSpec(
        "sample-sign",
        "sampling",
        ("Ctrl+Shift+P",),
        "sign",
        _SAMPLING,
        lambda s: s.can_sign_sample,
    ),
    ActionSpec("sample-history", "sampling", ("Ctrl+M",), "list", _SAMPLING, in_toolbar=True),
    ActionSpec("accept-sample", "sampling", ("Enter",), pages=_SAMPLING, is_listed_only=True),
    ActionSpec(
        "sample-empty", "sampling", ("F7",), "empty", _SAMPLING, lambda s: s.can_key_sample, True
    ),
    ActionSpec(
        "sample-sheet", "sampling", ("F6",), "search", _SAMPLING, lambda s: s.has_sample_field, True
    ),
    ActionSpec("sample-1", "sampling", ("Alt+1",), "", _SAMPLING, lambda s: s.can_choose_sample),
    ActionSpec("sample-2", "sampling", ("Alt+2",), "", _SAMPLING, lambda s: s.can_choose_sample),
    ActionSpec("new-form", "forms", ("Ctrl+N",), "add", _FORMS, in_toolbar=True),
    ActionSpec("edit-form", "forms", ("Ctrl+O",), "desk", _FORMS, _has_case, True),
    ActionSpec("try-form", "forms", ("Ctrl+T",), "search", _FORMS, _has_case, True),
    ActionSpec("leave-form", "forms", ("Esc",), "back", _DESIGNER, in_toolbar=True),
    ActionSpec("new-zone", "forms", ("N",), pages=_DESIGNER, is_listed_only=True),
    ActionSpec("choose-field", "forms", ("Enter",), pages=_DESIGNER, is_listed_only=True),
    ActionSpec("next-zone", "forms", ("Tab",), pages=_DESIGNER, is_listed_only=True),
    ActionSpec("move-zone", "forms", ("Right",), pages=_DESIGNER, is_listed_only=True),
    ActionSpec("move-zone-finely", "forms", ("Ctrl+Right",), pages=_DESIGNER, is_listed_only=True),
    ActionSpec("resize-zone", "forms", ("Shift+Right",), pages=_DESIGNER, is_listed_only=True),
    ActionSpec("reorder-zone", "forms", ("Alt+Down",), pages=_DESIGNER, is_listed_only=True),
    ActionSpec("accept-zone", "forms", ("A",), pages=_DESIGNER, is_listed_only=True),
    ActionSpec("remove-zone", "forms", ("Del",), pages=_DESIGNER, is_listed_only=True),
    ActionSpec("other-part", "forms", ("F6",), pages=_DESIGNER, is_listed_only=True),
    ActionSpec("undo-zone", "forms", ("Ctrl+Z",), "undo", _DESIGNER, lambda s: s.can_undo, True),
    ActionSpec("redo-zone", "forms", ("Ctrl+Y",), "redo", _DESIGNER, lambda s: s.can_redo, True),
    ActionSpec(
        "accept-zones", "forms", ("Ctrl+G",), "checked", _DESIGNER, lambda s: s.has_suggestions
    ),
    ActionSpec("add-field", "forms", ("Ctrl+M",), "add", _DESIGNER, lambda s: s.has_new_type),
    ActionSpec("try-draft", "forms", ("Ctrl+T",), "search", _DESIGNER, _has_case, True),
    ActionSpec("save-form", "forms", ("Ctrl+S",), "stored", _DESIGNER, _is_editable, True),
    ActionSpec("form-zoom-in", "page", ("Ctrl++", "Ctrl+="), "zoom-in", _DESIGNER, _has_case, True),
    ActionSpec("form-zoom-out", "page", ("Ctrl+-",), "zoom-out", _DESIGNER, _has_case, True),
    ActionSpec("form-fit-width", "page", ("Ctrl+0",), "fit-width", _DESIGNER, _has_case, True),
    ActionSpec("search-people", "people", ("Ctrl+F",), "search", _PEOPLE),
    ActionSpec("sort-people", "people", ("Ctrl+Shift+S",), "list", _PEOPLE),
    ActionSpec("open-source", "people", ("Ctrl+O",), "desk", _PEOPLE, _has_case, True),
    ActionSpec(
        "open-other-source",
        "people",
        ("Ctrl+Shift+O",),
        "desk",
        _PEOPLE,
        lambda s: s.has_other_case,
    ),
    ActionSpec("same-person", "people", ("Ctrl+M",), "same", _PEOPLE, lambda s: s.may_join, True),
    ActionSpec(
        "other-person", "people", ("Ctrl+Shift+M",), "apart", _PEOPLE, lambda s: s.may_part, True
    ),
    ActionSpec("other-list", "people", ("F6",), "list", _PEOPLE, in_toolbar=True),
    ActionSpec("practice-start", "practice", ("Ctrl+N",), "add", _PRACTICE, in_toolbar=True),
    ActionSpec(
        "practice-go-on", "practice", ("Ctrl+G",), "next", _PRACTICE, lambda s: s.has_exercise, True
    ),
    ActionSpec(
        "practice-again",
        "practice",
        ("Ctrl+Shift+N",),
        "redo",
        _PRACTICE,
        lambda s: s.had_exercise,
        True,
    ),
    ActionSpec(
        "practice-open", "practice", ("Ctrl+O",), "desk", _PRACTICE, lambda s: s.has_mark, True
    ),
    ActionSpec("practice-discard", "practice", (), "close", _PRACTICE, lambda s: s.can_discard),
    ActionSpec("progress-report", "progress", ("Ctrl+E",), "print", _PROGRESS, in_toolbar=True),
    ActionSpec("progress-plan", "progress", ("Ctrl+O",), "plan", _PROGRESS, in_toolbar=True),
    ActionSpec("progress-plan-edit", "progress", ("Ctrl+T",), "desk", _PROGRESS, in_toolbar=True),
    ActionSpec("progress-merge", "progress", ("Ctrl+M",), "merge", _PROGRESS, in_toolbar=True),
    ActionSpec("progress-lengths", "progress", ("Ctrl+D",), "list", _PROGRESS),
    ActionSpec("progress-check", "progress", ("Ctrl+G",), "checked", _PROGRESS),
    ActionSpec("search-words", "cases", ("Ctrl+F",), "search", _SEARCH, in_toolbar=True),
    ActionSpec("open-found", "cases", ("Ctrl+O",), "desk", _SEARCH, _has_case, True),
    ActionSpec("search-audit", "audit", ("Ctrl+F",), "search", _AUDIT),
    ActionSpec("verify-audit", "audit", ("Ctrl+G",), "checked", _AUDIT, in_toolbar=True),
    ActionSpec("verify-audit-with", "audit", ("Ctrl+Shift+G",), "merge", _AUDIT),
    ActionSpec("check-audit-log", "audit", ("Ctrl+T",), "checked", _AUDIT),
    ActionSpec("export-audit", "audit", ("Ctrl+E",), "exported", _AUDIT, in_toolbar=True),
    ActionSpec("audit-subject", "audit", ("Ctrl+O",), "search", _AUDIT, _has_case, True),
    ActionSpec("add-account", "help", ("Ctrl+N",), "add", _ACCOUNTS, in_toolbar=True),
    ActionSpec("account-roles", "help", ("Ctrl+O",), "people", _ACCOUNTS, _has_account, True),
    ActionSpec("account-password", "help", (), "password", _ACCOUNTS, _has_account, True),
    ActionSpec("account-unlock", "help", (), "approved", _ACCOUNTS, _has_account, True),
    ActionSpec("account-disable", "help", (), "quarantined", _ACCOUNTS, _has_account, True),
    ActionSpec("account-enable", "help", (), "undo", _ACCOUNTS, _has_account, True),
    ActionSpec("rescue-code", "help", (), "password", _ACCOUNTS),
    ActionSpec("palette", "help", ("Ctrl+K",), "palette"),
    ActionSpec("keys", "help", ("F1",), "keys"),
    ActionSpec("settings", "help", ("Ctrl+,",), "settings"),
    ActionSpec("setup", "help", (), "settings"),
    ActionSpec("switch-user", "help", ("Ctrl+U",), "user"),
    ActionSpec("change-password", "help", (), "password"),
    ActionSpec("lock", "help", ("Ctrl+Shift+L",), "lock"),
    ActionSpec("dark", "help", ("Ctrl+Shift+D",), "theme"),
)
