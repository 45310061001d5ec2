"""Columns read exactly as they lie in the database, whatever somebody wrote into them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

NO_MOMENT = datetime.min.replace(tzinfo=UTC)
"""What is read of a moment that is none."""


class RawText(TypeDecorator[str]):
    """Text; SQLite may hold numbers and bytes in a column of texts."""

    impl = Text
    cache_ok = True

    def process_result_value(self, value: object, dialect: Dialect) -> str | None:
        return value if value is None or isinstance(value, str) else repr(value)


class RawMoment(TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps it as a text, which may be any."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        kind: TypeEngine[Any] = Text() if dialect.name == "sqlite" else DateTime(timezone=True)
        return dialect.type_descriptor(kind)

    def process_result_value(self, value: object, dialect: Dialect) -> datetime | None:
        if isinstance(value, datetime):
            return value.astimezone(UTC)
        try:
            return datetime.fromisoformat(str(value)).replace(tzinfo=UTC)
        except ValueError:
            return NO_MOMENT
