"""The list of faces: enough families, and none in the test split that the line reader knows."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest
from PIL import ImageFont

from digitizer.samples import SPLITS, fonts

# The same outlines under another name: a trained family and what else it is called.
SAME_OUTLINES = {
    "tinos": ("liberationserif",),
    "arimo": ("liberationsans",),
    "cousine": ("liberationmono",),
    "carlito": ("lato",),
}
LEAST = {"": 7, "serif_bold": 5, "sans": 5, "typewriter": 5, "hand": 2}


def table(package: str, name: str) -> dict[str, Any]:
    return tomllib.loads(files(package).joinpath(name).read_text(encoding="utf-8"))


def listed() -> list[dict[str, Any]]:
    faces = table("digitizer.samples", "faces.toml")
    return [*faces["label"], *faces["value"]]


def plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def families(split: str) -> set[str]:
    """The families by the beginnings of their files' names, of which a face has several."""
    names = {plain(file) for one in listed() if one["split"] == split for file in one["files"]}
    return {re.sub(r"(mediumitalic|regular|bold|italic|[rb]+i?)?(otf|ttf)$", "", n) for n in names}


def installed(split: str) -> dict[str, str]:
    """The files of a split on this machine, each with the family that it says it is of."""
    here = fonts._installed()
    wanted = [file for one in listed() if one["split"] == split for file in one["files"]]
    return {
        file: ImageFont.truetype(here[file], 12).getname()[0] or ""
        for file in wanted
        if file in here
    }


def test_both_splits_have_enough_families_of_every_style() -> None:
    assert len(families("train") | families("test")) >= 20
    assert not families("train") & families("test")
    for style, least in LEAST.items():
        files_of = [one["files"] for one in listed() if one.get("style", "") == style]
        test = [one for one in listed() if one.get("style", "") == style and one["split"] == "test"]
        assert len(files_of) > len(test)
        assert sum(len(one["files"]) if style else 1 for one in test) >= least, style


def test_the_line_reader_knows_no_face_of_the_test_split() -> None:
    trained = {plain(one["package"]) for one in table("ocr.training", "fonts.toml")["family"]}
    taken = trained | {other for name in trained for other in SAME_OUTLINES.get(name, ())}
    found = installed("test")
    if not found:
        pytest.skip("no font of the test split is installed")
    for file, family in found.items():
        assert plain(family) not in taken, file
    assert not any(plain(one["package"]).startswith("fontsliberation") for one in listed())


@pytest.mark.parametrize("split", SPLITS)
def test_every_installed_face_has_every_letter(split: str) -> None:
    found = installed(split)
    if not found:
        pytest.skip(f"no font of the {split} split is installed")
    letters = fonts.vietnamese_letters()
    here = fonts._installed()
    assert not [file for file in found if not fonts.covers(here[file], letters)]
