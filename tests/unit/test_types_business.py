"""Household businesses and enterprises: numbers by subject and date, capital, members."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
from support.pages import page_of

from digitizer.domain.checks import broken_rules
from digitizer.domain.values.canonical import canonical
from digitizer.domain.values.tables import table_value
from digitizer.domain.values.tax_codes import has_right_check_digit
from digitizer.samples.business_papers import tax_code
from digitizer.schemas import load_catalog
from ocr.extraction import find_cases

CATALOG = load_catalog()
HOUSEHOLD = CATALOG.types["business.household"]
ENTERPRISE = CATALOG.types["business.enterprise"]
TODAY = date(2026, 11, 28)


def codes(doc_type: Any, **values: str) -> set[tuple[str, str | None]]:
    found = broken_rules(values, doc_type, TODAY)
    return {(problem.code, problem.field) for _, problem in found}


@pytest.mark.parametrize(
    ("number", "issued", "code"),
    [
        ("070082001498", "2025-07-01", None),
        ("070082001498", "2025-06-30", "tax-code-too-new"),
        ("0100109106", "2025-06-30", None),
        ("0100109106", "2025-07-02", "tax-code-too-old"),
        ("12A8018999", "2019-05-20", None),
        ("12A8018999", "2026-05-20", None),
    ],
)
def test_the_number_of_a_household_business_fits_its_day(
    number: str, issued: str, code: str | None
) -> None:
    found = codes(HOUSEHOLD, maSo=number, ngayCap=issued, chuSoGiayTo="070082001498")
    assert found == ({(code, "maSo")} if code else set())


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12.A8.018999", "12A8018999"),
        ("12A8018999", "12A8018999"),
        ("070082001498", "070082001498"),
        ("0100109106", "0100109106"),
    ],
)
def test_old_and_new_numbers_of_household_businesses_are_known(written: str, value: str) -> None:
    spec = HOUSEHOLD.field("maSo")
    assert spec is not None
    found = canonical(spec, written)
    assert (found.value, found.problems) == (value, ())


@pytest.mark.parametrize("written", ["12A7018999", "A28018999", "12345678901"])
def test_other_numbers_of_household_businesses_are_not(written: str) -> None:
    spec = HOUSEHOLD.field("maSo")
    assert spec is not None
    assert [problem.code for problem in canonical(spec, written).problems] == ["pattern"]


def test_an_enterprise_never_has_a_personal_number() -> None:
    assert codes(ENTERPRISE, maSo="0100109106", ngayCap="2026-01-01") == set()
    found = codes(ENTERPRISE, maSo="070082001498", ngayCap="2026-01-01")
    assert found == {("tax-code-of-person", "maSo")}


def test_an_enterprise_number_has_the_right_check_digit() -> None:
    spec = ENTERPRISE.field("maSo")
    assert spec is not None
    assert canonical(spec, "0100109106").problems == ()
    wrong = canonical(spec, "0123456789").problems
    assert [problem.code for problem in wrong] == ["tax-code-check-digit"]
    assert all(has_right_check_digit(tax_code(Random(seed))) for seed in range(50))


def test_capital_in_digits_and_words_agree() -> None:
    words = "Một tỷ năm trăm triệu đồng"
    for doc_type, key in ((HOUSEHOLD, "vonKinhDoanh"), (ENTERPRISE, "vonDieuLe")):
        assert not codes(doc_type, **{key: "1500000000", "vonBangChu": words})
        found = codes(doc_type, **{key: "150000000", "vonBangChu": words})
        assert found == {("amount-words-disagree", key)}


def test_contributions_add_up_to_the_charter_capital() -> None:
    members = table_value(
        [["A", "Việt Nam", None, "900", None, None], ["B", "Việt Nam", None, "600", None, None]]
    )
    assert codes(ENTERPRISE, vonDieuLe="1500", thanhVien=members) == set()
    found = codes(ENTERPRISE, vonDieuLe="1600", thanhVien=members)
    assert found == {("sum-differs", "vonDieuLe")}


def test_an_owner_is_of_age() -> None:
    young = codes(HOUSEHOLD, chuNgaySinh="2008-01-01", ngayDangKyLanDau="2025-12-31")
    assert young == {("age-too-low", "chuNgaySinh")}
    assert codes(HOUSEHOLD, chuNgaySinh="2007-12-30", ngayDangKyLanDau="2025-12-31") == set()


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("CÔNG TY CỔ PHẦN", "CP"),
        ("CÔNG TY TRÁCH NHIỆM HỮU HẠN MỘT THÀNH VIÊN", "TNHH1"),
        ("DOANH NGHIỆP TƯ NHÂN", "DNTN"),
        ("SỞ KẾ HOẠCH VÀ ĐẦU TƯ", None),
    ],
)
def test_the_kind_of_an_enterprise_stands_under_the_title(kind: str, code: str | None) -> None:
    lines = (
        "      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "     GIẤY CHỨNG NHẬN ĐĂNG KÝ DOANH NGHIỆP",
        f"          {kind}",
        "Mã số doanh nghiệp: 0100109106",
        "Đăng ký lần đầu, ngày: 12/03/2019",
        "Đăng ký thay đổi lần thứ: 2     Ngày thay đổi: 05/05/2023",
        "Vốn điều lệ: 1.500.000.000 đồng",
    )
    (case,) = find_cases([page_of(lines)], CATALOG)
    assert case.document_type == "business.enterprise"
    values = {field.key: field.value for field in case.fields if field.text}
    assert values.pop("loai", None) == code
    assert values == {
        "maSo": "0100109106",
        "ngayDangKyLanDau": "2019-03-12",
        "soLanThayDoi": "2",
        "ngayThayDoi": "2023-05-05",
        "vonDieuLe": "1500000000",
    }


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH", "business.household"),
        ("GIẤY CHỨNG NHẬN ĐĂNG KÝ DOANH NGHIỆP", "business.enterprise"),
        ("GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT", "land.certificate"),
        ("PHIẾU THU THẬP THÔNG TIN THỬA ĐẤT", "land.parcel_form"),
        ("GIẤY CHỨNG NHẬN KẾT HÔN", "civil_status.marriage"),
        ("GIẤY CHỨNG NHẬN", None),
        ("GIẤY CHỨNG NHẬN ĐĂNG KÝ", None),
    ],
)
def test_certificates_are_told_apart(title: str, key: str | None) -> None:
    (case,) = find_cases([page_of((title, "Họ và tên: Nguyễn Thị Mẫu"))], CATALOG)
    assert case.document_type == key
