"""What a list says of why a case was found: values with what matches, and the fields' names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from digitizer.domain.search.marking import FoundField
from digitizer.workflow.search_records import Hit
from ui.session import Session

_LEAD, _LEAST_CUT = 24, 12
"""Characters of a long value that are shown before the first match; fewer are not cut away."""
_BETWEEN = " · "


class Kind(Enum):
    PLAIN = auto()
    MARKED = auto()
    NAME = auto()
    """The name of a field."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that looks one way."""

    text: str
    kind: Kind


def pieces_of(session: Session, hit: Hit) -> tuple[Piece, ...]:
    found: list[Piece] = []
    for each in hit.fields:
        if found:
            found.append(Piece(_BETWEEN, Kind.NAME))
        found += _value(each)
        found.append(
            Piece(f" ({field_name(session, hit.case.document_type, each.key)})", Kind.NAME)
        )
    return tuple(found)


def plain_text(session: Session, hit: Hit) -> str:
    """The same for whoever cannot see it, and for tool tips: whole values."""
    return "\n".join(
        session.text(
            "search-field-said",
            field=field_name(session, hit.case.document_type, each.key),
            text=each.text,
        )
        for each in hit.fields
    )


def field_name(session: Session, document_type: str, key: str) -> str:
    doc_type = session.backend.catalog.types.get(document_type)
    spec = doc_type.field(key) if doc_type else None
    return session.label(spec.label) if spec else key


def _value(found: FoundField) -> Iterator[Piece]:
    """On one line, from shortly before the first match."""
    text = found.text.replace("\n", " ")
    end = _beginning(text, found.spans[0][0]) if found.spans else 0
    if end:
        yield Piece("…", Kind.PLAIN)
    for start, stop in found.spans:
        if start > end:
            yield Piece(text[end:start], Kind.PLAIN)
        yield Piece(text[start:stop], Kind.MARKED)
        end = stop
    if end < len(text):
        yield Piece(text[end:], Kind.PLAIN)


def _beginning(text: str, first: int) -> int:
    """Where to begin a value whose first match stands there: at a word."""
    if first <= _LEAD + _LEAST_CUT:
        return 0
    return text.find(" ", first - _LEAD, first) + 1 or first
