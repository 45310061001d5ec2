"""A page for the eyes of a clerk, set from the data of an invoice, and where each value stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from digitizer.domain.page import Box
from digitizer.domain.schema import DocumentType, FieldKind, FieldSpec
from digitizer.domain.values.tables import written_rows

DPI = 200
_MM_PER_INCH, _POINTS_PER_INCH = 25.4, 72
_WIDTH_MM, _HEIGHT_MM, _MARGIN_MM = 210.0, 297.0, 18.0
_TITLE_PT, _HEADING_PT, _TEXT_PT, _NOTE_PT, _CELL_PT = 16.0, 11.5, 10.5, 9.0, 9.0
_LEADING, _PADDING_MM, _GAP_MM, _LABEL_MM = 1.4, 1.2, 3.0, 62.0
_PAPER, _INK, _QUIET = (255, 255, 255), (20, 20, 24), (96, 96, 104)
# Letters of a cell that a column makes room for; longer ones wrap.
_SHORTEST, _LONGEST = 5, 36


@dataclass(frozen=True, slots=True)
class _Text:
    x: int
    y: int
    text: str
    points: float
    ink: tuple[int, int, int] = _INK


@dataclass(slots=True)
class SheetPage:
    """The marks of one page: texts by their upper left corner, and rules."""

    texts: list[_Text] = field(default_factory=list)
    rules: list[tuple[int, int, int, int]] = field(default_factory=list)

    def drawn(self, font: Path) -> Image.Image:
        page = Image.new("RGB", (_px(_WIDTH_MM), _px(_HEIGHT_MM)), _PAPER)
        pen = ImageDraw.Draw(page)
        for rule in self.rules:
            pen.line(rule, _QUIET, 2)
        for mark in self.texts:
            face = _face(font, mark.points)
            pen.text((mark.x, mark.y), mark.text, mark.ink, face)
        return page


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value was set: a page from 1 on, and its box there."""

    page: int
    box: Box


