"""How many of many written places are resolved rightly, and how long one takes.

    python -m benchmarks.places [--count 10000] [--seed 1] [--peer PYTHON]

Run from ``tests/``. Each place is written from a listed unit in one of the ways of ``_OLD_WAYS``; a
share of the misspelt ones becomes the name of another unit, which no reader can tell. ``--peer``
names a Python with vietnamadminunits, whose ``parse_address`` reads the same strings.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from digitizer.domain.places import PlaceState, Resolution, Tier, Unit
from digitizer.domain.values.text import fold, strip_marks
from digitizer.places import ListedPlaces
from digitizer.places.lists import FORMER, NEW, OLD, rows, unit_of

_EARLY, _BEFORE, _AFTER = date(2012, 3, 4), date(2025, 3, 4), date(2026, 3, 4)
_ABBREVIATED = {
    "tỉnh": ("T.", "tỉnh "),
    "thành phố": ("TP. ", "TP.", "Tp "),
    "quận": ("Q.", "Q. "),
    "huyện": ("H.", "H. "),
    "thị xã": ("TX. ", "TX."),
    "phường": ("P.", "P. ", "F."),
    "xã": ("X.", "X. "),
    "thị trấn": ("TT. ", "TT "),
    "đặc khu": ("ĐK. ", "đặc khu "),
}
_DETAILS = ("thôn {n}", "xóm Mới", "số {n} đường Trần Phú", "ấp Bình Hòa", "tổ {n}, khu phố {m}")
# Letters that the line reader takes for each other beside marks.
_LETTERS = dict(zip("nuhcltmog", "unbeifn0q", strict=True))
_PEER = """
import json, sys
from vietnamadminunits import parse_address
import time
out = []
lines = json.load(sys.stdin)
parse_address("Hà Nội", mode="LEGACY", level=1)
start = time.process_time()
for text, mode, level in lines:
    try:
        unit = parse_address(text, mode=mode, keep_street=False, level=level)
        out.append([unit.province_code, getattr(unit, "district_code", None), unit.ward_code])
    except Exception:
        out.append([None, None, None])
