"""Land papers: what the rules ask of their records, what their files say, and how they are read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from support.pages import page_of

from digitizer.domain.checks import broken_rules
from digitizer.domain.record import ReadingState
from digitizer.domain.schema import FieldKind
from digitizer.domain.values.canonical import canonical
from digitizer.domain.values.tables import table_value
from digitizer.schemas import load_catalog
from ocr.extraction import find_cases
from ocr.lexicon import unfamiliar

CATALOG = load_catalog()
CERTIFICATE = CATALOG.types["land.certificate"]
FORM = CATALOG.types["land.parcel_form"]
TODAY = date(2026, 11, 28)


def codes(doc_type: Any, **values: str) -> set[tuple[str, str | None]]:
    found = broken_rules(values, doc_type, TODAY)
    return {(problem.code, problem.field) for _, problem in found}


def uses(*areas: str) -> str:
    return table_value(
        [["Đất ở tại nông thôn", area, None, "Sử dụng riêng", "Lâu dài"] for area in areas]
    )


# Thông tư 08/2024/TT-BTNMT, Phụ lục II, as the project's notes have it.
CURRENT = """LUC LUK HNK CLN RDD RPH RSX NTS CNT LMU NKH ONT ODT TSC CQP CAN DVH DYT DGD DTT DKH DSK
DSO CSK TMD SKC SKS SKN DGT DTL DDT DRA DCK DPC DSH DNL DNG TON TIN SON MNC PNK BCS DCS NCS"""
# The columns B to AX of the form in use, as one reads them off its first row.
PL3 = """Mã ĐVHC cấp xã|Số phát hành GCN|Ngày cấp GCN|Số vào sổ GCN|Tên tổ chức|Số định danh tổ chức
Họ và tên chủ sử dụng/Họ tên người đại diện tổ chức|Ngày, tháng, năm sinh|Giới tính
Số định danh cá nhân/CCCD|Địa chỉ thường trú|Pháp nhân trên GCN|Vai trò pháp nhân trên GCN
Tên người sử dụng hiện tại|Số định danh cá nhân (CCCD)|Địa chỉ thường trú (2 cấp)
Lý do thay đổi (thừa kế, tặng cho, chuyển nhượng...)|Mã định danh thửa đất|Số tờ bản đồ ghi trên GCN
Số thứ tự thửa đất ghi trên GCN|Số hiệu tờ trên bản đồ địa chính
Số thứ tự thửa trên bản đồ địa chính|Địa chỉ thửa đất|Diện tích thửa đất
Loại đất 1|Diện tích 1|Nguồn gốc sử dụng 1|Hình thức sử dụng 1|Thời hạn sử dụng 1
Loại đất 2|Diện tích 2|Nguồn gốc sử dụng 2|Hình thức sử dụng 2|Thời hạn sử dụng 2
Loại đất 3|Diện tích 3|Nguồn gốc sử dụng 3|Hình thức sử dụng 3|Thời hạn sử dụng 3
Loại tài sản gắn liền với đất|Khu nhà chung cư, nhà hỗn hợp|Nhà chung cư|Số căn hộ
Diện tích xây dựng|Diện tích sàn|Hình thức sở hữu|Thời hạn sở hữu|Cấp hạng|Tên file quét GCN/CCCD"""


def test_the_land_form_leaves_in_its_forty_nine_columns() -> None:
    profile = CATALOG.profiles["land.parcel_form"]
    names = [column.name for column in profile.columns]
    wanted = PL3.replace("\n", "|").split("|")
    assert len(wanted) == 49
    assert names == ["STT", *wanted, "Đơn vị hành chính cấp xã cũ"]


def test_words_leave_and_not_codes() -> None:
    profile = CATALOG.profiles["land.parcel_form"]
    for column in profile.columns:
        spec = FORM.field(column.field or "")
        if spec is not None and spec.kind is FieldKind.CODE:
            assert column.value == "label", column.name


def test_the_old_commune_is_part_of_what_a_parcel_is() -> None:
    assert FORM.identity_fields[:3] == ("xaCu", "toBanDo", "soThua")


@pytest.mark.parametrize(
    ("areas", "is_sound"),
    [(("100", "60.2"), True), (("100", "60.7"), True), (("100", "60.71"), False), (("160",), True)],
)
def test_land_uses_add_up_within_half_a_square_metre(
    areas: tuple[str, ...], is_sound: bool
) -> None:
    found = codes(FORM, dienTich="160.2", mucDich=uses(*areas))
    assert (("sum-differs", "dienTich") not in found) is is_sound


def test_a_parcel_has_at_most_three_uses_on_the_form() -> None:
    assert ("too-many-rows", "mucDich") not in codes(FORM, mucDich=uses("1", "2", "3"))
    assert ("too-many-rows", "mucDich") in codes(FORM, mucDich=uses("1", "2", "3", "4"))


@pytest.mark.parametrize(
    ("subject", "role", "is_sound"),
    [
        ("CN", "CN", True),
        ("CN", "CHONG", False),
        ("VC", "VO", True),
        ("VC", "CH", False),
        ("HGD", "CH", True),
        ("HGD", "NDD", False),
        ("TC", "NDD", True),
        ("TC", "CN", False),
        ("DSD", "TV", True),
    ],
)
def test_a_role_fits_its_legal_subject(subject: str, role: str, is_sound: bool) -> None:
    found = codes(FORM, phapNhan=subject, vaiTro=role, tenToChuc="x", maToChuc="0100109106")
    assert (("pattern-by-code", "vaiTro") not in found) is is_sound


def test_an_organisation_has_a_name_and_a_code_and_a_person_has_none() -> None:
    alone = codes(FORM, phapNhan="TC", vaiTro="NDD")
    assert {("should-be-present", "tenToChuc"), ("should-be-present", "maToChuc")} <= alone
    for code in ("0100109106", "0100109106-001"):
        assert not codes(FORM, phapNhan="TC", vaiTro="NDD", tenToChuc="HTX", maToChuc=code)
    number = codes(FORM, phapNhan="TC", vaiTro="NDD", tenToChuc="HTX", maToChuc="001090123456")
    assert ("pattern-by-code", "maToChuc") in number
    person = codes(FORM, phapNhan="CN", vaiTro="CN", maToChuc="0100109106")
    assert ("should-be-absent", "maToChuc") in person


def test_a_change_of_user_names_the_one_of_today() -> None:
    found = codes(FORM, lyDoThayDoi="THUA_KE", nguoiHienTai="Trần Văn Mẫu")
    assert ("should-be-present", "nguoiHienTaiSo") in found
    assert ("should-be-present", "nguoiHienTai") not in found


@pytest.mark.parametrize("text", ["Ghi theo bìa", "cần đối chiếu", "12", "12-A", "00"])
def test_sheet_and_parcel_may_say_that_they_are_not_known(text: str) -> None:
    for key in ("toTrenGiay", "thuaTrenGiay", "toBanDo", "soThua"):
        spec = FORM.field(key)
        assert spec is not None
        found = canonical(spec, text)
        assert (found.value, found.problems) == (text, ())


def test_land_uses_keep_the_words_of_an_old_certificate() -> None:
    spec = FORM.field("mucDich")
    assert spec is not None
    found = canonical(spec, "ghi theo bìa: đất thổ cư | 120,5 | | Sử dụng riêng | Lâu dài")
    assert found.problems == ()
    assert found.value == table_value(
        [["ghi theo bìa: đất thổ cư", "120.5", None, "Sử dụng riêng", "Lâu dài"]]
    )


@pytest.mark.parametrize("code", ["BHK", "LUN", "DDL"])
def test_a_former_land_use_code_stays_what_it_is(code: str) -> None:
    spec = CERTIFICATE.field("cacLoaiDat")
    assert spec is not None
    found = canonical(spec.columns[0], code, CATALOG.code_lists["loai_dat"])
    assert found.value == code
    assert [problem.code for problem in found.problems] == ["code-former"]


def test_todays_land_use_codes_are_all_there() -> None:
    entries = CATALOG.code_lists["loai_dat"].entries
    in_force = {entry.code for entry in entries if entry.valid_until is None}
    assert in_force >= set(CURRENT.split())


def test_area_and_its_words_agree() -> None:
    words = "Một trăm năm mươi phẩy năm mét vuông"
    assert not codes(CERTIFICATE, chuHoTen="x", dienTich="150.5", dienTichBangChu=words)
    found = codes(CERTIFICATE, chuHoTen="x", dienTich="105.5", dienTichBangChu=words)
    assert ("amount-words-disagree", "dienTich") in found


def test_a_certificate_is_somebodys() -> None:
    assert codes(CERTIFICATE, soPhatHanh="BA123456") == {("none-of-several", "chuHoTen")}
    couple = codes(CERTIFICATE, phapNhan="VC", chuHoTen="x")
    assert couple == {("should-be-present", "voChongHoTen")}


FRONT = (
    "      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "          Độc lập - Tự do - Hạnh phúc",
    "",
    "               GIẤY CHỨNG NHẬN",
    "              QUYỀN SỬ DỤNG ĐẤT",
    "QUYỀN SỞ HỮU NHÀ Ở VÀ TÀI SẢN KHÁC GẮN LIỀN VỚI ĐẤT",
    "I. Người sử dụng đất, chủ sở hữu nhà ở và tài sản khác gắn liền với đất",
    "Ông: LÒ VĂN PÂNG",
    "Năm sinh: 1961     CMND số: 050123456",
    "Địa chỉ thường trú: Bản Hua Tạt, xã Vân Hồ, tỉnh Sơn La",
    "Và vợ là bà: VÀNG THỊ CHỞ",
    "Năm sinh: 1963     CMND số: 050123457",
    "",
    "                                                          BA 123456",
)
INSIDE = (
    "II. Thửa đất, nhà ở và tài sản khác gắn liền với đất",
    "1. Thửa đất",
    "a) Thửa đất số: 808          Tờ bản đồ số: 11",
    "b) Địa chỉ: Bản Hua Tạt, xã Vân Hồ, tỉnh Sơn La",
    "c) Diện tích: 150,5 m²",
    "(bằng chữ: Một trăm năm mươi phẩy năm mét vuông",
    "d) Hình thức sử dụng: Sử dụng riêng",
    "đ) Mục đích sử dụng: Đất ở tại nông thôn",
    "e) Thời hạn sử dụng: Lâu dài",
    "g) Nguồn gốc sử dụng: Nhà nước công nhận quyền sử dụng đất",
    "2. Nhà ở: Nhà ở riêng lẻ, 2 tầng",
    "6. Ghi chú: Không",
    "                                        Vân Hồ, ngày 05 tháng 3 năm 2014",
    "Số vào sổ cấp GCN: CH 00123",
    "                                    TM. ỦY BAN NHÂN DÂN",
    "                                       CHỦ TỊCH",
    "",
    "                                    Sồng A Mẫu",
)


def test_the_pages_of_a_certificate_are_one_case() -> None:
    (case,) = find_cases([page_of(FRONT, 1), page_of(INSIDE, 2)], CATALOG)
    assert case.document_type == "land.certificate"
    assert [region.page_number for region in case.regions] == [1, 2]
    assert {field.key: field.value for field in case.fields if field.text} == {
        "soPhatHanh": "BA123456",
        "soVaoSo": "CH 00123",
        "ngayCap": "2014-03-05",
        "chucVuNguoiKy": "CHỦ TỊCH",
        "nguoiKy": "Sồng A Mẫu",
        "chuHoTen": "LÒ VĂN PÂNG",
        "chuNgaySinh": "1961",
        "chuSoGiayTo": "050123456",
        "chuDiaChi": "Bản Hua Tạt, xã Vân Hồ, tỉnh Sơn La",
        "voChongHoTen": "VÀNG THỊ CHỞ",
        "voChongNgaySinh": "1963",
        "voChongSoGiayTo": "050123457",
        "soThua": "808",
        "toBanDo": "11",
        "diaChiThua": "Bản Hua Tạt, xã Vân Hồ, tỉnh Sơn La",
        "dienTich": "150.5",
        "dienTichBangChu": "Một trăm năm mươi phẩy năm mét vuông",
        "hinhThucSuDung": "Sử dụng riêng",
        "loaiDat": "Đất ở tại nông thôn",
        "thoiHan": "Lâu dài",
        "nguonGoc": "Nhà nước công nhận quyền sử dụng đất",
        "nhaO": "Nhà ở riêng lẻ, 2 tầng",
        "ghiChu": "Không",
    }


@pytest.mark.parametrize("serial", ["BA 123456", "AA 01234567", "BA123456"])
def test_a_serial_number_is_known_by_its_shape(serial: str) -> None:
    (case,) = find_cases([page_of((*FRONT[:-1], f"          {serial}"))], CATALOG)
    reading = next(field for field in case.fields if field.key == "soPhatHanh")
    assert reading.value == serial.replace(" ", "")
    assert reading.state is ReadingState.ACCEPTED


@pytest.mark.parametrize("other", ["BA 12345", "BAC 123456", "Trang BA 123456", "123456"])
def test_what_only_resembles_a_serial_number_is_none(other: str) -> None:
    (case,) = find_cases([page_of((*FRONT[:-1], f"          {other}"))], CATALOG)
    assert next(field for field in case.fields if field.key == "soPhatHanh").text == ""


def test_two_serial_numbers_on_a_paper_are_for_a_clerk() -> None:
    (case,) = find_cases([page_of((*FRONT, "          BB 654321"))], CATALOG)
    reading = next(field for field in case.fields if field.key == "soPhatHanh")
    assert reading.state is ReadingState.REVIEW
    assert "places-differ" in [problem.code for problem in reading.problems]


@pytest.mark.parametrize("sign", ["b)", "3.", "IV.", "đ)", "-", "2.1."])
def test_the_sign_of_a_list_is_no_part_of_the_value_before_it(sign: str) -> None:
    lines = (*FRONT[:5], "Tờ bản đồ số: 11", f"{sign} Địa chỉ thửa đất: Xóm 7, xã Mai Hạ")
    (case,) = find_cases([page_of(lines)], CATALOG)
    values = {field.key: field.text for field in case.fields if field.text}
    assert values == {"toBanDo": "11", "diaChiThua": "Xóm 7, xã Mai Hạ"}


HEADS = (
    "      Loại đất        Diện tích      Nguồn gốc sử dụng      Hình thức       Thời hạn",
    "                        (m2)                                 sử dụng        sử dụng",
)
ROW = "Đất ở tại nông thôn      160,2     Nhận thừa kế            Sử dụng riêng   Lâu dài"


@pytest.mark.parametrize(
    "above",
    [
        "Diện tích thửa đất: 160,2 m²",
        "Địa chỉ thửa đất: Đội 9, thôn Cổ Điển, xã Viên An, huyện Ngọc Hiển, tỉnh Cà Mau",
    ],
)
def test_the_lines_above_a_table_are_no_part_of_its_headings(above: str) -> None:
    """Both share words with the headings: "Diện tích", "Điển" and "tỉnh" (for "Hình")."""
    lines = ("PHIẾU THU THẬP THÔNG TIN THỬA ĐẤT", above, *HEADS, ROW)
    (case,) = find_cases([page_of(lines)], CATALOG)
    read = {field.key: field.text for field in case.fields if field.text}
    assert read == {
        "dienTich" if above.startswith("Diện") else "diaChiThua": above.partition(": ")[
            2
        ].removesuffix(" m²"),
        "mucDich": "Đất ở tại nông thôn | 160,2 | Nhận thừa kế | Sử dụng riêng | Lâu dài",
    }


def test_a_commune_named_alone_is_one_of_the_lists() -> None:
    for known in ("thị trấn Quỳ Hợp", "xã Mai Hạ", "phường Quỳnh Lôi"):
        assert unfamiliar(FieldKind.PLACE, known) == ()
    for unknown in ("thị trấn Quỳ Hạp", "xã Mai Ha"):
        assert unfamiliar(FieldKind.PLACE, unknown) == (unknown,)
