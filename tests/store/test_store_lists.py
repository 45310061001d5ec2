"""Lists: what they show, how they are searched, and how many queries they cost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import Engine, event, insert

from digitizer.domain.case import CaseReading, Region
from digitizer.domain.lifecycle import BatchState, CaseState
from digitizer.domain.record import ReadingState
from digitizer.store.engine import for_writing
from digitizer.store.rows import CaseRow
from digitizer.workflow.ports import CaseFilter


@contextmanager
def _statements(engine: Engine) -> Iterator[list[tuple[str, tuple[object, ...]]]]:
    """The statements sent meanwhile, each with its parameters."""
    seen: list[tuple[str, tuple[object, ...]]] = []

    def note(_connection, _cursor, statement, parameters, *_rest) -> None:
        seen.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _plan(engine: Engine, query: tuple[str, tuple[object, ...]]) -> str:
    with engine.connect() as connection:
        steps = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query[0]}", query[1])
        return " | ".join(step[3] for step in steps)


@pytest.fixture
def five(units, given) -> list[int]:
    """Five cases of invented children, three of them in batch 1."""
    names = ("Nguyễn Thị Hòa", "Nguyễn Văn An", "Trần Đức Ân", "Lê 100% Bình", "Phạm Thị Ánh")
    with units(write=True) as unit:
        batch = unit.batches.add("Quyển 01/2006", "birth", "Lê Thị Mai", given.now)
        ids = []
        for number, name in enumerate(names, start=1):
            case = given.case(unit, given.birth(name=name, born=f"2006-03-{number:02d}"), number)
            if number <= 3:
                unit.cases.save(replace(case, batch_id=batch.id), 1)
            ids.append(case.id)
        unit.commit()
    return ids


def test_a_summary_shows_title_scan_and_batch(units, five):
    with units() as unit:
        first, *_, last = unit.cases.summaries(CaseFilter())
    assert (first.id, first.title, first.scan_name) == (five[0], "Nguyễn Thị Hòa", "a.pdf")
    assert (first.batch_name, first.document_type, first.revision) == ("Quyển 01/2006", "birth", 2)
    assert (last.batch_id, last.batch_name, last.state) == (None, None, CaseState.TO_CHECK)


@pytest.mark.parametrize(
    ("where", "positions"),
    [
        (CaseFilter(text="hoa"), [0]),
        (CaseFilter(text="  AN  nguyễn"), [1]),
        (CaseFilter(text="duc"), [2]),
        (CaseFilter(text="100%"), [3]),
        (CaseFilter(text="_"), []),
        (CaseFilter(text="a.pdf"), [0, 1, 2, 3, 4]),
        (CaseFilter(batch_id=1), [0, 1, 2]),
        (CaseFilter(batch_id=1, text="thi"), [0]),
        (CaseFilter(without_batch=True), [3, 4]),
        (CaseFilter(state=CaseState.CHECKED), []),
    ],
)
def test_a_list_is_filtered(units, five, where, positions):
    with units() as unit:
        assert [row.id for row in unit.cases.summaries(where)] == [five[at] for at in positions]
        assert unit.cases.count(where) == len(positions)


def test_a_list_is_cut_into_pages(units, five):
    with units() as unit:
        rows = unit.cases.summaries(CaseFilter(), limit=2, offset=3)
        assert [row.id for row in rows] == five[3:5]
        assert unit.cases.ids_in_batch(1) == five[:3]


def test_doubts_are_fields_to_review_and_required_ones_missing(units, given):
    review = given.field("nksHoTen", "Hoa", state=ReadingState.REVIEW)
    only_optional_missing = given.field("so", "", state=ReadingState.MISSING)
    with units(write=True) as unit:
        case = given.case(unit, given.reading(review, only_optional_missing))
        given.case(unit, given.birth(), number=2)
        given.case(unit, CaseReading(None, None, 0.0, (Region(1),), ()), number=3)
        assert [row.doubts for row in unit.cases.summaries(CaseFilter())] == [2, 0, 0]
        settled = case.record.with_field(given.case(unit, number=4).record.fields["nksNgaySinh"])
        unit.cases.save(replace(case, record=settled), 1)
        assert unit.cases.summaries(CaseFilter())[0].doubts == 1


def test_the_title_follows_a_correction(units, given):
    with units(write=True) as unit:
        case = given.case(unit)
        name = replace(case.record.fields["nksHoTen"], text="Đặng Thị Hoa")
        unit.cases.save(replace(case, record=case.record.with_field(name)), 1)
        assert [row.title for row in unit.cases.summaries(CaseFilter(text="dang"))] == [
            "Đặng Thị Hoa"
        ]
        assert unit.cases.count(CaseFilter(text="nguyen")) == 0


def test_the_same_person_in_another_case_is_found(units, given):
    long = "Xã " * 1500
    with units(write=True) as unit:
        one = given.case(unit, given.birth(born="2006-03-16"))
        two = given.case(unit, given.birth(born="2006-03-16"), number=2)
        given.case(unit, given.birth(born="2006-03-17"), number=3)
        other_type = replace(given.birth(born="2006-03-16"), document_type="death")
        given.case(unit, other_type, number=4)
        far = given.case(unit, given.birth(name=long), number=5)
        same = given.case(unit, given.birth(name=long), number=6)
        given.case(unit, given.birth(name=long + "x"), number=7)
        who = {"nksHoTen": "Nguyễn Thị Hòa", "nksNgaySinh": "2006-03-16"}
        assert unit.cases.find_same_identity(one.id, who) == [two.id]
        assert unit.cases.find_same_identity(far.id, {"nksHoTen": long}) == [same.id]
        assert unit.cases.find_same_identity(one.id, {}) == []


def test_batches_are_listed_with_their_counts(units, given, five):
    with units(write=True) as unit:
        unit.batches.add("Quyển 02/2006", None, "Lê Thị Mai", given.now)
        for case_id, state in zip(five, (CaseState.CHECKED, CaseState.RETURNED), strict=False):
            case = unit.cases.get(case_id)
            unit.cases.save(replace(case, state=state), case.revision)
        unit.commit()
    with units() as unit:
        full, empty = unit.batches.list()
        assert unit.batches.summary(1) == full
        assert unit.batches.list(state=BatchState.SUBMITTED) == []
        assert unit.batches.list(state=BatchState.OPEN) == [full, empty]
    assert (full.cases, full.checked, full.to_check, full.approved) == (3, 1, 2, 0)
    assert (empty.batch.name, empty.cases) == ("Quyển 02/2006", 0)


def test_a_batch_of_2000_cases_is_listed_in_a_few_queries(units, given, engine):
    with units(write=True) as unit:
        batch = unit.batches.add("Quyển 01", "birth", "Lê Thị Mai", given.now)
        scan = given.scan(unit)
        unit.commit()
    common = {"scan_id": scan.id, "batch_id": batch.id, "state": CaseState.TO_CHECK, "revision": 1,
              "type_confidence": 0.9, "search": "", "doubts": 0}  # fmt: skip
    with for_writing(engine).begin() as connection:
        rows = [{**common, "title": f"Người {number}"} for number in range(2000)]
        connection.execute(insert(CaseRow), rows)
    with units() as unit, _statements(engine) as seen:
        rows = unit.cases.summaries(CaseFilter(batch_id=batch.id), limit=2000)
        summary = unit.batches.summary(batch.id)
        unit.batches.list()
        ids = unit.cases.ids_in_batch(batch.id)
    assert len(rows) == len(ids) == summary.cases == 2000
    assert len([statement for statement, _ in seen if "SELECT" in statement]) <= 6


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "where", [CaseFilter(), CaseFilter(batch_id=1), CaseFilter(state=CaseState.TO_CHECK)]
)
def test_skipping_to_a_page_sorts_nothing(units, engine, where):
    with units() as unit, _statements(engine) as seen:
        unit.cases.summaries(where, limit=10, offset=5000)
    steps = _plan(engine, seen[-1])
    assert "TEMP B-TREE" not in steps
    if where != CaseFilter():
        assert "COVERING INDEX ix_cases" in steps


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_the_same_person_is_looked_up_through_the_index(units, engine, five):
    who = {"nksHoTen": "Nguyễn Thị Hòa", "nksNgaySinh": "2006-03-16"}
    with units() as unit, _statements(engine) as seen:
        unit.cases.find_same_identity(five[0], who)
    steps = _plan(engine, seen[-1])
    assert "ix_case_fields_key_value" in steps
    assert "SCAN" not in steps
