"""Codes on paper through the command line: separator sheets, stickers, copies of identity cards."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFont
from support.program import run

from digitizer.domain.values.mrz import check_digit
from digitizer.domain.values.separators import Separator
from digitizer.domain.values.text import strip_marks
from digitizer.samples.fonts import value_fonts
from ocr.pages import DecodeLimits, iter_pages

DPI = 200
A4 = (1654, 2339)
Form = tuple[list[Image.Image], dict[str, str]]


def pages_of(path: Path) -> list[Image.Image]:
    """The pages of a file as A4 pictures of 200 dpi."""
    pages = [page.image for page in iter_pages(path, DecodeLimits())]
    return [Image.fromarray(page).convert("RGB").resize(A4) for page in pages]


def numbers(cases: list[dict[str, Any]]) -> list[list[int]]:
    """The numbers of the pages of each case."""
    return [[page["number"] for page in case["pages"]] for case in cases]


def write(path: Path, pages: list[Image.Image]) -> Path:
    pages[0].save(path, "TIFF", save_all=True, append_images=pages[1:], dpi=(DPI, DPI))
    return path


@pytest.fixture(scope="module")
def forms(
    tmp_path_factory: pytest.TempPathFactory,
) -> list[Form]:
    """Two clean birth certificates and what is written on them."""
    folder = tmp_path_factory.mktemp("forms")
    made = run(
        *("samples", folder, "--count", 2, "--damage", "clean", "--layout", "certificate_2020"),
        *("--seed", 5),
    )
    assert made.code == 0, made.err
    found = []
    for truth in sorted(folder.glob("*.truth.json")):
        said = json.loads(truth.read_text(encoding="utf-8"))
        values = {key: field["text"] for key, field in said["cases"][0]["fields"].items()}
        found.append((pages_of(folder / said["source"]), values))
    return found


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> list[Image.Image]:
    """Sheets for the entries 7 and 8 of a book, as the program prints them."""
    target = tmp_path_factory.mktemp("sheets") / "sheets.pdf"
    made = run("separators", target, "--book", "01/2019", "--first", 7, "--count", 2)
    assert made.code == 0, made.err
    assert run("separators", target).code == 2
    return pages_of(target)


@pytest.mark.slow
@pytest.mark.tesseract
def test_printed_sheets_part_a_stack_and_name_book_and_entry(
    forms: list[Form],
    sheets: list[Image.Image],
    tmp_path: Path,
) -> None:
    (first, _), (second, _) = forms
    stack = write(tmp_path / "stack.tif", [sheets[0], *first, sheets[1], *second])
    read = run("read", stack, "--json")
    assert read.code == 0, read.err
    cases = read.objects
    assert numbers(cases) == [[2], [4]]
    for case, entry in zip(cases, ("7/2019", "8/2019"), strict=True):
        assert case["fields"]["quyenSo"]["value"] == "01/2019"
        assert case["fields"]["quyenSo"]["state"] == "review"
        offered = [other["value"] for other in case["fields"]["so"]["candidates"]]
        assert entry in (case["fields"]["so"]["value"], *offered)


@pytest.mark.slow
@pytest.mark.tesseract
def test_a_sticker_begins_a_case_and_keeps_its_page(forms: list[Form], tmp_path: Path) -> None:
    (first, _), (second, _) = forms
    code = zxingcpp.create_barcode(Separator("01/2019").payload, zxingcpp.BarcodeFormat.QRCode)
    sticker = second[0].copy()
    sticker.paste(Image.fromarray(code.to_image(scale=5)).convert("RGB"), (40, 1950))
    read = run("read", write(tmp_path / "stack.tif", [*first, sticker]), "--json")
    assert numbers(read.objects) == [[1], [2]]


@pytest.mark.slow
@pytest.mark.tesseract
def test_a_scan_of_nothing_but_sheets_is_read_and_makes_no_case(
    sheets: list[Image.Image], tmp_path: Path
) -> None:
    workspace = tmp_path / "ws"
    assert run("init", workspace).code == 0
    write(workspace / "inbox" / "sheets.tif", sheets)
    watched = run("watch", "--once", workspace=workspace)
    assert watched.code == 0, watched.err
    (status,) = run("status", "--json", workspace=workspace).objects
    assert (status["arrivals"]["stored"], status["records"]) == (1, 0)
    assert not list((workspace / "inbox").iterdir())


def card_copy(payload: str, number: str, born: str, sex: str, name: str) -> Image.Image:
    """A photocopied card, front with its code above, back with its lines below. The digits of the
    card's expiry are invented."""
    page = Image.new("RGB", A4, "white")
    draw = ImageDraw.Draw(page)
    large, small = (ImageFont.truetype(value_fonts("sans")[0], size) for size in (40, 26))
    draw.text((300, 300), "CĂN CƯỚC CÔNG DÂN", fill=0, font=large)
    draw.text((300, 380), f"Số / No.: {number}", fill=0, font=small)
    code = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.QRCode)
    page.paste(Image.fromarray(code.to_image(scale=4)).convert("RGB"), (1100, 250))
    expiry = "390316"
    first = f"IDVNM{number[3:]}{check_digit(number[3:])}{number}<<0"
    second = f"{born}{check_digit(born)}{sex}{expiry}{check_digit(expiry)}VNM" + "<" * 11
    second += check_digit(first[5:] + second[:7] + second[8:15] + second[18:])
    mono = ImageFont.truetype(value_fonts("typewriter")[0], 34)
    for line, text in enumerate((first, second, name.ljust(30, "<"))):
        draw.text((300, 1300 + 50 * line), text, fill=0, font=mono)
    return page


@pytest.mark.slow
@pytest.mark.tesseract
@pytest.mark.parametrize("has_code", [True, False])
def test_the_copy_of_the_mother_s_card_fills_and_confirms_her_fields(
    forms: list[Form], tmp_path: Path, has_code: bool
) -> None:
    pages, written = forms[0]
    year = written["meNgaySinh"][-4:]
    number = f"001{'3' if year >= '2000' else '1'}{year[2:]}012345"
    name = written["meHoTen"].title()
    plain = name.upper().replace(" ", "<").replace("<", "<<", 1)
    payload = f"{number}||{name}|0203{year}|Nữ|Thôn Mẫu, Hà Nội|01022022"
    copy = card_copy(payload, number, f"{year[2:]}0302", "F", strip_marks(plain))
    if not has_code:
        copy.paste("white", (1050, 200, 1650, 800))
    read = run("read", write(tmp_path / "case.tif", [*pages, copy]), "--json")
    (case,) = read.objects
    assert numbers([case]) == [[1, 2]]
    fields = case["fields"]
    assert fields["meHoTen"]["text"].casefold() == written["meHoTen"].casefold()
    if has_code:
        assert fields["meHoTen"]["state"] == "accepted"
    offered = [other["value"] for other in fields["meSoDinhDanhCaNhan"]["candidates"]]
    assert number in (fields["meSoDinhDanhCaNhan"]["value"], *offered)
