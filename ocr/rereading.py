"""Reading one place of a page anew, as the page was read."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PIL import Image

from digitizer.domain.errors import EnvironmentFault, InvalidInput
from digitizer.domain.page import Box, PageReading, TextLine
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.domain.schema import Catalog, DocumentType, FieldKind, FieldSpec
from ocr.extraction.decision import read_span
from ocr.extraction.parts import part_of, whole_of
from ocr.extraction.spans import Piece, Span, SpanWalker
from ocr.extraction.tokens import match_key, rows_of
from ocr.imaging.gray import RgbImage
from ocr.layout.crops import Leaders, LineCrop
from ocr.lines import PageLines, find_lines
from ocr.reading import Readers, ReadSettings, engines_of, read_found

RULE = "reread"
_MM_PER_INCH = 25.4
# Print is told from specks by what is usual around it, and a line is cut by its neighbours.
_AROUND_MM = 10.0
ONE_AT_A_TIME = threading.Lock()
"""Held while the warm readers of this process work."""


@dataclass(frozen=True, slots=True)
class WantedField:
    """A field of a document type that is to be read."""

    spec: FieldSpec
    doc_type: DocumentType
    catalog: Catalog

    def is_labelled(self, other: FieldSpec) -> bool:
        """Whether a label found for another field may be this one's: the form prints the same, such
        as the address of the mother and of the father."""
        if other.key == self.spec.key:
            return True
        own = {match_key(anchor.text) for anchor in self.spec.anchors}
        return any(match_key(anchor.text) in own for anchor in other.anchors)


def reread(
    image: Path,
    page: PageReading,
    box: Box,
    wanted: WantedField,
    settings: ReadSettings,
) -> FieldReading:
    """What stands in a box (px of the upright page) for a field, read from the upright page image;
    ``missing`` where nothing is legible there. A label that stands in the box with its value is
    left out. The readers stay warm in this process and work for one caller at a time.

    Raises InvalidInput ``reread-table`` for a table and ``reread-outside`` for a box off the page,
    EnvironmentFault ``image-unreadable`` and what the engines raise.
    """
    spec = wanted.spec
    if spec.kind is FieldKind.TABLE:
        raise InvalidInput("reread-table", field=spec.key)
    around = _around(box, page)
    if around is None:
        raise InvalidInput("reread-outside", field=spec.key)
    picture = _cut(image, around)
    with ONE_AT_A_TIME:
        seen = _read(picture, page, around, box, engines_of(settings))
    span = _span(wanted, seen)
    if span is None:
        return FieldReading(spec.key)
    found = _field_reading(span, wanted.catalog, settings)
    if found.origin is not None:
        found = replace(found, origin=replace(found.origin, rule=RULE))
    return found


def _around(box: Box, page: PageReading) -> Box | None:
    margin = round(_AROUND_MM * page.dpi / _MM_PER_INCH)
    left, top = max(0, box.x - margin), max(0, box.y - margin)
    right = min(page.width, box.right + margin)
    bottom = min(page.height, box.bottom + margin)
    is_off = box.right <= 0 or box.bottom <= 0 or box.x >= page.width or box.y >= page.height
    if is_off or box.width <= 0 or box.height <= 0:
        return None
    return Box(left, top, right - left, bottom - top)


def _cut(image: Path, box: Box) -> RgbImage:
    try:
        with Image.open(image) as picture:
            part = picture.convert("RGB").crop((box.x, box.y, box.right, box.bottom))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise EnvironmentFault("image-unreadable", path=image, reason=str(error)) from error
    return np.ascontiguousarray(np.asarray(part, dtype=np.uint8))


def _read(
    picture: RgbImage, page: PageReading, around: Box, box: Box, readers: Readers
) -> PageReading:
    """The page with nothing on it but what stands in the box."""
    wanted = {reader.leaders for reader in readers.order} | {Leaders.LEFT}
    found = find_lines(picture, page.dpi, wanted)
    inner = replace(box, x=box.x - around.x, y=box.y - around.y)
    crops = tuple(crop for crop in found.crops if _touches(found, crop, inner))
    lines = read_found(replace(found, crops=crops), readers, picture)
    own = (_moved(line, around) for line in lines)
    ticks = (replace(tick, box=_shifted(tick.box, around)) for tick in found.ticks)
    return replace(
        page,
        lines=tuple(_inside(own, box)),
        ticks=tuple(tick for tick in ticks if _is_in(tick.box, box)),
        zones=(),
        codes=(),
    )


def _touches(found: PageLines, crop: LineCrop, box: Box) -> bool:
    line = found.on_page(crop.box)
    return line.x < box.right and box.x < line.right and line.y < box.bottom and box.y < line.bottom


def _moved(line: TextLine, by: Box) -> TextLine:
    readings = tuple(
        replace(
            reading,
            words=tuple(replace(word, box=_shifted(word.box, by)) for word in reading.words),
        )
        for reading in line.readings
    )
    return TextLine(_shifted(line.box, by), readings)


def _inside(lines: Iterator[TextLine], box: Box) -> Iterator[TextLine]:
    """The parts of lines whose words stand in a box."""
    for line in lines:
        readings = tuple(
            replace(reading, words=tuple(word for word in reading.words if _is_in(word.box, box)))
            for reading in line.readings
        )
        if any(reading.words for reading in readings):
            yield TextLine(line.box, readings)


def _span(wanted: WantedField, page: PageReading) -> Span | None:
    """What stands behind the field's label where that is in the box too, else everything."""
    rows = rows_of(page)
    walker = SpanWalker(wanted.doc_type, wanted.catalog)
    walker.walk(page, rows)
    labelled = [span for span in walker.spans if span.tokens and wanted.is_labelled(span.spec)]
    if labelled:
        return replace(labelled[0], spec=wanted.spec)
    pieces = tuple(Piece(row, row.tokens, row.box.x, row.box.right) for row in rows if row.tokens)
    return Span(wanted.spec, RULE, pieces) if pieces else None


def _field_reading(span: Span, catalog: Catalog, settings: ReadSettings) -> FieldReading:
    """As its kind is read; where the field is printed in one piece with others, its part."""
    spec, codes = span.spec, catalog.code_list_of(span.spec)
    alone = read_span(span, codes, settings.sureness)
    if spec.part is None or alone.value is not None:
        return alone
    whole = read_span(whole_of(span, spec), None, settings.sureness)
    part = part_of(spec, spec.part, whole, codes)
    return part if part.state is not ReadingState.MISSING else alone


def words_in(page: PageReading, box: Box) -> str:
    """The words that the reading of a page has in a box, line by line."""
    rows = rows_of(replace(page, lines=tuple(_inside(iter(page.lines), box))))
    return " ".join(token.text for row in rows for token in row.tokens)


def line_at(page: PageReading, x: int, y: int) -> Box | None:
    """The smallest line of print around a point; None where none is."""
    point = Box(x, y, 0, 0)
    around = [line.box for line in page.lines if _is_in(point, line.box)]
    return min(around, key=lambda box: box.width * box.height, default=None)


def word_at(page: PageReading, x: int, y: int) -> Box | None:
    """The word around a point; None where none is."""
    point = Box(x, y, 0, 0)
    boxes: Sequence[Box] = [word.box for line in page.lines for word in line.words]
    return next((box for box in boxes if _is_in(point, box)), None)


def _is_in(part: Box, box: Box) -> bool:
    x, y = part.x + part.width / 2, part.y + part.height / 2
    return box.x <= x < box.right and box.y <= y < box.bottom


def _shifted(box: Box, by: Box) -> Box:
    return replace(box, x=box.x + by.x, y=box.y + by.y)
