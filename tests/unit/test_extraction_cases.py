"""From hand-made page readings to cases and fields."""

from __future__ import annotations

import pytest
from support.pages import CERTIFICATE, HEIGHT, page_of

from digitizer.domain.case import CaseReading
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.messages import Messages
from digitizer.schemas import load_catalog
from ocr.extraction import find_cases

CATALOG = load_catalog()
BIRTH = CATALOG.types["civil_status.birth"]


def only(cases: tuple[CaseReading, ...]) -> CaseReading:
    assert len(cases) == 1
    return cases[0]


def fields_of(*texts: str, **more: object) -> dict[str, FieldReading]:
    case = only(find_cases([page_of(texts, **more)], CATALOG))  # type: ignore[arg-type]
    for reading in case.fields:
        for problem in reading.problems:
            for language in ("vi", "en"):
                assert Messages(language).problem(problem)
    return {reading.key: reading for reading in case.fields}


def values(*texts: str) -> dict[str, str]:
    return {key: field.text for key, field in fields_of(*texts).items() if field.text}


def test_every_field_of_a_clean_certificate_is_accepted_with_its_place() -> None:
    case = only(find_cases([page_of(CERTIFICATE)], CATALOG))
    found = {field.key: field for field in case.fields}
    assert [field.key for field in case.fields] == [spec.key for spec in BIRTH.fields]
    assert (case.document_type, case.type_version) == (BIRTH.key, BIRTH.version)
    assert case.type_confidence > 0.95
    assert {key: field.value for key, field in found.items() if field.value} == {
        "so": "15/2021",
        "ngayDangKy": "2021-03-20",
        "noiDangKy": "Ủy ban nhân dân xã Phượng Cách, huyện Quốc Oai",
        "nguoiKy": "Phạm Đức Nghĩa",
        "chucVuNguoiKy": "CHỦ TỊCH",
        "nksHoTen": "NGUYỄN THỊ ÁNH TUYẾT",
        "nksGioiTinh": "2",
        "nksNgaySinh": "2021-03-16",
        "nksNgaySinhBangChu": "Ngày mười sáu, tháng ba, năm hai nghìn không trăm hai mươi mốt",
        "nksNoiSinh": "Trạm y tế xã Phượng Cách, huyện Quốc Oai, thành phố Hà Nội",
        "nksQueQuan": "xã Phượng Cách, huyện Quốc Oai, thành phố Hà Nội",
        "nksDanToc": "Kinh",
        "nksQuocTich": "Việt Nam",
        "nksSoDinhDanh": "001321004567",
        "meHoTen": "Trần Thị Bích",
        "meNgaySinh": "1994",
        "meDanToc": "Tày",
        "meQuocTich": "Việt Nam",
        "meNoiCuTru": "Thôn Đông Hạ, xã Phượng Cách, huyện Quốc Oai, thành phố Hà Nội",
        "chaHoTen": "Nguyễn Văn Khởi",
        "chaNgaySinh": "1990",
        "chaDanToc": "Kinh",
        "chaQuocTich": "Lào",
        "chaNoiCuTru": "Xóm 7, xã Phượng Cách, huyện Quốc Oai, thành phố Hà Nội",
        "nycHoTen": "Nguyễn Văn Khởi",
        "nycLoaiGiayToTuyThan": "4",
        "nycSoGiayToTuyThan": "001090123456",
        "nycNgayCapGiayToTuyThan": "2018-02-05",
        "nycNoiCapGiayToTuyThan": "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
    }
    for field in found.values():
        if field.value is None:
            assert field == FieldReading(field.key)
            continue
        assert field.state is ReadingState.ACCEPTED
        assert field.page == 1
        assert field.origin is not None
        assert field.origin.rule.startswith("label:")
        assert field.confidence == pytest.approx(0.97)
    name = found["meNoiCuTru"]
    assert name.box is not None
    assert name.box.height > 100


