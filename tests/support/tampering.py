"""What somebody with all rights on the database can do to the audit log, planted at random."""

# ruff: noqa: S608 - the statements are of this file
from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, select, text

from digitizer.domain.audit_chain import EMPTY_HEAD, entry_hash, moment
from digitizer.domain.audit_check import Anchor
from digitizer.domain.changes import AuditEntry, Edit
from digitizer.domain.problems import Problem
from digitizer.store.engine import for_writing
from digitizer.store.rows import AuditRow
from digitizer.workflow.ports import UnitOfWorkFactory
from digitizer.workflow.verify_audit import verify_audit

ENTRIES = 40
ENTRY_TEXTS = ("actor", "action", "subject", "details", "previous", "hash")
EDIT_TEXTS = (
    "key",
    "action",
    "before_text",
    "after_text",
    "before_state",
    "after_state",
    "actor",
    "before",
)
EDIT_NUMBERS = ("revision", "undoes", "id")


def fill(units, given) -> str:
    """A log of a day's work: entries without an edit, with one, with several. Its head."""
    clerks = ("Lê Thị Mai", "Trần Văn Hùng", "Phạm Thị Đào")
    with units(write=True) as unit:
        case = given.case(unit)
        for number in range(1, ENTRIES + 1):
            at = given.now + timedelta(seconds=number)
            actor = clerks[number % len(clerks)]
            edits = [
                Edit(
                    case.id,
                    f"so{place}",
                    "set-field",
                    f"cũ {number}",
                    f"mới {number}",
                    "review",
                    "confirmed",
                    actor,
                    at,
                    number + 1,
                )
                for place in range(number % 3)
            ]
            unit.cases.add_edits(edits)
            details = (("field", "Họ, chữ đệm, tên"), ("number", str(number)))
            unit.audit.append(AuditEntry(at, actor, "set-field", f"case:{case.id}", details))
        head = unit.audit.head()
        unit.commit()
    return head


def without_guards(engine: Engine) -> None:
    """Take off what keeps the tables as they are: triggers, checks and unique columns."""
    statements = _POSTGRESQL if engine.dialect.name == "postgresql" else _SQLITE
    with for_writing(engine).begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


_POSTGRESQL = (
    "ALTER TABLE audit_log DISABLE TRIGGER ALL",
    "ALTER TABLE edits DISABLE TRIGGER ALL",
    "ALTER TABLE audit_log DROP CONSTRAINT ck_audit_log_seq",
    "ALTER TABLE audit_log DROP CONSTRAINT uq_audit_log_hash",
    "ALTER TABLE audit_log DROP CONSTRAINT uq_audit_log_previous",
)
_SQLITE = (
    "DROP TRIGGER edits_no_update",
    "DROP TRIGGER edits_no_delete",
    """CREATE TABLE open_log (seq INTEGER PRIMARY KEY, at DATETIME, actor TEXT, action TEXT,
    subject TEXT, details TEXT, previous VARCHAR(64), hash VARCHAR(64))""",
    """INSERT INTO open_log SELECT seq, at, actor, action, subject, details, previous, hash
    FROM audit_log""",
    "DROP TRIGGER audit_log_no_update",
    "DROP TRIGGER audit_log_no_delete",
    "DROP TABLE audit_log",
    "ALTER TABLE open_log RENAME TO audit_log",
)


@dataclass(frozen=True)
class Planted:
    """What was done, and the entries or edits of which one at least must be named."""

    what: str
    entries: frozenset[int] = frozenset()
    edits: frozenset[int] = frozenset()
    needs_anchor: bool = False

    def is_named(self, problems: Iterable[Problem]) -> bool:
        for problem in problems:
            params = dict(problem.params)
            if problem.code == "audit-anchor-unmet" and self.needs_anchor:
                return True
            if problem.code == "audit-missing":
                named = range(int(params["first"]), int(params["last"]) + 1)
                if self.entries & set(named):
                    return True
            if "edit" in params and int(params["edit"]) in self.edits:
                return True
            if "seq" in params and int(params["seq"]) in self.entries:
                return True
        return False


def plant(connection: Connection, dice: random.Random) -> Planted:
    """One tampering, chosen by the dice."""
    return dice.choice(_WAYS)(connection, dice)


def _run(connection: Connection, statement: str, **values: object) -> None:
    connection.execute(text(statement), values)


def _change_entry(connection: Connection, dice: random.Random) -> Planted:
    seq, column = dice.randint(1, ENTRIES), dice.choice(ENTRY_TEXTS)
    old = connection.scalar(text(f"SELECT {column} FROM audit_log WHERE seq = {seq}"))
    place = dice.randrange(len(old))
    new = old[:place] + ("0" if old[place] != "0" else "1") + old[place + 1 :]
    _run(connection, f"UPDATE audit_log SET {column} = :new WHERE seq = {seq}", new=new)
    return Planted(f"entry {seq}: {column}", frozenset({seq}))


