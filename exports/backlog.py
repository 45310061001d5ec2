"""The sheet of what stays behind: cases of the batch that nobody answered for yet, and identity
cards whose person's paper is not in the package.

Only accepted rows stand on the official sheet, as communes do it with the land form PL3 of 2026;
the others are named on a sheet of their own, so that a receiver sees that the batch is not whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from digitizer.domain.package import PackageContent
from digitizer.domain.problems import Problem
from exports.manifest import WORKBOOK, BacklogEntry, Manifest
from exports.rows import fit_text, row_sha256
from exports.source import EntryUnreadable, Source
from exports.xlsx import FormulaFound, read_xlsx

BACKLOG_SHEET = "Tồn đọng"
BACKLOG_COLUMNS = ("Số hồ sơ", "Tên trong hồ sơ", "Lý do")

Cells = tuple[str, ...]


def backlog_rows(content: PackageContent) -> tuple[Cells, ...]:
    """Number, title and reason of each case, without its header; none for a whole batch."""
    return tuple(
        (str(case.case_id), fit_text(case.title), fit_text(case.reason)) for case in content.backlog
    )


def backlog_entries(content: PackageContent) -> tuple[BacklogEntry, ...]:
    """What the manifest says of it: names of people and reasons by their hash alone."""
    return tuple(
        BacklogEntry(case_id=case.case_id, row_sha256=row_sha256(row))
        for case, row in zip(content.backlog, backlog_rows(content), strict=True)
    )


def check_backlog(source: Source, manifest: Manifest) -> Iterator[Problem]:
    """Whether the sheet names the cases that the manifest names; a workbook that is absent was
    reported by the check of the files."""
    if not manifest.backlog or WORKBOOK not in source.sizes:
        return
    try:
        with source.placed(WORKBOOK) as stream:
            rows = list(read_xlsx(stream, BACKLOG_SHEET, len(manifest.backlog) + 2))
    except FormulaFound as error:
        where = {"row": str(error.row - 1), "column": str(error.column)}
        yield Problem.error("formula-in-table", name=BACKLOG_SHEET, **where)
        return
    except (EntryUnreadable, ValueError):
        yield Problem.error("table-unreadable", name=BACKLOG_SHEET)
        return
    if (rows[0] if rows else ()) != BACKLOG_COLUMNS:
        yield Problem.error("header-differs", name=BACKLOG_SHEET)
    found, expected = rows[1:], manifest.backlog
    if len(found) != len(expected):
        count = str(len(expected))
        yield Problem.error("row-count-differs", name=BACKLOG_SHEET, expected=count)
    for number, (row, entry) in enumerate(zip(found, expected, strict=False), start=1):
        if row_sha256(row) != entry.row_sha256:
            yield Problem.error("row-not-of-manifest", name=BACKLOG_SHEET, row=str(number))
