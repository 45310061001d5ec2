"""The registers of civil status other than births, from scans to a verified package."""

from __future__ import annotations

import pytest
from support.type_walk import (
    Walked,
    assert_leaves_as_printed,
    assert_told_and_read,
    walk_types,
)

LAYOUTS = {
    "marriage": ("marriage_certificate_2020", "marriage_extract_columns"),
    "death": ("death_certificate_plain", "death_register_2015"),
    "parent_child": ("parent_child_decision_2006", "parent_child_extract_copy"),
    "marital_status": ("marital_status_extract_copy", "marital_status_register_2006"),
}
LEAST_RIGHT = 0.9
# What certificates do not print and the clerk knows of the book.
OF_THE_BOOK = ("quyenSo", "noiDangKy")


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Walked]:
    return walk_types(tmp_path_factory.mktemp("registers"), LAYOUTS, seed=51)


@pytest.mark.slow
@pytest.mark.tesseract
@pytest.mark.parametrize("kind", LAYOUTS)
def test_scans_are_told_and_read(walked: dict[str, Walked], kind: str) -> None:
    assert_told_and_read(walked[kind], kind, len(LAYOUTS[kind]), LEAST_RIGHT)


@pytest.mark.slow
@pytest.mark.tesseract
@pytest.mark.parametrize("kind", LAYOUTS)
def test_what_leaves_is_what_the_papers_say(walked: dict[str, Walked], kind: str) -> None:
    assert_leaves_as_printed(walked[kind], kind, OF_THE_BOOK)
