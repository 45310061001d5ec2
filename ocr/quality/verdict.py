"""What is wrong with a page image, as problems that say which page to scan again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digitizer.domain.problems import Problem
from ocr.imaging.gray import RgbImage
from ocr.quality import measures
from ocr.quality.limits import Limits, shipped_limits
from ocr.quality.view import PageView, view_of

TOO_POOR, TOO_SMALL = "page-too-poor", "page-too-small"


@dataclass(frozen=True, slots=True)
class _Measured:
    view: PageView
    page: str
    blur: float | None
    contrast: float | None
    paper: float


def page_problems(
    page: RgbImage,
    dpi: int,
    number: int,
    limits: Limits | None = None,
    known: Sequence[Problem] = (),
) -> tuple[Problem, ...]:
    """The problems of a page (H×W×3 uint8 RGB) as it was decoded, the one that stops first.

    ``page-too-poor`` is an error: the page cannot be read and nothing on it may be accepted. The
    others are warnings. A page without print is blank, or too dark to tell. What is already
    ``known`` of a page is not said a second time: paper that a photo shows too small."""
    limits = limits or shipped_limits()
    view = view_of(page, dpi)
    seen = _Measured(
        view,
        str(number),
        measures.blur_mm(view),
        measures.print_contrast(view),
        measures.paper_level(view),
    )
    is_small = any(problem.code == TOO_SMALL for problem in known)
    coarse = [] if is_small else _resolution(seen, limits)
    if seen.paper >= limits.dark.warning and _is_blank(seen, limits):
        return (Problem.warning("page-blank", page=seen.page), *coarse)
    found = [*_light_and_focus(seen, limits), *_edges(seen, limits), *coarse]
    return (*_too_poor(seen, limits), *found)


def _is_blank(seen: _Measured, limits: Limits) -> bool:
    """Hardly any ink, and no wide spread of print that is merely too faint to count as ink."""
    return (
        measures.ink_share(seen.view) < limits.most_ink_share
        and measures.trace_share(seen.view) < limits.most_trace_share
    )


def _too_poor(seen: _Measured, limits: Limits) -> list[Problem]:
    hopeless = (
        (seen.blur is not None and seen.blur > limits.blurred.too_poor)
        or (seen.contrast is not None and seen.contrast < limits.faint.too_poor)
        or seen.paper < limits.dark.too_poor
        or seen.view.full_dpi < limits.resolution.too_poor
    )
    return [Problem.error(TOO_POOR, page=seen.page)] if hopeless else []


def _light_and_focus(seen: _Measured, limits: Limits) -> list[Problem]:
    checks = (
        ("page-dark", seen.paper < limits.dark.warning),
        ("page-blurred", seen.blur is not None and seen.blur > limits.blurred.warning),
        ("page-faint", seen.contrast is not None and seen.contrast < limits.faint.warning),
    )
    return [Problem.warning(code, page=seen.page) for code, holds in checks if holds]


def _edges(seen: _Measured, limits: Limits) -> list[Problem]:
    problems = []
    needed = {"left": limits.cut.side_letters, "right": limits.cut.side_letters}
    for edge, count in measures.cut_letters(seen.view, limits.cut).items():
        if count >= needed.get(edge, limits.cut.end_letters):
            problems.append(Problem.warning("page-cut", page=seen.page, edge=edge))
    least, most = limits.finger.area_share
    if least <= measures.finger_share(seen.view, limits.finger) <= most:
        problems.append(Problem.warning("page-finger", page=seen.page))
    return problems


def _resolution(seen: _Measured, limits: Limits) -> list[Problem]:
    dpi = seen.view.full_dpi
    if dpi >= limits.resolution.warning:
        return []
    return [Problem.warning("page-low-dpi", page=seen.page, dpi=str(dpi))]
