"""What holds for every value: written, understood, shown and understood again it is the same."""

from __future__ import annotations

import unicodedata
from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from digitizer.domain.problems import Severity
from digitizer.domain.schema import FieldKind, FieldSpec, Localized, Need
from digitizer.domain.values.canonical import canonical, shown
from digitizer.domain.values.dates import FIRST_YEAR, LAST_YEAR, PartialDate, parse_in_words
from digitizer.domain.values.ids import parse_personal_number
from digitizer.domain.values.inexact_dates import LunarDate
from digitizer.domain.values.number_words import (
    amount_from_words,
    amount_in_words,
    number_from_words,
)
from digitizer.domain.values.tax_codes import has_right_check_digit, tax_code_kind, tax_code_text
from digitizer.domain.values.text import fold
from digitizer.samples.dates_vi import (
    DATE_FORMS,
    WordStyle,
    date_in_words,
    number_in_words,
    print_date,
)

DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
STYLES = st.builds(
    WordStyle,
    zero_tens=st.sampled_from(("linh", "lẻ")),
    thousand=st.sampled_from(("nghìn", "ngàn")),
    four_after_tens=st.sampled_from(("tư", "bốn")),
    comma=st.booleans(),
)
LETTERS = (
    "abcdeghiklmnopqrstuvxyàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    "jwfzñčšŏŭĕ"
)
SYLLABLES = st.text(LETTERS, min_size=1, max_size=7).map(str.capitalize)
NAMES = st.lists(
    st.one_of(
        SYLLABLES,
        st.just("Y"),
        SYLLABLES.map(lambda word: f"H'{word}"),
        SYLLABLES.map(lambda word: f"H’{word}"),
        SYLLABLES.map(lambda word: f"K'{word}"),
        st.tuples(SYLLABLES, SYLLABLES).map("-".join),
    ),
    min_size=1,
    max_size=6,
).map(" ".join)


def spec_of(kind: FieldKind) -> FieldSpec:
    return FieldSpec("x", kind, Localized("x", "x"), "s", Need.OPTIONAL)


DATE, NAME = spec_of(FieldKind.DATE), spec_of(FieldKind.NAME)


def value_of(spec: FieldSpec, text: str) -> str | None:
    return canonical(spec, text).value


@given(DAYS, st.integers(0, len(DATE_FORMS) - 1))
def test_a_day_in_any_form_is_that_day_and_shown_it_stays_so(day: date, form: int) -> None:
    found = canonical(DATE, print_date(day, form))
    assert (found.value, found.problems) == (day.isoformat(), ())
    assert value_of(DATE, shown(DATE, found.value)) == found.value


@given(st.integers(FIRST_YEAR, LAST_YEAR), st.integers(1, 12))
def test_what_is_known_of_a_date_is_all_that_is_kept(year: int, month: int) -> None:
    for text, wanted in ((str(year), f"{year}"), (f"{month:02d}/{year}", f"{year}-{month:02d}")):
        assert value_of(DATE, text) == wanted
        assert value_of(DATE, shown(DATE, wanted)) == wanted


@given(DAYS, STYLES)
@example(date(2004, 4, 14), WordStyle())
@example(date(1905, 5, 5), WordStyle(zero_tens="lẻ"))
def test_a_day_in_words_is_the_day(day: date, style: WordStyle) -> None:
    assert parse_in_words(date_in_words(day, style)) == PartialDate(day.year, day.month, day.day)


@given(st.text(max_size=30))
def test_no_text_makes_a_date_that_is_none(text: str) -> None:
    value = value_of(DATE, text)
    if value is not None:
        assert value_of(DATE, shown(DATE, value)) == value


@given(st.integers(FIRST_YEAR, LAST_YEAR), st.integers(1, 12), st.integers(1, 30), st.booleans())
def test_a_lunar_day_stays_lunar(year: int, month: int, day: int, is_leap: bool) -> None:
    lunar = LunarDate(year, month, day, is_leap)
    of_month = LunarDate(year, month, None, is_leap)
    assert value_of(DATE, of_month.formatted()) == of_month.canonical
    assert value_of(DATE, lunar.formatted()) == lunar.canonical
    assert value_of(DATE, shown(DATE, lunar.canonical)) == lunar.canonical
    leap = " nhuận" if is_leap else ""
    written = f"ngày {day} tháng {month}{leap} năm {year} âm lịch"
    assert value_of(DATE, written) == lunar.canonical


