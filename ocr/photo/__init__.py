"""Photos of paper on a desk become flat pages; scans pass through untouched."""

from ocr.photo.pages import flat_pages, flattened

__all__ = ["flat_pages", "flattened"]
