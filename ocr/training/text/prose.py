"""Sentences of administrative papers, put together part by part."""

from __future__ import annotations

import random
from functools import cache

from ocr.training.text.dates import date
from ocr.training.text.ids import serial
from ocr.training.text.names import title_name
from ocr.training.text.numbers import money, number
from ocr.training.text.places import place, with_twin
from ocr.training.text.sounds import syllable
from ocr.training.text.words import phrases, table

_WORD_LISTS = ("lexicon", "twins")


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    return {key: phrases(text) for key, text in table("prose").items() if key not in _WORD_LISTS}


def prose(rng: random.Random) -> str:
    """A sentence, several, or the middle of one as it stands between two line ends."""
    text = " ".join(_sentence(rng) for _ in range(rng.choice((1, 1, 2))))
    drawn = rng.random()
    if drawn < 0.35:
        cut = text.split(" ")
        start = rng.randrange(len(cut))
        text = " ".join(cut[start:]) or text
    if rng.random() < 0.12:
        text = with_twin(rng, text)
    if drawn > 0.93:
        return text.upper()
    if drawn > 0.85:
        return (
            f"{rng.choice(('-', '+', '•', '*', '–', 'a)', 'b.', '1.', '(2)', '1.3.', 'đ)'))} {text}"
        )
    return f"“{text}”" if drawn > 0.82 else text


def note(rng: random.Random) -> str:
    """A short remark, such as stands behind a label."""
    lists = _lists()
    key = rng.choice(("objects", "clauses", "adverbs", "objects"))
    text = rng.choice(lists[key])
    if rng.random() < 0.3:
        text = f"{rng.choice(lists['verbs'])} {text}"
    return text[0].upper() + text[1:] if rng.random() < 0.6 else text


def _sentence(rng: random.Random) -> str:
    lists = _lists()
    parts = [rng.choice(lists["subjects"]), _extra(rng), rng.choice(lists["verbs"])]
    parts.append(rng.choice(lists["objects"]))
    drawn = rng.random()
    if drawn < 0.6:
        parts.append(rng.choice(lists["adverbs"]))
    elif drawn < 0.8:
        parts.append(f"{rng.choice(('của', 'cho', 'với', 'do'))} {title_name(rng)}")
    text = " ".join(part for part in parts if part)
    if rng.random() < 0.3:
        text = f"{text}{rng.choice((',', ';', ','))} {rng.choice(lists['clauses'])}"
    if rng.random() < 0.15:
        text = text[0].lower() + text[1:]
    return text + rng.choice((".", ".", ".", ";", ",", "", ":", "./."))


def _extra(rng: random.Random) -> str:
    """What may stand behind the subject: a name, place, date, number, or any words at all."""
    drawn = rng.random()
    if drawn < 0.1:
        return title_name(rng)
    if drawn < 0.2:
        return place(rng)
    if drawn < 0.27:
        return f"ngày {date(rng)}"
    if drawn < 0.33:
        return f"({rng.choice((serial, number, money))(rng)})"
    if drawn < 0.45:
        return " ".join(syllable(rng) for _ in range(rng.randint(1, 3)))
    return ""
