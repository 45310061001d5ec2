"""Progress, reports, slips and handovers by command, on the walk of one batch."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pdfplumber
import pytest
from openpyxl import load_workbook
from support.program import Done, run

from digitizer.bootstrap.workspace import open_workspace
from digitizer.domain.record import ValueState

CLERK, SUPERVISOR = "Nguyễn Thị Mẫu", "Trần Văn Mẫu"
BOOK = "KS 2019"
TYPED = {
    "so": "7/2019",
    "quyenSo": "01/2019",
    "ngayDangKy": "02/04/2019",
    "noiDangKy": "UBND xã Mẫu, tỉnh Mẫu",
    "nksHoTen": "NGUYỄN VĂN MẪU",
    "nksNgaySinh": "30/03/2019",
    "nksNgaySinhBangChu": "Ngày ba mươi, tháng ba, năm hai nghìn không trăm mười chín",
}
PLAN = """
version = "1"
valid_from = 2026-01-01
superior = "UBND tỉnh Mẫu"
office = "UBND xã Mẫu"
code = "00001"
start = 2026-01-05

[[milestones]]
name = "Sổ khai sinh"
due = 2099-12-31
stage = "exported"
document_type = "civil_status.birth"
target = 1
source = "Kế hoạch mẫu"
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One scan of a birth certificate, read, in a batch."""
    root = tmp_path_factory.mktemp("progress")
    assert run("init", root / "ws").code == 0
    samples = root / "samples"
    assert run("samples", samples, "--count", 1, "--damage", "clean", "--seed", 5).code == 0
    book = root / "ws" / "inbox" / BOOK
    book.mkdir()
    for scan in samples.iterdir():
        if not scan.name.endswith(".truth.json"):
            shutil.copy(scan, book)
    assert run("watch", "--once", workspace=root / "ws").code == 0
    return root / "ws"


@pytest.mark.slow
@pytest.mark.tesseract
def test_counts_follow_a_batch_from_paper_to_package(workspace: Path, tmp_path: Path) -> None:
    def call(*arguments: object) -> Done:
        return run(*arguments, user=CLERK, workspace=workspace)

    def totals() -> list[int]:
        done = call("progress", "show", "--json")
        assert done.code == 0, done.err
        return list(done.objects[0]["totals"].values())

    assert totals() == [1, 1, 0, 0, 0]
    lost = call("slip", BOOK, "--json")
    assert (lost.code, lost.objects[0]["gaps"]) == (1, ["cases_open", "not_exported"])

    correct(workspace)
    assert totals() == [1, 1, 1, 0, 0]
    answer_for(workspace)
    assert totals() == [1, 1, 1, 1, 1]
    assert call("progress", "check", "--json").objects == [
        {"sound": True, "differing": 0, "undated": 0}
    ]

    plan = tmp_path / "plan.toml"
    plan.write_text(PLAN, encoding="utf-8")
    assert call("progress", "plan", "set", plan).code == 0
    (shown,) = call("progress", "plan", "show", "--json").objects
    assert [one["standing"] for one in shown["milestones"]] == ["reached"]

    slip = call("slip", BOOK, "--pdf", tmp_path / "slip.pdf", "--json")
    assert (slip.code, slip.objects[0]["gaps"]) == (0, [])
    assert slip.objects[0]["files"][0]["sha256"][:8] in pdf_text(tmp_path / "slip.pdf")

    files = {kind: tmp_path / f"r.{kind}" for kind in ("pdf", "xlsx", "json")}
    asked = [part for kind, file in files.items() for part in (f"--{kind}", file)]
    assert call("progress", "report", *asked).code == 0
    assert call("progress", "report", *asked).code == 2
    assert "UBND XÃ MẪU" in pdf_text(files["pdf"])
    rows = list(load_workbook(files["xlsx"]).worksheets[0].values)
    assert rows[1][1:] == (1, 1, 1, 1, 1)
    written = files["json"].read_text(encoding="utf-8")
    assert not any(secret in written for secret in (CLERK, SUPERVISOR, *TYPED.values(), BOOK))

    lengths = call("progress", "lengths", "--json").objects
    assert [one["batch"] for one in lengths] == [BOOK]
    assert sum(lengths[0]["fields"].values()) >= len(TYPED)
    merged(files["json"], tmp_path)


def correct(workspace: Path) -> None:
    """The clerk types and finishes the case and submits the batch."""
    station = open_workspace(workspace, CLERK, "en")
    try:
        for field, value in TYPED.items():
            station.set_field(1, field, value, station.case_view(1).case.revision)
        record = station.case_view(1).case.record
        assert record is not None
        for key, value in record.fields.items():
            if value.state is ValueState.REVIEW:
                station.confirm_field(1, key, station.case_view(1).case.revision)
        station.finish_case(1, station.case_view(1).case.revision)
        station.submit_batch(station.batch(BOOK).id)
    finally:
        station.close()


def answer_for(workspace: Path) -> None:
    station = open_workspace(workspace, SUPERVISOR, "en")
    try:
        station.approve_batch(station.batch(BOOK).id)
        assert station.rehearsal.rehearse(station.batch(BOOK).id).is_clean
        station.export_batch(station.batch(BOOK).id)
    finally:
        station.close()


def merged(report: Path, folder: Path) -> None:
    """A roll-up needs no workspace and goes on without the files that are bad."""
    other = json.loads(report.read_text(encoding="utf-8"))
    other["reports"][0] |= {"office": "UBND xã Khác", "code": "00002"}
    second, bad = folder / "other.json", folder / "bad.json"
    second.write_text(json.dumps(other), encoding="utf-8")
    bad.write_text("{", encoding="utf-8")
    target = folder / "all.json"
    done = run("progress", "merge", report, second, bad, "--json", target)
    assert done.code == 1
    assert "bad.json" in done.err
    again = run("progress", "merge", target)
    assert again.code == 0
    first_line = json.loads(again.out.splitlines()[0])
    assert [one["office"] for one in first_line["offices"]] == ["UBND xã Khác", "UBND xã Mẫu"]
    assert first_line["totals"]["exported"] == 2


@pytest.mark.slow
@pytest.mark.tesseract
def test_papers_are_out_until_they_come_back(workspace: Path, tmp_path: Path) -> None:
    def call(*arguments: object) -> Done:
        return run("handover", *arguments, workspace=workspace)

    people = ("--given-by", "Lê Văn Kho", "--taken-by", "Đỗ Thị Quét")
    minute = tmp_path / "out.pdf"
    out = call("add", "out", "KS 01/2006", "--books", 1, "--sheets", 200, *people, "--pdf", minute)
    assert out.code == 0, out.err
    assert "200" in out.out
    assert "Đỗ Thị Quét" in pdf_text(minute)
    same = call("add", "back", "KS", "--books", 1, "--given-by", "A", "--taken-by", "A")
    assert same.code == 2
    assert call("add", "back", "KS 01/2006", *people).code == 2
    back = call("add", "back", "KS 01/2006", "--books", 1, "--sheets", 200, *people)
    assert back.code == 0
    assert "200" not in back.out
    listed = call("list", "--json").objects
    assert [one["direction"] for one in listed] == ["out", "back"]
    assert call("print", 99, "--pdf", tmp_path / "x.pdf").code == 4


def pdf_text(path: Path) -> str:
    with pdfplumber.open(path) as document:
        return "\n".join(page.extract_text() for page in document.pages)
