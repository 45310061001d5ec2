"""Whatever the document type, a receiver's libraries read out of a package what the records say."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.spoilt_packages import SPOILT, Compared, compare, content_of, zip_differs

from digitizer.schemas import load_catalog
from exports.file_names import file_names
from exports.package import write_package
from exports.rows import build_table

CATALOG = load_catalog()


@pytest.mark.parametrize("key", sorted(CATALOG.profiles))
def test_every_file_of_a_package_is_equal_to_the_records(key: str, tmp_path: Path) -> None:
    made, told = content_of(key, CATALOG, 3, tmp_path), Compared()

    result = write_package(made, tmp_path / "out")

    compare(made, build_table(made, file_names(made)), result.folder / "data", told)
    assert told.faults == []
    assert min(told.values[each] for each in ("record", "workbook", "csv", "json", "pdf")) > 0
    assert list(zip_differs(result.folder, result.archive)) == []


def test_all_that_programs_like_to_spoil_is_among_the_values(tmp_path: Path) -> None:
    found = {
        value.value
        for key in CATALOG.profiles
        for each in content_of(key, CATALOG, 3, tmp_path).cases
        for value in each.record.fields.values()
    }
    assert found >= set(SPOILT)
