"""Searching through everything confirmed, by the command line."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from support.program import PROGRAM, Done, environment, run
from support.workspace import CLERK, GOOD, make_bench, read_case

from digitizer.workflow import correct

ROLES = {
    "administrator": "Trần Thị Quản",
    "clerk": "Lê Thị Mai",
    "arbiter": "Phạm Văn Đức",
    "supervisor": "Hà Thị Sen",
    "auditor": "Cao Văn Tú",
}
NAMES = ("NGUYỄN VĂN BƯỜNG", "Lò Văn Buông", "Quàng Thị Ún")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three finished cases in two batches, and an open one of the same name."""
    root = tmp_path_factory.mktemp("search") / "ws"
    assert run("init", root).code == 0
    bench = make_bench(root)
    for number, name in enumerate(NAMES):
        values = {**GOOD, "nksHoTen": name, "so": f"{number + 1}/2021", "meHoTen": "Lê Thị Bường"}
        batch = f"Quyển {number % 2}"
        case_id = read_case(bench, root, f"{number}.png", values, batch_name=batch)
        correct.finish_case(bench.ports, CLERK, case_id, 1)
    read_case(bench, root, "open.png", {**GOOD, "nksHoTen": NAMES[0]})
    return root


def called(command: list[str], secret: Path) -> Done:
    """Run it for a person whose password is in a file."""
    done = subprocess.run(
        command,
        env={**environment(), "DIGITIZER_PASSWORD_FILE": str(secret)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def found(workspace: Path, *arguments: object) -> list[int]:
    done = run("search", *arguments, "--json", workspace=workspace)
    assert done.code == 0, done.err
    return [each["case"] for each in done.objects]


@pytest.mark.slow
def test_everything_confirmed_is_searched_and_narrowed(workspace: Path) -> None:
    assert found(workspace, "Nguyễn", "Văn", "Bường") == [1]
    assert found(workspace, "buong van") == [2, 1]
    assert found(workspace, "bường", "--field", "nksHoTen") == [2, 1]
    assert found(workspace, "bường", "--batch", "Quyển 1") == [2]
    assert found(workspace, "2/2021", "--type", "civil_status.birth", "--year", 2021) == [2]
    assert found(workspace, "bường", "--state", "approved") == []
    assert found(workspace, "lê thị bường", "--limit", 1) == [3]

    plain = run("search", "nguyen buong", "--limit", 1, workspace=workspace)
    assert "[NGUYỄN] VĂN [BƯỜNG]" in plain.out
    assert "Found 1 cases." in plain.out
    (hit,) = run("search", "un 16/3/2021", "--json", workspace=workspace).objects
    assert {each["field"] for each in hit["fields"]} == {"nksHoTen", "nksNgaySinh"}


@pytest.mark.slow
def test_what_is_wrong_is_said_and_looking_is_logged(workspace: Path) -> None:
    assert run("search", "…", workspace=workspace).code == 2
    assert run("search", "a", "--type", "no.such", workspace=workspace).code == 4
    before = len(
        run("audit", "list", "--action", "search-records", "--json", workspace=workspace).objects
    )
    assert found(workspace, "quàng") == [3]
    entries = run(
        "audit", "list", "--action", "search-records", "--json", workspace=workspace
    ).objects
    assert len(entries) == before + 1
    assert "quang" not in repr(entries).casefold()
    assert "quàng" not in repr(entries).casefold()


@pytest.mark.slow
def test_clerks_do_not_search_and_auditors_do(tmp_path: Path) -> None:
    root = tmp_path / "ws"
    assert run("init", root).code == 0
    secrets = {role: tmp_path / f"{role}.secret" for role in ("first", *ROLES)}
    for number, file in enumerate(secrets.values()):
        file.touch(mode=0o600)
        file.write_text(f"Mùa Thu 20{number}6!\n", encoding="utf-8")

    def call(role: str, *arguments: object, file: str | None = None) -> Done:
        command = [PROGRAM, "--workspace", root, "--user", ROLES[role], *arguments]
        return called([str(each) for each in command], secrets[file or role])

    for role, name in ROLES.items():
        given = ("accounts", "add", name, "--role", role, "--password-file")
        first = secrets["administrator" if role == "administrator" else "first"]
        added = call("administrator", *given, first)
        assert added.code == 0, added.err
        if role != "administrator":
            new = ("accounts", "password", "--password-file", secrets[role])
            assert call(role, *new, file="first").code == 0

    codes = {role: call(role, "search", "bường").code for role in ROLES}

    refused = dict.fromkeys(("administrator", "clerk"), 3)
    assert codes == {**refused, "arbiter": 0, "supervisor": 0, "auditor": 0}
