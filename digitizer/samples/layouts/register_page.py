"""One entry on a page of the book, SỔ ĐĂNG KÝ KHAI SINH: dense, many fields on a line."""

from ..canvas import Canvas, Field, Pen, Row
from ..people import KIND_WORDS, Record
from .furniture import book_rule, signature, ticked_words

PAPER = (244, 238, 220)

_ENTRY = (
    Row(
        (
            Field("Số:", "so"),
            Field("Quyển số:", "quyenSo", at=0.34),
            Field("Trang số:", "trangSo", at=0.7),
        )
    ),
    Row((Field("Ngày, tháng, năm đăng ký:", "ngayDangKy"),)),
    Row((Field("Nơi đăng ký:", "noiDangKy"),)),
)
_CHILD = (
    Row((Field("Họ, chữ đệm, tên:", "nksHoTen"), Field("Giới tính:", "nksGioiTinh", at=0.74))),
    Row((Field("Ngày, tháng, năm sinh:", "nksNgaySinh"),)),
    Row((Field("Ghi bằng chữ:", "nksNgaySinhBangChu"),)),
    Row((Field("Nơi sinh:", "nksNoiSinh"),)),
    Row((Field("Dân tộc:", "nksDanToc"), Field("Quốc tịch:", "nksQuocTich", at=0.45))),
    Row((Field("Quê quán:", "nksQueQuan"),)),
    Row((Field("Số định danh cá nhân:", "nksSoDinhDanh", optional=True),)),
)


def _parent(prefix: str) -> tuple[Row, ...]:
    return (
        Row((Field("Họ, chữ đệm, tên:", f"{prefix}HoTen"),)),
        Row(
            (
                Field("Năm sinh:", f"{prefix}NgaySinh"),
                Field("Dân tộc:", f"{prefix}DanToc", at=0.36),
                Field("Quốc tịch:", f"{prefix}QuocTich", at=0.66),
            )
        ),
        Row((Field("Nơi cư trú:", f"{prefix}NoiCuTru"),)),
        Row((Field("Số CMND:", f"{prefix}SoGiayToTuyThan", optional=True),)),
    )


_REQUESTER = (
    Row((Field("Họ, chữ đệm, tên:", "nycHoTen"), Field("Quan hệ:", "nycQuanHe", at=0.66))),
    Row(
        (
            Field("Giấy tờ tùy thân:", "nycLoaiGiayToTuyThan"),
            Field("Số:", "nycSoGiayToTuyThan"),
            Field("Cấp ngày:", "nycNgayCapGiayToTuyThan"),
            Field("Nơi cấp:", "nycNoiCapGiayToTuyThan"),
        )
    ),
)
_SECTIONS = (
    ("Người được khai sinh", _CHILD),
    ("Người mẹ", _parent("me")),
    ("Người cha", _parent("cha")),
    ("Người đi khai sinh", _REQUESTER),
)
_NOTE = Row((Field("Ghi chú:", "ghiChu"),), lines=2)


def register_page(pen: Pen, birth: Record) -> list[Canvas]:
    """A page with two signatures; about every third entry has no note."""
    canvas = Canvas(pen, PAPER)
    values = dict(birth.values)
    if canvas.rng.random() < 0.35:
        del values["ghiChu"]
    book_rule(canvas)
    canvas.centred("SỔ ĐĂNG KÝ KHAI SINH", 13, bold=True)
    for row in _ENTRY:
        canvas.row(row, values, pitch_mm=7.6)
    ticked_words(canvas, "Loại đăng ký:", "loaiDangKy", tuple(KIND_WORDS.values()), values)
    for title, rows in _SECTIONS:
        canvas.statement(title, bold=True)
        for row in rows:
            canvas.row(row, values, pitch_mm=7.6)
    canvas.row(_NOTE, values, pitch_mm=7.6)
    canvas.skip(1)
    signature(canvas, values, "NGƯỜI THỰC HIỆN", name_key="nguoiThucHien", at=0.24, sealed=False)
    signature(canvas, values, "NGƯỜI KÝ", title_key="chucVuNguoiKy", name_key="nguoiKy")
    canvas.y += canvas.px(35)
    return [canvas]
