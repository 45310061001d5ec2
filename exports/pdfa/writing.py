"""One case as an archive copy: a PDF/A-2b of its pages, with text under the images."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from exports.pdfa.image_copy import ImageCopy
from exports.pdfa.invisible_font import Letters
from exports.pdfa.metadata import describe
from exports.pdfa.placing import Row
from exports.pdfa.streams import packed
from exports.pdfa.text_layer import Placement, page_content


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """A page to write: its image, the place of that image on paper and the text there."""

    image: ImageCopy
    place: Placement
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """How many pages a document has, and how many of them take more bytes than was wished."""

    pages: int
    larger_pages: int


def write_archive_copy(
    path: Path, pages: Iterable[ArchivePage], title: str, created_at: datetime
) -> Written:
    """Write the pages as they come. The same pages, title and time make the same bytes.

    Raises OSError.
    """
    letters, count, larger = Letters(), 0, 0
    with Pdf.new() as pdf:
        for page in pages:
            _add_page(pdf, page, letters)
            count += 1
            larger += not page.image.is_within
        font = letters.font(pdf)
        for made in pdf.pages:
            made.obj.Resources.Font = Dictionary(F0=font)
        describe(pdf, title, created_at)
        pdf.save(
            path,
            min_version="1.7",
            deterministic_id=True,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
    return Written(count, larger)


def _add_page(pdf: Pdf, page: ArchivePage, letters: Letters) -> None:
    image = pdf.make_stream(
        page.image.jpeg,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=page.image.width,
        Height=page.image.height,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    content = page_content(page.rows, letters, page.place)
    made = Dictionary(
        Type=Name.Page,
        MediaBox=[0, 0, round(page.place.width, 3), round(page.place.height, 3)],
        Contents=packed(pdf, content),
        Resources=Dictionary(XObject=Dictionary(Im0=image)),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(made)))
