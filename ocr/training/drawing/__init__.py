"""Draws the print of one line: the letters of a face, and leaders under the value."""

from ocr.training.drawing.faces import FaceChooser, Pair
from ocr.training.drawing.line import Drawn, draw_line

__all__ = ["Drawn", "FaceChooser", "Pair", "draw_line"]
