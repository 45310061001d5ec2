"""What is trained on when: the curriculum and the learning rate over the run, by its share done."""

from __future__ import annotations

import math

from ocr.training.damage.recipes import Level
from ocr.training.example import Recipe

PEAK_RATE = 1.5e-3
_LAST_RATE = 0.01
_WARM_UP, _DECAY_FROM = 0.01, 0.2
# Until which share of the run, the longest text in characters, and the shares of clean, light and
# full damage. CTC finds its alignment on short clean lines within minutes.
_STAGES = (
    (0.05, 14, (0.8, 0.2, 0.0)),
    (0.12, 32, (0.45, 0.45, 0.1)),
    (0.25, 60, (0.3, 0.35, 0.35)),
    (0.85, 90, (0.2, 0.3, 0.5)),
    (1.01, 110, (0.25, 0.35, 0.4)),
)


def recipe_at(done: float, height: int) -> Recipe:
    """The lines of this moment; ``done`` is the share of the run, 0..1."""
    for until, longest, shares in _STAGES:
        if done < until:
            return Recipe(height, longest, tuple(zip(Level, shares, strict=True)))
    raise ValueError(done)


def rate_at(done: float, peak: float = PEAK_RATE) -> float:
    """The learning rate: a short warm-up, the peak, then a cosine down to a hundredth."""
    if done < _WARM_UP:
        return peak * max(done / _WARM_UP, 0.02)
    if done < _DECAY_FROM:
        return peak
    part = min((done - _DECAY_FROM) / (1 - _DECAY_FROM), 1.0)
    return peak * (_LAST_RATE + (1 - _LAST_RATE) * 0.5 * (1 + math.cos(math.pi * part)))
