"""Streams of a document."""

from __future__ import annotations

import zlib

from pikepdf import Name, Object, Pdf


def packed(pdf: Pdf, data: bytes, **entries: object) -> Object:
    """An indirect stream, deflated."""
    stream = pdf.make_stream(zlib.compress(data, 9), Filter=Name.FlateDecode)
    for key, value in entries.items():
        stream[f"/{key}"] = value
    return stream