@given(st.integers(FIRST_YEAR, LAST_YEAR))
def test_about_a_year_stays_about_it(year: int) -> None:
    assert value_of(DATE, f"khoảng năm {year}") == f"{year}~"
    assert value_of(DATE, shown(DATE, f"{year}~")) == f"{year}~"


@given(st.integers(0, 9999), STYLES)
def test_a_number_in_words_is_the_number(number: int, style: WordStyle) -> None:
    assert number_from_words(fold(number_in_words(number, style))) == number


@given(st.integers(0, 10**12))
def test_an_amount_in_words_is_the_amount(amount: int) -> None:
    assert amount_from_words(amount_in_words(amount)) == amount


@given(NAMES)
@example("Y Bhăm")
@example("H'Hen Niê")
@example("Thào A Súa")
@example("Ka Hiên")
@example("Bông")
@example("Nguyễn-Lê Thị Mỹ")
def test_no_name_is_refused_whoever_bears_it(name: str) -> None:
    """Bộ luật Dân sự 2015, Điều 26: a name is in Vietnamese or another language of Việt Nam."""
    for written in (name, name.upper(), unicodedata.normalize("NFD", name)):
        found = canonical(NAME, written)
        assert found.value == unicodedata.normalize("NFC", written)
        assert all(problem.severity is not Severity.ERROR for problem in found.problems)
        assert not found.problems


@given(NAMES, st.sampled_from("0123456789_@"))
def test_a_name_with_a_digit_is_kept_and_told(name: str, sign: str) -> None:
    found = canonical(NAME, name + sign)
    assert found.value == name + sign
    assert [problem.code for problem in found.problems] == ["name-odd-character"]


@given(st.integers(0, 999), st.integers(0, 9), st.integers(0, 99), st.integers(0, 10**6 - 1))
def test_twelve_digits_always_say_who_and_are_never_refused(
    place: int, century: int, year: int, rest: int
) -> None:
    text = f"{place:03d}{century}{year:02d}{rest:06d}"
    number = parse_personal_number(text)
    assert number is not None
    assert number.birth_year % 100 == year
    assert 1900 <= number.birth_year < 2400
    assert number.is_female == bool(century % 2)
    spaced = f"{text[:3]} {text[3:6]}.{text[6:]}"
    assert value_of(spec_of(FieldKind.ID_NUMBER), spaced) == text


@given(
    st.sampled_from((10, 12, 13)).flatmap(
        lambda count: st.lists(
            st.tuples(st.sampled_from("0123456789"), st.sampled_from(("", "", " ", ".", "-"))),
            min_size=count,
            max_size=count,
        )
    )
)
def test_a_tax_code_is_read_once_and_for_all(parts: list[tuple[str, str]]) -> None:
    text = "".join(digit + sign for digit, sign in parts)
    code = tax_code_text(text)
    assert tax_code_kind(code) is not None
    assert tax_code_text(code) == code
    found = canonical(spec_of(FieldKind.TAX_CODE), text)
    assert found.value == code
    again = canonical(spec_of(FieldKind.TAX_CODE), code)
    assert again.value == code
    assert [p.code for p in again.problems] == [p.code for p in found.problems]


@given(st.integers(0, 10**9 - 1), st.integers(1, 9))
def test_one_wrong_last_digit_of_a_tax_code_is_found(front: int, off: int) -> None:
    codes = [f"{front:09d}{digit}" for digit in range(10)]
    right = [code for code in codes if has_right_check_digit(code)]
    assert len(right) <= 1
    if right:
        wrong = f"{right[0][:9]}{(int(right[0][9]) + off) % 10}"
        assert not has_right_check_digit(wrong)
