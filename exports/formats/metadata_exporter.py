"""The exporter of the metadata of Công văn 7197/BKHCN-CĐSQG."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import permutations
from pathlib import Path

from digitizer.domain.package import PackageContent
from digitizer.domain.problems import Problem
from exports.csv_table import read_csv
from exports.formats.metadata_7197 import (
    DocumentMetadata,
    MetadataFile,
    faults,
    json_text,
    metadata_of,
    metadata_rules,
    read_metadata_json,
    read_metadata_xml,
    xml_text,
    xsd_of,
)
from exports.limits import LARGEST_METADATA, LARGEST_SCHEMA
from exports.manifest import CSV_TABLE, DOCUMENTS, CaseEntry, Manifest
from exports.names import shown_name
from exports.rows import Table, row_sha256
from exports.source import EntryUnreadable, Source

METADATA_JSON = "metadata.json"
METADATA_XML = "metadata.xml"
METADATA_SCHEMA = "metadata.xsd"
_DIGITS = re.compile(r"\d+")
# Where year, month and day stand in the dates of a table; offices here write the day first.
_ORDERS = sorted(permutations(range(3)), reverse=True)
_READERS: Mapping[str, Callable[[bytes], MetadataFile]] = {
    METADATA_JSON: read_metadata_json,
    METADATA_XML: read_metadata_xml,
}


class MetadataExporter:
    """``metadata.json``, ``metadata.xml`` and its schema ``metadata.xsd``. Other rules than today's
    need another first number of the version."""

    name = "cv7197"
    version = "1.0"

    def write(self, content: PackageContent, table: Table, folder: Path) -> None:
        """See ``Exporter.write``."""
        found = metadata_of(content, table)
        for name, text in (
            (METADATA_JSON, json_text(found)),
            (METADATA_XML, xml_text(found)),
            (METADATA_SCHEMA, xsd_of(metadata_rules())),
        ):
            (folder / name).write_text(text, encoding="utf-8", newline="\n")

    def check(self, source: Source, manifest: Manifest) -> Iterator[Problem]:
        """See ``Exporter.check``: both files hold a document for each case, as the guidance wants
        it and with the values of its row."""
        rows = _rows(source, manifest)
        for name, read in _READERS.items():
            if name not in source.sizes:
                continue
            try:
                found = read(source.read(name, LARGEST_METADATA))
            except (EntryUnreadable, ValueError):
                yield Problem.error("table-unreadable", name=name)
                continue
            yield from _check(name, found, rows, manifest)
        if METADATA_SCHEMA in source.sizes and not _is_our_schema(source):
            yield Problem.error("schema-not-of-records", name=METADATA_SCHEMA, records=METADATA_XML)


def _is_our_schema(source: Source) -> bool:
    try:
        return source.read(METADATA_SCHEMA, LARGEST_SCHEMA) == xsd_of(metadata_rules()).encode()
    except EntryUnreadable:
        return False


def _check(
    name: str, found: MetadataFile, rows: Mapping[int, Mapping[str, str]], manifest: Manifest
) -> Iterator[Problem]:
    rules, cases = metadata_rules(), manifest.cases
    if (found.standard, found.version) != (rules.key, rules.version):
        yield Problem.error("table-unreadable", name=name)
        return
    if len(found.documents) != len(cases):
        yield Problem.error("row-count-differs", name=name, expected=str(len(cases)))
    for number, key in faults(rules, found.documents):
        yield Problem.error(
            "value-not-of-schema", name=name, row=str(number), column=shown_name(key)
        )
    labels: dict[tuple[str, str], str] = {}
    pairs = [
        (document.metadata, rows.get(case.number, {}))
        for document, case in zip(found.documents, cases, strict=False)
    ]
    order = _date_order(pairs)
    for document, case in zip(found.documents, cases, strict=False):
        yield from _compare(name, document, case, rows.get(case.number, {}), labels, order)


def _date_order(pairs: Sequence[tuple[Mapping[str, str], Mapping[str, str]]]) -> Sequence[int]:
    """The order in which the table writes dates, which is one for the whole package and not said in
    it: the one in which most days are those of the metadata."""
    days = [field.key for field in metadata_rules().fields if field.says == "date"]
    fitting = Counter(
        order
        for said, row in pairs
        for key in days
        for order in _ORDERS
        if row.get(key) and _iso(row[key], order) == said.get(key)
    )
    return max(_ORDERS, key=lambda order: fitting[order])


def _iso(cell: str, order: Sequence[int]) -> str:
    parts = _DIGITS.findall(cell)
    return "-".join(parts[at] for at in order) if len(parts) == len(order) else ""


def _compare(
    name: str,
    document: DocumentMetadata,
    case: CaseEntry,
    row: Mapping[str, str],
    labels: dict[tuple[str, str], str],
    order: Sequence[int],
) -> Iterator[Problem]:
    """``labels`` remembers which name each code had, since the package has no code lists: one code
    may have one name only. ``order`` is that of the table's dates."""
    if DOCUMENTS + document.file != case.file:
        yield Problem.error("row-not-of-manifest", name=name, row=str(case.number))
    for field in metadata_rules().fields:
        said, cell = document.metadata.get(field.key, ""), row.get(field.key)
        if cell is None:
            continue
        if field.says == "date" and cell:
            cell = _iso(cell, order)
        if field.says == "label" and cell:
            cell = labels.setdefault((field.key, cell), said)
        if said != cell:
            yield Problem.error("rows-differ", name=name, row=str(case.number), column=field.key)


def _rows(source: Source, manifest: Manifest) -> Mapping[int, Mapping[str, str]]:
    """The rows of the CSV table that the manifest vouches for, by number and column."""
    if CSV_TABLE not in source.sizes:
        return {}
    hashes = {case.number: case.row_sha256 for case in manifest.cases}
    try:
        return {
            number: dict(zip(manifest.columns, row, strict=False))
            for number, row in enumerate(read_csv(source.read(CSV_TABLE)))
            if number in hashes and row_sha256(row) == hashes[number]
        }
    except (EntryUnreadable, ValueError):
        return {}  # The table's own exporter tells what is wrong with it.
