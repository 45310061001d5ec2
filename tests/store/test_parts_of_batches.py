"""Batches on their way through parts and back: all counts agree after every move, on both
databases, and older workspaces learn who answers for each case."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError
from store.test_progress import upgrade_to
from support.workspace import CLERK, GOOD, SUPERVISOR, Bench, make_bench, read_case

from digitizer.domain.changes import Actor
from digitizer.domain.errors import InvalidInput, NotAllowed
from digitizer.domain.lifecycle import (
    ANSWERED_CASE_STATES,
    EDITABLE_BATCH_STATES,
    BatchState,
    CaseState,
)
from digitizer.domain.progress import CASE_STAGES, stages_of
from digitizer.domain.slip import SlipGap
from digitizer.schemas import load_catalog
from digitizer.store import SqlUnitOfWorkFactory, open_engine, upgrade
from digitizer.store.engine import for_writing
from digitizer.workflow import approve, batches, correct, export
from digitizer.workflow.approve_part import approve_part
from digitizer.workflow.lists import CaseFilter
from digitizer.workflow.reopen import reopen_cases

OTHER = Actor("Lê Văn Duyệt")
CASES = 4
NAME = "nksHoTen"


@pytest.fixture(scope="module")
def known():
    return load_catalog()


@pytest.fixture
def bench(engine, tmp_path, known) -> Bench:
    made = make_bench(tmp_path, known)
    units = SqlUnitOfWorkFactory(engine, known, lambda: made.now)
    made.ports = replace(made.ports, unit_of_work=units)
    return made


class Walk:
    """One batch of some cases, moved by the use cases alone. A move that is not allowed now is
    refused and changes nothing."""

    def __init__(self, bench: Bench, folder: Path, name: str) -> None:
        self.bench, self.folder, self.name = bench, folder, name
        self.cases = [
            read_case(
                bench,
                folder,
                f"{name}-{number}.png",
                {**GOOD, "so": f"{number}/2021", "quyenSo": f"{name}/2021"},
                batch_name=name,
            )
            for number in range(1, CASES + 1)
        ]
        with bench.ports.unit_of_work() as unit:
            found = unit.batches.find_by_name(name)
        assert found is not None
        self.batch = found.id
        self.packages = 0

    def take(self, move: str, number: int) -> None:
        self.bench.later(40_000)
        case, by = self.cases[number % CASES], (SUPERVISOR, OTHER)[number % 2]
        with suppress(NotAllowed, InvalidInput):
            self._work(move, number, case)
            self._answer(move, by, case)

    def _work(self, move: str, number: int, case: int) -> None:
        ports, revision = self.bench.ports, self.bench.revision(case)
        match move:
            case "correct":
                name = ("LÊ THỊ MẪU", "LÊ THỊ MẬU")[number % 2]
                correct.set_field(ports, CLERK, case, NAME, name, revision)
            case "finish":
                for each in self.cases:
                    self._finish(each)
            case "aside":
                correct.set_aside(ports, CLERK, case, "x", revision)
            case "restore":
                correct.restore(ports, CLERK, case, revision)
            case "submit":
                batches.submit_batch(ports, CLERK, self.batch)

    def _answer(self, move: str, by: Actor, case: int) -> None:
        ports = self.bench.ports
        match move:
            case "approve":
                approve.approve_batch(ports, by, self.batch)
            case "part":
                approve_part(ports, by, self.batch, "sai", but=[case])
            case "return":
                approve.return_batch(ports, by, self.batch, "sai", [case])
            case "export":
                export.export_batch(ports, by, self.batch, self.folder / self.next_package())
            case "reopen":
                reopen_cases(ports, by, self.batch, [case], "sổ ghi khác", NAME)

    def _finish(self, case: int) -> None:
        ports = self.bench.ports
        with ports.unit_of_work() as unit:
            found = unit.cases.get(case)
        if found.state is CaseState.RETURNED:
            # Pins are answered by another value.
            held = found.record.fields[NAME].text if found.record else ""
            name = "LÊ THỊ MẬN" if held != "LÊ THỊ MẬN" else "LÊ THỊ MẬNG"
            correct.set_field(ports, CLERK, case, NAME, name, found.revision)
        with suppress(NotAllowed):
            correct.finish_case(ports, CLERK, case, self.bench.revision(case))

    def next_package(self) -> str:
        self.packages += 1
        return f"{self.name}-{self.packages}"

    def assert_sound(self) -> None:
        with self.bench.ports.unit_of_work() as unit:
            batch = unit.batches.get(self.batch)
            cases = [unit.cases.get(case) for case in self.cases]
            summary = unit.batches.summary(self.batch)
            listed = {
                state: unit.cases.count(CaseFilter(batch_id=self.batch, state=state))
                for state in CaseState
            }
            came_back = [
                row.id
                for row in unit.cases.summaries(CaseFilter(batch_id=self.batch, came_back=True))
            ]
            tally, slip = unit.progress.tally(), unit.slips.slip(self.batch, "0" * 64)
            lot = list(unit.samples.case_ids(self.batch))
            assert unit.progress.differences() == []
            assert unit.progress.undated() == 0
        states = Counter(case.state for case in cases)
        answered = sum(states[state] for state in ANSWERED_CASE_STATES)
        unanswered = CASES - answered - states[CaseState.SET_ASIDE]
        assert listed == {state: states[state] for state in CaseState}
        assert (summary.approved, summary.exported) == (
            states[CaseState.APPROVED],
            states[CaseState.EXPORTED],
        )
        assert summary.to_check + summary.checked == unanswered
        named = {one.name: one.counts for one in tally.batches}
        for stage in CASE_STAGES:
            holding = sum(stage in stages_of(case.state) for case in cases)
            assert named.get(self.name, {}).get(stage, 0) == holding
        assert slip.cases == CASES
        assert slip.rows_due == (answered if answered else unanswered)
        assert (SlipGap.BACKLOG in slip.gaps) is (answered > 0 and unanswered > 0)
        assert came_back == [
            case.id for case in cases if case.left_in and case.state is not CaseState.EXPORTED
        ]
        for case in cases:
            assert (case.approved_by is not None) is (case.state in ANSWERED_CASE_STATES)
        self._assert_state(batch.state, states, answered, unanswered)
        if batch.state in (*EDITABLE_BATCH_STATES, BatchState.SUBMITTED):
            open_ones = [
                case.id
                for case in cases
                if case.state not in (CaseState.SET_ASIDE, *ANSWERED_CASE_STATES)
            ]
            assert lot == open_ones

    @staticmethod
    def _assert_state(
        state: BatchState, states: Counter[CaseState], answered: int, unanswered: int
    ) -> None:
        match state:
            case BatchState.OPEN | BatchState.RETURNED:
                assert answered == 0
            case BatchState.PARTLY_APPROVED:
                assert answered > 0
            case BatchState.SUBMITTED:
                assert states[CaseState.CHECKED] == unanswered
            case BatchState.APPROVED:
                assert unanswered == 0
            case BatchState.EXPORTED:
                assert unanswered == 0
                assert states[CaseState.APPROVED] == 0


MOVES = st.sampled_from(
    [
        *["finish", "submit", "approve", "part", "return", "export", "reopen"],
        *["correct", "aside", "restore"],
    ]
)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(moves=st.lists(st.tuples(MOVES, st.integers(0, 7)), min_size=4, max_size=14))
def test_every_count_is_right_after_every_move(bench, tmp_path, moves):
    with bench.ports.unit_of_work() as unit:
        number = len(unit.batches.list()) + 1
    walk = Walk(bench, tmp_path, f"{number:02}")
    walk.assert_sound()
    # What a walk begins with, so that most moves after it are allowed.
    for move in (("finish", 0), ("submit", 0), *moves):
        walk.take(*move)
        walk.assert_sound()


def test_a_whole_walk_reaches_what_it_names(bench, tmp_path):
    walk = Walk(bench, tmp_path, "01")
    states = []
    for move in (
        *[("finish", 0), ("submit", 0), ("part", 0), ("export", 0), ("finish", 0)],
        *[("submit", 0), ("approve", 1), ("export", 1), ("reopen", 2), ("finish", 0)],
        *[("submit", 0), ("approve", 0), ("export", 0)],
    ):
        walk.take(*move)
        walk.assert_sound()
        with bench.ports.unit_of_work() as unit:
            states.append(unit.batches.get(walk.batch).state.value)
    assert states == [
        *["open", "submitted", "partly_approved", "partly_approved", "partly_approved"],
        *["submitted", "approved", "exported", "partly_approved", "partly_approved"],
        *["submitted", "approved", "exported"],
    ]
    assert [len(content.cases) for content in bench.packed] == [3, 4, 4]
    assert [len(content.backlog) for content in bench.packed] == [1, 0, 0]


def test_a_partly_approved_batch_needs_names(engine):
    for names in ((None, "B"), ("A", None)):
        with pytest.raises(IntegrityError), for_writing(engine).begin() as connection:
            _insert_batch(connection, 1, "partly_approved", *names)
    with for_writing(engine).begin() as connection:
        _insert_batch(connection, 1, "partly_approved", "A", "B")


def _insert_batch(connection, number, state, submitted_by, approved_by):
    connection.execute(
        text(
            "INSERT INTO batches (id, name, state, created_by, created_at, submitted_by,"
            " approved_by, approved_at, revision)"
            " VALUES (:id, :name, :state, 'Mẫu', :at, :submitted, :approved, :approved_at, 1)"
        ),
        {
            "id": number,
            "name": f"KS {number}",
            "state": state,
            "at": "2026-01-01 00:00:00.000000",
            "submitted": submitted_by,
            "approved": approved_by,
            "approved_at": "2026-01-02 00:00:00.000000" if approved_by else None,
        },
    )


def test_an_older_workspace_learns_who_answers_and_what_left(empty_url):
    engine = open_engine(empty_url)
    with for_writing(engine).begin() as connection:
        upgrade_to(connection, "0018")
        _insert_batch(connection, 3, "exported", "A", "B")
        _insert_batch(connection, 8, "open", None, None)
        connection.execute(
            text(
                "INSERT INTO scans (id, sha256, name, size, media_type, page_count, received_at,"
                " state) VALUES (1, :sha256, 'a.pdf', 1, 'application/pdf', 1,"
                " '2026-01-01 00:00:00.000000', 'read')"
            ),
            {"sha256": "0" * 64},
        )
        for batch, state in ((3, "exported"), (3, "set_aside"), (8, "to_check")):
            connection.execute(
                text(
                    "INSERT INTO cases (scan_id, state, type_confidence, batch_id, revision,"
                    " title, search, doubts) VALUES (1, :state, 0, :batch, 1, '', '', 0)"
                ),
                {"state": state, "batch": batch},
            )
        connection.execute(
            text(
                "INSERT INTO audit_log (seq, at, actor, action, subject, details, previous, hash)"
                " VALUES (1, '2026-01-03 00:00:00.000000', 'B', 'export-batch', 'batch:3',"
                """ '[["package","KS_1"]]', :previous, :hash)"""
            ),
            {"previous": "0" * 64, "hash": "1" * 64},
        )
    upgrade(engine)
    units = SqlUnitOfWorkFactory(engine, load_catalog())
    with units() as unit:
        found = [unit.cases.get(case) for case in (1, 2, 3)]
        assert [batch.batch.id for batch in unit.batches.list()] == [3, 8]
    assert [(case.approved_by, case.left_in) for case in found] == [
        ("B", "KS_1"),
        (None, None),
        (None, None),
    ]
    assert found[0].approved_at is not None
    with units(write=True) as unit:
        made = unit.batches.add("KS mới", None, "Mẫu", found[0].approved_at)
        unit.commit()
    assert made.id not in {3, 8}
    assert "ix_batches_state_id" in {one["name"] for one in inspect(engine).get_indexes("batches")}
    # Who answers for a batch is still noted by the table's trigger.
    with for_writing(engine).begin() as connection:
        connection.execute(text("UPDATE batches SET approved_by = 'C' WHERE id = 3"))
        parts = connection.execute(text("SELECT person, part FROM batch_parts")).all()
    assert ("C", "approver") in [tuple(row) for row in parts]
    engine.dispose()