def test_misread_labels_and_leaders_are_tolerated() -> None:
    found = values(
        "GIẤY KHA1 SINH",
        "Số: ....15/2021......",
        "Ho, chữ đêm, ten:.......NGUYỄN THỊ ÁNH......",
        "Ngay, thang, năm sính:...16/03/2021....Ghi bằng chử: Ngày mười sáu, tháng ba, năm hai "
        "nghìn không trăm hai mươi mốt",
        "Giới tinh:.Nữ....Dãn tộc:......Kinh......Quôc tich:..Việt Nam..",
        "Quê quản: xã.Mai.Hạ,.huyện Mai Châu..........",
        "Họ, chữ đệm, tên nguời mẹ: Ksor.H'Yên",
        "Ho, chữ đệm, tên người cna: Lò Văn Pâng",
    )
    assert found["so"] == "15/2021"
    assert found["nksHoTen"] == "NGUYỄN THỊ ÁNH"
    assert found["nksNgaySinh"] == "16/03/2021"
    assert found["nksDanToc"] == "Kinh"
    assert found["nksQuocTich"] == "Việt Nam"
    assert found["nksQueQuan"] == "xã Mai Hạ, huyện Mai Châu"
    assert found["meHoTen"] == "Ksor.H'Yên"
    assert found["chaHoTen"] == "Lò Văn Pâng"


def test_names_that_look_like_a_parents_label_stay_names() -> None:
    found = values(
        "GIẤY KHAI SINH", "Họ, chữ đệm, tên Chảo Láo Khuôn", "Họ, chữ đệm, tên người mẹ: Mẹ A Sùng"
    )
    assert found == {"nksHoTen": "Chảo Láo Khuôn", "meHoTen": "Mẹ A Sùng"}


def test_small_words_inside_values_are_no_labels() -> None:
    found = values(
        "GIẤY KHAI SINH",
        "Nơi sinh: Tổ dân phố số 4, phường Đông Vệ",
        "Họ, chữ đệm, tên người mẹ: Lò Thị Muôn",
        "Nơi cư trú: số 12 đường Hùng Vương, tổ dân phố số 4",
        "Ghi chú: Bổ sung quê quán theo Quyết định số 12/QĐ-UBND ngày 05/02/2020, người thực hiện",
        "đã ký tên vào Sổ.",
    )
    assert found == {
        "nksNoiSinh": "Tổ dân phố số 4, phường Đông Vệ",
        "meHoTen": "Lò Thị Muôn",
        "meNoiCuTru": "số 12 đường Hùng Vương, tổ dân phố số 4",
        "ghiChu": "Bổ sung quê quán theo Quyết định số 12/QĐ-UBND ngày 05/02/2020, người thực hiện "
        "đã ký tên vào Sổ.",
    }


def test_sections_decide_whose_a_repeated_label_is() -> None:
    found = values(
        "TỜ KHAI ĐĂNG KÝ KHAI SINH",
        "Kính gửi: Ủy ban nhân dân xã Mai Hạ",
        "Họ, chữ đệm, tên người yêu cầu: Lò Văn Pâng",
        "Nơi cư trú: Bản Hua Tạt, xã Mai Hạ",
        "Giấy tờ tùy thân: CMND   số: 123456789   ngày cấp: 05/02/2018   nơi cấp: Công an tỉnh",
        "Quan hệ với người được khai sinh: Cha",
        "Đề nghị cơ quan đăng ký khai sinh cho người dưới đây:",
        "Họ, chữ đệm, tên: Lò Thị Ính",
        "Nam/Nữ: Nữ   Dân tộc: Thái   Quốc tịch: Việt Nam",
        "Họ, chữ đệm, tên cha: Lò Văn Pâng",
        "Sinh năm: 1990   Dân tộc: Thái   Quốc tịch: Việt Nam",
        "Nơi cư trú: Bản Hua Tạt",
        "Số CMND: 123456789",
        "Họ, chữ đệm, tên mẹ: Cà Thị Pưa",
        "Sinh năm: 1992   Dân tộc: Mường   Quốc tịch: Việt Nam",
        "Nơi cư trú: Bản Nà Phặc",
        "Tôi cam đoan những điều khai trên đây là đúng và chịu trách nhiệm.",
        "                     Xã Mai Hạ, ngày 5 tháng 6 năm 2020",
        "                              Người yêu cầu",
        "",
        "                              Lò Văn Pâng",
    )
    assert found == {
        "noiDangKy": "Ủy ban nhân dân xã Mai Hạ",
        "nycHoTen": "Lò Văn Pâng",
        "nycLoaiGiayToTuyThan": "CMND",
        "nycSoGiayToTuyThan": "123456789",
        "nycNgayCapGiayToTuyThan": "05/02/2018",
        "nycNoiCapGiayToTuyThan": "Công an tỉnh",
        "nycQuanHe": "Cha",
        "nksHoTen": "Lò Thị Ính",
        "nksGioiTinh": "Nữ",
        "nksDanToc": "Thái",
        "nksQuocTich": "Việt Nam",
        "chaHoTen": "Lò Văn Pâng",
        "chaNgaySinh": "1990",
        "chaDanToc": "Thái",
        "chaQuocTich": "Việt Nam",
        "chaNoiCuTru": "Bản Hua Tạt",
        "chaSoGiayToTuyThan": "123456789",
        "meHoTen": "Cà Thị Pưa",
        "meNgaySinh": "1992",
        "meDanToc": "Mường",
        "meQuocTich": "Việt Nam",
        "meNoiCuTru": "Bản Nà Phặc",
    }


