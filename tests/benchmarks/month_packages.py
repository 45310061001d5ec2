"""What left the office: packages re-read from their workbooks, beside what the papers say."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from month_office import SUPERVISOR, Office
from month_papers import known_types, true_record
from month_truth import Truths, looked_at
from openpyxl import load_workbook

from digitizer.domain.package import ExportCase, PackageContent
from digitizer.domain.progress import WORK_ZONE
from digitizer.domain.schema import DocumentType
from exports.rows import build_table

_KEY_FIELDS = ("so", "quyenSo")
_MOMENT = datetime(2026, 1, 1, tzinfo=WORK_ZONE)


@dataclass(frozen=True, slots=True)
class Left:
    """One package, as its workbook was re-read: rows, and the fields that the papers have
    otherwise, among those that samples look at."""

    folder: Path
    rows: int
    wrong: int
    fields: int
    strangers: int


@dataclass
class Packages:
    """The packages of each batch, the newest last."""

    of_batch: dict[str, list[Left]] = field(default_factory=dict)

    @property
    def newest(self) -> Sequence[Left]:
        return [found[-1] for found in self.of_batch.values()]

    @property
    def every(self) -> Sequence[Left]:
        return [each for found in self.of_batch.values() for each in found]

    def export(
        self, office: Office, truths: Truths, batch: str, case_ids: Sequence[int], to: Path
    ) -> list[str]:
        """Export by command, verify by command, re-read; what did not agree. Page images are not
        kept afterwards (a month of them is gigabytes), the tables are."""
        office.ask(SUPERVISOR, "rehearse", batch, "--json")
        (made,) = office.ask(SUPERVISOR, "export", batch, "--out", to, "--json").objects
        folder = Path(made["folder"])
        wrong = [
            f"{batch}: {package.name} is not sound"
            for package in (folder, Path(made["archive"]))
            if office.call(SUPERVISOR, "verify", package, "--json").code != 0
        ]
        left = reread(folder, truths, case_ids)
        if left.rows != made["cases"]:
            wrong.append(
                f"{batch}: {made['cases']} cases exported, {left.rows} rows in the workbook"
            )
        if left.strangers:
            wrong.append(f"{batch}: {left.strangers} rows of the workbook belong to no paper")
        self.of_batch.setdefault(batch, []).append(left)
        Path(made["archive"]).unlink()
        for inner in folder.iterdir():
            if inner.is_dir():
                shutil.rmtree(inner)
        return wrong


def reread(folder: Path, truths: Truths, case_ids: Sequence[int]) -> Left:
    """The rows of the workbook beside those that the papers give."""
    document_type = truths.of(case_ids[0]).document_type
    doc_type = known_types().types[document_type]
    names, expected = _expected(truths, doc_type, case_ids)
    found = _rows(folder / "data/records.xlsx", known_types().profiles[document_type].sheet)
    keys = [names.index(name) for name in _names_of(doc_type, _KEY_FIELDS)]
    columns = _columns(doc_type, names)
    by_key = {tuple(row[at] for at in keys): row for row in expected}
    wrong = strangers = 0
    for row in found:
        truth = by_key.get(tuple(row[at] for at in keys))
        if truth is None:
            strangers += 1
            continue
        wrong += sum(any(row[at] != truth[at] for at in places) for places in columns.values())
    return Left(folder, len(found), wrong, len(found) * len(columns), strangers)


def _expected(
    truths: Truths, doc_type: DocumentType, case_ids: Sequence[int]
) -> tuple[list[str], list[tuple[str, ...]]]:
    """The header, and the rows that the papers give."""
    catalog = known_types()
    cases = tuple(
        ExportCase(case_id, true_record(truths.of(case_id)), (), "", "", "", _MOMENT)
        for case_id in case_ids
    )
    content = PackageContent(
        batch_id=0,
        batch_name="",
        document_type=doc_type,
        profile=catalog.profiles[doc_type.key],
        catalog=catalog,
        cases=cases,
        submitted_by="",
        approved_by="",
        approved_at=_MOMENT,
        created_at=_MOMENT,
        created_by="",
        software_version="",
        audit_head="",
    )
    table = build_table(content, ["" for _ in cases])
    return [column.name for column in table.columns], [row.texts for row in table.rows]


def _names_of(doc_type: DocumentType, keys: Sequence[str]) -> list[str]:
    columns = known_types().profiles[doc_type.key].columns
    return [next(each.name for each in columns if each.field == key) for key in keys]


def _columns(doc_type: DocumentType, names: Sequence[str]) -> Mapping[str, list[int]]:
    """The places of the cells of each sampled field that the profile exports."""
    wanted = {spec.key for spec in looked_at(doc_type)}
    found: dict[str, list[int]] = {}
    for column in known_types().profiles[doc_type.key].columns:
        if column.field in wanted:
            found.setdefault(column.field, []).append(names.index(column.name))
    return found


def _rows(workbook: Path, sheet: str) -> list[tuple[str, ...]]:
    book = load_workbook(workbook, read_only=True)
    try:
        rows = [
            tuple("" if cell is None else str(cell) for cell in row)
            for row in book[sheet].iter_rows(values_only=True)
        ]
    finally:
        book.close()
    return rows[1:]
