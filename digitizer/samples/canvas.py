"""A sheet of paper that fields are set on: labels, leaders and wrapped values.

Whatever is printed is noted at that moment with its place, so the truth of a page holds exactly
what stands on it. Lengths are millimetres where a name ends in `_mm`, else pixels.
"""

import random
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from .fonts import FontFamily, load
from .people import Printed
from .placement import Area, PrintedLine, Run
from .slots import Slots

A4_MM = (210.0, 297.0)
MM_PER_INCH = 25.4
POINTS_PER_INCH = 72
INK = (28, 28, 32)


@dataclass(frozen=True, slots=True)
class Field:
    """A label and the value behind it.

    `at` is a tab stop as a share of the text width; an `optional` field is left out of the page
    when its value is unknown, else its label is printed with nothing behind it.
    """

    label: str
    key: str = ""
    at: float | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Fields on one line; more lines follow where the values need them, at least `lines`."""

    fields: tuple[Field, ...]
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Pen:
    """How one document is set. `spacing` scales the line pitch, `leader` is "" for none, `slots` is
    None where every value is printed."""

    dpi: int
    labels: FontFamily
    value_font: Path
    leader: str
    ink: tuple[int, int, int]
    seed: str
    label_pt: float = 12.0
    value_pt: float = 12.0
    spacing: float = 1.0
    slots: Slots | None = None


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    font: ImageFont.FreeTypeFont
    key: str = ""
    tab: float | None = None

    @property
    def is_label(self) -> bool:
        return not self.key


@dataclass(slots=True)
class _Line:
    pieces: list[tuple[float, _Token]] = field(default_factory=list)


class Canvas:
    """One A4 page being set from top to bottom."""

    def __init__(self, pen: Pen, paper: tuple[int, int, int]) -> None:
        self.pen = pen
        self.rng = random.Random(pen.seed)
        self.width, self.height = (self.px(mm) for mm in A4_MM)
        self.image = Image.new("RGB", (self.width, self.height), paper)
        self.draw = ImageDraw.Draw(self.image)
        self.left, self.right = self.px(22), self.width - self.px(22)
        self.y = float(self.px(20))
        self.printed: dict[str, Printed] = {}
        self.slots: dict[str, str] = {}
        self.struck: dict[str, str] = {}
        self.lines: list[PrintedLine] = []
        self.seal_at: tuple[int, int] | None = None
        self.value_spots: list[tuple[int, int]] = []

    def beneath(self) -> "Canvas":
        """The same paper from here down for another case: what is printed is noted apart."""
        other = copy(self)
        other.printed, other.slots, other.struck = {}, {}, {}
        other.lines, other.value_spots, other.seal_at = [], [], None
        return other

    def px(self, mm: float) -> int:
        """Millimetres to whole pixels."""
        return round(mm * self.pen.dpi / MM_PER_INCH)

    def font(self, face: Path, points: float) -> ImageFont.FreeTypeFont:
        """A face at a size in points."""
        return load(face, round(points * self.pen.dpi / POINTS_PER_INCH))

    @property
    def fits(self) -> bool:
        """Whether everything set so far is above the bottom margin."""
        return self.y <= self.height - self.px(14)

    def skip(self, mm: float) -> None:
        """Leave room."""
        self.y += self.px(mm) * self.pen.spacing

    def note(self, key: str, value: Printed, spot: tuple[float, float] | None = None) -> None:
        """Take down a printed value; `spot` is a pixel in its middle."""
        self.printed[key] = value
        if spot is not None:
            self.value_spots.append((round(spot[0]), round(spot[1])))

    def set(
        self,
        at: tuple[float, float],
        text: str,
        font: ImageFont.FreeTypeFont,
        *,
        ink: tuple[int, int, int] = INK,
        anchor: str = "ls",
        key: str = "",
    ) -> Run:
        """Print one run and tell where it stands; `note_line` takes it down."""
        slots = self.pen.slots
        if slots is not None and key in self.slots:
            return Run(text, slots.write(self.image, at, text, round(font.size), anchor), key)
        self.draw.text(at, text, ink, font, anchor=anchor)
        return Run(text, Area(*self.draw.textbbox(at, text, font, anchor=anchor)), key)

    def note_line(self, *runs: Run) -> None:
        """Take down runs at the current height that are read as one line."""
        self.lines.append(PrintedLine(self.y, runs))

    def text(
        self,
        x: float,
        text: str,
        points: float,
        *,
        bold: bool = False,
        italic: bool = False,
        anchor: str = "ms",
        key: str = "",
    ) -> None:
        """One line of label print at the current height; with a key it is that value."""
        labels = self.pen.labels
        face = labels.bold if bold else labels.italic if italic else labels.regular
        font = self.font(face, points)
        self.note_line(self.set((x, self.y), text, font, anchor=anchor, key=key))

    def centred(
        self, text: str, points: float, *, bold: bool = False, italic: bool = False, key: str = ""
    ) -> None:
        """One centred line of label print, then down by its height; with a key it is that value."""
        self.y += self.px(points * 0.36)
        self.text((self.left + self.right) / 2, text, points, bold=bold, italic=italic, key=key)
        self.y += self.px(points * 0.14)

    def statement(self, text: str, *, bold: bool = False, pitch_mm: float = 7.0) -> None:
        """A sentence of label print over the text width, without leaders."""
        labels = self.pen.labels
        font = self.font(labels.bold if bold else labels.regular, self.pen.label_pt)
        for line in self._break([_Token(word, font) for word in text.split()]):
            self.y += self.px(pitch_mm) * self.pen.spacing
            runs = [self.set((x, self.y), token.text, font) for x, token in line.pieces]
            self.note_line(*runs)

    def row(self, row: Row, values: Mapping[str, Printed], pitch_mm: float = 8.0) -> None:
        """Set one row and go down by the lines that it took."""
        shown = [f for f in row.fields if not f.optional or f.key in values]
        if not shown:
            return
        lines = self._break(self._tokens(shown, values))
        while len(lines) < row.lines:
            lines.append(_Line())
        shift = self.rng.uniform(0, 6) * self.pen.dpi / 300
        top = self.y
        for line in lines:
            self.y += self.px(pitch_mm) * self.pen.spacing
            self._set_line(line, shift)
        for f in shown:
            if f.key in values:
                spot = ((self.left + self.right) / 2, (top + self.y) / 2)
                self.note(f.key, values[f.key], spot)

    def columns(
        self, rows: Sequence[Row], values: Mapping[str, Printed], pitch_mm: float = 8.0
    ) -> None:
        """Rows beside each other, each in its share of the width; down by the longest."""
        left, right, top, lowest = self.left, self.right, self.y, self.y
        gap = self.px(6)
        width = (right - left - gap * (len(rows) - 1)) / len(rows)
        for number, row in enumerate(rows):
            self.y = top
            self.left = round(left + number * (width + gap))
            self.right = round(self.left + width)
            self.row(row, values, pitch_mm)
            lowest = max(lowest, self.y)
        self.left, self.right, self.y = left, right, lowest

    def value_runs(
        self, at: tuple[float, float], key: str, text: str, *, anchor: str = "ls"
    ) -> list[Run]:
        """Print a value on its own and tell where it stands."""
        font = self.value_font(key, text)
        return [self.set(at, text, font, ink=self.pen.ink, anchor=anchor, key=key)]

    def value_font(self, key: str, text: str) -> ImageFont.FreeTypeFont:
        """The font of a value; it also notes that one is put on by hand or with a stamp."""
        slots = self.pen.slots
        if slots is not None and slots.takes(key, text):
            self.slots[key] = slots.kind
            return self.font(slots.face, self.pen.value_pt * slots.enlarged)
        return self.font(self.pen.value_font, self.pen.value_pt)

    def _tokens(self, shown: Sequence[Field], values: Mapping[str, Printed]) -> list[_Token]:
        label = self.font(self.pen.labels.regular, self.pen.label_pt)
        tokens: list[_Token] = []
        for f in shown:
            tab = f.at
            # A long label breaks between words like any text; a short one stays in one piece.
            whole = label.getlength(f.label) < (self.right - self.left) / 2
            for part in [f.label] if whole else f.label.split():
                tokens.append(_Token(part, label, tab=tab))
                tab = None
            if f.key in values:
                value = self.value_font(f.key, values[f.key].text)
                words = values[f.key].text.split()
                tokens.extend(_Token(word, value, f.key) for word in words)
        return tokens

    def _break(self, tokens: Sequence[_Token]) -> list[_Line]:
        """Greedy line breaking; tab stops apply where the text has not passed them."""
        lines, x = [_Line()], float(self.left)
        before: _Token | None = None
        for index, token in enumerate(tokens):
            if before is not None:
                x += self._gap(before, token)
            if token.tab is not None:
                x = max(x, self.left + token.tab * (self.right - self.left))
            width = token.font.getlength(token.text)
            room = width
            if token.is_label and index + 1 < len(tokens):
                follower = tokens[index + 1]
                room += self.px(3) + follower.font.getlength(follower.text)
            if x + room > self.right and lines[-1].pieces:
                lines.append(_Line())
                x = float(self.left)
            lines[-1].pieces.append((x, token))
            x += width
            before = token
        return lines

    def _gap(self, before: _Token, after: _Token) -> float:
        if before.is_label == after.is_label:
            return after.font.getlength(" ")
        if after.is_label:
            return self.px(3)
        return self.px(self.rng.uniform(1.0, 4.0))

    def _set_line(self, line: _Line, shift: float) -> None:
        if self.pen.leader:
            self._set_leaders(line)
        runs = []
        for x, token in line.pieces:
            up = 0.0 if token.is_label else shift
            ink = INK if token.is_label else self.pen.ink
            run = self.set((x, self.y - up), token.text, token.font, ink=ink, key=token.key)
            runs.append(run)
        if runs:
            self.note_line(*runs)

    def _set_leaders(self, line: _Line) -> None:
        """Dots from each label to the next one or to the margin, under the values."""
        font = self.font(self.pen.labels.regular, self.pen.label_pt)
        labels = [(x, x + t.font.getlength(t.text)) for x, t in line.pieces if t.is_label]
        starts = [end + self.px(0.6) for _, end in labels]
        ends = [start - self.px(0.8) for start, _ in labels] + [float(self.right)]
        if not labels or labels[0][0] > self.left:
            starts.insert(0, float(self.left))
        else:
            ends.pop(0)
        unit = font.getlength(self.pen.leader)
        for start, end in zip(starts, ends, strict=True):
            count = int((end - start) / unit)
            if count > 0:
                dots = self.pen.leader * count
                self.draw.text((start, self.y), dots, INK, font, anchor="ls")
