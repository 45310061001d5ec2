"""Two persons in two columns of one page keep what is theirs."""

from __future__ import annotations

from collections.abc import Sequence

from support.pages import DPI, HEIGHT, LEFT, LETTER, PITCH, TOP, WIDTH, line_of, page_of

from digitizer.domain.page import PageReading, TextLine
from digitizer.schemas import load_catalog
from ocr.extraction import find_cases

CATALOG = load_catalog()
GUTTER = 50
HEAD = (
    "      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "          Độc lập - Tự do - Hạnh phúc",
    "           GIẤY CHỨNG NHẬN KẾT HÔN",
    "                Số: 12/2021",
)
FOOT = (
    "Nơi đăng ký kết hôn: Ủy ban nhân dân xã Mai Hạ, huyện Mai Châu",
    "Ngày, tháng, năm đăng ký: 05/06/2021",
    "                                NGƯỜI KÝ GIẤY CHỨNG NHẬN KẾT HÔN",
    "                                          CHỦ TỊCH",
    "",
    "                                       Phạm Đức Nghĩa",
)
COLUMNS = (
    ("Họ, chữ đệm, tên vợ: CÀ THỊ PƯA", "Họ, chữ đệm, tên chồng: LÒ VĂN PÂNG"),
    ("Ngày, tháng, năm sinh: 02/03/1999", "Ngày, tháng, năm sinh: 17/10/1995"),
    ("Dân tộc: Thái  Quốc tịch: Việt Nam", "Dân tộc: Mường  Quốc tịch: Lào"),
    ("Nơi cư trú: Bản Nà Phặc, xã Mai Hạ,", "Nơi cư trú: Bản Hua Tạt, xã Vân Hồ,"),
    ("huyện Mai Châu, tỉnh Hòa Bình", "huyện Vân Hồ, tỉnh Sơn La"),
    ("Giấy tờ tùy thân: CCCD số", "Giấy tờ tùy thân: Hộ chiếu số"),
    ("017199004567 cấp ngày 05/02/2018", "B1234567 cấp ngày 06/03/2019"),
)
WIFE = {
    "voHoTen": "CÀ THỊ PƯA",
    "voNgaySinh": "02/03/1999",
    "voDanToc": "Thái",
    "voQuocTich": "Việt Nam",
    "voNoiCuTru": "Bản Nà Phặc, xã Mai Hạ, huyện Mai Châu, tỉnh Hòa Bình",
    "voLoaiGiayToTuyThan": "CCCD",
    "voSoGiayToTuyThan": "017199004567",
    "voNgayCapGiayToTuyThan": "05/02/2018",
}
HUSBAND = {
    "chongHoTen": "LÒ VĂN PÂNG",
    "chongNgaySinh": "17/10/1995",
    "chongDanToc": "Mường",
    "chongQuocTich": "Lào",
    "chongNoiCuTru": "Bản Hua Tạt, xã Vân Hồ, huyện Vân Hồ, tỉnh Sơn La",
    "chongLoaiGiayToTuyThan": "Hộ chiếu",
    "chongSoGiayToTuyThan": "B1234567",
    "chongNgayCapGiayToTuyThan": "06/03/2019",
}
REGISTERED = {
    "so": "12/2021",
    "noiDangKy": "Ủy ban nhân dân xã Mai Hạ, huyện Mai Châu",
    "ngayDangKy": "05/06/2021",
    "nguoiKy": "Phạm Đức Nghĩa",
    "chucVuNguoiKy": "CHỦ TỊCH",
}


def page(rows: Sequence[str | tuple[str, ...]], starts: Sequence[int] = (0, GUTTER)) -> PageReading:
    """A text is one line; a tuple is a line a cell, the cells beginning at ``starts`` letters."""
    lines: list[TextLine] = []
    for index, row in enumerate(rows):
        cells = zip(starts, row, strict=True) if isinstance(row, tuple) else [(0, row)]
        for start, text in cells:
            if text.strip():
                indent = start + len(text) - len(text.lstrip())
                lines.append(line_of(text.strip(), LEFT + indent * LETTER, TOP + index * PITCH))
    return PageReading(1, WIDTH, HEIGHT, DPI, 0, 0.0, tuple(lines))


