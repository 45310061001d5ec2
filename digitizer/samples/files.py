"""Writes page images the way scanners do: JPEG, PNG, TIFF or PDF, with their resolution."""

import time
from collections.abc import Sequence
from pathlib import Path

from PIL import ExifTags, Image

_CLOCKWISE = Image.Transpose.ROTATE_270
# A PDF carries its time of writing; a fixed one keeps the file the same for the same arguments.
_WRITTEN = time.gmtime(1_700_000_000)


def write_pages(path: Path, pages: Sequence[Image.Image], dpi: int) -> None:
    """Write pages to one file, its kind told by the suffix; only TIFF and PDF take several."""
    first, rest = pages[0], list(pages[1:])
    match path.suffix:
        case ".jpg":
            first.save(path, quality=88, dpi=(dpi, dpi))
        case ".png":
            first.save(path, dpi=(dpi, dpi), compress_level=4)
        case ".tif":
            first.save(
                path,
                compression="tiff_lzw",
                dpi=(dpi, dpi),
                save_all=True,
                append_images=rest,
            )
        case ".pdf":
            first.save(
                path,
                resolution=dpi,
                save_all=True,
                append_images=rest,
                quality=88,
                creationDate=_WRITTEN,
                modDate=_WRITTEN,
            )
        case other:
            raise ValueError(other)


def write_photo(path: Path, photo: Image.Image, held: int) -> None:
    """Write a photo as a phone does: as its sensor lay, with a note of how to turn it (`held` is
    the EXIF orientation 1, 3, 6 or 8) and no word of its resolution on paper."""
    turns = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: _CLOCKWISE}
    if held in turns:
        photo = photo.transpose(turns[held])
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = held
    photo.save(path, "JPEG", quality=86, exif=exif)
