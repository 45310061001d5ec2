"""The border of a certificate is no print; a column of numbers is."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from digitizer.samples.fonts import label_families, load
from ocr.lines import find_lines

ROWS = range(300, 3200, 100)


def page() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", (2480, 3508), "white")
    draw = ImageDraw.Draw(image)
    font = load(label_families()[0].regular, 50)
    for y in ROWS:
        draw.text((260, y), "Họ, chữ đệm, tên: Nguyễn Thị Phượng", "black", font, anchor="ls")
    return image, draw


def with_border(draw: ImageDraw.ImageDraw) -> None:
    for y in range(100, 3400, 55):
        for x in (100, 2330):
            draw.line((x, y, x + 45, y + 45), "black", 4)
            draw.line((x, y + 45, x + 45, y), "black", 4)
    for x in range(155, 2330, 55):
        for y in (100, 3345):
            draw.line((x, y, x + 45, y + 45), "black", 4)
            draw.line((x, y + 45, x + 45, y), "black", 4)


def test_ornaments_around_a_page_make_no_lines_and_touch_none() -> None:
    plain, _ = page()
    framed, draw = page()
    with_border(draw)
    wanted = [crop.box for crop in find_lines(np.asarray(plain), 300).crops]
    found = [crop.box for crop in find_lines(np.asarray(framed), 300).crops]
    assert found == wanted
    assert len(found) == len(ROWS)


def test_numbers_of_entries_down_one_side_are_read() -> None:
    image, draw = page()
    font = load(label_families()[0].regular, 50)
    for number, y in enumerate(ROWS):
        draw.text((90, y), str(10 + number), "black", font, anchor="ls")
    lines = find_lines(np.asarray(image), 300).crops
    assert min(crop.box.x for crop in lines) < 100
    assert sum(crop.box.x < 100 for crop in lines) == len(ROWS)
