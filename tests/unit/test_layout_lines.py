"""Lines are found whatever leaders, columns and frames a form has."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from digitizer.samples.fonts import label_families, load, value_fonts
from ocr.layout.crops import Leaders
from ocr.lines import PageLines, find_lines


def form(leader: str, rows: int = 8, dpi: int = 300) -> np.ndarray:
    image = Image.new("RGB", (8 * dpi, 6 * dpi), "white")
    draw = ImageDraw.Draw(image)
    font = load(label_families()[0].regular, dpi // 6)
    for number in range(rows):
        y = dpi + number * dpi // 3
        draw.text((dpi // 2, y), "Họ, chữ đệm, tên:" + leader * 60, "black", font, anchor="ls")
        draw.text((2.2 * dpi, y - 3), f"Nguyễn Thị Phượng {number}", "black", font, anchor="ls")
    return np.asarray(image)


def tops(found: PageLines) -> list[int]:
    return [found.on_page(crop.box).y for crop in found.crops]


def test_no_line_is_lost_on_dotted_leaders() -> None:
    for leader in ("", ".", "…"):
        found = find_lines(form(leader), 300)
        assert len(found.crops) == 8, leader
        assert tops(found) == sorted(tops(found))


def test_boxes_are_pixels_of_the_page_at_any_resolution() -> None:
    fine, coarse = find_lines(form("."), 300), find_lines(form(".", dpi=150), 150)
    assert len(coarse.crops) == 8
    for large, small in zip(fine.crops, coarse.crops, strict=True):
        a, b = fine.on_page(large.box), coarse.on_page(small.box)
        assert abs(a.y - 2 * b.y) <= 8
        assert abs(a.x - 2 * b.x) <= 8
        assert abs(a.height - 2 * b.height) <= 16


def test_a_reader_that_knows_leaders_gets_them() -> None:
    (first, *_) = find_lines(form("."), 300, (Leaders.LEFT, Leaders.ERASED)).crops
    assert set(first.pictures) == {Leaders.LEFT, Leaders.ERASED}
    ink = {leaders: int((picture < 128).sum()) for leaders, picture in first.pictures.items()}
    assert ink[Leaders.LEFT] > ink[Leaders.ERASED] + 300
    assert first.pictures[Leaders.LEFT].shape == first.pictures[Leaders.ERASED].shape


def test_columns_far_apart_stay_separate() -> None:
    image = Image.new("RGB", (2400, 900), "white")
    draw = ImageDraw.Draw(image)
    font = load(label_families()[0].regular, 50)
    for y in (200, 300, 400):
        draw.text((150, y), "Người thực hiện", "black", font, anchor="ls")
        draw.text((1500, y), "Người ký giấy", "black", font, anchor="ls")
    assert len(find_lines(np.asarray(image), 300).crops) == 6


def test_large_marks_and_commas_stay_with_their_line() -> None:
    """Where they were lines of their own "Điền" lost its mark and places their commas."""
    image = Image.new("RGB", (2000, 900), "white")
    draw = ImageDraw.Draw(image)
    ink = (20, 20, 24)
    rows = range(200, 700, 100)
    for y in rows:
        draw.rectangle((150, y - 25, 1800, y - 24), "white")
        for x in range(150, 1800, 40):
            draw.rectangle((x, y - 25, x + 22, y), ink)
        for x in (310, 790, 1310):
            # As high as the letters nearly, like a circumflex with its tone in some faces.
            draw.polygon([(x, y - 31), (x + 11, y - 51), (x + 22, y - 31)], ink)
        for x in (500, 1180):
            draw.rectangle((x + 26, y - 5, x + 34, y + 13), ink)
    found = find_lines(np.asarray(image), 300, {Leaders.LEFT})
    assert len(found.crops) == len(rows)
    heights = [crop.box.height for crop in found.crops]
    assert min(heights) >= 64
    drawn = int((np.asarray(image.convert("L")) < 128).sum())
    kept = sum(int((crop.pictures[Leaders.LEFT] < 128).sum()) for crop in found.crops)
    assert kept >= 0.98 * drawn


def test_tails_of_thin_print_that_broke_stay_with_their_line() -> None:
    """Where the lower half of a g came off, it and the y behind it were a line of their own."""
    image = Image.new("RGB", (2000, 900), "white")
    draw = ImageDraw.Draw(image)
    ink = (20, 20, 24)
    for y in range(200, 700, 100):
        for x in range(150, 1800, 40):
            tail = x in (470, 1110)
            broken = x in (430, 1070)
            draw.rectangle((x, y - 25, x + 22, y - 10 if broken else y + 16 * tail), ink)
            if broken:
                draw.rectangle((x, y - 4, x + 22, y + 16), ink)
    assert len(find_lines(np.asarray(image), 300).crops) == 5


@pytest.mark.parametrize("hook", [10, 18])
def test_both_marks_of_a_capital_stay_in_the_picture_of_its_line(hook: int) -> None:
    """Where the upper one was lost Ẩn became An, in every reading alike."""
    image = Image.new("RGB", (2000, 1000), "white")
    draw = ImageDraw.Draw(image)
    ink = (20, 20, 24)
    rows = range(200, 900, 130)
    for y in rows:
        for x in range(150, 1800, 40):
            is_capital = x in (470, 1110)
            draw.rectangle((x, y - (40 if is_capital else 25), x + 22, y), ink)
            if is_capital:
                draw.polygon([(x, y - 44), (x + 11, y - 53), (x + 22, y - 44)], ink)
                draw.rectangle((x + 6, y - 58 - hook, x + 16, y - 58), ink)
    found = find_lines(np.asarray(image), 300, {Leaders.LEFT})
    assert len(found.crops) == len(rows)
    drawn = int((np.asarray(image.convert("L")) < 128).sum())
    kept = sum(int((crop.pictures[Leaders.LEFT] < 128).sum()) for crop in found.crops)
    assert kept >= 0.998 * drawn


def test_small_print_right_above_a_line_is_a_line() -> None:
    image = Image.new("RGB", (2000, 800), "white")
    draw = ImageDraw.Draw(image)
    small, large = load(label_families()[0].regular, 30), load(label_families()[0].bold, 60)
    for y in (250, 450, 650):
        draw.text((300, y - 62), "Mẫu số 01", "black", small, anchor="ls")
        draw.text((150, y), "Nguyễn Thị Phượng Nguyễn Thị", "black", large, anchor="ls")
    assert len(find_lines(np.asarray(image), 300).crops) == 6


def test_marks_over_capitals_belong_to_their_line() -> None:
    image = Image.new("RGB", (2000, 800), "white")
    draw = ImageDraw.Draw(image)
    small, large = load(label_families()[0].regular, 50), load(label_families()[0].bold, 80)
    draw.text((600, 200), "GIẤY KHAI SINH", "black", large, anchor="ls")
    for y in (320, 400, 480, 560):
        draw.text((150, y), "Họ, chữ đệm, tên: Nguyễn Thị Phượng", "black", small, anchor="ls")
    found = find_lines(np.asarray(image), 300)
    assert len(found.crops) == 5
    assert found.crops[0].box.y < 140


def test_a_dash_that_begins_a_line_belongs_to_it() -> None:
    image = Image.new("RGB", (2400, 700), "white")
    draw = ImageDraw.Draw(image)
    font = load(value_fonts("typewriter")[0], 50)
    draw.text((300, 200), "phường Mỹ Đông, thành phố Phan Rang", "black", font, anchor="ls")
    draw.text((300, 300), "- Tháp Chàm, tỉnh Ninh Thuận", "black", font, anchor="ls")
    above, below = find_lines(np.asarray(image), 300).crops
    assert abs(above.box.x - below.box.x) <= 15


def test_a_neighbour_does_not_show_in_the_picture_of_a_line() -> None:
    image = Image.new("RGB", (1600, 500), "white")
    draw = ImageDraw.Draw(image)
    font = load(label_families()[0].regular, 50)
    draw.text((100, 200), "ngày pygq", "black", font, anchor="ls")
    draw.text((100, 252), "ẤẾỐ HĐND", "black", font, anchor="ls")
    found = find_lines(np.asarray(image), 300)
    assert len(found.crops) == 2
    for crop in found.crops:
        for picture in crop.pictures.values():
            assert picture[0].min() > 150
            assert picture[-1].min() > 150


def test_an_empty_page_has_no_lines_and_a_frame_is_none() -> None:
    image = Image.new("RGB", (1600, 2000), (245, 243, 230))
    assert find_lines(np.asarray(image), 200).crops == ()
    ImageDraw.Draw(image).rectangle((60, 60, 1500, 1900), outline="black", width=4)
    assert find_lines(np.asarray(image), 200).crops == ()
