"""Creating and upgrading the tables."""

from __future__ import annotations

import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, Connection, inspect, text
from sqlalchemy.exc import IntegrityError

from digitizer import store
from digitizer.domain.errors import EnvironmentFault
from digitizer.messages import LANGUAGES, Messages
from digitizer.store import open_engine, upgrade
from digitizer.store.engine import for_writing
from digitizer.store.rows import Row

WORDS_OF_SQLITE = "search_words"
"""The full-text index and the tables that SQLite keeps it in."""


@pytest.fixture
def empty(empty_url):
    engine = open_engine(empty_url)
    yield engine
    engine.dispose()


def test_an_empty_database_is_made_whole_and_then_left_alone(empty):
    upgrade(empty)
    first = inspect(empty).get_table_names()
    upgrade(empty)
    described = [name for name in first if not name.startswith(WORDS_OF_SQLITE)]
    assert sorted(described) == sorted([*Row.metadata.tables, "alembic_version"])
    assert inspect(empty).get_table_names() == first


def _is_described(_item: object, name: str | None, kind: str, *_rest: object) -> bool:
    """The indexes of the lists differ between the databases; query plans test them elsewhere."""
    is_words = kind == "table" and str(name).startswith(WORDS_OF_SQLITE)
    return not is_words and (kind != "index" or "_by_" not in str(name))


def test_the_migrations_make_what_the_rows_describe(empty):
    upgrade(empty)
    with empty.connect() as connection, warnings.catch_warnings():
        # SQLite's expression index cannot be read back; a query plan tests it elsewhere.
        warnings.simplefilter("ignore")
        opts = {"compare_type": True, "include_object": _is_described}
        context = MigrationContext.configure(connection, opts=opts)
        found = compare_metadata(context, Row.metadata)
    assert found == []


def test_what_check_constraints_hold_is_the_same_in_both(empty):
    upgrade(empty)
    inspector = inspect(empty)
    for name, table in Row.metadata.tables.items():
        checks = [c for c in table.constraints if isinstance(c, CheckConstraint)]
        described = {f"ck_{name}_{c.name}".replace(f"ck_{name}_ck_", "ck_") for c in checks}
        assert {str(found["name"]) for found in inspector.get_check_constraints(name)} == described


def test_every_state_of_the_domain_is_allowed_by_the_tables(empty):
    upgrade(empty)
    inspector = inspect(empty)
    for name, table in Row.metadata.tables.items():
        rules = {str(c["name"]): str(c["sqltext"]) for c in inspector.get_check_constraints(name)}
        for column in table.columns:
            for state in getattr(column.type, "enums", ()):
                assert f"'{state}'" in rules[f"ck_{name}_{column.name}"]


def start_program(url):
    engine = open_engine(url)
    upgrade(engine)
    engine.dispose()


def test_two_programs_that_start_at_once_both_end_well(empty_url):
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(start_program, [empty_url] * 2))


def test_programs_that_meet_over_a_new_file_wait_for_each_other(tmp_path):
    for number in range(20):
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(start_program, [f"sqlite:///{tmp_path}/{number}.db"] * 4))


