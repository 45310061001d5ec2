"""Samples as a phone or a copier makes them, with the truth in their own pixels."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import ExifTags, Image

from digitizer.samples import CHOICES, DAMAGES, SampleFile, generate, plan
from ocr.pages import iter_pages

NAMED_ONLY = {"photo", "spread", "photocopy"}


def truth_of(sample: SampleFile) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads(sample.truth_path.read_text(encoding="utf-8"))
    return truth


def crops(sample: SampleFile, case: int = 0) -> list[tuple[str, NDArray[np.uint8]]]:
    """Every value of a case as it stands in the file, pulled straight."""
    gray = next(iter_pages(sample.path)).image[:, :, 0]
    found = []
    for field in truth_of(sample)["cases"][case]["fields"].values():
        for piece in (piece for place in field["places"] for piece in place):
            corners = np.array(piece["quad"], dtype=np.float32)
            width, height = (round(float(np.linalg.norm(corners[0] - corners[n]))) for n in (1, 3))
            target = np.array(((0, 0), (width, 0), (width, height), (0, height)), np.float32)
            matrix = cv2.getPerspectiveTransform(corners - 0.5, target - 0.5)
            crop = cv2.warpPerspective(gray, matrix, (width, height))
            found.append((piece["text"], np.asarray(crop, dtype=np.uint8)))
    return found


def likeness(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    same = cv2.resize(other, (one.shape[1], one.shape[0]), interpolation=cv2.INTER_AREA)
    return float(np.corrcoef(one.ravel(), same.ravel())[0, 1])


def test_photos_come_only_when_they_are_named() -> None:
    """Benchmarks compare by seed: the default mix must stay what it was."""
    assert set(CHOICES) - set(DAMAGES) == NAMED_ONLY
    assert {spec.damage for spec in plan(44, seed=1)} == set(DAMAGES)


@pytest.mark.parametrize("damage", ["photo", "photocopy"])
def test_places_follow_the_page_into_the_file(damage: str, tmp_path: Path) -> None:
    options: dict[str, Any] = {"seed": 6, "layout": "certificate_plain"}
    clean = generate(tmp_path / "clean", 1, damage="clean", **options)[0]
    spoilt = generate(tmp_path / damage, 1, damage=damage, **options)[0]
    pairs = list(zip(crops(clean), crops(spoilt), strict=True))
    assert all(before[0] == after[0] for before, after in pairs)
    alike = [likeness(after[1], before[1]) for before, after in pairs]
    assert np.median(alike) > 0.8


def test_a_spread_holds_two_entries_on_one_picture(tmp_path: Path) -> None:
    (sample,) = generate(tmp_path, 1, seed=8, damage="spread")
    truth = truth_of(sample)
    assert (truth["layout"], sample.path.suffix) == ("register_page", ".jpg")
    assert [case["pages"] for case in truth["cases"]] == [[1], [2]]
    (page,) = iter_pages(sample.path)
    height, width = page.image.shape[:2]
    assert width > height
    left, right = (np.array([line["quad"] for line in p["lines"]]) for p in truth["pages"])
    assert left[..., 0].max() < right[..., 0].min()
    assert left.min() > 0
    assert right[..., 0].max() < width
    for case in (0, 1):
        for text, crop in crops(sample, case):
            ink = crop < 0.75 * np.percentile(crop, 90)
            assert ink.mean() > 0.03, text


def test_a_spread_is_of_the_register_only(tmp_path: Path) -> None:
    with pytest.raises(ValueError):
        generate(tmp_path, 1, damage="spread", layout="extract")


def test_a_photo_is_turned_by_its_note_and_claims_no_resolution(tmp_path: Path) -> None:
    held = set()
    for seed in range(3, 7):
        (sample,) = generate(tmp_path, 1, seed, damage="photo", layout="certificate_plain")
        (page,) = iter_pages(sample.path)
        truth = truth_of(sample)["pages"][0]
        assert page.image.shape[:2] == (truth["height"], truth["width"])
        assert truth["height"] > truth["width"]
        with Image.open(sample.path) as image:
            held.add(image.getexif().get(ExifTags.Base.Orientation))
            assert "dpi" not in image.info or image.info["dpi"][0] < 90
    assert held - {1}


def test_a_photocopy_of_a_photocopy_has_neither_colour_nor_gray(tmp_path: Path) -> None:
    (sample,) = generate(tmp_path, 1, seed=2, damage="photocopy", layout="certificate_plain")
    image = next(iter_pages(sample.path)).image.astype(np.int16)
    assert np.abs(image[..., 0] - image[..., 2]).mean() < 2
    middle = ((image[..., 1] > 90) & (image[..., 1] < 180)).mean()
    assert middle < 0.05
