"""Invented, scan-like documents of civil status with their truth, for demos and tests.

`generate` writes files as an office scanner would name them, and beside each one a
``*.truth.json`` of what is printed on it. Nobody in them exists.
"""

from .capture import ALL_DAMAGES, CHOICES
from .choosing import ALL_TYPES, SampleSpec, Wish, plan
from .damage import DAMAGES
from .fonts import MissingFontsError, label_families
from .generate import SampleFile, generate, write_blank
from .layouts import ALL_LAYOUTS, FORMS, LAYOUTS, REGISTERS, SPLITS, TYPES

__all__ = [
    "ALL_DAMAGES",
    "ALL_LAYOUTS",
    "ALL_TYPES",
    "CHOICES",
    "DAMAGES",
    "FORMS",
    "LAYOUTS",
    "REGISTERS",
    "SPLITS",
    "TYPES",
    "MissingFontsError",
    "SampleFile",
    "SampleSpec",
    "Wish",
    "generate",
    "label_families",
    "plan",
    "write_blank",
]
