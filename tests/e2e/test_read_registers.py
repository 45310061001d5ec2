"""``digitizer read`` on printed pages of the other registers: type and fields, columns apart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from support.program import run

from digitizer.samples.fonts import label_families, load

pytestmark = [pytest.mark.tesseract, pytest.mark.slow]

DPI = 300
WIDTH, HEIGHT = 2480, 3508
MARGIN, MIDDLE, PITCH, SIZE = 220, 1290, 105, 50


def print_page(path: Path, title: str, rows: Sequence[str | tuple[str, str]]) -> Path:
    """An A4 page at 300 dpi; a pair of texts stands in two columns."""
    image = Image.new("RGB", (WIDTH, HEIGHT), (250, 249, 245))
    pen = ImageDraw.Draw(image)
    family = label_families()[0]
    regular, bold = load(family.regular, SIZE), load(family.bold, SIZE + 14)
    motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    pen.text((WIDTH / 2, 260), motto, "black", load(family.bold, SIZE), anchor="ms")
    pen.text((WIDTH / 2, 480), title, "black", bold, anchor="ms")
    for number, row in enumerate(rows):
        cells = zip((MARGIN, MIDDLE), row, strict=True) if isinstance(row, tuple) else None
        for x, text in cells or [(MARGIN, row)]:
            pen.text((x, 620 + number * PITCH), text, "black", regular, anchor="ls")
    image.save(path, dpi=(DPI, DPI))
    return path


def read(path: Path) -> tuple[str | None, dict[str, str]]:
    done = run("read", path, "--json")
    assert done.code == 0
    (line,) = done.objects
    texts = {key: field["text"] for key, field in line["fields"].items() if field["text"]}
    return line["document_type"], texts


def test_a_marriage_certificate_in_two_columns(tmp_path: Path) -> None:
    page = print_page(
        tmp_path / "marriage.png",
        "GIẤY CHỨNG NHẬN KẾT HÔN",
        [
            "Số: 12/2021",
            ("Họ, chữ đệm, tên vợ: TRẦN THỊ BÍCH", "Họ, chữ đệm, tên chồng: LÊ VĂN KHỞI"),
            ("Ngày, tháng, năm sinh: 02/03/1999", "Ngày, tháng, năm sinh: 17/10/1995"),
            ("Dân tộc: Tày    Quốc tịch: Việt Nam", "Dân tộc: Kinh    Quốc tịch: Việt Nam"),
            ("Nơi cư trú: xã Mai Hạ, tỉnh Hòa Bình", "Nơi cư trú: xã Vân Hồ, tỉnh Sơn La"),
            "Nơi đăng ký kết hôn: Ủy ban nhân dân xã Mai Hạ",
            "Ngày, tháng, năm đăng ký: 05/06/2021",
        ],
    )
    document_type, texts = read(page)
    assert document_type == "civil_status.marriage"
    expected = {
        "so": "12/2021",
        "ngayDangKy": "05/06/2021",
        "noiDangKy": "Ủy ban nhân dân xã Mai Hạ",
        "voHoTen": "TRẦN THỊ BÍCH",
        "voNgaySinh": "02/03/1999",
        "voDanToc": "Tày",
        "voQuocTich": "Việt Nam",
        "voNoiCuTru": "xã Mai Hạ, tỉnh Hòa Bình",
        "chongHoTen": "LÊ VĂN KHỞI",
        "chongNgaySinh": "17/10/1995",
        "chongDanToc": "Kinh",
        "chongQuocTich": "Việt Nam",
        "chongNoiCuTru": "xã Vân Hồ, tỉnh Sơn La",
    }
    assert texts == expected


def test_an_extract_of_a_death(tmp_path: Path) -> None:
    page = print_page(
        tmp_path / "death.png",
        "TRÍCH LỤC KHAI TỬ",
        [
            "Họ, chữ đệm, tên: LÊ VĂN KHỞI",
            "Ngày, tháng, năm sinh: 1941      Giới tính: Nam",
            "Đã chết vào lúc: 08 giờ 30 phút, ngày 16 tháng 3 năm 2021",
            "Nơi chết: xã Mai Hạ, tỉnh Hòa Bình",
            "Số: 7/2021      Ngày đăng ký: 18/03/2021",
        ],
    )
    document_type, texts = read(page)
    assert document_type == "civil_status.death"
    assert texts["nktHoTen"] == "LÊ VĂN KHỞI"
    assert texts["nktGioPhutChet"] == "08 giờ 30 phút"
    assert texts["nktNgayChet"] == "16 tháng 3 năm 2021"
    assert texts["nktNoiChet"] == "xã Mai Hạ, tỉnh Hòa Bình"
    assert (texts["so"], texts["ngayDangKy"]) == ("7/2021", "18/03/2021")


def test_an_adoption_is_no_paper_that_we_know(tmp_path: Path) -> None:
    rows = ["Họ, chữ đệm, tên: LÊ VĂN KHỞI", "Nơi đăng ký: Ủy ban nhân dân xã Mai Hạ"]
    page = print_page(tmp_path / "other.png", "GIẤY CHỨNG NHẬN NUÔI CON NUÔI", rows)
    assert read(page) == (None, {})
