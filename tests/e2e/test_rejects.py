"""By command: a package leaves, the receiver gives three of its cases back by three kinds of keys,
only those open again at the field, and a correction package says what it replaces."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from support.page_scans import read_page
from support.program import Done, run
from support.workspace import CLERK, SUPERVISOR

from digitizer.bootstrap.workspace import create_workspace, open_workspace
from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.lifecycle import BatchState, CaseState
from exports import verify_package

NAME, ETHNIC, BOOK, CASES = "nksHoTen", "nksDanToc", "Quyển 1", 20
BACK = (4, 9, 17)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A submitted batch of twenty cases with real pages."""
    root = tmp_path / "ws"
    create_workspace(root)
    clerk = open_workspace(root, CLERK.name, "vi")
    for number in range(1, CASES + 1):
        finished(clerk, read_page(clerk, tmp_path, number, BOOK, (124, 175)), "LÊ THỊ MẪU")
    clerk.submit_batch(clerk.batch(BOOK).id)
    clerk.close()
    return root


def finished(clerk: Workstation, case: int, text: str, field: str = NAME) -> None:
    clerk.set_field(case, field, text, clerk.case_view(case).case.revision)
    clerk.finish_case(case, clerk.case_view(case).case.revision)


def call(place: Path, *words: object, code: int = 0) -> Done:
    done = run(*words, workspace=place, user=SUPERVISOR.name)
    assert done.code == code, done.out + done.err
    return done


def manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


def given_back(target: Path, package: dict[str, Any], name: str) -> Path:
    """The receiver's list under its own title: one line by the file, one by book and number, one by
    the row, and one of somebody else's."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("DANH SÁCH HỒ SƠ TRẢ LẠI",))
    sheet.append(
        ("STT", "Tên tệp", "Quyển số", "Số", "Gói", "Dòng trong gói", "Trường lỗi", "Lý do")
    )
    first, second, third = (package["cases"][number - 1] for number in BACK)
    file = first["file"].removeprefix("documents/")
    sheet.append((1, file, None, None, None, None, ETHNIC, "thiếu dân tộc"))
    sheet.append((2, None, "01/2021", second["number"], None, None, "Dân tộc", "=cmd|'x'!A0"))
    sheet.append((3, None, None, None, name, third["number"], "Họ, chữ đệm, tên", "sai tên"))
    sheet.append((4, "cua-xa-khac.pdf", None, None, None, None, ETHNIC, "của xã khác"))
    for cell in sheet["H"]:
        cell.data_type = "s"
    book.save(target)
    return target


def answered(place: Path) -> Workstation:
    """The supervisor, who approved the batch and looked at its package as the receiver would."""
    supervisor = open_workspace(place, SUPERVISOR.name, "vi")
    batch = supervisor.batch(BOOK).id
    supervisor.approve_batch(batch)
    assert supervisor.rehearsal.rehearse(batch).is_clean
    return supervisor


@pytest.mark.slow
def test_what_is_given_back_returns_corrected_and_says_what_it_replaces(
    place: Path, tmp_path: Path
) -> None:
    supervisor = answered(place)
    folder = supervisor.export_batch(supervisor.batch(BOOK).id).folder
    supervisor.close()
    before = manifest(folder)
    path = given_back(tmp_path / "trả lại.xlsx", before, folder.name)

    seen = call(place, "rejects", "read", path, "--dry-run", "--json", code=1).objects[0]
    assert [line["outcome"] for line in seen["lines"]] == ["ready"] * 3 + ["none"]
    assert (seen["cases"], seen["left_alone"], seen["list"]) == (3, 1, None)

    said = call(place, "rejects", "read", path, code=1).out
    assert "3 cases opened again, 1 line left alone" in said
    clerk = open_workspace(place, CLERK.name, "vi")
    views = [clerk.case_view(case["case_id"]) for case in before["cases"]]
    opened = [view for view in views if view.case.state is CaseState.RETURNED]
    assert [view.case.id for view in opened] == [before["cases"][n - 1]["case_id"] for n in BACK]
    assert {view.case.state for view in views} == {CaseState.RETURNED, CaseState.EXPORTED}
    pins = [[(pin.field, pin.reason) for pin in view.pins] for view in opened]
    assert pins == [[(ETHNIC, "thiếu dân tộc")], [(ETHNIC, "=cmd|'x'!A0")], [(NAME, "sai tên")]]
    (kept,) = call(place, "rejects", "list", "--json").objects
    assert (kept["lines"], kept["cases"], kept["open"]) == (4, 3, 3)
    assert clerk.ports.vault.path(kept["sha256"]).read_bytes() == path.read_bytes()

    for view, (field, text) in zip(
        opened, ((ETHNIC, "Tày"), (ETHNIC, "Nùng"), (NAME, "LÊ THỊ MẬN")), strict=True
    ):
        finished(clerk, view.case.id, text, field)
    clerk.submit_batch(clerk.batch(BOOK).id)
    clerk.close()
    answered(place).close()

    done = call(place, "rejects", "export", BOOK, "--json").objects[0]
    assert (done["cases"], done["replaced"], done["backlog"]) == (3, 3, 0)
    correction = Path(done["folder"])
    assert verify_package(correction).is_sound
    assert verify_package(Path(done["archive"])).is_sound
    now = manifest(correction)
    sha256 = hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest()
    assert now["replaces"] == [
        {
            "package": folder.name,
            "manifest_sha256": sha256,
            "number": number,
            "file": before["cases"][number - 1]["file"],
            "case_id": before["cases"][number - 1]["case_id"],
        }
        for number in BACK
    ]
    assert [case["file"] for case in now["cases"]] == [each["file"] for each in now["replaces"]]
    assert manifest(folder) == before
    call(place, "audit", "verify")

    station = open_workspace(place, SUPERVISOR.name, "vi")
    batch = station.batch(BOOK)
    assert batch.state is BatchState.EXPORTED
    assert [one.open for one in station.rejects.lists()] == [0]
    slip = station.progress.slip(batch.id)
    assert (slip.rows_due, slip.rows_out) == (CASES, CASES)
    station.close()
