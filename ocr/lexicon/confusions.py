"""How likely a word was read with wrong marks, letter by letter.

Nine of ten misread letters of Vietnamese print keep their base and lose, gain or change a mark; the
shares are measured with ``python -m ocr.training confusions``.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from digitizer.domain.values.text import strip_marks

# For marks that were never taken for each other while it was measured.
_UNSEEN = 0.0002


@cache
def _meant() -> Mapping[str, Mapping[str, float]]:
    text = files("ocr.lexicon").joinpath("confusions.toml").read_text(encoding="utf-8")
    table: Mapping[str, Mapping[str, float]] = tomllib.loads(text)["meant"]
    return table


def chance(read: str, meant: str) -> float:
    """How likely a word that was read one way is the other one, which has its letters with other
    marks: 0..1, and 0 for another word. Capitals do not count."""
    one, other = (unicodedata.normalize("NFC", word).casefold() for word in (read, meant))
    if one == other or strip_marks(one) != strip_marks(other):
        return 0.0
    product = 1.0
    for left, right in zip(one, other, strict=True):
        if left != right:
            product *= _meant().get(left, {}).get(right, _UNSEEN)
    return product
