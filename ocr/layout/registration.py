"""Lays a known blank form over a page by the words that both have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from digitizer.domain.form import Form
from digitizer.domain.page import TextLine
from digitizer.domain.values.text import fold

Floats = NDArray[np.float64]
_MM_PER_INCH = 25.4
_LEAST_LETTERS = 2
# A word that a page has more often than this says little about where it is.
_MOST_TWINS = 6
_COARSE_MM, _FINE_MM = 3.0, 1.2
_LEAST_WORDS, _LEAST_SHARE, _LEAST_SPREAD = 10, 0.5, 0.5
_MOST_SCALING, _MOST_TURN = 0.15, 0.1
_ONE_MISREAD_FROM = 5


@dataclass(frozen=True, slots=True, eq=False)
class Placing:
    """Where a form lies on a page. ``matrix`` (3×3 float64) leads from mm of the blank sheet to px
    of the page; ``share`` of the form's words were found there."""

    form: Form
    matrix: Floats
    share: float


@dataclass(frozen=True, slots=True)
class _Spot:
    key: str
    x: float
    y: float


def placed(lines: Sequence[TextLine], forms: Iterable[Form], dpi: int) -> Placing | None:
    """The form that a page (px, ``dpi``) was printed on, or None when no known one fits: at least
    ten of its words, and half of them, must stand where it prints them."""
    spots = [
        _Spot(_key(word.text), word.box.x + word.box.width / 2, word.box.y + word.box.height / 2)
        for line in lines
        for word in line.words
    ]
    found = [place for form in forms if (place := _place(form, spots, dpi)) is not None]
    return max(found, key=lambda place: place.share, default=None)


def _key(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())


def _place(form: Form, spots: Sequence[_Spot], dpi: int) -> Placing | None:
    words = [_Spot(_key(word.text), *word.place.middle) for word in form.words]
    words = [word for word in words if len(word.key) >= _LEAST_LETTERS]
    per_mm = dpi / _MM_PER_INCH
    coarse = _coarse(words, spots, per_mm)
    if coarse is None:
        return None
    pairs = _pairs(words, spots, coarse, _COARSE_MM * per_mm)
    if len(pairs) < _LEAST_WORDS:
        return None
    on_form = np.array([(word.x, word.y) for word, _ in pairs])
    on_page = np.array([(spot.x, spot.y) for _, spot in pairs])
    matrix, kept = cv2.findHomography(on_form, on_page, cv2.RANSAC, _FINE_MM * per_mm)
    if matrix is None:
        return None
    inside = on_form[kept.ravel() > 0]
    share = len(inside) / len(words)
    if len(inside) < _LEAST_WORDS or share < _LEAST_SHARE:
        return None
    if np.ptp(inside[:, 1]) < _LEAST_SPREAD * np.ptp([word.y for word in words]):
        return None
    return Placing(form, np.asarray(matrix, dtype=np.float64), share)


def _coarse(words: Sequence[_Spot], spots: Sequence[_Spot], per_mm: float) -> Floats | None:
    """Turn, size and shift (3×3) by all pairs of equal words, wrong ones among them."""
    by_key: dict[str, list[_Spot]] = defaultdict(list)
    for spot in spots:
        by_key[spot.key].append(spot)
    pairs = [
        (word, spot)
        for word in words
        if 0 < len(by_key.get(word.key, ())) <= _MOST_TWINS
        for spot in by_key[word.key]
    ]
    if len(pairs) < _LEAST_WORDS:
        return None
    found, _ = cv2.estimateAffinePartial2D(
        np.array([(word.x, word.y) for word, _ in pairs]),
        np.array([(spot.x, spot.y) for _, spot in pairs]),
        method=cv2.RANSAC,
        ransacReprojThreshold=_COARSE_MM * per_mm,
    )
    if found is None:
        return None
    scale = float(np.hypot(found[0, 0], found[1, 0])) / per_mm
    turn = abs(float(np.arctan2(found[1, 0], found[0, 0])))
    if abs(scale - 1) > _MOST_SCALING or turn > _MOST_TURN:
        return None
    return np.vstack((found, (0.0, 0.0, 1.0)))


def _pairs(
    words: Sequence[_Spot], spots: Sequence[_Spot], matrix: Floats, reach: float
) -> list[tuple[_Spot, _Spot]]:
    """Each word of the form with the nearest one on the page that may be it."""
    pairs = []
    for word in words:
        x, y, weight = matrix @ (word.x, word.y, 1.0)
        near = [
            (np.hypot(spot.x - x / weight, spot.y - y / weight), number)
            for number, spot in enumerate(spots)
            if _may_be(spot.key, word.key)
        ]
        distance, number = min(near, default=(np.inf, 0))
        if distance <= reach:
            pairs.append((word, spots[number]))
    return pairs


def _may_be(read: str, printed: str) -> bool:
    limit = 1 if len(printed) >= _ONE_MISREAD_FROM else 0
    return Levenshtein.distance(read, printed, score_cutoff=limit) <= limit
