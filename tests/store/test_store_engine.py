"""Opening the database, and what a person is told when that fails."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from sqlalchemy import text

from digitizer.domain.errors import EnvironmentFault, InvalidInput
from digitizer.messages import LANGUAGES, Messages
from digitizer.store import SqlUnitOfWorkFactory, open_engine
from digitizer.store.engine import for_writing
from digitizer.store.mounts import network_type

MOUNTS = """\
22 1 0:21 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
23 22 0:22 / /proc rw - proc proc rw
40 22 0:50 / /srv/chung rw,relatime shared:3 master:1 - nfs4 server:/data rw
41 22 0:51 / /srv/chung/local rw - ext4 /dev/sdb1 rw
42 22 0:52 / /srv/c\\303\\264ng\\040an rw - cifs //server/x rw
43 22 0:53 / /srv/over rw - ext4 /dev/sdc1 rw
44 22 0:54 / /srv/over rw - fuse.sshfs me@server: rw
45 22 0:55 / /mnt/c rw - 9p C:\\134 rw
46 22 0:56 / /srv/chung-2 rw - xfs /dev/sdd1 rw
"""


@pytest.fixture
def mount_table(tmp_path: Path) -> Path:
    table = tmp_path / "mountinfo"
    table.write_text(MOUNTS, encoding="utf-8")
    return table


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/chung/so/digitizer.db", "nfs4"),
        ("/srv/chung/local/digitizer.db", None),
        ("/srv/chung-2/digitizer.db", None),
        ("/srv/công an/digitizer.db", "cifs"),
        ("/srv/over/digitizer.db", "fuse.sshfs"),
        ("/mnt/c/digitizer.db", "9p"),
        ("/home/mai/digitizer.db", None),
    ],
)
def test_the_file_system_of_a_path_is_known(mount_table, path, kind):
    assert network_type(Path(path), mount_table) == kind


def test_without_a_mount_table_nothing_is_refused(tmp_path):
    assert network_type(Path("/srv/chung/x.db"), tmp_path / "none") is None


def test_a_database_on_a_network_share_is_refused_and_not_created(mount_table, tmp_path):
    mount_table.write_text(f"22 1 0:21 / {tmp_path} rw - nfs4 server:/data rw\n")
    with pytest.raises(EnvironmentFault, match="database-on-share") as caught:
        open_engine(f"sqlite:///{tmp_path / 'x.db'}", mount_table=mount_table)
    assert not (tmp_path / "x.db").exists()
    for language in LANGUAGES:
        assert "nfs4" in Messages(language).error(caught.value)


def test_a_link_onto_a_share_does_not_slip_through(mount_table, tmp_path):
    mount_table.write_text(f"22 1 0:21 / {tmp_path / 'share'} rw - cifs //s/x rw\n")
    (tmp_path / "share").mkdir()
    (tmp_path / "local").symlink_to("share")
    with pytest.raises(EnvironmentFault, match="database-on-share"):
        open_engine(f"sqlite:///{tmp_path / 'local' / 'x.db'}", mount_table=mount_table)


@pytest.mark.parametrize(
    "url",
    ["", "rubbish", "mysql://x/y", "sqlite://", "sqlite:///:memory:", "sqlite:///x?mode=ro"],
)
def test_other_addresses_are_refused(url):
    with pytest.raises(InvalidInput, match="database-url"):
        open_engine(url)


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_sqlite_is_opened_durable_and_private(engine, url):
    with for_writing(engine).begin() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 30_000,
    }


def test_a_new_database_file_is_for_its_owner_only(tmp_path):
    path = tmp_path / "kho dữ liệu" / "digitizer.db"
    open_engine(f"sqlite:///{path}").dispose()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_references_to_nothing_are_refused_by_the_database(engine):
    statement = "INSERT INTO jobs (kind, scan_id, attempts) VALUES ('read', 999, 0)"
    with pytest.raises(Exception, match=r"(?i)foreign key"), for_writing(engine).begin() as open_:
        open_.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE scans SET state = 'reading'",
        "UPDATE cases SET state = 'done'",
        "UPDATE case_fields SET state = 'confirmed'",
        "UPDATE batches SET state = 'approved'",
        "UPDATE regions SET width = NULL",
    ],
)
def test_states_that_do_not_exist_are_refused_by_the_database(units, given, engine, statement):
    with units(write=True) as unit:
        given.case(unit)
        unit.batches.add("Quyển 01", None, "Lê Thị Mai", given.now)
        unit.commit()
    with pytest.raises(Exception, match=r"(?i)check"), for_writing(engine).begin() as connection:
        connection.execute(text(statement))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digitizer.store.engine._BUSY_SECONDS", 1)


def test_a_database_held_too_long_is_named(impatient, url, catalog, given):
    first, second = open_engine(url), open_engine(url)
    with SqlUnitOfWorkFactory(first, catalog)(write=True) as unit:
        given.scan(unit)
        with (
            pytest.raises(EnvironmentFault, match="database-locked"),
            SqlUnitOfWorkFactory(second, catalog)(write=True) as waiting,
        ):
            given.scan(waiting)
    with SqlUnitOfWorkFactory(second, catalog)(write=True) as unit:
        given.scan(unit)
    first.dispose()
    second.dispose()


def test_a_database_without_tables_is_named(empty_url, catalog):
    engine = open_engine(empty_url)
    with (
        SqlUnitOfWorkFactory(engine, catalog)() as unit,
        pytest.raises(EnvironmentFault, match="database-empty"),
    ):
        unit.scans.list()
    engine.dispose()


@pytest.mark.parametrize("content", [b"not a database at all " * 100, None])
def test_a_damaged_file_is_named(sqlite_template, tmp_path, content):
    path = tmp_path / "damaged.db"
    whole = sqlite_template.read_bytes()
    path.write_bytes(content or whole[:4096] + b"\xff" * (len(whole) - 4096))
    engine = open_engine(f"sqlite:///{path}")
    with pytest.raises(EnvironmentFault, match="database-damaged"), engine.connect() as connection:
        connection.execute(text("SELECT * FROM scans"))
    engine.dispose()


def test_a_folder_that_cannot_be_is_named(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(EnvironmentFault, match="database-unreachable"):
        open_engine(f"sqlite:///{tmp_path / 'file' / 'x.db'}")


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_full_disk_is_named(engine, units, given):
    with for_writing(engine).begin() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        # A limit of the connection, which the pool gives to the next unit.
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(EnvironmentFault, match="disk-full"), units(write=True) as unit:
        given.scan(unit, name="x" * 1_000_000)


@pytest.mark.postgres
def test_a_server_that_is_not_there_is_named_without_its_password(tmp_path):
    engine = open_engine(f"postgresql://mai:geheim@/work?host={tmp_path}")
    with pytest.raises(EnvironmentFault, match="database-unreachable") as caught, engine.connect():
        pass
    assert "geheim" not in Messages("vi").error(caught.value)


@pytest.mark.postgres
def test_a_refused_login_or_database_is_named(postgres_server):
    engine = open_engine(postgres_server.url("none"))
    with pytest.raises(EnvironmentFault, match="database-unreachable"), engine.connect():
        pass


@pytest.mark.postgres
@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_work_goes_on_after_the_server_dropped_a_connection(units, given, postgres_server):
    with units(write=True) as unit:
        given.scan(unit)
        unit.commit()
    postgres_server.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'work'"
    )
    with units() as unit:
        assert len(unit.scans.list()) == 1


def test_readers_go_on_while_somebody_writes(units, given):
    with units(write=True) as writer:
        given.scan(writer)
        with units() as reader:
            assert reader.scans.list() == []
        writer.commit()
    with units() as reader:
        assert len(reader.scans.list()) == 1
