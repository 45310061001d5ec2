"""Personnel and Party files: from scans to a verified package in a restricted workspace only."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.program import run
from support.type_walk import Walked, expected_row, walk_types

from digitizer.domain.schema import Catalog, FieldKind
from digitizer.samples import Wish, generate
from digitizer.schemas import load_catalog

LAYOUTS = {
    "cadre_resume_2c": ("cadre_resume_2c_tctw_98", "cadre_resume_2c_bnv_2008"),
    "cadre_resume_2023": ("cadre_resume_2023_circular", "cadre_resume_2023_circular_dense"),
    "party_member_file": ("party_member_file_record_2knd", "party_member_file_member_card_file"),
}
KEYS = {
    "cadre_resume_2c": "cadre.resume_2c",
    "cadre_resume_2023": "cadre.resume_2023",
    "party_member_file": "party.member_file",
}
SHARE = 0.9


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Walked]:
    return walk_types(tmp_path_factory.mktemp("cadre"), LAYOUTS, seed=41, restricted=True)


@pytest.mark.slow
@pytest.mark.tesseract
@pytest.mark.parametrize("kind", LAYOUTS)
def test_scans_are_told_and_read(walked: dict[str, Walked], kind: str) -> None:
    found = walked[kind]
    assert found.types == [KEYS[kind]] * len(LAYOUTS[kind])
    assert found.wrong == []
    assert found.right >= SHARE * found.printed


@pytest.mark.slow
@pytest.mark.tesseract
@pytest.mark.parametrize("kind", LAYOUTS)
def test_what_leaves_is_what_the_papers_say(walked: dict[str, Walked], kind: str) -> None:
    found, catalog = walked[kind], load_catalog()
    assert found.sound
    for row, values in zip(found.rows, found.expected, strict=True):
        wanted = expected_row(catalog, KEYS[kind], values)
        tables = _tables(catalog, KEYS[kind])
        assert {name: row[name] for name in wanted if name not in tables} == {
            name: text for name, text in wanted.items() if name not in tables
        }


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
        assert not {each["type"] for each in listed} & set(KEYS.values())
        asked = run("read", made.path, "--type", "party.member_file", workspace=place)
        assert asked.code != 0


def test_doctor_tells_a_restricted_workspace(tmp_path: Path) -> None:
    for name, options in (("ordinary", []), ("restricted", ["--restricted"])):
        assert run("init", tmp_path / name, *options).code == 0
        found = run("doctor", "--json", workspace=tmp_path / name).objects
        told = "restricted" in [each["code"] for each in found]
        assert told == (name == "restricted")


def _tables(catalog: Catalog, key: str) -> set[str]:
    """Tables leave as lines of words, which the tests of exports look at."""
    return {spec.key for spec in catalog.types[key].fields if spec.kind is FieldKind.TABLE}