def test_a_register_page_with_headings_ticks_and_two_signers() -> None:
    found = fields_of(
        "                 SỔ ĐĂNG KÝ KHAI SINH",
        "Số: 15/2012     Quyển số: 01/2012      Trang số: 8",
        "Ngày, tháng, năm đăng ký: 20/03/2012",
        "Nơi đăng ký: UBND xã Mai Hạ",
        "Loại đăng ký:  [X] Đúng hạn  [] Quá hạn  [] Đăng ký lại",
        "Người được khai sinh",
        "Họ, chữ đệm, tên: Lò Thị Ính       Giới tính: Nữ",
        "Người mẹ",
        "Họ, chữ đệm, tên: Cà Thị Pưa",
        "Năm sinh: 1992    Dân tộc: Thái   Quốc tịch: Việt Nam",
        "Người cha",
        "Họ, chữ đệm, tên:",
        "Năm sinh:     Dân tộc:     Quốc tịch:",
        "Người đi khai sinh",
        "Họ, chữ đệm, tên: Cà Thị Pưa      Quan hệ: Mẹ",
        "Giấy tờ tùy thân: CMND   Số: 123456789   Cấp ngày: 05/02/2010",
        "Ghi chú:",
        "    NGƯỜI THỰC HIỆN                               NGƯỜI KÝ",
        "                                                PHÓ CHỦ TỊCH",
        "",
        "    Vàng Thị Chở                                Phạm Đức Nghĩa",
    )
    texts = {key: field.text for key, field in found.items() if field.text}
    assert texts == {
        "so": "15/2012",
        "quyenSo": "01/2012",
        "trangSo": "8",
        "ngayDangKy": "20/03/2012",
        "noiDangKy": "UBND xã Mai Hạ",
        "nksHoTen": "Lò Thị Ính",
        "nksGioiTinh": "Nữ",
        "meHoTen": "Cà Thị Pưa",
        "meNgaySinh": "1992",
        "meDanToc": "Thái",
        "meQuocTich": "Việt Nam",
        "nycHoTen": "Cà Thị Pưa",
        "nycQuanHe": "Mẹ",
        "nycLoaiGiayToTuyThan": "CMND",
        "nycSoGiayToTuyThan": "123456789",
        "nycNgayCapGiayToTuyThan": "05/02/2010",
        "nguoiThucHien": "Vàng Thị Chở",
        "nguoiKy": "Phạm Đức Nghĩa",
        "chucVuNguoiKy": "PHÓ CHỦ TỊCH",
    }
    tick = found["loaiDangKy"]
    assert tick.state is ReadingState.REVIEW
    assert tick.value is None
    assert [problem.code for problem in tick.problems] == ["tick-needs-eyes"]
    assert [candidate.value for candidate in tick.candidates] == ["1", "4", "2"]


def test_the_number_of_an_extract_is_not_the_number_of_the_entry() -> None:
    found = values(
        "Số: 278/TLKS-BS",
        "TRÍCH LỤC KHAI SINH",
        "(BẢN SAO)",
        "Họ, chữ đệm, tên người cha: Lò Văn Pâng",
        "Đã đăng ký khai sinh tại: UBND xã Mai Hạ",
        "Số: 108/2013    Quyển số: 02/2013    Ngày đăng ký: 19/11/2013",
    )
    assert found["so"] == "108/2013"
    assert found["ngayDangKy"] == "19/11/2013"


def test_identity_paper_in_one_statement() -> None:
    found = values(
        "GIẤY KHAI SINH",
        "Họ, chữ đệm, tên người đi khai sinh: Lò Văn Pâng",
        "Giấy tờ tùy thân: CCCD số 001090123456 do Cục Cảnh sát cấp ngày 05/02/2018",
    )
    assert found == {
        "nycHoTen": "Lò Văn Pâng",
        "nycLoaiGiayToTuyThan": "CCCD",
        "nycSoGiayToTuyThan": "001090123456",
        "nycNoiCapGiayToTuyThan": "Cục Cảnh sát",
        "nycNgayCapGiayToTuyThan": "05/02/2018",
    }


