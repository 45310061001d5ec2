"""Every store test runs on a real SQLite file and on a real, private PostgreSQL server."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine

from digitizer.domain.case import Case, CaseReading, Page, Region, Scan
from digitizer.domain.page import Alternative, Box, LineReading, Origin, PageReading, TextLine, Word
from digitizer.domain.problems import Problem
from digitizer.domain.record import Candidate, FieldReading, ReadingState
from digitizer.domain.schema import (
    Catalog,
    DocumentType,
    FieldKind,
    FieldSpec,
    Localized,
    Need,
    Section,
)
from digitizer.store import SqlUnitOfWork, SqlUnitOfWorkFactory, open_engine, upgrade
from digitizer.workflow.ports import NewScan

NOW = datetime(2026, 3, 2, 8, 30, 15, 123456, tzinfo=UTC)
ORIGIN = Origin("tesseract/vie", "5.3.0", "after-label")


@dataclass(frozen=True)
class PostgresServer:
    socket_dir: Path

    def url(self, database: str) -> str:
        return f"postgresql://digitizer@/{database}?host={self.socket_dir}"

    def execute(self, statement: str) -> None:
        where = f"host={self.socket_dir} user=digitizer dbname=postgres"
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute(statement.encode())


def _server_programs() -> Path | None:
    """The folder of initdb and postgres: the newest of the distribution's, or the path's."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    return Path(on_path).resolve().parent if on_path else None


def _unprivileged() -> dict[str, object]:
    """How to start a program that refuses to run as root; nothing to do for other users."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    pytest.skip("PostgreSQL refuses to run as root and there is no other user to run it")


def _wait_until_ready(server: PostgresServer, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            server.execute("SELECT 1")
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    programs = _server_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server program on this machine")
    user = _unprivileged()
    # Not pytest's own folder: only its owner may enter that, and a socket's path must be short.
    with tempfile.TemporaryDirectory(prefix="digitizer-pg-") as folder:
        if user:
            os.chown(folder, int(str(user["user"])), int(str(user["group"])))
        data = Path(folder) / "data"
        quick = {"cwd": folder, "stdout": subprocess.DEVNULL, **user}
        subprocess.run(
            [
                programs / "initdb",
                "-D",
                data,
                *["-U", "digitizer", "-A", "trust", "-E", "UTF8"],
                "--locale=C",
                "-N",
            ],
            check=True,
            **quick,  # type: ignore[call-overload]
        )
        process = subprocess.Popen(
            [programs / "postgres", "-D", data, "-k", folder, "-h", "", "-F", "-N", "40"],
            stderr=subprocess.DEVNULL,
            **quick,  # type: ignore[call-overload]
        )
        server = PostgresServer(Path(folder))
        try:
            _wait_until_ready(server, process)
            yield server
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PostgresServer) -> str:
    postgres_server.execute("CREATE DATABASE upgraded")
    engine = open_engine(postgres_server.url("upgraded"))
    upgrade(engine)
    engine.dispose()
    return "upgraded"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "upgraded.db"
    engine = open_engine(f"sqlite:///{path}")
    upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def empty_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without tables."""
    if backend == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    server.execute("CREATE DATABASE empty")
    yield server.url("empty")
    server.execute("DROP DATABASE empty WITH (FORCE)")


@pytest.fixture
def url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database with all tables and no rows."""
    if backend == "sqlite":
        path = tmp_path / "digitizer.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    template = request.getfixturevalue("postgres_template")
    server.execute(f"CREATE DATABASE work TEMPLATE {template}")
    yield server.url("work")
    server.execute("DROP DATABASE work WITH (FORCE)")


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    opened = open_engine(url)
    yield opened
    opened.dispose()


def _spec(key: str, kind: FieldKind, need: Need) -> FieldSpec:
    return FieldSpec(key, kind, Localized(key, key), "nks", need)


@pytest.fixture
def catalog() -> Catalog:
    birth = DocumentType(
        key="birth",
        version="1",
        label=Localized("Khai sinh", "Birth"),
        source="test",
        valid_from=date(2016, 1, 1),
        titles=("GIẤY KHAI SINH",),
        other_labels=(),
        sections=(Section("nks", Localized("Người được khai sinh", "Child")),),
        fields=(
            _spec("nksHoTen", FieldKind.NAME, Need.REQUIRED),
            _spec("nksNgaySinh", FieldKind.DATE, Need.REQUIRED),
            _spec("so", FieldKind.NUMBER, Need.EXPECTED),
        ),
        rules=(),
        title_field="nksHoTen",
        identity_fields=("nksHoTen", "nksNgaySinh"),
    )
    return Catalog({"birth": birth}, {}, {})


@pytest.fixture
def units(engine: Engine, catalog: Catalog) -> SqlUnitOfWorkFactory:
    return SqlUnitOfWorkFactory(engine, catalog)


class Given:
    """Invented scans, pages and cases, stored in an open unit of work."""

    now = NOW

    def new_scan(self, number: int = 1, name: str = "so-2006-001.pdf") -> NewScan:
        return NewScan(f"{number:064x}", name, 1000, "application/pdf", 2, NOW, "Quyển 01/2006")

    def page_reading(self, number: int = 1) -> PageReading:
        doubtful = Word(
            "Thị",
            Box(75, 20, 30, 18),
            0.875,
            (1.0, 1.0, 0.88),
            (Alternative("Thi", 0.1), Alternative("Thí", 0.011)),
        )
        words = (Word("Nguyễn", Box(10, 20, 60, 18), 0.91), doubtful)
        line = TextLine(Box(10, 20, 95, 18), (LineReading(ORIGIN, words),))
        problem = Problem.warning("page-skewed", degrees="1.5")
        return PageReading(number, 1654, 2339, 200, 90, -1.53, (line,), (problem,))

    def field(self, key: str, text: str, **changes: object) -> FieldReading:
        made = FieldReading(
            key,
            text,
            text,
            0.93,
            ReadingState.ACCEPTED,
            1,
            Box(10, 20, 95, 18),
            ORIGIN,
            (Problem.info("low-print", key, share="0.2"),),
            (Candidate("Nguyễn Thị Hoà", None, Origin("lines", "2")),),
        )
        return replace(made, **changes)  # type: ignore[arg-type]

    def reading(self, *fields: FieldReading, page: int = 1) -> CaseReading:
        return CaseReading("birth", "1", 0.98, (Region(page, Box(0, 0, 1654, 1100)),), fields)

    def birth(self, name: str = "Nguyễn Thị Hòa", born: str = "2006-03-16") -> CaseReading:
        return self.reading(self.field("nksHoTen", name), self.field("nksNgaySinh", born))

    def scan(self, unit: SqlUnitOfWork, number: int = 1, name: str = "a.pdf") -> Scan:
        return unit.scans.add(self.new_scan(number, name))

    def pages(self, unit: SqlUnitOfWork, scan_id: int, count: int = 1) -> list[Page]:
        found = [(self.page_reading(number), f"{number:064x}") for number in range(1, count + 1)]
        return unit.scans.add_pages(scan_id, found)

    def case(
        self, unit: SqlUnitOfWork, reading: CaseReading | None = None, number: int = 1
    ) -> Case:
        """A case on the first page of a scan of its own."""
        scan = self.scan(unit, number)
        self.pages(unit, scan.id)
        return unit.cases.add(scan.id, reading or self.birth(), None)


@pytest.fixture
def given() -> Given:
    return Given()
