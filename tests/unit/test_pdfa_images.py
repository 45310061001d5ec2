"""Copies of page images: as small as is wished, never illegible, in colour."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from support.export_content import PROFILE

from exports.pdfa.image_copy import LEGIBLE, Strokes, image_copy, image_limit

BEST = (200, 60)


def sheet(noise: float, *, size: tuple[int, int] = (1240, 1754)) -> Image.Image:
    """A sheet at 200 dpi with print and a red seal, and grain of this strength."""
    image = Image.new("RGB", size, (244, 238, 220))
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(26)
    for row in range(60, size[1] - 80, 44):
        draw.text((60, row), "Cong hoa xa hoi chu nghia " * 3, (40, 40, 60), font)
    draw.ellipse((800, 1200, 1050, 1450), outline=(200, 30, 40), width=12)
    grain = np.random.default_rng(7).normal(0, noise, (size[1], size[0], 3))
    grained = np.clip(np.asarray(image).astype(float) + grain, 0, 255)
    return Image.fromarray(grained.astype(np.uint8))


def strokes(image: Image.Image) -> Strokes:
    return Strokes(image.convert("L"))


def test_a_copy_that_is_small_enough_has_the_quality_of_the_profile() -> None:
    image = sheet(0)
    free = image_copy(image, 200, best=BEST, limit=None)
    assert image_copy(image, 200, best=BEST, limit=len(free.jpeg)) == free
    assert free.is_within


def test_a_grained_page_is_made_smaller_and_stays_legible() -> None:
    image = sheet(6)
    free = image_copy(image, 200, best=BEST, limit=None)
    limit = len(free.jpeg) * 2 // 3
    copy = image_copy(image, 200, best=BEST, limit=limit)
    assert copy.is_within
    assert len(copy.jpeg) <= limit
    assert strokes(image).kept(copy.jpeg) >= LEGIBLE


def test_legibility_goes_before_the_wish() -> None:
    image = sheet(6)
    copy = image_copy(image, 200, best=BEST, limit=20_000)
    assert not copy.is_within
    assert len(copy.jpeg) > 20_000
    assert strokes(image).kept(copy.jpeg) >= LEGIBLE
    assert len(copy.jpeg) < len(image_copy(image, 200, best=BEST, limit=None).jpeg)


@pytest.mark.parametrize("limit", [None, 60_000])
def test_paper_and_seal_keep_their_colours(limit: int | None) -> None:
    image = sheet(3)
    copy = image_copy(image, 200, best=BEST, limit=limit)
    with Image.open(BytesIO(copy.jpeg)) as shown:
        whole = np.asarray(shown.resize(image.size)).astype(float)
    paper = whole[1500:1600, 1150:1230].mean((0, 1))
    assert np.abs(paper - (244, 238, 220)).max() < 5
    seal = whole[1320:1330, 803:809].mean((0, 1))
    assert seal[0] > seal[1] + 90


def test_strokes_that_are_gone_are_seen_to_be_gone() -> None:
    image = sheet(0)
    tiny = image.resize((155, 219)).resize(image.size)
    stream = BytesIO()
    tiny.save(stream, "JPEG", quality=90)
    assert strokes(image).kept(stream.getvalue()) < LEGIBLE
    blank = Image.new("RGB", (300, 300), "white")
    assert strokes(blank).kept(image_copy(blank, 200, best=BEST, limit=None).jpeg) == 1


def test_what_a_page_may_take_grows_with_its_size_but_never_below_that_of_a4() -> None:
    assert image_limit(None, 8, 11) is None
    small, usual = image_limit(100, 3.4, 2.1), image_limit(100, 8.2677, 11.6929)
    assert small == usual
    assert usual is not None
    assert 90_000 < usual < 100_000
    assert image_limit(100, 11.6929, 16.5354) == pytest.approx(usual + 100_000, rel=0.01)
    assert PROFILE.pdf_page_kb is None


def test_a_page_of_one_pixel_is_a_page() -> None:
    copy = image_copy(Image.new("RGB", (1, 1)), 300, best=BEST, limit=1)
    assert (copy.width, copy.height) == (1, 1)
