"""Text that no vocabulary explains: legal syllables, tone twins, single letters, mixed signs."""

from __future__ import annotations

import random
import string
from functools import cache

from ocr.training.text.alphabet import MINORITY, PUNCTUATION, VIETNAMESE
from ocr.training.text.places import with_twin
from ocr.training.text.sounds import dot_pair, horn_pair, syllable
from ocr.training.text.words import table, words

_LATIN = string.ascii_letters + "fFjJwWzZfjwzFJWZ"
_SIGNS = tuple(PUNCTUATION)


def syllables(rng: random.Random) -> str:
    """One to a dozen legal syllables, tones equally often, in one of the three cases or mixed."""
    count = rng.choice((1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6, 8, 10, 12))
    parts = [syllable(rng) for _ in range(count)]
    drawn = rng.random()
    if drawn < 0.34:
        return " ".join(parts)
    if drawn < 0.6:
        return " ".join(part.capitalize() for part in parts)
    if drawn < 0.88:
        return " ".join(parts).upper()
    return " ".join(rng.choice((str.lower, str.upper, str.capitalize))(part) for part in parts)


def twins(rng: random.Random) -> str:
    """Words beside the same words with or without the dot below."""
    parts: list[str] = []
    for _ in range(rng.randint(1, 4)):
        pair = rng.choice(_known_pairs()) if rng.random() < 0.4 else dot_pair(rng)
        both = list(pair)
        rng.shuffle(both)
        parts += both if rng.random() < 0.6 else both[:1]
    case = rng.choice((str, str, str.title, str.upper))
    return case(" ".join(parts))


def vocabulary(rng: random.Random) -> str:
    """Words of papers in no order, now and then under a wrong tone or in another case."""
    pool = _vocabulary()
    parts = [rng.choice(pool) for _ in range(rng.randint(1, 9))]
    text = " ".join(parts)
    if rng.random() < 0.3:
        text = with_twin(rng, text)
    drawn = rng.random()
    if drawn < 0.2:
        return text.upper()
    if drawn < 0.35:
        return " ".join(part.capitalize() for part in text.split(" "))
    return text


def horns(rng: random.Random) -> str:
    """Words beside the same words without their horn, which bold print draws as a speck."""
    parts: list[str] = []
    for _ in range(rng.randint(1, 4)):
        both = list(horn_pair(rng))
        rng.shuffle(both)
        parts += both if rng.random() < 0.5 else both[:1]
    case = rng.choice((str, str.title, str.title, str.upper))
    return case(" ".join(parts))


@cache
def _known_pairs() -> tuple[tuple[str, str], ...]:
    parts = words(table("prose")["twins"])
    return tuple(zip(parts[::2], parts[1::2], strict=True))


@cache
def _vocabulary() -> tuple[str, ...]:
    return tuple(sorted(set(words(table("prose")["lexicon"]))))


def letters(rng: random.Random) -> str:
    """Letters without sense: every Vietnamese letter equally often, minority letters among them."""
    drawn = rng.random()
    if drawn < 0.7:
        return " ".join(_nonsense(rng) for _ in range(rng.randint(1, 7)))
    return _signs(rng) if drawn < 0.85 else _codes(rng)


def _nonsense(rng: random.Random) -> str:
    size = rng.randint(1, 8)
    case = rng.random()
    pool = [_letter(rng) for _ in range(size)]
    if case < 0.35:
        return "".join(pool).upper()
    if case < 0.7:
        return "".join(pool).lower()
    return "".join(pool)


def _letter(rng: random.Random) -> str:
    drawn = rng.random()
    if drawn < 0.62:
        return rng.choice(VIETNAMESE)
    return rng.choice(MINORITY) if drawn < 0.68 else rng.choice(_LATIN)


def _signs(rng: random.Random) -> str:
    """Syllables and figures with any sign before, between and after them."""
    parts = []
    for _ in range(rng.randint(2, 6)):
        word = syllable(rng) if rng.random() < 0.7 else str(rng.randrange(10_000))
        sign = rng.choice(_SIGNS)
        parts.append(
            rng.choice((f"{word}{sign}", f"{sign}{word}", f"{word} {sign}", f"{word}{sign}{word}"))
        )
    text = " ".join(parts)
    return text.upper() if rng.random() < 0.2 else text


def _codes(rng: random.Random) -> str:
    pool = string.digits + string.digits + string.ascii_letters + "đĐ-/."
    return " ".join(
        "".join(rng.choice(pool) for _ in range(rng.randint(2, 9)))
        for _ in range(rng.randint(1, 4))
    )
