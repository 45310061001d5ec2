"""How likely a plan lets a lot pass: the exact probabilities behind the tables."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from digitizer.domain.sampling import Numbers

_STEPS = 60


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """A share of wrong units in the lot, and the probability that such a lot passes."""

    faulty: float
    passes: float


def passes(size: int, numbers: Numbers, lot_size: int, wrong: int) -> float:
    """The probability that a lot with so many wrong units passes (hypergeometric): a sample with
    fewer wrong ones than the rejection number lets it pass."""
    whole = math.comb(lot_size, size)
    most = min(numbers.reject - 1, size, wrong)
    good = lot_size - wrong
    ways = sum(
        math.comb(wrong, found) * math.comb(good, size - found)
        for found in range(max(0, size - good), most + 1)
    )
    return ways / whole


def passes_from_process(size: int, numbers: Numbers, faulty: float) -> float:
    """The same for lots of a process with such a share of wrong units (binomial)."""
    return math.fsum(
        math.comb(size, found) * faulty**found * (1 - faulty) ** (size - found)
        for found in range(min(numbers.reject, size + 1))
    )


def faulty_at(size: int, numbers: Numbers, probability: float) -> float:
    """The share of wrong units at which a lot of such a process passes with this probability."""
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if passes_from_process(size, numbers, middle) > probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def curve(
    size: int, numbers: Numbers, lot_size: int, shares: Sequence[float]
) -> tuple[CurvePoint, ...]:
    """The operating characteristic of a plan for one lot at some shares of wrong units; each
    share is rounded to whole units."""
    points = ((round(share * lot_size), share) for share in shares)
    return tuple(
        CurvePoint(wrong / lot_size, passes(size, numbers, lot_size, wrong)) for wrong, _ in points
    )
