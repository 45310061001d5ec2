"""One PDF a case: the right pages, the right part, the right size in mm, in colour."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from PIL import Image, ImageDraw
from support.export_content import CREATED, PROFILE, case, page_file, values

from digitizer.domain.errors import NotAllowed, UnreadableFile
from digitizer.domain.page import Box
from digitizer.domain.schema import PdfScope
from exports.pdf import read_pdf, write_case_pdf

POINTS_A_MM = 72 / 25.4


def test_pages_keep_order_size_and_colour(tmp_path: Path) -> None:
    page = page_file(tmp_path, (1654, 2339))  # A4 at 200 dpi
    boxes = (None, Box(0, 0, 827, 1169), Box(827, 1170, 827, 1169))
    path = tmp_path / "KS.1.pdf"
    assert write_case_pdf(path, case(1, page, values(), boxes=boxes), PROFILE, CREATED).pages == 3
    with pdfplumber.open(path) as document:
        sizes = [(page.width / POINTS_A_MM, page.height / POINTS_A_MM) for page in document.pages]
        images = [page.images[0] for page in document.pages]
        assert sizes[0] == pytest.approx((210.06, 297.05), abs=0.02)
        # Two millimetres more than the part, but for the edges of the page.
        assert sizes[1] == pytest.approx((107.06, 150.50), abs=0.02)
        assert [image["srcsize"] for image in images] == [(827, 1170), (422, 592), (422, 592)]
        colours = [
            Image.open(BytesIO(image["stream"].get_rawdata())).getpixel((200, 200))
            for image in images
        ]
    assert colours[0][0] > 240
    assert colours[0][1] < 30
    assert min(colours[2]) > 240


def test_a_profile_of_whole_pages_shows_each_page_of_the_case_once(tmp_path: Path) -> None:
    page = page_file(tmp_path, (1654, 2339))
    boxes = (Box(0, 0, 827, 400), Box(0, 900, 827, 400))
    one = case(1, page, values(), boxes=boxes)
    first, second = one.pages
    second = replace(second, region=replace(second.region, page_number=2))
    both = replace(one, pages=(first, second, replace(first, region=replace(first.region))))
    path = tmp_path / "w.pdf"
    whole = replace(PROFILE, pdf_scope=PdfScope.PAGES)
    assert write_case_pdf(path, both, whole, CREATED).pages == 2
    with pdfplumber.open(path) as document:
        sizes = [(page.width / POINTS_A_MM, page.height / POINTS_A_MM) for page in document.pages]
    assert sizes == [pytest.approx((210.06, 297.05), abs=0.02)] * 2
    assert write_case_pdf(path, both, PROFILE, CREATED).pages == 3


def test_a_coarse_page_is_not_blown_up(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    write_case_pdf(path, case(1, page_file(tmp_path), values(), dpi=50), PROFILE, CREATED)
    with pdfplumber.open(path) as document:
        assert document.pages[0].images[0]["srcsize"] == (400, 600)
        assert document.pages[0].width == pytest.approx(400 / 50 * 72)


def test_the_file_tells_nothing_but_its_name(tmp_path: Path) -> None:
    path = tmp_path / "KS.2017.01.pdf"
    one = case(1, page_file(tmp_path), values(), boxes=(None, None))
    write_case_pdf(path, one, PROFILE, CREATED)
    assert read_pdf(path.read_bytes()) == (2, "KS.2017.01")
    with pdfplumber.open(path) as document:
        assert set(document.metadata) == {"Title", "Producer", "CreationDate", "ModDate"}
    again = tmp_path / "again" / path.name
    again.parent.mkdir()
    write_case_pdf(again, one, PROFILE, CREATED)
    assert again.read_bytes() == path.read_bytes()


def test_a_smaller_quality_makes_a_smaller_file(tmp_path: Path) -> None:
    noise = Image.effect_noise((600, 600), 80).convert("RGB")
    noise.save(tmp_path / "n.png")
    one = case(1, tmp_path / "n.png", values())
    sizes = []
    for quality in (20, 90):
        write_case_pdf(tmp_path / "n.pdf", one, replace(PROFILE, pdf_jpeg_quality=quality), CREATED)
        sizes.append((tmp_path / "n.pdf").stat().st_size)
    assert sizes[0] < sizes[1] / 2


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_image_becomes_a_colour_page(tmp_path: Path, mode: str) -> None:
    Image.new(mode, (50, 50)).save(tmp_path / "p.tiff")
    write_case_pdf(tmp_path / "p.pdf", case(1, tmp_path / "p.tiff", values()), PROFILE, CREATED)
    assert b"/DeviceRGB" in (tmp_path / "p.pdf").read_bytes()


@pytest.mark.parametrize("damage", ["absent", "text", "cut"])
def test_a_page_that_does_not_decode_is_named(tmp_path: Path, damage: str) -> None:
    page = page_file(tmp_path)
    if damage == "absent":
        page.unlink()
    else:
        page.write_bytes(b"no image" if damage == "text" else page.read_bytes()[:900])
    with pytest.raises(UnreadableFile) as caught:
        write_case_pdf(tmp_path / "a.pdf", case(9, page, values()), PROFILE, CREATED)
    assert caught.value.code == "page-image-unreadable"
    assert caught.value.params == {"case": "9", "page": "1"}


def test_a_region_beyond_the_page_is_cut_to_it_or_refused(tmp_path: Path) -> None:
    page = page_file(tmp_path)
    write_case_pdf(
        tmp_path / "a.pdf",
        case(1, page, values(), boxes=(Box(-10, 300, 900, 900),), dpi=100),
        PROFILE,
        CREATED,
    )
    with pdfplumber.open(tmp_path / "a.pdf") as document:
        assert document.pages[0].images[0]["srcsize"] == (400, 308)
    outside = case(4, page, values(), boxes=(Box(500, 0, 50, 50),))
    with pytest.raises(NotAllowed, match="region-outside-page"):
        write_case_pdf(tmp_path / "b.pdf", outside, PROFILE, CREATED)


def test_a_case_without_pages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match="case-without-pages"):
        write_case_pdf(tmp_path / "a.pdf", case(1, tmp_path, values(), boxes=()), PROFILE, CREATED)


@pytest.mark.parametrize("cut", [0, 4, 40, 400])
def test_bytes_that_are_no_pdf_are_said_to_be_none(tmp_path: Path, cut: int) -> None:
    write_case_pdf(tmp_path / "a.pdf", case(1, page_file(tmp_path), values()), PROFILE, CREATED)
    with pytest.raises(ValueError):
        read_pdf((tmp_path / "a.pdf").read_bytes()[:cut])


def test_a_pdf_with_nonsense_inside_never_crashes_the_reader(tmp_path: Path) -> None:
    write_case_pdf(tmp_path / "a.pdf", case(1, page_file(tmp_path), values()), PROFILE, CREATED)
    data = (tmp_path / "a.pdf").read_bytes()
    for found in re.finditer(rb"/(Kids|MediaBox|Type|Root|Pages|Count|Title|Prev|Size)", data):
        for nonsense in (b"[[[", b"<<<<", b"99999", b"null ", b"/Page"):
            changed = data[: found.end()] + nonsense + data[found.end() + len(nonsense) :]
            try:
                read_pdf(changed)
            except ValueError:
                continue


def test_a_wish_for_small_pages_is_met_or_said_not_to_be(tmp_path: Path) -> None:
    noise = Image.effect_noise((1654, 2339), 60).convert("RGB")
    draw = ImageDraw.Draw(noise)
    for row in range(100, 2200, 60):
        draw.rectangle((100, row, 1500, row + 30), fill=(20, 20, 60))
    noise.save(tmp_path / "n.png")
    one = case(1, tmp_path / "n.png", values(), boxes=(None, None))
    profile = replace(PROFILE, pdf_dpi=200, pdf_page_kb=400)
    met = write_case_pdf(tmp_path / "a.pdf", one, profile, CREATED)
    assert (met.pages, met.larger_pages) == (2, 0)
    assert (tmp_path / "a.pdf").stat().st_size <= 800_000
    unmet = write_case_pdf(tmp_path / "b.pdf", one, replace(profile, pdf_page_kb=20), CREATED)
    assert (unmet.pages, unmet.larger_pages) == (2, 2)


def test_nothing_that_a_scanner_noted_in_the_image_leaves(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "SECRET-NOTE"
    Image.new("RGB", (90, 90)).save(
        tmp_path / "p.jpg", exif=exif, comment=b"SECRET-NOTE", icc_profile=b"SECRET-NOTE" * 20
    )
    write_case_pdf(tmp_path / "p.pdf", case(1, tmp_path / "p.jpg", values()), PROFILE, CREATED)
    assert b"SECRET-NOTE" not in (tmp_path / "p.pdf").read_bytes()


def test_a_case_of_many_pages_is_written_page_by_page(tmp_path: Path) -> None:
    page = page_file(tmp_path, (300, 400))
    one = case(1, page, values(), boxes=(None,) * 150)
    assert write_case_pdf(tmp_path / "m.pdf", one, PROFILE, CREATED).pages == 150
    assert read_pdf((tmp_path / "m.pdf").read_bytes()) == (150, "m")
