"""The curriculum goes from short clean lines to long damaged ones, the rate from high to low."""

from __future__ import annotations

import pytest

from ocr.training.damage.recipes import Level
from ocr.training.schedule import PEAK_RATE, rate_at, recipe_at


def test_it_begins_with_short_clean_lines_and_ends_with_long_damaged_ones() -> None:
    first, last = recipe_at(0.0, 48), recipe_at(1.0, 48)
    assert first.longest < 20 < 80 < last.longest
    assert dict(first.levels)[Level.FULL] == 0
    assert dict(last.levels)[Level.FULL] > 0.3


def test_every_share_of_a_run_has_a_recipe_whose_levels_add_up() -> None:
    for step in range(101):
        assert sum(share for _, share in recipe_at(step / 100, 40).levels) == pytest.approx(1)


def test_the_rate_rises_then_falls_to_almost_nothing() -> None:
    assert rate_at(0.0) < PEAK_RATE / 10
    assert rate_at(0.1) == PEAK_RATE
    assert rate_at(0.6) > rate_at(0.8) > rate_at(1.0) > 0
    assert rate_at(1.0) < PEAK_RATE / 50
