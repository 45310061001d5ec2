"""A form that the program does not know, and its document type, by the command line alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support import unknown_form
from support.program import Done, run

TYPE = "dia_phuong.tiem_chung"
KINDS = {"Họ và tên trẻ": "name", "Ngày, tháng, năm sinh": "date", "Họ và tên mẹ": "name"}

pytestmark = [pytest.mark.slow, pytest.mark.tesseract]


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sheets")
    unknown_form.draw(folder / "blank.png")
    unknown_form.draw(folder / "filled.png", unknown_form.VALUES)
    return folder


def add(sheets: Path, workspace: Path, *more: object) -> Done:
    told = [
        part
        for label in unknown_form.LABELS
        for part in ("--field", f"{label}:{KINDS.get(label, 'text')}")
    ]
    return run(
        *("form", sheets / "blank.png", "tiem-chung", "--type", TYPE),
        *("--new-type", "Phiếu đăng ký tiêm chủng", "--title", unknown_form.TITLE),
        *told,
        *more,
        workspace=workspace,
    )


def read(scan: Path, workspace: Path) -> dict[str, Any]:
    done = run("read", scan, "--json", workspace=workspace)
    assert done.code == 0, done.err
    found: dict[str, Any] = done.objects[0]
    return found


def test_a_new_type_and_its_form_are_made_and_read_by(sheets: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "ws"
    assert run("init", workspace).code == 0
    assert read(sheets / "filled.png", workspace)["document_type"] is None

    done = add(sheets, workspace, "--sample", sheets / "filled.png", "--version", "2026.1")

    assert done.code == 0, done.err
    assert "Lê Minh Quân" in done.out
    found = read(sheets / "filled.png", workspace)
    assert found["document_type"] == TYPE
    texts = [field["text"] for field in found["fields"].values()]
    assert texts == list(unknown_form.VALUES.values())
    written = (workspace / "types" / "dia_phuong" / "forms" / "tiem-chung" / "form.toml").read_text(
        encoding="utf-8"
    )
    assert 'version = "2026.1"' in written


def test_a_sample_that_does_not_fit_saves_nothing(sheets: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "ws"
    assert run("init", workspace).code == 0
    made = run("samples", tmp_path / "other", "--layout", "certificate_stock", "--blank")
    assert made.code == 0, made.err

    done = add(sheets, workspace, "--sample", tmp_path / "other" / "blank.png")

    assert done.code == 2
    assert "blank.png" in done.err
    assert not list((workspace / "types").rglob("*.toml"))


@pytest.mark.parametrize("spec", ["Họ tên:nomen", ":text", "Giới tính:code"])
def test_a_field_that_cannot_be_is_refused(sheets: Path, tmp_path: Path, spec: str) -> None:
    workspace = tmp_path / "ws"
    assert run("init", workspace).code == 0

    done = add(sheets, workspace, "--field", spec)

    assert done.code in (2, 5)
    assert done.err.strip()
    assert not list((workspace / "types").rglob("*.toml"))
