"""Every entry of every document type, code list and export profile that ships."""

from __future__ import annotations

import re

import pytest

from digitizer.domain.checks import RULE_KINDS, check_rule
from digitizer.domain.schema import (
    UNLABELLED,
    CodeList,
    DocumentType,
    ExportProfile,
    FieldKind,
    FieldSpec,
    Need,
    Placement,
)
from digitizer.domain.values.canonical import canonical, shown
from digitizer.domain.values.text import clean, fold
from digitizer.schemas import load_catalog
from ocr.extraction.tokens import match_key

CATALOG = load_catalog()
TYPES = list(CATALOG.types.values())
FIELDS = [(doc_type, spec) for doc_type in TYPES for spec in doc_type.fields]
BIRTH = CATALOG.types["civil_status.birth"]
SAMPLES = {
    FieldKind.TEXT: "Phó Chủ tịch",
    FieldKind.NAME: "Nguyễn Thị Ánh Tuyết",
    FieldKind.DATE: "16/03/2006",
    FieldKind.TIME: "8 giờ 30 phút",
    FieldKind.PLACE: "xã Phượng Cách, thành phố Hà Nội",
    FieldKind.NUMBER: "12",
    FieldKind.BOOK_NUMBER: "01/2017",
    FieldKind.ID_NUMBER: "001306004567",
    FieldKind.MONEY: "1.500.000 đồng",
    FieldKind.AREA: "120,5 m²",
    FieldKind.TAX_CODE: "0100109106",
    FieldKind.TICK: "x",
}
# Fields and columns that ask for a shape of their own, by their keys.
SHAPED = {
    "soBaoHiemXaHoi": "0123456789",
    "maNgach": "01.003",
    "bacLuong": "3",
    "heSoLuong": "2,67",
    "phanTramHuong": "100%",
    "nhomMau": "AB",
    "DocCode": "G06.01_CV_000021_V1",
    "CodeNumber": "12",
    "soQuyetDinh": "45/2024/QĐST-HNGĐ",
    "htSo": "15/2021",
    "KHHDon": "C26TAA",
    "DVTTe": "VND",
    "NMuaMDVQHNSach": "1012345",
    "maQhns": "1012345",
    "kyHieuMau": "EBL01",
    "kyHieu": "26TAB",
    "soPhieu": "PT012",
    "so": "15/2021",
    "soPhatHanh": "BA 123456",
    "soVaoSo": "CH 00123",
    "soThua": "123",
    "toBanDo": "12",
    "thuaTrenGiay": "123",
    "toTrenGiay": "Ghi theo bìa",
    "maXa": "07954",
    "maNganh": "4722",
    "tyLe": "51,5",
}
# The 70 columns that the national workbook has, as one reads them off its first row.
WORKBOOK = """
STT so quyenSo trangSo ngayDangKy loaiDangKy noiDangKy nguoiKy chucVuNguoiKy nguoiThucHien ghiChu
nksSoDinhDanh nksHoTen nksGioiTinh nksNgaySinh nksNgaySinhBangChu nksNoiSinh nksNoiSinhDVHC
nksQueQuan nksDanToc nksQuocTich nksQuocTichStr nksQuocTichKhac nksQuocTichKhacStr nksLoaiKhaiSinh
nksMatTich nksMatTichNgayGhiChuTuyenBo nksMatTichCanCuTuyenBo nksMatTichNgayGhiChuHuyTuyenBo
nksMatTichCanCuHuyTuyenBo nksHanCheNangLucHanhVi nksHanCheNangLucHanhViNgayGhiChuTuyenBo
nksHanCheNangLucHanhViCanCuTuyenBo nksHanCheNangLucHanhViNgayGhiChuHuyTuyenBo
nksHanCheNangLucHanhViNgayCanCuHuyTuyenBo meSoDinhDanhCaNhan meHoTen meNgaySinh meDanToc meQuocTich
meQuocTichStr meQuocTichKhac meQuocTichKhacStr meLoaiCuTru meNoiCuTru meLoaiGiayToTuyThan
meSoGiayToTuyThan chaSoDinhDanhCaNhan chaHoTen chaNgaySinh chaDanToc chaQuocTich chaQuocTichStr
chaQuocTichKhac chaQuocTichKhacStr chaLoaiCuTru chaNoiCuTru chaLoaiGiayToTuyThan chaSoGiayToTuyThan
nycHoTen nycQuanHe nycLoaiGiayToTuyThan nycGiayToKhac nycSoGiayToTuyThan nycNgayCapGiayToTuyThan
nycNoiCapGiayToTuyThan soDangKyNuocNgoai ngayDangKyNuocNgoai cqNuocNgoaiDaDangKy qgNuocNgoaiDaDangKy
"""


