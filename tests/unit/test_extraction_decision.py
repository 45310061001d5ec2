"""When the machine may be sure, and what it says when it is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.pages import CERTIFICATE, FIRST, SECOND, page_of

from digitizer.domain.page import HANDS_UNTOLD, LineReading, PageReading, TextLine
from digitizer.domain.problems import Problem
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.schemas import load_catalog
from ocr.extraction import find_cases

CATALOG = load_catalog()


def read(page: PageReading, key: str) -> FieldReading:
    (case,) = find_cases([page], CATALOG)
    return next(field for field in case.fields if field.key == key)


def line(start: str) -> int:
    return next(index for index, text in enumerate(CERTIFICATE) if text.strip().startswith(start))


def changed(start: str, text: str) -> PageReading:
    """The certificate with another text on one line, read the same by both engines."""
    index = line(start)
    return page_of([*CERTIFICATE[:index], text, *CERTIFICATE[index + 1 :]])


def second(start: str, text: str) -> PageReading:
    """The certificate with one line that the second engine reads differently."""
    return page_of(CERTIFICATE, second={line(start): text})


def codes(reading: FieldReading) -> list[str]:
    return [problem.code for problem in reading.problems]


def test_one_tone_mark_of_difference_sends_a_name_to_review() -> None:
    page = second("Họ, chữ đệm, tên:", "Họ, chữ đệm, tên: NGUYỄN THỊ ÁNH TUYỀT")
    found = read(page, "nksHoTen")
    assert found.state is ReadingState.REVIEW
    assert codes(found) == ["readings-differ"]
    assert [(c.text, c.origin.engine) for c in found.candidates] == [
        ("NGUYỄN THỊ ÁNH TUYỀT", SECOND.engine)
    ]


def test_the_same_code_or_date_in_another_shape_is_agreement() -> None:
    page = second("Giới tính", "Giới tính: Nữ      Dân tộc: KINH      Quốc tịch: ViệtNam")
    assert read(page, "nksDanToc").state is ReadingState.ACCEPTED
    assert read(page, "nksQuocTich").state is ReadingState.ACCEPTED


def test_the_text_that_fits_the_field_is_shown_but_not_believed() -> None:
    index = line("Ngày, tháng, năm đăng ký")
    texts = [*CERTIFICATE]
    texts[index] = "Ngày, tháng, năm đăng ký: 20/93/2021"
    page = page_of(texts, second={index: "Ngày, tháng, năm đăng ký: 20/03/2021"})
    found = read(page, "ngayDangKy")
    assert (found.value, found.state) == ("2021-03-20", ReadingState.REVIEW)
    assert found.origin is not None
    assert found.origin.engine == SECOND.engine
    assert [candidate.text for candidate in found.candidates] == ["20/93/2021"]


def test_a_single_reading_is_never_enough() -> None:
    page = page_of(CERTIFICATE)
    lines = tuple(TextLine(old.box, old.readings[:1]) for old in page.lines)
    alone = PageReading(1, page.width, page.height, page.dpi, 0, 0.0, lines)
    (case,) = find_cases([alone], CATALOG)
    present = [field for field in case.fields if field.state is not ReadingState.MISSING]
    assert present
    assert all(field.state is ReadingState.REVIEW for field in present)
    assert all("single-reading" in codes(field) for field in present)


def test_a_doubtful_word_sends_the_field_to_review() -> None:
    page = page_of(CERTIFICATE, confidence={line("Quê quán"): 0.6})
    found = read(page, "nksQueQuan")
    assert (found.state, found.confidence) == (ReadingState.REVIEW, pytest.approx(0.6))
    assert codes(found) == ["low-confidence"]


@pytest.mark.parametrize(
    ("start", "text", "key", "code"),
    [
        (
            "Họ, chữ đệm, tên người mẹ",
            "Họ, chữ đệm, tên người mẹ: H'Lan Niê Kdăm",
            "meHoTen",
            "odd-syllable",
        ),
        ("Quê quán", "Quê quán: xã Phượng Cách, huyên Qouc Oai", "nksQueQuan", "odd-syllable"),
        (
            "Giới tính",
            "Giới tính: Nữ    Dân tộc: Kính    Quốc tịch: Việt Nam",
            "nksDanToc",
            "not-in-list",
        ),
        (
            "Ngày, tháng, năm đăng ký",
            "Ngày, tháng, năm đăng ký: 20/13/2021",
            "ngayDangKy",
            "not-a-date",
        ),
        ("Số định danh", "Số định danh cá nhân: 00132100456", "nksSoDinhDanh", "pattern"),
    ],
)
def test_what_cannot_be_vouched_for_goes_to_review(
    start: str, text: str, key: str, code: str
) -> None:
    found = read(changed(start, text), key)
    assert found.state is ReadingState.REVIEW
    assert code in codes(found)
    assert found.text


def test_digits_against_words_throw_doubt_on_both() -> None:
    page = changed("Ngày, tháng, năm sinh", "Ngày, tháng, năm sinh: 18/03/2021")
    for key in ("nksNgaySinh", "nksNgaySinhBangChu"):
        found = read(page, key)
        assert found.state is ReadingState.REVIEW
        assert "words-disagree" in codes(found)


def test_misread_words_do_not_accuse_the_digits() -> None:
    page = changed("Ghi bằng chữ", "Ghi bằng chữ: Ngày mười sáu, tháng bà bà, năm hai nghìn")
    assert codes(read(page, "nksNgaySinhBangChu")) == ["words-not-understood"]
    assert read(page, "nksNgaySinh").state is ReadingState.ACCEPTED


def test_a_number_against_the_birth_date_throws_doubt_on_both() -> None:
    page = changed("Số định danh", "Số định danh cá nhân: 001320004567")
    assert "id-year" in codes(read(page, "nksSoDinhDanh"))
    assert read(page, "nksNgaySinh").state is ReadingState.REVIEW


def test_two_places_that_differ_go_to_review() -> None:
    page = page_of([*CERTIFICATE[:7], "Họ, chữ đệm, tên khai sinh: LÒ THỊ ÍNH", *CERTIFICATE[7:]])
    found = read(page, "nksHoTen")
    assert found.state is ReadingState.REVIEW
    assert "places-differ" in codes(found)


def test_nothing_behind_a_label_is_missing_and_says_nothing() -> None:
    assert read(changed("Quê quán", "Quê quán: ........................"), "nksQueQuan") == (
        FieldReading("nksQueQuan")
    )


def test_a_foreign_reading_of_the_second_engine_keeps_its_words_out() -> None:
    """Its words are taken by place, so a label that it read as one word with the value differs."""
    index = line("Quê quán")
    page = page_of(CERTIFICATE, second={index: CERTIFICATE[index].replace("quán: xã", "quán:xã")})
    assert read(page, "nksQueQuan").text == "xã Phượng Cách, huyện Quốc Oai, thành phố Hà Nội"
    assert all(isinstance(old.readings[0], LineReading) for old in page.lines)
    assert page.lines[0].readings[0].origin == FIRST


def test_a_name_on_a_coarse_scan_is_never_taken_for_sure() -> None:
    coarse = replace(page_of(CERTIFICATE), dpi=150)
    found = read(coarse, "nksHoTen")
    assert found.state is ReadingState.REVIEW
    assert codes(found) == ["coarse-name"]
    assert read(coarse, "nksGioiTinh").state is ReadingState.ACCEPTED
    assert read(page_of(CERTIFICATE), "nksHoTen").state is ReadingState.ACCEPTED


def test_a_name_of_one_word_may_have_lost_the_rest_and_goes_to_a_clerk() -> None:
    index = line("Họ, chữ đệm, tên:")
    texts = [*CERTIFICATE]
    texts[index] = "Họ, chữ đệm, tên: NGUYỄN"
    found = read(page_of(texts), "nksHoTen")
    assert found.text == "NGUYỄN"
    assert found.state is ReadingState.REVIEW
    assert "one-word-name" in codes(found)


def test_a_frame_read_as_a_stroke_does_not_widen_the_box() -> None:
    index = line("Họ, chữ đệm, tên:")
    texts = [*CERTIFICATE]
    texts[index] = f"{CERTIFICATE[index]}          |"
    framed = read(page_of(texts), "nksHoTen")
    plain = read(page_of(CERTIFICATE), "nksHoTen")
    assert framed.text == plain.text
    assert framed.box == plain.box


def written(page: PageReading, start: str, **how: float) -> PageReading:
    """The page with one line not printed with it."""
    lines = list(page.lines)
    index = next(n for n, each in enumerate(lines) if each.text.startswith(start))
    readings = tuple(
        replace(each, words=tuple(replace(word, **how) for word in each.words))
        for each in lines[index].readings
    )
    lines[index] = replace(lines[index], readings=readings)
    return replace(page, lines=tuple(lines))


def test_what_a_pen_or_a_stamp_put_on_the_page_is_never_taken() -> None:
    clean = page_of(CERTIFICATE)
    assert read(clean, "nksHoTen").state is ReadingState.ACCEPTED
    found = read(written(clean, "Họ, chữ đệm, tên:", colour=0.7), "nksHoTen")
    assert found.state is ReadingState.REVIEW
    assert codes(found) == ["field-coloured-ink"]
    touched = written(clean, "Họ, chữ đệm, tên:", colour=0.2, by_hand=0.05)
    assert read(touched, "nksHoTen").state is ReadingState.ACCEPTED


def test_a_value_by_hand_is_never_taken_whatever_its_ink() -> None:
    found = read(written(page_of(CERTIFICATE), "Họ, chữ đệm, tên:", by_hand=0.6), "nksHoTen")
    assert found.state is ReadingState.REVIEW
    assert codes(found) == ["field-handwritten"]


def test_a_value_that_a_stroke_runs_through_is_never_taken() -> None:
    found = read(written(page_of(CERTIFICATE), "Họ, chữ đệm, tên:", struck=0.8), "nksHoTen")
    assert found.state is ReadingState.REVIEW
    assert codes(found) == ["field-struck"]
    grazed = written(page_of(CERTIFICATE), "Họ, chữ đệm, tên:", struck=0.2)
    assert read(grazed, "nksHoTen").state is ReadingState.ACCEPTED


def test_a_place_that_stops_before_its_name_has_lost_a_line() -> None:
    found = read(changed("Quê quán", "Quê quán: xã Phượng Cách, huyện"), "nksQueQuan")
    assert found.state is ReadingState.REVIEW
    assert "value-unfinished" in codes(found)


def test_where_nobody_could_tell_handwriting_nothing_is_taken() -> None:
    page = replace(page_of(CERTIFICATE), problems=(Problem.warning(HANDS_UNTOLD),))
    (case,) = find_cases([page], CATALOG)
    assert all(field.state is not ReadingState.ACCEPTED for field in case.fields)
    assert codes(read(page, "so")) == ["field-hand-untold"]


def test_on_a_form_filled_by_hand_nothing_is_taken() -> None:
    page = page_of(CERTIFICATE)
    assert read(page, "so").state is ReadingState.ACCEPTED
    for start in (
        "Họ, chữ đệm, tên:",
        "Ngày, tháng, năm sinh",
        "Giới tính",
        "Nơi sinh",
        "Quê quán",
        "Họ, chữ đệm, tên người mẹ",
    ):
        page = written(page, start, by_hand=0.6)
    number = read(page, "so")
    assert number.state is ReadingState.REVIEW
    assert codes(number) == ["field-among-handwriting"]
    assert codes(read(page, "nksHoTen")) == ["field-handwritten"]
