"""How long the keyed fields are, for the norms by which keying is paid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LengthRule:
    """The classes of length in characters: up to each bound, and beyond the last one."""

    bounds: tuple[int, ...]
    valid_from: date
    source: str

    @property
    def classes(self) -> tuple[str, ...]:
        """The names of the classes, the shortest first: "≤ 15", "16-50", "> 50"."""
        starts = [bound + 1 for bound in self.bounds[:-1]]
        middle = [f"{start}-{end}" for start, end in zip(starts, self.bounds[1:], strict=True)]
        return (f"≤ {self.bounds[0]}", *middle, f"> {self.bounds[-1]}")


@dataclass(frozen=True, slots=True)
class LengthRow:
    """Fields with a text, by class, of one batch ("": none) and document type. ``cases`` they are
    of, ``characters`` they have together."""

    batch: str
    document_type: str
    cases: int
    fields: tuple[int, ...]
    characters: int


def total_of(rows: Iterable[LengthRow], classes: int) -> LengthRow:
    """The sum over all rows."""
    found = list(rows)
    return LengthRow(
        "",
        "",
        sum(row.cases for row in found),
        tuple(sum(row.fields[at] for row in found) for at in range(classes)),
        sum(row.characters for row in found),
    )
