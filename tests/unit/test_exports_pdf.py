"""One PDF a case: the right pages, the right part, the right size in mm, in colour."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from PIL import Image
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
    assert write_case_pdf(path, case(1, page, values(), boxes=boxes), PROFILE, CREATED) == 3
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
    assert write_case_pdf(path, both, whole, CREATED) == 2
    with pdfplumber.open(path) as document:
        sizes = [(page.width / POINTS_A_MM, page.height / POINTS_A_MM) for page in document.pages]
    assert sizes == [pytest.approx((210.06, 297.05), abs=0.02)] * 2
    assert write_case_pdf(path, both, PROFILE, CREATED) == 3


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
