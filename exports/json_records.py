"""The table as JSON for programs that import: code fields are integers where the code is one, and
tables come with their rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from digitizer.domain.places import UnitRef
from exports.json_stream import stream_models, write_members
from exports.row_parts import parts_sha256
from exports.rows import CellKind, Row, Table

_FORMAT = 1


def _flat(found: object) -> object:
    """One fault for a whole object, of which a hostile one has millions."""
    if isinstance(found, dict) and any(type(each) not in (str, int) for each in found.values()):
        raise ValueError("neither text nor number")
    return found


class JsonUnit(BaseModel):
    """An administrative unit: its code means something only with the list that it is of."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    list: str
    version: str
    code: str
    name: str


class JsonUnits(BaseModel):
    """The unit that a place names on the day of the paper, and the one of the day of checking;
    null for one that nobody could tell."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    on: JsonUnit | None
    today: JsonUnit | None


class JsonRecord(BaseModel):
    """One case. ``values`` has every column in order, dates in the profile's style and an empty
    string for unknown; ``dates`` has the ISO 8601 text of every column that holds a date, and
    ``tables`` the rows of every column that holds a whole table: their canonical cells by the key
    of the table's column, null for an empty one. ``units`` has the administrative units of every
    column that holds a place, where they are known."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    number: int
    file: str
    values: Annotated[dict[str, str | int], BeforeValidator(_flat)]
    dates: Annotated[dict[str, str], BeforeValidator(_flat)]
    tables: dict[str, tuple[dict[str, str | None], ...]] = {}
    units: dict[str, JsonUnits] = {}


class JsonRecords(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    format: int
    document_type: str
    profile_version: str
    records: tuple[JsonRecord, ...]


def write_json(path: Path, table: Table, document_type: str, profile_version: str) -> None:
    """Record by record: memory does not grow with the table. Raises OSError."""
    told = {"format": _FORMAT, "document_type": document_type, "profile_version": profile_version}
    with path.open("w", encoding="utf-8", newline="\n") as target:
        records = (_record(table, row).model_dump() for row in table.rows)
        write_members(target, told, {"records": records})


def stream_json(stream: IO[bytes], of: tuple[str, str] | None = None) -> Iterator[JsonRecord]:
    """The records one by one, with one at a time in memory. Raises ValueError, at the latest after
    the last record, when the bytes are no such table, or not ``of`` this document type and this
    version of the profile; and what reading the stream raises."""
    whole = yield from stream_models(stream, "records", JsonRecord, JsonRecords)
    found = (whole.document_type, whole.profile_version)
    if whole.format != _FORMAT or found != (of or found):
        raise ValueError("of another type or version")


def record_parts_sha256(record: JsonRecord) -> str:
    """See ``exports.row_parts``."""
    units = {
        name: {
            day: (unit.list, unit.version, unit.code, unit.name)
            for day, unit in (("on", found.on), ("today", found.today))
            if unit is not None
        }
        for name, found in record.units.items()
    }
    return parts_sha256(record.dates, record.tables, units)


def json_rows(records: Iterable[JsonRecord]) -> Iterator[tuple[str, ...]]:
    """The rows as texts, the header (of the first record) first."""
    for number, record in enumerate(records):
        if not number:
            yield tuple(record.values)
        yield tuple(str(value) for value in record.values.values())


def _record(table: Table, row: Row) -> JsonRecord:
    values = {
        column.name: typed(text, column.kind)
        for column, text in zip(table.columns, row.texts, strict=True)
    }
    return JsonRecord(
        number=row.number,
        file=row.file_name,
        values=values,
        dates=dict(row.dates),
        tables={name: tuple(dict(cells) for cells in rows) for name, rows in row.tables},
        units={
            name: JsonUnits(on=_unit(units.on), today=_unit(units.today))
            for name, units in row.units
        },
    )


def _unit(ref: UnitRef | None) -> JsonUnit | None:
    if ref is None:
        return None
    return JsonUnit(list=ref.list_name, version=ref.list_version, code=ref.code, name=ref.name)


def typed(text: str, kind: CellKind) -> str | int:
    """An integer only where nothing is lost by it: the code "01" stays a text."""
    is_number = kind in (CellKind.CODE, CellKind.NUMBER) and text.isascii() and text.isdecimal()
    return int(text) if is_number and str(int(text)) == text else text
