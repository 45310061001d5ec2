"""Reading one scan: the body of a worker."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import overload

from PIL import Image

from digitizer.domain.case import ReadPage, ScanReading
from digitizer.domain.errors import DigitizerError, EnvironmentFault, UnreadableFile
from digitizer.domain.page import PageReading
from digitizer.domain.problems import Problem
from digitizer.domain.schema import Catalog
from ocr.extraction import find_cases
from ocr.extraction.cards import card_problems
from ocr.extraction.separators import separator_problems
from ocr.imaging.gray import RgbImage
from ocr.invoices import is_xml, read_invoice
from ocr.pages import iter_pages
from ocr.photo import flat_pages
from ocr.reading import Readers, ReadSettings, engines_of, read_page
from ocr.zones import read_zones

__all__ = ["ReadSettings", "read_scan"]

_JPEG_QUALITY = 90


def read_scan(
    source: Path,
    work_dir: Path,
    catalog: Catalog,
    settings: ReadSettings,
    wanted_type: str | None = None,
) -> ScanReading:
    """Read all pages of a file, one in memory at a time, and find the cases on them. A photo of
    an open book counts as its two pages. An XML file is an e-invoice, which is read as data.

    The upright page images are left in ``work_dir`` as JPEG. ``wanted_type`` is the document type
    when a person has said it, None to find out. Raises UnreadableFile and EnvironmentFault, and
    nothing else: a page that the reader cannot cope with fails its own scan only.
    """
    with failing_alone():
        if is_xml(source):
            return read_invoice(source, work_dir, catalog, settings.sheet_font, settings.limits)
        engines = engines_of(settings)
        work_dir.mkdir(parents=True, exist_ok=True)
        pages: list[ReadPage] = []
        for decoded in flat_pages(iter_pages(source, settings.limits)):
            reading, image = read_page(decoded, engines)
            damaged = (*separator_problems(reading), *card_problems(reading))
            reading = replace(reading, problems=(*reading.problems, *damaged))
            reading = with_zones(reading, image, catalog, engines)
            target = work_dir / f"page-{reading.number:04d}.jpg"
            _save(image, reading.dpi, target)
            pages.append(ReadPage.of(reading, str(target)))
        cases = find_cases(_Readings(pages), catalog, wanted_type, sureness=settings.sureness)
        return ScanReading(tuple(pages), cases)


def with_zones(
    reading: PageReading, image: RgbImage, catalog: Catalog, readers: Readers
) -> PageReading:
    """The page with what stands in the zones of a form that the workspace knows. A form whose
    blank sheet is gone fails no page."""
    if not catalog.forms:
        return reading
    engine = readers.order[0].engine
    try:
        zones = read_zones(image, reading.dpi, reading.lines, catalog.forms, engine)
    except UnreadableFile as fault:
        lost = Problem.warning(fault.code, file=str(fault.params.get("file", "")))
        return replace(reading, problems=(*reading.problems, lost))
    return replace(reading, zones=zones)


class _Readings(Sequence[PageReading]):
    """The readings of a scan, unpacked one at a time."""

    def __init__(self, pages: Sequence[ReadPage]) -> None:
        self._pages = pages

    def __len__(self) -> int:
        return len(self._pages)

    @overload
    def __getitem__(self, index: int) -> PageReading: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[PageReading]: ...
    def __getitem__(self, index: int | slice) -> PageReading | Sequence[PageReading]:
        if isinstance(index, slice):
            return _Readings(self._pages[index])
        return self._pages[index].reading


@contextmanager
def failing_alone() -> Iterator[None]:
    """Let out only UnreadableFile and EnvironmentFault, without any text of the page."""
    try:
        yield
    except DigitizerError:
        raise
    except OSError as error:
        raise EnvironmentFault("reading-no-io", reason=error.strerror or str(error)) from error
    except Exception as error:
        # The text of the exception may quote the page; its kind and place do not.
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(frame.filename).name}:{frame.lineno}"
        raise EnvironmentFault("reading-failed", kind=type(error).__name__, place=place) from error


def _save(image: RgbImage, dpi: int, target: Path) -> None:
    Image.fromarray(image).save(target, "JPEG", quality=_JPEG_QUALITY, dpi=(dpi, dpi))