def _change_moment(connection: Connection, dice: random.Random) -> Planted:
    seq = dice.randint(1, ENTRIES)
    _shift(connection, "audit_log", "seq", seq, dice)
    return Planted(f"entry {seq}: at", frozenset({seq}))


def _shift(connection: Connection, table: str, key: str, number: int, dice: random.Random) -> None:
    if connection.dialect.name == "postgresql":
        move = f"at + interval '{dice.randint(1, 999999)} microseconds'"
    else:
        move = f"'2026-03-02 07:{dice.randint(10, 59)}:00.000000'"
    _run(connection, f"UPDATE {table} SET at = {move} WHERE {key} = {number}")


def _renumber_entry(connection: Connection, dice: random.Random) -> Planted:
    seq = dice.randint(1, ENTRIES)
    new = dice.choice([0, -5, ENTRIES + 1, ENTRIES + dice.randint(2, 900)])
    _run(connection, f"UPDATE audit_log SET seq = {new} WHERE seq = {seq}")
    what = f"entry {seq} numbered {new}"
    return Planted(what, frozenset({seq, new}), needs_anchor=seq == ENTRIES)


def _remove(connection: Connection, dice: random.Random) -> Planted:
    seq = dice.randint(1, ENTRIES - 1)
    last = min(ENTRIES - 1, seq + dice.choice([0, 0, 1, 5]))
    _run(connection, f"DELETE FROM audit_log WHERE seq BETWEEN {seq} AND {last}")
    return Planted(f"entries {seq} to {last} removed", frozenset(range(seq, last + 1)))


def _remove_and_close(connection: Connection, dice: random.Random) -> Planted:
    seq = dice.randint(1, ENTRIES - 1)
    _run(connection, f"DELETE FROM audit_log WHERE seq = {seq}")
    _renumber_after(connection, seq, -1)
    return Planted(f"entry {seq} removed, the others moved up", frozenset({seq}))


def _renumber_after(connection: Connection, seq: int, step: int) -> None:
    _run(connection, f"UPDATE audit_log SET seq = seq + 100000 WHERE seq > {seq}")
    _run(connection, f"UPDATE audit_log SET seq = seq - 100000 + {step} WHERE seq > 100000")


def _cut_tail(connection: Connection, dice: random.Random) -> Planted:
    seq = dice.randint(1, ENTRIES)
    _run(connection, f"DELETE FROM audit_log WHERE seq >= {seq}")
    return Planted(f"cut off from {seq}", needs_anchor=True)


def _insert(connection: Connection, dice: random.Random) -> Planted:
    """A made-up entry in the middle or at an end, with a hash that fits it or none."""
    seq = dice.randint(1, ENTRIES + 1)
    at = _moment(connection, min(seq, ENTRIES))
    _renumber_after(connection, seq - 1, 1)
    previous = connection.scalar(text(f"SELECT hash FROM audit_log WHERE seq = {seq - 1}"))
    previous = previous or EMPTY_HEAD
    made = "a" * 64
    # A fitting one at the very end nobody can tell from an entry of the program.
    if seq <= ENTRIES and dice.random() < 0.5:
        made = entry_hash(previous, seq, moment(at), "Kẻ lạ", "set-field", "case:1", "[]")
    row = AuditRow(
        seq=seq,
        at=at,
        actor="Kẻ lạ",
        action="set-field",
        subject="case:1",
        details="[]",
        previous=previous,
        hash=made,
    )
    values = {column.name: getattr(row, column.name) for column in AuditRow.__table__.columns}
    connection.execute(insert(AuditRow).values(values))
    return Planted(f"inserted at {seq}", frozenset({seq}))


def _moment(connection: Connection, seq: int) -> datetime:
    found = connection.scalar(select(AuditRow.at).where(AuditRow.seq == seq))
    assert found is not None
    return found


def _swap(connection: Connection, dice: random.Random) -> Planted:
    one, other = dice.sample(range(1, ENTRIES + 1), 2)
    _run(connection, f"UPDATE audit_log SET seq = 99999 WHERE seq = {one}")
    _run(connection, f"UPDATE audit_log SET seq = {one} WHERE seq = {other}")
    _run(connection, f"UPDATE audit_log SET seq = {other} WHERE seq = 99999")
    return Planted(f"{one} and {other} swapped", frozenset({one, other}))


