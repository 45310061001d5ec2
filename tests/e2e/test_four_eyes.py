"""One person in two parts at a batch: refused by command, by window and by the use cases, even
where that person has the roles of both."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from support import four_eyes
from support.paged_case import Desk
from support.program import PROGRAM, Done, environment, run
from support.workspace import Bench, read_case

from digitizer.bootstrap.workspace import open_workspace
from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.accounts import Role
from digitizer.domain.errors import NotAllowed
from digitizer.workflow.doorkeeper import Given

ROOT, MAI, DUC = "Trần Thị Quản", "Lê Thị Mai", "Phạm Văn Đức"
FIRST, SECRET = "Tạm thời 1!", "Mùa Thu 2026!"
BOOK = four_eyes.BOOK


class Knows:
    """Types the password that everybody has here."""

    def ask(self, name: str, refused: object) -> Given:
        assert refused is None
        return Given(name, SECRET)

    def ask_new(self, name: str, refused: object) -> str:
        raise AssertionError


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A batch of one case. Clerk and supervisor are both roles of either person."""
    root = tmp_path / "ws"
    assert run("init", root).code == 0
    station = open_workspace(root, MAI, "vi")
    try:
        read_case(Bench(station.ports), tmp_path, batch_name=BOOK)
        station.accounts.add(ROOT, [Role.ADMINISTRATOR], SECRET)
        keeper = open_workspace(root, ROOT, "vi", Knows())
        for name in (MAI, DUC):
            keeper.accounts.add(name, [Role.CLERK, Role.SUPERVISOR], FIRST)
            person = keeper.logged_in(name, FIRST)
            person.accounts.change_password(FIRST, SECRET)
        keeper.close()
    finally:
        station.close()
    return root


def call(root: Path, user: str, *arguments: object) -> Done:
    file = root / "password.txt"
    file.touch(mode=0o600)
    file.write_text(SECRET, encoding="utf-8")
    done = subprocess.run(
        [str(PROGRAM), "--workspace", str(root), "--user", user, *map(str, arguments)],
        env={**environment(), "DIGITIZER_PASSWORD_FILE": str(file)},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def stations(office: Path) -> Iterator[dict[str, Workstation]]:
    found = {name: open_workspace(office, name, "vi", Knows()) for name in (MAI, DUC)}
    yield found
    for station in found.values():
        station.close()


@pytest.mark.slow
def test_nobody_approves_own_work_by_command(office: Path) -> None:
    assert call(office, MAI, "records", "confirm", 1, "--all", "--finish").code == 0
    assert call(office, MAI, "batch", "submit", BOOK).code == 0
    own = call(office, MAI, "batch", "approve", BOOK)
    assert own.code == 3
    assert MAI in own.err
    assert call(office, MAI, "batch", "return", BOOK, "--reason", "x").code == 3
    assert call(office, DUC, "batch", "return", BOOK, "--reason", "xem lại tên").code == 0
    # Whoever answered for the batch does not work in it afterwards.
    mixed = call(office, DUC, "records", "set", 1, "nksHoTen", "LÊ THỊ MẬU")
    assert mixed.code == 3
    assert "two parts" in mixed.err
    assert call(office, MAI, "records", "set", 1, "nksHoTen", "LÊ THỊ MẬU").code == 0
    assert call(office, MAI, "records", "confirm", 1, "--all", "--finish").code == 0
    assert call(office, MAI, "batch", "submit", BOOK).code == 0
    assert call(office, DUC, "batch", "approve", BOOK).code == 0


@pytest.mark.slow
def test_nobody_approves_own_work_by_use_case_or_window(stations: dict[str, Workstation]) -> None:
    mai, duc = stations[MAI], stations[DUC]
    view = mai.case_view(1)
    mai.finish_case(1, view.case.revision)
    batch = mai.batch(BOOK)
    mai.submit_batch(batch.id)
    assert not mai.may_approve(mai.batch(BOOK))
    assert duc.may_approve(duc.batch(BOOK))
    for work in (
        lambda: mai.approve_batch(batch.id),
        lambda: mai.return_batch(batch.id, "x"),
    ):
        with pytest.raises(NotAllowed) as error:
            work()
        assert error.value.code == "own-work"
    duc.return_batch(batch.id, "xem lại tên")
    revision = duc.case_view(1).case.revision
    with pytest.raises(NotAllowed) as error:
        duc.confirm_field(1, "nksHoTen", revision)
    assert error.value.code == "two-parts"
    assert duc.case_view(1).case.revision == revision
    with pytest.raises(NotAllowed):
        duc.with_actor(MAI)


# Every pair of parts, by command


COMMANDS: dict[str, Callable[[int], Sequence[tuple[object, ...]]]] = {
    "worker": lambda case: [
        ("records", "confirm", case, four_eyes.NAME),
        ("records", "set", case, four_eyes.NAME, "LÊ A"),
    ],
    "second": lambda case: [("second", "key", case, four_eyes.NAME, "LÊ A")],
    "arbiter": lambda case: [("second", "settle", case, four_eyes.NAME, "--take", "a")],
    "approver": lambda _case: [
        ("batch", "approve", BOOK),
        ("batch", "return", BOOK, "--reason", "xem lại"),
    ],
    "sampler": lambda _case: [("sampling", "draw", BOOK)],
}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("empty") / "ws"
    assert run("init", root).code == 0
    return root


@pytest.mark.slow
@pytest.mark.parametrize(("had", "wants"), four_eyes.PAIRS)
def test_no_command_gives_a_second_part(empty: Path, tmp_path: Path, had: str, wants: str) -> None:
    root = tmp_path / "ws"
    shutil.copytree(empty, root)
    station = open_workspace(root, four_eyes.ROOT.name, "vi")
    try:
        desk = Desk(station.ports, tmp_path, station.catalog)
        walk = four_eyes.Office(desk, has_accounts=True)
        walk.give(had, four_eyes.BOTH)
        case = walk.make_possible(wants)
        tables = [table for table in four_eyes.TABLES if table != "audit_log"]
        before = walk.snapshot(tables)
        acts = _acts(walk)
        for command in COMMANDS[wants](case):
            refused = call(root, four_eyes.BOTH.name, *command)
            assert refused.code == 3, (command, refused)
            assert four_eyes.BOTH.name in refused.err or "two" in refused.err, refused.err
            assert walk.snapshot(tables) == before
        # Only that somebody came in is new in the log.
        assert set(_acts(walk)[len(acts) :]) <= {"log-in"}
    finally:
        station.close()


def _acts(walk: four_eyes.Office) -> list[str]:
    with walk.ports.unit_of_work() as unit:
        return [entry.action for entry in unit.audit.list(limit=10_000)]
