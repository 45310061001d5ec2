"""The content of a page: the invisible text and the image over it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from digitizer.domain.page import Box
from exports.pdfa.invisible_font import DESCENT, GLYPH_WIDTH, Letters
from exports.pdfa.placing import PlacedWord, Row

POINTS_AN_INCH = 72
# The narrowest space between two words, in parts of the font size, so that no reader joins them.
_LEAST_GAP = 0.2
# The widest one within a sentence: some readers take more for a gap between columns, which they
# read one after the other, so a word reaches into the space behind it. A gap that is as wide as
# a gap between columns stays one.
_MOST_GAP, _COLUMN_GAP = 0.3, 3.0
# What a word keeps of its width at least where its neighbour leaves it no room.
_LEAST_WIDTH = 0.3


@dataclass(frozen=True, slots=True)
class Placement:
    """A part of a page on paper: ``part`` in px of the page, ``dpi`` its pixels an inch."""

    part: Box
    dpi: int

    @property
    def width(self) -> float:
        """In points, as :attr:`height`."""
        return self.part.width * POINTS_AN_INCH / self.dpi

    @property
    def height(self) -> float:
        return self.part.height * POINTS_AN_INCH / self.dpi

    def x(self, pixels: float) -> float:
        return (pixels - self.part.x) * POINTS_AN_INCH / self.dpi

    def y(self, pixels: float) -> float:
        """Points above the lower edge."""
        return (self.part.bottom - pixels) * POINTS_AN_INCH / self.dpi


def page_content(rows: Iterable[Row], letters: Letters, place: Placement) -> bytes:
    """The operators of a page whose resources name its font ``/F0`` and its image ``/Im0``."""
    parts = []
    text = [line for row in rows for line in _row(row, letters, place)]
    if text:
        parts += ["BT", "3 Tr", *text, "ET"]
    parts += ["q", f"{_n(place.width)} 0 0 {_n(place.height)} 0 0 cm", "/Im0 Do", "Q", ""]
    return "\n".join(parts).encode("ascii")


def _row(row: Sequence[PlacedWord], letters: Letters, place: Placement) -> Iterator[str]:
    """One baseline and one size for the words of a row, each stretched to its width, with a space
    that reaches to the next one. Some readers join the last word of a row to the next row without
    a space of its own."""
    size = max(1.0, median(word.box.height for word in row) * POINTS_AN_INCH / place.dpi)
    bottom = place.y(median(word.box.bottom for word in row))
    baseline = bottom - size * DESCENT / 1000
    yield f"/F0 {_n(size)} Tf"
    for word, after in zip(row, [*row[1:], None], strict=True):
        left, width = place.x(word.box.x), place.x(word.box.right) - place.x(word.box.x)
        gap = _LEAST_GAP * size
        room = 0.0 if after is None else place.x(after.box.x) - left
        if room > 0:
            width = max(min(width, room - gap), _LEAST_WIDTH * min(width, room))
            if room - width < _COLUMN_GAP * size:
                width = max(width, room - _MOST_GAP * size)
            gap = room - width
        yield f"{_n(_stretch(width, len(word.text), size))} Tz"
        yield f"1 0 0 1 {_n(left)} {_n(baseline)} Tm"
        yield f"<{letters.encode(word.text).hex()}> Tj"
        yield f"{_n(_stretch(gap, 1, size))} Tz <{letters.encode(' ').hex()}> Tj"


def _stretch(width: float, count: int, size: float) -> float:
    """The horizontal scale in percent that makes so many characters so wide."""
    return max(1.0, 100 * width * 1000 / (count * GLYPH_WIDTH * size))


def _n(number: float) -> str:
    return f"{number:.3f}".rstrip("0").rstrip(".")
