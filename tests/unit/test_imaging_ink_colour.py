"""Coloured ink told from print, on white and on brown paper, through leaders and compression."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw

from digitizer.domain.page import Box
from digitizer.samples.fonts import load, value_fonts
from ocr.imaging.ink_colour import ink_colour

BOX = Box(10, 10, 480, 70)
WHITE, BROWN = (252, 252, 250), (196, 170, 110)
PRINTED = ((20, 20, 24), (30, 30, 38), (32, 36, 84))
WRITTEN = ((28, 50, 150), (22, 34, 112), (70, 40, 130), (190, 40, 60))


def page(
    ink: tuple[int, int, int], paper: tuple[int, int, int] = WHITE, quality: int = 95
) -> NDArray[np.uint8]:
    image = Image.new("RGB", (500, 90), (255, 255, 255))
    draw = ImageDraw.Draw(image)
    font = load(value_fonts("sans")[0], 50)
    draw.text((20, 60), "." * 24, (28, 28, 32), font, anchor="ls")
    draw.text((30, 58), "12/03/1987 Bằng", ink, font, anchor="ls")
    # Ink lets less light back from brown paper than from white.
    image = ImageChops.multiply(image, Image.new("RGB", image.size, paper))
    packed = BytesIO()
    image.save(packed, "JPEG", quality=quality)
    return np.asarray(Image.open(packed))


@pytest.mark.parametrize(("paper", "quality"), [(WHITE, 95), (WHITE, 45), (BROWN, 95)])
def test_pens_and_stamps_stand_out_from_every_print(
    paper: tuple[int, int, int], quality: int
) -> None:
    printed = [ink_colour(page(ink, paper, quality), BOX) for ink in PRINTED]
    written = [ink_colour(page(ink, paper, quality), BOX) for ink in WRITTEN]
    assert max(printed) < 0.30 <= min(written)


def test_paper_without_ink_has_no_colour() -> None:
    assert ink_colour(np.full((90, 500, 3), BROWN, np.uint8), BOX) == 0.0
    assert ink_colour(page((0, 0, 200)), Box(499, 89, 1, 1)) == 0.0
