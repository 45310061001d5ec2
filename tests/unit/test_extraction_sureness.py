"""The files of thresholds: the shipped one, and one that a workspace has."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.pages import CERTIFICATE, page_of

from digitizer.domain.errors import BadSchema, EnvironmentFault
from digitizer.domain.record import ReadingState
from digitizer.domain.schema import FieldKind
from digitizer.domain.sureness import NEVER
from digitizer.schemas import load_catalog
from ocr.extraction import find_cases, load_sureness, shipped_sureness, sureness_text


def test_workspace_without_a_file_reads_with_the_shipped_thresholds(tmp_path: Path) -> None:
    assert load_sureness(tmp_path / "sureness.toml") == shipped_sureness()


def test_thresholds_survive_their_file(tmp_path: Path) -> None:
    learned = replace(shipped_sureness(), version="2026-12-01", by_kind=((FieldKind.DATE, NEVER),))
    path = tmp_path / "sureness.toml"
    path.write_text(sureness_text(learned, "learned here"), encoding="utf-8")

    assert load_sureness(path) == learned


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("default = 0.9", "default = 9"),
        ("default = 0.9", "other = 0.9"),
        ("date = 0.3", "birthday = 0.3"),
        ("[least_confidence]", "[least_confidence"),
        ("most_colour", "colour"),
    ],
)
def test_wrong_file_is_named(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "sureness.toml"
    text = sureness_text(shipped_sureness(), "here")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(BadSchema) as refused:
        load_sureness(path)

    assert refused.value.params["file"] == str(path)


def test_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as refused:
        load_sureness(tmp_path)

    assert refused.value.code == "thresholds-unreadable"


def test_a_kind_may_be_asked_always() -> None:
    never = replace(shipped_sureness(), by_kind=((FieldKind.NAME, NEVER),))
    pages, catalog = [page_of(CERTIFICATE)], load_catalog()

    (usual,) = find_cases(pages, catalog)
    (asked,) = find_cases(pages, catalog, sureness=never)

    def state(fields: tuple, key: str) -> ReadingState:  # type: ignore[type-arg]
        return next(field.state for field in fields if field.key == key)

    assert state(usual.fields, "nksHoTen") is ReadingState.ACCEPTED
    assert state(asked.fields, "nksHoTen") is ReadingState.REVIEW
