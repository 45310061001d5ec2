"""Dates from the keyboard: understood only where they can mean one day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitizer.domain.values.dates import PartialDate, parse_in_words
from digitizer.domain.values.number_words import amount_from_words
from digitizer.domain.values.spoken_values import date_in_words, decimal_in_words
from digitizer.domain.values.typed_dates import days_of_month, typed_dates

TODAY = date(2026, 11, 28)
DAYS = st.dates(date(1850, 1, 1), date(2100, 12, 31))


def shown(text: str) -> list[str]:
    return [each.formatted() for each in typed_dates(text, TODAY)]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1652024", ["16/05/2024"]),
        ("16.5.24", ["16/05/2024"]),
        ("16524", ["16/05/2024"]),
        ("160524", ["16/05/2024"]),
        ("16 5 2024", ["16/05/2024"]),
        ("16/5/2024", ["16/05/2024"]),
        ("năm 1994", ["1994"]),
        ("5/1984", ["05/1984"]),
        ("1.1.27", ["01/01/1927"]),
        ("28.11.26", ["28/11/2026"]),
        ("1112024", ["11/01/2024", "01/11/2024"]),
        ("31/02/2024", []),
        ("32 tuổi", []),
        ("165", []),
        ("020196000123", []),
    ],
)
def test_what_is_typed_means(text: str, meant: list[str]) -> None:
    assert shown(text) == meant


@given(DAYS)
def test_eight_digits_always_mean_their_day(day: date) -> None:
    assert typed_dates(f"{day:%d%m%Y}", TODAY) == (PartialDate(day.year, day.month, day.day),)


@given(DAYS)
def test_digits_without_zeros_may_always_mean_their_day(day: date) -> None:
    found = typed_dates(f"{day.day}{day.month}{day.year}", TODAY)
    assert PartialDate(day.year, day.month, day.day) in found


@given(st.integers(0, 36_000))
def test_two_digits_of_a_year_never_lie_in_a_coming_year(days: int) -> None:
    day = TODAY - timedelta(days=days)
    (found,) = typed_dates(f"{day.day}.{day.month}.{day:%y}", TODAY)
    assert (found.day, found.month) == (day.day, day.month)
    assert TODAY.year - 100 < found.year <= TODAY.year


def test_a_day_that_a_month_has_not_is_named() -> None:
    assert days_of_month("31/04/2024") == (4, 2024, 30)
    assert days_of_month("29.2.2023") == (2, 2023, 28)
    assert days_of_month("29/02/2024") is None
    assert days_of_month("31/13/2024") is None


@given(DAYS)
def test_words_of_a_date_are_read_back(day: date) -> None:
    whole = PartialDate(day.year, day.month, day.day)
    assert parse_in_words(date_in_words(whole)) == whole


def test_words_as_offices_write_them() -> None:
    assert date_in_words(PartialDate(2024, 4, 24)) == (
        "ngày hai mươi tư tháng tư năm hai nghìn không trăm hai mươi tư"
    )
    assert date_in_words(PartialDate(1994)) == "năm một nghìn chín trăm chín mươi tư"


@given(st.decimals(0, 10**9, places=2, allow_nan=False).map(lambda d: f"{d.normalize():f}"))
def test_words_of_an_amount_are_read_back(value: str) -> None:
    words = decimal_in_words(value)
    assert words is not None
    read = amount_from_words(words)
    assert read is not None
    assert f"{read.normalize():f}" == value


@pytest.mark.parametrize("text", ["", "abc", "-5", "1000000000000000"])
def test_what_is_no_amount_has_no_words(text: str) -> None:
    assert decimal_in_words(text) is None
