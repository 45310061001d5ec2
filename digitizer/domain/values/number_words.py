"""Vietnamese number words, read without tone marks so that OCR errors in marks do not matter.

Without marks "tư" (four) and "tu", "mươi" and "mười", "lăm" and "lam" fall together; no two
number words that may stand in the same place do, except "bảy" written "bẩy", which is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from digitizer.domain.values.text import fold

_DIGITS = {
    "khong": 0,
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "tu": 4,
    "nam": 5,
    "lam": 5,
    "nham": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "gieng": 1,
    "chap": 12,
}
_ZERO_TENS = {"linh", "le"}
_FILLERS = {"mung", "mong"}
_SCALES = ((("ty", "ti"), 10**9), (("trieu",), 10**6), (("nghin", "ngan"), 10**3))
_UNITS = re.compile(r"\b(?:viet nam dong|dong viet nam|dong|met vuong|m2|chan)\b")
_POINT = re.compile(r"\bphay\b")
_DIGIT_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def number_from_words(words: str) -> int | None:
    """The number 0..9999 that folded words mean ("hai nghin khong tram linh sau"), or None."""
    tokens = [token for token in words.split() if token not in _FILLERS]
    if not tokens:
        return None
    thousands = next((i for i, token in enumerate(tokens) if token in ("nghin", "ngan")), None)
    if thousands is None:
        return _below_thousand(tokens)
    head = _below_thousand(tokens[:thousands])
    rest = tokens[thousands + 1 :]
    tail = _below_thousand(rest) if rest else 0
    return None if head is None or tail is None or head > 9 else head * 1000 + tail


def _below_thousand(tokens: list[str]) -> int | None:
    if "tram" in tokens:
        place = tokens.index("tram")
        head = _DIGITS.get(tokens[0]) if place == 1 else None
        rest = tokens[place + 1 :]
        tail = _below_hundred(rest) if rest else 0
        return None if head is None or tail is None or head > 9 else head * 100 + tail
    return _below_hundred(tokens)


def _below_hundred(tokens: list[str]) -> int | None:
    if len(tokens) == 1 and tokens[0] != "muoi":
        return _DIGITS.get(tokens[0])
    if tokens[0] in _ZERO_TENS:
        return _DIGITS.get(tokens[1]) if len(tokens) == 2 else None
    if tokens[0] == "muoi":
        unit = _DIGITS.get(tokens[1]) if len(tokens) == 2 else 0
        return None if unit is None or len(tokens) > 2 or unit > 9 else 10 + unit
    tens = _DIGITS.get(tokens[0])
    rest = tokens[2:] if len(tokens) > 1 and tokens[1] == "muoi" else tokens[1:]
    if tens is None or not 2 <= tens <= 9 or len(rest) > 1:
        return None
    unit = _DIGITS.get(rest[0]) if rest else 0
    return None if unit is None or unit > 9 else tens * 10 + unit


def amount_from_words(text: str) -> Decimal | None:
    """The amount that words from paper mean, or None when they mean none: "Một triệu năm trăm
    nghìn đồng chẵn", "Một trăm hai mươi phẩy năm mét vuông". Marks, commas and units do not count.
    """
    plain = _UNITS.sub(" ", re.sub(r"[^a-z0-9 ]+", " ", fold(text).replace("m²", "m2")))
    whole, *decimals = _POINT.split(plain)
    head = _whole(whole.split())
    if head is None or len(decimals) > 1:
        return None
    if not decimals:
        return Decimal(head)
    digits = _decimals(decimals[0].split())
    return None if digits is None else Decimal(f"{head}.{digits}")


def _whole(tokens: list[str]) -> int | None:
    """The number of words of any size; each scale stands once and in order."""
    total = 0
    rest = tokens
    for words, scale in _SCALES:
        place = next((i for i, token in enumerate(rest) if token in words), None)
        if place is None:
            continue
        head = _below_thousand(rest[:place]) if rest[:place] else None
        if head is None and scale == 10**9:
            head = _whole(rest[:place]) if rest[:place] else None
        if head is None:
            return None
        total += head * scale
        rest = rest[place + 1 :]
        if rest and rest[0] == "ruoi":
            return total + scale // 2 if len(rest) == 1 else None
    if not rest:
        return total if tokens else None
    tail = _below_thousand(rest)
    return None if tail is None else total + tail


def _decimals(tokens: list[str]) -> str | None:
    """Digits after the point: said one by one ("không năm"), or as a number ("hai mươi lăm")."""
    if not tokens:
        return None
    if all(token in _DIGITS for token in tokens):
        return "".join(str(_DIGITS[token]) for token in tokens)
    number = _below_thousand(tokens)
    return None if number is None else str(number)


def amount_in_words(amount: int) -> str:
    """A whole amount as offices write it, without unit: 1500000 is "một triệu năm trăm nghìn".
    Raises ValueError below 0 and from 10**15."""
    if not 0 <= amount < 10**15:
        raise ValueError(f"amount {amount} out of range")
    if amount == 0:
        return _DIGIT_WORDS[0]
    return " ".join(_words(amount, is_first=True))


def _words(amount: int, *, is_first: bool) -> Iterator[str]:
    for name, scale in (("tỷ", 10**9), ("triệu", 10**6), ("nghìn", 10**3)):
        count, amount = divmod(amount, scale)
        if count:
            yield from (
                _words(count, is_first=is_first)
                if count > 999
                else _hundreds(count, is_first=is_first)
            )
            yield name
            is_first = False
    if amount:
        yield from _hundreds(amount, is_first=is_first)


def _hundreds(number: int, *, is_first: bool) -> Iterator[str]:
    """Below a larger unit every place is named: "không trăm linh năm"."""
    hundreds, rest = divmod(number, 100)
    tens, unit = divmod(rest, 10)
    if hundreds or not is_first:
        yield from (_DIGIT_WORDS[hundreds], "trăm")
        is_first = False
    if tens == 0:
        if unit:
            yield from (_DIGIT_WORDS[unit],) if is_first else ("linh", _DIGIT_WORDS[unit])
        return
    yield from ("mười",) if tens == 1 else (_DIGIT_WORDS[tens], "mươi")
    if unit:
        yield _unit_after_tens(tens, unit)


def _unit_after_tens(tens: int, unit: int) -> str:
    if unit == 1 and tens > 1:
        return "mốt"
    return "lăm" if unit == 5 else _DIGIT_WORDS[unit]
