"""A blank form becomes known to a workspace, and pages on it are read by place as well."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw
from support.program import run

from ocr.pages import DecodeLimits, iter_pages

BIRTH = "civil_status.birth"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that knows the form, beside ``samples`` with two pages on it and its blank."""
    root = tmp_path_factory.mktemp("forms")
    made = run(
        *("samples", root / "samples", "--count", 2, "--damage", "clean", "--seed", 9),
        *("--layout", "certificate_stock", "--blank"),
    )
    assert made.code == 0, made.err
    assert run("init", root / "ws").code == 0
    blank = root / "samples" / "blank.png"
    formed = run("form", blank, "ks-mau", "--type", BIRTH, workspace=root / "ws")
    assert formed.code == 0, formed.err
    return root / "ws"


def truths(workspace: Path) -> list[dict[str, Any]]:
    paths = sorted((workspace.parent / "samples").glob("*.truth.json"))
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths]


def fields(scan: Path, workspace: Path | None) -> dict[str, Any]:
    read = run("read", scan, "--json", workspace=workspace)
    assert read.code == 0, read.err
    found: dict[str, Any] = read.objects[0]["fields"]
    return found


@pytest.mark.slow
@pytest.mark.tesseract
def test_a_value_behind_a_torn_off_label_is_read_by_its_place(
    workspace: Path, tmp_path: Path
) -> None:
    truth = truths(workspace)[0]
    source = workspace.parent / "samples" / truth["source"]
    (page,) = iter_pages(source, DecodeLimits())
    image = Image.fromarray(page.image)
    draw = ImageDraw.Draw(image)
    for line in truth["pages"][0]["lines"]:
        # The left edge is gone: every label that begins a line with it.
        if line["quad"][0][0] < image.width * 0.2:
            top, bottom = line["quad"][0][1] - 20, line["quad"][2][1] + 20
            if line["text"].startswith(("Quê quán", "Nơi sinh")):
                draw.rectangle((0, top, round(image.width * 0.17), bottom), fill=(250, 244, 226))
    torn = tmp_path / "torn.png"
    image.save(torn, dpi=(page.dpi, page.dpi))
    plain, known = fields(torn, None), fields(torn, workspace)
    written = truth["cases"][0]["fields"]
    assert plain["nksQueQuan"]["state"] == "missing"
    for key in ("nksQueQuan", "nksNoiSinh"):
        assert known[key]["text"] == written[key]["text"]
        assert known[key]["state"] == "review"
        assert "by-place-only" in [problem["code"] for problem in known[key]["problems"]]
        assert known[key]["box"] is not None


@pytest.mark.slow
@pytest.mark.tesseract
def test_an_undamaged_page_reads_no_worse_for_the_form(workspace: Path) -> None:
    truth = truths(workspace)[1]
    source = workspace.parent / "samples" / truth["source"]
    known, written = fields(source, workspace), truth["cases"][0]["fields"]
    for key, field in written.items():
        if known[key]["state"] == "accepted":
            assert known[key]["value"] in (field["value"], field["text"]), key
    accepted = sum(known[key]["state"] == "accepted" for key in written)
    before = fields(source, None)
    assert accepted >= sum(before[key]["state"] == "accepted" for key in written) - 1


@pytest.mark.slow
@pytest.mark.tesseract
def test_what_is_no_blank_form_is_refused(workspace: Path, tmp_path: Path) -> None:
    blank = workspace.parent / "samples" / "blank.png"
    again = run("form", blank, "ks-mau", "--type", BIRTH, workspace=workspace)
    assert again.code == 2
    assert "ks-mau" in again.err
    assert run("form", blank, "../x", "--type", BIRTH, workspace=workspace).code == 2
    assert run("form", blank, "khac", "--type", "civil_status.none", workspace=workspace).code == 2
    empty = tmp_path / "empty.png"
    Image.new("L", (1654, 2339), 255).save(empty, dpi=(200, 200))
    nothing = run("form", empty, "trang", "--type", BIRTH, workspace=workspace)
    assert nothing.code == 2
    assert "empty.png" in nothing.err
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n1234")
    assert run("form", broken, "hong", "--type", BIRTH, workspace=workspace).code == 1
    names = [path.name for path in (workspace / "types" / "civil_status" / "forms").iterdir()]
    assert names == ["ks-mau"]


@pytest.mark.slow
@pytest.mark.tesseract
def test_a_form_whose_blank_is_spoiled_fails_no_page(workspace: Path, tmp_path: Path) -> None:
    blank = workspace / "types" / "civil_status" / "forms" / "ks-mau" / "blank.png"
    whole = blank.read_bytes()
    try:
        blank.write_bytes(whole[:200])
        truth = truths(workspace)[1]
        read = run(
            "read", workspace.parent / "samples" / truth["source"], "--json", workspace=workspace
        )
        assert read.code == 0, read.err
        page = read.objects[0]["pages"][0]
        assert "form-blank-unreadable" in [problem["code"] for problem in page["problems"]]
    finally:
        blank.write_bytes(whole)
