"""Putting a form into a workspace: whole and loadable, or nothing at all."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from digitizer.bootstrap import form_files
from digitizer.bootstrap.form_files import save_form, staged
from digitizer.domain.errors import BadSchema, EnvironmentFault, InvalidInput
from digitizer.domain.form import FormWord, Place, Zone
from digitizer.domain.form_draft import BlankSheet, FieldDraft, FormDraft, TypeDraft
from digitizer.domain.schema import FieldKind, Need
from digitizer.schemas import load_catalog

TODAY = date(2026, 3, 2)


def picture() -> bytes:
    written = io.BytesIO()
    Image.new("L", (210, 297), 250).save(written, "PNG")
    return written.getvalue()


SHEET = BlankSheet(
    "trong.png", picture(), 210, 297, (210.06, 297.05), (FormWord("Họ", Place(20, 50, 9, 4)),)
)
FIELDS = (
    FieldDraft("hoTen", 'Họ, "đệm", tên', "Name", FieldKind.NAME, Need.REQUIRED, printed="Họ tên"),
    FieldDraft("gioiTinh", "Giới tính", "", FieldKind.CODE, code_list="gioi_tinh"),
)
TYPE = TypeDraft("dia_phuong.phieu", "Phiếu", "", "PHIẾU TIÊM CHỦNG", FIELDS)
DRAFT = FormDraft(
    SHEET,
    "phieu-1",
    TYPE.key,
    "2026.1",
    "Mẫu của xã",
    (Zone("hoTen", Place(71.81, 50, 138.25, 8)), Zone("gioiTinh", Place(20, 289, 40, 8.05))),
    TYPE,
)
BIRTH = replace(
    DRAFT,
    document_type="civil_status.birth",
    zones=(Zone("nksHoTen", Place(20, 50, 90, 8)),),
    new_type=None,
)


def left_in(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_a_new_type_with_its_form_loads_and_can_be_exported(tmp_path: Path) -> None:
    types = tmp_path / "types"

    form = save_form(DRAFT, types, TODAY)

    catalog = load_catalog([types])
    made = catalog.types[TYPE.key]
    assert [(spec.key, spec.kind, spec.need) for spec in made.fields] == [
        ("hoTen", FieldKind.NAME, Need.REQUIRED),
        ("gioiTinh", FieldKind.CODE, Need.OPTIONAL),
    ]
    assert made.titles == ("PHIẾU TIÊM CHỦNG",)
    assert made.title_field == "hoTen"
    columns = [column.field for column in catalog.profiles[TYPE.key].columns if column.field]
    assert columns == ["hoTen", "gioiTinh"]
    assert catalog.forms == (form,)
    assert form.blank.read_bytes() == SHEET.picture
    # A zone up to the very edge of the sheet stays on it through the rounding of the file.
    assert form.zones[0].place.width == pytest.approx(138.25, abs=0.02)
    assert [path.name for path in tmp_path.iterdir()] == ["types"]


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (replace(BIRTH, zones=(Zone("nksTen", Place(20, 50, 90, 8)),)), "schema-unknown-field"),
        (
            replace(DRAFT, new_type=replace(TYPE, fields=(replace(FIELDS[0], key="1x"),))),
            "schema-wrong",
        ),
        (
            replace(
                DRAFT, new_type=replace(TYPE, fields=(FIELDS[0], replace(FIELDS[1], code_list="x")))
            ),
            "schema-unknown-list",
        ),
    ],
)
def test_what_would_not_load_is_refused_with_its_place_and_leaves_nothing(
    tmp_path: Path, draft: FormDraft, code: str
) -> None:
    types = tmp_path / "types"
    save_form(replace(BIRTH, name="khac"), types, TODAY)
    before = left_in(tmp_path)

    with pytest.raises(BadSchema) as caught:
        save_form(draft, types, TODAY)

    assert caught.value.code == code
    assert caught.value.params["file"].startswith(str(types))
    assert caught.value.params["place"].rpartition(":")[2].isdecimal()
    assert left_in(tmp_path) == before


def test_a_form_is_never_written_over(tmp_path: Path) -> None:
    save_form(BIRTH, tmp_path / "types", TODAY)

    with pytest.raises(InvalidInput, match="form-exists"):
        save_form(replace(BIRTH, version="2"), tmp_path / "types", TODAY)


def test_a_type_that_came_to_lie_there_meanwhile_is_not_taken_over(tmp_path: Path) -> None:
    types = tmp_path / "types"
    other = types / "dia_phuong" / "phieu.toml"
    save_form(DRAFT, types, TODAY)
    content = other.read_bytes()

    with pytest.raises(EnvironmentFault, match="form-no-io"):
        save_form(replace(DRAFT, name="phieu-2"), types, TODAY)

    assert other.read_bytes() == content
    assert not (types / "dia_phuong" / "forms" / "phieu-2").exists()


def test_a_type_whose_form_cannot_be_placed_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(form_files.Path, "rename", full)

    with pytest.raises(EnvironmentFault, match="No space left"):
        save_form(DRAFT, tmp_path / "types", TODAY)

    assert left_in(tmp_path) == []


def test_a_new_version_keeps_the_one_before(tmp_path: Path) -> None:
    types = tmp_path / "types"
    first = save_form(BIRTH, types, TODAY)
    old = (first.blank.parent / "form.toml").read_text(encoding="utf-8")
    moved = (Zone("nksHoTen", Place(30, 60, 80, 8)),)

    second = save_form(replace(BIRTH, version="2", zones=moved, replaces=first), types, TODAY)

    assert (second.version, second.zones) == ("2", moved)
    assert load_catalog([types]).forms == (second,)
    kept = first.blank.parent / "history" / "2026.1.toml"
    assert kept.read_text(encoding="utf-8") == old


def test_another_print_is_no_new_version(tmp_path: Path) -> None:
    types = tmp_path / "types"
    first = save_form(BIRTH, types, TODAY)
    other = replace(SHEET, picture=SHEET.picture + b"x")

    with pytest.raises(InvalidInput, match="form-other-blank"):
        save_form(replace(BIRTH, version="2", sheet=other, replaces=first), types, TODAY)


def test_a_draft_is_loaded_beside_what_there_is_and_gone_afterwards(tmp_path: Path) -> None:
    types = tmp_path / "types"

    with staged(DRAFT, types, TODAY) as stage:
        assert stage.form.document_type in stage.catalog.types
        assert "civil_status.birth" in stage.catalog.types

    assert left_in(tmp_path) == []
