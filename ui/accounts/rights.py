"""Which of the window's actions need which right; the rest need none, or are refused by the use
case itself. Only a courtesy: the use cases ask again."""

from __future__ import annotations

from collections.abc import Collection, Mapping

NEEDED: Mapping[str, Collection[str]] = {
    "go-inbox": ("read-inbox",),
    "go-cases": ("list-cases",),
    "go-batches": ("list-batches",),
    "go-approval": ("approve-batch", "read-review"),
    "go-people": ("read-people",),
    "go-search": ("search-records",),
    "search-everywhere": ("search-records",),
    "go-passes": ("confirm-field",),
    "go-second": ("key-second", "settle"),
    "go-sampling": ("read-samples",),
    "go-progress": ("read-progress",),
    "go-accounts": ("read-accounts",),
    "go-audit": ("read-audit",),
    "open-case": ("read-case",),
    "open-source": ("read-case",),
    "open-batch": ("list-cases",),
    "waiting-pages": ("list-cases",),
    "doubt-list": ("list-cases",),
    "batch-slip": ("read-slips",),
    "export-audit": ("export-audit",),
    "create-batch": ("create-batch",),
    "add-to-batch": ("add-to-batch",),
    "declare-book": ("declare-book", "count-pages"),
    "give-doc-codes": ("give-doc-codes",),
    "plan-batch": ("plan-batch",),
    "submit-batch": ("submit-batch",),
    "approve-batch": ("approve-batch",),
    "approve-part": ("approve-part",),
    "return-batch": ("return-batch",),
    "reopen-case": ("reopen-case",),
    "look-row": ("look-at",),
    "pin-row": ("put-pin",),
    "unpin-row": ("take-pin-off",),
    "rehearse-batch": ("rehearse-batch",),
    "export-batch": ("export-batch",),
    "export-correction": ("export-correction",),
    "take-rejects": ("take-rejects",),
    "deliver-package": ("deliver-package",),
    "sample-sign": ("sign-paper",),
    "empty": ("confirm-empty",),
    "pass-on": ("pass-on",),
    "finish": ("finish-case",),
    "set-aside": ("set-aside",),
    "restore": ("restore",),
    "undo": ("undo",),
    "redo": ("redo",),
    "read-again": ("read-again",),
    "same-person": ("people-same",),
    "other-person": ("people-different",),
    "save-form": ("save-form",),
    "add-account": ("add-account",),
    "account-roles": ("change-roles",),
    "account-password": ("set-password",),
    "account-disable": ("disable-account",),
    "account-enable": ("enable-account",),
    "account-unlock": ("unlock-account",),
    "rescue-code": ("renew-rescue-code",),
    "setup": ("set-up",),
}
"""By the id of the window's action, the actions of use cases of which one must be allowed."""


def forbidden(allowed: Collection[str] | None) -> frozenset[str]:
    """The window's actions that a person with these rights (None: with all) cannot use."""
    if allowed is None:
        return frozenset()
    return frozenset(name for name, needed in NEEDED.items() if not set(needed) & set(allowed))
