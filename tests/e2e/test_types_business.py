"""Certificates of household businesses and enterprises, from scans to a verified package."""

from __future__ import annotations

import pytest
from support.type_walk import (
    Walked,
    assert_leaves_as_printed,
    assert_told_and_read,
    walk_types,
)

LAYOUTS = {
    "business_household": ("business_household_commune_2025", "business_household_district_2021"),
    "business_enterprise": ("business_enterprise_owner_2021", "business_enterprise_members_2021"),
}


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Walked]:
    return walk_types(tmp_path_factory.mktemp("business"), LAYOUTS, seed=12)


@pytest.mark.slow
@pytest.mark.tesseract
@pytest.mark.parametrize("kind", LAYOUTS)
def test_scans_are_told_and_read(walked: dict[str, Walked], kind: str) -> None:
    assert_told_and_read(walked[kind], kind, len(LAYOUTS[kind]), 0.93)


@pytest.mark.slow
@pytest.mark.tesseract
@pytest.mark.parametrize("kind", LAYOUTS)
def test_what_leaves_is_what_the_papers_say(walked: dict[str, Walked], kind: str) -> None:
    assert_leaves_as_printed(walked[kind], kind)


@pytest.mark.slow
@pytest.mark.tesseract
def test_a_document_bears_the_number_of_its_business(walked: dict[str, Walked]) -> None:
    for kind, start in (("business_household", "HKD"), ("business_enterprise", "DN")):
        found = walked[kind]
        assert found.documents == sorted(
            f"{start}.{values['maSo']}.{values['ngayCap']}.pdf" for values in found.expected
        )
