"""The workbook: the register sheet as the national system imports it, and a sheet of notes.

Cells are texts (format ``@``), so that no leading zero is lost and nothing is ever a formula;
only the running number is a number.
"""

from __future__ import annotations

import contextlib
import re
import tempfile
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
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet._writer import WorksheetWriter

from digitizer.domain.schema import ExportProfile
from exports.limits import is_too_large
from exports.rows import CellKind, Table

_TEXT_FORMAT = "@"
_MOST_PARTS = 200
"""Each sheet is one, and each is opened; ours have three sheets, those of an office a dozen."""
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
    behind the others, by name. What is not ready lies beside ``path``. Raises OSError."""
    with tempfile.TemporaryDirectory(prefix=".digitizer-", dir=path.parent) as parts:
        book = Workbook(write_only=True)
        book.properties.creator = "Digitizer"
        book.properties.created = created_at.astimezone(UTC).replace(tzinfo=None)
        try:
            _write_register(_sheet(book, profile.sheet, Path(parts, "1"), frozen="A2"), table)
            sheets = ((profile.notes_sheet, profile.notes), *further)
            for number, (name, rows) in enumerate(sheets, start=2):
                sheet = _sheet(book, name, Path(parts, str(number)))
                for texts in rows:
                    sheet.append([_text_cell(sheet, text) for text in texts])
        except BaseException:
            for each in book.worksheets:
                # Its file goes either way; the first fault is the one to tell.
                with contextlib.suppress(Exception):
                    each.close()
            raise
        book.save(path)


def _write_register(sheet: WriteOnlyWorksheet, table: Table) -> None:
    sheet.append([_text_cell(sheet, column.name) for column in table.columns])
    for row in table.rows:
        sheet.append(
            [
                int(text) if column.kind is CellKind.NUMBER else _text_cell(sheet, text)
                for column, text in zip(table.columns, row.texts, strict=True)
            ]
        )


class _Writer(WorksheetWriter):
    """Keeps a sheet in its making where the caller says; by itself the library does so in the
    computer's folder for temporary files, where values of people would stay after a kill."""

    def cleanup(self) -> None:
        Path(str(self.out)).unlink()


def _sheet(book: Workbook, name: str, part: Path, frozen: str | None = None) -> WriteOnlyWorksheet:
    sheet: WriteOnlyWorksheet = book.create_sheet(name)
    sheet.freeze_panes = frozen
    writer = _Writer(sheet, str(part))
    # What the sheet would make by itself at its first row; the type stubs leave it out.
    sheet._writer = writer  # type: ignore[attr-defined]
    writer.write_top()
    return sheet


def _text_cell(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    cell = WriteOnlyCell(sheet, escaped(text) or None)
    cell.number_format = _TEXT_FORMAT
    if text:
        cell.data_type = "s"
    return cell


def read_xlsx(stream: IO[bytes], sheet_name: str, most_rows: int) -> Iterator[tuple[str, ...]]:
    """The rows of the sheet, the header first, at most ``most_rows`` of them. The stream can be
    placed anywhere and stays open.

    Raises FormulaFound for a formula and ValueError when the bytes are no such workbook.
    """
    try:
        size = stream.seek(0, SEEK_END)
        with zipfile.ZipFile(stream) as parts:
            entries = parts.infolist()
            if len(entries) > _MOST_PARTS or is_too_large(entries, size):
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
