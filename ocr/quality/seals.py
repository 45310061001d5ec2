"""Colour that is missing where the paper needs a red seal."""

from __future__ import annotations

from collections.abc import Iterable

from digitizer.domain.problems import Problem
from digitizer.domain.values.text import fold
from ocr.imaging.gray import RgbImage
from ocr.quality import measures
from ocr.quality.limits import Limits, shipped_limits
from ocr.quality.view import view_of


def lost_colour(
    page: RgbImage, dpi: int, number: int, lines: Iterable[str], limits: Limits | None = None
) -> tuple[Problem, ...]:
    """``page-gray`` where a line of the page begins like the heading of a paper that is valid only
    with a seal, and the image (H×W×3 uint8 RGB) has no colour at all."""
    limits = limits or shipped_limits()
    titles = tuple(fold(title) for title in limits.sealed_titles)
    if not any(line.isupper() and fold(line).startswith(titles) for line in lines):
        return ()
    if measures.colour(view_of(page, dpi)) > limits.most_colour:
        return ()
    return (Problem.warning("page-gray", page=str(number)),)
