"""What an invented line is: runs of text, each a printed label or a filled-in value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

KINDS: Final[tuple[str, ...]] = (
    "name",
    "place",
    "date",
    "date_words",
    "number",
    "money",
    "id",
    "serial",
    "code",
    "label",
    "prose",
    "word",
    "letters",
)


class Role(StrEnum):
    """Who put a run on the paper: the form's printer, or whoever filled it in."""

    LABEL = "label"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one role: NFC, single spaces, none at the ends, never empty."""

    text: str
    role: Role


@dataclass(frozen=True, slots=True)
class Line:
    """The runs of one line from left to right; `kind` is that of its first value, see KINDS."""

    runs: tuple[Run, ...]
    kind: str

    @property
    def text(self) -> str:
        """The truth that a reader must give for the line."""
        return " ".join(run.text for run in self.runs)
