"""What the later choices of samples draw: wear of paper, slots, faces by split."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from digitizer.samples import Wish, generate
from digitizer.samples.capture import ALL_DAMAGES, ONE_PAGE, SPREAD, TAKING_TURNS
from digitizer.samples.fonts import HAND, VALUE_STYLES, label_families, value_fonts
from digitizer.samples.slots import SLOTS, STAMP_INKS, STAMPED, Slots
from digitizer.samples.wear import WEAR

LAYOUT = "marriage_declaration_columns"


def made(folder: Path, damage: str, seed: int = 3) -> tuple[Path, dict[str, Any]]:
    wish = Wish(layouts=(LAYOUT,), damages=(damage,), split="")
    sample = generate(folder / damage, 1, seed, wish=wish)[0]
    return sample.path, json.loads(sample.truth_path.read_text(encoding="utf-8"))


def texts(truth: dict[str, Any]) -> dict[str, str]:
    return {key: field["text"] for key, field in truth["cases"][0]["fields"].items()}


def test_sixteen_damages_and_more_take_turns_and_slots_only_when_named() -> None:
    harms = set(TAKING_TURNS) - {"clean", "mix"}
    assert len(harms) >= 16
    assert not harms & set(SLOTS)
    assert set(ALL_DAMAGES) == {*ONE_PAGE, SPREAD}


@pytest.mark.parametrize("damage", sorted(WEAR))
def test_wear_leaves_every_value_on_the_page(tmp_path: Path, damage: str) -> None:
    path, truth = made(tmp_path, damage)
    assert texts(truth) == texts(made(tmp_path, "clean")[1])
    if path.suffix == ".pdf":
        return
    pages = truth["pages"]
    with Image.open(path) as image:
        assert (pages[0]["width"], pages[0]["height"]) == image.size
    for line in pages[0]["lines"]:
        for x, y in line["quad"]:
            assert 0 <= x <= pages[0]["width"]
            assert 0 <= y <= pages[0]["height"]


@pytest.mark.parametrize("slot", SLOTS)
def test_the_truth_names_the_values_that_are_not_printed(tmp_path: Path, slot: str) -> None:
    fields = made(tmp_path, slot)[1]["cases"][0]["fields"]
    slots = {key for key, field in fields.items() if "slot" in field}
    assert slots
    assert {fields[key]["slot"] for key in slots} == {slot}
    assert not any("slot" in f for f in made(tmp_path, "clean")[1]["cases"][0]["fields"].values())


def test_a_stamp_is_for_dates_and_numbers_and_not_for_names() -> None:
    slots = Slots(STAMPED, value_fonts("sans", "all")[0], STAMP_INKS[0], 1.0, "s")
    assert slots.takes("ngayDangKy", "12/03/1987")
    assert slots.takes("ngayDangKy", "ngày 5 tháng 6 năm 1990")
    assert slots.takes("so", "73")
    assert not slots.takes("hoTen", "Mai Văn Sỹ")


def test_no_face_is_in_both_splits() -> None:
    styles = (*VALUE_STYLES, HAND)
    faces = {
        split: {face.regular for face in label_families(split)}
        | {path for style in styles for path in value_fonts(style, split)}
        for split in ("train", "test", "all")
    }
    assert not faces["train"] & faces["test"]
    assert faces["train"] | faces["test"] == faces["all"]


def test_two_letters_of_a_hand_are_not_alike() -> None:
    face = value_fonts(HAND, "all")[0]
    slots = Slots("handwritten", face, (0, 0, 0), 1.0, "s")
    page = Image.new("RGB", (400, 120), (255, 255, 255))
    slots.write(page, (20, 80), "nn", 60, "ls")
    ink = np.asarray(page.convert("L")) < 128
    columns = np.flatnonzero(ink.any(axis=0))
    gap = int(np.argmax(np.diff(columns)))
    first, second = (
        ink[:, columns[0] : columns[gap] + 1],
        ink[:, columns[gap + 1] : columns[-1] + 1],
    )
    assert first.shape != second.shape or (first != second).any()
