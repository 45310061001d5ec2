"""The audit log tells when somebody touched it, and the database refuses to touch it."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from digitizer.domain.changes import AuditEntry, Edit
from digitizer.store import verify_chain
from digitizer.store.engine import for_writing


@pytest.fixture
def log(units, given) -> list[str]:
    """Five entries; the heads after each."""
    heads = []
    with units(write=True) as unit:
        case = given.case(unit)
        unit.cases.add_edits(
            [
                Edit(
                    case.id,
                    "so",
                    "correct",
                    "1",
                    "2",
                    "review",
                    "review",
                    "Lê Thị Mai",
                    given.now,
                    2,
                )
            ]
        )
        for number in range(1, 6):
            details = (("field", "Họ, chữ đệm, tên"), ("số", str(number)))
            unit.audit.append(AuditEntry(given.now, "Lê Thị Mai", "correct", "case:1", details))
            heads.append(unit.audit.head())
        unit.commit()
    return heads


def _tamper(engine: Engine, *statements: str) -> None:
    """As somebody with all rights on the database would: the triggers are taken off first."""
    with for_writing(engine).begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER audit_log_no_update"))
            connection.execute(text("DROP TRIGGER audit_log_no_delete"))
        else:
            connection.execute(text("ALTER TABLE audit_log DISABLE TRIGGER ALL"))
        for statement in statements:
            connection.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_log SET actor = 'x' WHERE seq = 2",
        "DELETE FROM audit_log WHERE seq = 2",
        "DELETE FROM audit_log",
        "UPDATE edits SET actor = 'x'",
        "DELETE FROM edits",
    ],
)
def test_the_database_refuses_to_change_what_was_done(engine, units, log, statement):
    with pytest.raises(DBAPIError, match="append-only"), for_writing(engine).begin() as connection:
        connection.execute(text(statement))
    assert verify_chain(engine, log) is None


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_replacing_an_entry_is_refused_as_well(engine, log):
    replace = "INSERT OR REPLACE INTO audit_log SELECT * FROM audit_log WHERE seq = 2"
    with pytest.raises(DBAPIError, match="append-only"), for_writing(engine).begin() as connection:
        connection.execute(text(replace))


@pytest.mark.postgres
@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_emptying_the_whole_table_is_refused_as_well(engine, log):
    with pytest.raises(DBAPIError, match="append-only"), for_writing(engine).begin() as connection:
        connection.execute(text("TRUNCATE audit_log"))


def test_an_empty_and_an_untouched_log_are_sound(engine, units, given):
    assert verify_chain(engine) is None
    with units(write=True) as unit:
        unit.audit.append(AuditEntry(given.now, "Lê Thị Mai", "open", "batch:1"))
        unit.commit()
    assert verify_chain(engine, ["0" * 64]) is None


_SWAP = [
    "UPDATE audit_log SET seq = 99 WHERE seq = 2",
    "UPDATE audit_log SET seq = 2 WHERE seq = 3",
    "UPDATE audit_log SET seq = 3 WHERE seq = 99",
]


@pytest.mark.parametrize(
    ("statements", "first_bad"),
    [
        (["UPDATE audit_log SET subject = 'case:2' WHERE seq = 3"], 3),
        (["UPDATE audit_log SET details = '[]' WHERE seq = 1"], 1),
        (["DELETE FROM audit_log WHERE seq = 4"], 4),
        (["DELETE FROM audit_log WHERE seq = 1"], 1),
        (_SWAP, 2),
    ],
    ids=["changed", "emptied", "removed", "first removed", "reordered"],
)
def test_the_first_bad_entry_is_named(engine, log, statements, first_bad):
    _tamper(engine, *statements)
    assert verify_chain(engine) == first_bad


def test_an_entry_renumbered_over_a_gap_is_found(engine, log):
    _tamper(
        engine,
        "DELETE FROM audit_log WHERE seq = 4",
        "UPDATE audit_log SET seq = 4, previous = (SELECT hash FROM audit_log WHERE seq = 3)"
        " WHERE seq = 5",
    )
    assert verify_chain(engine) == 4


def test_entries_cut_off_at_the_end_are_found_by_a_head_noted_elsewhere(engine, log):
    _tamper(engine, "DELETE FROM audit_log WHERE seq >= 4")
    assert verify_chain(engine) is None
    assert verify_chain(engine, log[:3]) is None
    assert verify_chain(engine, log) == 4
