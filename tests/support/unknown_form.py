"""An invented form that the program does not know: its blank sheet, and sheets filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from digitizer.samples.fonts import FontFamily, label_families

DPI = 200
_PX_PER_MM = DPI / 25.4
SIZE = (round(210 * _PX_PER_MM), round(297 * _PX_PER_MM))
TITLE = "PHIẾU ĐĂNG KÝ TIÊM CHỦNG"
_LEFT_MM, _RIGHT_MM, _FIRST_MM, _PITCH_MM = 22.0, 190.0, 70.0, 13.0
_LEAST_ROOM_MM = 2.0


@dataclass(frozen=True, slots=True)
class Slot:
    """A label of the form and the room for its value, in mm: left, top, right, bottom."""

    label: str
    room: tuple[float, float, float, float]


LABELS = (
    "Họ và tên trẻ",
    "Ngày, tháng, năm sinh",
    "Họ và tên mẹ",
    "Địa chỉ thường trú",
    "Số điện thoại liên hệ",
    "Loại vắc xin đăng ký",
    "Tên trạm y tế thực hiện",
)
VALUES = {
    "Họ và tên trẻ": "Lê Minh Quân",
    "Ngày, tháng, năm sinh": "12/03/2025",
    "Họ và tên mẹ": "Trần Thị Bích Ngọc",
    "Địa chỉ thường trú": "Thôn Đông Hạ, xã Phượng Cách",
    "Số điện thoại liên hệ": "0912345678",
    "Loại vắc xin đăng ký": "Sởi và Rubella",
    "Tên trạm y tế thực hiện": "Trạm y tế xã Phượng Cách",
}


def slots() -> tuple[Slot, ...]:
    """Where each value of the form belongs."""
    plain = _font(_family().regular, 5.0)
    found = []
    for row, label in enumerate(LABELS):
        top = _FIRST_MM + row * _PITCH_MM
        left = _LEFT_MM + plain.getlength(f"{label}:") / _PX_PER_MM + _LEAST_ROOM_MM
        found.append(Slot(label, (left, top - 2.5, _RIGHT_MM, top + 7.5)))
    return tuple(found)


def draw(path: Path, values: Mapping[str, str] | None = None) -> Path:
    """The sheet as a scan; blank without values."""
    family = _family()
    sheet = Image.new("L", SIZE, 250)
    pen = ImageDraw.Draw(sheet)
    bold, head = _font(family.bold, 4.6), _font(family.bold, 6.6)
    plain, hand = _font(family.regular, 5.0), _font(family.bold, 5.2)
    middle = SIZE[0] / 2
    _write(pen, (middle, _px(22)), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold, "mm")
    _write(pen, (middle, _px(29)), "Độc lập - Tự do - Hạnh phúc", bold, "mm")
    _write(pen, (middle, _px(48)), TITLE, head, "mm")
    for slot in slots():
        left, top, right, _ = slot.room
        line = _px(top + 2.5 + 5.0)
        _write(pen, (_px(_LEFT_MM), line), f"{slot.label}:", plain, "ls")
        for x in range(_px(left), _px(right), 12):
            pen.ellipse((x, line - 2, x + 2, line), fill=90)
        if values and values.get(slot.label):
            _write(pen, (_px(left + 4), line - 4), values[slot.label], hand, "ls")
    for row, text in enumerate(("NGƯỜI ĐĂNG KÝ", "(Ký, ghi rõ họ tên)")):
        _write(pen, (_px(150), _px(190 + 8 * row)), text, plain, "mm")
    text = "Phiếu này được lập thành hai bản, trạm y tế giữ một bản."
    _write(pen, (_px(_LEFT_MM), _px(245)), text, plain, "ls")
    sheet.save(path, dpi=(DPI, DPI))
    return path


def _family() -> FontFamily:
    return label_families()[0]


def _font(path: Path, height_mm: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, round(height_mm * _PX_PER_MM))


def _write(
    pen: ImageDraw.ImageDraw,
    at: tuple[float, float],
    text: str,
    font: ImageFont.FreeTypeFont,
    anchor: str,
) -> None:
    pen.text(at, text, font=font, fill=20, anchor=anchor)


def _px(mm: float) -> int:
    return round(mm * _PX_PER_MM)
