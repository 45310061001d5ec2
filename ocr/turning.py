"""A stored page image turned by a right angle."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from digitizer.domain.errors import EnvironmentFault

_JPEG_QUALITY = 95
_TURNS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


def turn_image(source: Path, degrees: int, target: Path) -> None:
    """Write the image turned clockwise as a JPEG with its resolution. Raises EnvironmentFault
    ``image-unreadable`` when it cannot be read or written."""
    try:
        with Image.open(source) as image:
            dpi = image.info.get("dpi")
            turned = image.convert("RGB")
            if degrees:
                turned = turned.transpose(_TURNS[degrees])
            about = {"dpi": dpi[::-1] if degrees in (90, 270) else dpi} if dpi else {}
            turned.save(target, "JPEG", quality=_JPEG_QUALITY, subsampling=0, **about)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise EnvironmentFault("image-unreadable", path=source, reason=str(error)) from error
