"""A stored page read anew, as it stands now: a person turned it, so its upright is known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from digitizer.domain.case import CaseReading, Page
from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.page import PageReading
from digitizer.domain.schema import Catalog
from ocr.extraction import find_cases
from ocr.imaging.gray import RgbImage
from ocr.job import failing_alone, with_zones
from ocr.pages import DecodedPage
from ocr.reading import ReadSettings, engines_of, read_upright
from ocr.rereading import ONE_AT_A_TIME
from ocr.upright import UprightPage


def read_stored_page(
    image: Path,
    page: Page,
    catalog: Catalog,
    settings: ReadSettings,
    wanted_type: str | None = None,
) -> tuple[PageReading, tuple[CaseReading, ...]]:
    """What the image of a stored page says as it lies, and the cases on this page alone; what the
    page was turned by stays. The readers stay warm in this process and work for one caller at a
    time; takes seconds. ``wanted_type`` is as for :func:`ocr.read_scan`.

    Raises UnreadableFile and EnvironmentFault, and nothing else.
    """
    with failing_alone():
        picture = _opened(image)
        decoded = DecodedPage(page.number, picture, page.dpi)
        upright = UprightPage(picture, page.dpi, page.rotation, page.skew_degrees, ())
        readers = engines_of(settings)
        with ONE_AT_A_TIME:
            reading = read_upright(decoded, upright, readers)
            reading = with_zones(reading, picture, catalog, readers)
        found = find_cases([reading], catalog, wanted_type, sureness=settings.sureness)
        known = {problem.code for problem in page.problems}
        fresh = [problem for problem in reading.problems if problem.code not in known]
        return replace(reading, problems=(*page.problems, *fresh)), found


def _opened(image: Path) -> RgbImage:
    try:
        with Image.open(image) as picture:
            colours = np.asarray(picture.convert("RGB"), dtype=np.uint8)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise EnvironmentFault("image-unreadable", path=image, reason=str(error)) from error
    return np.ascontiguousarray(colours)
