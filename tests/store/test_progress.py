"""Counts by day kept with every saved case, on both databases."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import DBAPIError
from store.conftest import NOW

from digitizer import store
from digitizer.domain.book import Book
from digitizer.domain.changes import AuditEntry
from digitizer.domain.data_quality import Share, Word, sampled_shares
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.progress import Stage
from digitizer.domain.record import ValueState
from digitizer.domain.samples import SampleDraw, SampleResult
from digitizer.domain.samples import Tally as SampleTally
from digitizer.domain.sampling import Numbers, Plan, RoundKind, Strictness, Unit
from digitizer.domain.slip import Direction, Handover, SlipGap
from digitizer.domain.work_plan import Milestone, WorkPlan
from digitizer.store import SqlUnitOfWorkFactory, open_engine, upgrade
from digitizer.store.engine import for_writing
from digitizer.store.progress_rows import CaseDaysRow, DailyCountRow, HandoverRow, WorkPlanRow
from digitizer.store.second_rows import SecondEntryRow, SettlementRow


def upgrade_to(connection, revision):
    config = Config()
    config.set_main_option("script_location", str(Path(store.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


class Days:
    """A clock that tests turn."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def later(self, days: int = 1) -> None:
        self.now += timedelta(days=days)

    @property
    def today(self) -> date:
        return self.now.date()


@pytest.fixture
def clock():
    return Days()


@pytest.fixture
def work(engine, catalog, clock):
    return SqlUnitOfWorkFactory(engine, catalog, clock)


def made(work, given, number, batch=None):
    with work(write=True) as unit:
        case = given.case(unit, number=number)
        if batch is not None:
            case = unit.cases.save(replace(case, batch_id=batch), case.revision)
        unit.commit()
    return case.id


def moved(work, case_id, state):
    with work(write=True) as unit:
        case = unit.cases.get(case_id)
        unit.cases.save(replace(case, state=state), case.revision)
        unit.commit()


def new_batch(work, name="KS 01"):
    with work(write=True) as unit:
        batch = unit.batches.add(name, None, "Mẫu", NOW)
        unit.commit()
    return batch.id


def counted(work):
    with work() as unit:
        return unit.progress.tally()


def of_days(work, stage):
    return {one.day: one.counts[stage] for one in counted(work).days if one.counts[stage]}


def assert_sound(work):
    with work() as unit:
        assert unit.progress.differences() == []
        assert unit.progress.undated() == 0


def test_each_stage_counts_on_its_day(work, given, clock):
    first = clock.today
    case = made(work, given, 1)
    clock.later()
    moved(work, case, CaseState.CHECKED)
    clock.later()
    moved(work, case, CaseState.APPROVED)
    clock.later()
    moved(work, case, CaseState.EXPORTED)
    clock.later()
    moved(work, case, CaseState.EXPORTED)
    reached = [of_days(work, stage) for stage in Stage if stage is not Stage.SCANNED]
    assert reached == [{first + timedelta(days=at): 1} for at in range(4)]
    assert of_days(work, Stage.SCANNED) == {first: 2}
    assert_sound(work)


def test_a_returned_case_leaves_the_day_on_which_it_was_checked(work, given, clock):
    case = made(work, given, 1)
    moved(work, case, CaseState.CHECKED)
    clock.later()
    moved(work, case, CaseState.RETURNED)
    assert of_days(work, Stage.CHECKED) == {}
    moved(work, case, CaseState.CHECKED)
    assert of_days(work, Stage.CHECKED) == {clock.today: 1}
    assert_sound(work)


def test_a_case_set_aside_counts_nowhere_until_it_is_back(work, given):
    case = made(work, given, 1)
    moved(work, case, CaseState.SET_ASIDE)
    assert counted(work).totals[Stage.READ] == 0
    assert_sound(work)
    moved(work, case, CaseState.TO_CHECK)
    assert counted(work).totals[Stage.READ] == 1
    assert_sound(work)


def test_counts_follow_a_case_into_another_batch(work, given):
    first, second = new_batch(work, "A"), new_batch(work, "B")
    case = made(work, given, 1, first)
    with work(write=True) as unit:
        found = unit.cases.get(case)
        unit.cases.save(replace(found, batch_id=second), found.revision)
        unit.commit()
    named = {one.name: one.counts[Stage.READ] for one in counted(work).batches}
    assert {name: count for name, count in named.items() if count} == {"B": 1}
    assert_sound(work)


