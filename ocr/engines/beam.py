"""Other texts that the scores of a word allow, by prefix beam search (Hannun et al., 2014)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ocr.engines.ctc import BLANK, Chances

_WIDTH = 10
_CLASSES = 6
_LEAST = 1e-3
_BLANK_ALONE = 0.999

# For each prefix the probability that it ends in a blank here, and in its last label.
_Beams = dict[tuple[int, ...], tuple[float, float]]


def likeliest(chances: Chances, count: int) -> tuple[tuple[tuple[int, ...], float], ...]:
    """The likeliest label sequences of the columns of one word (T×C probabilities) with their
    probabilities, the best first, the empty one left out. In a column at most the six likeliest
    characters are followed, and none below a thousandth."""
    beams: _Beams = {(): (1.0, 0.0)}
    for column in chances:
        blank = float(column[BLANK])
        if blank >= _BLANK_ALONE:
            beams = {prefix: (blank * sum(ends), 0.0) for prefix, ends in beams.items()}
            continue
        beams = _widest(_stepped(beams, blank, _likely(column)))
    ranked = sorted(beams.items(), key=lambda item: -sum(item[1]))
    return tuple((prefix, sum(ends)) for prefix, ends in ranked[:count] if prefix)


def _likely(column: Chances) -> list[tuple[int, float]]:
    labels = np.flatnonzero(column >= _LEAST)
    pairs = [(int(label), float(column[label])) for label in labels if label != BLANK]
    return sorted(pairs, key=lambda pair: -pair[1])[:_CLASSES]


def _stepped(beams: _Beams, blank: float, pairs: Sequence[tuple[int, float]]) -> _Beams:
    after: _Beams = {}
    for prefix, (in_blank, in_label) in beams.items():
        whole = in_blank + in_label
        _add(after, prefix, blank * whole, 0.0)
        for label, chance in pairs:
            if prefix and prefix[-1] == label:
                _add(after, prefix, 0.0, chance * in_label)
                _add(after, (*prefix, label), 0.0, chance * in_blank)
            else:
                _add(after, (*prefix, label), 0.0, chance * whole)
    return after


def _add(beams: _Beams, prefix: tuple[int, ...], in_blank: float, in_label: float) -> None:
    before = beams.get(prefix, (0.0, 0.0))
    beams[prefix] = (before[0] + in_blank, before[1] + in_label)


def _widest(beams: _Beams) -> _Beams:
    ranked = sorted(beams.items(), key=lambda item: -sum(item[1]))
    return dict(ranked[:_WIDTH])
