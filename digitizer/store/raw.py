"""Columns read exactly as they lie in the database, whatever somebody wrote into them.

No type of the ORM stands between: a check of the whole log reads millions of values.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, type_coerce
from sqlalchemy.types import NullType

from digitizer.domain.audit_chain import moment

NO_MOMENT = moment(datetime.min.replace(tzinfo=UTC))
"""What is read of a moment that is none."""
_AS_STORED = len("2026-01-05 07:00:00.000000")


def raw(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The column as the driver of the database gives it."""
    return type_coerce(column, NullType())


def raw_text(value: object) -> str:
    """A text; SQLite may hold nothing, numbers and bytes in a column of texts, which become their
    Python notation."""
    return value if isinstance(value, str) else repr(value)


def raw_texts(values: Sequence[object]) -> Iterable[str]:
    for value in values:
        if value.__class__ is not str:
            return map(raw_text, values)
    return cast("Sequence[str]", values)


def raw_moment(value: Any) -> str:
    """A moment as the log's hashes have it; SQLite keeps it as a text, which may be any."""
    if value.__class__ is str and len(value) == _AS_STORED and value[10] == " ":
        # The program's own writing: put apart only, so that no other text becomes the same.
        return f"{value[:10]}T{value[11:]}+00:00"
    if isinstance(value, datetime):
        return moment(value)
    try:
        return moment(datetime.fromisoformat(str(value)).replace(tzinfo=UTC))
    except ValueError:
        return NO_MOMENT
