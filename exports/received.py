"""A package as it lies before its receiver: its files, its workbook, what verifying it says."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from digitizer.domain.package import PackageResult
from digitizer.domain.problems import Problem
from digitizer.domain.rehearsal import ReceivedFile
from digitizer.domain.schema import ExportProfile
from exports.bag import in_payload
from exports.manifest import DOCUMENTS, MANIFEST, WORKBOOK, CaseEntry, read_manifest
from exports.packed import Packed
from exports.source import files_below
from exports.verify import verify_package

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Received:
    """``sheets`` are those of the workbook in their order, ``rows`` the texts of the register sheet
    below its header. ``not_texts`` are the places (row from 1, column from 0) whose cell is no text
    in the workbook, ``cases`` what the manifest says of each row, ``larger`` documents exceed the
    size that the receiver wants a page to have. A profile may have packages without a workbook."""

    files: tuple[ReceivedFile, ...]
    size: int
    sheets: tuple[str, ...]
    columns: Cells
    rows: Sequence[Cells]
    not_texts: tuple[tuple[int, int], ...]
    cases: Sequence[CaseEntry]
    problems: tuple[Problem, ...]
    larger: int
    has_workbook: bool = True

    @property
    def documents(self) -> tuple[ReceivedFile, ...]:
        return tuple(file for file in self.files if is_document(file.name))


def read_received(result: PackageResult, profile: ExportProfile) -> Received:
    """Verify the archive and read what lies in the folder, which is the same. Raises OSError, and
    ValueError for a package that is none: it was just made."""
    report = verify_package(result.archive)
    with (result.folder / MANIFEST).open("rb") as stream:
        manifest = read_manifest(stream)
    pages = {PurePosixPath(case.file).name: case.pages for case in manifest.cases}
    files = tuple(
        ReceivedFile(name, told.st_size, _pages(name, pages))
        for name, told in sorted(files_below(result.folder), key=lambda each: each[0].split("/"))
    )
    has_workbook = any(file.name == in_payload(WORKBOOK) for file in files)
    book = _Book((), (), Packed(_line_of, _row_in), ())
    if has_workbook:
        book = _read_workbook(result.folder / in_payload(WORKBOOK), profile.sheet)
    return Received(
        files,
        result.archive.stat().st_size,
        book.sheets,
        book.columns,
        book.rows,
        book.not_texts,
        manifest.cases,
        report.problems,
        result.larger,
        has_workbook,
    )


def is_document(name: str) -> bool:
    """Whether a file of a package is the document of a case."""
    return f"/{DOCUMENTS}" in f"/{name}"


def _pages(name: str, pages: Mapping[str, int]) -> int | None:
    return pages.get(PurePosixPath(name).name) if is_document(name) else None


@dataclass(frozen=True, slots=True)
class _Book:
    sheets: tuple[str, ...]
    columns: Cells
    rows: Sequence[Cells]
    not_texts: tuple[tuple[int, int], ...]


def _read_workbook(path: Path, name: str) -> _Book:
    book = load_workbook(path, read_only=True, keep_links=False)
    try:
        columns: Cells = ()
        rows, not_texts = Packed(_line_of, _row_in), list[tuple[int, int]]()
        if name in book.sheetnames:
            sheet = book[name]
            sheet.reset_dimensions()
            for number, cells in enumerate(sheet.iter_rows(values_only=True)):
                texts = tuple(map(_text, cells))
                if number:
                    rows.append(_padded(texts, len(columns)))
                else:
                    columns = texts
                numbers = (n for n, value in enumerate(cells) if not _is_text(value))
                not_texts += [(number, place) for place in numbers]
        return _Book(tuple(book.sheetnames), columns, rows, tuple(not_texts))
    finally:
        book.close()


def _line_of(row: Cells) -> str:
    return json.dumps(row)


def _row_in(line: bytes) -> Cells:
    return tuple(json.loads(line))


def _text(value: object) -> str:
    return "" if value is None else str(unescape(str(value)))


def _is_text(value: object) -> bool:
    return value is None or isinstance(value, str)


def _padded(row: Cells, width: int) -> Cells:
    """A row whose last cells were left away."""
    return row + ("",) * (width - len(row))
