"""Official documents: which heading wins, and values that have no label."""

from __future__ import annotations

import pytest
from support.pages import LEFT, LETTER, PITCH, TOP, line_of, page_of

from digitizer.domain.case import CaseReading
from digitizer.domain.page import PageReading
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.schemas import load_catalog
from ocr.extraction import find_cases

CATALOG = load_catalog()
COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def sheet(
    *rows: tuple[str, str], number: int = 1, second: dict[int, str] | None = None
) -> PageReading:
    """Rows of a left and a right text on one height each."""
    page = page_of(["x"], number)
    lines = []
    for index, (left, right) in enumerate(rows):
        y = TOP + index * PITCH
        if left:
            lines.append(line_of(left, LEFT, y, (second or {}).get(index)))
        if right:
            lines.append(line_of(right, LEFT + 44 * LETTER, y))
    return PageReading(page.number, page.width, page.height, page.dpi, 0, 0.0, tuple(lines))


DOCUMENT = (
    ("ỦY BAN NHÂN DÂN", COUNTRY),
    ("XÃ MAI HẠ", "Độc lập - Tự do - Hạnh phúc"),
    ("Số: 12/QĐ-UBND", "Mai Hạ, ngày 05 tháng 3 năm 2024"),
    ("", "QUYẾT ĐỊNH"),
    ("Về việc thành lập Tổ công nghệ số cộng đồng", ""),
    ("Căn cứ Luật Tổ chức chính quyền địa phương;", ""),
    ("", "QUYẾT ĐỊNH:"),
    ("Điều 1. Thành lập Tổ công nghệ số cộng đồng.", ""),
)


def case_of(*pages: PageReading) -> CaseReading:
    (case,) = find_cases(pages, CATALOG)
    return case


def field(case: CaseReading, key: str) -> FieldReading:
    return next(each for each in case.fields if each.key == key)


def test_a_document_is_read_from_its_head() -> None:
    case = case_of(sheet(*DOCUMENT))

    assert case.document_type == "general.document"
    values = {each.key: each.value for each in case.fields if each.value}
    assert values == {
        "TypeName": "QĐ",
        "CodeNumber": "12",
        "CodeNotation": "QĐ-UBND",
        "IssuedDate": "2024-03-05",
        "diaDanh": "Mai Hạ",
        "OrganName": "ỦY BAN NHÂN DÂN XÃ MAI HẠ",
        "Subject": "thành lập Tổ công nghệ số cộng đồng",
    }


def test_the_office_is_always_compared_for_one_above_it_may_be_read_with_it() -> None:
    office = field(case_of(sheet(*DOCUMENT)), "OrganName")
    assert office.state is ReadingState.REVIEW
    assert "head-needs-eyes" in [problem.code for problem in office.problems]


def test_a_part_is_no_surer_than_the_whole_print() -> None:
    case = case_of(sheet(*DOCUMENT, second={2: "Số: 12/QĐ-UBMD"}))
    for key in ("CodeNumber", "CodeNotation"):
        assert field(case, key).state is ReadingState.REVIEW
    assert [each.text for each in field(case, "CodeNotation").candidates] == ["QĐ-UBMD"]
    assert field(case, "CodeNumber").candidates == ()


def test_an_office_read_as_one_line_with_the_motto_does_not_hide_it() -> None:
    joined = ((f"ỦY BAN NHÂN DÂN {COUNTRY}", ""), *DOCUMENT[1:])
    case = case_of(sheet(*joined))
    assert case.document_type == "general.document"
    assert field(case, "OrganName").text == "ỦY BAN NHÂN DÂN XÃ MAI HẠ"


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        (("QUYẾT ĐỊNH", "CÔNG NHẬN VIỆC NHẬN CHA, MẸ, CON"), "civil_status.parent_child"),
        (("QUYẾT ĐỊNH", "CÔNG NHẬN THUẬN TÌNH LY HÔN"), "justice.court_decision"),
        (("QUYẾT ĐỊNH", "TUYÊN BỐ MỘT NGƯỜI MẤT TÍCH"), "justice.court_decision"),
        (("QUYẾT ĐỊNH", "Về việc giao dự toán ngân sách"), "general.document"),
        (("THÔNG BÁO", "LỊCH TIẾP CÔNG DÂN"), "general.document"),
        (("SƠ YẾU LÝ LỊCH", "CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC"), "cadre.resume_2023"),
        (("SƠ YẾU LÝ LỊCH", "1) Họ và tên khai sinh: LÊ THỊ MẪU"), "cadre.resume_2c"),
        (("LÝ LỊCH", "CỦA NGƯỜI XIN VÀO ĐẢNG"), "party.member_file"),
    ],
)
def test_a_title_of_its_own_wins_over_one_that_any_office_prints(
    lines: tuple[str, str], key: str
) -> None:
    assert case_of(page_of([COUNTRY, *lines])).document_type == key


def test_a_general_title_needs_a_paper_that_begins_there() -> None:
    assert case_of(page_of(["QUYẾT ĐỊNH", "Về việc giao dự toán"])).document_type is None
    assert case_of(page_of([COUNTRY, "THÔNG BÁO"])).document_type == "general.document"


def test_the_operative_part_on_another_page_goes_on_with_its_decision() -> None:
    second = page_of(["QUYẾT ĐỊNH:", "Điều 1. Thành lập Tổ công nghệ số cộng đồng."], number=2)
    case = case_of(sheet(*DOCUMENT), second)
    assert [region.page_number for region in case.regions] == [1, 2]


def test_an_official_letter_has_no_heading_and_is_for_the_clerk_to_name() -> None:
    letter = page_of([COUNTRY, "Số: 45/UBND-VP", "V/v báo cáo tình hình thu ngân sách"])
    (case,) = find_cases([letter], CATALOG)
    assert case.document_type is None
    (named,) = find_cases([letter], CATALOG, "general.document")
    assert field(named, "Subject").text == "báo cáo tình hình thu ngân sách"
    assert field(named, "CodeNotation").value == "UBND-VP"


def test_entries_of_a_certification_book_are_cases_of_their_own() -> None:
    book = page_of(
        [
            "SỔ CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH",
            "Quyển số: 02/2024-SCT/BS",
            "Số chứng thực: 125  Ngày chứng thực: 05/03/2024",
            "Người yêu cầu chứng thực: LÊ VĂN MẪU",
            "Số chứng thực: 126  Ngày chứng thực: 06/03/2024",
            "Người yêu cầu chứng thực: TRẦN THỊ MẪU",
        ]
    )
    cases = find_cases([book], CATALOG)
    assert [case.document_type for case in cases] == ["justice.certification_entry"] * 2
    assert [field(case, "soChungThuc").value for case in cases] == ["125", "126"]
    assert [field(case, "nycHoTen").text for case in cases] == ["LÊ VĂN MẪU", "TRẦN THỊ MẪU"]
    assert {field(case, "quyenSo").value for case in cases} == {"02/2024"}
    assert {field(case, "kyHieuSo").value for case in cases} == {"SCT/BS"}


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("Dân tộc: Kinh   7) Tôn giáo: Không", {"danToc": "Kinh", "tonGiao": "Không"}),
        ("22) Khen thưởng: Không", {"khenThuong": "Không"}),
    ],
)
def test_numbers_of_items_belong_to_no_value(line: str, values: dict[str, str]) -> None:
    page = page_of(["SƠ YẾU LÝ LỊCH", line, "23) Kỷ luật: Không"])
    case = case_of(page)
    read = {each.key: each.value for each in case.fields if each.value}
    assert read == {**values, "kyLuat": "Không"}
