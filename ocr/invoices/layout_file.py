"""The data file that says where the fields of an invoice stand in its XML."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class InvoiceFormat:
    """``values`` are paths from ``root`` by field; the others are as the file's comments say."""

    document_type: str
    root: str
    needed: tuple[str, ...]
    format_version: str
    most_bytes: int
    most_lines: int
    values: tuple[tuple[str, str], ...]
    table_field: str
    rows: str
    amount: str
    nature: str
    taken_off: frozenset[str]
    signature_field: str
    signed_within: str
    signature: str
    title: str
    note: str
    signed: str
    unsigned: str


@cache
def invoice_format() -> InvoiceFormat:
    """The format that ships."""
    text = files(__package__).joinpath("invoice.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    table, signature, sheet = data["table"], data["signature"], data["sheet"]
    return InvoiceFormat(
        document_type=data["document_type"],
        root=data["root"],
        needed=tuple(data["needed"]),
        format_version=data["format_version"],
        most_bytes=data["most_bytes"],
        most_lines=data["most_lines"],
        values=tuple(data["values"].items()),
        table_field=table["field"],
        rows=table["rows"],
        amount=table["amount"],
        nature=table["nature"],
        taken_off=frozenset(table["taken_off"]),
        signature_field=signature["field"],
        signed_within=signature["within"],
        signature=signature["element"],
        title=sheet["title"],
        note=sheet["note"],
        signed=sheet["signed"],
        unsigned=sheet["unsigned"],
    )
