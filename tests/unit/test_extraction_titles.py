"""Which type a heading tells, what is too near to another one, and papers nobody knows."""

from __future__ import annotations

import pytest
from support.pages import CERTIFICATE, page_of

from digitizer.schemas import load_catalog
from ocr.extraction import find_cases

CATALOG = load_catalog()
MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def type_of(*texts: str) -> str | None:
    (case,) = find_cases([page_of(texts)], CATALOG)
    return case.document_type.removeprefix("civil_status.") if case.document_type else None


@pytest.mark.parametrize("doc_type", CATALOG.types.values(), ids=lambda item: item.key)
def test_every_title_of_a_type_tells_it(doc_type) -> None:  # type: ignore[no-untyped-def]
    for title in doc_type.titles:
        (case,) = find_cases([page_of([MOTTO, title])], CATALOG)
        assert case.document_type == doc_type.key, title
        assert case.type_confidence == 1.0


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("GIAY CHUNG NHAN KET HON", "marriage"),
        ("GlẤY CHỨNG NHẬN KÊT HÔN", "marriage"),
        ("GIẤY CHỨNG NHÂN KẾT HỒN", "marriage"),
        ("TRÍCH LUC KÉT HÔN", "marriage"),
        ("TRÍCH LỤC KHAI TỨ", "death"),
        ("TRICH LỰC KHAI TỪ", "death"),
        ("GIẤY CHÚNG TỪ", "death"),
        ("TRÍCH LỤC KHAl SlNH", "birth"),
        ("TRÍCH LỤC ĐẪNG KÝ NHÂN CHA, ME, CON", "parent_child"),
        ("GIẤY XÁC NHẬN TÌNH TRANG HÔN NHÀN", "marital_status"),
        ("TỞ KHAI CẤP GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", "marital_status"),
    ],
)
def test_lost_marks_and_letters_do_not_hide_a_heading(heading: str, key: str) -> None:
    assert type_of(heading) == key


@pytest.mark.parametrize(
    "heading",
    [
        "TỜ KHAI ĐĂNG KÝ NHẬN CON NUÔI",
        "GIẤY CHỨNG NHẬN NUÔI CON NUÔI",
        "TRÍCH LỤC ĐĂNG KÝ GIÁM HỘ",
        "TRÍCH LỤC GIÁM HỘ",
        "TỜ KHAI ĐĂNG KÝ GIÁM HỘ",
        "TRÍCH LỤC KHAI THUẾ",
        "TỜ KHAI ĐĂNG KÝ KINH DOANH",
        "TRÍCH LỤC GHI CHÚ LY HÔN",
        "GIẤY XÁC NHẬN TÌNH TRẠNG NHÀ ĐẤT",
        "GIẤY CHỨNG NHẬN QUYỀN TÁC GIẢ",
        "GIẤY CHỨNG SINH",
        "GIẤY BÁO TỬ",
        "SỔ ĐĂNG KÝ",
        "QUYẾT ĐỊNH",
    ],
)
def test_the_headings_of_other_papers_are_unknown(heading: str) -> None:
    assert type_of(heading) is None


def test_a_heading_in_two_lines_is_one() -> None:
    assert type_of("         TRÍCH LỤC", "  ĐĂNG KÝ NHẬN CHA, MẸ, CON") == "parent_child"
    assert type_of("        GIẤY XÁC NHẬN", "    TÌNH TRẠNG HÔN NHÂN") == "marital_status"
    assert (
        type_of("          QUYẾT ĐỊNH", "Về việc công nhận việc nhận cha, mẹ, con")
        == "parent_child"
    )


def test_an_unknown_paper_behind_a_known_one_is_a_case_of_its_own() -> None:
    stranger = page_of(
        [
            "   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "       Độc lập - Tự do - Hạnh phúc",
            "       GIẤY CHỨNG NHẬN NUÔI CON NUÔI",
            "Họ, chữ đệm, tên: Lò Thị Ính",
        ],
        2,
    )
    first, second = find_cases([page_of(CERTIFICATE), stranger], CATALOG)
    assert first.document_type == "civil_status.birth"
    assert [region.page_number for region in first.regions] == [1]
    assert (second.document_type, second.type_confidence, second.fields) == (None, 0.0, ())
