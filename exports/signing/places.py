"""Where a mark lies on a page, which may be turned and whose corner may be anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError

from digitizer.domain.errors import InvalidInput
from digitizer.domain.signatures import Mark
from exports.signing.appearance import POINTS_PER_MM, Picture
from exports.signing.marks import mark_rules

_DEEPEST = 64
_STEP = 3.0

Rect = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is shown: its number (from 0), the visible part in the page's own points, and
    how far it is turned clockwise."""

    index: int
    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        """Across and down, as shown."""
        across, down = self.right - self.left, self.top - self.bottom
        return (down, across) if self.turn % 180 else (across, down)

    def rect(self, left: float, top: float, width: float, height: float) -> Rect:
        """The rectangle of the page's own points that is shown with these distances from the left
        and the upper edge."""
        corners = (self._point(left, top), self._point(left + width, top + height))
        across = sorted(corner[0] for corner in corners)
        up = sorted(corner[1] for corner in corners)
        return round(across[0]), round(up[0]), round(across[1]), round(up[1])

    def _point(self, across: float, down: float) -> tuple[float, float]:
        match self.turn:
            case 90:
                return self.left + down, self.bottom + across
            case 180:
                return self.right - across, self.bottom + down
            case 270:
                return self.right - down, self.top - across
            case _:
                return self.left + across, self.top - down


def place_of(mark: Mark, picture: Picture, writer: IncrementalPdfFileWriter) -> tuple[Sheet, Rect]:
    """The page and the rectangle of a mark: at its spot, or in the upper right corner of the first
    page, below the marks that stand there already. Raises InvalidInput ``mark-spot-outside``."""
    spot = mark.spot
    sheet = sheet_of(writer, spot.page - 1 if spot else 0)
    across, down = sheet.size
    if spot is not None:
        left, top = spot.left * POINTS_PER_MM, spot.top * POINTS_PER_MM
    else:
        rule = mark_rules().text
        left = across - rule.right_mm * POINTS_PER_MM - picture.width
        top = _free_top(writer, sheet, left, rule.top_mm * POINTS_PER_MM, picture)
    fits = left >= 0 and top >= 0
    if not fits or left + picture.width > across + 1 or top + picture.height > down + 1:
        raise InvalidInput("mark-spot-outside", page=sheet.index + 1)
    return sheet, sheet.rect(left, top, picture.width, picture.height)


def sheet_of(writer: IncrementalPdfFileWriter, index: int) -> Sheet:
    """Raises InvalidInput ``mark-page`` for a page that is not there or has no size."""
    try:
        page = writer.prev.find_page_for_modification(index)[0].get_object()
        box = _inherited(page, "/CropBox") or _inherited(page, "/MediaBox") or ()
        sides = [float(side) for side in box]
        turn = int(_inherited(page, "/Rotate") or 0) % 360
    except (PdfError, ValueError, TypeError, KeyError, IndexError) as error:
        raise InvalidInput("mark-page", page=index + 1) from error
    if index < 0 or len(sides) != 4 or turn % 90:
        raise InvalidInput("mark-page", page=index + 1)
    left, right = sorted(sides[0::2])
    bottom, top = sorted(sides[1::2])
    return Sheet(index, left, bottom, right, top, turn)


def _free_top(
    writer: IncrementalPdfFileWriter, sheet: Sheet, left: float, top: float, picture: Picture
) -> float:
    """The first distance from the upper edge at which the mark touches no other."""
    taken = list(_marks_on(writer, sheet))
    while any(_touch(sheet.rect(left, top, picture.width, picture.height), one) for one in taken):
        top += _STEP
    return top


def _marks_on(writer: IncrementalPdfFileWriter, sheet: Sheet) -> Iterator[Rect]:
    page = writer.prev.find_page_for_modification(sheet.index)[0].get_object()
    for item in page.get("/Annots", ()):
        annotation = item.get_object()
        if annotation.get("/Subtype") != "/Widget" or "/Rect" not in annotation:
            continue
        sides = [float(side) for side in annotation["/Rect"]]
        if len(sides) == 4:
            across, up = sorted(sides[0::2]), sorted(sides[1::2])
            yield round(across[0]), round(up[0]), round(across[1]), round(up[1])


def _touch(one: Rect, other: Rect) -> bool:
    across = one[0] < other[2] and other[0] < one[2]
    return across and one[1] < other[3] and other[1] < one[3]


def _inherited(page: generic.DictionaryObject, key: str) -> Any:
    """What the page or a node above it says."""
    node = page
    for _ in range(_DEEPEST):
        if key in node:
            return node[key]
        if "/Parent" not in node:
            return None
        node = node["/Parent"]
    return None
