"""Which damages a line gets, and in which order: paper first, then optics, then the file."""

from __future__ import annotations

import random
from collections.abc import Callable
from enum import StrEnum

import numpy as np

from ocr.engines.protocol import GrayImage
from ocr.training.damage import optics, paper

Damage = Callable[[GrayImage, int, random.Random], GrayImage]

# In the order in which they happen, with how often each happens to a fully damaged line.
_STEPS: dict[str, tuple[Damage, float]] = {
    "thinner": (paper.thinner, 0.14),
    "bolder": (paper.bolder, 0.14),
    "faded": (paper.faded, 0.20),
    "rules": (paper.rules, 0.20),
    "stroke": (paper.stroke, 0.10),
    "seal": (paper.seal, 0.18),
    "dirt": (paper.dirt, 0.16),
    "show_through": (paper.show_through, 0.16),
    "bent": (optics.bent, 0.14),
    "skewed": (optics.skewed, 0.22),
    "shadow": (optics.shadow, 0.14),
    "blur": (optics.blur, 0.26),
    "coarse": (optics.coarse, 0.20),
    "low_contrast": (optics.low_contrast, 0.14),
    "noise": (optics.noise, 0.30),
    "fax": (optics.fax, 0.08),
    "jpeg": (optics.jpeg, 0.20),
    "erased_rule": (paper.erased_rule, 0.06),
}
_LIGHT = ("thinner", "bolder", "skewed", "blur", "noise", "jpeg")
DAMAGES = tuple(_STEPS)


class Level(StrEnum):
    """How much a line suffers."""

    CLEAN = "clean"
    LIGHT = "light"
    FULL = "full"


def choose(level: Level, rng: random.Random) -> tuple[str, ...]:
    """The damages of one line in their order; a line of ``full`` gets one to five."""
    if level is Level.CLEAN:
        return ()
    if level is Level.LIGHT:
        return tuple(name for name in _LIGHT if rng.random() < 0.28)
    chosen = [name for name, (_, share) in _STEPS.items() if rng.random() < share]
    while len(chosen) > 5:
        chosen.pop(rng.randrange(len(chosen)))
    return tuple(chosen or [rng.choice(DAMAGES)])


def apply(
    names: tuple[str, ...], image: GrayImage, em: int, rng: random.Random, is_light: bool = False
) -> GrayImage:
    """The picture after these damages. Where ``is_light``, they are milder, half way back to what
    was there before."""
    for name in names:
        before = image
        image = _STEPS[name][0](image, em, rng)
        if is_light and name not in ("skewed", "jpeg"):
            image = np.asarray((before.astype(np.uint16) + image) // 2, np.uint8)
    return image