def values(reading: PageReading) -> dict[str, str]:
    (case,) = find_cases([reading], CATALOG)
    assert case.document_type == "civil_status.marriage"
    return {field.key: field.text for field in case.fields if field.text}


def test_wife_left_and_husband_right_as_certificates_print_them() -> None:
    assert values(page([*HEAD, *COLUMNS, *FOOT])) == {**REGISTERED, **WIFE, **HUSBAND}


def test_husband_left_as_older_certificates_print_them() -> None:
    turned = [(right, left) for left, right in COLUMNS]
    assert values(page([*HEAD, *turned, *FOOT])) == {**REGISTERED, **WIFE, **HUSBAND}


def test_columns_that_the_reader_took_for_one_line_are_kept_apart() -> None:
    joined = [f"{left:<{GUTTER}}{right}" for left, right in COLUMNS]
    assert values(page_of([*HEAD, *joined, *FOOT])) == {**REGISTERED, **WIFE, **HUSBAND}


def test_headings_over_columns_with_the_same_labels() -> None:
    alike = [(left.replace(" vợ", ""), right.replace(" chồng", "")) for left, right in COLUMNS]
    for heads in (("          BÊN NỮ", "          BÊN NAM"), ("        VỢ", "        CHỒNG")):
        assert values(page([*HEAD, heads, *alike, *FOOT])) == {**REGISTERED, **WIFE, **HUSBAND}


def test_an_empty_column_stays_empty() -> None:
    rows = [(left, right.split(":")[0] + ":") for left, right in COLUMNS[:3]]
    assert values(page([*HEAD, *rows, *FOOT])) == {
        **REGISTERED,
        **{key: WIFE[key] for key in ("voHoTen", "voNgaySinh", "voDanToc", "voQuocTich")},
    }


def test_parents_side_by_side_keep_theirs_where_nothing_is_known_of_the_mother() -> None:
    head = (*HEAD[:2], "        TRÍCH LỤC KHAI SINH (BẢN SAO)", "                Số: 12/2021")
    rows = (
        "Họ, chữ đệm, tên: LÒ VĂN INH",
        "Ngày sinh: 12/10/2020",
        f"{'Họ, chữ đệm, tên cha: Lò Văn Pâng':<{GUTTER}}Họ, chữ đệm, tên mẹ:",
        ("Năm sinh: 1995", "Năm sinh:"),
        ("Dân tộc: Thái", "Dân tộc:"),
        ("Quốc tịch: Việt Nam", "Quốc tịch:"),
        "Đăng ký khai sinh tại: Ủy ban nhân dân xã Mai Hạ, huyện Mai Châu",
    )
    (case,) = find_cases([page([*head, *rows])], CATALOG)
    parents = {
        field.key: field.text
        for field in case.fields
        if field.text and field.key.startswith(("cha", "me"))
    }

    assert case.document_type == "civil_status.birth"
    assert parents == {
        "chaHoTen": "Lò Văn Pâng",
        "chaNgaySinh": "1995",
        "chaDanToc": "Thái",
        "chaQuocTich": "Việt Nam",
    }


def test_a_value_wraps_only_in_its_own_column() -> None:
    rows = [*COLUMNS[:3], ("Nơi cư trú: Bản Nà Phặc", COLUMNS[3][1]), ("", COLUMNS[4][1])]
    found = values(page([*HEAD, *rows, *FOOT]))
    assert found["voNoiCuTru"] == "Bản Nà Phặc"
    assert found["chongNoiCuTru"] == HUSBAND["chongNoiCuTru"]


