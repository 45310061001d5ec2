"""Sampling by command: the plan, a batch that goes back, and passes the second time."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pdfplumber
import pytest
from support.program import Done, run

CLERK, SUPERVISOR = "Nguyễn Thị Mẫu", "Trần Văn Mẫu"
BATCH = "KS 2019"
TYPED = {
    "so": "7/2019",
    "quyenSo": "01/2019",
    "ngayDangKy": "02/04/2019",
    "noiDangKy": "UBND xã Mẫu, tỉnh Mẫu",
    "nksHoTen": "NGUYỄN VĂN MẪU",
    "nksNgaySinh": "30/03/2019",
    "nksNgaySinhBangChu": "Ngày ba mươi, tháng ba, năm hai nghìn không trăm mười chín",
}


def test_a_plan_needs_no_workspace() -> None:
    (plan,) = run("sampling", "plan", "--lot", 2000, "--aql", 1, "--json").objects
    assert (plan["letter"], plan["size"], plan["accept"], plan["reject"]) == ("K", 125, 3, 4)
    assert plan["curve"][0] == {"faulty": 0.0, "passes": 1.0}
    assert "K" in run("sampling", "plan", "--lot", 2000).out
    assert run("sampling", "plan", "--lot", 2000, "--aql", 1.1).code == 2


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One finished case in a workspace that asks for small samples of fields."""
    root = tmp_path_factory.mktemp("sampling")
    workspace = root / "ws"
    assert run("init", workspace).code == 0
    settings = workspace / "digitizer.toml"
    text = settings.read_text(encoding="utf-8")
    asked = 'profile = "fields-only"\nlevel = "S-1"\nlimit = 6.5'
    assert 'profile = ""' in text
    settings.write_text(text.replace('profile = ""', asked), encoding="utf-8")
    samples = root / "samples"
    assert run("samples", samples, "--count", 1, "--damage", "clean", "--seed", 5).code == 0
    book = workspace / "inbox" / BATCH
    book.mkdir()
    for scan in samples.iterdir():
        if not scan.name.endswith(".truth.json"):
            shutil.copy(scan, book)
    assert run("watch", "--once", workspace=workspace).code == 0
    for field, value in TYPED.items():
        assert run("records", "set", 1, field, value, workspace=workspace).code == 0
    done = run("records", "confirm", 1, "--all", "--finish", workspace=workspace)
    assert done.code == 0, done.err
    return workspace


@pytest.mark.slow
@pytest.mark.tesseract
@pytest.mark.timeout(600)
def test_a_batch_goes_back_and_passes_the_second_time(workspace: Path, tmp_path: Path) -> None:
    def call(user: str, *arguments: object) -> Done:
        return run(*arguments, user=user, workspace=workspace)

    def ask(*arguments: object) -> Done:
        done = call(SUPERVISOR, "sampling", *arguments)
        assert done.code == 0, done.err
        return done

    fields = call(CLERK, "records", "show", 1, "--json").objects[0]["fields"]

    def key(*, wrong: bool) -> None:
        (task,) = ask("next", BATCH, "--json").objects
        held = fields[task["field"]]["text"]
        assert Path(task["image"]).is_file()
        assert not held or held not in str(task)
        right = [held] if held else ["--empty", "not_on_paper"]
        ask("key", BATCH, task["place"], *(["--empty", "torn"] if wrong else right))

    assert call(CLERK, "batch", "submit", BATCH).code == 0
    assert call(SUPERVISOR, "batch", "approve", BATCH).code == 3
    assert call(SUPERVISOR, "sampling", "next", BATCH).code == 3
    assert call(CLERK, "sampling", "draw", BATCH).code == 3
    assert re.search(r"[0-9a-f]{32}", ask("draw", BATCH).out)
    assert call(SUPERVISOR, "sampling", "mark", BATCH, "1", "--right").code == 2
    assert call(CLERK, "sampling", "key", BATCH, 1, "x").code == 3
    key(wrong=True)
    assert call(SUPERVISOR, "sampling", "close", BATCH).code == 3
    key(wrong=False)
    assert not ask("next", BATCH, "--json").objects

    (difference,) = ask("differences", BATCH, "--json").objects
    torn, other = ("a", "b") if difference["a"]["empty"] == "torn" else ("b", "a")
    place = difference["place"]
    assert call(SUPERVISOR, "sampling", "judge", BATCH, place, "--take", other).code == 2
    ask("judge", BATCH, place, "--take", torn)
    (closed,) = ask("close", BATCH, "--json").objects
    assert (closed["status"], closed["wrong"], closed["units"]) == ("rejected", 1, 2)
    assert closed["field_accuracy"] == 0.5

    sheet = tmp_path / "phieu.pdf"
    ask("result", closed["sample"], "--pdf", sheet)
    with pdfplumber.open(sheet) as pdf:
        printed = "\n".join(page.extract_text() for page in pdf.pages)
    for said in ("RESULT OF A SAMPLE CHECK", closed["seed"], closed["audit_head"], SUPERVISOR):
        # A hash is longer than its line.
        assert re.sub(r"\s", "", said) in re.sub(r"\s", "", printed)
    assert not any(value in printed for value in TYPED.values())

    assert call(CLERK, "records", "show", 1, "--json").objects[0]["state"] == "returned"
    pinned = ["records", "keep", 1, difference["field"], "--reason", "giấy ghi rõ"]
    assert call(CLERK, *pinned).code == 0
    done = call(CLERK, "records", "confirm", 1, "--all", "--finish")
    assert done.code == 0, done.err
    assert call(CLERK, "batch", "submit", BATCH).code == 0
    (state,) = ask("status", BATCH, "--json").objects
    assert (state["status"], state["required"]) == ("waiting", True)
    ask("draw", BATCH)
    for _ in range(2):
        key(wrong=False)
    (closed,) = ask("close", BATCH, "--json").objects
    assert (closed["status"], closed["wrong"]) == ("accepted", 0)
    assert call(SUPERVISOR, "batch", "approve", BATCH).code == 0
    rows = ask("history", "--json").objects
    assert [row["status"] for row in rows] == ["accepted", "rejected"]
    assert SUPERVISOR in ask("history").out
