"""Personnel and Party files: from scans to a verified package in a restricted workspace only."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.program import run
from support.type_walk import (
    Walked,
    assert_leaves_as_printed,
    assert_told_and_read,
    walk_types,
)

from digitizer.samples import TYPES, Wish, generate

LAYOUTS = {
    "cadre_resume_2c": ("cadre_resume_2c_tctw_98", "cadre_resume_2c_bnv_2008"),
    "cadre_resume_2023": ("cadre_resume_2023_circular", "cadre_resume_2023_circular_dense"),
    "party_member_file": ("party_member_file_record_2knd", "party_member_file_member_card_file"),
}
SHARE = 0.9


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Walked]:
    return walk_types(tmp_path_factory.mktemp("cadre"), LAYOUTS, seed=41, restricted=True)


@pytest.mark.slow
@pytest.mark.tesseract
@pytest.mark.parametrize("kind", LAYOUTS)
def test_scans_are_told_and_read(walked: dict[str, Walked], kind: str) -> None:
    assert_told_and_read(walked[kind], kind, len(LAYOUTS[kind]), SHARE)


@pytest.mark.slow
@pytest.mark.tesseract
@pytest.mark.parametrize("kind", LAYOUTS)
def test_what_leaves_is_what_the_papers_say(walked: dict[str, Walked], kind: str) -> None:
    assert_leaves_as_printed(walked[kind], kind)


@pytest.mark.slow
@pytest.mark.tesseract
def test_an_ordinary_workspace_knows_such_pages_and_types_not(tmp_path: Path) -> None:
    wish = Wish(layouts=("party_member_file_member_card_file",), damages=("clean",))
    (made,) = generate(tmp_path / "samples", 1, 44, wish=wish)
    workspace = tmp_path / "ws"
    assert run("init", workspace).code == 0
    shutil.copy(made.path, workspace / "inbox")

    watched = run("watch", "--once", workspace=workspace)

    assert watched.code == 0, watched.out + watched.err
    cases = run("records", "list", "--json", workspace=workspace).objects
    assert [case["document_type"] for case in cases] == [None]
    (alone,) = run("read", made.path, "--json").objects
    assert alone["document_type"] is None
    for place in (None, workspace):
        listed = run("schema", "list", "--json", workspace=place).objects
        assert not {each["type"] for each in listed} & {TYPES[kind] for kind in LAYOUTS}
        asked = run("read", made.path, "--type", "party.member_file", workspace=place)
        assert asked.code != 0


def test_doctor_tells_a_restricted_workspace(tmp_path: Path) -> None:
    for name, options in (("ordinary", []), ("restricted", ["--restricted"])):
        assert run("init", tmp_path / name, *options).code == 0
        found = run("doctor", "--json", workspace=tmp_path / name).objects
        told = "restricted" in [each["code"] for each in found]
        assert told == (name == "restricted")
