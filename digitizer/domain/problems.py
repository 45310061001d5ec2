"""Bad data as a value: what is wrong, how badly, and with which field."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How a problem stops the walk: an error blocks confirmation, a warning asks for a look."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. ``code`` names a sentence ``problem-<code>`` in the message catalogs.

    ``field`` is the key of the field concerned, or None for a whole page, case or file.
    ``params`` are the sentence's variables, as pairs so that problems compare by value.
    """

    code: str
    severity: Severity
    field: str | None = None
    params: tuple[tuple[str, str], ...] = ()

    @classmethod
    def error(cls, code: str, field: str | None = None, **params: str) -> Problem:
        return cls(code, Severity.ERROR, field, tuple(sorted(params.items())))

    @classmethod
    def warning(cls, code: str, field: str | None = None, **params: str) -> Problem:
        return cls(code, Severity.WARNING, field, tuple(sorted(params.items())))

    @classmethod
    def info(cls, code: str, field: str | None = None, **params: str) -> Problem:
        return cls(code, Severity.INFO, field, tuple(sorted(params.items())))
