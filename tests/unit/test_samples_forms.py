"""The forms of every civil status type: complete truth, nothing cut off, nothing in both parts."""

import json
from pathlib import Path
from random import Random
from typing import Any
from unicodedata import is_normalized

import pytest

from digitizer.domain.schema import FieldKind
from digitizer.samples import (
    ALL_LAYOUTS,
    FORMS,
    REGISTERS,
    SPLITS,
    SampleFile,
    SampleSpec,
    Wish,
    generate,
    plan,
)
from digitizer.samples.canvas import Canvas
from digitizer.samples.generate import _choose_pen, _draw
from digitizer.samples.inventors import INVENTORS
from digitizer.schemas import load_catalog


def truth_of(sample: SampleFile) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads(sample.truth_path.read_text(encoding="utf-8"))
    return truth


def drawn(name: str, seed: int, style: str = "sans") -> list[Canvas]:
    """A layout as it is drawn, before any damage."""
    layout = ALL_LAYOUTS[name]
    spec = SampleSpec(1, name, "clean", style, 100, ".png", f"{seed}/{name}")
    record = INVENTORS[layout.document_type](Random(f"{seed}/{name}"), layout.years)
    return _draw(layout, _choose_pen(spec, layout), record)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", REGISTERS)
def test_every_type_has_two_layouts_of_every_form_in_different_parts(kind: str, form: str) -> None:
    layouts = [
        layout
        for layout in ALL_LAYOUTS.values()
        if layout.form == form
        and layout.document_type == f"civil_status.{kind}"
        and not layout.is_stock
    ]
    assert len(layouts) >= 2
    assert {layout.split for layout in layouts} == set(SPLITS)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("name", ALL_LAYOUTS)
def test_no_print_runs_over_the_margins(name: str, seed: int) -> None:
    for canvas in drawn(name, seed, ("sans", "serif_bold", "typewriter")[seed % 3]):
        for line in canvas.lines:
            area = line.area
            assert area.left >= canvas.px(12), line.text
            assert area.right <= canvas.width - canvas.px(12), line.text
            assert area.top >= canvas.px(10), line.text
            assert area.bottom <= canvas.height - canvas.px(10), line.text


@pytest.mark.parametrize("name", ALL_LAYOUTS)
def test_words_of_a_line_do_not_overlap(name: str) -> None:
    for canvas in drawn(name, 3):
        for line in canvas.lines:
            for before, after in zip(line.runs, line.runs[1:], strict=False):
                assert before.area.right <= after.area.left + 2, line.text


@pytest.mark.parametrize("name", ALL_LAYOUTS)
def test_truth_is_of_the_type_and_whole(name: str, tmp_path: Path) -> None:
    truth = truth_of(generate(tmp_path, 1, 5, damage="low_dpi", layout=name)[0])
    document_type = load_catalog().types[truth["document_type"]]
    specs = {spec.key: spec for spec in document_type.fields}
    needed = {key for key, spec in specs.items() if spec.need.value == "required"}
    if ALL_LAYOUTS[name].form == "declaration":
        # What the office gives is not known yet when something is asked for.
        needed -= {"so", "ngayDangKy"}
    # Whoever digitises a document gives it its code.
    needed -= {"DocCode"}
    for case in truth["cases"]:
        assert set(case["fields"]) <= set(specs)
        assert needed <= set(case["fields"])
        for key, field in case["fields"].items():
            assert field["text"], key
            assert field["places"], key
            assert is_normalized("NFC", field["text"] + field["value"])
            if specs[key].kind in (FieldKind.TABLE, FieldKind.TICK):
                continue
            for place in field["places"]:
                assert " ".join(piece["text"] for piece in place) == field["text"], key


def test_a_wish_is_kept_and_the_parts_share_no_layout() -> None:
    used: dict[str, set[str]] = {}
    for split in SPLITS:
        wish = Wish(types=("all",), split=split)
        used[split] = {spec.layout for spec in plan(60, 1, wish)}
        assert {ALL_LAYOUTS[name].split for name in used[split]} == {split}
        types = {ALL_LAYOUTS[name].document_type for name in used[split]}
        assert types == {f"civil_status.{kind}" for kind in REGISTERS}
    assert not used["train"] & used["test"]
    wish = Wish(types=("death", "marriage"), forms=("register",))
    layouts = {ALL_LAYOUTS[spec.layout] for spec in plan(12, 1, wish)}
    assert {layout.form for layout in layouts} == {"register"}
    assert len({layout.document_type for layout in layouts}) == 2


def test_a_longer_wide_run_begins_with_the_shorter_one() -> None:
    wish = Wish(types=("all",))
    assert plan(50, 5, wish)[:9] == plan(9, 5, wish)


def test_a_wide_run_writes_the_same_files_again(tmp_path: Path) -> None:
    wish = Wish(types=("marriage", "death"), damages=("skew", "low_dpi"))
    first, second = (generate(tmp_path / name, 2, 3, wish=wish) for name in "ab")
    for one, other in zip(first, second, strict=True):
        assert one.path.read_bytes() == other.path.read_bytes()
        assert one.truth_path.read_bytes() == other.truth_path.read_bytes()


@pytest.mark.parametrize(
    "wish",
    [
        Wish(types=("divorce",)),
        Wish(forms=("poster",)),
        Wish(split="validation"),
        Wish(types=("all",), damages=("skew+burnt",)),
        Wish(types=("all",), damages=("skew+spread",)),
        Wish(forms=("extract",), damages=("spread",)),
        Wish(types=("birth",), layouts=("death_extract_2020",)),
    ],
)
def test_what_there_is_not_is_refused(wish: Wish) -> None:
    with pytest.raises(ValueError):
        plan(1, 1, wish)