def test_the_back_of_a_certificate_goes_on_with_its_case() -> None:
    back = page_of(["GHI CHÚ NHỮNG THAY ĐỔI SAU NÀY", "Nội dung ghi chú: Cải chính ngày sinh."], 2)
    case = only(find_cases([page_of(CERTIFICATE), back], CATALOG))
    assert [region.page_number for region in case.regions] == [1, 2]
    note = next(field for field in case.fields if field.key == "ghiChu")
    assert (note.text, note.page) == ("Cải chính ngày sinh.", 2)


def test_each_heading_opens_a_case() -> None:
    pages = [page_of(CERTIFICATE, number) for number in (1, 2, 3)]
    cases = find_cases(pages, CATALOG)
    assert [case.regions[0].page_number for case in cases] == [1, 2, 3]


def test_two_headings_on_a_page_make_two_bands() -> None:
    texts = (
        "GIẤY KHAI SINH",
        "Số: 1/2021",
        "Họ, chữ đệm, tên: Lò Thị Ính",
        "Quê quán: xã Mai Hạ",
        "",
        "",
        "      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "GIẤY KHAI SINH",
        "Số: 2/2021",
        "Họ, chữ đệm, tên: Cà Thị Pưa",
    )
    first, second = find_cases([page_of(texts)], CATALOG)
    assert [field.text for case in (first, second) for field in case.fields if field.text] == [
        "1/2021", "Lò Thị Ính", "xã Mai Hạ", "2/2021", "Cà Thị Pưa",
    ]  # fmt: skip
    upper, lower = first.regions[0].box, second.regions[0].box
    assert upper is not None
    assert lower is not None
    assert (upper.y, upper.bottom, lower.bottom) == (0, lower.y, HEIGHT)
    motto_row = 260 + 6 * 95
    assert lower.y <= motto_row < lower.bottom


def test_without_a_heading_there_is_a_case_of_no_type() -> None:
    pages = [page_of(["Họ, chữ đệm, tên: Lò Thị Ính"]), page_of(["Năm sinh: 1992"], 2)]
    case = only(find_cases(pages, CATALOG))
    assert (case.document_type, case.type_version, case.fields) == (None, None, ())
    assert [region.page_number for region in case.regions] == [1, 2]


def test_a_wanted_type_is_used_with_little_confidence() -> None:
    pages = [page_of(["Họ, chữ đệm, tên: Lò Thị Ính"])]
    case = only(find_cases(pages, CATALOG, BIRTH.key))
    assert case.type_confidence < 0.5
    assert {field.key: field.text for field in case.fields if field.text} == {
        "nksHoTen": "Lò Thị Ính"
    }


def test_the_signers_label_and_running_text_are_no_titles() -> None:
    pages = [page_of(["NGƯỜI KÝ GIẤY KHAI SINH", "Đã cấp bản chính Giấy khai sinh"])]
    assert only(find_cases(pages, CATALOG)).document_type is None


def test_blank_pages() -> None:
    blank, page = page_of([]), page_of(CERTIFICATE, 2)
    case = only(find_cases([blank, page], CATALOG))
    assert [region.page_number for region in case.regions] == [1, 2]
    assert only(find_cases([blank], CATALOG)).document_type is None
    assert find_cases([], CATALOG) == ()


def test_an_unknown_wanted_type_is_refused() -> None:
    with pytest.raises(KeyError):
        find_cases([], CATALOG, "civil_status.adoption")


def test_a_book_named_in_a_value_is_not_the_label_of_a_number() -> None:
    (case,) = find_cases(
        [
            page_of(
                (
                    "      TRÍCH LỤC CẢI CHÍNH HỘ TỊCH",
                    "Họ, chữ đệm, tên: LÊ THỊ HOA",
                    "Giấy tờ hộ tịch: Sổ đăng ký khai sinh",
                    "Số giấy tờ hộ tịch: 12/1991",
                    "Số đăng ký: 15/2021",
                )
            )
        ],
        CATALOG,
    )
    told = {field.key: field.value for field in case.fields if field.value}
    assert told["tenGiayToHoTich"] == "Sổ đăng ký khai sinh"
    assert told["soGiayToHoTich"] == "12/1991"
    assert told["so"] == "15/2021"
