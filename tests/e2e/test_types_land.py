"""Certificates of land use and the commune's land form, from scans to a verified package."""

from __future__ import annotations

import pytest
from support.type_walk import (
    Walked,
    assert_leaves_as_printed,
    assert_told_and_read,
    walk_types,
)

LAYOUTS = {
    "land_certificate": (
        "land_certificate_couple_2014",
        "land_certificate_qr_2024",
        "land_certificate_household_2009",
        "land_certificate_organisation_2024",
    ),
    "land_parcel_form": ("land_parcel_form_items", "land_parcel_form_sheet"),
}


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Walked]:
    return walk_types(tmp_path_factory.mktemp("land"), LAYOUTS, seed=11)


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
def test_a_document_bears_the_serial_number_of_its_certificate(walked: dict[str, Walked]) -> None:
    found = walked["land_certificate"]
    assert found.documents == sorted(f"{values['soPhatHanh']}.pdf" for values in found.expected)


@pytest.mark.slow
@pytest.mark.tesseract
def test_the_land_form_names_the_scan_of_each_row(walked: dict[str, Walked]) -> None:
    found = walked["land_parcel_form"]
    assert sorted(row["Tên file quét GCN/CCCD"] for row in found.rows) == found.documents
