"""QR codes that a form prints."""

from collections.abc import Mapping

import zxingcpp
from PIL import Image

from ..canvas import Canvas
from ..people import Printed

_SIDE_MM = 26.0


def qr_code(canvas: Canvas, key: str, values: Mapping[str, Printed], at: float) -> None:
    """The QR code of a value, its middle at a share of the width, from the current height down; the
    height is left where it was, so that print stands beside it."""
    code = zxingcpp.create_barcode(values[key].text, zxingcpp.BarcodeFormat.QRCode)
    drawn = Image.fromarray(code.to_image(scale=1, add_quiet_zones=True))
    side = canvas.px(_SIDE_MM)
    left = round(canvas.left + at * (canvas.right - canvas.left) - side / 2)
    scaled = drawn.resize((side, side), Image.Resampling.NEAREST).convert("RGB")
    canvas.image.paste(scaled, (left, round(canvas.y)))
