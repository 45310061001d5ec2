"""The data of the pictures on a PDF page: are they all there?"""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Any

from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import literal_name
from pdfplumber.page import Page
from PIL import Image

from digitizer.domain.errors import UnreadableFile
from ocr.pages.decoded import DecodeLimits


def check_streams(page: Page, limits: DecodeLimits) -> None:
    """Raises UnreadableFile ``file-damaged`` when a JPEG or deflated picture ends early, and
    ``file-too-large`` when one has too many pixels."""
    for item in page.images:
        width, height = (int(resolve1(side) or 0) for side in item["srcsize"])
        limits.check_size(width, height)
        stream = item["stream"]
        filters = _filters(stream)
        if filters == ["DCTDecode"]:
            _check_jpeg(_deciphered(stream), limits)
        elif filters == ["FlateDecode"]:
            _check_deflated(_deciphered(stream))


def _deciphered(stream: PDFStream) -> bytes:
    """A file that only restricts printing is enciphered all the same."""
    if stream.decipher is None or stream.objid is None or stream.genno is None:
        return stream.rawdata or b""
    return stream.decipher(stream.objid, stream.genno, stream.rawdata or b"", stream.attrs)


def _filters(stream: PDFStream) -> list[str]:
    named: Any = resolve1(stream.get_any(("F", "Filter"), []))
    listed = named if isinstance(named, list) else [named]
    return [str(literal_name(resolve1(item))) for item in listed]


def _check_jpeg(data: bytes, limits: DecodeLimits) -> None:
    with Image.open(BytesIO(data), formats=("JPEG",)) as image:
        limits.check_size(*image.size)
        image.load()


def _check_deflated(data: bytes) -> None:
    """Walks the deflated data without keeping them: they may be a bomb."""
    unpacker = zlib.decompressobj()
    try:
        pending = data
        while pending and not unpacker.eof:
            unpacker.decompress(pending, 1 << 20)
            pending = unpacker.unconsumed_tail
    except zlib.error as error:
        raise UnreadableFile("file-damaged", detail="deflate") from error
    if not unpacker.eof:
        raise UnreadableFile("file-damaged", detail="deflate")
