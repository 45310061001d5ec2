"""Identity cards scanned alone: which sides are one case, and what their codes fill in. All people
are invented."""

from __future__ import annotations

from dataclasses import replace

from support.pages import CERTIFICATE, page_of

from digitizer.domain.case import CaseReading
from digitizer.domain.page import Box, PageCode, PageReading
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.domain.values.mrz import check_digit
from digitizer.messages import Messages
from digitizer.schemas import load_catalog
from ocr.extraction import find_cases

CATALOG = load_catalog()
KHOI = "001090123456|012345678|Nguyễn Văn Khởi|02091990|Nam|Xóm 7, Phượng Cách, Hà Nội|05022021"
LA = "001190123459||Hoàng Thị Lạ|03101990|Nữ|Xóm 8, Phượng Cách, Hà Nội|06022021"
FRONT = (
    "      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "          Độc lập - Tự do - Hạnh phúc",
    "              CĂN CƯỚC CÔNG DÂN",
    "              Citizen Identity Card",
    "Số / No.: 001090123456",
    "Họ và tên / Full name:",
    "NGUYỄN VĂN KHỞI",
    "Ngày sinh / Date of birth: 02/09/1990",
    "Giới tính / Sex: Nam     Quốc tịch / Nationality: Việt Nam",
    "Quê quán / Place of origin: Thạch Thất, Hà Nội",
    "Nơi thường trú / Place of residence: Xóm 7, Phượng Cách, Hà Nội",
    "Có giá trị đến / Date of expiry: 02/09/2030",
)
OLD_FRONT = (
    "      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "          Độc lập - Tự do - Hạnh phúc",
    "           GIẤY CHỨNG MINH NHÂN DÂN",
    "               SỐ: 012345678",
    "Họ tên: NGUYỄN VĂN KHỞI",
    "Sinh ngày: 02/09/1990",
    "Nguyên quán: Thạch Thất, Hà Nội",
    "Nơi ĐKHK thường trú: Xóm 7, Phượng Cách, Hà Nội",
)
OLD_BACK = (
    "Dân tộc: Kinh      Tôn giáo: Không",
    "DẤU VẾT RIÊNG VÀ DỊ HÌNH",
    "Nốt ruồi cách 1 cm dưới mắt trái",
)


def mrz(
    number: str, born: str, sex: str, name: str, expiry: str = "300902"
) -> tuple[str, str, str]:
    first = f"IDVNM{number[3:]}{check_digit(number[3:])}{number}<<0"
    second = f"{born}{check_digit(born)}{sex}{expiry}{check_digit(expiry)}VNM" + "<" * 11
    whole = first[5:] + second[:7] + second[8:15] + second[18:]
    return first, second + check_digit(whole), name.ljust(30, "<")


BACK = (
    "Đặc điểm nhận dạng / Personal identification: Nốt ruồi dưới mắt trái",
    "Ngày, tháng, năm / Date, month, year: 05/02/2021",
    *mrz("001090123456", "900902", "M", "NGUYEN<<VAN<KHOI"),
)


def page(number: int, *texts: str, code: str = "", at: int = 300) -> PageReading:
    codes = (PageCode("qr", code, Box(1800, at, 300, 300), code.encode().hex()),) if code else ()
    return replace(page_of(texts, number=number), codes=codes)


def cases_of(*pages: PageReading, wanted: str | None = None) -> tuple[CaseReading, ...]:
    found = find_cases(pages, CATALOG, wanted)
    for case in found:
        for field in case.fields:
            for problem in field.problems:
                assert all(Messages(language).problem(problem) for language in ("vi", "en"))
    return found


def places(cases: tuple[CaseReading, ...]) -> list[tuple[str | None, list[int]]]:
    return [(case.document_type, [region.page_number for region in case.regions]) for case in cases]


def fields_of(case: CaseReading) -> dict[str, FieldReading]:
    return {field.key: field for field in case.fields if field.value}


def test_front_and_back_of_one_number_are_one_card() -> None:
    found = cases_of(page(1, *FRONT, code=KHOI), page(2, *BACK))
    assert places(found) == [("identity.citizen_card", [1, 2])]
    told = fields_of(found[0])
    assert {key: field.value for key, field in told.items()} == {
        "soDinhDanh": "001090123456",
        "hoTen": "NGUYỄN VĂN KHỞI",
        "ngaySinh": "1990-09-02",
        "gioiTinh": "1",
        "quocTich": "Việt Nam",
        "queQuan": "Thạch Thất, Hà Nội",
        "noiThuongTru": "Xóm 7, Phượng Cách, Hà Nội",
        "dacDiemNhanDang": "Nốt ruồi dưới mắt trái",
        "ngayCap": "2021-02-05",
        "ngayHetHan": "2030-09-02",
        "soCMNDCu": "012345678",
    }
    # What the card's bearer looks like is in no code, and its words are unfamiliar.
    seen = {key for key, field in told.items() if field.state is not ReadingState.ACCEPTED}
    assert seen <= {"dacDiemNhanDang"}


