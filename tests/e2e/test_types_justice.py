"""Entries of certification books and court decisions, from scans to a verified package."""

from __future__ import annotations

import pytest
from support.type_walk import (
    Walked,
    assert_leaves_as_printed,
    assert_told_and_read,
    walk_types,
)

LAYOUTS = {
    "justice_certification": (
        "justice_certification_book_2015",
        "justice_certification_book_joined",
    ),
    "justice_court_decision": (
        "justice_court_decision_decision",
        "justice_court_decision_extract",
        "justice_court_decision_notice",
    ),
}
SHARE = 0.93


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Walked]:
    return walk_types(tmp_path_factory.mktemp("justice"), LAYOUTS, seed=21)


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
def test_an_entry_bears_book_day_and_number_in_its_file_name(walked: dict[str, Walked]) -> None:
    found = walked["justice_certification"]
    assert found.documents == sorted(map(_file_name, found.expected))


def _file_name(values: dict[str, str]) -> str:
    number, year = values["quyenSo"].split("/")
    sign = values["kyHieuSo"].replace("/", "-").replace("Đ", "D").replace(",", "-")
    day, entry = values["ngayChungThuc"], int(values["soChungThuc"])
    return f"{sign}.{year}.{number}.{day}.{entry:04d}.pdf"
