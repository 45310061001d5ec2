"""Packages of every document type with values that programs like to spoil, and reading them again
with the libraries of a receiver."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pikepdf
from openpyxl import load_workbook
from support.export_content import case, content, page_file

from digitizer.domain.package import PackageContent
from digitizer.domain.schema import Catalog, Column, DocumentType, FieldKind, FieldSpec, Need
from digitizer.domain.values.tables import table_rows, table_value
from exports.rows import Row, Table

SPOILT = (
    "00123",
    "Nguyễn Thuỷ Oánh Hoà ƯỚC Đặng",
    'ông "Ba", gọi là "Tư"',
    "dòng một\ndòng hai\n\ndòng bốn",
    "=cmd|' /C calc'!A0",
    "=1+1",
    "+84 912",
    "-1",
    "@SUM(A1)",
    "#N/A",
    "1e5",
    "TRUE",
    "2017-02-03",
    "03/04",
    "_x0041_",
    "a;b,c\td",
    "<b>&amp;</b> ]]>",
    "Ð 𠮷 ễ",
    " hai đầu có dấu cách ",
)
# Canonical values of the other kinds and shapes; the first that a field takes is taken.
_SHAPES = (
    "{n}/2017",
    "01/2017",
    "{n:012}",
    "{n:010}",
    "{n:08}",
    "{n:07}",
    "{n:05}",
    "AA{n:06}",
    "{n}/2017/TA",
    "A01.01_AB_{n:06}_V1",
    "{n}",
    "1",
    "K17TAA",
    "17TAA",
    "EBL01",
    "VND",
    "A+",
    "2.34",
    "01.003",
    "Nguyễn Văn Mẫu",
)
_PLAIN = {
    FieldKind.DATE: "1986-03-16",
    FieldKind.TIME: "08:30",
    FieldKind.BOOK_NUMBER: "01/2017",
    FieldKind.MONEY: "16330000",
    FieldKind.AREA: "120.5",
}
_AS_THEY_ARE = frozenset(
    {FieldKind.TEXT, FieldKind.NAME, FieldKind.PLACE, FieldKind.ID_NUMBER, FieldKind.BOOK_NUMBER}
)
_ESCAPED = re.compile(r"_x([0-9A-F]{4})_")
_IN_NAME = re.compile(r"\{(\w+)(?:\.(\w+))?(?::0\d)?\}")


def value_of(spec: FieldSpec, catalog: Catalog, number: int, place: int) -> str | None:
    """An invented canonical value that the field takes, another one for each case and field."""
    if (number + place) % 9 == 0 and spec.need is not Need.REQUIRED:
        return None
    match spec.kind:
        case FieldKind.CODE:
            entries = catalog.code_lists[spec.code_list or ""].entries
            return entries[(number + place) % len(entries)].code
        case FieldKind.TICK:
            return str((number + place) % 2)
        case FieldKind.TABLE:
            rows = [
                [value_of(cell, catalog, number + row, at) for at, cell in enumerate(spec.columns)]
                for row in range(1 + number % 3)
            ]
            return table_value(rows)
        case FieldKind.TEXT | FieldKind.NAME | FieldKind.PLACE:
            spoilt = SPOILT[(number + place) % len(SPOILT)]
            return spoilt if _takes(spec, spoilt) else shaped(spec, number)
        case FieldKind.NUMBER | FieldKind.ID_NUMBER | FieldKind.TAX_CODE:
            return shaped(spec, number)
        case kind:
            return _PLAIN[kind]


def shaped(spec: FieldSpec, number: int) -> str:
    texts = [_PLAIN[spec.kind]] if spec.kind in _PLAIN else [_.format(n=number) for _ in _SHAPES]
    return next(text for text in texts if _takes(spec, text))


def _takes(spec: FieldSpec, text: str) -> bool:
    pattern = spec.pattern or (r"\d+" if spec.kind is FieldKind.NUMBER else None)
    fits = pattern is None or re.fullmatch(pattern, text) is not None
    return fits and (spec.max_length is None or len(text) <= spec.max_length)


def record_of(doc_type: DocumentType, catalog: Catalog, number: int) -> dict[str, str | None]:
    """The fields that make the file's name are all there, and tell the cases apart."""
    found = {
        spec.key: value_of(spec, catalog, number, place)
        for place, spec in enumerate(doc_type.fields)
    }
    for key, _ in _IN_NAME.findall(catalog.profiles[doc_type.key].file_name):
        spec = doc_type.field(key)
        if spec is not None and spec.kind is not FieldKind.CODE:
            found[key] = shaped(spec, number)
    return found


