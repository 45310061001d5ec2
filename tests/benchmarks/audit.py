"""The audit log at its size: ``python tests/benchmarks/audit.py [--entries 1000000]``.

Writes a chain of that many entries, two of three with an edit, into SQLite (or the empty PostgreSQL
database of --url), then measures the whole check with its memory, and what the viewer asks. Prints
one JSON line a measure.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, insert, text

from digitizer.domain.audit_chain import EMPTY_HEAD, KeptEdit, covering, entry_hash, moment
from digitizer.domain.schema import Catalog
from digitizer.store import SqlUnitOfWorkFactory, codec, open_engine, upgrade
from digitizer.store.engine import for_writing
from digitizer.store.rows import AuditRow, EditRow
from digitizer.workflow.audit_port import EVERYTHING, AuditFilter
from digitizer.workflow.ports import UnitOfWorkFactory
from digitizer.workflow.verify_audit import verify_audit

_START = datetime(2026, 1, 5, 1, tzinfo=UTC)
_CLERKS = ("Lê Thị Mai", "Trần Văn Hùng", "Phạm Thị Đào", "Nguyễn Văn Tư")
_AT_A_TIME = 20_000
_CASES = 9000


def _rows(count: int) -> Iterator[tuple[dict[str, object], dict[str, object] | None]]:
    head, edits = EMPTY_HEAD, 0
    for seq in range(1, count + 1):
        at, actor = _START + timedelta(seconds=5 * seq), _CLERKS[seq % len(_CLERKS)]
        case, edit, cover = 1 + seq % _CASES, None, ()
        if seq % 3:
            edits += 1
            kept = KeptEdit(
                edits,
                case,
                2,
                None,
                moment(at),
                None,
                "nksHoTen",
                "set-field",
                f"Nguyễn Văn {seq}",
                f"Nguyễn Văn Ấn {seq}",
                "review",
                "confirmed",
                actor,
            )
            edit, cover = kept._asdict() | {"at": at}, covering([kept])
        pairs = (("field", "nksHoTen"), ("before", f"Nguyễn Văn {seq}"), *cover)
        details = codec.to_json(pairs, codec.DETAILS)
        said = (actor, "set-field" if edit else "confirm-field", f"case:{case}", details)
        made = entry_hash(head, seq, moment(at), *said)
        names = ("actor", "action", "subject", "details")
        entry = dict(zip(names, said, strict=True))
        yield {"seq": seq, "at": at, **entry, "previous": head, "hash": made}, edit
        head = made


def _fill(engine: Engine, count: int) -> None:
    entries: list[dict[str, object]] = []
    edits: list[dict[str, object]] = []
    with for_writing(engine).begin() as connection:
        connection.execute(
            text(
                "INSERT INTO scans (id, sha256, name, size, media_type, page_count, received_at,"
                " state) VALUES (1, :sha256, 'a', 1, 'image/png', 1, '2026-01-05', 'read')"
            ),
            {"sha256": EMPTY_HEAD},
        )
        connection.execute(
            text(
                "INSERT INTO cases (id, scan_id, state, type_confidence, revision, title, search,"
                " doubts) VALUES (:id, 1, 'to_check', 1, 1, '', '', 0)"
            ),
            [{"id": number} for number in range(1, _CASES + 2)],
        )
        for entry, edit in _rows(count):
            entries.append(entry)
            if edit:
                edits.append(edit)
            if len(entries) == _AT_A_TIME:
                connection.execute(insert(AuditRow), entries)
                connection.execute(insert(EditRow), edits)
                entries, edits = [], []
        if entries:
            connection.execute(insert(AuditRow), entries)
            connection.execute(insert(EditRow), edits)


def _measure(name: str, work: Callable[[], object]) -> None:
    begun = time.perf_counter()
    found = work()
    seconds = time.perf_counter() - begun
    said = {"measure": name, "seconds": round(seconds, 3), "found": str(found)}
    sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _look(units: UnitOfWorkFactory, where: AuditFilter, offset: int = 0) -> int:
    with units() as unit:
        return len(unit.audit_reading.page(where, limit=200, offset=offset))


def _count(units: UnitOfWorkFactory, where: AuditFilter) -> int:
    with units() as unit:
        return unit.audit_reading.count(where)


def _check(units: UnitOfWorkFactory) -> str:
    before = most = _resident()

    def look(_done: int, _all: int) -> None:
        nonlocal most
        most = max(most, _resident())

    report = verify_audit(units, progress=look)
    said = f"sound={report.is_sound} entries={report.entries} edits={report.edits}"
    return f"{said} memory +{(most - before) // 1024} KiB"


def _resident() -> int:
    """Bytes in memory now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--url", help="an empty PostgreSQL database instead of SQLite")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(wanted.url or f"sqlite:///{Path(folder) / 'digitizer.db'}")
        upgrade(engine)
        _measure("fill", lambda: _fill(engine, wanted.entries))
        units = SqlUnitOfWorkFactory(engine, Catalog({}, {}, {}))
        for name, where in (
            ("everything", EVERYTHING),
            ("who", AuditFilter(actor=_CLERKS[1])),
            ("nobody", AuditFilter(actor="Kẻ lạ")),
            ("what", AuditFilter(action="set-field")),
            ("who and what", AuditFilter(actor=_CLERKS[1], action="set-field")),
            ("subject", AuditFilter(subject="case:77")),
            ("kind", AuditFilter(subject="case")),
            ("kind that is none", AuditFilter(subject="batch")),
            ("a week", AuditFilter(since=_START, until=_START + timedelta(days=7))),
            ("words", AuditFilter(text="nguyen van 12345")),
            ("words that nobody wrote", AuditFilter(text="khong co gi")),
        ):
            _measure(f"first page, {name}", lambda where=where: _look(units, where))
            _measure(f"count, {name}", lambda where=where: _count(units, where))
        middle = wanted.entries // 2
        _measure("page in the middle", lambda: _look(units, EVERYTHING, middle))
        _measure("check", lambda: _check(units))
        engine.dispose()
    return 0


if __name__ == "__main__":
    sys.exit(main())