def test_the_counts_of_a_month_of_random_moves_are_what_a_recount_gives(work, given, clock):
    chance = random.Random(7)
    batches = [new_batch(work, f"KS {number}") for number in range(3)]
    cases = [made(work, given, number, chance.choice([None, *batches])) for number in range(1, 13)]
    for _ in range(120):
        if chance.random() < 0.2:
            clock.later()
        with work(write=True) as unit:
            for case_id in chance.sample(cases, chance.randint(1, 3)):
                case = unit.cases.get(case_id)
                changed = replace(
                    case,
                    state=chance.choice([*CaseState]),
                    batch_id=chance.choice([None, *batches]),
                )
                if chance.random() < 0.1:
                    changed = replace(changed, record=None)
                unit.cases.save(changed, case.revision)
            if chance.random() < 0.9:
                unit.commit()
    assert_sound(work)
    with work() as unit:
        states = unit.cases.count_by_state()
    totals = counted(work).totals
    assert totals[Stage.READ] == len(cases) - states[CaseState.SET_ASIDE]
    assert totals[Stage.EXPORTED] == states[CaseState.EXPORTED]


def test_writers_of_one_batch_never_wait_in_a_circle(work, given):
    batches = [new_batch(work, name) for name in ("A", "B")]
    cases = [made(work, given, number, batches[number % 2]) for number in range(1, 9)]

    def write(mine):
        for number in range(6):
            state = (CaseState.CHECKED, CaseState.TO_CHECK)[number % 2]
            with work(write=True) as unit:
                for case_id in mine:
                    case = unit.cases.get(case_id)
                    unit.cases.save(replace(case, state=state), case.revision)
                    entry = AuditEntry(NOW, "Mẫu", "finish-case", f"case:{case_id}")
                    unit.audit.append(entry)
                unit.commit()

    halves = [cases[:4], cases[4:][::-1]]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, halves))
    assert_sound(work)


def test_tampered_counts_are_found_and_counted_anew(work, engine, given):
    case = made(work, given, 1)
    moved(work, case, CaseState.CHECKED)
    with for_writing(engine).begin() as connection:
        connection.execute(update(DailyCountRow).values(number=7))
    with work(write=True) as unit:
        assert len(unit.progress.differences()) == 3
        unit.progress.rebuild()
        unit.commit()
    assert counted(work).totals[Stage.CHECKED] == 1
    assert_sound(work)


def test_a_case_without_its_days_is_found(work, engine, given):
    made(work, given, 1)
    with for_writing(engine).begin() as connection:
        connection.execute(delete(CaseDaysRow))
    with work() as unit:
        assert unit.progress.undated() == 1


_OLD_SCANS = """
INSERT INTO scans (id, sha256, name, size, media_type, page_count, received_at, state)
VALUES (1, '{a}', 'a.png', 1, 'image/png', 3, '2026-01-05 20:00:00+00:00', 'read')"""
_OLD_BATCH = """
INSERT INTO batches (id, name, state, created_by, created_at, submitted_by, approved_by,
approved_at, revision) VALUES (1, 'KS', 'exported', 'A', '2026-01-05 20:00:00+00:00', 'A', 'B',
'2026-01-08 02:00:00+00:00', 1)"""
_OLD_CASE = """
INSERT INTO cases (id, scan_id, state, document_type, type_version, type_confidence, revision,
title, search, doubts, batch_id) VALUES ({id}, 1, '{state}', 'birth', '1', 1, 1, '', '', 0, {batch})
"""
_OLD_EDIT = """
INSERT INTO edits (case_id, key, action, before_text, after_text, before_state, after_state, actor,
at, revision) VALUES ({id}, '*', 'finish-case', '', '', 'to_check', 'checked', 'A',
'2026-01-{day} 02:00:00+00:00', 2)"""
_OLD_ENTRY = """
INSERT INTO audit_log (seq, at, actor, action, subject, details, previous, hash)
VALUES ({seq}, '2026-01-{day} 02:00:00+00:00', 'A', '{action}', '{subject}', '[]', 'p{seq}',
'{seq}')
"""


