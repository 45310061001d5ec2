"""Turns page readings into cases with field readings."""

from ocr.extraction.cases import find_cases

__all__ = ["find_cases"]
