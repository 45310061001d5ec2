"""Dates and amounts in the words that papers write beside the digits, to compare with them."""

from __future__ import annotations

import re
from decimal import Decimal

from digitizer.domain.values.dates import PartialDate
from digitizer.domain.values.number_words import amount_in_words

_APRIL = 4
_FOUR_AFTER_TENS = re.compile(r"mươi bốn$")
_MOST = 10**15


def date_in_words(day: PartialDate) -> str:
    """``ngày mười sáu tháng năm năm hai nghìn không trăm hai mươi tư``, as far as it is known."""
    parts = [f"năm {_number(day.year)}"]
    if day.month is not None:
        parts.append("tháng tư" if day.month == _APRIL else f"tháng {_number(day.month)}")
    if day.day is not None:
        parts.append(f"ngày {_number(day.day)}")
    return " ".join(reversed(parts))


def decimal_in_words(value: str) -> str | None:
    """The words of a canonical amount, decimals behind "phẩy"; None for what is no amount, for one
    below zero, and for one too large to be named."""
    if not re.fullmatch(r"\d+(?:\.\d+)?", value, re.ASCII) or Decimal(value) >= _MOST:
        return None
    whole, _, decimals = value.partition(".")
    words = amount_in_words(int(whole))
    if not decimals:
        return words
    if decimals.startswith("0"):
        return f"{words} phẩy {' '.join(amount_in_words(int(digit)) for digit in decimals)}"
    return f"{words} phẩy {amount_in_words(int(decimals))}"


def _number(number: int) -> str:
    return _FOUR_AFTER_TENS.sub("mươi tư", amount_in_words(number))
