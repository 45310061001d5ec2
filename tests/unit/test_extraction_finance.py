"""Papers of a cash desk from hand-made page readings: heads in two columns, rows of signers."""

from __future__ import annotations

import random

import pytest
from support.pages import page_of

from digitizer.domain.record import FieldReading, ReadingState
from digitizer.samples import ALL_LAYOUTS, TYPES
from digitizer.samples.inventors import INVENTORS
from digitizer.schemas import load_catalog
from ocr.extraction import find_cases

CATALOG = load_catalog()


def fields_of(document_type: str, *texts: str) -> dict[str, FieldReading]:
    (case,) = find_cases([page_of(texts)], CATALOG)
    assert case.document_type == document_type
    return {reading.key: reading for reading in case.fields}


def test_a_name_goes_on_in_its_own_column_of_the_head() -> None:
    found = fields_of(
        "finance.receipt_voucher",
        "Đơn vị: Trung tâm Phục vụ hành chính     Quyển số: 04",
        "công xã Phượng Cách",
        "Địa chỉ: Thôn Đông Hạ, xã Phượng Cách,    Số: PT012",
        "huyện Quốc Oai, thành phố Hà Nội",
        "",
        "                              PHIẾU THU",
        "Họ tên người nộp tiền: Kiều Thị Nhẫn",
    )
    assert found["donVi"].text == "Trung tâm Phục vụ hành chính công xã Phượng Cách"
    assert found["diaChi"].text == (
        "Thôn Đông Hạ, xã Phượng Cách, huyện Quốc Oai, thành phố Hà Nội"
    )
    assert (found["quyenSo"].text, found["soPhieu"].text) == ("04", "PT012")


def test_a_value_of_the_right_column_still_goes_on_at_the_left_margin() -> None:
    found = fields_of(
        "finance.receipt_voucher",
        "                              PHIẾU THU",
        "Số: PT012         Địa chỉ: Thôn Đông Hạ, xã Phượng Cách, huyện Quốc Oai, thành phố Hồ",
        "Chí Minh",
        "Số tiền: 20.000",
    )
    assert found["soPhieu"].text == "PT012"
    assert found["diaChi"].text.endswith("thành phố Hồ Chí Minh")


def test_a_row_that_is_a_date_ends_the_text_above_it() -> None:
    found = fields_of(
        "finance.payment_voucher",
        "Đơn vị: UBND xã Phượng Cách",
        "                              PHIẾU CHI",
        "Nội dung: Chi mua văn phòng phẩm",
        "Ngày 05 tháng 01 năm 2026",
        "Số tiền: 20.000",
    )
    assert found["lyDoChi"].text == "Chi mua văn phòng phẩm"
    assert found["ngayLap"].value == "2026-01-05"


def test_a_day_inside_a_text_is_no_date_of_the_paper() -> None:
    found = fields_of(
        "finance.payment_voucher",
        "                              PHIẾU CHI",
        "Nội dung: Chi theo Quyết định số 12/QĐ-UBND của Ủy ban nhân dân xã",
        "ngày 05 tháng 01 năm 2026",
        "Số tiền: 20.000",
    )
    assert found["ngayLap"].state is ReadingState.MISSING


def test_a_market_square_is_no_amount_in_words() -> None:
    found = fields_of(
        "finance.receipt_voucher",
        "                              PHIẾU THU",
        "Nội dung: Thu tiền thuê mặt bằng chợ tháng 11/2022",
        "Số tiền: 2.000.000 đồng",
        "(Viết bằng chữ): Hai triệu đồng",
    )
    assert found["lyDoNop"].text == "Thu tiền thuê mặt bằng chợ tháng 11/2022"
    assert found["soTienBangChu"].text == "Hai triệu đồng"
    assert found["soTien"].value == "2000000"


