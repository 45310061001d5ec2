"""Pages are turned the right way up and straight, cleaned, and freed of rules and leaders."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from digitizer.samples.fonts import label_families, load
from ocr.imaging.background import even_background
from ocr.imaging.gray import reading_gray
from ocr.imaging.orientation import posture
from ocr.imaging.rules import rule_mask
from ocr.imaging.skew import turned, turned_points

LINES = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Họ, chữ đệm, tên: Nguyễn Thị Phượng",
    "Nơi sinh: Bệnh viện đa khoa huyện Quỳ Hợp, tỉnh Nghệ An",
    "Quê quán: thị trấn Quỳ Hợp, huyện Quỳ Hợp, tỉnh Nghệ An",
    "Giấy tờ tùy thân: Thẻ căn cước công dân số 040091974738",
    "Nơi đăng ký khai sinh: Ủy ban nhân dân thị trấn Quỳ Hợp",
)


def page(dpi: int = 200) -> np.ndarray:
    image = Image.new("RGB", (round(8.27 * dpi), round(11.7 * dpi)), (250, 249, 245))
    font = load(label_families()[0].regular, round(dpi / 6))
    draw = ImageDraw.Draw(image)
    for number in range(18):
        at = (dpi, dpi + number * dpi * 0.4)
        draw.text(at, LINES[number % len(LINES)], (30, 30, 34), font)
    return np.asarray(image)


@pytest.mark.parametrize("degrees", [-6.0, -2.5, -0.7, 0.0, 1.3, 4.0, 6.5])
def test_skew_is_found_and_corrected(degrees: float) -> None:
    skewed = turned(page(), -degrees, (250, 249, 245))
    found = posture(reading_gray(skewed), 200)
    assert found.rotation == 0
    assert abs(found.skew_degrees - degrees) <= 0.15
    straight = turned(skewed, found.skew_degrees, (250, 249, 245))
    assert abs(posture(reading_gray(straight), 200).skew_degrees) <= 0.15


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_quarter_turns_and_upside_down_are_seen(turns: int) -> None:
    laid = np.ascontiguousarray(np.rot90(page(), turns))
    found = posture(reading_gray(laid), 200)
    assert found.rotation == (90 if turns % 2 else 0)
    # One quarter counter-clockwise is put right by one clockwise; three by that and a half turn.
    assert (found.lean > 0.02) is (turns in (0, 1))
    assert (found.lean < -0.02) is (turns in (2, 3))


def test_a_few_lines_of_capitals_and_figures_leave_a_doubt() -> None:
    """The back of an identity card alone on a page: the lines are read both ways then."""
    image = Image.new("RGB", (1240, 1754), (250, 249, 245))
    draw = ImageDraw.Draw(image)
    font = load(label_families()[0].regular, 32)
    for number, text in enumerate(("IDVNM0901234560010901", "9009020M3903168VNM", "NGUYEN VAN")):
        draw.text((300, 420 + 40 * number), text, (30, 30, 34), font)
    assert posture(reading_gray(np.asarray(image)), 150).lean == 0.0


def test_points_move_with_the_image() -> None:
    image = np.full((400, 300, 3), 255, np.uint8)
    image[100:104, 50:54] = 0
    moved = turned(image, 5.0, (255, 255, 255))
    x, y = turned_points(np.array([[51.5, 101.5]]), (400, 300), 5.0)[0]
    rows, columns = np.nonzero(moved[:, :, 0] < 100)
    assert abs(rows.mean() - y) < 1
    assert abs(columns.mean() - x) < 1


def test_a_red_seal_vanishes_and_print_under_it_stays() -> None:
    image = np.full((200, 200, 3), 240, np.uint8)
    image[50:150, 50:150] = (200, 40, 50)
    image[90:110, 60:140] = (60, 15, 20)
    gray = reading_gray(image)
    assert gray[60, 60] >= 235
    assert gray[100, 100] <= 70


def test_shadow_becomes_white_paper_and_keeps_ink() -> None:
    light = np.linspace(90, 250, 800, dtype=np.float32)[None, :].repeat(600, axis=0)
    ink = np.zeros((600, 800), bool)
    ink[100:500:40, 50:750] = True
    shaded = np.where(ink, light * 0.3, light).astype(np.uint8)
    even = even_background(shaded, 200)
    assert even[~ink].min() > 215
    assert even[ink].max() < 110


def test_rules_are_found_but_not_the_print_that_crosses_them() -> None:
    ink = np.zeros((300, 600), np.uint8)
    ink[150:153, 20:580] = 1
    ink[120:180, 300:306] = 1
    ink[30:33, 100:160] = 1
    mask = rule_mask(ink, 300)
    assert mask[151, 100] == 1
    assert mask[151, 303] == 0
    assert mask[31, 130] == 0
