"""What the net sees of a line: the same for dark and pale print, and nothing where nothing is."""

from __future__ import annotations

import numpy as np
import pytest

from ocr.engines.preparation import MIN_WIDTH, prepare, prepared_width


def line(ink: int, paper: int, shape: tuple[int, int] = (60, 600)) -> np.ndarray:
    image = np.full(shape, paper, np.uint8)
    image[20:40, 100:160] = ink
    return image


@pytest.mark.parametrize(("ink", "paper"), [(0, 255), (90, 200), (120, 170)])
def test_faded_and_dark_print_look_alike(ink: int, paper: int) -> None:
    prepared = prepare(line(ink, paper), 60)
    assert prepared.dtype == np.float32
    assert prepared[30, prepared.shape[1] * 130 // 600] == pytest.approx(1.0)
    assert prepared[5, prepared.shape[1] // 2] == pytest.approx(0.0)


def test_the_grain_of_blank_paper_does_not_become_ink() -> None:
    grain = np.random.default_rng(3).normal(242, 2.5, (60, 600)).clip(0, 255).astype(np.uint8)
    assert prepare(grain, 48).max() < 0.3
    assert prepare(np.zeros((60, 600), np.uint8), 48).max() == 0


def test_little_ink_on_a_long_line_is_still_ink() -> None:
    image = np.full((60, 2000), 250, np.uint8)
    image[30:34, 900:930] = 20
    assert prepare(image, 60).max() == pytest.approx(1.0)


@pytest.mark.parametrize(("rows", "columns"), [(96, 480), (24, 120), (48, 240)])
def test_the_same_line_is_equally_wide_at_any_resolution(rows: int, columns: int) -> None:
    prepared = prepare(line(0, 255, (rows, columns)), 48)
    assert prepared.shape == (48, 180)
    assert prepared_width(rows, columns, 48) == 180
    assert 0 <= prepared.min() <= prepared.max() <= 1


@pytest.mark.parametrize("shape", [(60, 5), (60, 0), (0, 60), (1, 1)])
def test_slivers_are_filled_up_with_paper(shape: tuple[int, int]) -> None:
    prepared = prepare(np.full(shape, 30, np.uint8), 48)
    assert prepared.shape[0] == 48
    assert prepared.shape[1] >= MIN_WIDTH
    assert prepared.max() == 0
