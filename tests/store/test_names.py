"""The names that cases hold, counted on both databases."""

from __future__ import annotations

from store.conftest import Given

from digitizer.domain.record import ReadingState
from digitizer.store import SqlUnitOfWorkFactory


def test_names_that_wait_for_a_look_do_not_count(units: SqlUnitOfWorkFactory, given: Given) -> None:
    with units(write=True) as unit:
        for number, name in enumerate(("Lê Thị Hòa", "Lê Thị Hòa", "Võ Ba"), start=1):
            given.case(unit, given.birth(name), number=number)
        doubtful = given.field("nksHoTen", "Lẻ Thị Hòa", state=ReadingState.REVIEW)
        given.case(unit, given.reading(doubtful), number=4)
        unit.commit()
    with units() as unit:
        assert unit.names.counts(["nksHoTen"], limit=10) == {"Lê Thị Hòa": 2, "Võ Ba": 1}
        assert list(unit.names.counts(["nksHoTen"], limit=1)) == ["Lê Thị Hòa"]
        assert unit.names.counts([], limit=10) == {}


def test_names_of_one_batch(units: SqlUnitOfWorkFactory, given: Given) -> None:
    with units(write=True) as unit:
        batch = unit.batches.add("Quyển 01", "birth", "Mai", given.now)
        scan = given.scan(unit, 1)
        given.pages(unit, scan.id)
        unit.cases.add(scan.id, given.birth("Lê Thị Hòa"), batch.id)
        given.case(unit, given.birth("Võ Ba"), number=2)
        unit.commit()
    with units() as unit:
        found = unit.names.counts(["nksHoTen"], batch_id=batch.id, limit=10)
    assert found == {"Lê Thị Hòa": 1}
