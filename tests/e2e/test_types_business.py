"""Certificates of household businesses and enterprises, from scans to a verified package."""

from __future__ import annotations

import pytest
from support.type_walk import Walked, expected_row, walk_types

from digitizer.schemas import load_catalog

LAYOUTS = {
    "business_household": ("business_household_commune_2025", "business_household_district_2021"),
    "business_enterprise": ("business_enterprise_owner_2021", "business_enterprise_members_2021"),
}
KEYS = {"business_household": "business.household", "business_enterprise": "business.enterprise"}
# Tables leave as lines of words, which the tests of exports look at.
TABLES = {"Ngành, nghề kinh doanh", "Thành viên", "Thành viên hộ gia đình"}


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Walked]:
    return walk_types(tmp_path_factory.mktemp("business"), LAYOUTS, seed=12)


@pytest.mark.slow
@pytest.mark.tesseract
@pytest.mark.parametrize("kind", LAYOUTS)
def test_scans_are_told_and_read(walked: dict[str, Walked], kind: str) -> None:
    found = walked[kind]
    assert found.types == [KEYS[kind]] * len(LAYOUTS[kind])
    assert found.wrong == []
    assert found.right >= 0.93 * found.printed


@pytest.mark.slow
@pytest.mark.tesseract
@pytest.mark.parametrize("kind", LAYOUTS)
def test_what_leaves_is_what_the_papers_say(walked: dict[str, Walked], kind: str) -> None:
    found, catalog = walked[kind], load_catalog()
    assert found.sound
    for row, values in zip(found.rows, found.expected, strict=True):
        wanted = expected_row(catalog, KEYS[kind], values)
        assert {name: row[name] for name in wanted if name not in TABLES} == {
            name: text for name, text in wanted.items() if name not in TABLES
        }


@pytest.mark.slow
@pytest.mark.tesseract
def test_a_document_bears_the_number_of_its_business(walked: dict[str, Walked]) -> None:
    for kind, start in (("business_household", "HKD"), ("business_enterprise", "DN")):
        found = walked[kind]
        assert found.documents == sorted(
            f"{start}.{values['maSo']}.{values['ngayCap']}.pdf" for values in found.expected
        )
