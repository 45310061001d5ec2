"""Opening the database: one SQLite file on a local disk, or a PostgreSQL server."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from digitizer.domain.errors import EnvironmentFault, InvalidInput
from digitizer.store.faults import circumstance
from digitizer.store.mounts import MOUNT_TABLE, network_type

_BUSY_SECONDS = 30
_WRITE = "digitizer_write"


def open_engine(url: str, *, mount_table: Path = MOUNT_TABLE) -> Engine:
    """An engine for ``sqlite:///<file>`` or ``postgresql://…``; does not connect yet.

    A missing SQLite file is created empty, readable for its owner only.

    Raises InvalidInput ``database-url`` for any other URL and EnvironmentFault
    ``database-on-share`` when the SQLite file lies on a network file system. Whatever a person
    can act upon later comes as EnvironmentFault or Conflict, see :mod:`digitizer.store.faults`.
    """
    parsed = _parse(url)
    if parsed.get_backend_name() == "sqlite":
        return _open_sqlite(parsed, mount_table)
    return _open_postgresql(parsed)


def for_writing(engine: Engine) -> Engine:
    """The same engine whose transactions take their lock at the beginning."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(**{_WRITE: True})
    return engine.execution_options(isolation_level="READ COMMITTED")


def for_reading(engine: Engine) -> Engine:
    """The same engine whose transactions see one state of the data and cannot write."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(**{_WRITE: False})
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise InvalidInput("database-url") from None
    if parsed.drivername in ("postgresql", "postgres", "postgresql+psycopg"):
        return parsed.set(drivername="postgresql+psycopg")
    is_file = parsed.database and parsed.database != ":memory:"
    if parsed.drivername in ("sqlite", "sqlite+pysqlite") and is_file and not parsed.query:
        return parsed.set(drivername="sqlite+pysqlite")
    raise InvalidInput("database-url")


def _open_sqlite(url: URL, mount_table: Path) -> Engine:
    path = Path(str(url.database)).absolute()
    kind = network_type(path, mount_table)
    if kind:
        raise EnvironmentFault("database-on-share", place=path, kind=kind)
    _create_private(path)
    # Values are of persons, or hashes of passwords: no text of an error may hold them.
    engine = create_engine(
        url.set(database=str(path)),
        connect_args={"timeout": _BUSY_SECONDS},
        hide_parameters=True,
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    _translate_errors(engine, str(path))
    return engine


def _create_private(path: Path) -> None:
    """Personal data: nobody but the owner reads the file (the log files inherit its mode)."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise EnvironmentFault("database-unreachable", place=path) from error


def _prepare_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    # The driver's own idea of when to begin is switched off: _begin_sqlite says it.
    connection.isolation_level = None
    _keep_write_ahead_log(connection)
    for pragma in (
        "synchronous = FULL",
        "foreign_keys = ON",
        # Without it INSERT OR REPLACE would slip past the triggers that refuse DELETE.
        "recursive_triggers = ON",
        "trusted_schema = OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _keep_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Switch a new file over once. SQLite refuses the switch without waiting while another
    program holds the file, so programs that start together take turns."""
    if _journal(connection) == "wal":
        return
    place = connection.execute("PRAGMA database_list").fetchone()[2]
    try:
        with FileLock(f"{place}.opening", timeout=_BUSY_SECONDS, mode=0o600):
            if _journal(connection) != "wal":
                connection.execute("PRAGMA journal_mode = WAL")
    except Timeout as error:
        raise EnvironmentFault("database-locked", place=place) from error


def _journal(connection: sqlite3.Connection) -> str:
    return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the write lock at once, since a reader that turns writer can be refused
    without waiting; a reader is kept from writing."""
    write = connection.get_execution_options().get(_WRITE, False)
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if write else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _open_postgresql(url: URL) -> Engine:
    engine = create_engine(
        url,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={
            "connect_timeout": 10,
            "application_name": "digitizer",
            "client_encoding": "utf8",
            "options": f"-c timezone=UTC -c lock_timeout={_BUSY_SECONDS}s",
        },
    )
    _translate_errors(engine, f"{url.host or 'localhost'}/{url.database}")
    return engine


def _translate_errors(engine: Engine, place: str) -> None:
    def translate(context: ExceptionContext) -> BaseException | None:
        if context.is_pre_ping:
            return None
        return circumstance(context.original_exception, place)

    event.listen(engine, "handle_error", translate)
