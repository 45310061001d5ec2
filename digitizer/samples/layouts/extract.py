"""TRÍCH LỤC KHAI SINH (BẢN SAO): what a book says, written out for somebody."""

from datetime import timedelta

from ..canvas import Canvas, Field, Pen, Row
from ..people import Record
from .certificate import CHILD, WHITE, parent
from .furniture import office_heading, place_and_day, signature

_ROWS = (
    *CHILD,
    *parent("mẹ", "me"),
    *parent("cha", "cha"),
    Row((Field("Đã đăng ký khai sinh tại:", "noiDangKy"),)),
    Row(
        (
            Field("Số:", "so"),
            Field("Quyển số:", "quyenSo", at=0.27),
            Field("Ngày đăng ký:", "ngayDangKy", at=0.54),
        )
    ),
)


def extract(pen: Pen, birth: Record) -> list[Canvas]:
    """The extract bears a number and a day of its own, which are not those of the entry."""
    canvas = Canvas(pen, WHITE)
    issued = birth.registered + timedelta(days=canvas.rng.randint(200, 1500))
    office_heading(canvas, birth, f"Số: {canvas.rng.randint(3, 400)}/TLKS-BS")
    place_and_day(canvas, birth, issued)
    canvas.skip(5)
    canvas.centred("TRÍCH LỤC KHAI SINH", 17, bold=True)
    canvas.centred("(BẢN SAO)", 12, bold=True)
    canvas.skip(2)
    for row in _ROWS:
        canvas.row(row, birth.values, pitch_mm=8.2)
    canvas.skip(3)
    signature(
        canvas,
        birth.values,
        "NGƯỜI KÝ TRÍCH LỤC",
        title_key="chucVuNguoiKy",
        name_key="nguoiKy",
    )
    canvas.y += canvas.px(38)
    return [canvas]
