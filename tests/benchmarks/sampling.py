"""How often lots pass, measured over thousands of samples, against the exact rate of the plan.

    python tests/benchmarks/sampling.py [--lots 1000]

For each plan lots are made with a known share of wrong fields, spread at random; each lot gets a
sample drawn by a seed of its own, by the same function that draws in the program. The last column
is how far the measured rate is from the exact (hypergeometric) one, in standard errors: of all
rows together about one in three lies beyond 1, one in twenty beyond 2.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from dataclasses import dataclass

from digitizer.domain.operating_curve import passes
from digitizer.domain.sampling import Plan, Strictness, Unit, drawn
from digitizer.domain.switching import LotOutcome, Resumption, standing
from digitizer.schemas.sampling import load_quality_rules

RULES = load_quality_rules()
PLANS = [
    (500, "II", 1.0, Strictness.NORMAL),
    (1200, "II", 1.0, Strictness.NORMAL),
    (1200, "II", 1.0, Strictness.TIGHTENED),
    (1200, "II", 1.0, Strictness.REDUCED),
    (3200, "II", 0.65, Strictness.NORMAL),
    (300, "S-4", 2.5, Strictness.NORMAL),
]
SHARES = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Shares of wrong fields, in times of the plan's limit."""


@dataclass(frozen=True)
class Measured:
    rate: float
    exact: float
    errors: float


def measured(plan: Plan, lot_size: int, wrong: int, lots: int, spread: random.Random) -> Measured:
    units = [Unit(number, "so") for number in range(1, lot_size + 1)]
    accepted = 0
    for number in range(lots):
        bad = set(spread.sample(units, wrong))
        sample = drawn(f"{plan.letter}{lot_size}{wrong}/{number}", units, plan.size)
        accepted += len(bad.intersection(sample)) < plan.numbers.reject
    rate, exact = accepted / lots, passes(plan.size, plan.numbers, lot_size, wrong)
    error = math.sqrt(exact * (1 - exact) / lots)
    return Measured(rate, exact, (rate - exact) / error if error else 0.0)


def switched(faulty: float, lots: int, spread: random.Random) -> dict[str, float]:
    """The share of lots of one series under each strictness, when each of its fields is wrong with
    this probability and the rules switch from lot to lot."""
    counts = {each.value: 0 for each in Strictness} | {"stopped": 0}
    history: list[LotOutcome | Resumption] = []
    for _ in range(lots):
        now = standing(history, RULES.switching)
        if now.is_stopped:
            counts["stopped"] += 1
            history.append(Resumption())
            continue
        counts[now.strictness.value] += 1
        plan = RULES.tables.plan(1200, "II", 1.0, now.strictness)
        found = sum(spread.random() < faulty for _ in range(plan.size))
        stricter = RULES.tables.stricter_accept(plan.letter, 1.0, now.strictness)
        numbers = plan.numbers
        is_accepted = found < numbers.reject
        history.append(
            LotOutcome(
                now.strictness,
                is_accepted,
                numbers.accept,
                stricter is not None and found <= stricter,
                is_accepted and found > numbers.accept,
            )
        )
    return {name: count / lots for name, count in counts.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lots", type=int, default=1000)
    lots = parser.parse_args().lots
    spread, started, far = random.Random(2859), time.perf_counter(), []
    _say("lot  level  AQL  inspection  n  Ac/Re  wrong  measured  exact  standard errors")
    for lot_size, level, limit, strictness in PLANS:
        plan = RULES.tables.plan(lot_size, level, limit, strictness)
        numbers = plan.numbers
        for share in SHARES:
            wrong = round(lot_size * share * limit / 100)
            one = measured(plan, lot_size, wrong, lots, spread)
            far.append(abs(one.errors))
            _say(
                f"{lot_size}  {level}  {limit:g}  {strictness.value}  {plan.size}"
                f"  {numbers.accept}/{numbers.reject}  {wrong / lot_size:.2%}"
                f"  {one.rate:.4f}  {one.exact:.4f}  {one.errors:+.2f}"
            )
    _say(f"beyond 2 standard errors: {sum(each > 2 for each in far)} of {len(far)}")
    seconds = time.perf_counter() - started
    _say(f"furthest: {max(far):.2f}; {len(far) * lots} lots in {seconds:.0f} s")
    _say("\nseries of lots at AQL 1.0, n of lot 1,200: share of lots under each inspection")
    for faulty in (0.001, 0.005, 0.01, 0.02, 0.04):
        shares = switched(faulty, 1000, spread)
        said = "  ".join(f"{name} {share:.0%}" for name, share in shares.items())
        _say(f"fields wrong {faulty:.1%}: {said}")
    return 0 if max(far) < 5 else 1


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
