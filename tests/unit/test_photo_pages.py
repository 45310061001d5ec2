"""Photos of paper become flat pages of the right size; scans are left as they are."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from support.photos import (
    HEIGHT,
    RULES_MM,
    TICKS_MM,
    WIDTH,
    corners_of,
    rule_rows,
    ruled_sheet,
    scene,
    tick_columns,
)

from digitizer.samples import generate
from digitizer.samples.damage import Picture
from digitizer.samples.photo import photograph, spread
from ocr.pages import DecodedPage, iter_pages
from ocr.photo import flat_pages
from ocr.photo.outline import find_outline
from ocr.photo.pages import flattened

FRAME = (1512, 2016)


def photo_of_sheet(seed: int, frame: tuple[int, int] = FRAME) -> Picture:
    return photograph(Picture(ruled_sheet()), scene(seed), frame)


@pytest.fixture(scope="module")
def book() -> tuple[Picture, Picture]:
    sheet = Picture(ruled_sheet())
    return spread(sheet, sheet, scene(3))


@pytest.mark.parametrize("seed", range(8))
def test_corners_are_found_on_any_desk(seed: int) -> None:
    picture = photo_of_sheet(seed)
    found = find_outline(picture.pixels)
    assert found is not None
    assert np.abs(found + 0.5 - corners_of(picture)).max() < 1.5


def test_corners_of_an_open_book_are_found(book: tuple[Picture, Picture]) -> None:
    found = find_outline(book[0].pixels)
    assert found is not None
    assert np.abs(found + 0.5 - corners_of(*book)).max() < 3


@pytest.mark.parametrize("seed", range(3))
def test_a_sheet_is_seen_square_and_in_its_size(seed: int) -> None:
    picture = photo_of_sheet(seed)
    (page,) = flattened(DecodedPage(1, picture.pixels, 300))
    size = cv2.contourArea(corners_of(picture).astype(np.float32))
    assert page.dpi == pytest.approx(25.4 * np.sqrt(size / (210 * 297)), rel=0.01)
    assert page.image.shape[0] == pytest.approx(297 / 25.4 * page.dpi, abs=1)
    assert page.image.shape[1] == pytest.approx(210 / 25.4 * page.dpi, abs=1)
    mm = page.dpi / 25.4
    for down in RULES_MM:
        rows = rule_rows(page.image, down, page.dpi)
        assert np.abs(rows - rows.mean()).max() < 1.5
        assert rows.mean() == pytest.approx(down * mm, abs=2)
        assert tick_columns(page.image, down, page.dpi) == pytest.approx(TICKS_MM, abs=0.5)


def test_an_open_book_is_two_flat_pages(book: tuple[Picture, Picture]) -> None:
    pages = list(flat_pages([DecodedPage(1, book[0].pixels, 300)]))
    assert [page.number for page in pages] == [1, 2]
    for page in pages:
        mm = page.dpi / 25.4
        assert page.image.shape[1] / page.image.shape[0] == pytest.approx(210 / 297, rel=0.01)
        for down in RULES_MM:
            rows = rule_rows(page.image, down, page.dpi)
            assert np.percentile(np.abs(rows - np.median(rows)), 98) < 2.5
            assert np.median(rows) == pytest.approx(down * mm, abs=3)
            # Nowhere is paper lost or doubled by the curve: every place is where it is on paper.
            assert tick_columns(page.image, down, page.dpi) == pytest.approx(TICKS_MM, abs=2)


def test_without_flattening_the_lines_of_the_book_are_curved(
    book: tuple[Picture, Picture],
) -> None:
    corners = corners_of(*book).astype(np.float32)
    sheet = np.array(((0, 0), (2 * WIDTH, 0), (2 * WIDTH, HEIGHT), (0, HEIGHT)), np.float32)
    matrix = cv2.getPerspectiveTransform(corners, sheet)
    plain = cv2.warpPerspective(book[0].pixels, matrix, (2 * WIDTH, HEIGHT))
    rows = rule_rows(np.asarray(plain[:, :WIDTH], dtype=np.uint8), RULES_MM[-1], 150)
    assert np.ptp(rows) > 5


def test_light_is_evened_and_paper_is_white() -> None:
    picture = photo_of_sheet(1)
    (page,) = flattened(DecodedPage(1, picture.pixels, 300))
    inner = page.image[80:-80:8, 80:-80:8].reshape(-1, 3)
    low, high = np.percentile(inner, (15, 95), axis=0)
    assert (low > 225).all()
    assert (high - low < 16).all()


def test_paper_too_small_to_be_read_is_sent_back() -> None:
    picture = photo_of_sheet(2, (450, 600))
    (page,) = flattened(DecodedPage(1, picture.pixels, 51))
    (problem,) = page.problems
    assert problem.code == "page-too-small"
    assert dict(problem.params)["dpi"] == str(page.dpi)
    assert page.dpi < 60


def test_pages_are_numbered_anew_after_a_book(book: tuple[Picture, Picture]) -> None:
    scan = ruled_sheet()
    given = [DecodedPage(1, scan, 150), DecodedPage(2, book[0].pixels, 300)]
    pages = list(flat_pages([*given, DecodedPage(3, scan, 150)]))
    assert [page.number for page in pages] == [1, 2, 3, 4]
    assert pages[0] is given[0]
    assert pages[3].image is scan


@pytest.mark.parametrize("seed", [7, 77])
def test_scans_stay_what_they_are(seed: int, tmp_path: Path) -> None:
    for sample in generate(tmp_path, 11, seed=seed):
        for page in iter_pages(sample.path):
            assert flattened(page) == (page,), sample.spec
            assert flattened(page)[0] is page


@pytest.mark.parametrize("shade", [0, 30, 200, 255])
@pytest.mark.parametrize("degrees", [0.0, 1.5])
def test_a_sheet_on_the_lid_of_a_scanner_is_no_photo(shade: int, degrees: float) -> None:
    """Smaller than the glass, straight or askew: the lid is even and the corners are right."""
    sheet = ruled_sheet()
    turn = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), degrees, 1.0)
    turn[:, 2] += (120, 90)
    size = (WIDTH + 400, HEIGHT + 300)
    glass = cv2.warpAffine(sheet, turn, size, borderValue=(shade,) * 3).astype(np.float32)
    glass += np.random.default_rng(1).normal(0, 2, glass.shape)
    scan = DecodedPage(1, np.clip(glass, 0, 255).astype(np.uint8), 150)
    assert flattened(scan)[0] is scan


def test_a_page_with_a_text_layer_of_its_own_is_no_photo() -> None:
    from digitizer.domain.page import Box, Word

    words = (Word("Họ", Box(10, 10, 30, 20), 1.0),)
    page = DecodedPage(1, photo_of_sheet(1).pixels, 300, embedded=words)
    assert flattened(page)[0] is page
