"""Clauses 6.2.8 and 6.2.9: images and other external objects."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from pikepdf import Object

from exports.pdfa.rules.findings import (
    BAD_PDF,
    Document,
    entries,
    entry,
    is_true,
    number_of,
    text_of,
)
from exports.pdfa.rules.objects import FILTERS
from exports.pdfa.rules.states import check_intent

_DEPTHS = (1, 2, 4, 8, 16)
_SUPERBOX = b"jp2h"
_CHANNELS = (1, 3, 4)
_METHODS = (1, 2, 3)
_ENUMERATED = 1
_CIEJAB = 19
_CMYK = 12
_DEEPEST = 38
_VARIES = 255


def check_image(document: Document, image: Object, place: str) -> None:
    """An image that is painted, also an inline one with its keys written out."""
    findings = document.findings
    for key in ("/Alternates", "/OPI"):
        if entry(image, key) is not None:
            findings.add("image-key", "6.2.8.1", place=place, name=key[1:])
    if is_true(image, "/Interpolate"):
        findings.add("interpolate", "6.2.8.1", place=place)
    check_intent(document, entry(image, "/Intent"), place)
    filters = [text_of(each) for each in entries(entry(image, "/Filter"))]
    for name in filters:
        if name not in FILTERS:
            findings.add("filter", "6.1.10", object=f"page {place}", name=name)
    if filters and filters[-1] == "JPXDecode":
        _jpeg2000(document, image, place)
    else:
        depth = number_of(entry(image, "/BitsPerComponent"))
        is_mask = is_true(image, "/ImageMask")
        if not is_mask and depth is not None and depth not in _DEPTHS:
            findings.add("image-depth", "6.2.8.1", place=place)


def check_external(document: Document, external: Object, place: str) -> None:
    """What holds of every external object."""
    findings = document.findings
    kind = text_of(entry(external, "/Subtype"))
    has_script = text_of(entry(external, "/Subtype2")) == "PS" or "/PS" in external
    if kind == "PS":
        findings.add("postscript", "6.2.9.3", place=place)
    elif kind == "Form":
        if has_script:
            findings.add("postscript", "6.2.9.1", place=place)
        if "/OPI" in external:
            findings.add("image-key", "6.2.9.1", place=place, name="OPI")
        if "/Ref" in external:
            findings.add("reference-object", "6.2.9.2", place=place)


def _jpeg2000(document: Document, image: Object, place: str) -> None:
    try:
        data = bytes(image.read_raw_bytes())
    except BAD_PDF:
        return
    header = [box for kind, box in _boxes(data) if kind == _SUPERBOX]
    if not header:
        return
    inner = list(_boxes(header[0]))
    _image_header(document, inner, place)
    if entry(image, "/ColorSpace") is None:
        _colour_boxes(document, [box for kind, box in inner if kind == b"colr"], place)


def _image_header(document: Document, inner: list[tuple[bytes, bytes]], place: str) -> None:
    findings = document.findings
    header = next((box for kind, box in inner if kind == b"ihdr" and len(box) >= 14), None)
    if header is None:
        return
    channels, depth = struct.unpack(">HB", header[8:11])
    if channels not in _CHANNELS and not any(kind == b"cdef" for kind, _ in inner):
        findings.add("jpeg2000", "6.2.8.3", place=place, name=f"NC {channels}")
    depths = [depth]
    if depth == _VARIES:
        depths = [each for kind, box in inner if kind == b"bpcc" for each in box]
    bits = {(each & 0x7F) + 1 for each in depths}
    if len(bits) > 1 or any(not 1 <= each <= _DEEPEST for each in bits):
        findings.add("jpeg2000", "6.2.8.3", place=place, name="BPC")


def _colour_boxes(document: Document, boxes: list[bytes], place: str) -> None:
    """Without a colour space of the document the image's own one counts, if it is told once."""
    findings = document.findings
    if len(boxes) > 1 and sum(box[2:3] == b"\x01" for box in boxes) != 1:
        findings.add("jpeg2000", "6.2.8.3", place=place, name="APPROX")
    for box in boxes:
        if len(box) < 3:
            continue
        method = box[0]
        if method not in _METHODS:
            findings.add("jpeg2000", "6.2.8.3", place=place, name=f"METH {method}")
        elif method == _ENUMERATED and len(box) >= 7:
            space = struct.unpack(">I", box[3:7])[0]
            if space == _CIEJAB:
                findings.add("jpeg2000", "6.2.8.3", place=place, name=f"EnumCS {space}")


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        start = at + 8
        if size == 1 and at + 16 <= len(data):
            size, start = struct.unpack(">Q", data[at + 8 : at + 16])[0], at + 16
        end = len(data) if size == 0 else at + size
        if end < start:
            return
        yield kind, data[start:end]
        at = end
