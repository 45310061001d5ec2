"""What a person asks for in words, what of a record answers it, and what is marked."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitizer.domain.record import FieldValue, Record
from digitizer.domain.search.document import document_of, type_mark, year_mark
from digitizer.domain.search.marking import SearchedField, found_fields
from digitizer.domain.search.query import LONGEST_TEXT, Phrase, Query, parse
from digitizer.domain.search.words import MARK, day_word, exact_words, month_word, scan


def words(text: str, value: str | None = None) -> list[str]:
    return [word.text for word in scan(text, value).words]


def others(text: str, value: str | None = None) -> set[str]:
    return {word.text for word in scan(text, value).others}


def asked(text: str) -> Query:
    query = parse(text)
    assert query is not None
    return query


def phrases(text: str) -> list[set[tuple[str, ...]]]:
    """Of each term the ways to write it."""
    return [{way[0].words for way in term} for term in asked(text).close]


def test_words_are_folded_and_letters_part_from_digits() -> None:
    assert words("NGUYỄN Đức-Thuỷ, K5/07") == ["nguyen", "duc", "thuy", "k", "5", "7"]
    assert words("hoà") == words("hòa") == words("HOA\u0300") == ["hoa"]
    assert words("038 007 00") == ["038", "007", "0"]


def test_a_word_stands_where_it_was_written() -> None:
    text = "Ông Nguyễn Văn Ộp"
    assert [text[word.start : word.end] for word in scan(text).words] == text.split()


@pytest.mark.parametrize(
    "text",
    ["12/03/1962", "12-3-1962", "12.3.1962", "ngày 12 tháng 3 năm 1962", "12 tháng 03, năm 1962"],
)
def test_a_day_is_one_thing_however_it_is_written(text: str) -> None:
    assert {day_word(1962, 3, 12), month_word(1962, 3)} <= others(text)


@pytest.mark.parametrize("text", ["32/3/1962", "12/13/1962", "112/3/19625", "1/2/3/1962/5"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_word(1962, 3, 12) not in others(text)
    assert not any(word.startswith(f"{MARK}d") for word in others("13/13/1962"))


def test_the_value_of_a_date_in_words_is_found_by_its_numbers() -> None:
    found = others("ngày mười hai tháng ba năm sáu hai", "1962-03-12")
    assert found == {day_word(1962, 3, 12), month_word(1962, 3), "1962"}
    assert others("khoảng 1962", "1962") == set()
    assert others("Nữ", "2") == set()


def test_parted_numbers_are_joined() -> None:
    assert others("038 162 001 234") == {"038162001234"}
    assert others("số 1.500.000 đ") == {"1500000"}
    assert others("1 2") == set()
    assert others("9" * 15 + " " + "9" * 15) == set()


def test_exact_words_keep_their_marks_wherever_the_tone_stands() -> None:
    assert exact_words("Hoà") == exact_words("HÒA") != exact_words("Hoa")
    assert exact_words("15/2021") == frozenset()


def test_names_are_one_phrase_at_best_and_single_words_at_last() -> None:
    tiers = asked("Nguyễn Văn Bường").tiers
    whole = ((Phrase(("nguyen", "van", "buong")),),)
    assert tiers[0].terms == tiers[1].terms == (whole,)
    assert (len(tiers[0].exact), tiers[1].exact) == (3, ())
    assert [term[0][0].words for term in tiers[-1].terms] == [("nguyen",), ("van",), ("buong",)]
    assert tiers[-1].terms[-1][0][0].is_begun


def test_what_is_typed_without_marks_asks_for_none() -> None:
    assert all(tier.exact == () for tier in asked("nguyen van buong").tiers)


def test_quoted_words_stay_together_and_are_whole() -> None:
    query = asked('"văn bường" 1962 “lê thị”')
    assert [term[0][0].words for term in query.terms] == [
        ("van", "buong"),
        ("1962",),
        ("le", "thi"),
    ]
    assert not query.is_open
    assert phrases('"chưa đóng') == [{("chua", "dong")}]


def test_only_a_word_that_is_being_typed_is_a_beginning() -> None:
    assert asked("nguyen bu").is_open
    assert not asked("nguyen bu ").is_open
    assert not asked("nguyen b").is_open
    assert not asked("nguyen 1962").is_open
    assert asked("nguyen 01106").is_open
    assert not asked("12/3/1962").is_open


def test_numbers_and_dates_are_asked_for_in_every_way() -> None:
    assert phrases("12/3/1962") == [{("12", "3", "1962"), (day_word(1962, 3, 12),)}]
    assert phrases("038 162 001") == [{("038", "162", "001"), ("038162001",)}]
    assert phrases("12/QĐ-UBND") == [{("12", "qd", "ubnd")}]
    assert phrases("5/2021") == [{("5", "2021"), (month_word(2021, 5),)}]
    # Two years are two years, and may be a number as well.
    ways = asked("1962 2003").terms[0]
    assert ways == ((Phrase(("1962",)), Phrase(("2003",))), (Phrase(("19622003",)),))


_SAFE = re.compile(r"[^\x00-\x2f\x3a-\x60\x7b-\x7f]+")


@given(st.text(max_size=2 * LONGEST_TEXT))
def test_parsing_never_raises_and_leaves_no_sign_of_any_language(text: str) -> None:
    query = parse(text)
    for tier in query.tiers if query else ():
        assert tier.terms
        for phrase in (phrase for term in tier.terms for way in term for phrase in way):
            assert phrase.words
            assert all(_SAFE.fullmatch(word) for word in phrase.words)


@given(
    st.text(alphabet=st.sampled_from(" \"“”'-./:*^&|!()0123456789aăâđêôơưáạNGUYỄN"), max_size=40)
)
def test_a_record_with_just_the_text_is_found_by_it(text: str) -> None:
    query = parse(text)
    if query is None:
        assert words(text) == []
        return
    (found,) = found_fields(query, [SearchedField("a", text)])
    assert found.spans
    ends = [place for span in found.spans for place in span]
    assert ends == sorted(set(ends))
    assert ends[-1] <= len(text)


def record(**texts: str) -> Record:
    return Record("ho_tich.Khai", "1", {key: FieldValue(key, text) for key, text in texts.items()})


def test_a_document_holds_the_words_of_each_field_and_what_the_paper_is() -> None:
    made = record(ten="Lò Thị Ún", so="5/2021", trong="…", rong="")
    dated = made.with_field(FieldValue("ngay", "20/03/2019", "2019-03-20"))
    document = document_of(dated, "ngay")
    assert set(document.fields) == {"ten", "so", "ngay"}
    assert document.fields["ten"].words == ("lo", "thi", "un")
    assert {year_mark(2019), type_mark("ho_tich.Khai")} <= set(document.marks)
    assert year_mark(2019) not in document_of(dated, None).marks


FIELDS = [
    SearchedField("ten", "NGUYỄN VĂN BƯỜNG"),
    SearchedField("cha", "Nguyễn Văn Ba"),
    SearchedField("sinh", "ngày mười hai tháng ba", "1962-03-12"),
    SearchedField("noi", "xã Nguyễn Huệ\nhuyện Văn Bàn"),
]


def marked(text: str, tier: int = 0) -> dict[str, list[str]]:
    return {
        each.key: [each.text[start:end] for start, end in each.spans]
        for each in found_fields(asked(text), FIELDS, tier)
    }


def test_as_few_fields_as_say_everything_are_shown() -> None:
    assert marked("nguyễn văn bường") == {"ten": ["NGUYỄN VĂN BƯỜNG"]}
    assert marked("văn ba 1962") == {"cha": ["Văn Ba"], "sinh": ["ngày mười hai tháng ba"]}
    assert marked("12/3/1962") == {"sinh": ["ngày mười hai tháng ba"]}
    assert marked("văn huệ") == {"noi": ["Huệ", "Văn"]}
    assert marked("bư") == {}
    assert marked("bư", asked("bư").whole) == {"ten": ["BƯỜNG"]}
    assert marked("khác") == {}
