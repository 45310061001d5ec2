"""How far the work is: which stage each case has reached, and on which day.

A day is the day of Vietnam's clock. A case counts in every stage that it has passed and still
holds: one that is returned leaves the later stages until it comes there again. So the sum over all
days is always the number of cases that stand there now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from itertools import pairwise

from digitizer.domain.lifecycle import CaseState

# Vietnam has one zone and no summer time; a report must not change with the computer's own zone.
WORK_ZONE = timezone(timedelta(hours=7))


class Stage(StrEnum):
    """What has been done. ``scanned`` counts pages of received files, the others count cases."""

    SCANNED = "scanned"
    READ = "read"
    CHECKED = "checked"
    APPROVED = "approved"
    EXPORTED = "exported"


CASE_STAGES = (Stage.READ, Stage.CHECKED, Stage.APPROVED, Stage.EXPORTED)
"""The stages of a case, in the order of the walk."""

_REACHED: Mapping[CaseState, int] = {
    CaseState.SET_ASIDE: 0,
    CaseState.TO_CHECK: 1,
    CaseState.RETURNED: 1,
    CaseState.CHECKED: 2,
    CaseState.APPROVED: 3,
    CaseState.EXPORTED: 4,
}


def work_day(moment: datetime) -> date:
    """The day of work that a moment belongs to."""
    return moment.astimezone(WORK_ZONE).date()


def stages_of(state: CaseState) -> tuple[Stage, ...]:
    """The stages that a case in this state holds; none for one that was set aside."""
    return CASE_STAGES[: _REACHED[state]]


@dataclass(frozen=True, slots=True)
class CaseDays:
    """The day on which a case reached each stage that it holds."""

    read: date
    checked: date | None = None
    approved: date | None = None
    exported: date | None = None

    def of(self, stage: Stage) -> date | None:
        """Raises ValueError for the stage of pages."""
        match stage:
            case Stage.READ:
                return self.read
            case Stage.CHECKED:
                return self.checked
            case Stage.APPROVED:
                return self.approved
            case Stage.EXPORTED:
                return self.exported
        raise ValueError(stage)

    def moved(self, state: CaseState, day: date) -> CaseDays:
        """The days after a move into ``state`` on ``day``: stages that are new get that day, those
        lost lose theirs. A case set aside keeps its days for when it comes back."""
        if state is CaseState.SET_ASIDE:
            return self
        held = stages_of(state)
        return replace(
            self,
            checked=(self.checked or day) if Stage.CHECKED in held else None,
            approved=(self.approved or day) if Stage.APPROVED in held else None,
            exported=(self.exported or day) if Stage.EXPORTED in held else None,
        )


@dataclass(frozen=True, slots=True)
class Count:
    """How many reached a stage on a day, in one batch (None: in no batch) and document type (None:
    not known)."""

    day: date
    stage: Stage
    batch_id: int | None
    document_type: str | None
    number: int


Counts = Mapping[Stage, int]
NO_COUNTS: Counts = dict.fromkeys(Stage, 0)


@dataclass(frozen=True, slots=True)
class DayCounts:
    day: date
    counts: Counts


@dataclass(frozen=True, slots=True)
class NamedCounts:
    """The counts of one document type (its key, "" not known) or one batch (its name, "" for
    cases in none)."""

    name: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for each stage. ``pages`` are those of files not read yet, ``failed`` the files
    that could not be read; the others are cases."""

    pages: int = 0
    failed: int = 0
    cases: Mapping[Stage, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tally:
    """All counts: the sums, by day (oldest first, days with work only), by document type and by
    batch."""

    totals: Counts
    days: tuple[DayCounts, ...]
    types: tuple[NamedCounts, ...]
    batches: tuple[NamedCounts, ...]
    waiting: Waiting


def waiting_cases(totals: Counts) -> Mapping[Stage, int]:
    """How many cases wait to reach each stage: those that reached the one before it."""
    return {
        stage: max(0, totals[before] - totals[stage]) for before, stage in pairwise(CASE_STAGES)
    }


def summed(rows: Iterable[tuple[Stage, int]]) -> Counts:
    """The counts by stage; stages that do not occur are 0."""
    found = dict(NO_COUNTS)
    for stage, number in rows:
        found[stage] += number
    return found


def day_counts(rows: Iterable[tuple[date, Stage, int]]) -> tuple[DayCounts, ...]:
    """The rows by day, the oldest first."""
    by_day: dict[date, list[tuple[Stage, int]]] = {}
    for day, stage, number in rows:
        by_day.setdefault(day, []).append((stage, number))
    return tuple(DayCounts(day, summed(by_day[day])) for day in sorted(by_day))


def named_counts(rows: Iterable[tuple[str, Stage, int]]) -> tuple[NamedCounts, ...]:
    """The rows by name, the one with the most cases first."""
    by_name: dict[str, list[tuple[Stage, int]]] = {}
    for name, stage, number in rows:
        by_name.setdefault(name, []).append((stage, number))
    found = [NamedCounts(name, summed(counts)) for name, counts in by_name.items()]
    return tuple(sorted(found, key=lambda one: (-one.counts[Stage.READ], one.name)))
