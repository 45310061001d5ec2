"""Numbers in figures and words, measures, money."""

from __future__ import annotations

import random
from typing import Final

_ONES: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS: Final = ("", "nghìn", "triệu", "tỷ")


def in_words(rng: random.Random, value: int) -> str:
    """A whole number below 10^12 in words, with the spellings that people vary."""
    if value == 0:
        return _ONES[0]
    thousands = rng.choice(("nghìn", "nghìn", "ngàn"))
    parts: list[str] = []
    groups = [value // 1000**power % 1000 for power in range(4)]
    for power in (3, 2, 1, 0):
        if groups[power]:
            parts.append(_hundreds(rng, groups[power], full=bool(parts)))
            parts.append(thousands if power == 1 else _GROUPS[power])
    return " ".join(part for part in parts if part)


def _hundreds(rng: random.Random, value: int, *, full: bool) -> str:
    hundred, rest = divmod(value, 100)
    head = f"{_ONES[hundred]} trăm" if hundred or full else ""
    if not rest:
        return head
    if rest < 10 and head:
        last = _ONES[rest] if rest != 4 else rng.choice(("bốn", "tư"))
        return f"{head} {rng.choice(('linh', 'lẻ'))} {last}"
    return f"{head} {_tens(rng, rest)}".strip()


def _tens(rng: random.Random, value: int) -> str:
    ten, one = divmod(value, 10)
    if not ten:
        return _seven(rng, _ONES[one])
    head = "mười" if ten == 1 else f"{_seven(rng, _ONES[ten])} mươi"
    if not one:
        return head
    last = _ONES[one]
    if one == 5:
        last = rng.choice(("lăm", "lăm", "lăm", "nhăm")) if ten > 1 else "lăm"
    elif one == 1 and ten > 1:
        last = "mốt"
    elif one == 4 and ten > 1:
        last = rng.choice(("tư", "bốn"))
    if ten > 1 and rng.random() < 0.08:
        return f"{_ONES[ten]} {last}"
    return f"{head} {_seven(rng, last)}"


def _seven(rng: random.Random, word: str) -> str:
    return "bẩy" if word == "bảy" and rng.random() < 0.25 else word


def grouped(rng: random.Random, value: int) -> str:
    """A whole number with the thousands divided as some office does."""
    return f"{value:,}".replace(",", rng.choice((".", ".", ".", ".", ",", " ", "")))


def _decimal(rng: random.Random) -> str:
    comma = rng.choice((",", ",", "."))
    return f"{rng.randint(0, 10 ** rng.randint(1, 4))}{comma}{rng.randint(0, 99):02d}"


def number(rng: random.Random) -> str:
    """A number as a form holds it: plain, measured, in percent, in order, or in words."""
    return rng.choice(_NUMBERS)(rng)


def _plain(rng: random.Random) -> str:
    return str(rng.randrange(10 ** rng.randint(1, 7)))


def _padded(rng: random.Random) -> str:
    return f"{rng.randint(0, 99):02d}"


def _area(rng: random.Random) -> str:
    size = rng.choice((_decimal, _plain, lambda rng: grouped(rng, rng.randint(1000, 999_999))))(rng)
    unit = rng.choice(("m²", "m²", "m²", "m2", "ha", "km²", "m³", "mét vuông", "sào", "công đất"))
    return f"{size}{rng.choice((' ', ' ', ''))}{unit}"


def _measure(rng: random.Random) -> str:
    units = (
        "m",
        "cm",
        "kg",
        "g",
        "km",
        "tấn",
        "tạ",
        "lít",
        "°C",
        "tuổi",
        "người",
        "kWh",
        "mm",
        "tờ",
    )
    size = rng.choice((_decimal, _plain, _padded))(rng)
    return f"{size}{rng.choice((' ', ' ', ''))}{rng.choice(units)}"


def _percent(rng: random.Random) -> str:
    return f"{rng.choice((_decimal(rng), str(rng.randint(0, 100))))}{rng.choice(('%', ' %'))}"


def _ordinal(rng: random.Random) -> str:
    order = rng.choice(("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"))
    word = rng.choice(("thứ", "lần thứ", "con thứ", "lần", "thứ", "quý", "khóa", "nhiệm kỳ thứ"))
    tail = rng.choice((order, str(rng.randint(1, 30)), f"{rng.randint(1, 12):02d}", roman(rng)))
    return f"{word} {tail}"


def roman(rng: random.Random) -> str:
    """A Roman number such as chapters and terms bear."""
    tens = rng.choice(("", "", "X", "XX"))
    return tens + rng.choice(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"))


def _spelled(rng: random.Random) -> str:
    value = rng.randrange(10 ** rng.randint(1, 4))
    words = in_words(rng, value)
    return rng.choice((f"{value:02d} ({words})", words, f"{words} ({value})", words.capitalize()))


def _sides(rng: random.Random) -> str:
    cross = rng.choice((" x ", "×", " × ", "x"))
    return f"{_decimal(rng)}{cross}{_decimal(rng)}{rng.choice(('', ' m', 'm', ' cm'))}"


def _sum(rng: random.Random) -> str:
    left, right = rng.randrange(1000), rng.randrange(1000)
    space = rng.choice(("", " "))
    return f"{left}{space}+{space}{right}{space}={space}{left + right}"


def _apgar(rng: random.Random) -> str:
    return f"{rng.randint(0, 12)}/{rng.randint(1, 12)}"


_NUMBERS = (
    *(_plain, _padded, _area, _area, _area, _measure, _percent, _ordinal, _spelled, _sides),
    *(_sum, _apgar, _decimal),
)


def money(rng: random.Random) -> str:
    """An amount of money in figures or words."""
    value = rng.randint(1, 999) * 10 ** rng.randint(2, 8)
    if rng.random() < 0.3:
        value = rng.randrange(10 ** rng.randint(4, 11))
    drawn = rng.random()
    figures = grouped(rng, value)
    unit = rng.choice((" đồng", " đồng", "đ", " đ", " VNĐ", " VND", "", " (đồng)", " đồng/tháng"))
    if drawn < 0.55:
        return f"{figures}{unit}"
    if drawn < 0.6:
        return f"{rng.choice(('$', 'USD '))}{value % 10**6:,}.{rng.randint(0, 99):02d}"
    if drawn < 0.65:
        return f"-{figures}" if rng.random() < 0.5 else f"({figures})"
    words = f"{in_words(rng, value)} đồng{rng.choice(('', '', ' chẵn', ' chẵn.', './.'))}"
    if drawn < 0.72:
        return f"{figures} đồng ({words})"
    return rng.choice((words, words.capitalize(), words.capitalize(), words.upper()))
