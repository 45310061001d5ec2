"""The exporter of the metadata of Công văn 7197/BKHCN-CĐSQG."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, permutations, repeat
from pathlib import Path
from typing import IO

from digitizer.domain.package import PackageContent
from digitizer.domain.problems import Problem
from exports.csv_table import read_csv
from exports.formats.metadata_7197 import (
    DocumentMetadata,
    MetadataRules,
    faults,
    metadata_of,
    metadata_rules,
    read_metadata_json,
    read_metadata_xml,
    write_metadata_json,
    write_metadata_xml,
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
_READERS: Mapping[str, Callable[[IO[bytes], MetadataRules], Iterator[DocumentMetadata]]] = {
    METADATA_JSON: read_metadata_json,
    METADATA_XML: read_metadata_xml,
}
_Triple = tuple[DocumentMetadata, CaseEntry | None, Mapping[str, str]]
"""A document, the case it should be of, None for one too many, and the cells of that case's row by
the names of their columns, none where the table does not tell them."""


class MetadataExporter:
    """``metadata.json``, ``metadata.xml`` and its schema ``metadata.xsd``. Other rules than today's
    need another first number of the version."""

    name = "cv7197"
    version = "1.0"

    def write(self, content: PackageContent, table: Table, folder: Path) -> None:
        """See ``Exporter.write``."""
        write_metadata_json(folder / METADATA_JSON, metadata_of(content, table))
        write_metadata_xml(folder / METADATA_XML, metadata_of(content, table))
        schema = xsd_of(metadata_rules())
        (folder / METADATA_SCHEMA).write_text(schema, encoding="utf-8", newline="\n")

    def check(self, source: Source, manifest: Manifest) -> Iterator[Problem]:
        """See ``Exporter.check``: both files hold a document for each case, as the guidance wants
        it and with the values of its row."""
        for name in _READERS:
            if name not in source.sizes:
                continue
            try:
                yield from _check(name, source, manifest)
            except (EntryUnreadable, ValueError):
                yield Problem.error("table-unreadable", name=name)
        if METADATA_SCHEMA in source.sizes and not _is_our_schema(source):
            yield Problem.error("schema-not-of-records", name=METADATA_SCHEMA, records=METADATA_XML)


def _is_our_schema(source: Source) -> bool:
    try:
        return source.read(METADATA_SCHEMA, LARGEST_SCHEMA) == xsd_of(metadata_rules()).encode()
    except EntryUnreadable:
        return False


def _check(name: str, source: Source, manifest: Manifest) -> Iterator[Problem]:
    """Raises EntryUnreadable and ValueError before anything else was told."""
    rules, count = metadata_rules(), 0
    order = _date_order(_triples(name, source, manifest))
    labels: dict[tuple[str, str], str] = {}
    for count, (document, case, row) in enumerate(_triples(name, source, manifest), start=1):
        if case is None:
            continue
        for key in faults(rules, document):
            yield Problem.error(
                "value-not-of-schema", name=name, row=str(count), column=shown_name(key)
            )
        yield from _compare(name, document, case, row, labels, order)
    if count != len(manifest.cases):
        yield Problem.error("row-count-differs", name=name, expected=str(len(manifest.cases)))


def _triples(name: str, source: Source, manifest: Manifest) -> Iterator[_Triple]:
    """At most one document more than there are cases. Raises EntryUnreadable and ValueError."""
    cases, rows = chain(manifest.cases, (None,)), _rows(source, manifest)
    with source.stream(name, LARGEST_METADATA) as stream:
        yield from zip(_READERS[name](stream, metadata_rules()), cases, rows, strict=False)


def _date_order(triples: Iterable[_Triple]) -> Sequence[int]:
    """The order in which the table writes dates, which is one for the whole package and not said in
    it: the one in which most days are those of the metadata."""
    days = [field.key for field in metadata_rules().fields if field.says == "date"]
    fitting = Counter(
        order
        for document, _, row in triples
        for key in days
        for order in _ORDERS
        if row.get(key) and _iso(row[key], order) == document.metadata.get(key)
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


def _rows(source: Source, manifest: Manifest) -> Iterator[Mapping[str, str]]:
    """For each case the cells of its row of the CSV table by the names of their columns, or none
    where the manifest does not vouch for them, and then without an end."""
    if CSV_TABLE in source.sizes:
        try:
            with source.stream(CSV_TABLE) as stream:
                for row, case in zip(
                    islice(read_csv(stream), 1, None), manifest.cases, strict=False
                ):
                    is_true = row_sha256(row) == case.row_sha256
                    yield dict(zip(manifest.columns, row, strict=False)) if is_true else {}
        except (EntryUnreadable, ValueError):
            pass  # The table's own exporter tells what is wrong with it.
    yield from repeat({})
