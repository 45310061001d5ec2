"""The words of training lines: invented lines as they stand on Vietnamese administrative papers.

`invent_line` mixes names, places, dates, numbers, labels and prose with words and letters that no
word list explains, so that a reader learns the letters and not the vocabulary. All people are
invented. Names of provinces, districts, peoples and states are facts.
"""

from ocr.training.text.alphabet import ALPHABET
from ocr.training.text.mix import invent_line
from ocr.training.text.model import KINDS, Line, Role, Run

__all__ = ["ALPHABET", "KINDS", "Line", "Role", "Run", "invent_line"]
