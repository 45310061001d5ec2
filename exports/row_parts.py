"""What a row holds beside its texts: days as ISO 8601, the rows of tables, administrative units."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence

from exports.rows import Row, plain_breaks

Unit = Sequence[str]
"""List, version, code and name."""


def parts_sha256(
    dates: Mapping[str, str],
    tables: Mapping[str, Iterable[Mapping[str, str | None]]],
    units: Mapping[str, Mapping[str, Unit]],
) -> str:
    """The hash (hex) of the parts by the names of their columns, the same for every format that
    holds them: cells without a text, tables without rows and unknown units count as absent."""
    told = {
        "dates": dict(dates),
        "tables": {name: found for name, rows in tables.items() if (found := _cells(rows))},
        "units": {name: _texts(days) for name, days in units.items() if days},
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode("ascii")).hexdigest()


def row_parts_sha256(row: Row) -> str:
    """The hash of the parts of a row of the package's table."""
    units = {
        name: {
            day: (unit.list_name, unit.list_version, unit.code, unit.name)
            for day, unit in (("on", found.on), ("today", found.today))
            if unit is not None
        }
        for name, found in row.units
    }
    tables = {name: [dict(cells) for cells in rows] for name, rows in row.tables}
    return parts_sha256(dict(row.dates), tables, units)


def _cells(rows: Iterable[Mapping[str, str | None]]) -> list[dict[str, str]]:
    return [{key: plain_breaks(cell) for key, cell in row.items() if cell} for row in rows]


def _texts(days: Mapping[str, Unit]) -> dict[str, list[str]]:
    return {day: list(unit) for day, unit in days.items()}
