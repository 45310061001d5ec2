"""Vietnamese number words, read without tone marks so that OCR errors in marks do not matter.

Without marks "tư" (four) and "tu", "mươi" and "mười", "lăm" and "lam" fall together; no two
number words that may stand in the same place do, except "bảy" written "bẩy", which is the same.
"""

from __future__ import annotations

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