def test_what_no_label_gave_comes_from_the_code_with_its_place() -> None:
    (case,) = cases_of(page(1, "CĂN CƯỚC CÔNG DÂN", code=KHOI))
    name = fields_of(case)["hoTen"]
    assert (name.value, name.state) == ("Nguyễn Văn Khởi", ReadingState.ACCEPTED)
    assert name.origin is not None
    assert (name.origin.engine, name.origin.rule) == ("identity-card", "qr")
    assert (name.page, name.box) == (1, Box(1800, 300, 300, 300))


def test_lines_without_marks_give_no_name_but_number_birth_sex_and_term() -> None:
    (case,) = cases_of(page(1, *BACK[2:]))
    told = {key: field.value for key, field in fields_of(case).items()}
    assert case.document_type == "identity.citizen_card"
    assert told == {
        "soDinhDanh": "001090123456",
        "ngaySinh": "1990-09-02",
        "gioiTinh": "1",
        "ngayHetHan": "2030-09-02",
    }


def test_a_card_without_a_term_has_no_invented_one() -> None:
    (case,) = cases_of(page(1, *mrz("001050123456", "500902", "M", "NGUYEN<<AN", "991231")))
    assert "ngayHetHan" not in fields_of(case)


def test_where_code_and_print_differ_a_clerk_looks() -> None:
    (case,) = cases_of(page(1, *FRONT, code=KHOI.replace("02091990", "20091990")))
    born = fields_of(case)["ngaySinh"]
    assert (born.value, born.state) == ("1990-09-02", ReadingState.REVIEW)
    assert "card-differs" in [problem.code for problem in born.problems]
    assert [candidate.value for candidate in born.candidates] == ["1990-09-20"]


def test_fronts_and_backs_of_two_people_in_any_order_are_two_cards() -> None:
    other = [text.replace("001090123456", "001190123459") for text in FRONT]
    found = cases_of(
        page(1, *FRONT, code=KHOI),
        page(2, *other, code=LA),
        page(3, *BACK),
        page(4, *mrz("001190123459", "901003", "F", "HOANG<<THI<LA")),
    )
    assert places(found) == [("identity.citizen_card", [1, 3]), ("identity.citizen_card", [2, 4])]


def test_two_cards_on_one_sheet_are_two_parts_of_it() -> None:
    second = [text.replace("001090123456", "001190123459") for text in FRONT]
    sheet = page(1, *FRONT, "", "", *second)
    codes = (
        PageCode("qr", KHOI, Box(1800, 500, 300, 300), ""),
        PageCode("qr", LA, Box(1800, 1900, 300, 300), ""),
    )
    found = cases_of(replace(sheet, codes=codes))
    assert [fields_of(case)["soDinhDanh"].value for case in found] == [
        "001090123456",
        "001190123459",
    ]
    upper, lower = (case.regions[0].box for case in found)
    assert upper is not None
    assert lower is not None
    assert upper.bottom == lower.y


def test_an_old_card_is_its_own_type_and_its_back_goes_with_it() -> None:
    found = cases_of(page(1, *OLD_FRONT), page(2, *OLD_BACK))
    assert places(found) == [("identity.old_card", [1, 2])]
    assert {key: field.value for key, field in fields_of(found[0]).items()} == {
        "soCMND": "012345678",
        "hoTen": "NGUYỄN VĂN KHỞI",
        "ngaySinh": "1990-09-02",
        "nguyenQuan": "Thạch Thất, Hà Nội",
        "noiThuongTru": "Xóm 7, Phượng Cách, Hà Nội",
        "danToc": "Kinh",
        "tonGiao": "Không",
        "dauVetRieng": "Nốt ruồi cách 1 cm dưới mắt trái",
    }


def test_a_card_beside_other_papers_stays_with_their_case() -> None:
    card = page(2, *FRONT, code=KHOI)
    assert places(cases_of(page_of(CERTIFICATE), card)) == [("civil_status.birth", [1, 2])]
    assert places(cases_of(replace(card, number=1), page_of(CERTIFICATE, number=2))) == [
        ("civil_status.birth", [1, 2])
    ]


def test_codes_of_two_holders_in_one_part_leave_all_to_a_clerk() -> None:
    codes = tuple(PageCode("qr", text, Box(1800, 300, 300, 300), "") for text in (KHOI, LA))
    (case,) = cases_of(replace(page_of(FRONT), codes=codes))
    told = fields_of(case)
    assert told
    assert all(field.state is ReadingState.REVIEW for field in told.values())
    assert all("card-several" in [p.code for p in field.problems] for field in told.values())


def test_blank_sheets_between_cards_change_nothing() -> None:
    found = cases_of(page(1, *FRONT, code=KHOI), page(2), page(3, *BACK))
    assert places(found) == [("identity.citizen_card", [1, 2, 3])]
