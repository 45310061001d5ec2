"""GIẤY KHAI SINH: the form of Thông tư 04/2020/TT-BTP and a plain computer print of it."""

from ..canvas import Canvas, Field, Pen, Row
from ..people import Record
from .furniture import frame, middle_field, national_heading, signature

CREAM, WHITE = (250, 244, 226), (252, 252, 250)

CHILD = (
    Row((Field("Họ, chữ đệm, tên:", "nksHoTen"),)),
    Row((Field("Ngày, tháng, năm sinh:", "nksNgaySinh"),)),
    Row((Field("Ghi bằng chữ:", "nksNgaySinhBangChu"),)),
    Row(
        (
            Field("Giới tính:", "nksGioiTinh"),
            Field("Dân tộc:", "nksDanToc", at=0.3),
            Field("Quốc tịch:", "nksQuocTich", at=0.62),
        )
    ),
    Row((Field("Nơi sinh:", "nksNoiSinh"),)),
    Row((Field("Quê quán:", "nksQueQuan"),)),
    Row((Field("Số định danh cá nhân:", "nksSoDinhDanh"),)),
)


def parent(word: str, prefix: str) -> tuple[Row, ...]:
    """The three lines on one parent."""
    return (
        Row((Field(f"Họ, chữ đệm, tên người {word}:", f"{prefix}HoTen"),)),
        Row(
            (
                Field("Năm sinh:", f"{prefix}NgaySinh"),
                Field("Dân tộc:", f"{prefix}DanToc", at=0.36),
                Field("Quốc tịch:", f"{prefix}QuocTich", at=0.66),
            )
        ),
        Row((Field("Nơi cư trú:", f"{prefix}NoiCuTru"),)),
    )


_REQUESTER = (
    Row((Field("Họ, chữ đệm, tên người đi khai sinh:", "nycHoTen"),)),
    Row(
        (
            Field("Giấy tờ tùy thân:", "nycLoaiGiayToTuyThan"),
            Field("số", "nycSoGiayToTuyThan"),
            Field("cấp ngày", "nycNgayCapGiayToTuyThan"),
            Field("nơi cấp", "nycNoiCapGiayToTuyThan"),
        )
    ),
)
_REGISTRATION = (
    Row((Field("Nơi đăng ký khai sinh:", "noiDangKy"),)),
    Row((Field("Ngày, tháng, năm đăng ký:", "ngayDangKy"),)),
)
_ROWS = (*CHILD, *parent("mẹ", "me"), *parent("cha", "cha"), *_REQUESTER, *_REGISTRATION)


def certificate_2020(pen: Pen, birth: Record) -> list[Canvas]:
    """The official form: framed, on tinted paper, values on leaders."""
    canvas = Canvas(pen, CREAM)
    frame(canvas)
    _set_certificate(canvas, birth, title_pt=20)
    return [canvas]


def certificate_plain(pen: Pen, birth: Record) -> list[Canvas]:
    """The same items as a program prints them: no frame, white paper."""
    canvas = Canvas(pen, WHITE)
    _set_certificate(canvas, birth, title_pt=17)
    return [canvas]


def two_page(pen: Pen, birth: Record) -> list[Canvas]:
    """A certificate, and on its back the notes of what changed later."""
    front, back = Canvas(pen, CREAM), Canvas(pen, CREAM)
    _set_certificate(front, birth, title_pt=19)
    back.skip(6)
    back.centred("GHI CHÚ NHỮNG THAY ĐỔI SAU NÀY", 14, bold=True)
    back.skip(4)
    back.row(Row((Field("Nội dung ghi chú:", "ghiChu"),), lines=6), birth.values, pitch_mm=9)
    back.skip(4)
    signature(back, birth.values, "CÔNG CHỨC TƯ PHÁP - HỘ TỊCH")
    return [front, back]


def _set_certificate(canvas: Canvas, birth: Record, title_pt: float) -> None:
    values = birth.values
    national_heading(canvas)
    canvas.skip(5)
    canvas.centred("GIẤY KHAI SINH", title_pt, bold=True)
    canvas.skip(1)
    middle_field(canvas, Field("Số:", "so"), values)
    canvas.skip(2)
    for row in _ROWS:
        canvas.row(row, values, pitch_mm=8.0)
    canvas.skip(2)
    signature(
        canvas,
        values,
        "NGƯỜI KÝ GIẤY KHAI SINH",
        title_key="chucVuNguoiKy",
        name_key="nguoiKy",
    )
    canvas.y += canvas.px(38)
