"""Whether a page image is good enough, told while the paper still lies on the glass."""

from ocr.quality.seals import lost_colour
from ocr.quality.verdict import TOO_POOR, page_problems

__all__ = ["TOO_POOR", "lost_colour", "page_problems"]
