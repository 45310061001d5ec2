"""Deaths, recognitions and marital status: from hand-made page readings to fields."""

from __future__ import annotations

from support.pages import page_of

from digitizer.domain.record import ReadingState
from digitizer.messages import Messages
from digitizer.schemas import load_catalog
from ocr.extraction import find_cases

CATALOG = load_catalog()


def values(key: str, *texts: str) -> dict[str, str | None]:
    (case,) = find_cases([page_of(texts)], CATALOG)
    assert case.document_type == f"civil_status.{key}"
    for reading in case.fields:
        for problem in reading.problems:
            assert all(Messages(language).problem(problem) for language in ("vi", "en"))
    return {field.key: field.value or field.text for field in case.fields if field.text}


def test_an_extract_of_a_death() -> None:
    assert values(
        "death",
        "      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "               TRÍCH LỤC KHAI TỬ",
        "Họ, chữ đệm, tên: LÒ VĂN PÂNG",
        "Ngày, tháng, năm sinh: 1941     Giới tính: Nam",
        "Dân tộc: Thái     Quốc tịch: Việt Nam",
        "Nơi cư trú cuối cùng: Bản Hua Tạt, xã Vân Hồ, tỉnh Sơn La",
        "Giấy tờ tùy thân: CMND số 050123456 do Công an tỉnh Sơn La cấp ngày 05/02/2008",
        "Đã chết vào lúc: 08 giờ 30 phút, ngày 16 tháng 3 năm 2021",
        "Ghi bằng chữ: Ngày mười sáu, tháng ba, năm hai nghìn không trăm hai mươi mốt",
        "Nơi chết: Tại nhà riêng, bản Hua Tạt",
        "Nguyên nhân chết: Tuổi già",
        "Giấy báo tử số: 12/GBT do Trạm y tế xã Vân Hồ cấp ngày 17/03/2021",
        "Đăng ký khai tử tại: UBND xã Vân Hồ",
        "Số: 7/2021     Ngày đăng ký: 18/03/2021",
        "                                    NGƯỜI KÝ TRÍCH LỤC",
        "                                       CHỦ TỊCH",
        "",
        "                                    Vàng Thị Chở",
    ) == {
        "so": "7/2021",
        "ngayDangKy": "2021-03-18",
        "noiDangKy": "UBND xã Vân Hồ",
        "nguoiKy": "Vàng Thị Chở",
        "chucVuNguoiKy": "CHỦ TỊCH",
        "nktHoTen": "LÒ VĂN PÂNG",
        "nktGioiTinh": "1",
        "nktNgaySinh": "1941",
        "nktDanToc": "Thái",
        "nktQuocTich": "Việt Nam",
        "nktNoiCuTru": "Bản Hua Tạt, xã Vân Hồ, tỉnh Sơn La",
        "nktLoaiGiayToTuyThan": "1",
        "nktSoGiayToTuyThan": "050123456",
        "nktNoiCapGiayToTuyThan": "Công an tỉnh Sơn La",
        "nktNgayCapGiayToTuyThan": "2008-02-05",
        "nktGioPhutChet": "08:30",
        "nktNgayChet": "2021-03-16",
        "nktNgayChetBangChu": ("Ngày mười sáu, tháng ba, năm hai nghìn không trăm hai mươi mốt"),
        "nktNoiChet": "Tại nhà riêng, bản Hua Tạt",
        "nktNguyenNhanChet": "Tuổi già",
        "gbtSo": "12/GBT",
        "gbtCoQuanCap": "Trạm y tế xã Vân Hồ",
        "gbtNgay": "2021-03-17",
    }


def test_a_declaration_of_a_death_keeps_the_two_persons_apart() -> None:
    assert values(
        "death",
        "TỜ KHAI ĐĂNG KÝ KHAI TỬ",
        "Kính gửi: Ủy ban nhân dân xã Mai Hạ",
        "Họ, chữ đệm, tên người yêu cầu: Cà Thị Pưa",
        "Nơi cư trú: Bản Nà Phặc, xã Mai Hạ",
        "Giấy tờ tùy thân: CCCD số 017199004567 cấp ngày 05/02/2018",
        "Quan hệ với người đã chết: Con",
        "Đề nghị cơ quan đăng ký khai tử cho người có tên dưới đây:",
        "Họ, chữ đệm, tên: Lò Văn Pâng",
        "Ngày, tháng, năm sinh: 17/10/1945",
        "Giới tính: Nam    Dân tộc: Thái    Quốc tịch: Việt Nam",
        "Nơi cư trú cuối cùng: Bản Hua Tạt",
        "Giấy tờ tùy thân: CMND số 050123456",
        "Đã chết vào lúc: 8 giờ, ngày 16/03/2021",
        "Nơi chết: Bệnh viện đa khoa huyện",
        "Tôi cam đoan những nội dung khai trên đây là đúng sự thật",
    ) == {
        "noiDangKy": "Ủy ban nhân dân xã Mai Hạ",
        "nycHoTen": "Cà Thị Pưa",
        "nycLoaiGiayToTuyThan": "4",
        "nycSoGiayToTuyThan": "017199004567",
        "nycNgayCapGiayToTuyThan": "2018-02-05",
        "nycQuanHe": "Con",
        "nktHoTen": "Lò Văn Pâng",
        "nktNgaySinh": "1945-10-17",
        "nktGioiTinh": "1",
        "nktDanToc": "Thái",
        "nktQuocTich": "Việt Nam",
        "nktNoiCuTru": "Bản Hua Tạt",
        "nktLoaiGiayToTuyThan": "1",
        "nktSoGiayToTuyThan": "050123456",
        "nktGioPhutChet": "08:00",
        "nktNgayChet": "2021-03-16",
        "nktNoiChet": "Bệnh viện đa khoa huyện",
    }


