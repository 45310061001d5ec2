"""The audit log by command: list it, check it, hand it out, and check it without the program."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.program import run

CLERK, SUPERVISOR = "Nguyễn Thị Mẫu", "Trần Văn Mẫu"
TYPED = {
    "so": "7/2019",
    "quyenSo": "01/2019",
    "ngayDangKy": "02/04/2019",
    "noiDangKy": "UBND xã Mẫu, tỉnh Mẫu",
    "nksHoTen": "NGUYỄN VĂN MẪU",
    "nksNgaySinh": "30/03/2019",
    "nksNgaySinhBangChu": "Ngày ba mươi, tháng ba, năm hai nghìn không trăm mười chín",
}

pytestmark = [pytest.mark.slow, pytest.mark.tesseract]


@dataclass(frozen=True)
class Office:
    workspace: Path
    package: Path
    audit_head: str


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """One scan that became a package, which somebody took elsewhere."""
    root = tmp_path_factory.mktemp("audit")
    assert run("init", root / "ws").code == 0
    samples = root / "samples"
    assert run("samples", samples, "--count", 1, "--damage", "clean", "--seed", 5).code == 0
    book = root / "ws" / "inbox" / "KS 2019"
    book.mkdir()
    for scan in samples.iterdir():
        if not scan.name.endswith(".truth.json"):
            shutil.copy(scan, book)
    workspace = root / "ws"
    assert run("watch", "--once", workspace=workspace).code == 0
    for key, value in TYPED.items():
        assert run("records", "set", 1, key, value, workspace=workspace).code == 0
    (shown,) = run("records", "show", 1, "--json", workspace=workspace).objects
    for key, field in shown["fields"].items():
        if field["state"] == "review":
            blank = ("records", "empty", 1, key, "--reason", "unreadable")
            assert run(*blank, workspace=workspace).code == 0
    assert run("records", "confirm", 1, "--finish", workspace=workspace).code == 0
    assert run("batch", "submit", "KS 2019", workspace=workspace).code == 0
    assert run("batch", "approve", "KS 2019", user=SUPERVISOR, workspace=workspace).code == 0
    assert run("rehearse", "KS 2019", user=SUPERVISOR, workspace=workspace).code == 0
    (exported,) = run(
        "export", "KS 2019", "--out", root / "out", "--json", user=SUPERVISOR, workspace=workspace
    ).objects
    package = Path(exported["folder"])
    manifest = json.loads((package / "manifest.json").read_text(encoding="utf-8"))
    return Office(workspace, package, manifest["audit_head"])


@pytest.fixture
def office(made: Office, tmp_path: Path) -> Office:
    """A copy to do anything with."""
    shutil.copytree(made.workspace, tmp_path / "ws")
    return Office(tmp_path / "ws", made.package, made.audit_head)


def _tamper(workspace: Path, *statements: str) -> None:
    (database,) = workspace.glob("*.db")
    with sqlite3.connect(database) as connection:
        for table in ("audit_log", "edits"):
            for act in ("update", "delete"):
                connection.execute(f"DROP TRIGGER {table}_no_{act}")
        for statement in statements:
            connection.execute(statement)


def test_the_log_of_a_whole_walk_is_sound_and_covers_every_edit(office: Office) -> None:
    checked = run(
        "audit", "verify", "--package", office.package, "--json", workspace=office.workspace
    )

    assert checked.code == 0, checked.out + checked.err
    (report,) = checked.objects
    assert (report["sound"], report["older_edits"], report["anchors"]) == (True, 0, 1)
    assert report["edits"] >= len(TYPED)


def test_entries_are_listed_by_person_act_day_and_words_without_marks(office: Office) -> None:
    def found(*options: object) -> list[dict[str, object]]:
        done = run("audit", "list", "--json", *options, workspace=office.workspace)
        assert done.code == 0, done.err
        return done.objects

    (approval,) = found("--actor", SUPERVISOR, "--action", "approve-batch")
    assert approval["sentence"] == "Approved batch 1, cases: 1"
    name = found("--text", "nguyen van mau", "--subject", "case:1")
    assert {entry["action"] for entry in name} >= {"set-field"}
    assert found("--from", "2200-01-01") == []
    assert found("--to", "2000-01-01") == []
    newest, second = found("--limit", 2)
    (following,) = found("--before", second["seq"], "--limit", 1)
    assert [newest["seq"] - 1, second["seq"] - 1] == [second["seq"], following["seq"]]
    assert run("audit", "show", 999999, workspace=office.workspace).code == 4


def test_an_entry_shows_what_was_there_before_and_after(office: Office) -> None:
    options = ("--action", "set-field", "--text", "NGUYEN VAN MAU", "--limit", 1, "--json")
    (entry,) = run("audit", "list", *options, workspace=office.workspace).objects
    (shown,) = run("audit", "show", entry["seq"], "--json", workspace=office.workspace).objects
    (edit,) = shown["edits"]
    assert (edit["field"], edit["after"]) == ("nksHoTen", TYPED["nksHoTen"])


def test_a_changed_edit_and_a_cut_tail_are_named(office: Office) -> None:
    _tamper(
        office.workspace,
        "UPDATE edits SET after_text = 'NGUYỄN VĂN KHÁC' WHERE key = 'nksHoTen'",
        "DELETE FROM audit_log WHERE action IN ('approve-batch', 'rehearse-batch', 'export-batch')",
    )

    alone = run("audit", "verify", "--json", workspace=office.workspace)
    compared = run(
        "audit", "verify", "--package", office.package, "--json", workspace=office.workspace
    )

    assert (alone.code, compared.code) == (1, 1)
    assert [one["code"] for one in alone.objects[0]["problems"]] == ["audit-edit-changed"]
    assert [one["code"] for one in compared.objects[0]["problems"]] == [
        "audit-package-unknown",
        "audit-edit-changed",
        "audit-anchor-unmet",
    ]


def test_the_exported_log_is_checked_without_the_program(office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "nhật ký 2026"
    done = run("audit", "export", folder, "--json", user=SUPERVISOR, workspace=office.workspace)
    assert done.code == 0, done.err

    def check(*arguments: str) -> subprocess.CompletedProcess[str]:
        # -I: nothing of this environment but the standard library.
        command = [sys.executable, "-I", "-S", "check.py", *arguments]
        return subprocess.run(
            command, cwd=folder, capture_output=True, encoding="utf-8", check=False, env={}
        )

    sound = check(office.audit_head)
    assert sound.returncode == 0, sound.stdout + sound.stderr
    assert "Nguyên vẹn" in sound.stdout
    assert "Sound" in sound.stdout
    assert check("f" * 64).returncode == 1
    (found,) = _check_log(folder, "--head", office.audit_head)
    assert (found["sound"], found["faults"], found["lines"]) == (True, 0, [])
    (found,) = _check_log(folder, "--head", "f" * 64, code=1)
    assert found["faults"] == 1
    readme = (folder / "README.txt").read_text(encoding="utf-8")
    assert "dữ liệu cá nhân" in readme
    assert "personal data" in readme

    (taken,) = run("audit", "list", "--limit", 1, "--json", workspace=office.workspace).objects
    assert (taken["action"], taken["actor"]) == ("export-audit", SUPERVISOR)
    again = run("audit", "verify", "--package", folder, workspace=office.workspace)
    assert again.code == 0, again.out
    assert run("audit", "export", folder, workspace=office.workspace).code == 5

    for name, old, new in (
        ("entries.jsonl", '"actor": "Trần Văn Mẫu"', '"actor": "Kẻ lạ"'),
        ("edits.jsonl", "NGUYỄN VĂN MẪU", "NGUYỄN VĂN KHÁC"),
    ):
        whole = (folder / name).read_text(encoding="utf-8")
        assert old in whole
        (folder / name).write_text(whole.replace(old, new, 1), encoding="utf-8")
        assert check().returncode == 1
        (unsound,) = _check_log(folder, code=1)
        assert (unsound["sound"], unsound["faults"]) == (False, len(unsound["lines"]))
        (folder / name).write_text("".join(whole.splitlines(keepends=True)[1:]), encoding="utf-8")
        assert check().returncode == 1
        (folder / name).write_text(whole, encoding="utf-8")
    (folder / "log.json").unlink()
    assert check().returncode == 2
    assert run("audit", "check", folder).code == 2
    assert "no exported log" in run("audit", "check", folder).err


def _check_log(folder: Path, *options: object, code: int = 0) -> list[dict[str, object]]:
    """What the program says of an exported log, without any workspace."""
    done = run("audit", "check", folder, *options, "--json")
    assert done.code == code, done.err
    return done.objects


def test_a_package_that_is_none_and_one_that_is_gone_are_said_so(
    office: Office, tmp_path: Path
) -> None:
    broken = tmp_path / "gói.zip"
    broken.write_bytes(b"PK")
    found = run("audit", "verify", "--package", broken, "--json", workspace=office.workspace)
    assert found.code == 1
    assert [one["code"] for one in found.objects[0]["problems"]] == ["audit-package-unreadable"]
    gone = run("audit", "verify", "--package", tmp_path / "không có", workspace=office.workspace)
    assert gone.code == 4
