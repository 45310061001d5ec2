"""Turns page readings into cases with field readings."""

from ocr.extraction.cases import cross_checked, find_cases
from ocr.extraction.sureness import load_sureness, shipped_sureness, sureness_text

__all__ = ["cross_checked", "find_cases", "load_sureness", "shipped_sureness", "sureness_text"]
