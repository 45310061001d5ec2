"""What a case list shows, derived from a record when it is saved."""

from __future__ import annotations

from digitizer.domain.record import Record, ValueState
from digitizer.domain.schema import Catalog, Need
from digitizer.domain.values.text import fold


def title_of(catalog: Catalog, record: Record | None) -> str:
    """The text of the type's title field; empty while the type or the text is unknown."""
    document_type = catalog.type_of(record)
    if record is None or document_type is None:
        return ""
    field = record.fields.get(document_type.title_field)
    return field.text if field else ""


def doubts_of(catalog: Catalog, record: Record | None) -> int:
    """How many fields wait for a person: those to review, and required ones that are missing."""
    if record is None:
        return 0
    to_review = sum(1 for field in record.fields.values() if field.state is ValueState.REVIEW)
    document_type = catalog.type_of(record)
    if document_type is None:
        return to_review
    required = [spec.key for spec in document_type.fields if spec.need is Need.REQUIRED]
    found = {key for key, field in record.fields.items() if field.state is not ValueState.MISSING}
    return to_review + sum(1 for key in required if key not in found)


def search_text(title: str, scan_name: str) -> str:
    return fold(f"{title} {scan_name}")


def search_words(text: str) -> list[str]:
    """The words that must all occur in a case's search text."""
    return fold(text).split()