def sample(spec: FieldSpec) -> str:
    code_list = CATALOG.code_list_of(spec)
    if code_list:
        return code_list.entries[0].label.vi
    if spec.kind is FieldKind.TABLE:
        return " | ".join(map(sample, spec.columns))
    return SHAPED.get(spec.key) or SAMPLES[spec.kind]


@pytest.mark.parametrize(("doc_type", "spec"), FIELDS, ids=lambda x: getattr(x, "key", ""))
def test_every_field_is_whole(doc_type: DocumentType, spec: FieldSpec) -> None:
    assert spec.label.vi == clean(spec.label.vi) != ""
    assert spec.label.en.isascii()
    assert spec.section in {section.key for section in doc_type.sections}
    assert (spec.kind is FieldKind.CODE) == (CATALOG.code_list_of(spec) is not None)
    for anchor in spec.anchors:
        if anchor.placement not in UNLABELLED:
            assert re.search("[a-z]", fold(anchor.text))
    assert len(spec.anchors) == len(set(spec.anchors))


@pytest.mark.parametrize(("doc_type", "spec"), FIELDS, ids=lambda x: getattr(x, "key", ""))
def test_a_value_of_every_field_goes_there_and_back(
    doc_type: DocumentType, spec: FieldSpec
) -> None:
    code_list, lists = CATALOG.code_list_of(spec), CATALOG.code_lists
    found = canonical(spec, sample(spec), code_list, lists)
    assert found.value is not None
    assert found.problems == ()
    again = canonical(spec, shown(spec, found.value, code_list, lists), code_list, lists)
    assert again == found


def test_labels_tell_the_fields_of_a_type_apart() -> None:
    for doc_type in TYPES:
        for language in ("vi", "en"):
            labels = [spec.label.in_language(language) for spec in doc_type.fields]
            assert len(labels) == len(set(labels))


@pytest.mark.parametrize("doc_type", TYPES, ids=lambda doc_type: doc_type.key)
def test_every_rule_is_sound_and_sourced(doc_type: DocumentType) -> None:
    for rule in doc_type.rules:
        check_rule(rule, doc_type)
        assert rule.kind in RULE_KINDS
        assert rule.source
        assert all(doc_type.field(key) for key in rule.fields)


@pytest.mark.parametrize("doc_type", TYPES, ids=lambda doc_type: doc_type.key)
def test_every_type_can_be_recognized_and_named(doc_type: DocumentType) -> None:
    assert doc_type.titles
    assert doc_type.source
    for key in (doc_type.title_field, *doc_type.identity_fields):
        assert doc_type.field(key) is not None
    for section in doc_type.sections:
        assert section.label.vi
        assert section.label.en


@pytest.mark.parametrize("code_list", CATALOG.code_lists.values(), ids=lambda item: item.key)
def test_every_code_list_is_whole(code_list: CodeList) -> None:
    codes = [entry.code for entry in code_list.entries]
    assert len(codes) == len(set(codes))
    assert code_list.source
    for entry in code_list.entries:
        assert entry.label.vi == clean(entry.label.vi) != ""
        assert entry.label.en
        spec = FieldSpec("x", FieldKind.CODE, entry.label, "s", Need.OPTIONAL, code_list.key)
        for spelling in (entry.code, entry.label.vi, *entry.aliases):
            assert canonical(spec, spelling, code_list).value == entry.code


