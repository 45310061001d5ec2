"""What identity cards on the pages of a case do to the fields. All people are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.pages import CERTIFICATE, page_of

from digitizer.domain.case import CaseReading
from digitizer.domain.page import Box, PageCode, PageReading
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.domain.values.mrz import check_digit
from digitizer.messages import Messages
from digitizer.schemas import load_catalog
from ocr.extraction import find_cases
from ocr.extraction.cards import card_problems, cards_of

CATALOG = load_catalog()
FATHER = "001090123456||Nguyễn Văn Khởi|02091990|Nam|Xóm 7, Phượng Cách, Hà Nội|05022018"
MOTHER_LINE = next(i for i, text in enumerate(CERTIFICATE) if "người mẹ" in text)
FATHER_LINE = next(i for i, text in enumerate(CERTIFICATE) if "tên người cha" in text)
NUMBER_LINE = next(i for i, text in enumerate(CERTIFICATE) if "001090123456" in text)


def card_page(number: int, payload: str = FATHER, *texts: str) -> PageReading:
    code = PageCode("qr", payload, Box(1800, 300, 300, 300), payload.encode().hex())
    return replace(page_of(texts or ("CĂN CƯỚC CÔNG DÂN",), number=number), codes=(code,))


def mrz_of(number: str, born: str, sex: str, name: str) -> tuple[str, str, str]:
    expiry = "390316"
    first = f"IDVNM{number[3:]}{check_digit(number[3:])}{number}<<0"
    second = f"{born}{check_digit(born)}{sex}{expiry}{check_digit(expiry)}VNM" + "<" * 11
    whole = first[5:] + second[:7] + second[8:15] + second[18:]
    return first, second + check_digit(whole), name.ljust(30, "<")


def fields_of(*pages: PageReading) -> dict[str, FieldReading]:
    (case,) = cases_of(*pages)
    return {field.key: field for field in case.fields}


def cases_of(*pages: PageReading) -> tuple[CaseReading, ...]:
    return find_cases(pages, CATALOG)


def codes(field: FieldReading) -> list[str]:
    return [problem.code for problem in field.problems]


def test_a_doubtful_name_that_the_card_confirms_needs_no_clerk() -> None:
    form = page_of(
        CERTIFICATE, second={FATHER_LINE: CERTIFICATE[FATHER_LINE].replace("Khởi", "Khới")}
    )
    assert fields_of(form)["chaHoTen"].state is ReadingState.REVIEW
    told = fields_of(form, card_page(2))["chaHoTen"]
    assert (told.text, told.state, told.candidates) == (
        "Nguyễn Văn Khởi",
        ReadingState.ACCEPTED,
        (),
    )


def test_the_card_is_shown_before_a_doubtful_reading_that_differs_in_a_mark() -> None:
    texts = [text.replace("Văn Khởi", "Văn Khới") for text in CERTIFICATE]
    form = page_of(texts, second={FATHER_LINE: CERTIFICATE[FATHER_LINE]})
    told = fields_of(form, card_page(2))["chaHoTen"]
    assert (told.text, told.state) == ("Nguyễn Văn Khởi", ReadingState.REVIEW)
    assert "card-instead" in codes(told)
    assert told.candidates[0].text == "Nguyễn Văn Khới"
    assert (told.origin and told.origin.engine) == "identity-card"
    assert told.box is not None


def test_what_the_paper_surely_says_stays_and_the_clerk_is_told() -> None:
    told = fields_of(page_of(CERTIFICATE), card_page(2, FATHER.replace("1990", "1989")))
    # Another birth date and the same name: two people, unless the number says that it is one.
    assert told["chaHoTen"].state is ReadingState.ACCEPTED
    other = fields_of(page_of(CERTIFICATE), card_page(2, FATHER.replace("Khởi", "Khôi")))
    assert other["nycHoTen"].text == "Nguyễn Văn Khởi"
    assert other["nycHoTen"].state is ReadingState.REVIEW
    assert "card-differs" in codes(other["nycHoTen"])
    assert other["nycHoTen"].candidates[0].text == "Nguyễn Văn Khôi"


def test_a_wrongly_read_number_is_shown_as_the_card_has_it() -> None:
    wrong = CERTIFICATE[NUMBER_LINE].replace("001090123456", "001090128456")
    texts = [*CERTIFICATE[:NUMBER_LINE], wrong, *CERTIFICATE[NUMBER_LINE + 1 :]]
    form = page_of(texts, second={NUMBER_LINE: CERTIFICATE[NUMBER_LINE]})
    told = fields_of(form, card_page(2))["nycSoGiayToTuyThan"]
    assert (told.value, told.state) == ("001090123456", ReadingState.REVIEW)
    assert "card-instead" in codes(told)


def test_a_number_that_the_form_lacks_is_offered_from_the_card() -> None:
    told = fields_of(page_of(CERTIFICATE), card_page(2))["chaSoDinhDanhCaNhan"]
    assert (told.value, told.state) == ("001090123456", ReadingState.REVIEW)
    assert codes(told) == ["from-card"]


def test_a_birth_year_on_paper_agrees_with_the_whole_date_on_the_card() -> None:
    told = fields_of(page_of(CERTIFICATE), card_page(2))["chaNgaySinh"]
    assert (told.value, told.state) == ("1990", ReadingState.ACCEPTED)


def test_handwriting_stays_with_the_clerk_whatever_the_card_says() -> None:
    page = page_of(CERTIFICATE)
    line = next(line for line in page.lines if "tên người cha" in line.text)
    readings = tuple(
        replace(each, words=tuple(replace(word, by_hand=0.9) for word in each.words))
        for each in line.readings
    )
    lines = tuple(replace(line, readings=readings) if each is line else each for each in page.lines)
    told = fields_of(replace(page, lines=lines), card_page(2))["chaHoTen"]
    assert told.state is ReadingState.REVIEW
    assert "field-handwritten" in codes(told)


def test_a_card_of_nobody_in_the_form_changes_nothing() -> None:
    stranger = "001190123459||Hoàng Thị Lạ|02091990|Nữ|Xóm 7, Phượng Cách, Hà Nội|05022018"
    form = page_of(CERTIFICATE)
    assert fields_of(form, card_page(2, stranger)) == fields_of(form)


def test_a_copy_of_a_card_goes_with_its_form_and_its_labels_are_no_fields() -> None:
    copy = card_page(
        2,
        FATHER,
        "      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "            CĂN CƯỚC CÔNG DÂN",
        "Số: 001090123456",
        "Họ và tên: NGUYỄN VĂN KHỞI",
        "Ngày sinh: 02/09/1990",
        "Quê quán: Thạch Thất, Hà Nội",
    )
    with_copy, without = cases_of(page_of(CERTIFICATE), copy), cases_of(page_of(CERTIFICATE))
    assert [[r.page_number for r in case.regions] for case in with_copy] == [[1, 2]]
    told = {field.key: field.value for field in with_copy[0].fields}
    plain = {field.key: field.value for field in without[0].fields}
    assert {key: told[key] for key in plain if plain[key]} == {k: v for k, v in plain.items() if v}
    first = cases_of(replace(copy, number=1), page_of(CERTIFICATE, number=2))
    assert [[r.page_number for r in case.regions] for case in first] == [[1, 2]]


@pytest.mark.parametrize("short", [0, 1, 4])
def test_machine_readable_lines_confirm_a_number_though_fillers_are_miscounted(short: int) -> None:
    one, two, three = mrz_of("001090123456", "900902", "M", "NGUYEN<<VAN<KHOI")
    two = two[:18] + two[18 + short :]
    copy = page_of((one, two, three.rstrip("<")), number=2)
    (card,) = cards_of([copy])
    assert (card.number, card.born.iso, card.is_female) == ("001090123456", "1990-09-02", False)
    told = fields_of(page_of(CERTIFICATE), copy)
    assert told["chaSoDinhDanhCaNhan"].value == "001090123456"
    # Letters without marks tell who it is, and nothing about the marks.
    assert told["chaHoTen"].text == "Nguyễn Văn Khởi"


def test_lines_whose_check_digits_fail_in_every_reading_say_nothing() -> None:
    one, two, three = mrz_of("001090123456", "900902", "M", "NGUYEN<<VAN<KHOI")
    wrong = one[:6] + "7" + one[7:]
    assert cards_of([page_of((wrong, two, three))]) == ()
    assert len(cards_of([page_of((wrong, two, three), second={0: one})])) == 1


def test_the_code_comes_before_the_lines_of_the_same_card() -> None:
    lines = mrz_of("001090123456", "900902", "M", "NGUYEN<<VAN<KHOI")
    (card,) = cards_of([page_of(lines), card_page(2)])
    assert card.name == "Nguyễn Văn Khởi"


def test_a_damaged_card_code_is_told_on_its_page() -> None:
    (problem,) = card_problems(card_page(1, FATHER.replace("02091990", "31021990")))
    assert problem.code == "card-date"
    assert all(Messages(language).problem(problem) for language in ("vi", "en"))
