"""Spelling comparison, legal syllables and the structure of personal numbers."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitizer.domain.values.ids import is_old_identity_number, parse_personal_number
from digitizer.domain.values.syllables import is_syllable, odd_syllables
from digitizer.domain.values.text import (
    clean,
    fold,
    same_spelling,
    strip_marks,
    without_final_stop,
    without_tone,
)

VIETNAMESE = st.text(
    st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộ "),
    max_size=30,
)


@pytest.mark.parametrize(
    ("left", "right"),
    [("hòa", "hoà"), ("Thủy", "THUỶ"), ("Ê-đê", "Ê Đê"), ("H’Mông", "h'mông"), ("khỏe", "khoẻ")],
)
def test_spellings_of_the_same_word_are_the_same(left: str, right: str) -> None:
    assert same_spelling(left, right)


@pytest.mark.parametrize(
    ("left", "right"), [("Phương", "Phượng"), ("Thúy", "Thùy"), ("Dao", "Đao")]
)
def test_a_different_mark_is_a_different_word(left: str, right: str) -> None:
    assert not same_spelling(left, right)


@given(VIETNAMESE)
def test_normal_forms_fold_together(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert clean(decomposed) == clean(text)
    assert fold(decomposed) == fold(text)
    assert len(strip_marks(text)) == len(text)
    assert without_tone(decomposed) == without_tone(unicodedata.normalize("NFC", text))


GOOD = """
nghĩa nguyễn quốc quyền quyết gì giếng giặt giỏi khuỷu quý rượu khuya thuở xuất loẹt ngoằn
quăng quẩy huỳnh kiều mỹ ý yến uyên oanh ông ấp ứng đường phường thủy thuỷ hoà hòa khoẻ
nghiêm quách tạ lý giàu gìn giữ giấy kể quới khuyến tuyết lựu viện giường khoằn nguyệt Ưng ích giun
HƯỞNG Đặng Ẩn
"""
BAD = """
ngi kat cê ghan tat thac nhop êban kpă blút niê nguyễnn phưong ngưyễn hơà hòá đươnng qoc
1990 c- ghà kông
"""


@pytest.mark.parametrize("word", GOOD.split())
def test_legal_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", BAD.split())
def test_what_the_table_cannot_vouch_for(word: str) -> None:
    assert not is_syllable(word)


def test_odd_syllables_leave_numbers_and_punctuation_alone() -> None:
    text = "Tổ 12, thị trấn Phan Rang - Tháp Chàm (cũ), xã Ea Tul"
    assert odd_syllables(text) == ("Ea", "Tul")


def test_a_personal_number_tells_century_sex_and_year() -> None:
    girl = parse_personal_number("001321004567")
    man = parse_personal_number("079084123456")
    assert girl is not None
    assert (girl.place, girl.is_female, girl.birth_year) == ("001", True, 2021)
    assert man is not None
    assert (man.is_female, man.birth_year, man.place_is_known) == (False, 1984, True)


@given(st.integers(1900, 2399), st.booleans(), st.integers(0, 999_999))
def test_numbers_built_by_the_decree_are_read_back(year: int, female: bool, rest: int) -> None:
    digit = 2 * (year // 100 - 19) + int(female)
    found = parse_personal_number(f"096{digit}{year % 100:02d}{rest:06d}")
    assert found is not None
    assert (found.birth_year, found.is_female) == (year, female)


@pytest.mark.parametrize(
    "text", ["", "00132100456", "0013210045678", "00132100456a", "٠٠١٣٢١٠٠٤٥٦٧"]
)
def test_other_texts_are_no_personal_number(text: str) -> None:
    assert parse_personal_number(text) is None


def test_unknown_places_and_old_cards() -> None:
    unknown = parse_personal_number("003321004567")
    assert unknown is not None
    assert not unknown.place_is_known
    assert is_old_identity_number("123456789")
    assert not is_old_identity_number("1234567890")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (
            "Đã cấp bản chính theo yêu cầu của gia đình.",
            "Đã cấp bản chính theo yêu cầu của gia đình",
        ),
        ("theo Quyết định ngày 25/08/2010.", "theo Quyết định ngày 25/08/2010"),
        ("Cải chính họ, tên, v.v.", "Cải chính họ, tên, v.v."),
        ("Chuyển về TP.", "Chuyển về TP."),
        (".", "."),
        ("", ""),
    ],
)
def test_a_final_full_stop_is_no_part_of_a_statement(written: str, value: str) -> None:
    assert without_final_stop(written) == value
