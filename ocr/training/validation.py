"""How the net does on lines of unseen faces while it learns: a small fixed set a level."""

from __future__ import annotations

import random
from collections.abc import Sequence

import torch

from ocr.training.batches import batch_of
from ocr.training.damage.recipes import Level
from ocr.training.example import Example, ExampleSource, Recipe
from ocr.training.fonts import Face
from ocr.training.net import LineNet
from ocr.training.scoring import Tally, score
from ocr.training.text import ALPHABET

_LONGEST = 60
SETS = {
    "clean": (Level.CLEAN, 0.0),
    "leaders": (Level.LIGHT, 1.0),
    "damaged": (Level.FULL, 0.5),
}


def make_set(faces: Sequence[Face], name: str, count: int, seed: str, height: int) -> list[Example]:
    """The ``count`` lines of one of ``SETS``, always the same for the same arguments."""
    level, leaders = SETS[name]
    recipe = Recipe(height, _LONGEST, ((level, 1.0),), leaders)
    source, rng = ExampleSource(faces), random.Random(f"{seed}/{name}")
    return [source.make(recipe, rng) for _ in range(count)]


def greedy(codes: Sequence[int]) -> str:
    """The text of a best path: repeats and blanks (0) dropped."""
    kept = [b for a, b in zip([0, *codes], codes, strict=False) if b != a and b != 0]
    return "".join(ALPHABET[code - 1] for code in kept)


class Validation:
    """Reads its lines one by one, as the product would."""

    def __init__(self, faces: Sequence[Face], height: int, count: int = 120) -> None:
        self._sets = {name: make_set(faces, name, count, "validation", height) for name in SETS}

    def scores(self, net: LineNet) -> dict[str, float]:
        """Character error and share of exact lines of each set."""
        net.eval()
        device = net.classes.weight.device
        found: dict[str, float] = {}
        for name, examples in self._sets.items():
            tally = Tally()
            for example in examples:
                lines = batch_of([example], example.ink.shape[1]).lines.to(device).float() / 255
                with torch.no_grad():
                    answer = greedy(net(lines)[0].argmax(-1).tolist())
                tally.add(score(example.text, answer))
            found |= {f"{name}_cer": tally.error, f"{name}_exact": tally.exact_share}
        net.train()
        return found
