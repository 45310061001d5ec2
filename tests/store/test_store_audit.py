"""The audit log tells when somebody touched it, and the database refuses to touch it."""

# ruff: noqa: S608 - the statements are of this file
from __future__ import annotations

import random

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from support.tampering import WAYS, fill, missed, without_guards

from digitizer.domain.audit_check import Anchor
from digitizer.domain.changes import AuditEntry, Edit
from digitizer.store.audit import seal_older_edits
from digitizer.store.engine import for_writing
from digitizer.workflow.verify_audit import verify_audit


@pytest.fixture
def log(units, given) -> list[str]:
    """Five entries; the heads after each."""
    heads = []
    with units(write=True) as unit:
        case = given.case(unit)
        unit.cases.add_edits([_edit(case.id, given.now)])
        for number in range(1, 6):
            details = (("field", "Họ, chữ đệm, tên"), ("số", str(number)))
            unit.audit.append(AuditEntry(given.now, "Lê Thị Mai", "correct", "case:1", details))
            heads.append(unit.audit.head())
        unit.commit()
    return heads


def _edit(case_id: int, at, key: str = "so") -> Edit:
    return Edit(case_id, key, "correct", "1", "2", "review", "review", "Lê Thị Mai", at, 2)


def _tamper(engine: Engine, *statements: str) -> None:
    """As somebody with all rights on the database would: the triggers are taken off first."""
    without_guards(engine)
    with for_writing(engine).begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def _found(units, heads=()) -> list[tuple[str, dict[str, str]]]:
    anchors = [Anchor(f"gói {number}", "", head) for number, head in enumerate(heads)]
    report = verify_audit(units, anchors)
    return [(problem.code, dict(problem.params)) for problem in report.problems]


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
    assert _found(units, log) == []


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


def test_an_empty_and_an_untouched_log_are_sound(units, given):
    assert verify_audit(units).is_sound
    with units(write=True) as unit:
        unit.audit.append(AuditEntry(given.now, "Lê Thị Mai", "open", "batch:1"))
        unit.commit()
    report = verify_audit(units, [Anchor("gói", "", "0" * 64)])
    assert (report.is_sound, report.entries) == (True, 1)


_SWAP = [
    "UPDATE audit_log SET seq = 99 WHERE seq = 2",
    "UPDATE audit_log SET seq = 2 WHERE seq = 3",
    "UPDATE audit_log SET seq = 3 WHERE seq = 99",
]
_CLOSE_UP = [
    "DELETE FROM audit_log WHERE seq = 2",
    "UPDATE audit_log SET seq = 2 WHERE seq = 3",
    "UPDATE audit_log SET seq = 3 WHERE seq = 4",
    "UPDATE audit_log SET seq = 4 WHERE seq = 5",
]


@pytest.mark.parametrize(
    ("statements", "faults"),
    [
        (
            ["UPDATE audit_log SET subject = 'case:2' WHERE seq = 3"],
            [("audit-changed", {"seq": "3"})],
        ),
        (
            ["DELETE FROM audit_log WHERE seq = 4"],
            [("audit-missing", {"first": "4", "last": "4"})],
        ),
        (
            ["DELETE FROM audit_log WHERE seq IN (2, 3)"],
            [("audit-missing", {"first": "2", "last": "3"})],
        ),
        (
            _SWAP,
            [
                ("audit-moved", {"seq": "2", "place": "3"}),
                ("audit-moved", {"seq": "3", "place": "2"}),
            ],
        ),
        (_CLOSE_UP, [("audit-missing", {"first": "2", "last": "2"})]),
    ],
    ids=["changed", "removed", "two removed", "reordered", "removed and closed up"],
)
def test_what_was_done_to_an_entry_is_named_and_nothing_else(
    engine, units, log, statements, faults
):
    _tamper(engine, *statements)
    assert _found(units) == faults


def test_an_entry_put_in_between_is_named_and_not_those_behind_it(engine, units, log):
    _tamper(
        engine,
        "UPDATE audit_log SET seq = 6 WHERE seq = 5",
        "UPDATE audit_log SET seq = 5 WHERE seq = 4",
        "INSERT INTO audit_log SELECT 4, at, 'Kẻ lạ', action, subject, details, 'x', 'y'"
        " FROM audit_log WHERE seq = 3",
    )
    assert _found(units) == [("audit-inserted", {"seq": "4"})]


def test_entries_cut_off_at_the_end_are_found_by_a_head_noted_elsewhere(engine, units, log):
    _tamper(engine, "DELETE FROM audit_log WHERE seq >= 4")
    assert _found(units) == []
    assert _found(units, log[:3]) == []
    assert [code for code, _ in _found(units, log)] == ["audit-anchor-unmet"] * 2