def content_of(key: str, catalog: Catalog, count: int, pages: Path) -> PackageContent:
    doc_type = catalog.types[key]
    page = page_file(pages, (413, 585))
    cases = [
        case(number, page, record_of(doc_type, catalog, number), dpi=50, document_type=key)
        for number in range(1, count + 1)
    ]
    made = content(
        cases,
        profile=catalog.profiles[key],
        document_type=doc_type,
        catalog=catalog,
        batch_name=key,
    )
    return replace(made, office="UBND xã Mẫu")


@dataclass(slots=True)
class Compared:
    """How many values were compared in each kind of file, and what differs."""

    values: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def same(self, where: str, found: object, wanted: object, what: str) -> None:
        self.values[where] += 1
        if found != wanted:
            self.faults.append(f"{where}: {what}")


def compare(made: PackageContent, table: Table, payload: Path, told: Compared) -> None:
    """Every file of the package, read with the libraries of a receiver, beside the records."""
    _compare_records(made, table, told)
    if (payload / "records.xlsx").is_file():
        sheet = load_workbook(payload / "records.xlsx")[made.profile.sheet]
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value}
        told.same("workbook", kinds <= {"s", "n"}, True, "formula")
        cells = [[_as_excel(each.value) for each in row] for row in sheet.rows]
        _compare_rows("workbook", cells, table, told)
    if (payload / "records.csv").is_file():
        with (payload / "records.csv").open(encoding="utf-8-sig", newline="") as stream:
            _compare_rows("csv", list(csv.reader(stream, strict=True)), table, told)
    if (payload / "records.json").is_file():
        _compare_json(made, table, json.loads((payload / "records.json").read_bytes()), told)
    for row, each in zip(table.rows, made.cases, strict=True):
        with pikepdf.open(payload / "documents" / row.file_name) as document:
            told.same("pdf", len(document.pages), len(each.pages), "pages")
            title = str(document.docinfo["/Title"]) + ".pdf"
            told.same("pdf", title, row.file_name, "title")


def _as_excel(value: object) -> str:
    """A cell as programs show it: ``_x005F_`` stands for an underscore (ECMA-376, ST_Xstring),
    which openpyxl leaves to its caller."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), "" if value is None else str(value))


def _compare_records(made: PackageContent, table: Table, told: Compared) -> None:
    """The cells themselves: a text leaves as the record has it."""
    for at, column in enumerate(made.profile.columns):
        spec = made.document_type.field(column.field or "")
        if spec is None or column.cell or column.value != "field" or spec.kind not in _AS_THEY_ARE:
            continue
        for row, each in zip(table.rows, made.cases, strict=True):
            told.same("record", row.texts[at], each.record.value(spec.key) or "", column.name)


def _compare_rows(
    where: str, rows: Sequence[Sequence[object]], table: Table, told: Compared
) -> None:
    told.same(where, list(rows[0]), [column.name for column in table.columns], "header")
    told.same(where, len(rows) - 1, len(table.rows), "rows")
    for found, row in zip(rows[1:], table.rows, strict=False):
        for column, cell, text in zip(table.columns, found, row.texts, strict=True):
            told.same(where, str(cell), text, f"row {row.number}, {column.name}")


def _compare_json(
    made: PackageContent, table: Table, data: Mapping[str, object], told: Compared
) -> None:
    records = data["records"]
    assert isinstance(records, list)
    told.same("json", len(records), len(table.rows), "records")
    columns = {column.name: column for column in made.profile.columns}
    for found, row, each in zip(records, table.rows, made.cases, strict=True):
        for column, text in zip(table.columns, row.texts, strict=True):
            told.same("json", str(found["values"][column.name]), text, column.name)
        told.same("json", found["file"], row.file_name, "file")
        for name, text in found["dates"].items():
            told.same("json", text, _raw(each.record.value, columns[name], row), name)
        for name, rows in found["tables"].items():
            value = each.record.value(columns[name].field or "")
            cells = [list(cells.values()) for cells in rows]
            told.same("json", cells, [list(cells) for cells in table_rows(value)], name)


def _raw(value: object, column: Column, row: Row) -> str | None:
    if column.cell is not None:
        return dict(row.dates)[column.name]
    assert callable(value)
    found = value(column.field)
    return found if isinstance(found, str) else None


def zip_differs(folder: Path, archive: Path) -> Iterator[str]:
    """Names of files that the archive has otherwise than the folder."""
    with zipfile.ZipFile(archive) as packed:
        names = {name.split("/", 1)[1]: name for name in packed.namelist()}
        files = {
            path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
        }
        yield from files ^ names.keys()
        for name in files & names.keys():
            if packed.read(names[name]) != (folder / name).read_bytes():
                yield name
