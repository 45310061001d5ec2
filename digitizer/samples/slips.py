"""Slips of a clerk: what stands on a paper before somebody notices and corrects it."""

import random
import re

from digitizer.domain.values.text import without_tone
from digitizer.domain.values.tones import with_tone

from .people import SEX_WORDS, Printed
from .words import load_words

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"C?\d+(/\d{4})?")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# Before these letters at the end of a word only two tones can stand.
_STOPS, _STOPPED_TONES = ("c", "ch", "p", "t"), "\u0301\u0323"
_LAST_SURE_DAY = 28


def slip(key: str, printed: Printed, rng: random.Random) -> str:
    """What a clerk could have put for a value by mistake; it passes for a value of its kind. "" for
    values that no slip is known of."""
    words = load_words()
    if key.endswith("HoTen"):
        return _name(printed.text, rng)
    if key.endswith("GioiTinh"):
        return next(word for word in SEX_WORDS.values() if word != printed.text)
    if key.endswith("DanToc"):
        return rng.choice([g.name for g in words.groups if g.name != printed.text])
    if key.endswith("QuocTich"):
        return rng.choice([c for c in words.foreign_countries if c != printed.text])
    if _DAY.fullmatch(printed.value):
        return re.sub(r"\d+", lambda found: _day(found.group(), rng), printed.text, count=1)
    if _NUMBER.fullmatch(printed.text):
        return re.sub(r"\d+", lambda found: _digits(found.group(), rng), printed.text, count=1)
    return ""


def _name(text: str, rng: random.Random) -> str:
    """The family's name is right; another part has a wrong tone or is another name."""
    parts = text.split()
    at = rng.randrange(min(1, len(parts) - 1), len(parts))
    kinh = load_words().groups[0]
    others = [n for n in (*kinh.male_given, *kinh.female_given) if n.lower() != parts[at].lower()]
    other = rng.choice(others)
    wrong = _other_tone(parts[at], rng) or (other.upper() if text.isupper() else other)
    return " ".join((*parts[:at], wrong, *parts[at + 1 :]))


def _other_tone(word: str, rng: random.Random) -> str:
    _, tone = without_tone(word)
    possible = _STOPPED_TONES if word.lower().endswith(_STOPS) else _TONES
    if not tone:
        return ""
    return with_tone(word, rng.choice([mark for mark in possible if mark != tone]))


def _day(digits: str, rng: random.Random) -> str:
    """Another day of the same ten, so that it is written with as many digits."""
    tens = min(int(digits), _LAST_SURE_DAY) // 10 * 10
    days = range(max(1, tens), min(tens + 9, _LAST_SURE_DAY) + 1)
    return f"{rng.choice([day for day in days if day != int(digits)]):0{len(digits)}d}"


def _digits(digits: str, rng: random.Random) -> str:
    """One digit of the latter half is another."""
    at = rng.randrange(len(digits) // 2, len(digits))
    other = rng.choice([digit for digit in "123456789" if digit != digits[at]])
    return digits[:at] + other + digits[at + 1 :]
