"""What a month gave, as JSON and as text."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from month_office import BOTH, CARELESS, GOOD
from month_samples import Rate, rate_of
from month_work import Work

_MEBI = 2**20
_WEEK = 5
_UNLIKELY = 0.001


@dataclass(frozen=True, slots=True)
class Day:
    """The sums at the end of a day; ``resident`` is this process's memory in MiB."""

    number: int
    date: str
    files: int
    cases: int
    exported: int
    lots: int
    rejected: int
    in_window: int
    keys: int
    sampled_in_window: int
    parts: int
    reopened: int
    compared: int
    seconds: float
    resident: int


@dataclass
class Report:
    """``errors`` fail the run: figures that differ, acts that were let through, parts that did not
    work."""

    chosen: Mapping[str, Any]
    days: list[Day] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    compared: int = 0
    tried: int = 0
    spent: dict[str, float] = field(default_factory=dict)


def resident() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // _MEBI


def figures(report: Report, work: Work) -> dict[str, Any]:
    """Everything, for whoever reads it by program."""
    lots = work.checker.lots
    people = {"good": GOOD, "careless": CARELESS, "second": BOTH}
    rates = [rate_of("all lots", lots)] + [
        rate_of(who, [lot for lot in lots if lot.clerk == name]) for who, name in people.items()
    ]
    report.errors += [
        f"rejections of {rate.who}: {rate.rejected} of {rate.lots}, expected {rate.expected:.1f}"
        for rate in rates
        if rate.chance < _UNLIKELY
    ]
    return {
        "chosen": dict(report.chosen),
        "days": [asdict(day) for day in report.days],
        "lots": [asdict(lot) for lot in lots],
        "rates": [asdict(rate) for rate in rates],
        "planted": {who: work.clerks[name].errors.planted for who, name in people.items()},
        "accuracy": _accuracy(work),
        "second": {"keyed": work.second.keyed, "settled": work.second.settled},
        "slips": work.checker.slips,
        "resumed": work.checker.resumed,
        "packages": len(work.packages.every),
        "acts": work.ledger.acts,
        "commands": work.office.spent,
        "compared": report.compared,
        "tried": report.tried,
        "seconds": {name: round(seconds, 1) for name, seconds in report.spent.items()},
        "errors": report.errors,
    }


def _accuracy(work: Work) -> dict[str, dict[str, float | int]]:
    """Of the fields that samples look at: as the machine read them, as they were first handed in,
    and as they left; by clerk."""
    found: dict[str, dict[str, float | int]] = {}
    exported = {batch: left[-1] for batch, left in work.packages.of_batch.items()}
    groups = {"all": None, "good": GOOD, "careless": CARELESS, "second": BOTH}
    for who, name in groups.items():
        ways = [way for way in work.ways.values() if name in (None, way.clerk)]
        gone = [exported[way.batch] for way in ways if way.batch in exported]
        sums = {
            "read": (sum(way.machine[0] for way in ways), sum(way.machine[1] for way in ways)),
            "handed_in": (sum(way.first[0] for way in ways), sum(way.first[1] for way in ways)),
            "exported": (sum(one.wrong for one in gone), sum(one.fields for one in gone)),
        }
        found[who] = {}
        for stage, (wrong, fields) in sums.items():
            found[who][f"{stage}_wrong"] = wrong
            found[who][f"{stage}_fields"] = fields
            found[who][f"{stage}_accuracy"] = round(1 - wrong / fields, 6) if fields else 1.0
    return found


def tell(found: Mapping[str, Any]) -> None:
    """A line of JSON, then the same in short."""
    lines = [json.dumps(found, ensure_ascii=False)]
    lines += _weeks(found["days"])
    lines.append(f"\n{'lots':14}{'number':>8}{'rejected':>10}{'expected':>10}{'chance':>9}")
    for one in found["rates"]:
        rate = Rate(**one)
        lines.append(
            f"{rate.who:14}{rate.lots:>8}{rate.rejected:>10}{rate.expected:>10.2f}{rate.chance:>9.3f}"
        )
    lines.append(f"\n{'wrong fields':14}{'read':>16}{'handed in':>16}{'exported':>16}")
    for who, sums in found["accuracy"].items():
        cells = [
            f"{sums[f'{stage}_wrong']} ({100 * (1 - sums[f'{stage}_accuracy']):.3f} %)"
            for stage in ("read", "handed_in", "exported")
        ]
        lines.append(f"{who:14}" + "".join(f"{cell:>16}" for cell in cells))
    lines.append(
        f"\n{found['compared']} figures compared, {found['tried']} forbidden acts tried,"
        f" {len(found['errors'])} errors; seconds: {found['seconds']}"
    )
    memory = {day["number"]: day["resident"] for day in found["days"]}
    told = (f"day {at} {memory[at]}" for at in sorted({1, 10, *list(memory)[-1:]} & memory.keys()))
    lines.append(f"resident memory in MiB: {', '.join(told)}")
    lines += [f"ERROR {error}" for error in found["errors"]]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def _weeks(days: Sequence[Mapping[str, Any]]) -> list[str]:
    names = (
        "files", "cases", "exported", "lots", "rejected", "parts", "reopened", "in_window", "keys",
        "compared",
    )  # fmt: skip
    lines = [f"{'week':6}" + "".join(f"{name:>10}" for name in (*names, "seconds", "MiB"))]
    sums = dict.fromkeys((*names, "seconds"), 0.0)
    for start in range(0, len(days), _WEEK):
        week = days[start : start + _WEEK]
        added = {name: sum(day[name] for day in week) for name in (*names, "seconds")}
        sums = {name: sums[name] + added[name] for name in sums}
        lines.append(_line(str(start // _WEEK + 1), added, week[-1]["resident"]))
    return [*lines, _line("sum", sums, max((day["resident"] for day in days), default=0))]


def _line(name: str, figures_of: Mapping[str, float], memory: int) -> str:
    return f"{name:6}" + "".join(f"{number:>10.0f}" for number in (*figures_of.values(), memory))
