"""A book scanned open on an A3 glass becomes its two pages, and nothing else is cut in two."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from digitizer.samples import generate
from ocr.pages import DecodedPage, iter_pages
from ocr.photo import flat_pages, flattened

A4_PX = (1169, 827)
DPI = 100


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> list[np.ndarray]:
    """Two register pages at 100 dpi, H×W×3 uint8."""
    folder: Path = tmp_path_factory.mktemp("sheets")
    made = generate(folder, 2, 3, damage="clean", layout="certificate_2020")
    pages = [next(iter_pages(sample.path)).image for sample in made]
    return [cv2.resize(page, A4_PX[::-1], interpolation=cv2.INTER_AREA) for page in pages]


def spread(sheets: list[np.ndarray], *, fold: bool = False) -> DecodedPage:
    image = np.concatenate(sheets, axis=1)
    if fold:
        x = np.arange(image.shape[1]) - image.shape[1] / 2
        shade = 1 - 0.5 * np.exp(-((x / 18) ** 2))
        image = (image * shade[None, :, None]).astype(np.uint8)
    return DecodedPage(1, image, DPI)


def difference(page: DecodedPage, sheet: np.ndarray) -> float:
    inside = (slice(20, 1140), slice(30, 790))
    height, width = sheet.shape[:2]
    fitted = cv2.resize(page.image, (width, height))
    return float(np.abs(fitted[inside].astype(int) - sheet[inside]).mean())


@pytest.mark.parametrize("fold", [False, True])
def test_an_a3_scan_of_two_pages_is_cut_between_them(sheets: list[np.ndarray], fold: bool) -> None:
    left, right = flattened(spread(sheets, fold=fold))
    assert abs(left.image.shape[1] - A4_PX[1]) <= 20
    assert left.dpi == right.dpi == DPI
    if not fold:
        own = difference(left, sheets[0]) + difference(right, sheets[1])
        swapped = difference(left, sheets[1]) + difference(right, sheets[0])
        assert own < swapped


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_book_laid_on_the_glass_the_wrong_way_keeps_the_order_of_its_pages(
    sheets: list[np.ndarray], quarters: int
) -> None:
    book = spread(sheets)
    turned = replace(book, image=np.ascontiguousarray(np.rot90(book.image, quarters)))
    straight, found = flattened(book), flattened(turned)
    assert len(found) == 2
    for page, wanted in zip(found, straight, strict=True):
        assert np.abs(page.image.astype(int) - wanted.image).mean() < 8


def test_pages_of_a_file_of_spreads_are_numbered_through(sheets: list[np.ndarray]) -> None:
    book = spread(sheets)
    pages = list(flat_pages([book, replace(book, number=2)]))
    assert [page.number for page in pages] == [1, 2, 3, 4]


def test_a_table_across_an_a3_sheet_stays_whole(sheets: list[np.ndarray]) -> None:
    sheet = spread(sheets)
    ruled, titled = sheet.image.copy(), sheet.image.copy()
    for y in range(80, 1100, 60):
        ruled[y : y + 2, 60:1600] = 0
    cv2.putText(titled, "BANG TONG HOP CUA XA NAM", (560, 60), 0, 1.0, (0, 0, 0), 2)
    for image in (ruled, titled):
        page = replace(sheet, image=image)
        assert flattened(page) == (page,)


def test_a_plan_a_half_empty_sheet_and_a_sheet_of_no_said_size_stay_whole(
    sheets: list[np.ndarray],
) -> None:
    empty = spread([sheets[0], np.full_like(sheets[0], 255)])
    assert flattened(empty) == (empty,)
    whole = spread(sheets)
    small = replace(whole, dpi=142)
    assert flattened(small) == (small,)
    lines = np.full_like(whole.image, 255)
    for y in range(100, 1100, 30):
        cv2.putText(lines, "dong chu viet het chieu rong " * 3, (60, y), 0, 0.9, (0, 0, 0), 1)
    wide = replace(whole, image=lines)
    assert flattened(wide) == (wide,)
