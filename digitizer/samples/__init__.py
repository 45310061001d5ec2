"""Invented, scan-like birth registration documents with their truth, for demos and tests.

`generate` writes files as an office scanner would name them, and beside each one a
``*.truth.json`` of what is printed on it. Nobody in them exists.
"""

from .capture import CHOICES
from .damage import DAMAGES
from .fonts import MissingFontsError, label_families
from .generate import SampleFile, SampleSpec, generate, plan
from .layouts import LAYOUTS

__all__ = [
    "CHOICES",
    "DAMAGES",
    "LAYOUTS",
    "MissingFontsError",
    "SampleFile",
    "SampleSpec",
    "generate",
    "label_families",
    "plan",
]
