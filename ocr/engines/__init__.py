"""Readers of lines, one a file, all behind :class:`LineEngine`."""

from ocr.engines.protocol import LineAnswer, LineEngine

__all__ = ["LineAnswer", "LineEngine"]
