"""With the whole program: what changes while a package is made keeps the package from counting, and
it does not stay in the folder of those that do."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from support.page_scans import read_page
from support.workspace import CLERK, SUPERVISOR

from digitizer.bootstrap.workspace import create_workspace, open_workspace
from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.errors import Conflict, EnvironmentFault
from digitizer.domain.lifecycle import BatchState, CaseState
from digitizer.domain.package import PackageContent, PackageResult
from digitizer.store import engine, patience
from digitizer.workflow import export
from exports import verify_package

BOOK, NAME = "Quyển 1", "nksHoTen"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An approved and rehearsed batch of two cases."""
    root = tmp_path / "ws"
    create_workspace(root)
    with closing(open_workspace(root, CLERK.name, "vi")) as clerk:
        for number in (1, 2):
            finish(clerk, read_page(clerk, tmp_path, number, BOOK, (124, 175)), "LÊ THỊ MẪU")
        clerk.submit_batch(clerk.batch(BOOK).id)
    with closing(open_workspace(root, SUPERVISOR.name, "vi")) as supervisor:
        answer(supervisor)
    return root


def finish(clerk: Workstation, case: int, text: str) -> None:
    clerk.set_field(case, NAME, text, clerk.case_view(case).case.revision)
    clerk.finish_case(case, clerk.case_view(case).case.revision)


def answer(supervisor: Workstation) -> None:
    batch = supervisor.batch(BOOK).id
    supervisor.approve_batch(batch)
    assert supervisor.rehearsal.rehearse(batch).is_clean


def lying_in(folder: Path) -> set[str]:
    """All but the lock, which stays."""
    return {path.name for path in folder.iterdir() if not path.name.endswith(".lock")}


def test_a_package_of_what_changed_meanwhile_goes_and_the_next_one_counts(place: Path) -> None:
    with closing(open_workspace(place, SUPERVISOR.name, "en")) as supervisor:
        ports, batch = supervisor.ports, supervisor.batch(BOOK).id
        exports, made = supervisor.folders.exports, list[PackageResult]()

        def pack(content: PackageContent, out_dir: Path) -> PackageResult:
            made.append(ports.pack(content, out_dir))
            assert made[-1].folder.name in lying_in(exports)
            supervisor.answering.reopen(batch, [1], "sổ ghi khác")
            return made[-1]

        with pytest.raises(Conflict) as refused:
            export.export_batch(replace(ports, pack=pack), supervisor.actor, batch, exports)
        said = supervisor.messages.error(refused.value)
        assert said.startswith(
            f"Case 1 of the batch {BOOK} changed while the package was being made"
        )
        assert lying_in(exports) == set()
        assert supervisor.batch(BOOK).state is BatchState.PARTLY_APPROVED
        assert supervisor.case_view(2).case.state is CaseState.APPROVED

        with closing(open_workspace(place, CLERK.name, "vi")) as clerk:
            finish(clerk, 1, "LÊ THỊ MẬU")
            clerk.submit_batch(batch)
        answer(supervisor)
        result = supervisor.export_batch(batch)
        assert verify_package(result.archive).is_sound
        assert {result.folder.name, result.archive.name} < lying_in(exports)
        assert supervisor.batch(BOOK).state is BatchState.EXPORTED
        # What stands on paper does not follow the language of the window.
        assert supervisor.ports.words("backlog-card-alone").startswith("Giấy tờ tùy thân này")


@contextmanager
def held(root: Path) -> Iterator[None]:
    """Another program writes to the database."""
    (database,) = root.glob("*.db")
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.rollback()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A transaction waits a tenth of a second for the database, not half a minute."""
    monkeypatch.setattr(engine, "_BUSY_SECONDS", 0.1)
    monkeypatch.setattr(patience, "_PAUSE_SECONDS", 0.05)


@pytest.mark.usefixtures("quick")
def test_a_finished_package_waits_for_the_database(place: Path) -> None:
    ready, done = threading.Event(), threading.Event()

    def write_long() -> None:
        with held(place):
            ready.set()
            done.wait(0.8)

    with closing(open_workspace(place, SUPERVISOR.name, "vi")) as supervisor:
        ports, batch = supervisor.ports, supervisor.batch(BOOK).id
        other = threading.Thread(target=write_long)

        def pack(content: PackageContent, out_dir: Path) -> PackageResult:
            made = ports.pack(content, out_dir)
            other.start()
            assert ready.wait(10)
            return made

        made = export.export_batch(
            replace(ports, pack=pack), supervisor.actor, batch, supervisor.folders.exports
        )
        other.join()
        assert made.archive.is_file()
        assert supervisor.batch(BOOK).state is BatchState.EXPORTED


@pytest.mark.usefixtures("quick")
def test_it_is_taken_away_when_the_database_stays_held(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "_MOST_SECONDS", 0.3)
    with closing(open_workspace(place, SUPERVISOR.name, "vi")) as supervisor:
        ports, batch = supervisor.ports, supervisor.batch(BOOK).id
        exports, holding = supervisor.folders.exports, held(place)

        def pack(content: PackageContent, out_dir: Path) -> PackageResult:
            made = ports.pack(content, out_dir)
            holding.__enter__()
            return made

        with pytest.raises(EnvironmentFault, match="database-locked"):
            export.export_batch(replace(ports, pack=pack), supervisor.actor, batch, exports)
        holding.__exit__(None, None, None)
        assert lying_in(exports) == set()
        assert supervisor.batch(BOOK).state is BatchState.APPROVED
