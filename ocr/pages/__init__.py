"""Files into pages: what kind of file it is, whether it decodes whole, and its page images."""

from ocr.pages.decoded import DecodedPage, DecodeLimits
from ocr.pages.source import inspect, iter_pages

__all__ = ["DecodeLimits", "DecodedPage", "inspect", "iter_pages"]
