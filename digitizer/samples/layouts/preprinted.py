"""A birth certificate on pre-printed stock: every label has its place whatever is filled in."""

from ..canvas import Canvas, Field, Pen, Row
from ..people import Record
from .furniture import frame, middle_field, national_heading, signature

_CREAM = (250, 244, 226)


def _person(word: str, prefix: str) -> tuple[Row, ...]:
    return (
        Row((Field(f"Họ, chữ đệm, tên người {word}:", f"{prefix}HoTen"),)),
        Row((Field("Năm sinh:", f"{prefix}NgaySinh"),)),
        Row(
            (
                Field("Dân tộc:", f"{prefix}DanToc"),
                Field("Quốc tịch:", f"{prefix}QuocTich", at=0.5),
            )
        ),
        Row((Field("Nơi cư trú:", f"{prefix}NoiCuTru"),), lines=2),
    )


_ROWS = (
    Row((Field("Họ, chữ đệm, tên:", "nksHoTen"),)),
    Row((Field("Ngày, tháng, năm sinh:", "nksNgaySinh"), Field("Giới tính:", "nksGioiTinh", 0.7))),
    Row((Field("Ghi bằng chữ:", "nksNgaySinhBangChu"),), lines=2),
    Row((Field("Dân tộc:", "nksDanToc"), Field("Quốc tịch:", "nksQuocTich", at=0.5))),
    Row((Field("Nơi sinh:", "nksNoiSinh"),), lines=2),
    Row((Field("Quê quán:", "nksQueQuan"),), lines=2),
    Row((Field("Số định danh cá nhân:", "nksSoDinhDanh"),)),
    *_person("mẹ", "me"),
    *_person("cha", "cha"),
    Row((Field("Họ, chữ đệm, tên người đi khai sinh:", "nycHoTen"),)),
    Row((Field("Nơi đăng ký khai sinh:", "noiDangKy"),), lines=2),
    Row((Field("Ngày, tháng, năm đăng ký:", "ngayDangKy"),)),
)


def preprinted(pen: Pen, birth: Record) -> list[Canvas]:
    """The one page; values that a record lacks leave their leaders empty."""
    canvas = Canvas(pen, _CREAM)
    frame(canvas)
    values = birth.values
    national_heading(canvas)
    canvas.skip(5)
    canvas.centred("GIẤY KHAI SINH", 19, bold=True)
    canvas.skip(1)
    middle_field(canvas, Field("Số:", "so"), values)
    canvas.skip(2)
    for row in _ROWS:
        canvas.row(row, values, pitch_mm=7.2)
    canvas.skip(2)
    signature(
        canvas,
        values,
        "NGƯỜI KÝ GIẤY KHAI SINH",
        title_key="chucVuNguoiKy",
        name_key="nguoiKy",
    )
    canvas.y += canvas.px(36)
    return [canvas]
