"""From when a reading is believed without a person, and what corrected records say about it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from digitizer.domain.problems import Severity
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.domain.schema import FieldKind

# Above every confidence: nothing of this kind is taken without a person.
NEVER = 1.01
_STEPS = 100
_SURE = 0.95
_LOW_CONFIDENCE = "low-confidence"


@dataclass(frozen=True, slots=True)
class Sureness:
    """``default`` and ``by_kind`` are the least word confidence (0..1, or NEVER) of two agreeing
    readings; ``least_dpi_for_names`` the resolution from which names are believed; ``most_colour``
    the share of coloured ink and ``most_by_hand`` the likelihood of a hand, both over a value, from
    which a pen or a stamp is taken to have written it."""

    version: str
    default: float
    by_kind: tuple[tuple[FieldKind, float], ...]
    least_dpi_for_names: int
    most_colour: float
    most_by_hand: float

    def least(self, kind: FieldKind) -> float:
        """The least confidence for fields of a kind."""
        return dict(self.by_kind).get(kind, self.default)


@dataclass(frozen=True, slots=True)
class Judged:
    """A reading beside what became of it: ``right`` when the finished record has its value,
    ``looked_at`` when a named person answers for this very field."""

    kind: FieldKind
    confidence: float
    accepted: bool
    decided_by_confidence: bool
    right: bool
    looked_at: bool

    @classmethod
    def of(
        cls, kind: FieldKind, reading: FieldReading, value: str | None, *, looked_at: bool
    ) -> Judged:
        doubts = {p.code for p in reading.problems if p.severity is not Severity.INFO}
        return cls(
            kind,
            reading.confidence,
            accepted=reading.state is ReadingState.ACCEPTED,
            decided_by_confidence=reading.value is not None and doubts <= {_LOW_CONFIDENCE},
            right=reading.value is not None and reading.value == value,
            looked_at=looked_at,
        )


@dataclass(frozen=True, slots=True)
class Promise:
    """Of ``accepted`` readings ``wrong`` were changed afterwards; people looked at ``looked_at``
    of them one by one, the others stood in records that were finished as they were."""

    accepted: int
    wrong: int
    looked_at: int

    @property
    def per_thousand(self) -> float | None:
        """About how many of 1,000 are wrong; None without evidence."""
        return 1000 * self.wrong / self.accepted if self.accepted else None

    @property
    def at_most(self) -> float | None:
        """How many of 1,000 at most, 95 % sure; None without evidence."""
        return 1000 * most_likely_share(self.wrong, self.accepted) if self.accepted else None


@dataclass(frozen=True, slots=True)
class KindResult:
    """One kind of field: its promise, the threshold it had, and the one its records ask for."""

    kind: FieldKind
    promise: Promise
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """What corrected records say. ``sureness`` is what to read with from now on."""

    promise: Promise
    kinds: tuple[KindResult, ...]
    sureness: Sureness

    @property
    def is_change(self) -> bool:
        return any(each.after != each.before for each in self.kinds)


def calibrated(
    judged: Iterable[Judged], sureness: Sureness, version: str, limit: float
) -> Calibration:
    """Thresholds that keep the wrong share under ``limit`` (0..1), kind by kind.

    A threshold falls only to where the records prove the limit (95 % sure), rises only where they
    prove it broken, and stays where they are too few to prove either.
    """
    by_kind: dict[FieldKind, list[Judged]] = {}
    for each in judged:
        by_kind.setdefault(each.kind, []).append(each)
    kinds = tuple(
        KindResult(
            kind,
            _promise(by_kind[kind]),
            sureness.least(kind),
            _threshold(by_kind[kind], sureness.least(kind), limit),
        )
        for kind in FieldKind
        if kind in by_kind
    )
    learned = {**dict(sureness.by_kind), **{r.kind: r.after for r in kinds if r.after != r.before}}
    return Calibration(
        _promise([each for found in by_kind.values() for each in found]),
        kinds,
        replace(sureness, version=version, by_kind=tuple(learned.items())),
    )


def _promise(judged: Sequence[Judged]) -> Promise:
    accepted = [each for each in judged if each.accepted]
    return Promise(
        len(accepted),
        sum(not each.right for each in accepted),
        sum(each.looked_at for each in accepted),
    )


def _threshold(judged: Sequence[Judged], before: float, limit: float) -> float:
    proven, kept, is_broken = before, NEVER, False
    for least, wrong, total in _from_above(judged):
        if least < before:
            proven = least if most_likely_share(wrong, total) <= limit else proven
            continue
        is_broken = least_likely_share(wrong, total) > limit
        kept = kept if is_broken else least
    return kept if is_broken else proven


def _from_above(judged: Sequence[Judged]) -> Iterator[tuple[float, int, int]]:
    """Steps of a hundredth at which readings stand, with how many from there on were wrong, and
    of how many."""
    counts = [[0, 0] for _ in range(_STEPS + 1)]
    for each in judged:
        if each.decided_by_confidence:
            # Confidences are rounded to three digits; 0.29 * 100 is not quite 29.
            step = math.floor(each.confidence * _STEPS + 1e-9)
            counts[step][0] += not each.right
            counts[step][1] += 1
    wrong = total = 0
    for step in range(_STEPS, -1, -1):
        wrong, total = wrong + counts[step][0], total + counts[step][1]
        if counts[step][1]:
            yield step / _STEPS, wrong, total


def most_likely_share(wrong: int, total: int) -> float:
    """The one-sided 95 % upper limit of a share (Clopper and Pearson, Biometrika 26, 1934)."""
    if wrong >= total:
        return 1.0
    return _solved(lambda share: _chance_of_at_most(wrong, total, share) > 1 - _SURE)


def least_likely_share(wrong: int, total: int) -> float:
    """The one-sided 95 % lower limit of a share, of the same source."""
    if wrong == 0:
        return 0.0
    return _solved(lambda share: 1 - _chance_of_at_most(wrong - 1, total, share) < 1 - _SURE)


def _solved(is_below: Callable[[float], bool]) -> float:
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if is_below(middle) else (low, middle)
    return high


def _chance_of_at_most(most: int, total: int, share: float) -> float:
    """Of so many wrong among ``total`` when each is wrong with the chance ``share`` (0 < 1)."""
    log_share, log_rest = math.log(share), math.log1p(-share)
    return math.fsum(
        math.exp(
            math.lgamma(total + 1)
            - math.lgamma(count + 1)
            - math.lgamma(total - count + 1)
            + count * log_share
            + (total - count) * log_rest
        )
        for count in range(most + 1)
    )
