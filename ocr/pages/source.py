"""The door of this package: walk the pages of a file, or look at every one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from ocr.pages.decoded import DecodedPage, DecodeLimits
from ocr.pages.formats import PDF, media_type
from ocr.pages.pdf import check_pdf, iter_pdf
from ocr.pages.raster import iter_raster


def check_file(
    path: Path, look: Callable[[DecodedPage], None], limits: DecodeLimits | None = None
) -> tuple[str, int]:
    """Decode every page, show it to ``look`` (without its text), and say the media type and the
    number of pages.

    Raises UnreadableFile with one of the codes ``file-empty``, ``file-unknown-format``,
    ``file-damaged``, ``file-encrypted``, ``file-too-large``, ``file-too-many-pages`` or
    ``file-no-pages``; OSError when the file cannot be opened.
    """
    limits = limits or DecodeLimits()
    kind = media_type(path)
    if kind == PDF:
        return kind, check_pdf(path, limits, look)
    count = 0
    for page in iter_raster(path, kind, limits):
        look(page)
        count += 1
    return kind, count


def iter_pages(path: Path, limits: DecodeLimits | None = None) -> Iterator[DecodedPage]:
    """The pages of a file in order, one in memory; raises what :func:`check_file` does."""
    limits = limits or DecodeLimits()
    kind = media_type(path)
    if kind == PDF:
        return iter_pdf(path, limits)
    return iter_raster(path, kind, limits)
