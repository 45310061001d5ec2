"""Lists as a workbook: the sheet with the most known names, cell by cell as text."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from digitizer.domain.errors import UnreadableFile
from digitizer.domain.reject_list import RejectProfile, known_columns
from exports.limits import is_too_large
from exports.rejects.limits import LARGEST_UNPACKED, MOST_COLUMNS, MOST_LINES
from exports.xlsx import BAD_WORKBOOK

Rows = Sequence[tuple[int, Sequence[str]]]
_LOOKED_AT = 40
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_FORMULA = (b"<f>", b"<f ")
_BLOCK = 2**20


def workbook_lines(file: str, data: bytes, profile: RejectProfile) -> Rows:
    """The rows with their numbers in the sheet. A formula counts as what the program that saved the
    workbook computed, and nothing is computed here. Raises UnreadableFile ``reject-list-broken``,
    ``reject-list-too-large``, and ``reject-list-formula`` for a formula without a result."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            claimed = sum(entry.file_size for entry in entries)
            if claimed > LARGEST_UNPACKED or is_too_large(entries, len(data)):
                limit = LARGEST_UNPACKED // 2**20
                raise UnreadableFile("reject-list-too-large", file=file, limit=limit)
            has_formulas = any(_has_formula(archive, entry) for entry in entries)
        with _opened(data, computed=True) as book:
            sheet = _best_sheet(book, profile)
            if has_formulas:
                with _opened(data, computed=False) as written:
                    _refuse_uncomputed(file, sheet, written[sheet.title])
            return [(at, cells) for at, cells in _rows(sheet, MOST_LINES + 1) if any(cells)]
    except BAD_WORKBOOK as error:
        raise UnreadableFile("reject-list-broken", file=file) from error


@contextmanager
def _opened(data: bytes, *, computed: bool) -> Iterator[Workbook]:
    """With what formulas came to, or with what they say."""
    with warnings.catch_warnings():
        # What the reader does not know of a workbook (looks, checks of input) is not read here.
        warnings.simplefilter("ignore", UserWarning)
        book = load_workbook(BytesIO(data), read_only=True, data_only=computed, keep_links=False)
        try:
            yield book
        finally:
            book.close()


def _has_formula(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    if not _SHEET.fullmatch(entry.filename):
        return False
    rest = b""
    with archive.open(entry) as stream:
        while block := stream.read(_BLOCK):
            if any(sign in rest + block for sign in _FORMULA):
                return True
            rest = block[-2:]
    return False


def _best_sheet(book: Workbook, profile: RejectProfile) -> ReadOnlyWorksheet:
    """The sheet with the most known names, the first of several; hidden ones are left out."""
    sheets = [each for each in book.worksheets if each.sheet_state == "visible"]
    best: Any = max(sheets, key=lambda each: _known(each, profile))
    return best  # type: ignore[no-any-return]


def _known(sheet: Any, profile: RejectProfile) -> int:
    heads = (known_columns(cells, profile) for _, cells in _rows(sheet, _LOOKED_AT))
    return max((sum(column is not None for column in head) for head in heads), default=0)


def _rows(sheet: Any, most: int) -> Iterator[tuple[int, Sequence[str]]]:
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=most, max_col=MOST_COLUMNS, values_only=True)
    for number, values in enumerate(rows, start=1):
        cells = [_text(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        yield number, cells


def _refuse_uncomputed(file: str, computed: Any, written: Any) -> None:
    for sheet in (computed, written):
        sheet.reset_dimensions()
    limits = {"max_row": MOST_LINES, "max_col": MOST_COLUMNS}
    pairs = zip(computed.iter_rows(**limits), written.iter_rows(**limits), strict=False)
    for values, formulas in pairs:
        for value, formula in zip(values, formulas, strict=False):
            if formula.data_type == "f" and value.value is None:
                raise UnreadableFile("reject-list-formula", file=file, cell=formula.coordinate)


def _text(value: object) -> str:
    """A cell as a person sees it, near enough: Excel turns the number 01/2017 into the first day
    of a month."""
    match value:
        case None | bool():
            return ""
        case datetime() | date():
            day = value.date() if isinstance(value, datetime) else value
            return f"{day:%m/%Y}" if day.day == 1 else f"{day:%d/%m/%Y}"
        case time():
            return value.isoformat("minutes")
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)