@pytest.mark.parametrize("profile", CATALOG.profiles.values(), ids=lambda item: item.document_type)
def test_every_profile_fills_each_column_from_its_type(profile: ExportProfile) -> None:
    doc_type = CATALOG.types[profile.document_type]
    names = [column.name for column in profile.columns]
    assert len(names) == len(set(names))
    for column in profile.columns:
        if column.value in ("field", "label"):
            assert column.field is not None
            assert doc_type.field(column.field) is not None
    exported = {column.field for column in profile.columns if column.field}
    assert exported == {spec.key for spec in doc_type.fields}


def test_the_birth_workbook_has_the_seventy_columns_in_order() -> None:
    profile = CATALOG.profiles["civil_status.birth"]
    assert [column.name for column in profile.columns] == WORKBOOK.split()
    assert len(profile.columns) == 70
    assert (profile.sheet, profile.notes_sheet) == ("DL Import", "Ghi chu")
    labelled = [column for column in profile.columns if column.name.endswith("Str")]
    assert all(column.value == "label" for column in labelled)


def test_the_registers_have_their_own_file_names() -> None:
    registers = {
        profile.document_type.removeprefix("civil_status."): profile.file_name.split(".")[0]
        for profile in CATALOG.profiles.values()
        if profile.document_type.startswith("civil_status.")
    }
    assert registers == {
        "birth": "KS",
        "marriage": "KH",
        "death": "KT",
        "parent_child": "CMC",
        "marital_status": "HN",
        "correction": "TDCC",
    }


@pytest.mark.parametrize("doc_type", TYPES, ids=lambda doc_type: doc_type.key)
def test_within_a_section_a_label_means_one_field(doc_type: DocumentType) -> None:
    owners: dict[tuple[str, str], str] = {}
    for spec in doc_type.fields:
        for anchor in spec.anchors:
            if anchor.placement not in (Placement.BELOW, *UNLABELLED):
                key = (spec.section, match_key(anchor.text))
                assert owners.setdefault(key, spec.key) == spec.key, anchor.text


@pytest.mark.parametrize("doc_type", TYPES, ids=lambda doc_type: doc_type.key)
def test_every_section_has_fields_and_headings_of_its_own(doc_type: DocumentType) -> None:
    assert {spec.section for spec in doc_type.fields} == {s.key for s in doc_type.sections}
    headings = [match_key(text) for section in doc_type.sections for text in section.anchors]
    assert len(headings) == len(set(headings))


def test_no_heading_tells_two_types() -> None:
    titles = [match_key(title) for doc_type in TYPES for title in doc_type.titles]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize(("doc_type", "spec"), FIELDS, ids=lambda x: getattr(x, "key", ""))
def test_written_fields_have_a_limit(doc_type: DocumentType, spec: FieldSpec) -> None:
    if spec.kind not in (FieldKind.CODE, FieldKind.DATE, FieldKind.TIME, FieldKind.TICK):
        assert spec.max_length is not None
        over = canonical(spec, "1" * (spec.max_length + 1), None, CATALOG.code_lists)
        assert over.problems


@pytest.mark.parametrize("doc_type", TYPES, ids=lambda doc_type: doc_type.key)
def test_the_explaining_sheet_knows_each_numbered_code(doc_type: DocumentType) -> None:
    notes = CATALOG.profiles[doc_type.key].notes
    for spec in doc_type.fields:
        code_list = CATALOG.code_list_of(spec)
        if code_list is None or not all(entry.code.isdigit() for entry in code_list.entries):
            continue
        if spec.key == "loaiDangKy" and doc_type.key == "civil_status.marital_status":
            continue
        told = {text.split()[0] for subject, text in notes if spec.key in subject.split(", ")}
        assert told >= {entry.code for entry in code_list.entries if entry.code != "0"}, spec.key


