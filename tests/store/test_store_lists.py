"""Lists: what they show, how they are searched, and how many queries they cost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import Engine, event, insert

from digitizer.domain.case import CaseReading, Outcome, Region
from digitizer.domain.lifecycle import BatchState, CaseState
from digitizer.domain.problems import Problem
from digitizer.domain.record import ReadingState
from digitizer.store.engine import for_writing
from digitizer.store.rows import CaseRow
from digitizer.store.searching import searches_quickly
from digitizer.workflow.lists import (
    ArrivalColumn,
    ArrivalFilter,
    ArrivalOrder,
    CaseColumn,
    CaseOrder,
)
from digitizer.workflow.ports import CaseFilter, NewArrival


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
        assert [each.id for each in unit.cases.of_batch(1)] == five[:3]


def test_doubts_are_fields_to_review_and_missing_ones_that_somebody_asks_for(units, given):
    review = given.field("nksHoTen", "Hoa", state=ReadingState.REVIEW)
    expected_missing = given.field("so", "", state=ReadingState.MISSING)
    with units(write=True) as unit:
        case = given.case(unit, given.reading(review, expected_missing))
        given.case(unit, given.birth(), number=2)
        given.case(unit, CaseReading(None, None, 0.0, (Region(1),), ()), number=3)
        assert [row.doubts for row in unit.cases.summaries(CaseFilter())] == [3, 1, 0]
        settled = case.record.with_field(given.case(unit, number=4).record.fields["nksNgaySinh"])
        unit.cases.save(replace(case, record=settled), 1)
        assert unit.cases.summaries(CaseFilter())[0].doubts == 2


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
        ids = [each.id for each in unit.cases.of_batch(batch.id)]
    assert len(rows) == len(ids) == summary.cases == 2000
    assert len([statement for statement, _ in seen if "SELECT" in statement]) <= 8


@pytest.mark.parametrize("descends", [False, True])
@pytest.mark.parametrize(
    ("column", "positions"),
    [
        (CaseColumn.ARRIVAL, [0, 1, 2, 3, 4]),
        (CaseColumn.TITLE, [3, 0, 1, 4, 2]),
        (CaseColumn.BATCH, [3, 4, 0, 1, 2]),
        (CaseColumn.STATE, [0, 1, 2, 3, 4]),
        (CaseColumn.TYPE, [0, 1, 2, 3, 4]),
        (CaseColumn.SCAN, [0, 1, 2, 3, 4]),
    ],
)
def test_a_list_is_sorted_and_cut_by_any_column(units, five, column, positions, descends):
    wanted = [five[at] for at in (reversed(positions) if descends else positions)]
    order = CaseOrder(column, descends)
    with units() as unit:
        rows = unit.cases.summaries(CaseFilter(), order=order)
        cut = unit.cases.summaries(CaseFilter(), order=order, limit=2, offset=3)
        places = [unit.cases.position(CaseFilter(), order, case_id) for case_id in wanted]
        after = [unit.cases.neighbour(CaseFilter(), order, case_id, 1) for case_id in wanted]
        before = [unit.cases.neighbour(CaseFilter(), order, case_id, -1) for case_id in wanted]
        first = unit.cases.neighbour(CaseFilter(), order, None, 1)
        ids = unit.cases.ids(CaseFilter(), order, limit=9, offset=1)
    assert [row.id for row in rows] == wanted
    assert [row.id for row in cut] == wanted[3:]
    assert places == [0, 1, 2, 3, 4]
    assert after == [*wanted[1:], None]
    assert before == [None, *wanted[:-1]]
    assert (first, list(ids)) == (wanted[0], wanted[1:])


def test_the_keys_of_the_list_follow_the_case(units, given, five):
    with units(write=True) as unit:
        case = unit.cases.get(five[4])
        unit.cases.save(replace(case, state=CaseState.CHECKED, batch_id=1), case.revision)
        batch = unit.batches.get(1)
        unit.batches.save(replace(batch, name="Quyển 9"), batch.revision)
        other = unit.batches.add("Quyển 10", None, "Lê Thị Mai", given.now)
        case = unit.cases.get(five[0])
        unit.cases.save(replace(case, batch_id=other.id), case.revision)
        by_batch = unit.cases.ids(CaseFilter(), CaseOrder(CaseColumn.BATCH), limit=9, offset=0)
        by_state = unit.cases.ids(CaseFilter(), CaseOrder(CaseColumn.STATE), limit=9, offset=0)
    assert list(by_batch) == [five[3], five[1], five[2], five[4], five[0]]
    assert list(by_state)[-1] == five[4]


def test_filters_combine(units, given, five):
    with units() as unit:
        assert unit.cases.count(CaseFilter(document_type="birth", batch_id=1, text="nguyen")) == 2
        assert unit.cases.count(CaseFilter(document_type="death")) == 0
        doubtful = unit.cases.summaries(CaseFilter(doubtful=True))
        every = unit.cases.summaries(CaseFilter())
    assert [row.id for row in doubtful] == [row.id for row in every if row.doubts]


def test_arrivals_are_sorted_and_searched_by_name(units, given):
    quarantined = Problem.error("file-broken")
    files = [("scan_10.pdf", 3, None), ("Ánh 2.png", 1, quarantined), ("scan_9.pdf", 2, None)]
    with units(write=True) as unit:
        scan = given.scan(unit)
        for name, size, problem in files:
            outcome = Outcome.QUARANTINED if problem else Outcome.STORED
            known = None if problem else scan.id
            path = f"/in/{name}"
            made = NewArrival(path, size, 1, "", outcome, known, problem, given.now)
            unit.arrivals.add(made)
        unit.commit()

    def listed(where=None, column=ArrivalColumn.ARRIVAL, descending=False):
        order = ArrivalOrder(column, descending)
        with units() as unit:
            rows = unit.arrivals.page(where or ArrivalFilter(), order, limit=9, offset=0)
            assert unit.arrivals.count(where or ArrivalFilter()) == len(rows)
        return [row.size for row in rows]

    assert listed(descending=True) == [2, 1, 3]
    assert listed(column=ArrivalColumn.NAME) == [1, 2, 3]
    assert listed(column=ArrivalColumn.SIZE, descending=True) == [3, 2, 1]
    assert listed(column=ArrivalColumn.REASON, descending=True)[0] == 1
    assert listed(ArrivalFilter(text="anh")) == [1]
    assert listed(ArrivalFilter(Outcome.STORED, "SCAN 10")) == [3]


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "where",
    [
        CaseFilter(),
        CaseFilter(state=CaseState.TO_CHECK),
        CaseFilter(text="an", doubtful=True, document_type="birth", without_batch=True),
    ],
)
@pytest.mark.parametrize("column", CaseColumn)
def test_skipping_to_a_page_sorts_nothing_and_reads_no_case(units, engine, where, column):
    with units() as unit, _statements(engine) as seen:
        unit.cases.ids(where, CaseOrder(column), limit=10, offset=5000)
        unit.cases.count(where)
    steps, counting = _plan(engine, seen[-2]), _plan(engine, seen[-1])
    assert "TEMP B-TREE" not in steps
    assert "COVERING INDEX ix_cases" in steps
    assert "COVERING INDEX ix_cases" in counting


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_batch_is_looked_up(units, engine):
    with units() as unit, _statements(engine) as seen:
        unit.cases.ids(CaseFilter(batch_id=1), CaseOrder(CaseColumn.TITLE), limit=10, offset=0)
    assert "batch_id=?" in _plan(engine, seen[-1])


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_the_same_person_is_looked_up_through_the_index(units, engine, five):
    who = {"nksHoTen": "Nguyễn Thị Hòa", "nksNgaySinh": "2006-03-16"}
    with units() as unit, _statements(engine) as seen:
        unit.cases.find_same_identity(five[0], who)
    steps = _plan(engine, seen[-1])
    assert "ix_case_fields_key_value" in steps
    assert "SCAN" not in steps


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_a_server_without_trigrams_is_told_of(engine):
    with for_writing(engine).begin() as connection:
        connection.exec_driver_sql("DROP INDEX IF EXISTS ix_cases_by_trigrams")
    assert not searches_quickly(engine)


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_file_is_searched_quickly(engine):
    assert searches_quickly(engine)
