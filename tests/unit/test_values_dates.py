"""Dates in digits and in words mean the same day, and nothing is made up."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitizer.domain.values.dates import PartialDate, parse_in_words, parse_iso, parse_written
from digitizer.domain.values.number_words import number_from_words
from digitizer.domain.values.text import fold

DAYS = st.dates(date(1850, 1, 1), date(2099, 12, 31))
ONES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
STYLES = st.fixed_dictionaries(
    {
        "zero_tens": st.sampled_from(("linh", "lẻ")),
        "thousand": st.sampled_from(("nghìn", "ngàn")),
        "four": st.sampled_from(("tư", "bốn")),
        "five": st.sampled_from(("lăm", "nhăm")),
        "one": st.sampled_from(("mốt", "một")),
        "tens": st.sampled_from((" mươi", "")),
        "zero_hundred": st.booleans(),
    }
)


def in_words(number: int, style: dict[str, object]) -> str:
    """A second writer of numbers, with the habits of different offices."""
    if number < 10:
        return ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        unit = {1: style["one"], 4: style["four"], 5: style["five"]}.get(ones, ONES[ones])
        if tens == 1:
            unit = "lăm" if ones == 5 else ONES[ones]
            return f"mười {unit}" if ones else "mười"
        # "hai mốt" is said for 21, but 20 keeps its "mươi".
        return f"{ONES[tens]}{style['tens']} {unit}" if ones else f"{ONES[tens]} mươi"
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        head = f"{ONES[hundreds]} trăm"
        if not rest:
            return head
        return (
            f"{head} {style['zero_tens']} {ONES[rest]}"
            if rest < 10
            else (f"{head} {in_words(rest, style)}")
        )
    thousands, rest = divmod(number, 1000)
    head = f"{ONES[thousands]} {style['thousand']}"
    if not rest:
        return head
    if rest < 100:
        below = f"{style['zero_tens']} {ONES[rest]}" if rest < 10 else in_words(rest, style)
        return (
            f"{head} không trăm {below}"
            if style["zero_hundred"] or rest >= 10
            else (f"{head} {below}")
        )
    return f"{head} {in_words(rest, style)}"


@given(st.integers(0, 9999), STYLES)
def test_every_number_in_words_is_read_back(number: int, style: dict[str, object]) -> None:
    assert number_from_words(fold(in_words(number, style))) == number


@given(DAYS, STYLES, st.sampled_from((", ", " ", " , ")), st.booleans())
def test_a_date_in_words_is_read_back(
    day: date, style: dict[str, object], comma: str, decomposed: bool
) -> None:
    month = "tư" if day.month == 4 else in_words(day.month, style)
    text = comma.join(
        (
            f"Ngày {in_words(day.day, style)}",
            f"tháng {month}",
            f"năm {in_words(day.year, style)}",
        )
    )
    text = unicodedata.normalize("NFD", text) if decomposed else text
    assert parse_in_words(text) == PartialDate(day.year, day.month, day.day)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Ngày mồng năm, tháng giêng, năm một nghìn chín trăm chín mươi hai", "1992-01-05"),
        ("Ngày mùng mười tháng chạp năm hai nghìn không trăm linh sáu", "2006-12-10"),
        ("Năm một nghìn chín trăm tám mươi tư", "1984"),
        ("Tháng sáu, năm một nghìn chín trăm tám mươi tư", "1984-06"),
        ("Mười sáu, tháng ba, năm hai nghìn không trăm linh sáu", "2006-03-16"),
        ("ngày hai mươi lăm tháng tư năm hai ngàn lẻ một.", "2001-04-25"),
    ],
)
def test_usual_wordings_of_dates_in_words(text: str, iso: str) -> None:
    found = parse_in_words(text)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ngày",
        "Ngày ba mươi mốt, tháng hai, năm hai nghìn",
        "Ngày mười sáu, tháng mười ba, năm hai nghìn",
        "Ngày mười sáu, tháng bà, nảm xyz",
        "Ngày mười sáu mười bảy, tháng ba, năm hai nghìn",
        "năm năm",
        "tháng ba",
    ],
)
def test_words_that_mean_no_date_give_none(text: str) -> None:
    assert parse_in_words(text) is None


WRITERS = st.sampled_from(
    (
        "{0:%d}/{0:%m}/{0:%Y}",
        "{0.day}/{0.month}/{0.year}",
        "{0:%d}-{0:%m}-{0:%Y}",
        "{0:%d}.{0:%m}.{0:%Y}",
        "{0:%d} / {0:%m} / {0:%Y}",
        "Ngày {0.day} tháng {0.month} năm {0.year}",
        "ngày {0:%d} tháng {0:%m} năm {0.year}",
        "Ngày {0:%d}, tháng {0:%m}, năm {0.year}",
        "ngày {0:%d}/{0:%m}/{0:%Y}.",
        "{0:%Y}-{0:%m}-{0:%d}",
    )
)


@given(DAYS, WRITERS)
def test_a_date_in_digits_is_read_back(day: date, writer: str) -> None:
    assert parse_written(writer.format(day)) == PartialDate(day.year, day.month, day.day)


@given(DAYS)
def test_partial_dates_keep_their_precision(day: date) -> None:
    month = parse_written(f"{day.month:02d}/{day.year}")
    year = parse_written(f"năm {day.year}")
    assert month == PartialDate(day.year, day.month)
    assert year == PartialDate(day.year)


@given(st.text(max_size=40))
def test_no_text_breaks_the_parsers(text: str) -> None:
    for found in (parse_written(text), parse_in_words(text), parse_iso(text)):
        assert found is None or parse_iso(found.iso) == found


@pytest.mark.parametrize(
    "text",
    ["32 tuổi", "31/02/2021", "00/05/2021", "12/13/2021", "16/03/21", "1/1/0021", "sinh 1990"],
)
def test_what_is_no_date_stays_none(text: str) -> None:
    assert parse_written(text) is None


@given(DAYS)
def test_canonical_text_and_shown_text_round_trip(day: date) -> None:
    full = PartialDate(day.year, day.month, day.day)
    for known in (full, PartialDate(day.year, day.month), PartialDate(day.year)):
        assert parse_iso(known.iso) == known
        assert parse_written(known.formatted()) == known


def test_a_partial_date_is_before_only_when_surely_so() -> None:
    year, day = PartialDate(1990), PartialDate(1990, 5, 4)
    assert not year.surely_before(day)
    assert not day.surely_before(year)
    assert PartialDate(1989).surely_before(day)
    assert PartialDate(1990, 4).surely_before(day)


@pytest.mark.parametrize("parts", [(2021, 2, 29), (2021, 0, None), (1700, None, None)])
def test_impossible_dates_cannot_be_built(parts: tuple[int, int | None, int | None]) -> None:
    with pytest.raises(ValueError):
        PartialDate(*parts)


def test_a_day_without_a_month_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="needs a month"):
        PartialDate(2021, None, 4)
