"""Accounts by command: from the first administrator to what each person may and may not do."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from support.program import PROGRAM, Done, environment, run

ROOT, MAI, DUC = "Trần Thị Quản", "Lê Thị Mai", "Phạm Văn Đức"
SECRETS = {ROOT: "Mùa Thu 2026!", MAI: "Riêng Tôi 9?", DUC: "Chiều Mưa 7;"}
FIRST = "Tạm thời 1!"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with an administrator, a clerk and a supervisor."""
    folder = tmp_path_factory.mktemp("accounts")
    assert run("init", folder / "ws").code == 0
    secret(folder, FIRST)
    added = run(
        *("accounts", "add", ROOT, "--role", "administrator"),
        *("--password-file", secret(folder, SECRETS[ROOT])),
        user=ROOT,
        workspace=folder / "ws",
    )
    assert added.code == 0, added.err
    for name, role in ((MAI, "clerk"), (DUC, "supervisor")):
        given = ("--password-file", secret(folder, FIRST))
        assert call(folder, ROOT, "accounts", "add", name, "--role", role, *given).code == 0
    return folder


def secret(folder: Path, text: str) -> Path:
    file = folder / f"{abs(hash(text))}.secret"
    file.touch(mode=0o600)
    file.write_text(text + "\n", encoding="utf-8")
    return file


def call(folder: Path, user: str, *arguments: object, password: str | Path | None = None) -> Done:
    """As a person with a password in a file; ``password`` None takes the person's own."""
    if not isinstance(password, Path):
        password = secret(folder, password or SECRETS[user])
    command = [PROGRAM, "--workspace", folder / "ws", "--user", user, *arguments]
    done = subprocess.run(
        [str(item) for item in command],
        env={**environment(), "DIGITIZER_PASSWORD_FILE": str(password)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.mark.slow
def test_people_log_in_and_do_what_their_roles_allow(office: Path) -> None:
    must = call(office, MAI, "status", password=FIRST)
    assert must.code == 3
    assert "must change" in must.err
    for name in (MAI, DUC):
        file = secret(office, SECRETS[name])
        changed = call(
            office, name, "accounts", "password", "--password-file", file, password=FIRST
        )
        assert changed.code == 0, changed.err

    assert call(office, MAI, "batch", "create", "KS 01").code == 0
    refused = call(office, MAI, "accounts", "list")
    assert refused.code == 3
    assert "administrator" in refused.err
    assert ROOT in refused.err
    assert call(office, ROOT, "batch", "create", "KS 02").code == 3
    assert call(office, MAI, "batch", "approve", "KS 01").code == 3
    assert call(office, MAI, "people", "list", "mai").code == 3
    assert call(office, DUC, "people", "list", "mai").code == 0

    (root, mai, duc) = sorted(
        call(office, ROOT, "accounts", "list", "--json").objects,
        key=lambda one: [ROOT, MAI, DUC].index(one["name"]),
    )
    assert (root["roles"], mai["roles"]) == (["administrator"], ["clerk"])
    assert (duc["standing"], duc["must_change"]) == ("open", False)

    promoted = call(office, ROOT, "accounts", "roles", MAI, "--role", "second_clerk")
    assert promoted.code == 0
    assert call(office, MAI, "batch", "create", "KS 03").code == 3
    back = call(office, ROOT, "accounts", "roles", MAI, "--role", "clerk")
    assert back.code == 0
    assert call(office, ROOT, "accounts", "disable", MAI).code == 0
    assert call(office, MAI, "status").code == 3
    assert call(office, ROOT, "accounts", "enable", MAI).code == 0
    assert call(office, MAI, "status").code == 0
    assert call(office, ROOT, "accounts", "disable", ROOT).code == 3


@pytest.mark.slow
def test_wrong_passwords_lock_until_an_administrator_helps(office: Path) -> None:
    guess = "Sai rồi 1!"
    wrong = [call(office, DUC, "status", password=guess) for _ in range(5)]
    assert {each.code for each in wrong} == {3}
    assert "locked" in wrong[-1].err
    assert "locked" in call(office, DUC, "status").err
    assert call(office, ROOT, "accounts", "unlock", DUC).code == 0
    file = secret(office, FIRST)
    assert call(office, ROOT, "accounts", "password", DUC, "--password-file", file).code == 0
    assert "must change" in call(office, DUC, "status", password=FIRST).err


@pytest.mark.slow
def test_nobody_gets_in_without_a_password_but_the_automation(office: Path) -> None:
    for user in (ROOT, "Người Lạ", "automation"):
        assert run("status", user=user, workspace=office / "ws").code in (2, 3)
    assert run("watch", "--once", workspace=office / "ws").code == 0
    codes = [each["code"] for each in run("doctor", "--json", workspace=office / "ws").objects]
    assert "accounts" in codes
    assert "accounts-one-administrator" in codes
    assert "accounts-none" not in codes


@pytest.mark.slow
def test_a_password_file_that_others_can_read_is_refused(office: Path) -> None:
    file = office / "open.secret"
    file.write_text(SECRETS[ROOT], encoding="utf-8")
    file.chmod(0o640)
    refused = call(office, ROOT, "status", password=file)
    assert refused.code == 2
    assert "chmod 600" in refused.err
    assert call(office, ROOT, "status", password=office / "none.secret").code == 5


@pytest.mark.slow
def test_no_password_is_in_the_log_or_the_database(office: Path) -> None:
    stored = b"".join(
        file.read_bytes()
        for file in (office / "ws").rglob("*")
        if file.is_file() and os.access(file, os.R_OK)
    )
    for text in (*SECRETS.values(), FIRST):
        assert text.encode() not in stored
    logs = "".join(file.read_text() for file in (office / "ws" / "logs").glob("*"))
    assert "argon2" not in logs
