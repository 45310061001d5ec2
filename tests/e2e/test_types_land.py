"""Certificates of land use and the commune's land form, from scans to a verified package."""

from __future__ import annotations

import pytest
from support.type_walk import Walked, expected_row, walk_types

from digitizer.schemas import load_catalog

LAYOUTS = {
    "land_certificate": (
        "land_certificate_couple_2014",
        "land_certificate_qr_2024",
        "land_certificate_household_2009",
        "land_certificate_organisation_2024",
    ),
    "land_parcel_form": ("land_parcel_form_items", "land_parcel_form_sheet"),
}
KEYS = {"land_certificate": "land.certificate", "land_parcel_form": "land.parcel_form"}
# Tables leave as words in a cell of their own, which other tests look at.
TABLES = {"Từng loại đất theo mã"}


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Walked]:
    return walk_types(tmp_path_factory.mktemp("land"), LAYOUTS, seed=11)


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
def test_a_document_bears_the_serial_number_of_its_certificate(walked: dict[str, Walked]) -> None:
    found = walked["land_certificate"]
    assert found.documents == sorted(f"{values['soPhatHanh']}.pdf" for values in found.expected)


@pytest.mark.slow
@pytest.mark.tesseract
def test_the_land_form_names_the_scan_of_each_row(walked: dict[str, Walked]) -> None:
    found = walked["land_parcel_form"]
    assert sorted(row["Tên file quét GCN/CCCD"] for row in found.rows) == found.documents
