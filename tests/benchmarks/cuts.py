"""The values of sample pages as pictures of lines, cut where the truth says that they stand.

Pages are turned upright by the truth, not by the program under test, and only where they are
tilted are they resampled.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from digitizer.domain.schema import DocumentType
from digitizer.samples.generate import SampleFile
from ocr.imaging.background import even_background
from ocr.imaging.binary import ink_mask
from ocr.imaging.gray import GrayImage, RgbImage, reading_gray
from ocr.imaging.rules import rule_mask
from ocr.layout.classes import classify
from ocr.layout.components import components_of
from ocr.layout.crops import PADDING_INCH, owners_of
from ocr.layout.leaders import erase_leaders
from ocr.layout.lines import find_chains
from ocr.lines import READING_DPI
from ocr.pages import iter_pages

Points = NDArray[np.float64]
_PAPER = 255
_LEVEL_DEGREES = 0.05
# Set in label print on every form.
_LABEL_PRINT = frozenset({"loaiDangKy"})


class Treatment(Enum):
    """What is done to a page before its lines are cut: only its gray, also the product's cleaning
    with leaders left in, or with leaders erased as well (both at the product's resolution)."""

    RAW = "raw"
    CLEANED = "cleaned"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Cut:
    """A printed text with its pictures, one for each line that it goes over."""

    source: str
    damage: str
    layout: str
    font: str
    font_class: str
    key: str
    kind: str
    text: str
    dpi: int
    pictures: dict[Treatment, list[GrayImage]] = field(repr=False)


def cuts_of(sample: SampleFile, types: Mapping[str, DocumentType], lines: bool) -> Iterator[Cut]:
    """Each value at each place where it is printed, or with `lines` each printed line."""
    truth = json.loads(sample.truth_path.read_text(encoding="utf-8"))
    pages = dict(_pages(sample.path, truth))
    kinds = {spec.key: spec.kind.value for spec in types[truth["document_type"]].fields}
    texts = _lines(truth) if lines else _values(truth)
    for key, text, pieces in texts:
        yield Cut(
            truth["source"],
            truth["damage"],
            truth["layout"],
            truth["font"],
            "labels" if key in _LABEL_PRINT else sample.spec.value_style,
            key,
            kinds.get(key, "line"),
            text,
            truth["dpi"],
            {
                treatment: [pages[page].cut(quad, treatment) for page, quad in pieces]
                for treatment in Treatment
            },
        )


def _values(truth: dict[str, Any]) -> Iterator[tuple[str, str, list[tuple[int, Any]]]]:
    for case in truth["cases"]:
        for key, value in case["fields"].items():
            for place in value["places"]:
                yield key, value["text"], [(piece["page"], piece["quad"]) for piece in place]


def _lines(truth: dict[str, Any]) -> Iterator[tuple[str, str, list[tuple[int, Any]]]]:
    for page in truth["pages"]:
        for line in page["lines"]:
            yield "", line["text"], [(page["page"], line["quad"])]


@dataclass(frozen=True, slots=True)
class _Page:
    """Pictures of a page turned upright; `placed` (2x3) leads to them from the written page, of
    which `scale` makes their resolution."""

    placed: Points
    dpi: int
    pictures: dict[Treatment, GrayImage]
    scales: dict[Treatment, float]

    def cut(self, quad: list[list[float]], treatment: Treatment) -> GrayImage:
        corners = np.asarray(quad) @ self.placed[:, :2].T + self.placed[:, 2]
        scale, picture = self.scales[treatment], self.pictures[treatment]
        padding = PADDING_INCH * self.dpi
        left, top = np.floor((corners.min(axis=0) - padding) * scale).astype(int)
        right, bottom = np.ceil((corners.max(axis=0) + padding) * scale).astype(int)
        return picture[max(0, top) : bottom, max(0, left) : right]


def _pages(path: Path, truth: dict[str, Any]) -> Iterator[tuple[int, _Page]]:
    for page, told in zip(iter_pages(path), truth["pages"], strict=True):
        image, placed = _upright(page.image, told)
        gray = reading_gray(image)
        cleaned, erased = _treated(gray, page.dpi)
        scale = cleaned.shape[1] / gray.shape[1]
        pictures = {Treatment.RAW: gray, Treatment.CLEANED: cleaned, Treatment.ERASED: erased}
        scales = {Treatment.RAW: 1.0, Treatment.CLEANED: scale, Treatment.ERASED: scale}
        yield page.number, _Page(placed, page.dpi, pictures, scales)


def _upright(image: RgbImage, told: dict[str, Any]) -> tuple[RgbImage, Points]:
    """The page with its lines level, and the way (2x3, of pixel edges) from the written page to
    it. A rendered PDF may be a pixel larger than the scan in it."""
    quads = np.array([line["quad"] for line in told["lines"]])
    longest = quads[np.argmax(np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1))]
    across = longest[1] - longest[0]
    degrees = math.degrees(math.atan2(across[1], across[0]))
    turns = round(degrees / 90) % 4
    height, width = image.shape[:2]
    matrix = np.diag((width / told["width"], height / told["height"], 1.0))
    for _ in range(turns):
        matrix = np.array(((0, 1, 0), (-1, 0, image.shape[1]), (0, 0, 1))) @ matrix
        image = np.rot90(image)
    tilt = degrees - 90 * round(degrees / 90)
    if abs(tilt) > _LEVEL_DEGREES:
        image, turn = _levelled(image, tilt)
        matrix = turn @ matrix
    return np.ascontiguousarray(image), matrix[:2]


def _levelled(image: RgbImage, tilt: float) -> tuple[RgbImage, Points]:
    height, width = image.shape[:2]
    turn = np.vstack((cv2.getRotationMatrix2D((width / 2, height / 2), tilt, 1.0), (0, 0, 1)))
    # OpenCV counts from the middle of the first pixel.
    half = np.array(((1, 0, -0.5), (0, 1, -0.5), (0, 0, 1)))
    level = cv2.warpAffine(
        np.ascontiguousarray(image),
        (half @ turn @ np.linalg.inv(half))[:2],
        (width, height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(level, dtype=np.uint8), turn


def _treated(gray: GrayImage, dpi: int) -> tuple[GrayImage, GrayImage]:
    """The page as the product cleans it, with and without leaders."""
    cleaned = even_background(gray, dpi)
    if dpi != READING_DPI:
        scale = READING_DPI / dpi
        method = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
        sized = cv2.resize(cleaned, None, fx=scale, fy=scale, interpolation=method)
        cleaned = np.asarray(sized, dtype=np.uint8)
    ink = ink_mask(cleaned)
    rules = rule_mask(ink, READING_DPI)
    cleaned = cleaned.copy()
    cleaned[cv2.dilate(rules, np.ones((3, 3), np.uint8)) > 0] = _PAPER
    parts = components_of(np.asarray(ink & (1 - rules), dtype=np.uint8))
    classes = classify(parts, READING_DPI)
    chains = find_chains(parts, classes)
    erased = cleaned.copy()
    erase_leaders(erased, parts, classes, chains, owners_of(parts, classes, chains))
    return cleaned, erased
