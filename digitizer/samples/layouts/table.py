"""Tables as forms print them: headings, rules, wrapped cells, a row for the total."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from PIL import ImageFont

from ..canvas import INK, Canvas
from ..people import Printed
from ..tables import EMPTY, PrintedTable, cell_key

RUNNING = "#"
_RULES = ("grid", "columns", "none")
_PADDING_MM, _LEADING, _ASCENT = 1.3, 1.3, 0.8
_ABOVE_MM, _BELOW_MM = 2.5, 1.5
_RULE_MM = 0.25
_STARTS = {"l": 0.0, "c": 0.5, "r": 1.0}


@dataclass(frozen=True, slots=True)
class TableShape:
    """How the table of a field is drawn, as ``[forms.tables.key]`` says.

    ``heads`` are the headings and ``cells`` the keys of the columns under them: "#" numbers the
    rows, "" stays empty; ``widths`` are shares. ``align`` has l, c or r for each column. ``rules``
    is "grid", "columns" (a frame, a rule under the headings and between the columns) or "none".
    ``middle`` puts cells into the middle of their row's height, ``numbered`` a row (1) (2) (3)
    under the headings, ``least_rows`` empty rows at the end. ``foot`` is the label of a last row,
    ``foot_cells`` the keys of the fields that stand in it, by column.
    """

    key: str
    heads: tuple[str, ...]
    cells: tuple[str, ...]
    widths: tuple[float, ...]
    align: str
    rules: str = "grid"
    middle: bool = False
    numbered: bool = False
    least_rows: int = 1
    foot: str = ""
    foot_cells: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, key: str, data: Mapping[str, Any]) -> "TableShape":
        """Raises ValueError where the lists are not of one length, TypeError for unknown names."""
        given = dict(data)
        heads, cells = tuple(given.pop("heads")), tuple(given.pop("cells"))
        widths = tuple(float(width) for width in given.pop("widths", [1] * len(heads)))
        align = given.pop("align", "l" * len(heads))
        shape = cls(key, heads, cells, widths, align, **given)
        if len({len(heads), len(cells), len(widths), len(align)}) > 1 or shape.rules not in _RULES:
            raise ValueError(key)
        return shape


@dataclass(frozen=True, slots=True)
class _Cell:
    """Text in one column or over several; ``key`` is that of its value, "" for label print."""

    text: str
    font: ImageFont.FreeTypeFont
    align: str
    key: str = ""
    span: int = 1


def draw_table(canvas: Canvas, shape: TableShape, values: Mapping[str, Printed]) -> None:
    """Draw it over the width of the text, with the rows that ``values`` have for its key."""
    room = canvas.right - canvas.left
    total = sum(shape.widths)
    edges = [canvas.left + round(room * part / total) for part in accumulate((0, *shape.widths))]
    top = canvas.y + canvas.px(_ABOVE_MM)
    bounds = [top]
    blocks = [*_headings(canvas, shape), *_body(canvas, shape, values)]
    if shape.foot:
        blocks.append(_foot(canvas, shape, values))
    for number, block in enumerate(blocks):
        middle = shape.middle or number == 0
        bounds.append(_set_block(canvas, block, edges, bounds[-1], middle=middle))
    _draw_rules(canvas, shape, edges, bounds)
    canvas.y = bounds[-1] + canvas.px(_BELOW_MM)
    if shape.key in values:
        spot = ((canvas.left + canvas.right) / 2, (top + canvas.y) / 2)
        canvas.note(shape.key, values[shape.key], spot)
    for field_key in shape.foot_cells.values():
        if field_key in values:
            canvas.note(field_key, values[field_key])


def _headings(canvas: Canvas, shape: TableShape) -> list[list[_Cell]]:
    labels = canvas.pen.labels
    bold = canvas.font(labels.bold, canvas.pen.label_pt - 0.5)
    rows = [[_Cell(head, bold, "c") for head in shape.heads]]
    if shape.numbered:
        plain = canvas.font(labels.regular, canvas.pen.label_pt - 1.5)
        rows.append([_Cell(f"({n})", plain, "c") for n in range(1, len(shape.heads) + 1)])
    return rows


def _body(canvas: Canvas, shape: TableShape, values: Mapping[str, Printed]) -> list[list[_Cell]]:
    table = values.get(shape.key)
    if table is not None and not isinstance(table, PrintedTable):
        raise ValueError(f"{shape.key} is no table")
    rows = table.rows if table else ()
    columns = table.columns if table else ()
    label = canvas.font(canvas.pen.labels.regular, canvas.pen.label_pt)
    blocks = []
    for number in range(1, max(len(rows), shape.least_rows) + 1):
        row = rows[number - 1] if number <= len(rows) else ()
        by_column = dict(zip(columns, row, strict=False))
        blocks.append(
            [
                _Cell(str(number) if row else "", label, align)
                if cell == RUNNING
                else _value(canvas, by_column.get(cell, EMPTY), align, (shape.key, number, cell))
                for cell, align in zip(shape.cells, shape.align, strict=True)
            ]
        )
    return blocks


def _value(canvas: Canvas, value: Printed, align: str, where: tuple[str, int, str]) -> _Cell:
    key = cell_key(*where)
    return _Cell(value.text, canvas.value_font(key, value.text), align, key)


def _foot(canvas: Canvas, shape: TableShape, values: Mapping[str, Printed]) -> list[_Cell]:
    """The label over all columns before the first with a value."""
    bold = canvas.font(canvas.pen.labels.bold, canvas.pen.label_pt - 0.5)
    filled = [place for place, cell in enumerate(shape.cells) if cell in shape.foot_cells]
    first = filled[0] if filled else len(shape.cells)
    block = [_Cell(shape.foot, bold, "l", span=first)] if first else []
    for cell, align in zip(shape.cells[first:], shape.align[first:], strict=True):
        key = shape.foot_cells.get(cell, "")
        value = values.get(key, EMPTY)
        font = canvas.value_font(key, value.text) if value.text else bold
        block.append(_Cell(value.text, font, align, key))
    return block


def _set_block(
    canvas: Canvas, block: Sequence[_Cell], edges: Sequence[int], top: float, *, middle: bool
) -> float:
    """Print the cells of one row under a height, each line read for itself; its lower edge."""
    padding = canvas.px(_PADDING_MM)
    spots, place = [], 0
    for cell in block:
        left, right = edges[place] + padding, edges[place + cell.span] - padding
        spots.append((cell, left, right, _wrapped(cell, right - left)))
        place += cell.span
    pitches = [cell.font.size * _LEADING * canvas.pen.spacing for cell in block]
    heights = [len(spot[3]) * pitch for spot, pitch in zip(spots, pitches, strict=True)]
    height = max(*heights, min(pitches))
    for (cell, left, right, lines), pitch, own in zip(spots, pitches, heights, strict=True):
        share = _STARTS[cell.align]
        canvas.y = top + padding + ((height - own) / 2 if middle else 0) + _ASCENT * cell.font.size
        for line in lines:
            x = left + share * (right - left - cell.font.getlength(line))
            ink = canvas.pen.ink if cell.key else INK
            run = canvas.set((x, canvas.y), line, cell.font, ink=ink, key=cell.key)
            canvas.note_line(run)
            canvas.y += pitch
    return top + height + 2 * padding


def _wrapped(cell: _Cell, width: float) -> list[str]:
    """The lines of a cell; a word that is wider than its column stands alone."""
    lines: list[str] = []
    for word in cell.text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and cell.font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _draw_rules(
    canvas: Canvas, shape: TableShape, edges: Sequence[int], bounds: Sequence[float]
) -> None:
    if shape.rules == "none":
        return
    line = max(1, canvas.px(_RULE_MM))
    level = list(bounds)
    if shape.rules == "columns":
        foot = bounds[-2:] if shape.foot else bounds[-1:]
        level = [*bounds[: 3 if shape.numbered else 2], *foot]
    for y in level:
        canvas.draw.line((edges[0], y, edges[-1], y), INK, line)
    inner = _foot_edges(shape, edges)
    for x in edges:
        end = bounds[-1] if x in inner else bounds[-2]
        canvas.draw.line((x, bounds[0], x, end), INK, line)


def _foot_edges(shape: TableShape, edges: Sequence[int]) -> set[int]:
    """The rules that go down through the last row."""
    if not shape.foot:
        return set(edges)
    filled = [n for n, cell in enumerate(shape.cells) if cell in shape.foot_cells]
    first = filled[0] if filled else len(shape.cells)
    return {edges[0], *edges[first:]}