def test_an_extract_of_a_recognition() -> None:
    assert values(
        "parent_child",
        "         TRÍCH LỤC",
        "  ĐĂNG KÝ NHẬN CHA, MẸ, CON",
        "Số: 3/2019   Quyển số: 01/2019",
        "Họ, chữ đệm, tên cha/mẹ: LÒ VĂN PÂNG",
        "Ngày, tháng, năm sinh: 17/10/1985    Dân tộc: Thái    Quốc tịch: Việt Nam",
        "Nơi cư trú: Bản Hua Tạt, xã Vân Hồ",
        "Giấy tờ tùy thân: CMND số 050123456",
        "Họ, chữ đệm, tên con: LÒ THỊ ÍNH",
        "Ngày, tháng, năm sinh: 02/03/2015    Dân tộc: Thái    Quốc tịch: Việt Nam",
        "Nơi cư trú: Bản Nà Phặc, xã Mai Hạ",
        "Loại xác nhận: Cha nhận con",
        "Nơi đăng ký: UBND xã Mai Hạ",
        "Ngày, tháng, năm đăng ký: 05/06/2019",
    ) == {
        "so": "3/2019",
        "quyenSo": "01/2019",
        "ngayDangKy": "2019-06-05",
        "noiDangKy": "UBND xã Mai Hạ",
        "loaiXacNhan": "1",
        "cmHoTen": "LÒ VĂN PÂNG",
        "cmNgaySinh": "1985-10-17",
        "cmDanToc": "Thái",
        "cmQuocTich": "Việt Nam",
        "cmNoiCuTru": "Bản Hua Tạt, xã Vân Hồ",
        "cmLoaiGiayToTuyThan": "1",
        "cmSoGiayToTuyThan": "050123456",
        "ncHoTen": "LÒ THỊ ÍNH",
        "ncNgaySinh": "2015-03-02",
        "ncDanToc": "Thái",
        "ncQuocTich": "Việt Nam",
        "ncNoiCuTru": "Bản Nà Phặc, xã Mai Hạ",
    }


def test_a_confirmation_of_marital_status() -> None:
    found = values(
        "marital_status",
        "GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN",
        "XÁC NHẬN:",
        "Họ, chữ đệm, tên: CÀ THỊ PƯA",
        "Ngày, tháng, năm sinh: 02/03/1999",
        "Giới tính: Nữ    Dân tộc: Thái    Quốc tịch: Việt Nam",
        "Giấy tờ tùy thân: Thẻ căn cước công dân số 017199004567 do Cục Cảnh sát cấp ngày "
        "05/02/2018",
        "Nơi cư trú: Bản Nà Phặc, xã Mai Hạ",
        "Trong thời gian cư trú tại: Bản Hua Tạt, xã Vân Hồ từ ngày 02/03/2017 đến ngày 05/06/2021",
        "Tình trạng hôn nhân: Chưa đăng ký kết hôn với ai",
        "Giấy này được sử dụng để: Đăng ký kết hôn",
    )
    assert found == {
        "nxnHoTen": "CÀ THỊ PƯA",
        "nxnNgaySinh": "1999-03-02",
        "nxnGioiTinh": "2",
        "nxnDanToc": "Thái",
        "nxnQuocTich": "Việt Nam",
        "nxnLoaiGiayToTuyThan": "4",
        "nxnSoGiayToTuyThan": "017199004567",
        "nxnNoiCapGiayToTuyThan": "Cục Cảnh sát",
        "nxnNgayCapGiayToTuyThan": "2018-02-05",
        "nxnNoiCuTru": "Bản Nà Phặc, xã Mai Hạ",
        "nxnThoiGianCuTruTai": "Bản Hua Tạt, xã Vân Hồ",
        "nxnThoiGianCuTruTu": "2017-03-02",
        "nxnThoiGianCuTruDen": "2021-06-05",
        "nxnTinhTrangHonNhan": "Chưa đăng ký kết hôn với ai",
        "nxnMucDichSuDung": "Đăng ký kết hôn",
    }


def test_a_death_after_its_registration_goes_to_a_clerk() -> None:
    texts = [
        "TRÍCH LỤC KHAI TỬ",
        "Họ, chữ đệm, tên: NGUYỄN VĂN KHỞI",
        "Ngày, tháng, năm chết: 20/03/2021",
        "Số: 7/2021     Ngày đăng ký: 18/03/2021",
    ]
    (case,) = find_cases([page_of(texts)], CATALOG)
    found = {field.key: field for field in case.fields}
    assert found["nktHoTen"].state is ReadingState.ACCEPTED
    for key in ("nktNgayChet", "ngayDangKy"):
        assert found[key].state is ReadingState.REVIEW
        assert [problem.code for problem in found[key].problems] == ["date-before"]


def test_the_number_below_a_person_is_the_entrys_and_no_identity_paper() -> None:
    assert values(
        "parent_child",
        "TRÍCH LỤC ĐĂNG KÝ NHẬN CHA, MẸ, CON",
        "Họ, chữ đệm, tên cha/mẹ: LÒ VĂN PÂNG",
        "Họ, chữ đệm, tên con: LÒ THỊ ÍNH",
        "Số: 3/2019     Ngày đăng ký: 05/06/2019",
    ) == {
        "so": "3/2019",
        "ngayDangKy": "2019-06-05",
        "cmHoTen": "LÒ VĂN PÂNG",
        "ncHoTen": "LÒ THỊ ÍNH",
    }
