"""Separator sheets part a scan into cases and propose the book number."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.pages import CERTIFICATE, page_of

from digitizer.domain.page import Box, PageCode, PageReading
from digitizer.domain.problems import Problem
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.domain.values.separators import Separator, parse_separator
from digitizer.schemas import load_catalog
from ocr.extraction import find_cases
from ocr.extraction.separators import separator_problems

CATALOG = load_catalog()
BOOK = Separator("01/2017", "15")
PATCH_T = PageCode("code39", "PATCHT", Box(10, 10, 100, 40))


def sheet(number: int, text: str = BOOK.payload, *lines: str) -> PageReading:
    code = PageCode("qr", text, Box(10, 10, 100, 100))
    return replace(page_of(lines or ("TỜ PHÂN CÁCH",), number=number), codes=(code,))


def patch_t(number: int) -> PageReading:
    return replace(page_of([], number=number), codes=(PATCH_T,))


def pages_of(*pages: PageReading) -> list[list[int]]:
    cases = find_cases(pages, CATALOG)
    return [[region.page_number for region in case.regions] for case in cases]


def book_of(*pages: PageReading) -> FieldReading:
    case = find_cases(pages, CATALOG)[0]
    return next(field for field in case.fields if field.key == "quyenSo")


def test_three_documents_parted_by_separators_are_three_cases_without_the_sheets() -> None:
    found = pages_of(
        page_of(CERTIFICATE, number=1),
        page_of(["Ghi chú ở mặt sau"], number=2),
        sheet(3),
        page_of(CERTIFICATE, number=4),
        patch_t(5),
        page_of(["Một giấy tờ khác"], number=6),
    )
    assert found == [[1, 2], [4], [6]]


def test_sheets_at_the_ends_and_in_a_row_make_no_empty_case() -> None:
    assert pages_of(sheet(1), patch_t(2), page_of(CERTIFICATE, number=3), sheet(4)) == [[3]]
    assert pages_of(sheet(1)) == []


def test_the_blank_back_of_a_sheet_leads_the_case_behind_it() -> None:
    assert pages_of(sheet(1), page_of([], number=2), page_of(CERTIFICATE, number=3)) == [[2, 3]]


def test_a_document_with_a_separator_code_on_it_is_not_lost() -> None:
    sticker = sheet(2, BOOK.payload, *CERTIFICATE)
    assert pages_of(page_of(CERTIFICATE, number=1), sticker) == [[1], [2]]


def test_the_book_of_the_sheet_is_shown_to_a_clerk_where_the_paper_has_none() -> None:
    found = book_of(sheet(1), page_of(CERTIFICATE, number=2))
    assert (found.value, found.state) == ("01/2017", ReadingState.REVIEW)
    assert [candidate.origin.engine for candidate in found.candidates] == ["separator"]
    # The certificate was registered four years after the book was opened, which is told as well.
    assert [problem.code for problem in found.problems] == ["from-separator", "year-differs"]


def test_the_book_on_the_paper_stays_and_the_other_one_is_a_candidate() -> None:
    paper = page_of([*CERTIFICATE, "Quyển số: 02/2018"], number=2)
    found = book_of(sheet(1), paper)
    assert (found.value, found.state) == ("02/2018", ReadingState.REVIEW)
    assert [candidate.value for candidate in found.candidates][-1] == "01/2017"
    assert "separator-differs" in [problem.code for problem in found.problems]


def test_patch_t_names_no_book() -> None:
    assert book_of(patch_t(1), page_of(CERTIFICATE, number=2)).state is ReadingState.MISSING


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("DIGITIZER-SEPARATOR|1|01/2017", "separator-damaged"),
        ("DIGITIZER-SEPARATOR|2|01/2017|15", "separator-damaged"),
        ("DIGITIZER-SEPARATOR|1|01-2017|15", "separator-book"),
        ("DIGITIZER-SEPARATOR|1|01/2017|15 ?", "separator-case"),
    ],
)
def test_a_damaged_sheet_still_separates_and_says_so(text: str, code: str) -> None:
    page = sheet(2, text)
    assert [problem.code for problem in separator_problems(page)] == [code]
    ends = page_of(CERTIFICATE, number=1), page_of(CERTIFICATE, number=3)
    assert pages_of(ends[0], page, ends[1]) == [[1], [3]]


def test_other_codes_are_no_separators_and_bad_numbers_make_no_sheet() -> None:
    assert parse_separator("https://example.vn") is None
    assert isinstance(parse_separator("DIGITIZER-SEPARATOR"), Problem)
    with pytest.raises(ValueError):
        _ = Separator("một", "").payload


def entry_of(*pages: PageReading) -> list[FieldReading]:
    cases = find_cases(pages, CATALOG)
    return [next(field for field in case.fields if field.key == "so") for case in cases]


def test_the_entry_of_the_sheet_is_the_first_case_s_and_takes_the_book_s_year() -> None:
    unnumbered = [text for text in CERTIFICATE if "15/2021" not in text]
    pages = page_of(unnumbered, number=2), page_of(unnumbered, number=3)
    first, second = entry_of(sheet(1), *pages)
    assert (first.value, first.state) == ("15/2017", ReadingState.REVIEW)
    assert first.problems[0].code == "from-separator"
    assert second.state is ReadingState.MISSING


def test_the_entry_on_the_paper_stays() -> None:
    (found,) = entry_of(sheet(1), page_of(CERTIFICATE, number=2))
    assert (found.value, found.state) == ("15/2021", ReadingState.REVIEW)
    assert found.candidates[-1].value == "15/2017"


def test_a_sticker_on_a_page_without_a_known_heading_loses_no_page() -> None:
    letter = [f"Dòng thứ {number} của một giấy tờ khác" for number in range(9)]
    assert pages_of(page_of(CERTIFICATE, number=1), sheet(2, BOOK.payload, *letter)) == [[1], [2]]
