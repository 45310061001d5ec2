"""One book's way through the office, and what everybody who works on it shares."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from enum import Enum, auto

from month_clerks import Clerk, SecondEntry
from month_counts import Ledger
from month_office import BOTH, CARELESS, GOOD, SUPERVISOR, Office
from month_packages import Packages
from month_reading import Shelf
from month_samples import Checker
from month_truth import Errors, Truths

from digitizer.bootstrap.workstation import Workstation

REAL = "Sổ đọc thật"
"""The book that Tesseract reads."""
_MOST_SCANS = 100_000


class Stand(Enum):
    READ = auto()
    SUBMITTED = auto()
    RETURNED = auto()
    EXPORTED = auto()


@dataclass
class Way:
    """One batch. ``sure`` are returned cases whose errors were named; the figures are wrong fields
    and fields: as the machine read it, and as it was first handed in."""

    batch: str
    clerk: str
    case_ids: list[int]
    is_twice: bool = False
    stand: Stand = Stand.READ
    sure: frozenset[int] = frozenset()
    machine: tuple[int, int] = (0, 0)
    first: tuple[int, int] = (0, 0)
    touched: int = 0


@dataclass
class Figures:
    """What one day gave."""

    keys: int = 0
    in_window: int = 0
    stuck: int = 0
    confirmed_together: int = 0
    sampled_in_window: int = 0
    corrected_again: int = 0
    parts: int = 0
    reopened: int = 0


@dataclass
class State:
    """``problems`` are what should never happen. ``holds_back`` lets the supervisor answer for the
    next good batch but for one case."""

    office: Office
    shelf: Shelf
    rates: dict[str, float]
    seed: int
    truths: Truths = field(init=False)
    clerks: dict[str, Clerk] = field(default_factory=dict)
    second: SecondEntry = field(init=False)
    checker: Checker = field(init=False)
    ledger: Ledger = field(default_factory=Ledger)
    packages: Packages = field(default_factory=Packages)
    ways: dict[str, Way] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    today: Figures = field(default_factory=Figures)
    given_back: set[str] = field(default_factory=set)
    parts: int = 0
    holds_back: bool = False

    def __post_init__(self) -> None:
        self.truths = Truths(self.shelf)
        for name in (GOOD, CARELESS, BOTH):
            rng = random.Random(f"{self.seed}:{name}")
            self.clerks[name] = Clerk(name, Errors(rng, self.rates[name]), rng)
        self.second = SecondEntry(Errors(random.Random(f"{self.seed}:second"), self.rates[BOTH]))
        self.checker = Checker(Errors(random.Random(f"{self.seed}:sample"), self.rates[SUPERVISOR]))

    def papers_of(self, way: Way) -> list[int]:
        return [each for each in way.case_ids if each not in self.truths.blank]

    def hand_over(self, direction: str, batch: str, sheets: int) -> None:
        pdf = self.office.papers / f"{direction}-{batch}.pdf"
        people = ("--given-by", "Lê Văn Kho", "--taken-by", "Đỗ Thị Quét")
        self.office.ask(
            SUPERVISOR, "handover", "add", direction, batch, "--books", 1, "--sheets", sheets,
            *people, "--pdf", pdf,
        )  # fmt: skip
        self.ledger.note("hand-over")

    def pages_of_real(self, station: Workstation) -> int:
        with station.ports.unit_of_work() as unit:
            scans = unit.scans.list(limit=_MOST_SCANS)
        return sum(scan.page_count for scan in scans if scan.batch_name == REAL)