def test_signers_of_a_second_row_are_not_those_of_the_first() -> None:
    found = fields_of(
        "finance.receipt_voucher",
        "                              PHIẾU THU",
        "Số tiền: 20.000",
        "      KẾ TOÁN TRƯỞNG                            THỦ TRƯỞNG ĐƠN VỊ",
        "",
        "",
        "       Lý Thị Yến                                 Phan Công Thịnh",
        "      NGƯỜI LẬP PHIẾU                               THỦ QUỸ",
        "",
        "",
        "       Lâm Văn Phia                               Dương Xuân Tiệp",
    )
    signed = {key: found[key].text for key in ("keToanTruong", "thuTruong", "nguoiLap", "thuQuy")}
    assert signed == {
        "keToanTruong": "Lý Thị Yến",
        "thuTruong": "Phan Công Thịnh",
        "nguoiLap": "Lâm Văn Phia",
        "thuQuy": "Dương Xuân Tiệp",
    }


@pytest.mark.parametrize("printed", ["C26TAB", "1C26TAB"])
def test_the_series_is_read_without_the_form_number_before_it(printed: str) -> None:
    found = fields_of(
        "finance.e_invoice",
        "                       HÓA ĐƠN GIÁ TRỊ GIA TĂNG",
        f"Ký hiệu: {printed}          Số: 00001234",
        "Tên người bán: Công ty TNHH An Bình Phát",
    )
    assert found["KHHDon"].value == "C26TAB"
    assert found["SHDon"].value == "00001234"


def test_seller_and_buyer_with_the_same_labels_are_told_apart() -> None:
    found = fields_of(
        "finance.e_invoice",
        "                       HÓA ĐƠN BÁN HÀNG",
        "Đơn vị bán hàng: Công ty TNHH An Bình Phát",
        "Mã số thuế: 0100109106",
        "Địa chỉ: Thôn Đông Hạ, xã Phượng Cách",
        "Họ tên người mua hàng: Kiều Thị Nhẫn",
        "Tên đơn vị: UBND xã Quỳnh Ngọc",
        "Mã số thuế: 0100109106-001",
        "Địa chỉ: xã Quỳnh Ngọc, tỉnh Hưng Yên",
    )
    values = {key: found[key].value for key in ("NBanMST", "NBanDChi", "NMuaMST", "NMuaDChi")}
    assert values == {
        "NBanMST": "0100109106",
        "NBanDChi": "Thôn Đông Hạ, xã Phượng Cách",
        "NMuaMST": "0100109106-001",
        "NMuaDChi": "xã Quỳnh Ngọc, tỉnh Hưng Yên",
    }


@pytest.mark.parametrize(
    ("title", "document_type"),
    [
        ("BIÊN LAI THU TIỀN PHÍ, LỆ PHÍ", "finance.fee_receipt"),
        ("BIÊN LAI THU TIỀN", "finance.fee_receipt"),
        ("PHIẾU THU", "finance.receipt_voucher"),
        ("PHIẾU CHI", "finance.payment_voucher"),
        ("HÓA ĐƠN GIÁ TRỊ GIA TĂNG", "finance.e_invoice"),
        ("PHIẾU THU THẬP THÔNG TIN DÂN CƯ", None),
        ("PHIẾU CHUYỂN HỒ SƠ", None),
    ],
)
def test_a_title_tells_its_type_among_all(title: str, document_type: str | None) -> None:
    (case,) = find_cases([page_of([f"        {title}", "Số tiền: 20.000"])], CATALOG)
    assert case.document_type == document_type


@pytest.mark.parametrize("kind", [kind for kind in TYPES if kind.startswith("finance_")])
def test_invented_papers_have_sums_and_words_that_agree(kind: str) -> None:
    from digitizer.domain.checks import broken_rules

    doc_type = CATALOG.types[TYPES[kind]]
    years = {
        layout.years for layout in ALL_LAYOUTS.values() if layout.document_type == doc_type.key
    }
    for seed in range(20):
        for span in years:
            record = INVENTORS[doc_type.key](random.Random(seed), span)
            values = {key: printed.value for key, printed in record.values.items()}
            today = record.registered
            assert list(broken_rules(values, doc_type, today)) == []