json.dump([time.process_time() - start, out], sys.stdout)
"""


@dataclass(frozen=True, slots=True)
class Written:
    """A place as written, the unit meant, and how many units the same words stand for."""

    kind: str
    text: str
    on: date
    unit: Unit
    meanings: int


_Way = Callable[[Unit, random.Random], str]


def _address(unit: Unit) -> str:
    return unit.address


def _without_levels(unit: Unit, _: random.Random) -> str:
    # A number is no name without its level.
    return ", ".join(
        each.full_name if each.name.isdecimal() else each.name for each in unit.upwards()
    )


def _abbreviated(unit: Unit, rng: random.Random) -> str:
    return ", ".join(rng.choice(_ABBREVIATED[each.level]) + each.name for each in unit.upwards())


def _misspelt_marks(unit: Unit, rng: random.Random) -> str:
    """One letter with the mark for which the line reader takes it, as often as it does."""
    text = unit.address
    places = [at for at, char in enumerate(text) if _taken_for().get(char.casefold())]
    at = rng.choice(places)
    others = _taken_for()[text[at].casefold()]
    other = rng.choices([char for char, _ in others], [share for _, share in others])[0]
    return text[:at] + (other.upper() if text[at].isupper() else other) + text[at + 1 :]


def _misspelt_letter(unit: Unit, rng: random.Random) -> str:
    text = unit.address
    at = rng.choice([at for at, char in enumerate(text) if char in _LETTERS])
    return text[:at] + _LETTERS[text[at]] + text[at + 1 :]


_TAKEN: dict[str, list[tuple[str, float]]] = {}


def _taken_for() -> dict[str, list[tuple[str, float]]]:
    """For each letter that was meant those that were read, with their shares."""
    if not _TAKEN:
        file = files("ocr.lexicon").joinpath("confusions.toml")
        for read, meant in tomllib.loads(file.read_text(encoding="utf-8"))["meant"].items():
            for char, share in meant.items():
                _TAKEN.setdefault(char, []).append((read, share))
    return _TAKEN


def _without_district(unit: Unit, _: random.Random) -> str:
    *_, province = unit.upwards()
    return f"{unit.full_name}, {province.full_name}"


def _without_province(unit: Unit, _: random.Random) -> str:
    return ", ".join(each.full_name for each in list(unit.upwards())[:-1])


def _with_detail(unit: Unit, rng: random.Random) -> str:
    detail = rng.choice(_DETAILS).format(n=rng.randint(1, 90), m=rng.randint(1, 9))
    return f"{detail}, {unit.address[:1].lower()}{unit.address[1:]}"


def _backwards(unit: Unit, _: random.Random) -> str:
    return ", ".join(each.full_name for each in reversed(list(unit.upwards())))


_OLD_WAYS: dict[str, _Way] = {
    "as listed": lambda unit, _: _address(unit),
    "capitals": lambda unit, _: _address(unit).upper(),
    "no levels": _without_levels,
    "abbreviated": _abbreviated,
    "no marks": lambda unit, _: strip_marks(_address(unit)),
    "no commas": lambda unit, _: _address(unit).replace(",", ""),
    "hamlet or street": _with_detail,
    "no district": _without_district,
    "no province": _without_province,
    "backwards": _backwards,
    "wrong mark": _misspelt_marks,
    "wrong letter": _misspelt_letter,
    "office": lambda unit, _: f"UBND {_address(unit)}",
}
# On a paper since 2025 a commune right below its province is one of today.
_NEW_WAYS = {name: way for name, way in _OLD_WAYS.items() if name != "no district"}
_DISTRICT_WAYS = {name: _OLD_WAYS[name] for name in ("as listed", "no marks", "capitals")}


def written(count: int, seed: int) -> list[Written]:
    """The places, the same for the same seed."""
    rng = random.Random(seed)
    units = {
        key: [unit_of(row.key) for row in rows().values() if row.key[0] == key and row.parent]
        for key in (NEW, OLD, FORMER)
    }
    communes = {key: [u for u in each if u.tier is Tier.COMMUNE] for key, each in units.items()}
    districts = [unit for unit in units[OLD] if unit.tier is Tier.DISTRICT]
    draws: list[tuple[float, str, list[Unit], date, dict[str, _Way]]] = [
        (0.50, "until 2025", communes[OLD], _BEFORE, _OLD_WAYS),
        (0.25, "since 2025", communes[NEW], _AFTER, _NEW_WAYS),
        (0.10, "old on new paper", communes[OLD], _AFTER, _NEW_WAYS),
        (0.10, "gone by 2025", communes[FORMER], _EARLY, _OLD_WAYS),
        (0.05, "district only", districts, _BEFORE, _DISTRICT_WAYS),
        (0.05, "commune in no list", districts, _BEFORE, {"as listed": _Unlisted(communes[OLD])}),
    ]
    counts = _Meanings(units)
    found = []
    for _, kind, among, on, ways in rng.choices(draws, [draw[0] for draw in draws], k=count):
        unit, name = rng.choice(among), rng.choice(list(ways))
        text = ways[name](unit, rng)
        found.append(Written(f"{kind}: {name}", text, on, unit, counts.of(name, unit, on)))
    return found


class _Unlisted:
    """A way to write a district: with a commune in front that no list has there, as books have
    many. Its letters differ from those of all communes of the district."""

    def __init__(self, communes: Sequence[Unit]) -> None:
        self._communes = communes
        self._in: defaultdict[str, set[str]] = defaultdict(set)
        for row in rows().values():
            if row.parent:
                self._in[row.parent[1]].add(fold(row.name))

    def __call__(self, unit: Unit, rng: random.Random) -> str:
        while True:
            other = rng.choice(self._communes)
            if fold(other.name) not in self._in[unit.ref.code]:
                return f"{other.full_name}, {unit.address[:1].lower()}{unit.address[1:]}"


class _Meanings:
    """How many units of the division of a day are written in the same words."""

    def __init__(self, units: dict[str, list[Unit]]) -> None:
        self._units: dict[bool, defaultdict[tuple[str, ...], set[str]]] = {
            True: defaultdict(set),
            False: defaultdict(set),
        }
        for key, each in units.items():
            for unit in each:
                for name in ("no marks", "no levels", "no district", "no province"):
                    words = self._words(name, unit)
                    self._units[key == NEW][words].add(unit.ref.code)

    @staticmethod
    def _words(name: str, unit: Unit) -> tuple[str, ...]:
        above = [each.full_name for each in unit.upwards()]
        if name == "no marks":
            return (name, *(fold(each) for each in above))
        if name == "no levels":
            return (name, *(each.name for each in unit.upwards()))
        return (name, above[0], above[-1]) if name == "no district" else (name, *above[:-1])

    def of(self, name: str, unit: Unit, on: date) -> int:
        found = self._units[on == _AFTER and len(list(unit.upwards())) == 2]
        return len(found.get(self._words(name, unit), ())) or 1


def verdict(case: Written, found: Resolution) -> str:
    """``right``, ``honest`` (several units are written so, and it asks with the right one among
    them), ``asks`` (though one is), ``wrong``, ``partial`` or ``unknown``."""
    if found.unit and _same(found.unit, case.unit):
        return "right"
    offered = any(_same(each.unit, case.unit) for each in found.candidates if not each.today)
    if found.state is PlaceState.AMBIGUOUS:
        if offered:
            return "honest" if case.meanings > 1 else "asks"
        return "wrong"
    if found.state is PlaceState.UNKNOWN:
        return "unknown"
    if found.unit and found.unit in _above(found.unit, case.unit):
        return "partial"
    return "wrong" if found.unit else "partial"


def _same(one: Unit, other: Unit) -> bool:
    return one.ref.code == other.ref.code and (one.parent is None) == (other.parent is None)


def _above(found: Unit, meant: Unit) -> list[Unit]:
    return [found for each in meant.upwards() if _same(each, found)]


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


_VERDICTS = ("right", "honest", "asks", "partial", "unknown", "wrong")


def _table(title: str, results: Sequence[tuple[Written, str]]) -> None:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for case, result in results:
        counts["all"][result] += 1
        counts[f"= {case.kind.partition(':')[0]}"][result] += 1
        counts[case.kind][result] += 1
    _say(f"\n{title}: per cent of the places")
    _say(f"{'':38}{'places':>7}" + "".join(f"{name:>9}" for name in _VERDICTS))
    for kind in sorted(counts):
        total = counts[kind].total()
        shares = "".join(f"{100 * counts[kind][name] / total:9.2f}" for name in _VERDICTS)
        _say(f"{kind:38}{total:7}{shares}")


def _peer(python: str, cases: Sequence[Written]) -> tuple[float, list[tuple[Written, str]]]:
    """Its seconds and verdicts; it is told the division and finds the level by itself."""
    lines = [
        (case.text, "FROM_2025" if case.kind.startswith("since") else "LEGACY", 0) for case in cases
    ]
    run = subprocess.run(
        [python, "-c", _PEER], input=json.dumps(lines), capture_output=True, text=True, check=True
    )
    seconds, found = json.loads(run.stdout)
    pairs = zip(cases, found, strict=True)
    return seconds, [(case, _peer_verdict(case, codes)) for case, codes in pairs]


def _peer_verdict(case: Written, codes: Sequence[str | None]) -> str:
    known = [code for code in codes if code]
    if not known:
        return "unknown"
    meant = [each.ref.code for each in case.unit.upwards()]
    if known[-1] == meant[0]:
        return "right"
    return "partial" if known[-1] in meant else "wrong"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peer", metavar="PYTHON")
    parser.add_argument("--show", metavar="VERDICT", help="print the places with this verdict")
    options = parser.parse_args(arguments)
    places = ListedPlaces()
    start = time.process_time()
    places.resolve("Hà Nội", _BEFORE)
    places.resolve("Hà Nội", _AFTER)
    loaded = time.process_time() - start
    cases = written(options.count, options.seed)
    start = time.process_time()
    found = [places.resolve(case.text, case.on) for case in cases]
    seconds = time.process_time() - start
    results = [(case, verdict(case, each)) for case, each in zip(cases, found, strict=True)]
    _table("our resolver", results)
    exact = [
        result
        for (_, result), each in zip(results, found, strict=True)
        if each.state is PlaceState.EXACT
    ]
    _say(f"{len(exact)} are exact, of these {exact.count('wrong')} wrong")
    _say(f"loaded in {loaded:.3f} s; {1000 * seconds / len(cases):.3f} ms a place")
    for (case, result), each in zip(results, found, strict=True):
        if result == options.show:
            got = each.unit.address if each.unit else each.state.value
            _say(f"{case.kind}\t{case.text}\t{case.unit.address}\t{got}")
    if options.peer:
        peer_seconds, peer_results = _peer(options.peer, cases)
        _table("vietnamadminunits (told which division to use)", peer_results)
        ratio = peer_seconds / seconds
        _say(f"{1000 * peer_seconds / len(cases):.3f} ms a place, {ratio:.1f} times ours")


if __name__ == "__main__":
    sys.exit(main())
