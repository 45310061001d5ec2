"""One person in two parts at a batch: refused by command, by window and by the use cases, even
where that person has the roles of both."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.program import PROGRAM, Done, environment, run
from support.workspace import Bench, read_case

from digitizer.bootstrap.workspace import open_workspace
from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.accounts import Role
from digitizer.domain.errors import NotAllowed
from digitizer.workflow.doorkeeper import Given

ROOT, MAI, DUC = "Trần Thị Quản", "Lê Thị Mai", "Phạm Văn Đức"
FIRST, SECRET = "Tạm thời 1!", "Mùa Thu 2026!"
BOOK = "KS 2021"


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
