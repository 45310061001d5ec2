"""The ink of a form goes, what was filled in stays whole."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.imaging.form_ink import without_form_ink
from ocr.imaging.gray import GrayImage

HEIGHT, WIDTH = 120, 900
LEADER = range(20, WIDTH - 20, 14)


def blank() -> GrayImage:
    """A label and a dotted leader behind it."""
    page = np.full((HEIGHT, WIDTH), 250, np.uint8)
    cv2.putText(page, "Ho ten:", (10, 80), cv2.FONT_HERSHEY_SIMPLEX, 1.4, 20, 3)
    for x in LEADER:
        cv2.circle(page, (x + 180, 84), 2, 20, -1)
    return page


def filled(text: str = "KHOI") -> GrayImage:
    page = blank()
    cv2.putText(page, text, (300, 78), cv2.FONT_HERSHEY_SIMPLEX, 1.6, 20, 4)
    return page


def ink(page: GrayImage) -> int:
    return int((page < 128).sum())


def value_alone(text: str = "KHOI") -> GrayImage:
    page = np.full((HEIGHT, WIDTH), 250, np.uint8)
    cv2.putText(page, text, (300, 78), cv2.FONT_HERSHEY_SIMPLEX, 1.6, 20, 4)
    return page


def test_an_unfilled_form_leaves_an_empty_page() -> None:
    assert ink(without_form_ink(blank(), blank(), 6)) == 0


@pytest.mark.parametrize("shift", [(0, 0), (4, -3), (-5, 5)])
def test_the_value_stays_and_the_form_goes_though_it_lies_a_little_off(
    shift: tuple[int, int],
) -> None:
    by = np.array([[1, 0, shift[0]], [0, 1, shift[1]]], dtype=np.float64)
    seen = cv2.warpAffine(blank(), by, (WIDTH, HEIGHT), borderValue=250)
    bare = without_form_ink(filled(), np.asarray(seen, np.uint8), 6)
    kept = (bare < 128) & (value_alone() < 128)
    assert kept.sum() == ink(value_alone())
    assert ink(bare) <= 1.05 * ink(value_alone())


def test_a_dot_below_that_touches_a_leader_dot_is_not_lost() -> None:
    page = filled()
    cv2.circle(page, (LEADER[10] + 180 + 4, 87), 5, 20, -1)
    bare = without_form_ink(page, blank(), 6)
    assert ink(bare) - ink(value_alone()) > 60


def test_without_a_form_nothing_goes() -> None:
    empty = np.full((HEIGHT, WIDTH), 250, np.uint8)
    assert np.array_equal(without_form_ink(filled(), empty, 6), filled())