class Sheet:
    """Sets headings, values and tables from the top down, on as many pages as they need."""

    def __init__(self, font: Path) -> None:
        self.pages = [SheetPage()]
        self.places: dict[str, Place] = {}
        self._font = font
        self._left, self._right = _px(_MARGIN_MM), _px(_WIDTH_MM - _MARGIN_MM)
        self._y = _px(_MARGIN_MM)

    def title(self, text: str, notes: Sequence[str]) -> None:
        for line, points in ((text, _TITLE_PT), *((note, _NOTE_PT) for note in notes)):
            self._set(self._left, line, points, self._right, _INK if line == text else _QUIET)
        self._y += _px(_GAP_MM)

    def record(self, doc_type: DocumentType, texts: Mapping[str, str]) -> None:
        """Every value that there is, under the heading of its section, with its label."""
        for section in doc_type.sections:
            own = [spec for spec in doc_type.fields if spec.section == section.key]
            shown = [spec for spec in own if texts.get(spec.key)]
            if not shown:
                continue
            self._y += _px(_GAP_MM)
            self._set(self._left, section.label.vi, _HEADING_PT, self._right)
            for spec in shown:
                if spec.kind is FieldKind.TABLE:
                    self._table(spec, texts[spec.key])
                else:
                    self._value(spec, texts[spec.key])

    def _value(self, spec: FieldSpec, text: str) -> None:
        at = self._left + _px(_LABEL_MM)
        labels = self._wrapped(spec.label.vi, _TEXT_PT, at - self._left - _px(_GAP_MM))
        lines = self._wrapped(text, _TEXT_PT, self._right - at)
        pitch = _pitch(_TEXT_PT)
        # The label stands on the page on which its value begins.
        self._room(pitch * len(labels))
        top = self._y
        for number, line in enumerate(labels):
            self._mark(_Text(self._left, top + number * pitch, line, _TEXT_PT, _QUIET))
        boxes = []
        for line in lines:
            self._room(pitch)
            boxes.append((len(self.pages), self._mark(_Text(at, self._y, line, _TEXT_PT))))
            self._y += pitch
        first = boxes[0][0]
        box = Box.around(box for page, box in boxes if page == first)
        self.places[spec.key] = Place(first, box)
        if len(self.pages) == first:
            self._y = max(self._y, top + pitch * len(labels))

    def _table(self, spec: FieldSpec, text: str) -> None:
        rows = written_rows(text)
        edges = self._edges(spec, rows)
        heads = [column.label.vi for column in spec.columns]
        self._row(heads, edges, _QUIET)
        page, top = len(self.pages), self._y
        bottom = top
        for row in rows:
            if self._row(row, edges, _INK):
                self._row(heads, edges, _QUIET, is_first=True)
                self._row(row, edges, _INK)
            if len(self.pages) == page:
                bottom = self._y
        box = Box(edges[0], top, edges[-1] - edges[0], max(1, bottom - top))
        self.places[spec.key] = Place(page, box)

    def _edges(self, spec: FieldSpec, rows: Sequence[Sequence[str]]) -> list[int]:
        """The rules between the columns, in the shares of their longest cells."""
        longest = [max(len(word) for word in column.label.vi.split()) for column in spec.columns]
        for row in rows:
            longest[: len(row)] = [
                max(most, len(cell)) for most, cell in zip(longest, row, strict=False)
            ]
        return list(self._spread([float(min(max(most, _SHORTEST), _LONGEST)) for most in longest]))

    def _spread(self, shares: Sequence[float]) -> Iterator[int]:
        done = 0.0
        for share in (0.0, *shares):
            done += share
            yield self._left + round((self._right - self._left) * done / sum(shares))

    def _row(
        self,
        cells: Sequence[str],
        edges: Sequence[int],
        ink: tuple[int, int, int],
        *,
        is_first: bool = False,
    ) -> bool:
        """Set a row, or only begin a new page and say so where it does not fit on this one."""
        padding, pitch = _px(_PADDING_MM), _pitch(_CELL_PT)
        room = [right - left - 2 * padding for left, right in pairwise(edges)]
        wrapped = [
            self._wrapped(cell, _CELL_PT, width) for cell, width in zip(cells, room, strict=False)
        ]
        height = pitch * max((len(lines) for lines in wrapped), default=1) + 2 * padding
        if self._room(height) and not is_first and ink is _INK:
            return True
        for left, lines in zip(edges, wrapped, strict=False):
            for number, line in enumerate(lines):
                y = self._y + padding + number * pitch
                self._mark(_Text(left + padding, y, line, _CELL_PT, ink))
        self._frame(edges, self._y, self._y + height)
        self._y += height
        return False

    def _frame(self, edges: Sequence[int], top: int, bottom: int) -> None:
        rules = self.pages[-1].rules
        rules += [(edges[0], y, edges[-1], y) for y in (top, bottom)]
        rules += [(x, top, x, bottom) for x in edges]

    def _set(
        self,
        x: int,
        text: str,
        points: float,
        right: int,
        ink: tuple[int, int, int] = _INK,
    ) -> None:
        for line in self._wrapped(text, points, right - x):
            self._room(_pitch(points))
            self._mark(_Text(x, self._y, line, points, ink))
            self._y += _pitch(points)

    def _mark(self, mark: _Text) -> Box:
        self.pages[-1].texts.append(mark)
        left, top, right, bottom = _face(self._font, mark.points).getbbox(mark.text)
        width, height = max(1, round(right - left)), max(1, round(bottom - top))
        return Box(mark.x + round(left), mark.y + round(top), width, height)

    def _room(self, height: int) -> bool:
        """Begin a new page where this one lacks the room; whether it did."""
        if self._y + height <= _px(_HEIGHT_MM - _MARGIN_MM):
            return False
        self.pages.append(SheetPage())
        self._y = _px(_MARGIN_MM)
        return True

    def _wrapped(self, text: str, points: float, width: int) -> list[str]:
        """At least one line; a word that is wider than the room is cut."""
        face = _face(self._font, points)
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and face.getlength(longer) <= width:
                lines[-1] = longer
            else:
                lines += _cut(word, face, width)
        return lines or [""]


def _cut(word: str, face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    parts = [""]
    for letter in word:
        if parts[-1] and face.getlength(parts[-1] + letter) > width:
            parts.append("")
        parts[-1] += letter
    return parts


def _px(mm: float) -> int:
    return round(mm / _MM_PER_INCH * DPI)


def _pitch(points: float) -> int:
    return round(points / _POINTS_PER_INCH * DPI * _LEADING)


@lru_cache(maxsize=16)
def _face(font: Path, points: float) -> ImageFont.FreeTypeFont:
    size = round(points / _POINTS_PER_INCH * DPI)
    return ImageFont.truetype(font, size, layout_engine=ImageFont.Layout.BASIC)