def test_a_failed_upgrade_leaves_nothing_behind(empty, monkeypatch):
    def fail(*_args: object, **_options: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr("alembic.op.create_index", fail)
        with pytest.raises(ZeroDivisionError):
            upgrade(empty)
    assert inspect(empty).get_table_names() == []
    upgrade(empty)


def test_a_database_of_a_newer_program_is_refused_untouched(engine):
    with for_writing(engine).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(EnvironmentFault, match="database-newer") as caught:
        upgrade(engine)
    for language in LANGUAGES:
        assert "9999" in Messages(language).error(caught.value)


@pytest.mark.postgres
def test_a_server_that_cannot_keep_vietnamese_is_refused(postgres_server):
    postgres_server.execute("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    engine = open_engine(postgres_server.url("latin"))
    with pytest.raises(EnvironmentFault, match="database-encoding"):
        upgrade(engine)
    engine.dispose()
    postgres_server.execute("DROP DATABASE latin")


_OLD_ROWS = f"""
INSERT INTO scans (id, sha256, name, size, media_type, page_count, received_at, state)
VALUES (1, '{"a" * 64}', 'a.png', 1, 'image/png', 1, '2026-01-01 00:00:00', 'read');
INSERT INTO cases (id, scan_id, state, type_confidence, revision, title, search, doubts)
VALUES (1, 1, 'to_check', 0, 1, '', '', 0);
INSERT INTO case_fields
(case_id, key, ordinal, text, state, confirmed_by, confirmed_at, empty_reason)
VALUES (1, 'nksHoTen', 0, '', 'confirmed', 'Mẫu', '2026-01-01 00:00:00', 'torn')
"""  # noqa: S608


def _upgrade_to(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(store.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def test_fields_of_an_older_database_are_kept_and_may_then_be_stated_unknown(empty):
    """What a first-version database holds survives, and its new reason is taken."""
    with for_writing(empty).begin() as connection:
        _upgrade_to(connection, "0003")
        for statement in _OLD_ROWS.split(";"):
            connection.execute(text(statement))
    upgrade(empty)
    with for_writing(empty).begin() as connection:
        kept = connection.execute(text("SELECT key, text, state, empty_reason FROM case_fields"))
        assert [tuple(row) for row in kept] == [("nksHoTen", "", "confirmed", "torn")]
        connection.execute(text("UPDATE case_fields SET empty_reason = 'stated_unknown'"))
    with pytest.raises(IntegrityError), for_writing(empty).begin() as connection:
        connection.execute(text("UPDATE case_fields SET empty_reason = 'lost'"))


_OLD_MENTIONS = """
INSERT INTO mentions (id, case_id, key, name, body) VALUES
(1, 1, 'nksHoTen', 'dang thi mau', '{"id":{"case_id":1,"key":"nksHoTen"},"document_type":"birth",
"role":"child","event":"birth","facts":[{"aspect":"name","field":"nksHoTen","value":"Đặng Thị Mẫu"},
{"aspect":"born","field":"nksNgaySinh","value":"1990-03-12"}],"entry":null}');
INSERT INTO mentions (id, case_id, key, name, body) VALUES
(2, 1, 'meHoTen', 'an thi mau', '{"id":{"case_id":1,"key":"meHoTen"},"document_type":"birth",
"role":"mother","event":"","facts":[{"aspect":"name","field":"meHoTen","value":"Ân Thị Mẫu"}],
"entry":null}')
"""


def test_people_of_an_older_database_are_sorted_like_new_ones(empty):
    with for_writing(empty).begin() as connection:
        _upgrade_to(connection, "0011")
        # A colon would begin the name of a parameter.
        for statement in f"{_OLD_ROWS};{_OLD_MENTIONS}".split(";"):
            connection.execute(text(statement.replace(":", r"\:")))
    upgrade(empty)
    with empty.connect() as connection:
        order = {
            name: connection.scalars(text(f"SELECT key FROM mentions ORDER BY {name}")).all()  # noqa: S608
            for name in ("name_key", "oldest_key", "youngest_key")
        }
        kinds = set(connection.scalars(text("SELECT document_type FROM mentions")))
    assert order["name_key"] == ["meHoTen", "nksHoTen"]
    assert order["oldest_key"] == order["youngest_key"] == ["nksHoTen", "meHoTen"]
    assert kinds == {"birth"}


_OLD_WORK = """
INSERT INTO batches (id, name, state, created_by, created_at, submitted_by, approved_by,
approved_at, revision) VALUES (1, 'KS 01', 'approved', 'Mai', '2026-01-01 00:00:00', 'Mai', 'Đức',
'2026-01-02 00:00:00', 1);
UPDATE cases SET batch_id = 1;
INSERT INTO edits (case_id, key, action, before_text, after_text, before_state, after_state, actor,
at, revision) VALUES
(1, 'so', 'set-field', '', '1', 'review', 'confirmed', 'Hoa', '2026-01-01 00:00:00', 2),
(1, 'so', 'settle', '', '1', 'review', 'confirmed', 'Lan', '2026-01-01 00:00:00', 2),
(1, 'so', 'set-field', '', '1', 'review', 'confirmed', 'automation', '2026-01-01 00:00:00', 2);
INSERT INTO second_entries (case_id, key, text, value, actor, at) VALUES
(1, 'ho', 'a', 'a', 'Tý', '2026-01-01 00:00:00'), (1, 'ten', 'a', 'a', 'Tý', '2026-01-01 00:00:00')
"""


def test_who_did_what_at_the_batches_of_an_older_database_is_known(empty):
    with for_writing(empty).begin() as connection:
        _upgrade_to(connection, "0016")
        for statement in f"{_OLD_ROWS};{_OLD_WORK}".split(";"):
            connection.execute(text(statement))
    upgrade(empty)
    with empty.connect() as connection:
        found = connection.execute(text("SELECT batch_id, person, part FROM batch_parts"))
        assert sorted(tuple(row) for row in found) == [
            (1, "Hoa", "worker"),
            (1, "Lan", "arbiter"),
            (1, "Mai", "worker"),
            (1, "Tý", "second"),
            (1, "Đức", "approver"),
        ]
