"""What is seen on a page: boxes, words and lines.

All coordinates are pixels of the *upright* page image (turned and deskewed), origin top left,
x to the right, y down.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from digitizer.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in px of the upright page."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    def union(self, other: Box) -> Box:
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Box(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    @classmethod
    def around(cls, boxes: Iterable[Box]) -> Box:
        """The smallest box around all; raises ValueError when there is none."""
        found = list(boxes)
        if not found:
            raise ValueError("no boxes to go around")
        result = found[0]
        for box in found[1:]:
            result = result.union(box)
        return result


# The engine of values that a file gave as data, such as an e-invoice.
AS_DATA = "xml"


@dataclass(frozen=True, slots=True)
class Origin:
    """Who read it: engine with model, its version, and the extraction rule that took it."""

    engine: str
    version: str
    rule: str = ""

    @property
    def is_data(self) -> bool:
        """Whether the value was data already, so that nobody read it off paper."""
        return self.engine == AS_DATA


@dataclass(frozen=True, slots=True)
class Alternative:
    """What a word may be instead; ``confidence`` is 0..1 as the engine claims it."""

    text: str
    confidence: float


# The problem of a page on which handwriting could not be told from print.
HANDS_UNTOLD = "hand-finder-missing"


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without a space. ``confidence`` is 0..1 as the engine claims it.

    ``letters`` is the confidence of each character of ``text``, empty when the engine gives none;
    ``alternatives`` are other texts for the same ink, the likeliest first, and only where the
    engine is in doubt. ``colour`` is how far its ink is from black, ``by_hand`` how likely a hand
    wrote it and ``struck`` on what part of its width a stroke runs through it, all 0..1, and 0
    where nobody looked."""

    text: str
    box: Box
    confidence: float
    letters: tuple[float, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    colour: float = 0.0
    by_hand: float = 0.0
    struck: float = 0.0


@dataclass(frozen=True, slots=True)
class LineReading:
    """One engine's answer for one line."""

    origin: Origin
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of print and its independent readings, the preferred one first (may be empty)."""

    box: Box
    readings: tuple[LineReading, ...]

    @property
    def words(self) -> tuple[Word, ...]:
        return self.readings[0].words if self.readings else ()

    @property
    def text(self) -> str:
        return self.readings[0].text if self.readings else ""


@dataclass(frozen=True, slots=True)
class TickBox:
    """A printed box to tick; ``marked`` is the share of ink inside, 0..1, away from its lines."""

    box: Box
    marked: float


@dataclass(frozen=True, slots=True)
class PageCode:
    """A QR code or barcode. ``format`` is ``qr``, ``code39`` or ``code128``; ``text`` is the
    payload as the symbol spells it and ``raw`` its bytes in hexadecimal, kept as evidence."""

    format: str
    text: str
    box: Box
    raw: str = ""


@dataclass(frozen=True, slots=True)
class ZoneReading:
    """What stands where a known form has a field, read without the form's own ink. ``form`` is the
    form's key; ``lines`` are from top to bottom, with one reading each."""

    form: str
    field: str
    lines: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class PageReading:
    """A page after reading. ``rotation`` is the clockwise turn in degrees (0, 90, 180, 270) and
    ``skew_degrees`` the small angle that were corrected to make the page upright; ``dpi`` is the
    resolution of the upright image, in pixels an inch. ``rules`` are printed rules, level and
    upright, which are as thin as they were drawn.
    """

    number: int
    width: int
    height: int
    dpi: int
    rotation: int
    skew_degrees: float
    lines: tuple[TextLine, ...]
    problems: tuple[Problem, ...] = ()
    codes: tuple[PageCode, ...] = ()
    zones: tuple[ZoneReading, ...] = ()
    ticks: tuple[TickBox, ...] = ()
    rules: tuple[Box, ...] = ()