def test_values_of_a_narrow_column_wrap_though_the_page_goes_on_beside_it() -> None:
    """A line is full where the print of its column ends, not where the page does."""
    rows = [
        ("Họ, chữ đệm, tên vợ: Quàng", "Họ, chữ đệm, tên chồng: Nguyễn"),
        ("Thị Ính", "Công Bằng"),
        ("Sinh ngày: Ngày 10 tháng 5 năm", "Sinh ngày: Ngày 21 tháng 11 năm"),
        ("1989", "1986"),
        ("Dân tộc: Thái  Quốc tịch: Việt", "Dân tộc: Kinh  Quốc tịch: Việt"),
        ("Nam", "Nam"),
        ("Giấy tờ tùy thân: Thẻ căn cước", "Giấy tờ tùy thân: Thẻ căn cước công"),
        ("công dân", "dân"),
        ("Số: 096302782749", "Số: 096083473827"),
    ]
    found = values(page([*HEAD, *rows, *FOOT], starts=(0, 38)))
    assert found == {
        **REGISTERED,
        "voHoTen": "Quàng Thị Ính",
        "voNgaySinh": "Ngày 10 tháng 5 năm 1989",
        "voDanToc": "Thái",
        "voQuocTich": "Việt Nam",
        "voLoaiGiayToTuyThan": "Thẻ căn cước công dân",
        "voSoGiayToTuyThan": "096302782749",
        "chongHoTen": "Nguyễn Công Bằng",
        "chongNgaySinh": "Ngày 21 tháng 11 năm 1986",
        "chongDanToc": "Kinh",
        "chongQuocTich": "Việt Nam",
        "chongLoaiGiayToTuyThan": "Thẻ căn cước công dân",
        "chongSoGiayToTuyThan": "096083473827",
    }


def test_a_declaration_with_one_column_of_labels() -> None:
    found = values(
        page(
            [
                ("", "TỜ KHAI ĐĂNG KÝ KẾT HÔN", ""),
                "Kính gửi: Ủy ban nhân dân xã Mai Hạ",
                ("Thông tin", "    Bên nữ", "    Bên nam"),
                ("Họ, chữ đệm, tên", "CÀ THỊ PƯA", "LÒ VĂN PÂNG"),
                ("Ngày, tháng, năm sinh", "02/03/1999", "17/10/1995"),
                ("Dân tộc", "Thái", "Mường"),
                ("Quốc tịch", "Việt Nam", "Lào"),
                ("Nơi cư trú", "Bản Nà Phặc, xã Mai Hạ,", "Bản Hua Tạt, xã Vân Hồ,"),
                ("", "huyện Mai Châu", "huyện Vân Hồ"),
                ("Giấy tờ tùy thân", "CCCD số 017199004567", "Hộ chiếu số B1234567"),
                ("Kết hôn lần thứ mấy", "1", "2"),
                "Chúng tôi cam đoan những lời khai trên đây là đúng sự thật và việc kết hôn",
                ("", "Bên nữ", "Bên nam"),
                ("", "Cà Thị Pưa", "Lò Văn Pâng"),
            ],
            starts=(0, 26, 58),
        )
    )
    assert found == {
        "noiDangKy": "Ủy ban nhân dân xã Mai Hạ",
        **{key: WIFE[key] for key in ("voHoTen", "voNgaySinh", "voDanToc", "voQuocTich")},
        "voNoiCuTru": "Bản Nà Phặc, xã Mai Hạ, huyện Mai Châu",
        "voLoaiGiayToTuyThan": "CCCD",
        "voSoGiayToTuyThan": "017199004567",
        **{key: HUSBAND[key] for key in ("chongHoTen", "chongNgaySinh", "chongDanToc")},
        "chongQuocTich": "Lào",
        "chongNoiCuTru": "Bản Hua Tạt, xã Vân Hồ, huyện Vân Hồ",
        "chongLoaiGiayToTuyThan": "Hộ chiếu",
        "chongSoGiayToTuyThan": "B1234567",
    }


def test_one_person_under_the_other_is_read_as_before() -> None:
    first, second = zip(*COLUMNS, strict=True)
    assert values(page([*HEAD, *first, *second, *FOOT])) == {**REGISTERED, **WIFE, **HUSBAND}


def test_both_names_in_one_row_without_columns_below() -> None:
    rows = [
        "Họ và tên chồng: Lò Văn Pâng      Họ và tên vợ: Cà Thị Pưa",
        "Nơi đăng ký kết hôn: UBND xã Mai Hạ",
    ]
    assert values(page_of(["TRÍCH LỤC KẾT HÔN", *rows])) == {
        "chongHoTen": "Lò Văn Pâng",
        "voHoTen": "Cà Thị Pưa",
        "noiDangKy": "UBND xã Mai Hạ",
    }
