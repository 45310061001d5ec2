"""By command: a batch that is approved in part, leaves with a backlog, follows whole, and has a
case opened again after it left."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from support.page_scans import read_page
from support.program import run
from support.workspace import CLERK, SUPERVISOR

from digitizer.bootstrap.workspace import create_workspace, open_workspace
from exports import verify_package

NAME, BOOK, CASES = "nksHoTen", "Quyển 1", 3
SECOND = "Lê Văn Duyệt"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A submitted batch of three cases with real pages."""
    root = tmp_path / "ws"
    create_workspace(root)
    clerk = open_workspace(root, CLERK.name, "vi")
    for number in range(1, CASES + 1):
        case = read_page(clerk, tmp_path, number, BOOK, (248, 351))
        clerk.set_field(case, NAME, "LÊ THỊ MẪU", clerk.case_view(case).case.revision)
        clerk.finish_case(case, clerk.case_view(case).case.revision)
    clerk.close()
    return root


def call(place: Path, user: str, *words: object, code: int = 0) -> str:
    done = run(*words, workspace=place, user=user)
    assert done.code == code, done.out + done.err
    return done.out if code == 0 else done.err


def batch(place: Path) -> dict[str, Any]:
    (line,) = call(place, CLERK.name, "batch", "list", "--json").splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


def exported(place: Path, user: str) -> tuple[dict[str, Any], Path]:
    assert json.loads(call(place, user, "rehearse", BOOK, "--json"))["clean"]
    done = json.loads(call(place, user, "export", BOOK, "--json"))
    folder = Path(done["folder"])
    assert verify_package(folder).is_sound
    return done, folder


def corrected(place: Path, case: int, name: str) -> None:
    """The clerk corrects the case and hands the batch in again."""
    clerk = open_workspace(place, CLERK.name, "vi")
    clerk.set_field(case, NAME, name, clerk.case_view(case).case.revision)
    clerk.finish_case(case, clerk.case_view(case).case.revision)
    clerk.submit_batch(clerk.batch(BOOK).id)
    clerk.close()


def state(place: Path) -> str:
    station = open_workspace(place, CLERK.name, "vi")
    try:
        return station.batch(BOOK).state.value
    finally:
        station.close()


def manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.slow
def test_a_part_leaves_the_rest_follows_and_a_case_comes_back(place: Path) -> None:
    supervisor = SUPERVISOR.name
    call(place, CLERK.name, "batch", "submit", BOOK)
    own = call(place, CLERK.name, "batch", "approve", BOOK, 1, "--rest-reason", "x", code=3)
    assert CLERK.name in own
    call(place, supervisor, "batch", "approve", BOOK, "--all-but", 2, code=2)

    call(place, supervisor, "batch", "pin", 2, NAME, "--reason", "thiếu chữ đệm")
    call(place, supervisor, "batch", "approve", BOOK, code=3)
    said = call(place, supervisor, "batch", "approve", BOOK, "--unpinned")
    assert "2 approved, 1 in the backlog" in said
    now = batch(place)
    assert (now["state"], now["approved"], now["backlog"]) == ("partly_approved", 2, 1)

    done, folder = exported(place, supervisor)
    assert (done["cases"], done["backlog"]) == (2, 1)
    book = openpyxl.load_workbook(folder / "data/records.xlsx")
    rows = [[cell.value for cell in row] for row in book["Tồn đọng"].iter_rows()]
    assert rows[1:] == [["2", "LÊ THỊ MẪU", "thiếu chữ đệm"]]
    assert [each["case_id"] for each in manifest(folder)["backlog"]] == [2]
    assert "Tồn đọng" in (folder / "README.txt").read_text(encoding="utf-8-sig")
    slip = run("slip", BOOK, "--json", workspace=place, user=supervisor).objects[0]
    assert (slip["rows_due"], slip["rows_out"], slip["backlog"]) == (2, 2, 1)
    assert "backlog" in slip["gaps"]
    assert "rows_differ" not in slip["gaps"]

    corrected(place, 2, "LÊ THỊ THU MẪU")
    call(place, SECOND, "batch", "approve", BOOK)
    done, whole = exported(place, SECOND)
    assert (done["cases"], done["backlog"]) == (3, 0)
    answering = {each["case_id"]: each["approved_by"] for each in manifest(whole)["cases"]}
    assert answering == {1: supervisor, 2: SECOND, 3: supervisor}
    assert "Tồn đọng" not in openpyxl.load_workbook(whole / "data/records.xlsx").sheetnames
    assert state(place) == "exported"
    before = {each.name: each.read_bytes() for each in whole.iterdir() if each.is_file()}

    reopening = ("batch", "reopen", BOOK, 3, "--reason", "sổ giấy ghi khác")
    assert CLERK.name in call(place, CLERK.name, *reopening, code=3)
    call(place, supervisor, *reopening, "--field", NAME)
    shown = json.loads(call(place, supervisor, "records", "show", 3, "--json"))
    assert (shown["state"], shown["left_in"]) == ("returned", whole.name)
    assert [pin["field"] for pin in shown["pins"]] == [NAME]
    assert call(place, supervisor, "records", "list", "--came-back", "--count").strip() == "1"
    assert state(place) == "partly_approved"

    corrected(place, 3, "LÊ THỊ MẬN")
    call(place, supervisor, "batch", "approve", BOOK)
    _, again = exported(place, supervisor)
    left = json.loads((again / "data/records.json").read_text(encoding="utf-8"))["records"]
    names = [
        record["values"]["HoTen"] if "HoTen" in record["values"] else str(record["values"])
        for record in left
    ]
    assert any("MẬN" in name for name in names)
    assert {each.name: each.read_bytes() for each in whole.iterdir() if each.is_file()} == before
    call(place, supervisor, "progress", "check")
    call(place, supervisor, "audit", "verify")
