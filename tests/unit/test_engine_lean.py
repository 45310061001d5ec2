"""A line that leans is levelled before it is read, and boxes still point at the scan."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from digitizer.domain.page import Box
from digitizer.samples.fonts import label_families, load
from ocr.engines.lean import Lean, level
from ocr.engines.protocol import GrayImage

_TEXT = "Ủy ban nhân dân xã Tạ Bú, huyện Mường La, tỉnh Sơn La"


def _line(degrees: float) -> GrayImage:
    """A line of print on paper, its baseline falling to the right by so many degrees."""
    image = Image.new("L", (1500, 160), 255)
    font = load(label_families()[0].regular, 50)
    ImageDraw.Draw(image).text((20, 100), _TEXT, 0, font, "ls")
    turn = cv2.getRotationMatrix2D((750, 80), -degrees, 1.0)
    turned = cv2.warpAffine(np.asarray(image), turn, (1500, 160), borderValue=255)
    rows = np.flatnonzero((turned < 128).any(axis=1))
    return np.ascontiguousarray(turned[max(0, rows[0] - 10) : rows[-1] + 10])


@pytest.mark.parametrize("degrees", [-1.8, -1.0, 1.0, 1.8])
def test_a_leaning_line_comes_back_to_the_height_of_a_level_one(degrees: float) -> None:
    straight, leaning = _line(0.0), _line(degrees)
    assert leaning.shape[0] > straight.shape[0] + 10

    picture, lean = level(leaning)

    assert abs(picture.shape[0] - straight.shape[0]) <= 6
    assert lean.slope == pytest.approx(np.tan(np.radians(degrees)), abs=0.006)
    assert (picture < 128).sum() > 0.9 * (leaning < 128).sum()


def test_a_level_line_stays_as_it_is() -> None:
    image = _line(0.0)
    picture, lean = level(image)
    assert picture is image
    assert lean == Lean()


def test_a_box_of_the_levelled_picture_points_at_the_same_ink_of_the_original() -> None:
    leaning = _line(1.8)
    picture, lean = level(leaning)
    for start in (20, 450, 900):
        rows = np.flatnonzero((picture[:, start : start + 120] < 128).any(axis=1))
        box = lean.on_original(Box(start, int(rows[0]), 120, int(rows[-1] - rows[0])))
        wanted = np.flatnonzero((leaning[:, start : start + 120] < 128).any(axis=1))
        assert abs(box.y - wanted[0]) <= 5
        assert abs(box.bottom - wanted[-1]) <= 5


@pytest.mark.parametrize("shape", [(0, 0), (60, 100), (60, 900)])
def test_short_blank_and_empty_pictures_stay_as_they_are(shape: tuple[int, int]) -> None:
    image = np.full(shape, 255, np.uint8)
    picture, lean = level(image)
    assert picture is image
    assert lean == Lean()
