"""Pages of a book: each entry is a case of its own, also where it goes on over a page's end."""

from __future__ import annotations

import pytest
from support.pages import HEIGHT, PITCH, TOP, page_of

from digitizer.domain.case import CaseReading
from digitizer.domain.page import PageReading
from digitizer.domain.record import ReadingState
from digitizer.schemas import load_catalog
from ocr.extraction import find_cases

CATALOG = load_catalog()
TITLE = "               SỔ ĐĂNG KÝ KHAI SINH"


def entry(number: str, name: str, day: str = "20/03/2017") -> list[str]:
    return [
        f"Số: {number}      Quyển số: 01/2017",
        f"Ngày, tháng, năm đăng ký: {day}",
        f"Họ, chữ đệm, tên: {name}      Giới tính: Nữ",
        "Ngày, tháng, năm sinh: 16/03/2017",
        "Họ, chữ đệm, tên người mẹ: Trần Thị Bích",
        "Nơi cư trú: Thôn Đông Hạ, xã Phượng Cách, huyện Quốc Oai, thành phố Hà Nội",
    ]


FIRST = entry("15/2017", "NGUYỄN THỊ ÁNH TUYẾT")
SECOND = entry("16/2017", "LÊ THỊ HOA")
THIRD = entry("17/2017", "Y BHĂM NIÊ", "21/03/2017")


def cases_of(*pages: PageReading, wanted: str | None = None) -> tuple[CaseReading, ...]:
    return find_cases(pages, CATALOG, wanted)


def values(case: CaseReading) -> dict[str, str | None]:
    return {field.key: field.value for field in case.fields if field.value}


def test_three_entries_under_the_title_of_a_book_are_three_cases() -> None:
    found = cases_of(page_of([TITLE, *FIRST, *SECOND, *THIRD]))
    assert [case.document_type for case in found] == ["civil_status.birth"] * 3
    assert [values(case)["so"] for case in found] == ["15/2017", "16/2017", "17/2017"]
    assert [values(case)["nksHoTen"] for case in found] == [
        "NGUYỄN THỊ ÁNH TUYẾT",
        "LÊ THỊ HOA",
        "Y BHĂM NIÊ",
    ]
    assert [values(case)["ngayDangKy"] for case in found] == ["2017-03-20"] * 2 + ["2017-03-21"]
    for case in found[:2]:
        assert all(field.state is not ReadingState.REVIEW for field in case.fields)


def test_the_parts_of_a_page_cover_it_without_overlap_and_each_holds_its_rows() -> None:
    found = cases_of(page_of([TITLE, *FIRST, *SECOND, *THIRD]))
    boxes = [case.regions[0].box for case in found]
    assert None not in boxes
    edges = [(box.y, box.bottom) for box in boxes if box]
    assert edges[0][0] == 0
    assert edges[-1][1] == HEIGHT
    assert [end for _, end in edges[:-1]] == [start for start, _ in edges[1:]]
    second_number = TOP + (1 + len(FIRST)) * PITCH
    assert second_number - PITCH < edges[1][0] <= second_number


def test_what_a_page_says_of_its_book_above_the_entries_is_said_of_each() -> None:
    short = [
        [text.replace("      Quyển số: 01/2017", "") for text in each] for each in (FIRST, SECOND)
    ]
    page = page_of(
        [
            TITLE,
            "Quyển số: 01/2017",
            "Nơi đăng ký: Ủy ban nhân dân xã Phượng Cách",
            *short[0],
            *short[1],
        ]
    )
    found = cases_of(page)
    assert [values(case)["quyenSo"] for case in found] == ["01/2017"] * 2
    assert len({values(case)["noiDangKy"] for case in found}) == 1


@pytest.mark.parametrize("title", [[TITLE], []], ids=["title again", "no title"])
def test_an_entry_that_goes_on_over_the_next_page_is_one_case(title: list[str]) -> None:
    first = page_of([TITLE, *FIRST, *SECOND[:4]], number=1)
    second = page_of([*title, *SECOND[4:], *THIRD], number=2)
    found = cases_of(first, second)
    assert [[r.page_number for r in case.regions] for case in found] == [[1], [1, 2], [2]]
    assert [values(case)["so"] for case in found] == ["15/2017", "16/2017", "17/2017"]
    assert values(found[1])["meHoTen"] == "Trần Thị Bích"
    assert values(found[1])["meNoiCuTru"].startswith("Thôn Đông Hạ")  # type: ignore[union-attr]
    upper, lower = found[1].regions
    assert upper.box is not None
    assert lower.box is not None
    assert lower.box.y == 0
    assert upper.box.bottom == HEIGHT


def test_an_entry_may_take_up_the_whole_next_page() -> None:
    first = page_of([TITLE, *FIRST, *SECOND[:4]], number=1)
    found = cases_of(first, page_of(SECOND[4:], number=2), page_of(THIRD, number=3))
    assert [[r.page_number for r in case.regions] for case in found] == [[1], [1, 2], [3]]


def test_a_number_said_again_on_the_next_page_is_the_same_entry() -> None:
    again = ["Số: 16/2017      Quyển số: 01/2017", *SECOND[4:]]
    found = cases_of(page_of([TITLE, *FIRST, *SECOND[:4]], number=1), page_of(again, number=2))
    assert [[r.page_number for r in case.regions] for case in found] == [[1], [1, 2]]


def test_a_scan_that_begins_within_an_entry_keeps_it_as_a_case_without_number() -> None:
    found = cases_of(page_of([TITLE, *FIRST[2:], *SECOND, *THIRD]))
    assert ["so" in values(case) for case in found] == [False, True, True]


def test_a_number_not_read_still_begins_an_entry_beside_its_book() -> None:
    spoilt = ["Số: l6/Z0l7x      Quyển số: 01/2017", *SECOND[1:]]
    found = cases_of(page_of([TITLE, *FIRST, *spoilt, *THIRD]))
    assert [values(case).get("nksHoTen") for case in found][1:] == ["LÊ THỊ HOA", "Y BHĂM NIÊ"]


def test_the_number_of_an_identity_paper_begins_no_entry() -> None:
    paper = ["Giấy tờ tùy thân: Căn cước công dân", "Số: 001190123459   cấp ngày: 05/02/2016"]
    found = cases_of(page_of([TITLE, *FIRST, *paper, *SECOND]))
    assert [values(case)["so"] for case in found] == ["15/2017", "16/2017"]


def test_an_entry_alone_on_its_page_has_the_whole_page() -> None:
    (case,) = cases_of(page_of([TITLE, *FIRST]))
    assert [region.box for region in case.regions] == [None]


def test_two_numbers_on_a_certificate_are_no_two_entries() -> None:
    paper = ["               TRÍCH LỤC KHAI SINH", *FIRST, "Số: 15/2017      Quyển số: 01/2017"]
    assert len(cases_of(page_of(paper))) == 1


def test_pages_of_a_book_without_a_title_are_parted_where_a_person_says_the_type() -> None:
    pages = page_of([*FIRST, *SECOND], number=1), page_of(THIRD, number=2)
    found = cases_of(*pages, wanted="civil_status.birth")
    assert [values(case)["so"] for case in found] == ["15/2017", "16/2017", "17/2017"]
    assert len(cases_of(*pages)) == 1
