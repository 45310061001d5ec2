"""``digitizer schema``: what there is, what is wrong, and a new paper without touching code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from support.program import run

from digitizer.samples.fonts import label_families, load

pytestmark = pytest.mark.slow


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "xa"
    assert run("init", folder).code == 0
    return folder


def test_the_list_names_every_type_that_ships() -> None:
    listed = {each["type"]: each for each in run("schema", "list", "--json").objects}
    assert {"civil_status.birth", "civil_status.death"} <= listed.keys()
    assert all(each["source"] and each["version"] for each in listed.values())
    shown = run("schema", "show", "civil_status.birth", "--json").objects[0]
    assert shown["fields"][0]["key"] == "so"
    assert "Personal ID number" in run("schema", "show", "civil_status.birth").out


def test_an_unknown_type_is_told() -> None:
    done = run("schema", "show", "civil_status.wedding")
    assert done.code != 0
    assert "civil_status.wedding" in done.err


def test_the_format_is_a_json_schema() -> None:
    schema = json.loads(run("schema", "format", "form").out)
    assert schema["type"] == "object"


def test_check_names_file_and_line_of_every_fault(workspace: Path) -> None:
    assert run("schema", "check", workspace=workspace).code == 0
    folder = workspace / "types" / "y_te"
    folder.mkdir(parents=True)
    wrong = 'key = "y_te.phieu"\nversion = "1"\nvalid_from = "hôm nay"\n'
    (folder / "phieu.toml").write_text(wrong, encoding="utf-8")
    (folder / "so.toml").write_text("key = \n", encoding="utf-8")
    done = run("schema", "check", workspace=workspace)
    assert done.code == 1
    assert "y_te/phieu.toml" in done.err
    assert "valid_from:3" in done.err
    assert "y_te/so.toml" in done.err


@pytest.mark.tesseract
def test_a_new_paper_is_read_without_touching_code(workspace: Path, tmp_path: Path) -> None:
    done = run(
        "schema", "new", "y_te.tiem_chung", "--label", "Phiếu tiêm chủng",
        "--title", "PHIẾU TIÊM CHỦNG",
        "--field", "hoTen:name:Họ và tên trẻ:required",
        "--field", "ngaySinh:date:Ngày sinh",
        "--field", "soTien:money:Số tiền",
        workspace=workspace,
    )  # fmt: skip
    assert done.code == 0, done.err
    assert run("schema", "check", workspace=workspace).code == 0
    page = tmp_path / "phieu.png"
    _print_page(page)
    read = run("read", page, "--json", workspace=workspace).objects[0]
    assert read["document_type"] == "y_te.tiem_chung"
    values = {key: field["value"] for key, field in read["fields"].items()}
    assert values == {"hoTen": "Lê Minh Quân", "ngaySinh": "2025-03-12", "soTien": "150000"}


def test_a_taken_key_and_a_wrong_field_leave_nothing_behind(workspace: Path) -> None:
    common = ("--label", "Sổ", "--title", "SỔ")
    taken = run(
        "schema", "new", "civil_status.birth", *common, "--field", "a:text:A", workspace=workspace
    )
    wrong = run("schema", "new", "y_te.so", *common, "--field", "a:chữ:A", workspace=workspace)
    twice = run(
        "schema", "new", "y_te.so", *common, "--field", "a:text:A", "--field", "a:text:B",
        workspace=workspace,
    )  # fmt: skip
    for done in (taken, wrong, twice):
        assert done.code != 0
        assert done.err
    assert not list((workspace / "types").rglob("*.toml"))


def _print_page(path: Path) -> None:
    image = Image.new("RGB", (2480, 3508), (250, 249, 245))
    pen = ImageDraw.Draw(image)
    family = label_families()[0]
    pen.text((1240, 480), "PHIẾU TIÊM CHỦNG", "black", load(family.bold, 64), anchor="ms")
    rows = ("Họ và tên trẻ: Lê Minh Quân", "Ngày sinh: 12/03/2025", "Số tiền: 150.000 đồng")
    for number, row in enumerate(rows):
        pen.text((220, 620 + number * 105), row, "black", load(family.regular, 50), anchor="ls")
    image.save(path, dpi=(300, 300))
