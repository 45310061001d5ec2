"""The main job through the command line: from scans in a folder to a verified package."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from support.program import PROGRAM, environment, run

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


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace after ``watch --once`` over two scans of one book."""
    root = tmp_path_factory.mktemp("walk")
    assert run("init", root / "ws").code == 0
    samples = root / "samples"
    assert run("samples", samples, "--count", 2, "--damage", "clean", "--seed", 5).code == 0
    book = root / "ws" / "inbox" / "KS 2019"
    book.mkdir()
    for scan in samples.iterdir():
        if not scan.name.endswith(".truth.json"):
            shutil.copy(scan, book)
    watched = run("watch", "--once", workspace=root / "ws")
    assert watched.code == 0, watched.out + watched.err
    return root / "ws"


@pytest.mark.slow
@pytest.mark.tesseract
def test_scans_leave_as_a_verified_package(workspace: Path, tmp_path: Path) -> None:
    (status,) = run("status", "--json", workspace=workspace).objects
    assert status["arrivals"]["stored"] == 2
    assert status["records"] == 2
    cases = run("records", "list", "--json", workspace=workspace).objects
    assert [case["batch"] for case in cases] == ["KS 2019", "KS 2019"]

    for number, case in enumerate(cases):
        _settle(workspace, case["case"], {**TYPED, "so": f"{7 + number}/2019"})
    assert run("batch", "submit", "KS 2019", workspace=workspace).code == 0
    own = run("batch", "approve", "KS 2019", user=CLERK, workspace=workspace)
    assert own.code == 3
    assert CLERK in own.err
    assert run("batch", "approve", "KS 2019", user=SUPERVISOR, workspace=workspace).code == 0
    out = tmp_path / "out"
    early = run("export", "KS 2019", "--out", out, user=SUPERVISOR, workspace=workspace)
    assert (early.code, "digitizer rehearse" in early.err, out.exists()) == (3, True, False)
    _rehearse(workspace)
    (exported,) = run(
        "export", "KS 2019", "--out", out, "--json", user=SUPERVISOR, workspace=workspace
    ).objects

    assert exported["cases"] == 2
    for package in (exported["folder"], exported["archive"]):
        verified = run("verify", package, "--json")
        assert verified.code == 0, verified.out
        assert verified.objects[0]["sound"] is True
    _check_workbook(Path(exported["folder"]))
    _check_that_changes_are_found(Path(exported["folder"]))


def _rehearse(workspace: Path) -> None:
    """The receiver's table and files are seen, and nothing stays of them."""
    done = run("rehearse", "KS 2019", "--rows", "--json", user=SUPERVISOR, workspace=workspace)
    assert done.code == 0, done.out
    (seen,) = done.objects
    assert (seen["clean"], seen["cases"], seen["findings"]) == (True, 2, [])
    assert (len(seen["columns"]), len(seen["rows"])) == (70, 2)
    assert sum(file["pages"] is not None for file in seen["files"]) == 2
    assert not list((workspace / "exports").iterdir())
    told = run("rehearse", "KS 2019", user=SUPERVISOR, workspace=workspace)
    assert (told.code, "KS 2019" in told.out) == (0, True)


def _settle(workspace: Path, case: int, values: dict[str, str]) -> None:
    """Type what the book says, explain what the paper lacks, confirm the rest, finish."""
    for key, value in values.items():
        done = run("records", "set", case, key, value, workspace=workspace)
        assert done.code == 0, done.err
    (shown,) = run("records", "show", case, "--json", workspace=workspace).objects
    for key, field in shown["fields"].items():
        if field["state"] == "review":
            blank = run(
                "records", "empty", case, key, "--reason", "unreadable", workspace=workspace
            )
            assert blank.code == 0, blank.err
    done = run("records", "confirm", case, "--finish", workspace=workspace)
    assert done.code == 0, done.err


def _check_workbook(folder: Path) -> None:
    sheet = load_workbook(folder / "data/records.xlsx")["DL Import"]
    header, first, second = list(sheet.iter_rows(values_only=True))
    row = dict(zip(header, first, strict=True))
    assert len(header) == 70
    assert (row["nksHoTen"], row["nksNgaySinh"]) == ("NGUYỄN VĂN MẪU", "30.03.2019")
    assert dict(zip(header, second, strict=True))["so"] == "8/2019"
    names = sorted(path.name for path in (folder / "data/documents").iterdir())
    assert names == ["KS.2019.01.2019-04-02.07.pdf", "KS.2019.01.2019-04-02.08.pdf"]


def _check_that_changes_are_found(folder: Path) -> None:
    target = folder / "data/records.json"
    data = json.loads(target.read_text(encoding="utf-8"))
    target.write_text(json.dumps(data, ensure_ascii=False) + " ", encoding="utf-8")

    verified = run("verify", folder, "--json")

    assert verified.code == 1
    messages = [problem["message"] for problem in verified.objects[0]["problems"]]
    assert any("records.json" in message for message in messages)


@pytest.mark.slow
@pytest.mark.tesseract
def test_second_watch_takes_nothing_again(workspace: Path) -> None:
    again = run("watch", "--once", workspace=workspace)

    assert again.code == 0
    (status,) = run("status", "--json", workspace=workspace).objects
    assert status["records"] == 2


def test_every_command_explains_itself() -> None:
    for command in (
        ["gui"],
        ["init"],
        ["doctor"],
        ["samples"],
        ["read"],
        ["watch"],
        ["status"],
        ["records", "set"],
        ["batch", "return"],
        ["rehearse"],
        ["export"],
        ["verify"],
        ["demo"],
    ):
        done = run(*command, "--help")
        assert done.code == 0, command
        assert "Usage" in done.out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["status"], 2),
        (["--workspace", "/nonexistent", "status"], 4),
        (["verify", "/nonexistent"], 4),
        (["batch"], 2),
    ],
)
def test_exit_codes_are_as_documented(arguments: list[str], code: int) -> None:
    assert run(*arguments).code == code


def test_window_without_a_display_says_so(tmp_path: Path) -> None:
    workspace = tmp_path / "ws"
    assert run("init", workspace).code == 0
    hidden = {
        name: value
        for name, value in environment().items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }

    done = subprocess.run(
        [str(PROGRAM), "--workspace", str(workspace), "gui"],
        env=hidden,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 5
    assert "display" in done.stderr


def test_zip_alone_can_be_verified_elsewhere(tmp_path: Path) -> None:
    hollow = tmp_path / "hollow.zip"
    with zipfile.ZipFile(hollow, "w") as archive:
        archive.writestr("something.txt", "x")

    done = run("verify", hollow)

    assert done.code == 1
    assert "manifest" in done.out
