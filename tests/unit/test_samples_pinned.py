"""A run without any of the later choices writes what it wrote before them, to the last pixel, so
that figures measured on a seed can be compared."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from digitizer.samples import generate, label_families
from digitizer.samples.fonts import VALUE_STYLES, value_fonts
from ocr.pages import iter_pages

# Layout, damage, and the start of a SHA-256 over the truth and the pixels of every page.
PINNED = (
    ("declaration", "show_through", "710f98ee8f6d061c"),
    ("extract", "low_dpi", "b20b0f67110413ab"),
    ("certificate_2020", "clean", "032a4b0ccedc07df"),
    ("certificate_plain", "faded", "f98d31cc8b78fa5e"),
    ("register_page", "mix", "6d1dfacfc722e5b2"),
    ("two_page", "jpeg", "9a05f34909571ca1"),
    ("extract", "rotated", "034e8c9aaad4dcf2"),
    ("register_page", "shadow", "474bf012e921c93d"),
)
FONTS = "019a412213c64f10"


def fonts_here() -> str:
    """The start of a SHA-256 over the font files that such a run may use."""
    digest = hashlib.sha256()
    faces = {face for family in label_families() for face in (family.regular, family.bold)}
    faces |= {path for style in VALUE_STYLES for path in value_fonts(style)}
    for face in sorted(faces, key=lambda path: path.name):
        digest.update(face.name.encode() + face.read_bytes())
    return digest.hexdigest()[:16]


def test_a_run_without_a_choice_is_what_it_was(tmp_path: Path) -> None:
    if fonts_here() != FONTS:
        pytest.skip("the pixels were pinned with other versions of the fonts")
    found = []
    for sample in generate(tmp_path, 8, seed=1):
        digest = hashlib.sha256(sample.truth_path.read_bytes())
        for page in iter_pages(sample.path):
            digest.update(np.ascontiguousarray(page.image).tobytes())
        found.append((sample.spec.layout, sample.spec.damage, digest.hexdigest()[:16]))
    assert tuple(found) == PINNED
