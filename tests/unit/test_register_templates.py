"""The registers' workbooks once more against what is known of the national template."""

from __future__ import annotations

import re

import pytest

from digitizer.domain.schema import FieldKind
from digitizer.schemas import load_catalog

CATALOG = load_catalog()
REGISTERS = ("birth", "marriage", "death", "parent_child", "marital_status", "correction")
# Sheet DL Import of the national system's own template for births, first row.
_FIRST_ROW = """STT so quyenSo trangSo ngayDangKy loaiDangKy noiDangKy nguoiKy chucVuNguoiKy
nguoiThucHien ghiChu nksSoDinhDanh nksHoTen nksGioiTinh nksNgaySinh nksNgaySinhBangChu nksNoiSinh
nksNoiSinhDVHC nksQueQuan nksDanToc nksQuocTich nksQuocTichStr nksQuocTichKhac nksQuocTichKhacStr
nksLoaiKhaiSinh nksMatTich
nksMatTichNgayGhiChuTuyenBo nksMatTichCanCuTuyenBo nksMatTichNgayGhiChuHuyTuyenBo
nksMatTichCanCuHuyTuyenBo nksHanCheNangLucHanhVi nksHanCheNangLucHanhViNgayGhiChuTuyenBo
nksHanCheNangLucHanhViCanCuTuyenBo nksHanCheNangLucHanhViNgayGhiChuHuyTuyenBo
nksHanCheNangLucHanhViNgayCanCuHuyTuyenBo meSoDinhDanhCaNhan meHoTen meNgaySinh meDanToc meQuocTich
meQuocTichStr meQuocTichKhac meQuocTichKhacStr meLoaiCuTru meNoiCuTru meLoaiGiayToTuyThan
meSoGiayToTuyThan chaSoDinhDanhCaNhan chaHoTen chaNgaySinh chaDanToc chaQuocTich chaQuocTichStr
chaQuocTichKhac chaQuocTichKhacStr chaLoaiCuTru chaNoiCuTru chaLoaiGiayToTuyThan chaSoGiayToTuyThan
nycHoTen nycQuanHe nycLoaiGiayToTuyThan nycGiayToKhac nycSoGiayToTuyThan nycNgayCapGiayToTuyThan
nycNoiCapGiayToTuyThan soDangKyNuocNgoai ngayDangKyNuocNgoai cqNuocNgoaiDaDangKy
qgNuocNgoaiDaDangKy"""
BIRTH = _FIRST_ROW.split()
KINDS_OF_REGISTRATION = (
    "1 Đăng ký đúng hạn",
    "2 Đăng ký lại",
    "3 Ghi vào sổ việc khai sinh đã đăng ký ở cơ quan có thẩm quyền nước ngoài",
    "4 Đăng ký quá hạn",
    "5 Cấp bản chính giấy khai sinh",
    "6 Không xác định",
)
COMMON = BIRTH[1:11]
REQUESTER = BIRTH[-11:-4]
_OF_A_PERSON = """HoTen NgaySinh DanToc QuocTich QuocTichKhac LoaiCuTru NoiCuTru LoaiGiayToTuyThan
SoGiayToTuyThan NgayCapGiayToTuyThan NoiCapGiayToTuyThan"""
PERSON = _OF_A_PERSON.split()


def person(prefix: str, *further: str) -> list[str]:
    return [prefix + part for part in (*PERSON, *further)]


OTHERS = {
    "marriage": [*COMMON, "tinhTrangKetHon", *person("chong"), *person("vo")],
    "death": [
        *COMMON,
        *person("nkt", "GioiTinh", "NgayChet", "GioPhutChet", "NoiChet", "NguyenNhanChet"),
        *("gbtLoai", "gbtSo", "gbtNgay", "gbtCoQuanCap"),
        *REQUESTER,
    ],
    "parent_child": [
        *COMMON,
        *("quyetDinhSo", "loaiXacNhan", "nycQHNguoiDuocNhan"),
        *person("cm", "QueQuan"),
        *person("nc", "QueQuan"),
        *(key for key in REQUESTER if key != "nycQuanHe"),
    ],
    "marital_status": [
        *COMMON,
        "noiCap",
        *person("nxn", "GioiTinh", "GiayToKhac", "ThoiGianCuTruTai", "ThoiGianCuTruTu"),
        *("nxnThoiGianCuTruDen", "nxnTinhTrangHonNhan"),
        *("nxnLoaiMucDichSuDung", "nxnMucDichSuDung"),
        *REQUESTER,
    ],
}


def columns(register: str) -> list[str]:
    return [column.name for column in CATALOG.profiles[f"civil_status.{register}"].columns]


def test_births_have_the_seventy_columns_of_the_template_in_its_order() -> None:
    assert len(BIRTH) == 70
    assert columns("birth") == BIRTH


def test_the_notes_of_births_explain_the_codes_as_the_template_does() -> None:
    notes = CATALOG.profiles["civil_status.birth"].notes
    kinds = tuple(text for subject, text in notes if subject == "loaiDangKy")
    assert kinds == KINDS_OF_REGISTRATION
    for name, last in (("nksLoaiKhaiSinh", 5), ("nycLoaiGiayToTuyThan", 8), ("nksMatTich", 2)):
        listed = [text.partition(" ")[0] for subject, text in notes if name in subject.split(", ")]
        assert listed == [str(number) for number in range(1, last + 1)], name


@pytest.mark.parametrize("register", OTHERS)
def test_the_other_registers_leave_no_code_of_the_system_out(register: str) -> None:
    found = columns(register)
    assert found[0] == "STT"
    assert not {*OTHERS[register]} - {*found}


@pytest.mark.parametrize("register", REGISTERS)
def test_the_sheet_of_notes_speaks_of_every_column_of_codes(register: str) -> None:
    profile = CATALOG.profiles[f"civil_status.{register}"]
    doc_type = CATALOG.types[profile.document_type]
    told = {name for subject, _ in profile.notes for name in subject.split(", ")}
    for column in profile.columns:
        spec = doc_type.field(column.field or "")
        if spec is not None and spec.kind is FieldKind.CODE and column.value == "field":
            assert column.name in told, column.name


@pytest.mark.parametrize("register", REGISTERS)
def test_what_the_notes_say_of_a_code_is_what_its_list_says(register: str) -> None:
    profile = CATALOG.profiles[f"civil_status.{register}"]
    doc_type = CATALOG.types[profile.document_type]
    for subject, text in profile.notes:
        listed = re.fullmatch(r"(\d+) (.+)", text)
        for name in subject.split(", ") if listed else ():
            spec = doc_type.field(name)
            codes = CATALOG.code_list_of(spec) if spec else None
            assert listed is not None
            assert codes is not None, name
            assert codes.find(listed[1]) is not None, (name, text)


@pytest.mark.parametrize("register", REGISTERS)
def test_a_register_asks_for_a_rehearsal_and_for_one_book_a_package(register: str) -> None:
    profile = CATALOG.profiles[f"civil_status.{register}"]
    assert profile.rehearse
    assert profile.receiver is not None
    assert (profile.receiver.one_of, profile.receiver.sheets) == (
        "quyenSo",
        (profile.sheet, profile.notes_sheet),
    )
    assert profile.receiver.source
