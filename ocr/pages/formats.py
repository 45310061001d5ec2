"""The kind of a file by its first bytes; a suffix is only what somebody called it."""

from __future__ import annotations

from pathlib import Path

from digitizer.domain.errors import UnreadableFile

PDF = "application/pdf"
TIFF = "image/tiff"
_PDF_MARK_WITHIN = 1024
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"II+\x00", TIFF),
    (b"MM\x00+", TIFF),
    (b"BM", "image/bmp"),
)


def media_type(path: Path) -> str:
    """The media type of a file by its content.

    Raises UnreadableFile ``file-empty`` or ``file-unknown-format``, and OSError when the file
    cannot be opened at all.
    """
    with path.open("rb") as stream:
        head = stream.read(_PDF_MARK_WITHIN)
    if not head:
        raise UnreadableFile("file-empty")
    for signature, found in _SIGNATURES:
        if head.startswith(signature):
            return found
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if b"%PDF-" in head:
        return PDF
    raise UnreadableFile("file-unknown-format")
