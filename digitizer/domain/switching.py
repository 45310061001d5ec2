"""When a series of lots is inspected more strictly or more mildly.

After the practice of ISO 2859-1: from normal to tightened when ``rejected`` of ``among``
consecutive lots (or fewer) do not pass; back after ``accepted`` consecutive lots pass; inspection
stops when ``stop_at`` lots under tightened inspection did not pass, until somebody says that the
cause was cured, and goes on tightened. From normal to reduced when the switching score reaches
``score``; back as soon as a lot does not pass or passes only between the two numbers.

Simplified: a steady production and the consent of an authority, which the standard also asks for
before reduced inspection, are not known here. Lots handed in again do not count, nor do lots that
were drawn under another strictness than that in force when they were closed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from digitizer.domain.sampling import Strictness, SwitchingRules


@dataclass(frozen=True, slots=True)
class LotOutcome:
    """How one lot ended. ``accept`` is the acceptance number of its plan, ``passes_stricter``
    whether it would have passed at the next stricter limit, ``is_marginal`` that it passed between
    acceptance and rejection number."""

    strictness: Strictness
    is_accepted: bool
    accept: int
    passes_stricter: bool = False
    is_marginal: bool = False


@dataclass(frozen=True, slots=True)
class Resumption:
    """Somebody said that the cause of the rejections was cured."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for the next lot. ``score`` is the switching score under normal inspection;
    ``rejected`` the lots that did not pass since inspection was tightened."""

    strictness: Strictness = Strictness.NORMAL
    score: int = 0
    rejected: int = 0
    is_stopped: bool = False


def standing(history: Iterable[LotOutcome | Resumption], rules: SwitchingRules) -> Standing:
    """What holds after these lots of one series, the oldest first."""
    series = _Series(rules)
    for event in history:
        if isinstance(event, Resumption):
            series.resume()
        elif not series.is_stopped and event.strictness is series.strictness:
            series.add(event)
    return Standing(series.strictness, series.score, series.rejected, series.is_stopped)


class _Series:
    """The state while a history is gone through."""

    def __init__(self, rules: SwitchingRules) -> None:
        self._rules = rules
        self._last: deque[bool] = deque(maxlen=rules.among)
        self._accepted = 0
        self.strictness = Strictness.NORMAL
        self.score = 0
        self.rejected = 0
        self.is_stopped = False

    def add(self, lot: LotOutcome) -> None:
        match self.strictness:
            case Strictness.NORMAL:
                self._add_normal(lot)
            case Strictness.TIGHTENED:
                self._add_tightened(lot)
            case Strictness.REDUCED:
                if not lot.is_accepted or lot.is_marginal:
                    self._turn(Strictness.NORMAL)

    def resume(self) -> None:
        if self.is_stopped:
            self._turn(Strictness.TIGHTENED)

    def _add_normal(self, lot: LotOutcome) -> None:
        self._last.append(lot.is_accepted)
        self.score = self.score + self._points(lot) if self._points(lot) else 0
        if self._last.count(False) >= self._rules.rejected:
            self._turn(Strictness.TIGHTENED)
        elif self.score >= self._rules.score:
            self._turn(Strictness.REDUCED)

    def _add_tightened(self, lot: LotOutcome) -> None:
        self._accepted = self._accepted + 1 if lot.is_accepted else 0
        self.rejected += not lot.is_accepted
        if self._accepted >= self._rules.accepted:
            self._turn(Strictness.NORMAL)
        elif self.rejected >= self._rules.stop_at:
            self.is_stopped = True

    def _points(self, lot: LotOutcome) -> int:
        """Two for a lot that passes with an acceptance number of 0 or 1, three for one that would
        have passed at the next stricter limit; else none, and the score begins anew."""
        if not lot.is_accepted:
            return 0
        if lot.accept <= 1:
            return self._rules.points_small
        return self._rules.points_large if lot.passes_stricter else 0

    def _turn(self, strictness: Strictness) -> None:
        self.strictness = strictness
        self._last.clear()
        self._accepted = self.score = self.rejected = 0
        self.is_stopped = False
