"""TỜ KHAI ĐĂNG KÝ KHAI SINH: the request, in the words of the one who makes it."""

from ..canvas import Canvas, Field, Pen, Row
from ..people import HOME, Record
from .certificate import WHITE
from .furniture import national_heading, place_and_day, signature

_REQUESTER = (
    Row((Field("Họ, chữ đệm, tên người yêu cầu:", "nycHoTen"),)),
    Row((Field("Nơi cư trú:", HOME),)),
    Row(
        (
            Field("Giấy tờ tùy thân:", "nycLoaiGiayToTuyThan"),
            Field("số:", "nycSoGiayToTuyThan"),
            Field("ngày cấp:", "nycNgayCapGiayToTuyThan"),
            Field("nơi cấp:", "nycNoiCapGiayToTuyThan"),
        )
    ),
    Row((Field("Quan hệ với người được khai sinh:", "nycQuanHe"),)),
)
_CHILD = (
    Row((Field("Họ, chữ đệm, tên:", "nksHoTen"),)),
    Row(
        (
            Field("Sinh ngày:", "nksNgaySinh"),
            Field("(bằng chữ):", "nksNgaySinhBangChu"),
        )
    ),
    Row(
        (
            Field("Nam/Nữ:", "nksGioiTinh"),
            Field("Dân tộc:", "nksDanToc", at=0.27),
            Field("Quốc tịch:", "nksQuocTich", at=0.58),
        )
    ),
    Row((Field("Nơi sinh:", "nksNoiSinh"),)),
    Row((Field("Quê quán:", "nksQueQuan"),)),
)


def _parent(word: str, prefix: str) -> tuple[Row, ...]:
    return (
        Row((Field(f"Họ, chữ đệm, tên {word}:", f"{prefix}HoTen"),)),
        Row(
            (
                Field("Sinh năm:", f"{prefix}NgaySinh"),
                Field("Dân tộc:", f"{prefix}DanToc", at=0.38),
                Field("Quốc tịch:", f"{prefix}QuocTich", at=0.66),
            )
        ),
        Row((Field("Nơi cư trú:", f"{prefix}NoiCuTru"),)),
        Row(
            (
                Field("Số định danh cá nhân:", f"{prefix}SoDinhDanhCaNhan", optional=True),
                Field("Số CMND:", f"{prefix}SoGiayToTuyThan", optional=True),
            )
        ),
    )


_PARENTS = (*_parent("cha", "cha"), *_parent("mẹ", "me"))
_ASKS = "Đề nghị cơ quan đăng ký khai sinh cho người dưới đây:"
_PLEDGE = "Tôi cam đoan những điều khai trên đây là đúng và chịu trách nhiệm về lời khai của mình."


def declaration(pen: Pen, birth: Record) -> list[Canvas]:
    """The requester comes first and signs; no official does."""
    canvas = Canvas(pen, WHITE)
    values = birth.values
    national_heading(canvas)
    canvas.skip(4)
    canvas.centred("TỜ KHAI ĐĂNG KÝ KHAI SINH", 16, bold=True)
    canvas.skip(1)
    canvas.row(Row((Field("Kính gửi:", "noiDangKy"),)), values)
    for row in _REQUESTER:
        canvas.row(row, values, pitch_mm=7.7)
    canvas.statement(_ASKS, bold=True)
    for row in (*_CHILD, *_PARENTS):
        canvas.row(row, values, pitch_mm=7.7)
    canvas.statement(_PLEDGE)
    place_and_day(canvas, birth, birth.registered)
    signature(canvas, values, "Người yêu cầu", name_key="nycHoTen", sealed=False)
    canvas.y += canvas.px(33)
    return [canvas]
