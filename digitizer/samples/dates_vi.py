"""Dates as Vietnamese papers write them, in digits and in words.

Written apart from the program's own date parser on purpose: this is the truth that it is held to.
"""

from dataclasses import dataclass
from datetime import date

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


@dataclass(frozen=True, slots=True)
class WordStyle:
    """A writer's habits where more than one spelling is right."""

    zero_tens: str = "linh"
    thousand: str = "nghìn"
    four_after_tens: str = "tư"
    comma: bool = True


PLAIN_STYLE = WordStyle()


def _below_hundred(number: int, style: WordStyle) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if ones == 0:
        return head
    tail = _DIGITS[ones]
    if ones == 5:
        tail = "lăm"
    elif tens > 1 and ones == 1:
        tail = "mốt"
    elif tens > 1 and ones == 4:
        tail = style.four_after_tens
    return f"{head} {tail}"


def number_in_words(number: int, style: WordStyle = PLAIN_STYLE) -> str:
    """A number from 0 to 9999 in words, as in a year."""
    if not 0 <= number <= 9999:
        raise ValueError(number)
    if number < 100:
        return _below_hundred(number, style)
    thousands, rest = divmod(number, 1000)
    hundreds, below = divmod(rest, 100)
    parts = [f"{_DIGITS[thousands]} {style.thousand}"] if thousands else []
    if rest:
        parts.append(f"{_DIGITS[hundreds]} trăm")
    if below:
        words = _below_hundred(below, style)
        parts.append(f"{style.zero_tens} {words}" if below < 10 else words)
    return " ".join(parts)


def date_in_words(day: date, style: WordStyle = PLAIN_STYLE) -> str:
    """A whole date in words; the fourth month is always `tư`."""
    month = "tư" if day.month == 4 else number_in_words(day.month, style)
    parts = (
        f"Ngày {number_in_words(day.day, style)}",
        f"tháng {month}",
        f"năm {number_in_words(day.year, style)}",
    )
    return (", " if style.comma else " ").join(parts)


DATE_FORMS = (
    "{0:%d}/{0:%m}/{0:%Y}",
    "Ngày {0.day} tháng {0.month} năm {0.year}",
    "ngày {0:%d} tháng {0:%m} năm {0.year}",
    "{0:%d}-{0:%m}-{0:%Y}",
)


def print_date(day: date, form: int) -> str:
    """The date in digits, in one of `DATE_FORMS`."""
    return DATE_FORMS[form].format(day)


def long_date(day: date) -> str:
    """The day under an official paper: days below ten and the months 1 and 2 have a zero before
    them (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
