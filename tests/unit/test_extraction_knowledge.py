"""The schema chooses among a reader's alternatives, and a clerk always learns of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from support.pages import CERTIFICATE, FIRST, line_of, page_of

from digitizer.domain.page import Alternative, Box, LineReading, PageReading, Word
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.domain.schema import FieldSpec
from digitizer.domain.values.tones import DOT_BELOW, dot_twin, with_tone
from digitizer.messages import LANGUAGES, Messages
from digitizer.schemas import load_catalog
from ocr.extraction import find_cases
from ocr.extraction.knowledge import combinations, legal_readings, other_names
from ocr.extraction.tokens import Token, tokens_of

CATALOG = load_catalog()
BIRTH = CATALOG.types["civil_status.birth"]
Seen = tuple[str, float, Mapping[str, float]]


def spec(key: str) -> FieldSpec:
    found = BIRTH.field(key)
    assert found is not None
    return found


def doubtful(word: Word, confidence: float, others: Mapping[str, float]) -> Word:
    alternatives = tuple(Alternative(text, chance) for text, chance in others.items())
    return replace(word, confidence=confidence, alternatives=alternatives)


def tokens(*words: Seen) -> tuple[Token, ...]:
    made = tuple(
        doubtful(Word(text, Box(100 * number, 0, 80, 40), 1.0), confidence, others)
        for number, (text, confidence, others) in enumerate(words)
    )
    return tokens_of(LineReading(FIRST, made))


def legal(key: str, *words: Seen) -> list[tuple[str, str | None]]:
    field = spec(key)
    found = legal_readings(field, tokens(*words), CATALOG.code_list_of(field), 5)
    return [(each.text, each.found.value) for each in found]


def line(start: str) -> int:
    return next(index for index, text in enumerate(CERTIFICATE) if text.strip().startswith(start))


def seen_as(
    start: str, word: str, read_as: str, others: Mapping[str, float], second: str | None = None
) -> PageReading:
    """The certificate with one word misread by the first engine, which has alternatives."""
    index = line(start)
    texts = [*CERTIFICATE]
    texts[index] = texts[index].replace(word, read_as)
    page = page_of(texts, second={index: second or texts[index]})
    lines = []
    for old in page.lines:
        first, *rest = old.readings
        words = tuple(doubtful(w, 0.6, others) if w.text == read_as else w for w in first.words)
        lines.append(replace(old, readings=(replace(first, words=words), *rest)))
    return replace(page, lines=tuple(lines))


def read(page: PageReading, key: str) -> FieldReading:
    (case,) = find_cases([page], CATALOG)
    return next(field for field in case.fields if field.key == key)


def codes(reading: FieldReading) -> list[str]:
    return [problem.code for problem in reading.problems]


@pytest.mark.parametrize(
    ("key", "words", "expected"),
    [
        ("nksNgaySinh", [("16/93/2021", 0.7, {"16/03/2021": 0.2})], ("16/03/2021", "2021-03-16")),
        ("nksDanToc", [("Ê", 1.0, {}), ("Đe", 0.5, {"Đẽ": 0.3, "Đê": 0.1})], ("Ê Đê", "Ê Đê")),
        ("nksGioiTinh", [("Nử", 0.6, {"Nữ": 0.3})], ("Nữ", "2")),
        (
            "nksSoDinhDanh",
            [("00132100456", 0.6, {"001321004567": 0.3})],
            ("001321004567", "001321004567"),
        ),
        ("trangSo", [("l2", 0.6, {"12": 0.35})], ("12", "12")),
        (
            "nksQueQuan",
            [
                ("xã", 1.0, {}),
                ("Ngọc", 1.0, {}),
                ("Sơn,", 1.0, {}),
                ("tinh", 0.6, {"tỉnh": 0.4}),
                ("Hòa", 1.0, {}),
                ("Bình", 1.0, {}),
            ],
            ("xã Ngọc Sơn, tỉnh Hòa Bình", "xã Ngọc Sơn, tỉnh Hòa Bình"),
        ),
    ],
)
def test_the_likeliest_legal_reading_is_found(
    key: str, words: list[Seen], expected: tuple[str, str]
) -> None:
    assert legal(key, *words)[0] == expected


def test_what_is_far_less_likely_is_not_taken() -> None:
    assert legal("nksNgaySinh", ("16/93/2021", 0.99, {"16/03/2021": 0.002})) == []
    assert legal("nksQueQuan", ("tinh", 0.9, {"tỉnh": 0.1})) == []


def test_two_legal_readings_are_both_told_the_likelier_first() -> None:
    others = {"16/08/2021": 0.15, "16/03/2021": 0.2, "16/83/2021": 0.18}
    values = [value for _, value in legal("nksNgaySinh", ("16/93/2021", 0.4, others))]
    assert values == ["2021-03-16", "2021-08-16"]


def test_free_texts_and_names_are_not_bound() -> None:
    assert legal("nksHoTen", ("Thi", 0.5, {"Thị": 0.5})) == []


def test_combinations_come_by_likelihood_and_none_twice() -> None:
    words = tokens(("a", 0.6, {"b": 0.3, "c": 0.1}), ("d", 0.5, {"e": 0.4}), ("f", 0.9, {}))
    found = [("".join(t.text for t in each.tokens), each.odds) for each in combinations(words, 0.0)]
    assert found[0] == ("adf", 1.0)
    assert len({text for text, _ in found}) == len(found) == 6
    assert [odds for _, odds in found] == sorted((odds for _, odds in found), reverse=True)
    assert dict(found)["bef"] == pytest.approx(0.3 / 0.6 * 0.4 / 0.5)


def test_combinations_of_a_hopeless_page_end() -> None:
    words = tokens(*[("a", 0.2, {"b": 0.2, "c": 0.2, "d": 0.2, "e": 0.2})] * 40)
    assert len(list(combinations(words, 0.0))) <= 300


def test_an_alternative_stays_with_its_piece_of_a_word() -> None:
    label, value = tokens(("tên:Thi", 0.5, {"tên:Thị": 0.4, "tênThi": 0.05}))
    assert (label.text, label.alternatives) == ("tên:", ())
    assert value.alternatives == (Alternative("Thị", 0.4),)


def test_a_field_shows_the_legal_reading_and_says_what_was_read() -> None:
    page = seen_as("Ngày, tháng, năm đăng ký", "20/03/2021", "20/93/2021", {"20/03/2021": 0.3})
    found = read(page, "ngayDangKy")
    assert (found.text, found.value, found.state) == (
        "20/03/2021",
        "2021-03-20",
        ReadingState.REVIEW,
    )
    assert codes(found)[0] == "not-as-read"
    assert [candidate.text for candidate in found.candidates] == ["20/93/2021"]
    assert found.origin is not None
    assert found.origin.rule.endswith("among-alternatives")
    for language in LANGUAGES:
        assert "20/93/2021" in Messages(language).problem(found.problems[0])


def test_a_second_reader_that_agrees_with_the_choice_does_not_hide_it_from_the_clerk() -> None:
    index = line("Ngày, tháng, năm đăng ký")
    page = seen_as(
        "Ngày, tháng, năm đăng ký",
        "20/03/2021",
        "20/93/2021",
        {"20/03/2021": 0.3},
        second=CERTIFICATE[index],
    )
    found = read(page, "ngayDangKy")
    assert (found.value, found.state) == ("2021-03-20", ReadingState.REVIEW)
    assert "readings-differ" not in codes(found)


def test_a_sound_reading_is_left_alone() -> None:
    page = seen_as("Giới tính", "Kinh", "Kinh", {"Kính": 0.3, "Tày": 0.2})
    assert read(page, "nksDanToc").text == "Kinh"
    assert "not-as-read" not in codes(read(page, "nksDanToc"))


def test_a_name_is_offered_alternatives_and_never_changed() -> None:
    page = seen_as("Họ, chữ đệm, tên người mẹ", "Thị", "Thi", {"Thị": 0.35, "Thì": 0.05})
    found = read(page, "meHoTen")
    assert (found.text, found.state) == ("Trần Thi Bích", ReadingState.REVIEW)
    assert [candidate.text for candidate in found.candidates] == ["Trần Thị Bích", "Trần Thì Bích"]


def test_a_doubtful_name_is_offered_its_twin_below_the_dots() -> None:
    name = spec("nksHoTen")
    words = [("Lê", 1.0, {}), ("Phương", 0.9, {"Phướng": 0.05}), ("An", 0.97, {})]
    assert other_names(name, tokens(*words), 5) == ("Lê Phướng An", "Lê Phượng An")
    assert other_names(name, tokens(("Lê", 0.9, {}), ("Phương", 0.9, {})), 5) == ()


@pytest.mark.parametrize(
    ("level", "dotted"),
    [
        ("Phương", "Phượng"),
        ("THI", "THỊ"),
        ("hoa", "họa"),
        ("huynh", "huỵnh"),
        ("nguyên", "nguyện"),
        ("quy", "quỵ"),
        ("gia", "giạ"),
        ("hoai", "hoại"),
    ],
)
def test_twins_by_the_dot_below(level: str, dotted: str) -> None:
    assert (dot_twin(level), dot_twin(dotted)) == (dotted, level)
    assert with_tone(dotted, "") == level
    assert with_tone(level, DOT_BELOW) == dotted


def test_other_tones_and_no_syllables_have_no_twin() -> None:
    assert [dot_twin(word) for word in ("hóa", "Nguyễn", "12", "", "kg")] == [None] * 5


def test_a_name_that_no_list_has_is_offered_the_known_ones_by_how_marks_are_misread() -> None:
    name = spec("nksHoTen")
    offered = other_names(name, tokens(("Be", 0.9, {}), ("Văn", 1.0, {}), ("Sầm", 1.0, {})), 5)
    assert offered[0] == "Bế Văn Sầm"
    family = other_names(name, tokens(("Nguyên", 0.9, {}), ("Văn", 1.0, {}), ("An", 1.0, {})), 5)
    assert family[0] == "Nguyễn Văn An"
    upper = other_names(name, tokens(("VÕ", 1.0, {}), ("ĐÚC", 0.9, {"ĐÚO": 0.01})), 5)
    assert "VÕ ĐỨC" in upper


def test_a_known_name_that_the_reader_is_sure_of_is_offered_nothing() -> None:
    words = tokens(("Trần", 0.99, {}), ("Thị", 0.99, {}), ("Trung", 0.99, {}))
    assert other_names(spec("nksHoTen"), words, 5) == ()


@pytest.mark.parametrize(
    ("key", "read", "meant"),
    [
        ("nksNgaySinh", "I2-II-2025", "2025-11-12"),
        ("nksNgaySinh", "04/1I/20I5", "2015-11-04"),
        ("so", "220/202I", "220/2021"),
        ("trangSo", "II2", "112"),
        ("nksSoDinhDanh", "00I2I5219370", "001215219370"),
        ("nycSoGiayToTuyThan", "I07498949", "107498949"),
        ("nycSoGiayToTuyThan", "B1234567", None),
        ("nksQueQuan", "I2", None),
    ],
)
def test_letters_that_look_like_digits_are_read_as_digits_where_digits_belong(
    key: str, read: str, meant: str | None
) -> None:
    found = legal(key, (read, 0.9, {}))
    if meant is None:
        assert all(value == read for _, value in found)
    else:
        assert found[0][1] == meant


def test_a_clerk_learns_that_letters_were_taken_for_digits() -> None:
    page = page_of([text.replace("15/2021", "I5/202I") for text in CERTIFICATE])
    (case,) = find_cases([page], CATALOG)
    number = next(field for field in case.fields if field.key == "so")
    assert (number.text, number.state) == ("15/2021", ReadingState.REVIEW)
    assert "not-as-read" in [problem.code for problem in number.problems]
    assert "I5/202I" in [candidate.text for candidate in number.candidates]


def test_a_date_that_is_whole_takes_in_no_line_below() -> None:
    index = line("Ngày, tháng, năm đăng ký")
    texts = [*CERTIFICATE[: index + 1], "               Phượng Cách, ngày 22 tháng 3 năm 2021"]
    (case,) = find_cases([page_of(texts)], CATALOG)
    day = next(field for field in case.fields if field.key == "ngayDangKy")
    assert (day.text, day.value) == ("20/03/2021", "2021-03-20")


def test_a_statement_goes_on_behind_a_semicolon() -> None:
    status = CATALOG.types["civil_status.marital_status"]
    texts = [
        "               GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN",
        "Tình trạng hôn nhân: Đã đăng ký kết hôn, nhưng đã ly hôn theo Bản án số",
        "152/HNGĐ-ST ngày 16/07/2024; hiện tại chưa đăng ký kết hôn với ai",
    ]
    (case,) = find_cases([page_of(texts)], CATALOG)
    assert case.document_type == status.key
    found = next(field for field in case.fields if field.key == "nxnTinhTrangHonNhan")
    assert found.text.endswith("hiện tại chưa đăng ký kết hôn với ai")


STATEMENT = (
    "               GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN",
    "Tình trạng hôn nhân: Đã đăng ký kết hôn, nhưng đã ly hôn theo Bản án số",
    "152/HNGĐ-ST ngày 16/07/2024 của Tòa án nhân dân quận Hai Bà Trưng;",
    "hiện tại chưa đăng ký kết hôn với ai",
)


def status(page: PageReading) -> str:
    (case,) = find_cases([page], CATALOG)
    return next(field.text for field in case.fields if field.key == "nxnTinhTrangHonNhan")


def test_a_word_before_a_semicolon_is_no_misread_label() -> None:
    """ "Trưng;" is nearly "Trang:", the page of the book."""
    text = status(page_of(STATEMENT))
    assert text.endswith("quận Hai Bà Trưng; hiện tại chưa đăng ký kết hôn với ai")


def test_a_torn_edge_read_as_a_letter_ends_no_statement() -> None:
    page = page_of([*STATEMENT[:3], "", STATEMENT[3]])
    edge = line_of("đ", 2100, 260 + 3 * 95 - 40)
    torn = replace(page, lines=(*page.lines, edge))
    assert status(torn) == status(page)


def test_stops_inside_a_sentence_are_leaders() -> None:
    texts = [text.replace("kết hôn, nhưng", "kết hôn. nhưng") for text in STATEMENT]
    texts = [text.replace("ST ngày 16", "ST ngày. 16") for text in texts]
    assert status(page_of(texts)) == status(page_of(STATEMENT)).replace(",", "")
