"""Workbooks of figures: numbers are numbers, days are days, and no text is ever a formula."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.dimensions import ColumnDimension, DimensionHolder

from digitizer.domain.errors import EnvironmentFault, InvalidInput
from digitizer.domain.workbook import CellValue, Worksheet
from exports.xlsx import escaped

_DAY_FORMAT, _NUMBER_FORMAT, _SHARE_FORMAT = "dd/mm/yyyy", "#,##0", "0.0%"
_LONGEST_NAME = 31
_WIDEST, _NARROWEST = 60, 10


def write_figures(target: Path, sheets: Sequence[Worksheet], created_at: datetime) -> None:
    """Write a workbook. The file is there whole or not at all, and none is replaced.

    Raises InvalidInput ``sheet-exists`` for a target that is there, EnvironmentFault
    ``sheet-no-io`` when it cannot be written.
    """
    if target.exists():
        raise InvalidInput("sheet-exists", file=target)
    book = Workbook(write_only=True)
    book.properties.creator = "Digitizer"
    book.properties.created = created_at.astimezone(UTC).replace(tzinfo=None)
    for one in sheets:
        _write(book.create_sheet(one.name[:_LONGEST_NAME]), one)
    try:
        with tempfile.TemporaryDirectory(prefix=".digitizer-", dir=target.parent) as folder:
            work = Path(folder, "figures.xlsx")
            book.save(work)
            with work.open("rb") as written:
                os.fsync(written.fileno())
            work.rename(target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise EnvironmentFault("sheet-no-io", file=target, reason=reason) from error


def _write(sheet: WriteOnlyWorksheet, content: Worksheet) -> None:
    sheet.freeze_panes = "A2"
    # The type stubs leave out what every worksheet has.
    dimensions: DimensionHolder[str, ColumnDimension] = sheet.column_dimensions  # type: ignore[attr-defined]
    for place, name in enumerate(content.header):
        texts = [name, *(str(row[place]) for row in content.rows)]
        width = min(_WIDEST, max(_NARROWEST, 2 + max(map(len, texts))))
        dimensions[get_column_letter(place + 1)].width = width
    head = [_cell(sheet, name, is_share=False) for name in content.header]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    for row in content.rows:
        sheet.append(
            [
                _cell(sheet, value, is_share=place in content.shares)
                for place, value in enumerate(row)
            ]
        )


def _cell(sheet: WriteOnlyWorksheet, value: CellValue, *, is_share: bool) -> Cell:
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, escaped(value) or None)
        if value:
            cell.data_type = "s"
        return cell
    cell = WriteOnlyCell(sheet, _moment(value) if isinstance(value, date) else value)
    if isinstance(value, date):
        cell.number_format = _DAY_FORMAT
    elif value is not None:
        cell.number_format = _SHARE_FORMAT if is_share else _NUMBER_FORMAT
    return cell


def _moment(day: date) -> datetime:
    """A day as workbooks keep it: its midnight, of no zone."""
    return datetime.combine(day, time())
