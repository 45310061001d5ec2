"""Checking a submitted batch by a sample: single sampling plans by attributes, and check rounds.

The tables and the rounds are data files (``digitizer/schemas``); here is only what they mean.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from digitizer.domain.errors import InvalidInput
from digitizer.domain.schema import DocumentType, FieldKind, FieldSpec, Localized, Need


class Strictness(StrEnum):
    """How strictly the lots of a series are inspected now."""

    NORMAL = "normal"
    TIGHTENED = "tightened"
    REDUCED = "reduced"


class Arrow(StrEnum):
    """A cell of the tables that sends to the first plan below or above it."""

    DOWN = "↓"
    UP = "↑"


@dataclass(frozen=True, slots=True)
class Numbers:
    """Up to ``accept`` errors a lot passes, from ``reject`` on it does not; between the two (in
    reduced inspection only) it passes for the last time under reduced inspection."""

    accept: int
    reject: int


@dataclass(frozen=True, slots=True)
class Plan:
    """So many units are looked at. ``letter`` is that of the plan found, after any arrows; empty
    where a share of the lot is looked at."""

    letter: str
    size: int
    numbers: Numbers


@dataclass(frozen=True, slots=True)
class PlanRow:
    letter: str
    size: int
    cells: tuple[Numbers | Arrow, ...]


@dataclass(frozen=True, slots=True)
class LotRow:
    """The letters by level of lots up to a size; None for no end."""

    up_to: int | None
    letters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SamplingTables:
    """``limits`` are the acceptable quality limits in percent, the columns of ``plans``."""

    version: str
    source: str
    limits: tuple[float, ...]
    levels: tuple[str, ...]
    lots: tuple[LotRow, ...]
    plans: Mapping[Strictness, tuple[PlanRow, ...]]

    def letter(self, lot_size: int, level: str) -> str:
        """Raises InvalidInput for an empty lot and for a level that the tables lack."""
        if lot_size < 1:
            raise InvalidInput("lot-empty")
        if level not in self.levels:
            raise InvalidInput("no-level", level=level, levels=" ".join(self.levels))
        row = next(row for row in self.lots if row.up_to is None or lot_size <= row.up_to)
        return row.letters[level]

    def plan(
        self, lot_size: int, level: str, limit: float, strictness: Strictness = Strictness.NORMAL
    ) -> Plan:
        """The plan for a lot; its whole lot is looked at where the plan asks for more units than
        there are. Raises InvalidInput as :meth:`letter`, and for a limit not in the tables."""
        if limit not in self.limits:
            limits = " ".join(f"{each:g}" for each in self.limits)
            raise InvalidInput("no-limit", limit=f"{limit:g}", limits=limits)
        rows, column = self.plans[strictness], self.limits.index(limit)
        letter = self.letter(lot_size, level)
        at = next(place for place, row in enumerate(rows) if row.letter == letter)
        cell = rows[at].cells[column]
        while isinstance(cell, Arrow):
            at += 1 if cell is Arrow.DOWN else -1
            cell = rows[at].cells[column]
        return Plan(rows[at].letter, min(rows[at].size, lot_size), cell)

    def stricter_accept(self, letter: str, limit: float, strictness: Strictness) -> int | None:
        """How many errors the plan of the same letter accepts at the next stricter limit; None
        where there is no such plan."""
        column = self.limits.index(limit) - 1
        row = next((row for row in self.plans[strictness] if row.letter == letter), None)
        cell = row.cells[column] if row is not None and column >= 0 else None
        return cell.accept if isinstance(cell, Numbers) else None


class RoundKind(StrEnum):
    """What is looked at: each page's image, the whole case beside its paper, or fields that are
    keyed anew from the paper alone."""

    IMAGES = "images"
    CASES = "cases"
    FIELDS = "fields"


class FieldScope(StrEnum):
    """Which fields of a document type are sampled."""

    REQUIRED = "required"
    EXPECTED = "expected"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class CheckRound:
    """One round, counted from 1. A round of fields has ``level``, ``limit`` and ``scope``; the
    others look at a ``share`` of the lot and let up to ``most_faulty`` of it be wrong."""

    number: int
    kind: RoundKind
    share: float = 1.0
    most_faulty: float = 0.0
    level: str = "II"
    limit: float = 1.0
    scope: FieldScope = FieldScope.REQUIRED

    def plan(self, tables: SamplingTables, lot_size: int, strictness: Strictness) -> Plan:
        """Raises InvalidInput as :meth:`SamplingTables.plan`."""
        if self.kind is RoundKind.FIELDS:
            return tables.plan(lot_size, self.level, self.limit, strictness)
        if lot_size < 1:
            raise InvalidInput("lot-empty")
        size = math.ceil(self.share * lot_size)
        accept = math.floor(self.most_faulty * size)
        return Plan("", size, Numbers(accept, accept + 1))


@dataclass(frozen=True, slots=True)
class CheckProfile:
    """The rounds that a batch goes through before it may be approved."""

    key: str
    version: str
    label: Localized
    source: str
    rounds: tuple[CheckRound, ...]

    def round(self, number: int) -> CheckRound:
        """Raises InvalidInput where there is no such round."""
        if not 1 <= number <= len(self.rounds):
            raise InvalidInput("no-round", number=number, rounds=len(self.rounds))
        return self.rounds[number - 1]


@dataclass(frozen=True, slots=True)
class SwitchingRules:
    """When inspection becomes stricter or milder; see :mod:`digitizer.domain.switching`."""

    rejected: int
    among: int
    accepted: int
    stop_at: int
    score: int
    points_small: int
    points_large: int


@dataclass(frozen=True, slots=True)
class PrintRule:
    """What counts as printed text read by machine, and the least share of right characters.
    ``engines`` are beginnings of the names of readers, ``not_print`` codes of problems that mark a
    reading as handwriting."""

    least: float
    engines: tuple[str, ...]
    not_print: frozenset[str]
    source: str


@dataclass(frozen=True, slots=True)
class QualityRules:
    """``required`` is the profile whose rounds every batch of the workspace needs; None for
    none. Samples are drawn by it, or by ``usual`` where there is none."""

    tables: SamplingTables
    switching: SwitchingRules
    printed: PrintRule
    usual: CheckProfile
    required: CheckProfile | None = None

    @property
    def profile(self) -> CheckProfile:
        return self.required or self.usual


@dataclass(frozen=True, slots=True, order=True)
class Unit:
    """One thing to be looked at: a field of a case, a case, or a page on which the case stands."""

    case_id: int
    field: str = ""
    page_id: int = 0


_RANKED_AT_ONCE = 5000


def drawn(seed: str, units: Iterable[Unit], size: int) -> tuple[Unit, ...]:
    """A simple random sample, in the order of the units, of which few are in memory at once. The
    same seed and lot give the same sample anywhere: the units with the smallest SHA-256 of
    ``seed:case:field:page`` are taken."""
    stream, first = iter(units), list[Unit]()
    while some := tuple(islice(stream, max(size, _RANKED_AT_ONCE))):
        first = sorted({*first, *some}, key=lambda unit: (_rank(seed, unit), unit))[:size]
    return tuple(sorted(first))


def lot_digest(units: Iterable[Unit]) -> str:
    """Names the lot (hex) by its cases or pages: the same whatever their values and states."""
    text = "\n".join(_named(unit) for unit in sorted(set(units)))
    return hashlib.sha256(text.encode()).hexdigest()


def sampled_fields(doc_type: DocumentType, scope: FieldScope) -> tuple[FieldSpec, ...]:
    """The fields of a type that may be sampled; tables are not, nobody keys them as one text."""
    needs = {
        FieldScope.REQUIRED: (Need.REQUIRED,),
        FieldScope.EXPECTED: (Need.REQUIRED, Need.EXPECTED),
        FieldScope.ALL: tuple(Need),
    }[scope]
    return tuple(
        spec for spec in doc_type.fields if spec.need in needs and spec.kind is not FieldKind.TABLE
    )


def _rank(seed: str, unit: Unit) -> bytes:
    return hashlib.sha256(f"{seed}:{_named(unit)}".encode()).digest()


def _named(unit: Unit) -> str:
    return f"{unit.case_id}:{unit.field}:{unit.page_id}"


NO_CHECKS = QualityRules(
    SamplingTables("", "", (), (), (), {}),
    SwitchingRules(1, 1, 1, 1, 1, 1, 1),
    PrintRule(0.0, (), frozenset(), ""),
    CheckProfile("none", "", Localized("", ""), "", ()),
)
"""Knows no plan and no round."""