def _rewrite(connection: Connection, dice: random.Random) -> Planted:
    """Changed with a fitting hash, and so all later ones: only what was noted outside tells."""
    first = dice.randint(1, ENTRIES)
    last = dice.choice([first, ENTRIES]) if first < ENTRIES else first
    previous = connection.scalar(text(f"SELECT hash FROM audit_log WHERE seq = {first - 1}"))
    previous = previous or EMPTY_HEAD
    _run(connection, f"UPDATE audit_log SET actor = 'Kẻ lạ' WHERE seq = {first}")
    span = f"seq BETWEEN {first} AND {last}"
    _run(connection, f"UPDATE audit_log SET previous = 'x' || seq WHERE {span}")
    for seq in range(first, last + 1):
        row = connection.execute(
            text(f"SELECT actor, action, subject, details FROM audit_log WHERE seq = {seq}")
        ).one()
        made = entry_hash(previous, seq, moment(_moment(connection, seq)), *row)
        _run(
            connection,
            f"UPDATE audit_log SET previous = :previous, hash = :made WHERE seq = {seq}",
            previous=previous,
            made=made,
        )
        previous = made
    return Planted(
        f"{first} to {last} written anew", frozenset({first, last}), needs_anchor=last == ENTRIES
    )


def _edit_id(connection: Connection, dice: random.Random) -> int:
    ids = connection.scalars(text("SELECT id FROM edits ORDER BY id")).all()
    return int(dice.choice(ids))


def _change_edit(connection: Connection, dice: random.Random) -> Planted:
    edit, column = _edit_id(connection, dice), dice.choice(EDIT_TEXTS)
    _run(connection, f"UPDATE edits SET {column} = 'Kẻ lạ' WHERE id = {edit}")
    return Planted(f"edit {edit}: {column}", edits=frozenset({edit}))


def _change_edit_number(connection: Connection, dice: random.Random) -> Planted:
    edit, column = _edit_id(connection, dice), dice.choice(EDIT_NUMBERS)
    new = dice.randint(100_000, 200_000)
    _run(connection, f"UPDATE edits SET {column} = {new} WHERE id = {edit}")
    return Planted(f"edit {edit}: {column}", edits=frozenset({edit, new}))


def _change_edit_moment(connection: Connection, dice: random.Random) -> Planted:
    edit = _edit_id(connection, dice)
    _shift(connection, "edits", "id", edit, dice)
    return Planted(f"edit {edit}: at", edits=frozenset({edit}))


def _remove_edit(connection: Connection, dice: random.Random) -> Planted:
    edit = _edit_id(connection, dice)
    _run(connection, f"DELETE FROM edits WHERE id = {edit}")
    return Planted(f"edit {edit} removed", edits=frozenset({edit}))


def _insert_edit(connection: Connection, dice: random.Random) -> Planted:
    edit, new = _edit_id(connection, dice), dice.randint(100_000, 200_000)
    columns = (
        "case_id, key, action, before_text, after_text, before_state, after_state, actor, at,"
        " revision"
    )
    _run(
        connection,
        f"INSERT INTO edits (id, {columns}) SELECT {new}, {columns} FROM edits WHERE id = {edit}",
    )
    return Planted(f"edit {new} inserted", edits=frozenset({new}))


def _swap_edits(connection: Connection, dice: random.Random) -> Planted:
    one, other = 0, 0
    while one == other:
        one, other = _edit_id(connection, dice), _edit_id(connection, dice)
    _run(connection, f"UPDATE edits SET id = 99999 WHERE id = {one}")
    _run(connection, f"UPDATE edits SET id = {one} WHERE id = {other}")
    _run(connection, f"UPDATE edits SET id = {other} WHERE id = 99999")
    return Planted(f"edits {one} and {other} swapped", edits=frozenset({one, other}))


Way = Callable[[Connection, random.Random], Planted]
WAYS: Mapping[str, Way] = {
    "changed": _change_entry,
    "moment changed": _change_moment,
    "renumbered": _renumber_entry,
    "removed": _remove,
    "removed and closed up": _remove_and_close,
    "cut off": _cut_tail,
    "inserted": _insert,
    "swapped": _swap,
    "rewritten": _rewrite,
    "edit changed": _change_edit,
    "edit number changed": _change_edit_number,
    "edit moment changed": _change_edit_moment,
    "edit removed": _remove_edit,
    "edit inserted": _insert_edit,
    "edits swapped": _swap_edits,
}
_WAYS = tuple(WAYS.values())


def missed(
    engine: Engine, units: UnitOfWorkFactory, head: str, folder: Path, seeds: Iterable[int]
) -> list[str]:
    """Plant one tampering after another, each into the log as it was, and look for it."""
    without_guards(engine)
    place, sound = Path(str(engine.url.database)), folder / "sound.db"
    with sqlite3.connect(sound) as copy, sqlite3.connect(place) as whole:
        whole.backup(copy)
    found = []
    for seed in seeds:
        with for_writing(engine).begin() as connection:
            planted = plant(connection, random.Random(seed))
        report = verify_audit(units, [Anchor("package", "", head)])
        if not planted.is_named(report.problems):
            found.append(f"{seed}: {planted.what}")
        with closing(sqlite3.connect(sound)) as copy, closing(sqlite3.connect(place)) as whole:
            copy.backup(whole)
    return found
