"""The truth beside a sample: what is printed, and where it stands on the written pages."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .canvas import Canvas
from .damage import Picture
from .people import is_national
from .placement import PrintedLine, Run
from .tables import PrintedTable, cell_of

# A list of numbers, or of such lists, that was laid out one number to a line.
_NUMBERS = re.compile(r"\[\n[-\d.,\s\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it was drawn and as it was scanned; `number` counts from 1 in its file. `beside`
    are what other cases printed on the same paper."""

    number: int
    canvas: Canvas
    picture: Picture
    beside: tuple[Canvas, ...] = ()

    @property
    def lines(self) -> list[PrintedLine]:
        """What is printed on it, from the top down and on one height from the left."""
        printed = [line for canvas in (self.canvas, *self.beside) for line in canvas.lines]
        return sorted(printed, key=lambda line: (line.baseline, line.area.left))

    @property
    def own_lines(self) -> list[tuple[int, PrintedLine]]:
        """The lines of its own case with their places among all of the page."""
        own = {id(line) for line in self.canvas.lines}
        return [each for each in enumerate(self.lines) if id(each[1]) in own]


def case_truth(sheets: Sequence[Sheet]) -> dict[str, object]:
    """The pages of a case and its values. `places` holds one list for each time that the value is
    printed, with a piece for each line that it goes over: `line` counts from 0 in the lines of the
    page, `quad` is as in `page_truth`. A table has one list of all its pieces, each with its `row`,
    from 1, and the key of its `column`. `slot` stands with values that are not printed: handwritten
    or stamped; of a table some cell is. `struck` stands with values that a correction on the paper
    put in place of print that was struck through, `former`, which is in no place."""
    fields = {
        key: {
            "text": printed.text,
            "value": printed.value,
            "page": sheet.number,
            **_slot(sheet.canvas, key),
            **_struck(sheet.canvas.struck.get(key)),
            "places": [place for other in sheets for place in _places(other, key)],
        }
        for sheet in sheets
        for key, printed in sheet.canvas.printed.items()
        if is_national(key)
    }
    return {"pages": [sheet.number for sheet in sheets], "fields": fields}


def _slot(canvas: Canvas, key: str) -> dict[str, object]:
    kinds = [kind for noted, kind in canvas.slots.items() if _field_of(noted) == key]
    return {"slot": kinds[0]} if kinds else {}


def _field_of(key: str) -> str:
    cell = cell_of(key)
    return cell[0] if cell else key


def _struck(former: str | None) -> dict[str, object]:
    return {} if former is None else {"struck": True, "former": former}


def page_truth(sheet: Sheet) -> dict[str, object]:
    """The size in pixels of a page as it was written, and its lines with labels and values but
    without leaders. `quad` holds the corners of the print as [x, y] on the written page, top left,
    top right, bottom right and bottom left for one who reads it. The pages of a photographed
    spread are written as one picture, so both have its size."""
    height, width = sheet.picture.pixels.shape[:2]
    return {
        "page": sheet.number,
        "width": width,
        "height": height,
        "lines": [
            {"text": line.text, "quad": line.area.moved(sheet.picture.moved, sheet.picture.bend)}
            for line in sheet.lines
        ],
    }


def _places(sheet: Sheet, key: str) -> list[list[dict[str, object]]]:
    """A value that goes on over several lines has all its words only at the last of them."""
    if isinstance(sheet.canvas.printed.get(key), PrintedTable):
        return [_cells(sheet, key)]
    whole = sheet.canvas.printed[key].text if key in sheet.canvas.printed else ""
    places: list[list[dict[str, object]]] = []
    words: list[str] = []
    for number, line in sheet.own_lines:
        for piece in line.pieces():
            if piece.key != key:
                continue
            if not words:
                places.append([])
            words.append(piece.text)
            places[-1].append(_piece(sheet, number, piece))
            if " ".join(words) == whole:
                words = []
    return places


def _cells(sheet: Sheet, key: str) -> list[dict[str, object]]:
    pieces = [
        (_piece(sheet, number, piece), cell)
        for number, line in sheet.own_lines
        for piece in line.pieces()
        if (cell := cell_of(piece.key)) is not None and cell[0] == key
    ]
    return [{**piece, "row": cell[1], "column": cell[2]} for piece, cell in pieces]


def _piece(sheet: Sheet, number: int, piece: Run) -> dict[str, object]:
    quad = piece.area.moved(sheet.picture.moved, sheet.picture.bend)
    return {"page": sheet.number, "line": number, "text": piece.text, "quad": quad}


def write_truth(path: Path, truth: Mapping[str, object]) -> None:
    """Write the truth as JSON, with every list of coordinates on one line."""
    text = json.dumps(truth, ensure_ascii=False, indent=2)
    text = _NUMBERS.sub(lambda found: re.sub(r"\s*\n\s*", " ", found.group()), text)
    path.write_text(text + "\n", encoding="utf-8")
