"""Draws the print of one line: the letters of a face, and leaders under the value."""

from ocr.training.drawing.faces import FaceChooser, Pair
from ocr.training.drawing.hand import HandDrawing
from ocr.training.drawing.line import Drawn, draw_line

__all__ = ["Drawn", "FaceChooser", "HandDrawing", "Pair", "draw_line"]
