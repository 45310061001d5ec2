"""Printed papers: whole, numbered, with every Vietnamese letter, and never over another file."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest

from digitizer.bootstrap.printing import print_sheet
from digitizer.domain.errors import EnvironmentFault, InvalidInput
from digitizer.domain.sheet import Bars, Heading, Pairs, Paragraph, Sheet, Signatures, Table
from digitizer.samples.fonts import vietnamese_letters
from exports.sheet_pdf import SheetFonts, write_sheet


def _sheet(rows: int = 3) -> Sheet:
    return Sheet(
        "DANH SÁCH THỬ",
        ("ỦY BAN NHÂN DÂN XÃ MẪU", "TỔ SỐ HÓA"),
        "Xã Mẫu, ngày 28 tháng 11 năm 2026",
        (
            Heading("1. Chữ"),
            Paragraph(vietnamese_letters()),
            Paragraph("<b>không phải thẻ</b> & dấu\ndòng sau"),
            Pairs((("Cỡ lô", "1.200"),)),
            Table(
                ("STT", "Nội dung"),
                tuple((str(number), f"Dòng số {number}") for number in range(1, rows + 1)),
                (1, 4),
                frozenset({0}),
            ),
            Bars("Theo ngày", ("1/11", "2/11"), (("Đã quét", (3.0, 4.0)),)),
            Signatures((("NGƯỜI LẬP", "Nguyễn Thị Mẫu"),), "(Ký, ghi rõ họ tên)"),
        ),
        "Trang {page}/{pages}",
    )


def test_every_vietnamese_letter_can_be_read_back(tmp_path: Path) -> None:
    print_sheet(tmp_path / "a.pdf", _sheet())

    with pdfplumber.open(tmp_path / "a.pdf") as document:
        text = "".join(page.extract_text() for page in document.pages)
        faces = {char["fontname"].split("+")[-1] for page in document.pages for char in page.chars}
    assert not set(vietnamese_letters()) - set(text)
    assert "<b>không phải thẻ</b> & dấu\ndòng sau" in text
    assert all("Helvetica" not in face and "Times" not in face for face in faces)


def test_header_row_and_number_stand_on_each_page_and_no_row_is_lost(tmp_path: Path) -> None:
    print_sheet(tmp_path / "a.pdf", _sheet(rows=120))

    with pdfplumber.open(tmp_path / "a.pdf") as document:
        pages = [page.extract_text() for page in document.pages]
    assert len(pages) > 2
    assert [f"Trang {n}/{len(pages)}" in text for n, text in enumerate(pages, 1)] == [True] * len(
        pages
    )
    of_table = [text for text in pages if "Dòng số" in text]
    assert all("Nội dung" in text for text in of_table)
    lines = "\n".join(pages).splitlines()
    assert [line for line in lines if "Dòng số" in line] == [
        f"{number} Dòng số {number}" for number in range(1, 121)
    ]


def test_a_file_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    with pytest.raises(InvalidInput, match="sheet-exists"):
        print_sheet(target, _sheet())

    assert target.read_bytes() == b"old"


def test_a_folder_that_is_gone_and_a_broken_font_are_said(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="sheet-no-io"):
        print_sheet(tmp_path / "gone" / "a.pdf", _sheet())
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    fonts = SheetFonts(tmp_path / "broken.ttf", tmp_path / "broken.ttf")
    with pytest.raises(EnvironmentFault, match="sheet-font"):
        write_sheet(tmp_path / "a.pdf", _sheet(), fonts)
    assert not (tmp_path / "a.pdf").exists()


def test_a_row_that_does_not_fit_its_table_is_refused() -> None:
    with pytest.raises(ValueError, match="one cell"):
        Table(("a", "b"), (("1",),), (1, 1))
    with pytest.raises(ValueError, match="one value"):
        Bars("a", ("1", "2"), (("x", (1.0,)),))
