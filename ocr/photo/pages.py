"""From decoded pages to pages that lie flat: the door of this package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import cv2
import numpy as np

from digitizer.domain.problems import Problem
from ocr.imaging.gray import GrayImage, RgbImage
from ocr.imaging.orientation import posture
from ocr.pages import DecodedPage
from ocr.photo.camera import focal_length, lens_over, side_ratio
from ocr.photo.gutter import find_gutter
from ocr.photo.light import even_light
from ocr.photo.outline import find_outline
from ocr.photo.quad import Quad, area, plane
from ocr.photo.scanned import halves
from ocr.photo.sides import find_sides
from ocr.photo.surface import Surface, flat, laid_flat, measured

LEAST_DPI = 120
_MOST_DPI = 400
_SHORT_MM, _LONG_MM = 210.0, 297.0
_SPREAD_MM = (2 * _SHORT_MM, _LONG_MM)
_ROOT_TWO = _LONG_MM / _SHORT_MM
_RATIO_SLACK = 1.12
_LOOK_DPI = 100
_CLEAR_LEAN = 0.005
_MARGIN, _BESIDE_FOLD = 0.05, 0.04
_EDGE_REACH = 0.035
_MM_PER_INCH = 25.4


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Paper found in a photo: its corners, from what is its upper left, and its size in mm."""

    quad: Quad
    width: float
    height: float

    @property
    def dpi(self) -> int:
        """How many px of the photo an inch of the paper got."""
        found = float(np.sqrt(area(self.quad) / (self.width * self.height))) * _MM_PER_INCH
        return round(min(found, _MOST_DPI))


def flat_pages(pages: Iterable[DecodedPage]) -> Iterator[DecodedPage]:
    """Each photo of paper on a desk as a flat page, a photo of an open book as its two pages, and
    everything else as it is. Pages are numbered anew where a book was among them."""
    number = 0
    for page in pages:
        for part in flattened(page):
            number += 1
            yield part if part.number == number else replace(part, number=number)


def flattened(page: DecodedPage) -> tuple[DecodedPage, ...]:
    """The page or two pages that a photo shows, seen square at the resolution that the paper has
    in it, or those of a flat scan of an open book; another page comes back as the same object."""
    quad = None if page.embedded else find_outline(page.image)
    if quad is None:
        return halves(page)
    height, width = page.image.shape[:2]
    sheet = _sized(quad, side_ratio(quad, width, height))
    book = _as_book(page.image, sheet)
    if book is not None:
        sheet, fold = book
        parts = _two_pages(page.image, sheet, fold)
    else:
        matrix = plane(sheet.quad, sheet.width, sheet.height)
        whole = flat(sheet.width, sheet.height)
        size = _px(sheet.width, sheet.dpi), _px(sheet.height, sheet.dpi)
        parts = (laid_flat(page.image, matrix, whole, (0.0, sheet.width), size),)
    problems = (*page.problems, *_problems(sheet.dpi))
    return tuple(
        DecodedPage(page.number, even_light(part, sheet.dpi), sheet.dpi, problems=problems)
        for part in parts
    )


def _px(mm: float, dpi: int) -> int:
    return round(mm / _MM_PER_INCH * dpi)


def _sized(quad: Quad, ratio: float) -> _Sheet:
    """All sheets of an office have sides of 1 to the root of 2, and one that is not an open book
    is taken as A4; another shape keeps its ratio, with the long side of A4."""
    shape = max(ratio, 1 / ratio)
    is_standard = _ROOT_TWO / _RATIO_SLACK <= shape <= _ROOT_TWO * _RATIO_SLACK
    short = _SHORT_MM if is_standard else _LONG_MM / shape
    return _Sheet(quad, _LONG_MM, short) if ratio > 1 else _Sheet(quad, short, _LONG_MM)


def _as_book(photo: RgbImage, sheet: _Sheet) -> tuple[_Sheet, float] | None:
    """The sheet as an upright open book with the x of its gutter in mm over the desk, if it is one:
    its lines run along its long side and a fold across."""
    quad = sheet.quad if sheet.width > sheet.height else np.roll(sheet.quad, -1, axis=0)
    book = _Sheet(quad, *_SPREAD_MM)
    look = _looked_at(photo, book)
    if find_gutter(look, _LOOK_DPI) is None:
        return None
    found = posture(_inner(look), _LOOK_DPI)
    if found.rotation != 0:
        return None
    if found.lean < -_CLEAR_LEAN:
        book = _Sheet(np.roll(quad, 2, axis=0), *_SPREAD_MM)
        look = _looked_at(photo, book)
    fold = find_gutter(look, _LOOK_DPI)
    return None if fold is None else (book, fold / _LOOK_DPI * _MM_PER_INCH)


def _looked_at(photo: RgbImage, sheet: _Sheet) -> GrayImage:
    size = _px(sheet.width, _LOOK_DPI), _px(sheet.height, _LOOK_DPI)
    matrix = np.linalg.inv(plane(sheet.quad, *(float(side) for side in size)))
    seen = cv2.warpPerspective(photo, matrix, size, flags=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(seen, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def _inner(look: GrayImage) -> GrayImage:
    """The print of a book without its fold and rims, which run straight and mislead."""
    height, width = look.shape
    rows = look[round(_MARGIN * height) : round((1 - _MARGIN) * height)]
    ends = ((_MARGIN, 0.5 - _BESIDE_FOLD), (0.5 + _BESIDE_FOLD, 1 - _MARGIN))
    halves = [rows[:, round(start * width) : round(stop * width)] for start, stop in ends]
    return np.ascontiguousarray(np.concatenate(halves, axis=1))


def _two_pages(photo: RgbImage, book: _Sheet, fold: float) -> tuple[RgbImage, ...]:
    """Left and right page, each laid flat to its full width."""
    matrix = plane(book.quad, book.width, book.height)
    surface = _surface(photo, book, fold)
    gutter = float(np.interp(fold, surface.across, surface.along))
    size = _px(book.width / 2, book.dpi), _px(book.height, book.dpi)
    ends = ((0.0, gutter), (gutter, float(surface.along[-1])))
    return tuple(laid_flat(photo, matrix, surface, part, size) for part in ends)


def _surface(photo: RgbImage, book: _Sheet, fold: float) -> Surface:
    height, width = photo.shape[:2]
    matrix = plane(book.quad, book.width, book.height)
    lens = lens_over(matrix, focal_length(book.quad, width, height), width, height)
    sides = find_sides(photo, book.quad, _EDGE_REACH * max(width, height))
    return measured(sides, matrix, lens, (book.width, book.height), fold)


def _problems(dpi: int) -> tuple[Problem, ...]:
    if dpi >= LEAST_DPI:
        return ()
    return (Problem.error("page-too-small", dpi=str(dpi), least=str(LEAST_DPI)),)
