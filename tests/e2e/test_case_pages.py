"""Pages of several scans leave as one case: merged, split, replaced, exported and verified."""

from __future__ import annotations

import shutil
from pathlib import Path

import pdfplumber
import pytest
from support.program import Done, run

from digitizer.bootstrap.workspace import open_workspace
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import EmptyReason, ValueState
from digitizer.workflow.ports import CaseFilter

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
BOOK = "KS 2019"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with four scans of one page; three of them lie in the book's folder."""
    root = tmp_path_factory.mktemp("pages")
    assert run("init", root / "ws").code == 0
    samples = root / "samples"
    assert run("samples", samples, "--count", 4, "--damage", "clean", "--seed", 5).code == 0
    book = root / "ws" / "inbox" / BOOK
    book.mkdir()
    scans = [scan for scan in sorted(samples.iterdir()) if not scan.name.endswith(".truth.json")]
    for at, scan in enumerate(scans):
        shutil.copy(scan, book if at < 3 else book.parent)
    watched = run("watch", "--once", workspace=root / "ws")
    assert watched.code == 0, watched.out + watched.err
    return root / "ws"


@pytest.mark.slow
@pytest.mark.tesseract
def test_a_rearranged_case_leaves_as_a_verified_package(workspace: Path, tmp_path: Path) -> None:
    def pages(*arguments: object) -> Done:
        done = run("pages", *arguments, workspace=workspace)
        assert done.code == 0, done.err
        return done

    def scans(case: object) -> list[str]:
        return [page["scan"] for page in pages("list", case, "--json").objects]

    cases = run("records", "list", "--json", workspace=workspace).objects
    in_book = [case for case in cases if case["batch"] == BOOK]
    first, second, third = (case["case"] for case in in_book)
    (loose,) = (case["case"] for case in cases if case["batch"] is None)
    names = {case["case"]: case["scan"] for case in cases}

    pages("merge", first, second, third)
    assert scans(first) == [names[first], names[second], names[third]]
    pages("split", first, 3)
    assert scans(first) == [names[first], names[second]]
    pages("move", first, 2, 1)
    pages("turn", first, 1, "--degrees", 90)
    pages("rescan", first, 2, "--reason", "Mờ")
    (waiting,) = pages("waiting", "--json").objects
    assert (waiting["case"], waiting["page"]) == (first, 2)
    assert "Mờ" in pages("waiting").out
    offered = pages("recent", first, "--json").objects
    assert loose in [page["case"] for page in offered]
    pages("replace", first, 2, loose, 1)
    assert scans(first) == [names[second], names[loose]]
    assert pages("waiting", "--json").objects == []

    assert _set_aside_the_rest(workspace, {first, second, third, loose})
    assert run("pages", "split", first, 1, 2, workspace=workspace).code == 3
    _settle(workspace, first, TYPED)
    assert run("batch", "submit", BOOK, workspace=workspace).code == 0
    refused = run("pages", "move", first, 1, 2, workspace=workspace)
    assert (refused.code, BOOK in refused.err) == (3, True)
    assert run("batch", "approve", BOOK, user=SUPERVISOR, workspace=workspace).code == 0
    out = tmp_path / "out"
    assert run("rehearse", BOOK, user=SUPERVISOR, workspace=workspace).code == 0
    (exported,) = run(
        "export", BOOK, "--out", out, "--json", user=SUPERVISOR, workspace=workspace
    ).objects

    assert exported["cases"] == 1
    verified = run("verify", exported["folder"], "--json")
    assert verified.code == 0, verified.out
    (document,) = (Path(exported["folder"]) / "data/documents").iterdir()
    with pdfplumber.open(document) as pdf:
        is_across = [page.width > page.height for page in pdf.pages]
    assert is_across == [True, False]


def _set_aside_the_rest(workspace: Path, known: set[int]) -> list[int]:
    """Set aside what the acts made and nobody set aside yet; the numbers of those cases."""
    station = open_workspace(workspace, CLERK, "vi")
    try:
        waiting = station.case_summaries(CaseFilter(state=CaseState.TO_CHECK))
        rest = [row for row in waiting if row.id not in known]
        for row in rest:
            station.set_aside(row.id, "Trang của sổ khác", row.revision)
    finally:
        station.close()
    return [row.id for row in rest]


def _settle(workspace: Path, case_id: int, values: dict[str, str]) -> None:
    """Type what the book says, explain what cannot be read, finish. In this process: the command
    line of it is walked elsewhere, and starting it for each field takes minutes."""
    station = open_workspace(workspace, CLERK, "vi")
    try:
        for key, value in values.items():
            station.set_field(case_id, key, value, station.case_view(case_id).case.revision)
        record = station.case_view(case_id).case.record
        assert record is not None
        for key, field in record.fields.items():
            if field.state is ValueState.REVIEW:
                revision = station.case_view(case_id).case.revision
                station.confirm_empty(case_id, key, EmptyReason.UNREADABLE, revision)
        station.finish_case(case_id, station.case_view(case_id).case.revision)
    finally:
        station.close()
