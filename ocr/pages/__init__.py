"""Files into pages: what kind of file it is, whether it decodes whole, and its page images."""

from ocr.pages.decoded import DecodedPage, DecodeLimits
from ocr.pages.source import check_file, iter_pages

__all__ = ["DecodeLimits", "DecodedPage", "check_file", "iter_pages"]
