"""Column types that hold the promises of the store: UTC, NFC, exact paths, states by value."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, DateTime, Dialect, Enum, Integer, LargeBinary, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

# SQLite numbers rows by itself only for the type name INTEGER, which is 64 bits wide there.
BIG_ID: TypeEngine[int] = BigInteger().with_variant(Integer(), "sqlite")


def storable(text: str) -> str:
    """The text as both databases keep it: NFC, without NUL, lone surrogates replaced by "?"."""
    whole = text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    return unicodedata.normalize("NFC", whole)


class StoredText(TypeDecorator[str]):
    """Text in the normal form of :func:`storable`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else storable(value)


class ExactPath(TypeDecorator[str]):
    """A path as the operating system gave it, byte for byte, also when it is no valid UTF-8."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else value.encode("utf-8", "surrogateescape")

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else value.decode("utf-8", "surrogateescape")


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: takes any aware datetime (ValueError for a naive one), gives UTC back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored datetime must be aware of its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def state_type(states: type[StrEnum], name: str) -> Enum:
    """A column of the values of ``states``, held by a check constraint called ``name``."""
    return Enum(
        states,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=16,
        values_callable=lambda members: [member.value for member in members],
    )
