"""Boxes to tick are found by an empty one of their row, ticked ones by their outline."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from digitizer.domain.page import TickBox
from digitizer.samples.fonts import label_families, load
from ocr.lines import find_lines

OPTIONS = ("Đăng ký đúng hạn", "Đăng ký quá hạn", "Đăng ký lại")


def boxes(ticked: int | None, dpi: int = 300, mark: str = "cross") -> tuple[TickBox, ...]:
    scale = dpi / 300
    image = Image.new("RGB", (int(2400 * scale), int(900 * scale)), "white")
    draw = ImageDraw.Draw(image)
    font = load(label_families()[0].regular, round(50 * scale))
    for y in (200, 700):
        at = (150 * scale, y * scale)
        draw.text(at, "Nơi đăng ký: Ủy ban nhân dân xã ODO", "black", font, anchor="ls")
    for number, text in enumerate(OPTIONS):
        x = 200 + 700 * number
        left, top, right, bottom = (round(v * scale) for v in (x, 407, x + 43, 450))
        draw.rectangle((left, top, right, bottom), None, "black", max(1, round(3 * scale)))
        if number == ticked:
            over = round((6 if mark == "cross" else -8) * scale)
            ends = (left - over, top - over, right + over, bottom + over)
            draw.line(ends, "black", round(5 * scale))
            draw.line((ends[0], ends[3], ends[2], ends[1]), "black", round(5 * scale))
        draw.text(((x + 60) * scale, 450 * scale), text, "black", font, anchor="ls")
    return find_lines(np.asarray(image), dpi).ticks


@pytest.mark.parametrize("dpi", [150, 200, 300])
@pytest.mark.parametrize("mark", ["cross", "inside"])
@pytest.mark.parametrize("ticked", [0, 1, 2, None])
def test_a_row_of_boxes_tells_which_is_ticked(ticked: int | None, mark: str, dpi: int) -> None:
    found = boxes(ticked, dpi, mark)
    assert [round(tick.box.x * 300 / dpi / 100) for tick in found] == [2, 9, 16]
    marked = [tick.marked for tick in found]
    assert all((share > 0.1) == (number == ticked) for number, share in enumerate(marked)), marked
    assert all(share < 0.03 for number, share in enumerate(marked) if number != ticked)


def alone(dpi: int) -> tuple[TickBox, ...]:
    """A page with one marked box and nothing else to compare it with."""
    scale = dpi / 300
    image = Image.new("RGB", (int(1600 * scale), int(600 * scale)), "white")
    draw = ImageDraw.Draw(image)
    font = load(label_families()[0].regular, round(50 * scale))
    left, top, side = round(200 * scale), round(300 * scale), round(43 * scale)
    draw.rectangle((left, top, left + side, top + side), None, "black", max(1, round(3 * scale)))
    over = round(6 * scale)
    ends = (left - over, top - over, left + side + over, top + side + over)
    draw.line(ends, (30, 40, 120), round(5 * scale))
    draw.line((ends[0], ends[3], ends[2], ends[1]), (30, 40, 120), round(5 * scale))
    draw.text((280 * scale, top + side), "Hộ nghèo D O B 0 8", "black", font, anchor="ls")
    return find_lines(np.asarray(image), dpi).ticks


@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_a_crossed_box_is_found_without_an_empty_one_beside_it(dpi: int) -> None:
    (found,) = alone(dpi)
    assert round(found.box.x * 300 / dpi) == pytest.approx(200, abs=4)
    assert found.box.width * 300 / dpi == pytest.approx(44, abs=6)
    assert found.marked > 0.1


@pytest.mark.parametrize("is_bold", [False, True])
def test_letters_are_no_boxes(is_bold: bool) -> None:
    image = Image.new("RGB", (2000, 500), "white")
    draw = ImageDraw.Draw(image)
    for y, size in ((150, 50), (300, 80)):
        family = label_families()[0]
        font = load(family.bold if is_bold else family.regular, size)
        draw.text((100, y), "ĐỒNG BÁO TỬ DO Đ0D 00 H 8B", "black", font, anchor="ls")
    assert find_lines(np.asarray(image), 300).ticks == ()