@pytest.mark.parametrize("column", ["actor", "before_text", "after_text", "before", "key"])
def test_a_changed_edit_is_named_with_the_entry_that_vouches_for_it(engine, units, log, column):
    _tamper(engine, f"UPDATE edits SET {column} = 'khác' WHERE id = 1")
    assert _found(units) == [("audit-edit-changed", {"edit": "1", "seq": "1"})]


def test_a_removed_and_an_added_edit_are_named(engine, units, log):
    columns = "case_id, key, action, before_text, after_text, before_state, after_state, actor, at"
    _tamper(
        engine,
        f"INSERT INTO edits (id, {columns}, revision) SELECT 7, {columns}, 3 FROM edits",
        "DELETE FROM edits WHERE id = 1",
    )
    assert _found(units) == [
        ("audit-edit-missing", {"edit": "1", "seq": "1"}),
        ("audit-edit-uncovered", {"edit": "7"}),
    ]


def test_edits_that_no_entry_followed_are_vouched_for_at_the_end_of_the_transaction(units, given):
    with units(write=True) as unit:
        case = given.case(unit)
        unit.audit.append(AuditEntry(given.now, "Lê Thị Mai", "open", "batch:1"))
        unit.cases.add_edits([_edit(case.id, given.now), _edit(case.id, given.now, "ngay")])
        unit.commit()
    with units() as unit:
        assert [entry.action for entry in unit.audit.list()] == ["open", "chain-edits"]
        assert [edit.key for edit in unit.audit_reading.edits_of(2)] == ["so", "ngay"]
    report = verify_audit(units)
    assert (report.is_sound, report.edits, report.older_edits) == (True, 2, 0)


_PLAIN = "UPDATE audit_log SET details = '[]', hash = '{hash}' WHERE seq = 1"


@pytest.fixture
def older(engine, units, given) -> None:
    """A log as a program without covers left it: edits that no entry vouches for."""
    without_guards(engine)
    with units(write=True) as unit:
        case = given.case(unit)
        unit.audit.append(AuditEntry(given.now, "Lê Thị Mai", "correct", "case:1"))
        unit.commit()
    columns = (
        "case_id, key, action, before_text, after_text, before_state, after_state, actor, at,"
        " revision"
    )
    with for_writing(engine).begin() as connection:
        for number in range(1, 4):
            connection.execute(
                text(
                    f"INSERT INTO edits ({columns}) SELECT {case.id}, 'so', 'correct', '{number}',"
                    " '2', 'review', 'review', 'Lê Thị Mai', at, 2 FROM audit_log WHERE seq = 1"
                )
            )


def test_edits_of_an_older_program_are_said_so_until_they_are_sealed(engine, units, older):
    report = verify_audit(units)
    assert (report.is_sound, report.older_edits) == (True, 3)
    for _ in range(2):
        with for_writing(engine).begin() as connection:
            seal_older_edits(connection)
    report = verify_audit(units)
    assert (report.is_sound, report.older_edits, report.entries) == (True, 0, 2)
    with for_writing(engine).begin() as connection:
        connection.execute(text("UPDATE edits SET before_text = '9' WHERE id = 2"))
    assert _found(units) == [("audit-edits-changed", {"first": "1", "last": "3", "seq": "2"})]


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_moment_or_text_that_is_none_is_named_and_not_stumbled_over(engine, units, log):
    _tamper(
        engine,
        "UPDATE audit_log SET at = 'hôm qua' WHERE seq = 2",
        "UPDATE audit_log SET actor = x'0102' WHERE seq = 3",
        "UPDATE edits SET at = 'x', revision = 'y'",
    )
    assert [code for code, _ in _found(units)] == [
        "audit-edit-changed",
        "audit-changed",
        "audit-changed",
    ]


def test_a_check_can_be_stopped_and_tells_how_far_it_is(units, log):
    class Now:
        def is_set(self) -> bool:
            return True

    told: list[tuple[int, int]] = []
    report = verify_audit(units, (), (), lambda done, all_: told.append((done, all_)), Now())
    assert (report.was_stopped, report.is_sound, told) == (True, False, [(5, 5)])


@pytest.fixture
def guarded_head(units, given) -> str:
    return fill(units, given)


@pytest.mark.parametrize("way", WAYS)
def test_each_way_of_tampering_is_found_and_named(engine, units, given, guarded_head, way):
    anchors = [Anchor("gói", "", guarded_head)]
    assert verify_audit(units, anchors).is_sound
    without_guards(engine)
    with for_writing(engine).begin() as connection:
        planted = WAYS[way](connection, random.Random(7))
    assert planted.is_named(verify_audit(units, anchors).problems), planted.what


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_two_hundred_tamperings_are_all_found_and_named(engine, units, guarded_head, tmp_path):
    assert missed(engine, units, guarded_head, tmp_path, range(200)) == []


@pytest.mark.slow
@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_thousand_tamperings_are_all_found_and_named(engine, units, guarded_head, tmp_path):
    assert missed(engine, units, guarded_head, tmp_path, range(1000, 2000)) == []
