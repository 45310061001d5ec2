"""Invented values agree with each other, and the fonts can print them."""

import random
from datetime import date
from itertools import product

import pytest

from digitizer.samples import MissingFontsError, fonts
from digitizer.samples.dates_vi import (
    DATE_FORMS,
    WordStyle,
    date_in_words,
    number_in_words,
    print_date,
)
from digitizer.samples.people import Record, invent_birth
from digitizer.samples.words import load_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "một"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (31, "ba mươi mốt"),
        (1905, "một nghìn chín trăm linh năm"),
        (1984, "một nghìn chín trăm tám mươi tư"),
        (1991, "một nghìn chín trăm chín mươi mốt"),
        (2000, "hai nghìn"),
        (2004, "hai nghìn không trăm linh bốn"),
        (2010, "hai nghìn không trăm mười"),
        (2015, "hai nghìn không trăm mười lăm"),
        (2100, "hai nghìn một trăm"),
    ],
)
def test_numbers_in_words(number: int, words: str) -> None:
    assert number_in_words(number) == words


def test_date_in_words_follows_the_writer() -> None:
    day = date(2006, 4, 16)
    assert date_in_words(day) == "Ngày mười sáu, tháng tư, năm hai nghìn không trăm linh sáu"
    southern = WordStyle(zero_tens="lẻ", thousand="ngàn", four_after_tens="bốn", comma=False)
    assert date_in_words(date(2006, 11, 24), southern) == (
        "Ngày hai mươi bốn tháng mười một năm hai ngàn không trăm lẻ sáu"
    )


def test_date_forms() -> None:
    printed = [print_date(date(2006, 3, 6), form) for form in range(len(DATE_FORMS))]
    assert printed == [
        "06/03/2006",
        "Ngày 6 tháng 3 năm 2006",
        "ngày 06 tháng 03 năm 2006",
        "06-03-2006",
    ]


@pytest.fixture(scope="module")
def births() -> list[Record]:
    return [invent_birth(random.Random(n), load_words(), (1996, 2025)) for n in range(300)]


def test_words_and_digits_of_a_birth_agree(births: list[Record]) -> None:
    styles = [
        WordStyle(*habits)
        for habits in product(("linh", "lẻ"), ("nghìn", "ngàn"), ("tư", "bốn"), (True, False))
    ]
    for birth in births:
        born = date.fromisoformat(birth.values["nksNgaySinh"].value)
        words = birth.values["nksNgaySinhBangChu"].text
        assert words in {date_in_words(born, style) for style in styles}
        assert born < birth.registered


def test_personal_numbers_fit_their_holders(births: list[Record]) -> None:
    def check(birth: Record, number_key: str, born_key: str, female: bool) -> None:
        number, born = birth.values.get(number_key), birth.values.get(born_key)
        if number is None or born is None:
            return
        year = int(born.value[:4])
        assert len(number.value) == 12
        assert number.value[:3] == birth.place.code
        assert int(number.value[3]) == 2 * (year // 100 - 19) + female
        assert number.value[4:6] == f"{year % 100:02d}"

    for birth in births:
        girl = birth.values["nksGioiTinh"].value == "2"
        check(birth, "nksSoDinhDanh", "nksNgaySinh", girl)
        check(birth, "meSoDinhDanhCaNhan", "meNgaySinh", True)
        check(birth, "chaSoDinhDanhCaNhan", "chaNgaySinh", False)


def test_births_cover_the_odd_cases(births: list[Record]) -> None:
    assert any("chaHoTen" not in birth.values for birth in births)
    assert any("meHoTen" not in birth.values for birth in births)
    assert any(len(birth.values["nksHoTen"].text.split()) == 1 for birth in births)
    assert any(birth.values["nksHoTen"].text.isupper() for birth in births)
    assert {"Kinh", "Mông", "Ê Đê", "Khơ Me", "Tày"} <= {
        birth.values["nksDanToc"].value for birth in births
    }
    assert {len(b.values["meNgaySinh"].value) for b in births if "meHoTen" in b.values} == {
        4,
        7,
        10,
    }
    after = [birth for birth in births if birth.registered >= date(2025, 7, 1)]
    assert after
    assert all("huyện" not in birth.values["nksQueQuan"].text for birth in after)


def test_fonts_have_every_letter() -> None:
    letters = fonts.vietnamese_letters()
    assert set("ỆỮẪộằđĐỷŭ") <= set(letters)
    for family in fonts.label_families():
        for face in (family.regular, family.bold, family.italic):
            assert fonts.covers(face, letters)
    for style in fonts.VALUE_STYLES:
        assert all(fonts.covers(face, letters) for face in fonts.value_fonts(style))


def test_a_missing_letter_is_noticed() -> None:
    assert not fonts.covers(fonts.value_fonts("sans")[0], "\U0001f9ff")


def test_no_fonts_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_installed", dict)
    with pytest.raises(MissingFontsError) as caught:
        fonts.value_fonts.__wrapped__("sans")
    assert caught.value.code == "fonts-missing"
    assert "fonts-freefont-ttf" in caught.value.params["packages"]
