"""The numbers and dates of XML as a record writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from digitizer.domain.schema import FieldKind, FieldSpec
from digitizer.domain.values.amounts import grouped_money, plain
from digitizer.domain.values.dates import parse_iso
from digitizer.domain.values.tables import written_text
from ocr.invoices.document import Invoice
from ocr.invoices.layout_file import InvoiceFormat

_NUMBER = re.compile(r"[+-]?\d{1,18}(?:\.\d{1,18})?")


def written(spec: FieldSpec, text: str) -> str:
    """The text of a value by the kind of its field: XML has a point before decimals and dates in
    the order of ISO 8601. A text that is none of these stays as it is."""
    if spec.kind is FieldKind.MONEY:
        return _amount(text)
    if spec.kind is FieldKind.DATE:
        # A time of day may follow, which no field keeps.
        parsed = parse_iso(text.partition("T")[0])
        return parsed.formatted() if parsed else text
    return text


def table_text(spec: FieldSpec, invoice: Invoice, form: InvoiceFormat) -> str:
    """The lines of the invoice as the text of a table."""
    return written_text(
        [written(column, _cell(row, column.key, form)) for column in spec.columns]
        for row in invoice.rows
    )


def _cell(row: Mapping[str, str], key: str, form: InvoiceFormat) -> str:
    text = row.get(key, "")
    is_taken_off = key == form.amount and row.get(form.nature) in form.taken_off
    return f"-{text}" if is_taken_off and text[:1].isdigit() else text


def _amount(text: str) -> str:
    if not _NUMBER.fullmatch(text):
        return text
    return grouped_money(plain(Decimal(text)))