def test_an_older_database_gets_its_days_from_what_was_noted_then(empty_url, catalog):
    statements = [
        _OLD_SCANS.format(a="a" * 64),
        _OLD_BATCH,
        _OLD_CASE.format(id=1, state="exported", batch=1),
        _OLD_CASE.format(id=2, state="checked", batch="NULL"),
        _OLD_CASE.format(id=3, state="set_aside", batch="NULL"),
        *(_OLD_EDIT.format(id=case_id, day=day) for case_id, day in ((1, "07"), (2, "08"))),
        _OLD_EDIT.format(id=2, day="09"),
        _OLD_ENTRY.format(seq=1, day="06", action="recognize", subject="scan:1"),
        _OLD_ENTRY.format(seq=2, day="09", action="export-batch", subject="batch:1"),
        _OLD_ENTRY.format(seq=3, day="10", action="export-batch", subject="batch:1"),
    ]
    engine = open_engine(empty_url)
    with for_writing(engine).begin() as connection:
        upgrade_to(connection, "0014")
        for statement in statements:
            # A colon would begin the name of a parameter.
            connection.execute(text(statement.replace(":", r"\:")))
    upgrade(engine)
    with SqlUnitOfWorkFactory(engine, catalog)() as unit:
        found = unit.progress.tally()
        assert unit.progress.differences() == []
        assert unit.progress.undated() == 0
    engine.dispose()
    done = {stage: {} for stage in Stage}
    for one in found.days:
        for stage, number in one.counts.items():
            if number:
                done[stage][one.day.day] = number
    assert done == {
        Stage.SCANNED: {6: 3},
        Stage.READ: {6: 2},
        Stage.CHECKED: {7: 1, 9: 1},
        Stage.APPROVED: {8: 1},
        Stage.EXPORTED: {9: 1},
    }


def test_what_waits_is_known(work, given):
    with work(write=True) as unit:
        given.scan(unit, 1)
        unit.commit()
    waiting = counted(work).waiting
    assert (waiting.pages, waiting.failed) == (2, 0)


def test_the_newest_plan_is_in_force_and_none_is_ever_changed(work, engine):
    first = WorkPlan(date(2026, 3, 2), (Milestone("Mốc", date(2026, 12, 31), 10),))
    second = replace(first, office="UBND xã Mẫu", days_off=frozenset({date(2026, 9, 2)}))
    with work(write=True) as unit:
        assert unit.progress.plan() is None
        unit.progress.set_plan(first, "Mẫu", NOW)
        unit.progress.set_plan(second, "Mẫu", NOW)
        unit.commit()
    with work() as unit:
        assert unit.progress.plan() == second
    for statement in (update(WorkPlanRow).values(actor="x"), delete(WorkPlanRow)):
        with pytest.raises(DBAPIError), for_writing(engine).begin() as connection:
            connection.execute(statement)


def test_handovers_are_kept_in_order_and_for_good(work, engine):
    out = Handover("KS 01", Direction.OUT, 1, 200, "A", "B", NOW, "", "A")
    with work(write=True) as unit:
        unit.slips.add_handover(out)
        unit.slips.add_handover(replace(out, direction=Direction.BACK))
        unit.commit()
    with work() as unit:
        assert [one.direction for one in unit.slips.handovers()] == [Direction.OUT, Direction.BACK]
    for statement in (update(HandoverRow).values(sheets=1), delete(HandoverRow)):
        with pytest.raises(DBAPIError), for_writing(engine).begin() as connection:
            connection.execute(statement)


def test_lengths_count_characters_not_bytes(work, given):
    batch = new_batch(work)
    texts = ["Hoà", "x" * 15, "x" * 16, "ặ" * 50, "x" * 51]
    with work(write=True) as unit:
        for number, typed in enumerate(texts, start=1):
            reading = given.reading(given.field("nksHoTen", typed), given.field("so", ""))
            case = given.case(unit, reading, number)
            changed = replace(case, batch_id=batch, state=CaseState.CHECKED)
            unit.cases.save(changed, case.revision)
        given.case(unit, number=99)
        unit.commit()
        (row,) = unit_lengths(work)
    assert (row.batch, row.document_type, row.cases) == ("KS 01", "birth", 5)
    assert row.fields == (2, 2, 1)
    assert row.characters == 3 + 15 + 16 + 50 + 51


def unit_lengths(work):
    with work() as unit:
        return unit.measures.lengths((15, 50))


