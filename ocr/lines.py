"""From an upright page to the pictures of its lines, ready for the engines."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import cv2
import numpy as np

from digitizer.domain.page import Box, TickBox
from ocr.imaging.background import even_background
from ocr.imaging.binary import ink_mask
from ocr.imaging.gray import GrayImage, RgbImage, reading_gray
from ocr.imaging.rules import rule_boxes, rule_mask
from ocr.imaging.strikes import strikes
from ocr.layout.classes import Classes, classify
from ocr.layout.components import Components, components_of
from ocr.layout.crops import Leaders, LineCrop, crop_line, owners_of
from ocr.layout.leaders import erase_leaders
from ocr.layout.lines import Chain, find_chains
from ocr.layout.ornament import ornaments
from ocr.layout.ticks import tick_boxes

READING_DPI = 300
_LOW_DPI, _HIGH_DPI = 270, 360
_PAPER = 255


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of a page, and its boxes to tick and its rules, which are in px of the page. The
    pictures of the lines are at ``dpi``; multiply a length in them by ``to_page`` for px of the
    page."""

    crops: tuple[LineCrop, ...]
    dpi: int
    to_page: float
    ticks: tuple[TickBox, ...] = ()
    rules: tuple[Box, ...] = ()

    def on_page(self, box: Box) -> Box:
        return _scaled(box, self.to_page)


def find_lines(
    image: RgbImage, dpi: int, wanted: Collection[Leaders] = frozenset(Leaders)
) -> PageLines:
    """Find every line of print on an upright page (H×W×3 uint8 RGB), in reading order, each with
    the wanted pictures."""
    gray = even_background(reading_gray(image), dpi)
    gray, reading_dpi = _at_reading_size(gray, dpi)
    ink = ink_mask(gray)
    rules = rule_boxes(ink, reading_dpi)
    parts = _pieces_of_print(gray, ink, reading_dpi)
    classes = classify(parts, reading_dpi)
    chains = [chain for chain in find_chains(parts, classes) if _is_print(chain, classes)]
    owner = owners_of(parts, classes, chains)
    grays = {Leaders.LEFT: gray}
    if any(leaders is not Leaders.LEFT for leaders in wanted):
        grays[Leaders.ERASED] = gray.copy()
        grays[Leaders.CUT] = erase_leaders(grays[Leaders.ERASED], parts, classes, chains, owner)
    asked = {leaders: grays[leaders] for leaders in wanted}
    crops = tuple(
        replace(crop_line(asked, parts, owner, number, reading_dpi), struck=_struck(ink, chain))
        for number, chain in enumerate(chains)
    )
    to_page = dpi / reading_dpi
    ticks = tuple(
        replace(tick, box=_scaled(tick.box, to_page))
        for tick in tick_boxes(ink, parts, reading_dpi)
    )
    on_page = tuple(_scaled(rule, to_page) for rule in rules)
    return PageLines(crops, reading_dpi, to_page, ticks, on_page)


def _scaled(box: Box, factor: float) -> Box:
    x, y = round(box.x * factor), round(box.y * factor)
    right, bottom = round(box.right * factor), round(box.bottom * factor)
    return Box(max(0, x), max(0, y), max(1, right - x), max(1, bottom - y))


def _pieces_of_print(gray: GrayImage, ink: GrayImage, dpi: int) -> Components:
    """The pieces of ink that are neither rules nor a border of ornaments. Both become paper in the
    gray picture, the border in the mask too: a rule may be a stroke through print."""
    rules = rule_mask(ink, dpi)
    _paint_over(gray, rules)
    parts = components_of(np.asarray(ink & (1 - rules), dtype=np.uint8))
    border = ornaments(parts, dpi)
    if not border.any():
        return parts
    pixels = border[parts.labels]
    _paint_over(gray, pixels.astype(np.uint8))
    ink[pixels] = 0
    return components_of(np.asarray(ink & (1 - rules), dtype=np.uint8))


def _paint_over(gray: GrayImage, mask: GrayImage) -> None:
    gray[cv2.dilate(mask, np.ones((3, 3), np.uint8)) > 0] = _PAPER


def _struck(ink: GrayImage, chain: Chain) -> tuple[tuple[int, int], ...]:
    """Where strokes run through a line; its rules count, since a long stroke looks like one."""
    top, bottom = chain.body
    part = ink[chain.top : chain.bottom, chain.left : chain.right]
    return tuple(
        (chain.left + start, chain.left + end)
        for start, end in strikes(part, top - chain.top, bottom - chain.top)
    )


def _at_reading_size(gray: GrayImage, dpi: int) -> tuple[GrayImage, int]:
    if _LOW_DPI <= dpi <= _HIGH_DPI:
        return gray.copy(), dpi
    scale = READING_DPI / dpi
    method = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    sized = cv2.resize(gray, None, fx=scale, fy=scale, interpolation=method)
    return np.asarray(sized, dtype=np.uint8), READING_DPI


def _is_print(chain: Chain, classes: Classes) -> bool:
    return len(chain.letters) > 1 or chain.right - chain.left >= 0.3 * classes.body
