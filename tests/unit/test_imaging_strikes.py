"""A line drawn through print is told from leaders, rules below, dashes and heavy print."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from digitizer.samples.fonts import label_families, load, value_fonts
from ocr.lines import find_lines


def page(
    style: str, text: str = "Ngày 27 tháng 9 năm 1978"
) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", (2000, 700), "white")
    draw = ImageDraw.Draw(image)
    font = load(value_fonts(style)[0], 50)
    for y in (200, 300, 400, 500):
        draw.text((150, y), text, "black", font, anchor="ls")
    return image, draw


def struck(image: Image.Image) -> list[int]:
    """How many strokes run through each line."""
    return [len(crop.struck) for crop in find_lines(np.asarray(image), 300).crops]


@pytest.mark.parametrize("style", ["serif_bold", "sans", "typewriter"])
@pytest.mark.parametrize("rise", [0, 8])
def test_a_stroke_through_a_value_is_seen_where_it_runs(style: str, rise: int) -> None:
    image, draw = page(style)
    draw.line((300, 287 + rise, 620, 287 - rise), "black", 4)
    (crop,) = [crop for crop in find_lines(np.asarray(image), 300).crops if crop.struck]
    ((left, right),) = crop.struck
    assert 200 < crop.box.bottom <= 330
    assert 270 <= left < right <= 650
    assert right - left >= 160


@pytest.mark.parametrize("style", ["serif_bold", "sans", "typewriter"])
def test_print_leaders_and_lines_below_are_no_strokes(style: str) -> None:
    image, draw = page(style, "TRẦN THỊ HẸ - Phan Rang - 1978 EEFFHHAA")
    dots = load(label_families()[0].regular, 50)
    draw.text((150, 300), "." * 90, "black", dots, anchor="ls")
    draw.line((150, 403, 1200, 403), "black", 3)
    assert struck(image) == [0, 0, 0, 0]
