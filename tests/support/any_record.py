"""Values that a record of any document type may have, and payloads of such records."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from random import Random

from support.export_content import case, content, page_file

from digitizer.domain.package import PackageContent
from digitizer.domain.problems import Problem
from digitizer.domain.schema import Catalog, DocumentType, FieldKind, FieldSpec, Need
from exports.exporter import Exporter
from exports.manifest import Manifest, build_manifest
from exports.rows import Table, build_table
from exports.source import folder_source

AWKWARD = (
    "00123",
    'ông "Ba"',
    "=cmd|' /C calc'!A0",
    "a\nb\n\nc",
    "<b>&amp;]]>",
    "Ð 𠮷 ễ",
    "1;2,3\t4",
)
_DATES = ("1984", "1984-06", "1950~", "lunar:1985-02L-30", "lunar:1985-01-05", "32 tuổi")
_OF_KIND = {
    FieldKind.DATE: ("2017-02-03", "1999-12-31"),
    FieldKind.NUMBER: ("7", "0012"),
    FieldKind.TIME: ("08:30", "23:59"),
    FieldKind.BOOK_NUMBER: ("01/2017", "123/1999"),
    FieldKind.MONEY: ("1500000", "-5000", "12.25"),
    FieldKind.AREA: ("120.5", "75"),
    FieldKind.TICK: ("0", "1"),
    FieldKind.TAX_CODE: ("0100109106", "0100109106-001"),
    FieldKind.ID_NUMBER: ("001306004567", "C1234567"),
}
# Whatever pattern a shipped field has, one of these fits it.
_SHAPED = (
    *("7", "47", "001306004567", "123456789", "0123456789", "1234567", "12/2017", "05a/2017"),
    *("Ghi theo bìa", "B1234567", "2,67", "BA 123456", "BA123456", "ĐA12345678", "CH00123", "AB+"),
    *("45/2024/QĐST-HNGĐ", "01.003", "C26TAA", "26TAB", "EBL01", "26/AB1", "VND", "12a", "PT-012"),
    *("G06.01_CV_000021_V1", "H26.1.2_QĐ_000001_V12", "07954", "4722", "51,5", "100%", "A01.2"),
)


def any_value(catalog: Catalog, spec: FieldSpec, chance: Random) -> str:
    """A canonical value of a field."""
    codes = catalog.code_list_of(spec)
    if codes is not None:
        return chance.choice(codes.entries).code
    if spec.kind is FieldKind.TABLE:
        rows = [
            [chance.choice((None, any_value(catalog, column, chance))) for column in spec.columns]
            for _ in range(chance.randint(1, 3))
        ]
        return json.dumps(rows, ensure_ascii=False)
    if spec.kind is FieldKind.DATE and not spec.pattern:
        return chance.choice((*_OF_KIND[spec.kind], *_DATES))
    found = _OF_KIND.get(spec.kind, ()) or AWKWARD
    if spec.pattern:
        found = [text for text in (*found, *_SHAPED) if re.fullmatch(spec.pattern, text)]
    return chance.choice([text for text in found if len(text) <= (spec.max_length or 99)])


def any_values(catalog: Catalog, doc_type: DocumentType, chance: Random) -> dict[str, str]:
    """A whole record: the required fields always, of the others some."""
    return {
        spec.key: any_value(catalog, spec, chance)
        for spec in doc_type.fields
        if spec.need is Need.REQUIRED or chance.random() < 0.7
    }


def content_of(
    folder: Path, catalog: Catalog, doc_type: DocumentType, records: Sequence[dict[str, str]]
) -> PackageContent:
    page = page_file(folder, (20, 30))
    cases = [
        case(number, page, values, document_type=doc_type.key)
        for number, values in enumerate(records, start=1)
    ]
    profile = catalog.profiles[doc_type.key]
    return content(cases, catalog=catalog, document_type=doc_type, profile=profile)


def written_by(made: PackageContent, folder: Path, *exporters: Exporter) -> tuple[Table, Manifest]:
    """Let the exporters write the payload; their manifest names no files."""
    names = [f"{case.case_id}.pdf" for case in made.cases]
    table = build_table(made, names)
    folder.mkdir(exist_ok=True)
    for exporter in exporters:
        exporter.write(made, table, folder)
    return table, build_manifest(made, table, [1] * len(names), {})


def found_by(exporter: Exporter, folder: Path, manifest: Manifest) -> list[Problem]:
    return list(exporter.check(folder_source(folder), manifest))
