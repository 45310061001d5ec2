"""Checking an exported audit log, wherever it comes from, as the check that lies beside it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from digitizer.domain.audit_check import MOST_NAMED
from digitizer.domain.errors import InvalidInput
from digitizer.messages import Messages
from exports import audit_check


@dataclass(frozen=True, slots=True)
class LogCheck:
    """``lines`` name the faults in words, of many only the first."""

    folder: Path
    entries: int
    edits: int
    head: str
    faults: int
    lines: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        return not self.faults


def check_log(folder: Path, heads: Sequence[str], messages: Messages) -> LogCheck:
    """Compute the chain of an exported log anew and look for heads (64 hexadecimal digits) in it.
    The program of the log's own folder is not run. Raises InvalidInput ``audit-log-unreadable``
    for what is no exported log."""
    lines: list[str] = []

    def say(code: str, **params: object) -> None:
        if len(lines) < MOST_NAMED:
            lines.append(messages.text(f"audit-check-word-{code}").format(**params))

    try:
        faults, entries, edits, head = audit_check.check(folder, list(heads), say)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidInput("audit-log-unreadable", folder=folder) from error
    return LogCheck(folder, entries, edits, head, faults, tuple(lines))
