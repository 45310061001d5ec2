"""Searching through a million confirmed records, beside the peer "LIKE over case_fields".

    python tests/benchmarks/desk_search.py [--cases 1000000] [--folder F] [--rounds 5]

Makes (once; seeded, all people invented) a SQLite workspace of so many finished cases with some
thirty filled fields each and lets the program itself make them searchable, as in a workspace of an
older program. Times are medians in ms: "search" is all that a person waits for, the entry in the
audit log included, "next page" goes on from the first 50 hits. The peer looks once for the same
words, each anywhere in a field of the case, and counts as far. Bars: every search < 300.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from digitizer.bootstrap.workspace import create_workspace, open_workspace
from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.case import Case
from digitizer.domain.lifecycle import CaseState
from digitizer.store.repositories.cases import SqlCaseRepository
from digitizer.store.repositories.search_keeping import SearchKeeper
from digitizer.workflow import make_searchable
from digitizer.workflow.search_port import SearchFilter
from digitizer.workflow.search_records import MOST_COUNTED

BIRTH = "civil_status.birth"
_AT_ONCE = 50
_SAVES = 200
_BATCH_CASES = 500
_ROWS = 20_000
_BAR_MS = 300
_SURNAMES = (
    ("Nguyễn", 38), ("Trần", 12), ("Lê", 10), ("Phạm", 7), ("Hoàng", 5), ("Vũ", 4), ("Lò", 4),
    ("Quàng", 3), ("Vi", 2), ("Đặng", 2), ("Bùi", 2), ("Đỗ", 2), ("Lường", 1), ("Tòng", 1),
)  # fmt: skip
_MIDDLES = (("Thị", 35), ("Văn", 30), ("Đức", 5), ("Ngọc", 5), ("Minh", 4), ("Hữu", 3), ("Thu", 3))
_GIVEN = tuple(
    head + tail
    for head in ("B", "C", "D", "Đ", "G", "H", "Kh", "L", "M", "N", "Nh", "Ph", "S", "T", "Th", "X")
    for tail in ("an", "ánh", "ao", "én", "iên", "inh", "oa", "ong", "ương", "ường", "uông", "y")
)
_PLACES = tuple(
    f"xã {one} {other}, huyện {third}, tỉnh {fourth}"
    for one in ("Mường", "Nà", "Thanh", "Tân", "Pa")
    for other in ("Phăng", "Nhé", "Tấu", "Lập", "Ham", "Lay", "Sang")
    for third in ("Điện Biên Đông", "Tuần Giáo", "Mường Ảng")
    for fourth in ("Điện Biên", "Lai Châu", "Sơn La")
)
QUERIES = {
    "rare name": "Lường Đức Xường",
    "name and year": "Lò Minh Bường 1962",
    "common name": "Nguyễn Văn",
    "one common word": "nguyễn",
    "common, scattered": "thị văn nguyễn trần",
    "quoted": '"Quàng Thị Buông"',
    "typing, two letters": "nguyen van bu",
    "typing, ng": "tran thi ng",
    "one word, ng": "ng",
    "typing, digits": "01106",
    "number": "011062000777",
    "number, parted": "011 062 000 777",
    "day": "12/3/1962",
    "month": "3/1962",
    "place": "mường phăng tuần giáo",
    "nothing": "khôngcó nguyễn",
}
NARROWED = {
    "mother only": ("Nguyễn Văn", SearchFilter(field="meHoTen")),
    "other type": ("Nguyễn Văn", SearchFilter(document_type="civil_status.death")),
    "year": ("Nguyễn Văn", SearchFilter(year=1999)),
    "one batch": ("Nguyễn Văn", SearchFilter(batch_id=7)),
    "rare state": ("Nguyễn Văn", SearchFilter(state=CaseState.APPROVED)),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-peer", action="store_true")
    chosen = parser.parse_args()
    folder = chosen.folder or Path(tempfile.gettempdir()) / f"digitizer-search-{chosen.cases}"
    database = prepare(folder, chosen.cases)
    station = open_workspace(folder, "Mẫu", "vi")
    try:
        say(f"{chosen.cases} cases, database {database.stat().st_size / 1e6:.0f} MB")
        worst = measure(station, chosen.rounds)
        measure_saves(station)
    finally:
        station.close()
    if not chosen.no_peer:
        peer(database)
    say(f"slowest search {worst:.0f} ms, bar {_BAR_MS}: {'held' if worst < _BAR_MS else 'BROKEN'}")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def prepare(folder: Path, count: int) -> Path:
    """The workspace with all its cases searchable, made anew unless a whole one is there."""
    database, done = folder / "digitizer.db", folder / "whole"
    if done.exists():
        return database
    create_workspace(folder)
    station = open_workspace(folder, "Mẫu", "vi")
    version = station.catalog.types[BIRTH].version
    station.close()
    fill(database, count, version)
    before = database.stat().st_size
    make_searchable._CASES_AT_ONCE = 500
    station = open_workspace(folder, "Mẫu", "vi")
    station.finding.stop()
    with station.ports.unit_of_work(write=True) as unit:
        unit.search.begin_anew()
        unit.commit()
    began = time.monotonic()
    while make_searchable.make_some(station.ports):
        pass
    took = time.monotonic() - began
    station.close()
    size = database.stat().st_size - before
    say(
        f"made searchable: {took:.0f} s, {1000 * took / count:.2f} ms a case;"
        f" index {size / 1e6:.0f} MB, {size / count:.0f} bytes a case"
    )
    done.touch()
    return database


def fill(database: Path, count: int, version: str) -> None:
    """Rows as a program without a search left them; readings are left out, which the search does
    not look at and which would slow the peer."""
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA synchronous = OFF")
    connection.executemany(
        "INSERT INTO batches (id, name, state, created_by, created_at, revision)"
        " VALUES (?, ?, 'open', 'Mẫu', '2026-01-01 00:00:00', 1)",
        ((number, f"Quyển {number}") for number in range(1, count // _BATCH_CASES + 2)),
    )
    connection.executemany(
        "INSERT INTO scans (id, sha256, name, size, media_type, page_count, received_at, state)"
        " VALUES (?, ?, ?, 1, 'application/pdf', 1, '2026-01-01 00:00:00', 'read')",
        ((number, f"{number:064x}", f"{number}.pdf") for number in range(1, count + 1)),
    )
    pick = random.Random(7)
    for first in range(1, count + 1, _ROWS):
        numbers = range(first, min(first + _ROWS, count + 1))
        records = [(number, record(pick, number)) for number in numbers]
        connection.executemany(
            "INSERT INTO cases (id, scan_id, state, document_type, type_version, type_confidence,"
            " batch_id, revision, title, search, doubts) VALUES (?, ?, ?, ?, ?, 1, ?, 1, ?, '', 0)",
            (_case(number, values, version) for number, values in records),
        )
        connection.executemany(
            "INSERT INTO case_days (case_id, read_on) VALUES (?, '2026-01-01')",
            ((number,) for number in numbers),
        )
        connection.executemany(
            "INSERT INTO case_fields (case_id, key, ordinal, text, value, state)"
            " VALUES (?, ?, ?, ?, ?, 'accepted')",
            _fields(records),
        )
        connection.commit()
    connection.close()


def record(pick: random.Random, number: int) -> dict[str, tuple[str, str]]:
    """Text and canonical value of each field of a birth."""
    dated = _day(pick, 1990, 2024)
    found = {
        "so": (f"{number % 300 + 1}/{dated[1][:4]}",) * 2,
        "quyenSo": (f"{number % 20 + 1:02}/{dated[1][:4]}",) * 2,
        "ngayDangKy": dated,
        "noiDangKy": ("Uỷ ban nhân dân " + pick.choice(_PLACES), ""),
        "nguoiKy": (_name(pick), ""),
        "chucVuNguoiKy": ("Phó Chủ tịch", ""),
        "nksHoTen": (_name(pick).upper(), ""),
        "nksGioiTinh": ("Nam", "1"),
        "nksNgaySinh": _day(pick, 1950, 2024),
        "nksNoiSinh": ("Trạm y tế " + pick.choice(_PLACES), ""),
        "nksQueQuan": (pick.choice(_PLACES), ""),
        "nksDanToc": (pick.choice(("Kinh", "Thái", "Mông", "Khơ Mú")), ""),
        "nksQuocTich": ("Việt Nam", ""),
        "nycHoTen": (_name(pick), ""),
        "nycQuanHe": ("Cha", ""),
    }
    for person in ("me", "cha"):
        number_text = f"0110{pick.randrange(10**8):08}"
        found |= {
            f"{person}HoTen": (_name(pick), ""),
            f"{person}NgaySinh": _day(pick, 1930, 2000),
            f"{person}DanToc": (pick.choice(("Kinh", "Thái", "Mông")), ""),
            f"{person}QuocTich": ("Việt Nam", ""),
            f"{person}NoiCuTru": (pick.choice(_PLACES), ""),
            f"{person}SoDinhDanhCaNhan": (number_text, number_text),
        }
    return found


def _name(pick: random.Random) -> str:
    return f"{_drawn(pick, _SURNAMES)} {_drawn(pick, _MIDDLES)} {pick.choice(_GIVEN)}"


def _drawn(pick: random.Random, weighed: tuple[tuple[str, int], ...]) -> str:
    bounds = list(accumulate(weight for _, weight in weighed))
    at = pick.randrange(bounds[-1])
    return next(word for (word, _), bound in zip(weighed, bounds, strict=True) if at < bound)


def _day(pick: random.Random, first: int, last: int) -> tuple[str, str]:
    year, month, day = pick.randint(first, last), pick.randint(1, 12), pick.randint(1, 28)
    return f"{day:02}/{month:02}/{year}", f"{year}-{month:02}-{day:02}"


def _case(number: int, values: dict[str, tuple[str, str]], version: str) -> tuple[object, ...]:
    state = "approved" if number % 2000 == 0 else "checked" if number % 3 else "exported"
    batch = number // _BATCH_CASES + 1
    return number, number, state, BIRTH, version, batch, values["nksHoTen"][0]


def _fields(
    records: list[tuple[int, dict[str, tuple[str, str]]]],
) -> Iterator[tuple[int, str, int, str, str]]:
    for number, values in records:
        for ordinal, (key, (text, value)) in enumerate(values.items()):
            yield number, key, ordinal, text, value or text


def measure(station: Workstation, rounds: int) -> float:
    """The slowest median."""
    asked = {name: (words, SearchFilter()) for name, words in QUERIES.items()} | NARROWED
    worst = 0.0
    for name, (words, where) in asked.items():
        find = station.search.find
        page = find(words, where, limit=_AT_ONCE)
        took = timed(lambda: find(words, where, limit=_AT_ONCE), rounds)  # noqa: B023
        line = f"{name:22} {took:8.1f} ms {min(page.total, MOST_COUNTED):5} hits"
        if page.after is not None:
            later = timed(lambda: find(words, where, limit=_AT_ONCE, after=page.after), rounds)  # noqa: B023
            line += f", next page {later:.1f} ms"
            took = max(took, later)
        say(line)
        worst = max(worst, took)
    return worst


def timed(act: Callable[[], object], rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        act()
        taken.append(1000 * (time.perf_counter() - began))
    return statistics.median(taken)


def measure_saves(station: Workstation) -> None:
    """A finished case is returned and finished again, with the search kept in step and without."""
    for name, has_search in (("with", True), ("without", False)):
        taken = sorted(_save(station, number, has_search=has_search) for number in range(_SAVES))
        say(
            f"a save {name} the search: median {statistics.median(taken):.1f} ms,"
            f" 99 of 100 {taken[len(taken) * 99 // 100]:.1f} ms"
        )


def _save(station: Workstation, number: int, *, has_search: bool) -> float:
    began = time.perf_counter()
    with station.ports.unit_of_work(write=True) as unit:
        cases = unit.cases
        assert isinstance(cases, SqlCaseRepository)
        if not has_search:
            kept = (each for each in cases._of_finished if not isinstance(each, SearchKeeper))
            cases._of_finished = tuple(kept)  # type: ignore[assignment]
        case: Case = cases.get(1000 + 13 * number)
        back = cases.save(replace(case, state=CaseState.RETURNED), case.revision)
        cases.save(replace(back, state=case.state), back.revision)
        unit.commit()
    return 500 * (time.perf_counter() - began)


def peer(database: Path) -> None:
    """Each word anywhere in a field of the case, as typed; at most as many as are counted."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    for name in ("rare name", "common name", "number", "nothing"):
        words = QUERIES[name].split()
        said = "id IN (SELECT case_id FROM case_fields WHERE text LIKE ?)"
        states = "('checked', 'approved', 'exported')"
        all_said = " AND ".join([f"state IN {states}", *[said] * len(words)])
        limit = MOST_COUNTED + 1
        query = f"SELECT id FROM cases WHERE {all_said} ORDER BY id DESC LIMIT {limit}"  # noqa: S608
        began = time.perf_counter()
        found = connection.execute(query, [f"%{word}%" for word in words]).fetchall()
        took = 1000 * (time.perf_counter() - began)
        say(f"peer, LIKE: {name:12} {took:8.0f} ms {len(found):5} hits")


if __name__ == "__main__":
    main()
