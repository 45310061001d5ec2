"""A paper that the workstation prints: what stands on it, whatever draws it.

All texts come from the message catalogs or from the store; a sheet holds no sentence of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; line breaks in it are kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names and values, a line each."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header that is repeated on each page. ``widths`` are shares of the page's width,
    one a column; columns named in ``numbers`` (from 0) are set to the right.

    Raises ValueError when a row or the widths do not fit the header.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    numbers: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.header) for row in (*self.rows, self.widths)):
            raise ValueError("every row has one cell a column")


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of upright bars: for each series one value a label. Raises ValueError when the
    values of a series do not fit the labels."""

    title: str
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]

    def __post_init__(self) -> None:
        if any(len(values) != len(self.labels) for _, values in self.series):
            raise ValueError("every series has one value a label")


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign side by side: who signs, and the name under it ("" to be written by hand)."""

    places: tuple[tuple[str, str], ...]
    hint: str


Block = Heading | Paragraph | Pairs | Table | Bars | Signatures


@dataclass(frozen=True, slots=True)
class Sheet:
    """``office`` stands top left (the lines of the issuing body), ``place_and_day`` top right;
    ``footer`` on each page beside the page number, in which ``{page}`` and ``{pages}`` stand for
    the numbers. ``is_wide`` turns the page."""

    title: str
    office: tuple[str, ...]
    place_and_day: str
    blocks: Sequence[Block]
    footer: str
    is_wide: bool = False
