"""QR codes and barcodes on a page."""

from ocr.barcodes.decode import read_codes

__all__ = ["read_codes"]
