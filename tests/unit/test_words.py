"""Marks for what was typed without them, and words that can be no syllable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitizer.bootstrap.known_words import known_words, place_words, text_words
from digitizer.domain.values.syllables import is_syllable
from digitizer.domain.values.text import fold, strip_marks
from digitizer.domain.words.marked import MOST_FORMS, marked_names, marked_prose
from digitizer.domain.words.model import NOTHING_LEARNED, Sex, learned
from digitizer.domain.words.odd import odd_spans
from digitizer.places.lists import rows
from digitizer.schemas import load_catalog
from digitizer.words import name_words


def names(text: str, sex: Sex = Sex.UNKNOWN) -> tuple[str, ...]:
    return marked_names(text, name_words(), sex, NOTHING_LEARNED)


def odd(text: str) -> list[str]:
    return [text[start:end] for start, end in odd_spans(text, known_words())]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("nguyen thi hang", "Nguyễn Thị Hằng"),
        ("NGUYEN THI HANG", "NGUYỄN THỊ HẰNG"),
        ("tran duc thang", "Trần Đức Thắng"),
        ("Nguyễn thi hang", "Nguyễn Thị Hằng"),
        ("y blo", "Y Blô"),
    ],
)
def test_the_likeliest_name_comes_first(typed: str, first: str) -> None:
    assert names(typed)[0] == first


@given(st.sampled_from(["nguyen van hung", "le thi thuy", "pham minh anh", "dang thu ha"]))
def test_forms_have_the_letters_that_were_typed(typed: str) -> None:
    forms = names(typed)
    assert 0 < len(forms) <= MOST_FORMS
    assert len(set(forms)) == len(forms)
    assert {fold(form) for form in forms} == {typed}


def test_marks_that_were_typed_stay() -> None:
    assert all(form.startswith("Nguyễn Văn ") for form in names("Nguyễn Văn hung"))


@pytest.mark.parametrize("name", ["Nguyễn Thị Hằng", "Nguyễn Văn An", "Lê Minh Anh", ""])
def test_a_name_with_its_marks_gets_no_forms(name: str) -> None:
    assert names(name) == ()


def test_the_sex_decides_between_given_names() -> None:
    typed = "nguyen thanh thuy"
    assert names(typed, Sex.FEMALE)[0].endswith(" Thủy")
    boys, girls = names("le minh hung", Sex.MALE), names("le minh hang", Sex.FEMALE)
    assert boys[0] == "Lê Minh Hùng"
    assert girls[0] == "Lê Minh Hằng"


def test_names_of_the_workspace_count_more() -> None:
    known = learned({"Nguyễn Thị Hạng": 2, "Trần Thị Thượng": 40})
    forms = marked_names("nguyen thi hang", name_words(), Sex.UNKNOWN, known)
    assert forms[0] == "Nguyễn Thị Hạng"
    assert "Nguyễn Thị Hằng" in forms
    others = marked_names("le thi thuong", name_words(), Sex.UNKNOWN, known)
    assert others[0] == "Lê Thị Thượng"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("xa lung cu, tinh ha giang", "xã Lũng Cú, tỉnh Hà Giang"),
        ("tinh thanh hoa", "tỉnh Thanh Hóa"),
        (
            "phuong ben nghe, quan 1, thanh pho ho chi minh",
            "phường Bến Nghé, quận 1, thành phố Hồ Chí Minh",
        ),
        ("huyen Cu M'gar, tinh Dak Lak", "huyện Cư M'gar, tỉnh Đắk Lắk"),
    ],
)
def test_places_are_those_of_the_lists(typed: str, first: str) -> None:
    assert marked_prose(typed, place_words())[0] == first


def test_other_texts_are_in_the_words_of_registers() -> None:
    words = text_words(load_catalog())
    assert marked_prose("da dang ky ket hon", words)[0] == "đã đăng ký kết hôn"
    assert marked_prose("Tai nan giao thong", words)[0] == "Tai nạn giao thông"
    assert marked_prose("tai nạn giao thông", words) == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Quyét định", ["Quyét"]),
        ("Nguỹen Văn Hùng", ["Nguỹen"]),
        ("các càc", ["càc"]),
        ("nguyen thi hang", ["nguyen"]),
        ("NGUYỄN THỊ HẰNG", []),
        ("xã Krông Pắc, huyện Cư M'gar, tỉnh Đắk Lắk", []),
        ("H'Lan Niê Kdăm, Y Blô Êban", []),
        ("UBND, HNGĐ, QĐ-UBND, CMND số 12A/2006", []),
        ("Robert Smith, Michael", []),
        ("giúp, hoà, hòa, thuở, quắm", []),
    ],
)
def test_odd_syllables(text: str, wanted: list[str]) -> None:
    assert odd(text) == wanted


def test_hardly_a_name_of_a_unit_is_called_odd_even_without_the_lists() -> None:
    words = [word for row in rows().values() for word in row.name.split()]
    wrong = [word for word in words if odd_spans(word, frozenset())]
    assert len(wrong) < 0.005 * len(words)
    assert not odd(" ".join(words))


@given(st.text(max_size=40))
def test_spans_lie_in_the_text_and_are_no_syllables(text: str) -> None:
    for start, end in odd_spans(text, frozenset()):
        assert 0 <= start < end <= len(text)
        assert not is_syllable(text[start:end])


def test_known_words_are_lower_case_and_no_syllables() -> None:
    assert {"krông", "ea", "niê"} <= known_words()
    assert all(word == word.casefold() for word in known_words())
    assert not any(is_syllable(word) for word in known_words() if strip_marks(word) != word)
