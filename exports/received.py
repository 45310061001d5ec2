"""A package as it lies before its receiver: its files, its workbook, what verifying it says."""

from __future__ import annotations

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
    rows: tuple[Cells, ...]
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
    places = sorted(place for place in result.folder.rglob("*") if place.is_file())
    names = [place.relative_to(result.folder).as_posix() for place in places]
    workbook = result.folder / in_payload(WORKBOOK)
    has_workbook = workbook in places
    sheets, rows, not_texts = (
        _read_workbook(workbook, profile.sheet) if has_workbook else ((), [], ())
    )
    return Received(
        tuple(
            ReceivedFile(name, place.stat().st_size, _pages(name, pages))
            for name, place in zip(names, places, strict=True)
        ),
        result.archive.stat().st_size,
        sheets,
        rows[0] if rows else (),
        tuple(_padded(row, len(rows[0])) for row in rows[1:]),
        not_texts,
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


def _read_workbook(
    path: Path, name: str
) -> tuple[tuple[str, ...], list[Cells], tuple[tuple[int, int], ...]]:
    book = load_workbook(path, read_only=True, keep_links=False)
    try:
        rows: list[Cells] = []
        not_texts: list[tuple[int, int]] = []
        if name in book.sheetnames:
            sheet = book[name]
            sheet.reset_dimensions()
            for number, cells in enumerate(sheet.iter_rows(values_only=True)):
                rows.append(tuple(map(_text, cells)))
                numbers = (n for n, value in enumerate(cells) if not _is_text(value))
                not_texts += [(number, place) for place in numbers]
        return tuple(book.sheetnames), rows, tuple(not_texts)
    finally:
        book.close()


def _text(value: object) -> str:
    return "" if value is None else str(unescape(str(value)))


def _is_text(value: object) -> bool:
    return value is None or isinstance(value, str)


def _padded(row: Cells, width: int) -> Cells:
    """A row whose last cells were left away."""
    return row + ("",) * (width - len(row))
