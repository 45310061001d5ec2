"""A workspace is set up by command, and an office that is locked out gets in again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.program import run

from digitizer.bootstrap.workspace import setting_up
from digitizer.messages import Messages

ROOT = "Trần Thị Quản"
SECRET, OWN = "Mùa Thu 2026!", "Chiều Mưa 7;"


def secret(folder: Path, text: str) -> Path:
    file = folder / f"{len(list(folder.iterdir()))}.secret"
    file.touch(mode=0o600)
    file.write_text(text + "\n", encoding="utf-8")
    return file


def test_init_takes_office_scan_folder_and_check_rounds(tmp_path: Path) -> None:
    workspace, scans = tmp_path / "ws", tmp_path / "quét"
    named = ("--office", "UBND phường Ba Đình", "--commune", "00004")
    rest = ("--inbox", scans, "--profile", "usual")
    done = run("init", workspace, *named, *rest)
    assert done.code == 0, done.err
    assert str(scans) in done.out
    assert scans.is_dir()
    plan = run("progress", "plan", "show", "--json", workspace=workspace).objects[0]
    assert "UBND phường Ba Đình" in repr(plan)
    settings = (workspace / "digitizer.toml").read_text(encoding="utf-8")
    assert 'profile = "usual"' in settings


def test_the_window_asks_for_what_init_was_not_told(tmp_path: Path) -> None:
    told, bare = tmp_path / "told", tmp_path / "bare"
    assert run("init", told, "--office", "UBND xã Mẫu").code == 0
    assert run("init", bare).code == 0
    desk = setting_up(Messages("vi"), "mai")
    for workspace, is_asked in ((told, False), (bare, True)):
        desk.workspace = workspace
        assert desk.is_due is is_asked


def test_init_refuses_before_it_makes_anything(tmp_path: Path) -> None:
    for wrong in (("--commune", "99999"), ("--profile", "quá chặt")):
        refused = run("init", tmp_path / "ws", *wrong)
        assert refused.code == 2
        assert wrong[1] in refused.err
        assert not (tmp_path / "ws").exists()


@pytest.mark.slow
def test_an_office_without_any_password_gets_in_by_the_code_from_the_safe(tmp_path: Path) -> None:
    workspace = tmp_path / "ws"
    assert run("init", workspace).code == 0
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    add = ("accounts", "add", ROOT, "--role", "administrator", "--password-file")
    added = run(*add, secret(secrets, SECRET), user=ROOT, workspace=workspace)
    code = re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){5}", added.out)
    assert code is not None, added.err
    wrong = run(
        *("accounts", "rescue", ROOT, "--code-file", secret(secrets, "AAAA")), workspace=workspace
    )
    assert wrong.code == 3
    sheet = tmp_path / "code.pdf"
    given = ("--code-file", secret(secrets, code[0].lower()), "--sheet", sheet)
    rescued = run("accounts", "rescue", ROOT, *given, workspace=workspace)
    assert rescued.code == 0, rescued.err
    assert sheet.read_bytes().startswith(b"%PDF")
    assert code[0] not in rescued.out
    again = run("accounts", "rescue", ROOT, *given[:2], workspace=workspace)
    assert again.code == 3


def test_settings_laxer_than_the_standard_keep_a_workspace_closed(tmp_path: Path) -> None:
    workspace = tmp_path / "ws"
    assert run("init", workspace).code == 0
    settings = workspace / "digitizer.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("# idle_days = 30", "idle_days = 90"), encoding="utf-8")
    refused = run("status", workspace=workspace)
    assert refused.code == 5
    assert "90" in refused.err
    settings.write_text(text.replace("# idle_days = 30", "idle_days = 30"), encoding="utf-8")
    rules = run("accounts", "rules", "--json", workspace=workspace)
    found = {each["rule"]: (each["figure"], each["floor"]) for each in rules.objects}
    assert found["idle_days"] == (30, 45)
    assert found["least_length"] == (8, 8)
