"""Amounts of money and areas as Vietnamese offices write them: ``1.500.000 đồng``, ``120,5 m²``.

The canonical text is a plain decimal number with a point: ``1500000``, ``120.5``.
"""

from __future__ import annotations

import re
from decimal import Decimal

from digitizer.domain.values.text import fold

_NUMBER = re.compile(r"\d+(?:[.,\s]\d+)*")
_UNITS_OF_MONEY = re.compile(r"\s*(?:dong|vnd|d)?\s*(?:chan)?\s*[./\-]*\s*")
_UNITS_OF_AREA = re.compile(r"\s*(?:m2|m²|m 2|met vuong|m)?\s*\.?")
_MINUS = re.compile(r"[-−](?=\d)")
_GROUPS = re.compile(r"\d{1,3}(?:([.,\s])\d{3})(?:\1\d{3})*")
_LAST_SIGN = re.compile(r"(.*)([.,\s])(\d+)")
_MOST_DIGITS = 18


def parse_money(text: str) -> Decimal | None:
    """The amount in đồng (or the unit that stands beside it), or None for another text.

    Groups of three digits are thousands whichever sign parts them: đồng has no smaller unit in
    use. What remains behind another sign are decimals, as foreign currencies have them. A minus
    right before the digits makes it negative: an invoice takes something back.
    """
    is_negative = _MINUS.match(text) is not None
    amount = _parse(text[1:] if is_negative else text, _UNITS_OF_MONEY, groups_of_comma=True)
    return -amount if is_negative and amount is not None else amount


def parse_area(text: str) -> Decimal | None:
    """The area in m², or None for another text. A comma parts decimals (``120,5``); so does a
    point that no three digits follow (``120.5``), while ``1.250`` is one thousand and more."""
    return _parse(text.replace("²", "2"), _UNITS_OF_AREA, groups_of_comma=False)


def is_ambiguous_area(text: str) -> bool:
    """Whether the number may be meant either way: ``1.250`` as 1250 or 1.25, ``75,250`` as 75.25
    or 75250."""
    match = _NUMBER.match(fold(text))
    return match is not None and re.fullmatch(r"\d{1,3}[.,]\d{3}", match[0]) is not None


def plain(amount: Decimal) -> str:
    """The canonical text: no exponent, no zeros behind the last decimal that counts."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def grouped(value: str) -> str:
    """A canonical amount as offices write it: ``1.500.000``, ``120,5``, ``-5.000``; another text as
    it is."""
    if not re.fullmatch(r"-?\d+(?:\.\d+)?", value):
        return value
    minus, value = ("-", value[1:]) if value.startswith("-") else ("", value)
    whole, _, decimals = value.partition(".")
    return f"{minus}{int(whole):,}".replace(",", ".") + (f",{decimals}" if decimals else "")


def grouped_money(value: str) -> str:
    """The same for money, so that :func:`parse_money` gives it back: three decimals get a zero,
    since alone they would be taken for thousands."""
    shown = grouped(value)
    read = parse_money(shown)
    return shown if read is None or plain(read) == value else f"{shown}0"


def _parse(text: str, units: re.Pattern[str], *, groups_of_comma: bool) -> Decimal | None:
    folded = fold(text)
    match = _NUMBER.match(folded)
    if match is None or not units.fullmatch(folded[match.end() :]):
        return None
    number = match[0]
    if len(re.sub(r"\D", "", number)) > _MOST_DIGITS:
        return None
    return _decimal(number, groups_of_comma=groups_of_comma)


def _decimal(number: str, *, groups_of_comma: bool) -> Decimal | None:
    grouped_whole = _GROUPS.fullmatch(number)
    if grouped_whole and (groups_of_comma or grouped_whole[1] != "," or number.count(",") > 1):
        return Decimal(re.sub(r"\D", "", number))
    if number.isdigit():
        return Decimal(number)
    parted = _LAST_SIGN.fullmatch(number)
    if parted is None:
        return None
    whole, sign, decimals = parted.groups()
    if sign.isspace() or (not whole.isdigit() and not _is_grouped_by_another(whole, sign)):
        return None
    return Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{decimals}")


def _is_grouped_by_another(whole: str, sign: str) -> bool:
    match = _GROUPS.fullmatch(whole)
    return match is not None and match[1] != sign
