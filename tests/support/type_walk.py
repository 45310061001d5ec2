"""The walk of a document type in a real workspace: clean scans of its layouts, read, corrected by a
clerk who knows their truth, approved by somebody else, exported and verified."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from support.program import run

from digitizer.bootstrap.workspace import open_workspace
from digitizer.bootstrap.workstation import Workstation
from digitizer.cli.demo_clerk import settle_case
from digitizer.domain.record import ValueState
from digitizer.domain.schema import Catalog, Column, FieldKind, FieldSpec
from digitizer.domain.values.tables import table_rows
from digitizer.samples import TYPES, Wish, generate
from digitizer.schemas import load_catalog
from digitizer.workflow.ports import CaseFilter

CLERK, SUPERVISOR = "Nguyễn Thị Mẫu", "Trần Văn Mẫu"


@dataclass(slots=True)
class Walked:
    """What came of one type: fields on paper, right and wrongly accepted ones, types told, rows."""

    printed: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    types: list[str | None] = field(default_factory=list)
    rows: list[dict[str, str]] = field(default_factory=list)
    expected: list[dict[str, str]] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    sound: bool = False


def walk_types(
    root: Path,
    layouts: Mapping[str, Sequence[str]],
    seed: int,
    *,
    restricted: bool = False,
    typed: Mapping[str, str] | None = None,
) -> dict[str, Walked]:
    """Each type (by its name among the samples) with its layouts, in a batch of its own. ``typed``
    are values that no paper bears, with ``{number}`` for that of the scan in its batch."""
    assert run("init", root / "ws", *["--restricted"] * restricted).code == 0
    samples = root / "samples"
    for kind, names in layouts.items():
        book = root / "ws" / "inbox" / kind
        book.mkdir()
        for number, name in enumerate(names):
            wish = Wish(layouts=(name,), damages=("clean",))
            (made,) = generate(samples / name, 1, seed + number, wish=wish)
            scan = f"{name}{made.path.suffix}"
            shutil.copy(made.path, book / scan)
            shutil.copy(made.truth_path, samples / f"{name}.truth.json")
    watched = run("watch", "--once", workspace=root / "ws")
    assert watched.code == 0, watched.out + watched.err
    clerk = open_workspace(root / "ws", CLERK, "vi")
    try:
        return {
            kind: _walked(clerk, kind, samples, root / "out" / kind, typed or {})
            for kind in layouts
        }
    finally:
        clerk.close()


def _walked(
    clerk: Workstation, kind: str, samples: Path, out: Path, typed: Mapping[str, str]
) -> Walked:
    walked, batch = Walked(), clerk.batch(kind)
    for summary in clerk.case_summaries(CaseFilter(batch_id=batch.id), limit=100):
        truth_path = samples / f"{Path(summary.scan_name).stem}.truth.json"
        truth = json.loads(truth_path.read_text(encoding="utf-8"))["cases"][0]["fields"]
        _compare(clerk, summary.id, truth, walked)
        settle_case(clerk, summary.id, truth_path)
        own = {key: text.format(number=len(walked.types)) for key, text in typed.items()}
        for key, text in own.items():
            revision = clerk.case_view(summary.id).case.revision
            clerk.set_field(summary.id, key, text, revision)
        clerk.finish_case(summary.id, clerk.case_view(summary.id).case.revision)
        walked.expected.append({key: value["value"] for key, value in truth.items()} | own)
    clerk.submit_batch(batch.id)
    supervisor = clerk.with_actor(SUPERVISOR)
    supervisor.approve_batch(batch.id)
    out.mkdir(parents=True)
    if supervisor.rehearsal.standing(batch.id).asks:
        assert supervisor.rehearsal.rehearse(batch.id).is_clean
    result = supervisor.export_batch(batch.id, out)
    walked.sound = supervisor.verify(result.archive).is_sound
    book = load_workbook(result.folder / "data/records.xlsx")
    header, *rows = book.worksheets[0].iter_rows(values_only=True)
    walked.rows = [
        {
            str(name): "" if cell is None else str(cell)
            for name, cell in zip(header, row, strict=True)
        }
        for row in rows
    ]
    walked.documents = sorted(path.name for path in (result.folder / "data/documents").iterdir())
    return walked


def _compare(clerk: Workstation, case_id: int, truth: dict[str, Any], walked: Walked) -> None:
    record = clerk.case_view(case_id).case.record
    walked.types.append(record.document_type if record else None)
    fields = record.fields if record else {}
    for key, printed in truth.items():
        walked.printed += 1
        walked.right += key in fields and fields[key].value == printed["value"]
    for key, value in fields.items():
        right = truth.get(key, {}).get("value")
        if value.state is ValueState.ACCEPTED and value.value != right:
            walked.wrong.append(f"{key}: {value.text!r} for {right!r}")


def assert_told_and_read(found: Walked, kind: str, count: int, share: float) -> None:
    """All scans were told to be of the type, nothing wrong was accepted, enough was read right."""
    assert found.types == [TYPES[kind]] * count, found.types
    assert found.wrong == [], found.wrong
    assert found.right >= share * found.printed, (found.right, found.printed)


def assert_leaves_as_printed(found: Walked, kind: str, typed: Collection[str] = ()) -> None:
    """The package is sound, and each row of its workbook is what the paper says; columns ``typed``
    have what the clerk knows of the book where the paper says nothing."""
    catalog = load_catalog()
    assert found.sound
    for row, values in zip(found.rows, found.expected, strict=True):
        wanted = expected_row(catalog, TYPES[kind], values)
        other = {
            name: (row[name], text)
            for name, text in wanted.items()
            if row[name] != text and (text or name not in typed)
        }
        assert not other, other


def expected_row(catalog: Catalog, type_key: str, values: Mapping[str, str]) -> dict[str, str]:
    """What the profile's columns must hold for these canonical values, told apart from the
    program's own export; columns that count rows, name files or hold a whole table as lines of
    words are left out."""
    doc_type, profile = catalog.types[type_key], catalog.profiles[type_key]
    row = {}
    for column in profile.columns:
        spec = doc_type.field(column.field or "")
        is_whole_table = spec is not None and spec.columns and column.cell is None
        if spec is not None and not is_whole_table:
            value = values.get(spec.key, "")
            row[column.name] = _cell(catalog, spec, column, value, profile.date_format)
    return row


def _cell(catalog: Catalog, spec: FieldSpec, column: Column, value: str, date_format: str) -> str:
    if column.cell is not None and column.row is not None:
        rows = table_rows(value)
        place = [each.key for each in spec.columns].index(column.cell)
        return (rows[column.row - 1][place] or "") if column.row <= len(rows) else ""
    if not value:
        return ""
    if column.value == "label":
        entry = catalog.code_lists[spec.code_list or ""].find(value)
        return entry.label.vi if entry else ""
    if spec.kind is FieldKind.DATE:
        parts = dict(zip(("yyyy", "mm", "dd"), value.split("-"), strict=False))
        sign = date_format.strip("dmy")[0]
        return sign.join(parts[name] for name in date_format.split(sign) if name in parts)
    return value
