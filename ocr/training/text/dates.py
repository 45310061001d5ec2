"""Dates and times in figures and in words."""

from __future__ import annotations

import random

from ocr.training.text.numbers import in_words

_SEPARATORS = ("/", "/", "/", "/", "-", "-", ".", " / ", " - ", "–")
_DIGIT_NAMES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def _parts(rng: random.Random) -> tuple[int, int, int]:
    year = 2000 if rng.random() < 0.04 else rng.randint(1900, 2035)
    return rng.randint(1, 31), rng.randint(1, 12), year


def date(rng: random.Random) -> str:
    """A date, a part of one, or a time, in figures."""
    day, month, year = _parts(rng)
    drawn = rng.random()
    if drawn < 0.42:
        between = rng.choice(_SEPARATORS)
        if rng.random() < 0.75:
            return f"{day:02d}{between}{month:02d}{between}{year}"
        shown = f"{year % 100:02d}" if drawn < 0.1 else str(year)
        return f"{day}{between}{month}{between}{shown}"
    if drawn < 0.62:
        return _spoken(rng, day, month, year)
    if drawn < 0.7:
        return str(year)
    if drawn < 0.77:
        return f"{month:02d}{rng.choice(_SEPARATORS)}{year}"
    if drawn < 0.82:
        return rng.choice(("ngày tháng năm", "Ngày tháng năm"))
    if drawn < 0.86:
        return f"{rng.choice(('tháng', 'Tháng', 'quý'))} {month} {rng.choice(('năm', '-'))} {year}"
    return time(rng) if drawn < 0.94 else _range(rng, year)


def _spoken(rng: random.Random, day: int, month: int, year: int) -> str:
    lead = rng.choice(("ngày", "ngày", "Ngày", "NGÀY"))
    first = f"{day:02d}" if rng.random() < 0.7 else str(day)
    second = f"{month:02d}" if rng.random() < 0.6 else str(month)
    text = f"{lead} {first} tháng {second} năm {year}"
    return text.upper() if lead.isupper() else text


def _range(rng: random.Random, year: int) -> str:
    later = year + rng.randint(1, 20)
    return rng.choice((f"{year} - {later}", f"{year}-{later}", f"từ {year} đến {later}"))


def time(rng: random.Random) -> str:
    """A time of day, with a date or without."""
    hour, minute = rng.randint(0, 23), rng.randint(0, 59)
    clock = rng.choice(
        (
            f"{hour} giờ {minute:02d} phút",
            f"{hour:02d} giờ {minute:02d}",
            f"{hour}h{minute:02d}",
            f"{hour:02d}:{minute:02d}",
            f"{hour}g{minute:02d}'",
            f"{hour:02d}:{minute:02d}:{rng.randint(0, 59):02d}",
        )
    )
    if rng.random() < 0.5:
        return clock
    day, month, year = _parts(rng)
    return f"{clock}{rng.choice((', ', ' '))}ngày {day:02d}/{month:02d}/{year}"


def date_words(rng: random.Random) -> str:
    """A date in words, in the spellings that registers show."""
    day, month, year = _parts(rng)
    first = in_words(rng, day)
    if day <= 10 and rng.random() < 0.5:
        first = f"{rng.choice(('mồng', 'mùng'))} {first}"
    second = _month(rng, month)
    text = f"{first} tháng {second} năm {_year(rng, year)}"
    drawn = rng.random()
    if drawn < 0.35:
        text = f"ngày {text}"
    elif drawn < 0.45:
        text = f"{first}, tháng {second}, năm {_year(rng, year)}"
    elif drawn < 0.55:
        text = rng.choice((f"năm {_year(rng, year)}", f"tháng {second}", first))
    drawn = rng.random()
    if drawn < 0.1:
        return text.upper()
    return text[0].upper() + text[1:] if drawn < 0.5 else text


def _month(rng: random.Random, month: int) -> str:
    if month == 1 and rng.random() < 0.4:
        return "giêng"
    if month == 12 and rng.random() < 0.3:
        return "chạp"
    return rng.choice(("tư", "bốn")) if month == 4 else in_words(rng, month)


def _year(rng: random.Random, year: int) -> str:
    if rng.random() < 0.15:
        return " ".join(_DIGIT_NAMES[int(figure)] for figure in str(year))
    return in_words(rng, year)