def test_agreement_is_what_two_keyed_before_anybody_settled(work, engine, given):
    cases = [made(work, given, number) for number in (1, 2, 3, 4)]
    for case_id in cases[:3]:
        with work(write=True) as unit:
            case = unit.cases.get(case_id)
            value = replace(case.record.fields["nksHoTen"], value="Hoà").confirmed("Mẫu", NOW)
            unit.cases.save(replace(case, record=case.record.with_field(value)), case.revision)
            unit.commit()
    second = {"key": "nksHoTen", "text": "x", "actor": "Hai", "at": NOW}
    with for_writing(engine).begin() as connection:
        for case_id, value in zip(cases, ("Hoà", "Hoà", "Hoa", "Hoà"), strict=True):
            connection.execute(
                insert(SecondEntryRow).values(case_id=case_id, value=value, **second)
            )
        settled = {"first_text": "x", "first_value": "Hòe", "text": "x", "value": "Hoà", "why": ""}
        connection.execute(
            insert(SettlementRow).values(
                case_id=cases[1], key="nksHoTen", actor="Ba", at=NOW, **settled
            )
        )
    with work() as unit:
        assert unit.measures.keyed_twice() == Share(1, 3)


def test_what_samples_found_right_counts_for_fields_only(work, given):
    case = made(work, given, 1, new_batch(work))
    drawn = SampleDraw(
        batch_id=1,
        round=1,
        kind=RoundKind.FIELDS,
        profile="usual",
        profile_version="1",
        document_type="birth",
        series="birth/Mẫu",
        lot_size=6,
        plan=Plan("A", 2, Numbers(0, 1)),
        strictness=Strictness.NORMAL,
        level="II",
        limit=0.065,
        seed="ab12",
        lot="0" * 64,
        last_edit=1,
        is_original=True,
        by="Hai",
        at=NOW,
    )
    with work(write=True) as unit:
        assert unit.measures.sampled() == Share()
        for kind in (RoundKind.FIELDS, RoundKind.CASES):
            wanted = [Unit(case, "nksHoTen" if kind is RoundKind.FIELDS else None)]
            sample = unit.samples.add(replace(drawn, kind=kind), wanted)
            counts = SampleTally(9, 2)
            found = SampleResult(sample.id, counts, False, False, False, "Hai", NOW, "e" * 64)
            unit.samples.close(found)
        assert unit.measures.sampled() == Share(7, 9)


def test_a_sample_is_spread_and_has_the_fields_of_finished_cases(work, given, catalog):
    cases = [made(work, given, number) for number in range(1, 9)]
    for case_id in cases[:6]:
        moved(work, case_id, CaseState.CHECKED)
    with work() as unit:
        every = list(unit.measures.sample(6, 100))
        some = list(unit.measures.sample(6, 3))
    assert [len(every), len(some)] == [6, 3]
    assert every[0].fields["nksHoTen"].state is ValueState.ACCEPTED
    shares, number = sampled_shares(every, catalog)
    assert (number, shares[Word.WHOLE]) == (6, Share(12, 18))


def test_books_come_with_the_cases_of_their_batch(work, given):
    batch = new_batch(work)
    made(work, given, 1, batch)
    with work(write=True) as unit:
        found = unit.batches.get(batch)
        unit.batches.save(replace(found, book=Book(1, 4)), found.revision)
        unit.commit()
    with work() as unit:
        assert unit.measures.books() == [(Book(1, 4), 1)]


def test_a_slip_finds_the_file_that_gave_no_case(work, given):
    batch = new_batch(work, "Quyển 01/2006")
    made(work, given, 1, batch)
    with work(write=True) as unit:
        given.scan(unit, 2, "lost.pdf")
        unit.audit.append(
            AuditEntry(
                NOW,
                "Mẫu",
                "export-batch",
                f"batch:{batch}",
                (("cases", "1"), ("manifest_sha256", "d" * 64), ("package", "p")),
            )
        )
        unit.commit()
    with work() as unit:
        slip = unit.slips.slip(batch, unit.audit.head())
    assert [(one.name, one.pages, one.pages_read) for one in slip.files] == [
        ("a.pdf", 2, 1),
        ("lost.pdf", 2, 0),
    ]
    assert slip.rows_out == slip.rows_due == 1
    assert slip.gaps == (SlipGap.PAGES_UNREAD, SlipGap.CASES_OPEN)
