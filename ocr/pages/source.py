"""The door of this package: inspect a file whole, or walk its pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from digitizer.domain.problems import Problem
from digitizer.workflow.ports import FileInfo
from ocr.pages.decoded import DecodedPage, DecodeLimits
from ocr.pages.formats import PDF, media_type
from ocr.pages.pdf import check_pdf, iter_pdf
from ocr.pages.raster import iter_raster
from ocr.quality import page_problems


def inspect(path: Path, limits: DecodeLimits | None = None) -> FileInfo:
    """Decode every page and say what the file is, and which pages should be scanned again.

    Raises UnreadableFile with one of the codes ``file-empty``, ``file-unknown-format``,
    ``file-damaged``, ``file-encrypted``, ``file-too-large``, ``file-too-many-pages`` or
    ``file-no-pages``; OSError when the file cannot be opened.
    """
    limits = limits or DecodeLimits()
    kind = media_type(path)
    problems: list[Problem] = []

    def look(page: DecodedPage) -> None:
        problems.extend(page_problems(page.image, page.dpi, page.number))

    if kind == PDF:
        count = check_pdf(path, limits, look)
    else:
        count = 0
        for page in iter_raster(path, kind, limits):
            look(page)
            count += 1
    return FileInfo(kind, count, tuple(problems))


def iter_pages(path: Path, limits: DecodeLimits | None = None) -> Iterator[DecodedPage]:
    """The pages of a file in order, one in memory at a time; raises what :func:`inspect` does."""
    limits = limits or DecodeLimits()
    kind = media_type(path)
    if kind == PDF:
        return iter_pdf(path, limits)
    return iter_raster(path, kind, limits)
