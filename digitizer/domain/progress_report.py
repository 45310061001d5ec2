"""The report of one office's progress, and what the reports of many offices say together.

A report names no person and no case: it holds counts, and names of document types and milestones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from digitizer.domain.data_quality import DataQuality, Share, Word
from digitizer.domain.progress import (
    Counts,
    DayCounts,
    NamedCounts,
    Stage,
    Tally,
    waiting_cases,
)
from digitizer.domain.values.text import fold
from digitizer.domain.work_plan import Bottleneck, Forecast


@dataclass(frozen=True, slots=True)
class ProgressReport:
    """How far an office was at the end of a day. ``totals`` are the sums of ``days``. ``types``,
    ``waiting_pages``, ``failed_files``, ``forecasts``, ``bottleneck`` and ``quality`` are of the
    moment of making it."""

    superior: str
    office: str
    code: str
    day: date
    made_at: datetime
    software: str
    totals: Counts
    days: tuple[DayCounts, ...]
    types: tuple[NamedCounts, ...]
    waiting_pages: int
    failed_files: int
    forecasts: tuple[Forecast, ...]
    bottleneck: Bottleneck | None
    quality: DataQuality

    @property
    def key(self) -> str:
        """Tells offices apart: the code of the unit, or its name where that lacks."""
        return self.code or fold(f"{self.superior} {self.office}")

    @property
    def of_day(self) -> Counts:
        """What was done on the day itself."""
        found = (one.counts for one in self.days if one.day == self.day)
        return next(found, dict.fromkeys(Stage, 0))

    @property
    def waiting(self) -> Mapping[Stage, int]:
        """How many cases wait to reach each stage."""
        return waiting_cases(self.totals)

    @property
    def is_consistent(self) -> bool:
        """Whether the days add up to the totals, none is below nothing and none lies after the day
        of the report."""
        within = all(
            one.day <= self.day and min(one.counts.values(), default=0) >= 0 for one in self.days
        )
        return within and total_of(one.counts for one in self.days) == dict(self.totals)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A report file that is not in the roll-up. ``code`` names the sentence
    ``progress-left-out-<code>``."""

    file: str
    code: str
    office: str = ""


@dataclass(frozen=True, slots=True)
class RollUp:
    """The reports of many offices, by name, and what could not be taken."""

    made_at: datetime
    reports: tuple[ProgressReport, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def totals(self) -> Counts:
        return total_of(one.totals for one in self.reports)

    @property
    def days(self) -> tuple[DayCounts, ...]:
        """The sums of all offices by day."""
        by_day: dict[date, list[Counts]] = {}
        for report in self.reports:
            for one in report.days:
                by_day.setdefault(one.day, []).append(one.counts)
        return tuple(DayCounts(day, total_of(by_day[day])) for day in sorted(by_day))

    @property
    def shares(self) -> Mapping[Word, Share]:
        """The sums of what all offices measured."""
        found = dict.fromkeys(Word, Share())
        for report in self.reports:
            for word, share in report.quality.shares.items():
                found[word] += share
        return found


def total_of(counts: Iterable[Counts]) -> dict[Stage, int]:
    """The sums by stage."""
    found = dict.fromkeys(Stage, 0)
    for one in counts:
        for stage, number in one.items():
            found[stage] += number
    return found


def days_until(tally: Tally, day: date) -> tuple[DayCounts, ...]:
    """The days of a tally up to a day."""
    return tuple(one for one in tally.days if one.day <= day)


def merged(
    read: Sequence[tuple[str, ProgressReport]], refused: Sequence[LeftOut], made_at: datetime
) -> RollUp:
    """Put reports together, each with the name of its file. Of two reports of one office the one
    of the later day counts, of one day the one made later; the other is named as left out."""
    newest: dict[str, tuple[str, ProgressReport]] = {}
    left_out = list(refused)
    for file, report in read:
        if not report.is_consistent:
            left_out.append(LeftOut(file, "inconsistent", report.office))
            continue
        known = newest.get(report.key)
        if known is None:
            newest[report.key] = (file, report)
            continue
        older, newer = sorted((known, (file, report)), key=lambda one: (one[1].day, one[1].made_at))
        newest[report.key] = newer
        left_out.append(LeftOut(older[0], "superseded", older[1].office))
    kept = [report for _, report in newest.values()]
    kept.sort(key=lambda one: (fold(one.office), one.key))
    return RollUp(made_at, tuple(kept), tuple(left_out))