# The codes of each register, as the reference list of the national system has them.
COMMON = """so quyenSo trangSo ngayDangKy loaiDangKy noiDangKy nguoiKy chucVuNguoiKy nguoiThucHien
ghiChu"""
REQUESTER = """nycHoTen nycLoaiGiayToTuyThan nycGiayToKhac nycSoGiayToTuyThan
nycNgayCapGiayToTuyThan nycNoiCapGiayToTuyThan"""
PERSON = """HoTen NgaySinh DanToc QuocTich QuocTichKhac LoaiCuTru NoiCuTru LoaiGiayToTuyThan
SoGiayToTuyThan NgayCapGiayToTuyThan NoiCapGiayToTuyThan"""
REGISTERS = {
    "marriage": ("tinhTrangKetHon", ("vo", "chong")),
    "death": (
        f"""{REQUESTER} nycQuanHe nktGioiTinh nktNgayChet nktGioPhutChet nktNoiChet
        nktNguyenNhanChet gbtLoai gbtSo gbtNgay gbtCoQuanCap""",
        ("nkt",),
    ),
    "parent_child": (
        f"{REQUESTER} nycQHNguoiDuocNhan quyetDinhSo loaiXacNhan cmQueQuan ncQueQuan",
        ("cm", "nc"),
    ),
    "marital_status": (
        f"""{REQUESTER} nycQuanHe noiCap nxnGioiTinh nxnGiayToKhac nxnThoiGianCuTruTai
        nxnThoiGianCuTruTu nxnThoiGianCuTruDen nxnTinhTrangHonNhan nxnLoaiMucDichSuDung
        nxnMucDichSuDung""",
        ("nxn",),
    ),
}


@pytest.mark.parametrize("name", REGISTERS)
def test_a_register_has_its_national_codes_and_says_which_keys_are_not_sure(name: str) -> None:
    own, prefixes = REGISTERS[name]
    national = {*COMMON.split(), *own.split()}
    national |= {prefix + part for prefix in prefixes for part in PERSON.split()}
    doc_type = CATALOG.types[f"civil_status.{name}"]
    keys = {spec.key for spec in doc_type.fields}
    assert keys >= national
    for spec in doc_type.fields:
        if spec.key not in national:
            assert "chưa đối chiếu" in spec.source or spec.key.endswith("GiayToKhac"), spec.key


def test_wife_and_husband_stand_beside_each_other() -> None:
    marriage = CATALOG.types["civil_status.marriage"]
    beside = {section.key: section.beside for section in marriage.sections}
    assert beside == {"registration": None, "wife": "husband", "husband": None}
    shared = {
        side: {
            match_key(anchor.text)
            for spec in marriage.fields
            if spec.section == side and not spec.key.endswith("HoTen")
            for anchor in spec.anchors
        }
        for side in ("wife", "husband")
    }
    assert shared["wife"] == shared["husband"] != set()


def test_what_birth_registration_needs() -> None:
    required = {spec.key for spec in BIRTH.fields if spec.need is Need.REQUIRED}
    assert required == {"so", "ngayDangKy", "nksHoTen"}
    expected = {spec.key for spec in BIRTH.fields if spec.need is Need.EXPECTED}
    # Luật Hộ tịch 2014, Điều 14: what a birth entry contains.
    assert expected >= {
        "nksGioiTinh", "nksNgaySinh", "nksNoiSinh", "nksQueQuan", "nksDanToc", "nksQuocTich",
        "meHoTen", "meNgaySinh", "meDanToc", "meQuocTich", "meNoiCuTru",
        "chaHoTen", "chaNgaySinh", "chaDanToc", "chaQuocTich", "chaNoiCuTru",
    }  # fmt: skip


def test_all_ethnic_groups_are_there() -> None:
    groups = CATALOG.code_lists["dan_toc"]
    others = {"Khác", "Người nước ngoài", "Không có thông tin"}
    assert len([entry for entry in groups.entries if entry.code not in others]) == 54


@pytest.mark.parametrize("doc_type", TYPES, ids=lambda doc_type: doc_type.key)
def test_the_titles_of_a_book_are_titles_of_its_type(doc_type: DocumentType) -> None:
    assert set(doc_type.book_titles) <= set(doc_type.titles)
    if doc_type.key.startswith("civil_status."):
        assert doc_type.book_titles
