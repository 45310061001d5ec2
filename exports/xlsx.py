"""The workbook: the register sheet as the national system imports it, and a sheet of notes.

Cells are texts (format ``@``), so that no leading zero is lost and nothing is ever a formula;
only the running number is a number.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import SEEK_END
from pathlib import Path
from typing import IO

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell, WriteOnlyCell
from openpyxl.utils.exceptions import InvalidFileException

from digitizer.domain.schema import ExportProfile
from exports.limits import is_too_large
from exports.rows import CellKind, Table

_TEXT_FORMAT = "@"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TO_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
# What reading a workbook that someone damaged or built to do harm has been seen to raise.
BAD_WORKBOOK = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    OSError,
    EOFError,
    RuntimeError,
)


class FormulaFound(ValueError):
    """A cell holds a formula. ``row`` and ``column`` count from 1, the header being row 1."""

    def __init__(self, row: int, column: int) -> None:
        self.row, self.column = row, column
        super().__init__(f"formula in row {row}, column {column}")


def write_xlsx(
    path: Path,
    table: Table,
    profile: ExportProfile,
    created_at: datetime,
    further: Sequence[tuple[str, Sequence[Sequence[str]]]] = (),
) -> None:
    """Streams row by row: memory does not grow with the table. ``further`` are sheets of texts
    behind the others, by name. Raises OSError."""
    book = Workbook(write_only=True)
    book.properties.creator = "Digitizer"
    book.properties.created = created_at.astimezone(UTC).replace(tzinfo=None)
    sheet = book.create_sheet(profile.sheet)
    sheet.freeze_panes = "A2"

    def text_cell(text: str) -> Cell:
        cell = WriteOnlyCell(sheet, escaped(text) or None)
        cell.number_format = _TEXT_FORMAT
        if text:
            cell.data_type = "s"
        return cell

    sheet.append([text_cell(column.name) for column in table.columns])
    for row in table.rows:
        sheet.append(
            [
                int(text) if column.kind is CellKind.NUMBER else text_cell(text)
                for column, text in zip(table.columns, row.texts, strict=True)
            ]
        )
    notes = book.create_sheet(profile.notes_sheet)
    for pair in profile.notes:
        notes.append([text_cell(text) for text in pair])
    for name, rows in further:
        added = book.create_sheet(name)
        for texts in rows:
            added.append([text_cell(text) for text in texts])
    book.save(path)


def read_xlsx(stream: IO[bytes], sheet_name: str, most_rows: int) -> Iterator[tuple[str, ...]]:
    """The rows of the sheet, the header first, at most ``most_rows`` of them. The stream can be
    placed anywhere and stays open.

    Raises FormulaFound for a formula and ValueError when the bytes are no such workbook.
    """
    try:
        size = stream.seek(0, SEEK_END)
        with zipfile.ZipFile(stream) as parts:
            if is_too_large(parts.infolist(), size):
                raise ValueError("unpacks to too much")
        book = load_workbook(stream, read_only=True, keep_links=False)
        sheet = book[sheet_name]
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.iter_rows(max_row=most_rows), start=1):
            _refuse_formulas(number, cells)
            yield tuple(_read(cell.value) for cell in cells)
    except FormulaFound:
        raise
    except BAD_WORKBOOK as error:
        raise ValueError(type(error).__name__) from error


def _refuse_formulas(row: int, cells: Sequence[Cell | MergedCell]) -> None:
    for column, cell in enumerate(cells, start=1):
        if cell.data_type == "f":
            raise FormulaFound(row, column)


def escaped(text: str) -> str:
    """Texts like ``_x0041_`` mean a character in this format, so their underscore is escaped."""
    return _TO_ESCAPE.sub("_x005F_", text)


def _read(value: object) -> str:
    if value is None:
        return ""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), str(value))
