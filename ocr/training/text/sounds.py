"""Legal syllables, their tones, and the two customs of placing a tone mark."""

from __future__ import annotations

import random
import re
import unicodedata
from functools import cache
from itertools import product
from typing import Final

from digitizer.domain.values.syllables import is_syllable
from digitizer.domain.values.tones import with_tone
from ocr.training.text.alphabet import TONES

_ONSETS = (
    *("", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh"),
    *("nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x"),
)
_VOWELS = "aăâeêioôơuưy"
_CODAS = ("", "c", "ch", "m", "n", "ng", "nh", "p", "t")
_STOPS = ("c", "ch", "p", "t")
_ACUTE, _DOT, _HORN = "\u0301", "\u0323", "\u031b"
# Open rhymes on which the mark stands on the first vowel (hòa) or on the second (hoà).
_TWO_PLACES = ("oa", "oe", "uy")


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@cache
def bases() -> tuple[str, ...]:
    """All legal syllables without their tone, from the rules of `is_syllable`."""
    nuclei = ["".join(letters) for size in (1, 2, 3) for letters in product(_VOWELS, repeat=size)]
    rhymes = [nucleus + coda for nucleus in nuclei for coda in _CODAS if _legal(nucleus + coda)]
    found = {onset + rhyme for onset in _ONSETS for rhyme in rhymes if _legal(onset + rhyme)}
    return tuple(sorted(found))


def _legal(base: str) -> bool:
    if not base.endswith(_STOPS):
        return is_syllable(base)
    at = next(place for place, letter in enumerate(base) if letter in _VOWELS)
    return is_syllable(_composed(base[: at + 1] + _ACUTE + base[at + 1 :]))


def spellings(base: str, tone: str) -> tuple[str, ...]:
    """A syllable with its tone in the old placement and, where it differs, in the new one."""
    old = with_tone(base, tone)
    new = other_placement(old)
    return (old,) if new == old else (old, new)


@cache
def _by_tone() -> tuple[tuple[tuple[str, ...], ...], ...]:
    """For every tone of TONES the spellings of each syllable that may carry it."""
    return tuple(
        tuple(
            spellings(base, tone)
            for base in bases()
            if tone in (_ACUTE, _DOT) or not base.endswith(_STOPS)
        )
        for tone in TONES
    )


@cache
def _tones_of() -> dict[str, tuple[str, ...]]:
    """For every spelling the first spellings of the same base under its other tones."""
    table: dict[str, tuple[str, ...]] = {}
    for base in bases():
        tones = (_ACUTE, _DOT) if base.endswith(_STOPS) else TONES
        forms = [spellings(base, tone) for tone in tones]
        for mine in forms:
            others = tuple(form[0] for form in forms if form is not mine)
            table.update(dict.fromkeys(mine, others))
    return table


@cache
def _dot_pairs() -> tuple[tuple[str, str], ...]:
    """Syllables without a tone beside the same with the dot below, stops with acute instead."""
    return tuple(
        (
            spellings(base, _ACUTE if base.endswith(_STOPS) else "")[-1],
            spellings(base, _DOT)[-1],
        )
        for base in bases()
    )


def syllable(rng: random.Random) -> str:
    """A legal syllable in lower case: every tone equally often, then every base."""
    return rng.choice(rng.choice(rng.choice(_by_tone())))


def dot_pair(rng: random.Random) -> tuple[str, str]:
    """Two syllables that differ by the dot below alone (by acute and dot before a stop)."""
    return rng.choice(_dot_pairs())


def horn_pair(rng: random.Random) -> tuple[str, str]:
    """A legal syllable with ư or ơ beside the same letters without the horn."""
    word = rng.choice(_horned())
    return word, unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).replace(_HORN, ""))


@cache
def _horned() -> tuple[str, ...]:
    every = (word for tone in _by_tone() for forms in tone for word in forms)
    return tuple(word for word in every if _HORN in unicodedata.normalize("NFD", word))


def with_other_tone(rng: random.Random, word: str) -> str:
    """The word under another tone in the same case; a word that is no syllable stays as it is."""
    others = _tones_of().get(word.lower())
    if not others:
        return word
    return like(word, rng.choice(others))


def like(model: str, word: str) -> str:
    """The lower-case word in the case of another."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word.capitalize() if model[:1].isupper() else word


def _placements() -> dict[str, str]:
    table: dict[str, str] = {}
    for rhyme in _TWO_PLACES:
        for tone in TONES[1:]:
            old = _composed(rhyme[0] + tone + rhyme[1])
            new = _composed(rhyme[0] + rhyme[1] + tone)
            for case in (str.lower, str.upper, str.capitalize):
                table[case(old)] = case(new)
                table[case(new)] = case(old)
    return table


_OTHER_PLACE: Final = _placements()
_OPEN_RHYME = re.compile(rf"(?<![qQ])(?:{'|'.join(_OTHER_PLACE)})(?!\w)")


def other_placement(text: str) -> str:
    """The text with every tone that may stand on either of two vowels moved to the other one."""
    return _OPEN_RHYME.sub(lambda found: _OTHER_PLACE[found[0]], text)
