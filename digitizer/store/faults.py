"""Database errors that a person can act upon, as named circumstances.

The engine's error hook calls :func:`circumstance`; what it does not know stays a database error
and is a bug.
"""

from __future__ import annotations

import errno
import sqlite3

import psycopg

from digitizer.domain.errors import Conflict, DigitizerError, EnvironmentFault, NotAllowed

_DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_UNIQUE = frozenset({sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY})
# What the triggers say that let nobody have two parts at one field, or at one batch.
_TWO_ROLES, _TWO_ROLES_STATE = "two-roles", "DZ001"
_TWO_PARTS, _TWO_PARTS_STATE = "two-parts", "DZ002"
# Plain SQLITE_READONLY is a writer in a reading unit, which is a bug; these are the disk's.
_FILE_GONE = frozenset(
    {
        sqlite3.SQLITE_READONLY_CANTINIT,
        sqlite3.SQLITE_READONLY_DBMOVED,
        sqlite3.SQLITE_READONLY_DIRECTORY,
    }
)
_SQLITE = {
    sqlite3.SQLITE_BUSY: "database-locked",
    sqlite3.SQLITE_LOCKED: "database-locked",
    sqlite3.SQLITE_CORRUPT: "database-damaged",
    sqlite3.SQLITE_NOTADB: "database-damaged",
    sqlite3.SQLITE_FULL: "disk-full",
    sqlite3.SQLITE_CANTOPEN: "database-unreachable",
    sqlite3.SQLITE_IOERR: "database-unreachable",
    sqlite3.SQLITE_PERM: "database-unreachable",
}
_POSTGRESQL = {
    "25P03": "database-unreachable",
    "42P01": "database-empty",
    "40P01": "database-locked",
    "53100": "disk-full",
    "53300": "database-unreachable",
    "55P03": "database-locked",
    "XX001": "database-damaged",
    "XX002": "database-damaged",
}
# Connection trouble, refused credentials, no such database, server going down.
_UNREACHABLE_CLASSES = ("08", "28", "3D", "57P")


def circumstance(error: BaseException, place: str) -> DigitizerError | None:
    """What a driver's error means to a person; ``place`` names the database without a secret."""
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(error, place)
    if isinstance(error, psycopg.Error):
        return _of_postgresql(error, place)
    return None


def is_disk_full(error: OSError) -> bool:
    return error.errno in _DISK_FULL


def _of_sqlite(error: sqlite3.Error, place: str) -> DigitizerError | None:
    extended = getattr(error, "sqlite_errorcode", None)
    if extended is None:
        return None
    if extended in _UNIQUE:
        return Conflict("changed-meanwhile")
    if extended == sqlite3.SQLITE_CONSTRAINT_TRIGGER and str(error) == _TWO_ROLES:
        return NotAllowed(_TWO_ROLES)
    if extended == sqlite3.SQLITE_CONSTRAINT_TRIGGER and str(error) == _TWO_PARTS:
        return NotAllowed(_TWO_PARTS)
    if extended == sqlite3.SQLITE_ERROR and str(error).startswith("no such table"):
        return EnvironmentFault("database-empty", place=place)
    if extended in _FILE_GONE:
        return EnvironmentFault("database-unreachable", place=place)
    # The low byte of an extended result code is the plain one.
    code = _SQLITE.get(extended & 0xFF)
    return EnvironmentFault(code, place=place) if code else None


def _of_postgresql(error: psycopg.Error, place: str) -> DigitizerError | None:
    state = error.sqlstate
    if state == "23505":
        return Conflict("changed-meanwhile")
    if state == _TWO_ROLES_STATE:
        return NotAllowed(_TWO_ROLES)
    if state == _TWO_PARTS_STATE:
        return NotAllowed(_TWO_PARTS)
    if state is None:
        is_connection_lost = isinstance(error, psycopg.OperationalError)
        return EnvironmentFault("database-unreachable", place=place) if is_connection_lost else None
    code = _POSTGRESQL.get(state)
    if code is None and state.startswith(_UNREACHABLE_CLASSES):
        code = "database-unreachable"
    return EnvironmentFault(code, place=place) if code else None
