"""Progress, plans, reports and handovers as use cases, over days of work."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from support.workspace import BIRTH, CLERK, SUPERVISOR, Bench, make_bench, read_case

from digitizer.bootstrap.progress_rule import progress_rule
from digitizer.domain.data_quality import Share, Word
from digitizer.domain.errors import InvalidInput
from digitizer.domain.progress import Stage
from digitizer.domain.record import EmptyReason
from digitizer.domain.slip import Direction
from digitizer.domain.work_plan import Milestone, Standing, WorkPlan
from digitizer.workflow import approve, batches, correct, export
from digitizer.workflow.hand_over import hand_over, handovers, nothing_lost
from digitizer.workflow.measure_quality import measure_quality
from digitizer.workflow.report_progress import report_progress
from digitizer.workflow.see_progress import see_progress, set_work_plan

RULE = progress_rule()
FIRST = date(2026, 11, 23)
DAY_SECONDS = 86400.0


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path)


def finished(bench: Bench, folder: Path, name: str) -> int:
    case_id = read_case(bench, folder, name, batch_name="KS 01")
    correct.finish_case(bench.ports, CLERK, case_id, bench.revision(case_id))
    return case_id


def say_why_empty(bench: Bench, case_id: int) -> None:
    """Give every empty field its reason and finish the case."""
    with bench.ports.unit_of_work() as unit:
        record = unit.cases.get(case_id).record
    assert record is not None
    for key in [key for key, value in record.fields.items() if not value.text]:
        reason, revision = EmptyReason.NOT_ON_PAPER, bench.revision(case_id)
        correct.confirm_empty(bench.ports, CLERK, case_id, key, reason, revision)
    correct.finish_case(bench.ports, CLERK, case_id, bench.revision(case_id))


def test_a_batch_walks_through_the_days(bench: Bench, tmp_path: Path) -> None:
    finished(bench, tmp_path, "a.png")
    bench.later(DAY_SECONDS)
    batches.submit_batch(bench.ports, CLERK, 1)
    bench.later(DAY_SECONDS)
    approve.approve_batch(bench.ports, SUPERVISOR, 1)
    export.export_batch(bench.ports, SUPERVISOR, 1, tmp_path)
    found = see_progress(bench.ports, RULE.pace)
    by_day = {one.day: [*one.counts.values()] for one in found.tally.days}
    assert by_day == {
        FIRST: [1, 1, 1, 0, 0],
        FIRST + timedelta(days=2): [0, 0, 0, 1, 1],
    }
    assert nothing_lost(bench.ports, 1).gaps == ()


def test_a_changed_field_takes_a_finished_case_back_out_of_the_counts(
    bench: Bench, tmp_path: Path
) -> None:
    case_id = finished(bench, tmp_path, "a.png")
    typed = ("nksHoTen", "TRẦN THỊ MẪU", bench.revision(case_id))
    correct.set_field(bench.ports, CLERK, case_id, *typed)
    assert see_progress(bench.ports, RULE.pace).tally.totals[Stage.CHECKED] == 0


def test_the_report_of_a_day_leaves_out_what_came_later(bench: Bench, tmp_path: Path) -> None:
    finished(bench, tmp_path, "a.png")
    bench.later(DAY_SECONDS)
    read_case(bench, tmp_path, "b.png")
    earlier = report_progress(bench.ports, RULE, FIRST, "xã")
    assert (earlier.office, earlier.totals[Stage.READ]) == ("xã", 1)
    assert earlier.is_consistent
    today = report_progress(bench.ports, RULE, None, "xã")
    assert (today.totals[Stage.READ], today.of_day[Stage.READ]) == (2, 1)
    with pytest.raises(InvalidInput, match="report-day-ahead"):
        report_progress(bench.ports, RULE, FIRST + timedelta(days=2), "xã")


def test_too_few_days_of_work_give_no_forecast(bench: Bench, tmp_path: Path) -> None:
    plan = WorkPlan(FIRST, (Milestone("Mốc", date(2026, 12, 31), 9, Stage.CHECKED, BIRTH),))
    set_work_plan(bench.ports, SUPERVISOR, plan)
    for number in range(3):
        finished(bench, tmp_path, f"{number}.png")
        (early,) = see_progress(bench.ports, RULE.pace).forecasts
        assert (early.standing, early.usual) == (Standing.UNKNOWN, None)
        bench.later(DAY_SECONDS)
    (found,) = see_progress(bench.ports, RULE.pace).forecasts
    assert (found.done, found.standing) == (3, Standing.ON_TIME)
    # Thursday: six remain at one a day, over a weekend.
    assert found.usual == date(2026, 12, 4)


def test_a_plan_of_an_unknown_type_is_refused_and_a_good_one_is_audited(bench: Bench) -> None:
    unknown = WorkPlan(FIRST, (Milestone("Mốc", FIRST, 1, Stage.CHECKED, "x.y"),))
    with pytest.raises(InvalidInput, match="unknown-type"):
        set_work_plan(bench.ports, SUPERVISOR, unknown)
    set_work_plan(bench.ports, SUPERVISOR, WorkPlan(FIRST))
    with bench.ports.unit_of_work() as unit:
        assert unit.progress.plan() == WorkPlan(FIRST)
        assert [entry.action for entry in unit.audit.list()] == ["set-work-plan"]


def test_quality_is_measured_on_what_there_is(bench: Bench, tmp_path: Path) -> None:
    nothing = measure_quality(bench.ports, 10)
    assert all(share.value is None for share in nothing.shares.values())
    case_id = finished(bench, tmp_path, "a.png")
    assert measure_quality(bench.ports, 10).shares[Word.CLEAN] == Share(0, 1)
    say_why_empty(bench, case_id)
    read_case(bench, tmp_path, "b.png", review=("nksHoTen",))
    found = measure_quality(bench.ports, 10)
    assert found.shares[Word.CLEAN] == Share(1, 2)
    assert found.shares[Word.SHARED] == Share(0, 2)
    assert found.shares[Word.RIGHT].value is None
    assert (found.sampled, found.finished) == (1, 1)
    whole = found.shares[Word.WHOLE]
    assert whole.good == whole.all > 0


@pytest.mark.parametrize(
    ("papers", "books", "giver", "taker", "code"),
    [
        ("", 1, "A", "B", "handover-names"),
        ("KS", 1, " ", "B", "handover-names"),
        ("KS", 1, "A", "A", "handover-same-person"),
        ("KS", 0, "A", "B", "handover-nothing"),
        ("KS", -1, "A", "B", "handover-nothing"),
    ],
)
def test_a_handover_names_papers_and_two_people(
    bench: Bench, papers: str, books: int, giver: str, taker: str, code: str
) -> None:
    with pytest.raises(InvalidInput, match=code):
        hand_over(bench.ports, CLERK, papers, Direction.OUT, books, 0, giver, taker)
    assert handovers(bench.ports) == ()
