"""Blank forms of a workspace: what is taken, and how a wrong one is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from digitizer.domain.errors import BadSchema
from digitizer.domain.form import Form, FormWord, Place, Zone
from digitizer.messages import Messages
from digitizer.schemas import load_catalog
from digitizer.schemas.forms import form_text

FORM = Form(
    "civil_status/mau-1",
    "civil_status.birth",
    "1",
    'Mẫu "KS" của xã',
    date(2026, 1, 2),
    210,
    297,
    Path("-"),
    (FormWord('Họ, chữ "đệm"', Place(20, 50.25, 30, 4)),),
    (Zone("nksHoTen", Place(52.5, 50, 100, 8)), Zone("nksNoiSinh", Place(22, 60, 160.5, 8))),
)


def folder_with(root: Path, text: str, *, blank: bool = True) -> Path:
    folder = root / "civil_status" / "forms" / "mau-1"
    folder.mkdir(parents=True)
    (folder / "form.toml").write_text(text, encoding="utf-8")
    if blank:
        Image.new("L", (210, 297), 255).save(folder / "blank.png")
    return folder


def test_a_form_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, form_text(FORM))
    (found,) = load_catalog([tmp_path]).forms
    assert found == replace(FORM, blank=folder / "blank.png")
    assert load_catalog().forms == ()


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ('field = "nksHoTen"', 'field = "nksTen"', "schema-unknown-field", "zones[0]"),
        ("[52.50, 50.00, 100.00", "[152.50, 50.00, 100.00", "schema-zone-outside", "zones[0]"),
        ("[52.50, 50.00, 100.00", "[52.50, 50.00, 0.00", "schema-zone-outside", "zones[0]"),
        ("civil_status.birth", "civil_status.born", "schema-unknown-type", "document_type"),
        ("[52.50, 50.00, 100.00, 8.00]", "[52.50, 50.00]", "schema-wrong", "zones[0]"),
        ("size = [210, 297]", "size = [210, 297", "schema-not-toml", ""),
        ("size = [210, 297]", 'size = [210, 297]\nnew = "x"', "schema-wrong", "new"),
    ],
)
def test_a_wrong_form_is_refused_with_file_and_place(
    tmp_path: Path, old: str, new: str, code: str, place: str
) -> None:
    text = form_text(FORM)
    assert old in text
    folder_with(tmp_path, text.replace(old, new))
    with pytest.raises(BadSchema) as caught:
        load_catalog([tmp_path])
    assert caught.value.code == code
    assert "form.toml" in str(caught.value.params["file"])
    assert str(caught.value.params["place"]).startswith(place)
    assert all(Messages(language).error(caught.value) for language in ("vi", "en"))


def test_a_form_without_its_blank_sheet_is_refused(tmp_path: Path) -> None:
    folder_with(tmp_path, form_text(FORM), blank=False)
    with pytest.raises(BadSchema, match="schema-no-blank"):
        load_catalog([tmp_path])
