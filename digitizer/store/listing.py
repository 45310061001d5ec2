"""What a case list shows, derived from a record when it is saved."""

from __future__ import annotations

from pathlib import PurePath

from digitizer.domain.record import Record
from digitizer.domain.schema import Catalog
from digitizer.domain.values.text import fold


def title_of(catalog: Catalog, record: Record | None) -> str:
    """The text of the type's title field; empty while the type or the text is unknown."""
    document_type = catalog.type_of(record)
    if record is None or document_type is None:
        return ""
    field = record.fields.get(document_type.title_field)
    return field.text if field else ""


def search_text(title: str, scan_name: str) -> str:
    return fold(f"{title} {scan_name}")


def search_words(text: str) -> list[str]:
    """The words that must all occur in a case's search text."""
    return fold(text).split()


def file_name(path: str) -> str:
    """The last part of a path, as people see it: bytes that are no text become "?"."""
    return PurePath(path).name.encode("utf-8", "replace").decode("utf-8")
