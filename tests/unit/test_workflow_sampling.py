"""Sampling a submitted batch: who may, what stays unseen, and what becomes of the batch."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.workspace import CLERK, GOOD, SUPERVISOR, Bench, make_bench, read_case

from digitizer.domain.changes import Actor
from digitizer.domain.errors import DigitizerError
from digitizer.domain.lifecycle import BatchState, CaseState
from digitizer.domain.sampling import FieldScope, QualityRules, RoundKind
from digitizer.domain.second_entry import Choice
from digitizer.schemas.sampling import load_quality_rules
from digitizer.workflow import approve, batches, correct, review
from digitizer.workflow.approve_part import approve_part
from digitizer.workflow.check_rounds import RoundStatus
from digitizer.workflow.close_sample import ClosingWords, close_sample
from digitizer.workflow.draw_sample import draw_sample
from digitizer.workflow.key_sampled import judge_sampled, key_sampled, mark_sampled
from digitizer.workflow.overview import case_view
from digitizer.workflow.reopen import reopen_cases
from digitizer.workflow.resume_sampling import resume_sampling
from digitizer.workflow.sampling_work import (
    batch_checks,
    next_sampled,
    sample_differences,
    sample_history,
    sample_report,
)

OTHER = Actor("Phạm Thị Mẫu")
WORDS = ClosingWords("khác giấy", "không đạt kiểm tra mẫu")
NAME = "nksHoTen"


def _rules(profile: str, limit: float = 1.0) -> QualityRules:
    """Of a profile that samples required fields only, so that a small lot is keyed whole."""
    rules = load_quality_rules(profile, limit=limit)
    assert rules.required is not None
    rounds = (replace(each, scope=FieldScope.REQUIRED) for each in rules.required.rounds)
    return replace(rules, required=replace(rules.required, rounds=tuple(rounds)))


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    made = make_bench(tmp_path)
    made.ports = replace(made.ports, quality=_rules("fields-only", 10.0))
    return made


def _submitted(
    bench: Bench, folder: Path, name: str = "KS 01", count: int = 2, start: int = 1
) -> tuple[int, list[int]]:
    """A batch of finished cases, handed in by the clerk."""
    cases = []
    for number in range(start, start + count):
        values = {**GOOD, "so": f"{number}/2021"}
        case = read_case(bench, folder, f"{name}-{number}.png", values, batch_name=name)
        correct.finish_case(bench.ports, CLERK, case, 1)
        cases.append(case)
    batch = case_view(bench.ports, cases[0]).batch
    assert batch is not None
    batches.submit_batch(bench.ports, CLERK, batch.id)
    return batch.id, cases


def _drawn(bench: Bench, batch: int, seed: str = "0", by: Actor = SUPERVISOR) -> int:
    draw_sample(bench.ports, by, batch, seed)
    return sample_history(bench.ports, limit=1)[0].sample_id


def _held(bench: Bench, case: int, field: str) -> str:
    record = case_view(bench.ports, case).case.record
    assert record is not None
    return record.fields[field].text


def _key_all(bench: Bench, sample: int, wrong: int = 0, by: Actor = SUPERVISOR) -> None:
    """Key every unit as the record has it, but for the first ``wrong`` names."""
    while (task := next_sampled(bench.ports, by, sample)) is not None:
        assert task.field is not None
        text = _held(bench, task.unit.case_id, task.unit.field)
        if wrong and task.unit.field == NAME:
            text, wrong = "LÊ VĂN KHÁC", wrong - 1
        key_sampled(bench.ports, by, sample, task.place, text)


def _judge_all(bench: Bench, sample: int, choice: Choice, by: Actor = SUPERVISOR) -> None:
    for each in sample_differences(bench.ports, by, sample):
        judge_sampled(bench.ports, by, sample, each.place, choice, "xem lại giấy")


def _batch_state(bench: Bench, batch: int) -> BatchState:
    with bench.ports.unit_of_work() as unit:
        return unit.batches.get(batch).state


def _status(bench: Bench, batch: int) -> RoundStatus:
    return batch_checks(bench.ports, batch).rounds[0].status


def _refusal(act: object, *arguments: object, **named: object) -> str:
    with pytest.raises(DigitizerError) as refused:
        act(*arguments, **named)  # type: ignore[operator]
    return refused.value.code


def test_a_good_batch_passes_and_may_then_be_approved(bench: Bench, tmp_path: Path) -> None:
    batch, _ = _submitted(bench, tmp_path)
    assert _refusal(approve.approve_batch, bench.ports, SUPERVISOR, batch) == "rounds-not-done"
    sample = _drawn(bench, batch)
    assert _status(bench, batch) is RoundStatus.OPEN
    assert _refusal(approve.approve_batch, bench.ports, SUPERVISOR, batch) == "rounds-not-done"
    _key_all(bench, sample)
    close_sample(bench.ports, SUPERVISOR, sample, WORDS)

    report = sample_report(bench.ports, sample)
    assert report.state.result is not None
    assert report.state.result.is_accepted
    assert report.counted == report.state.result.tally
    assert report.counted.field_accuracy == report.counted.character_accuracy == 1.0
    assert report.state.sample.draw.plan.size == report.counted.units
    with bench.ports.unit_of_work() as unit:
        assert report.state.result.audit_head == unit.audit.head()
    approve.approve_batch(bench.ports, OTHER, batch)
    assert _batch_state(bench, batch) is BatchState.APPROVED


def test_a_workspace_that_asks_for_no_rounds_approves_as_before(
    bench: Bench, tmp_path: Path
) -> None:
    bench.ports = replace(bench.ports, quality=load_quality_rules())
    batch, _ = _submitted(bench, tmp_path)
    _drawn(bench, batch)
    approve.approve_batch(bench.ports, SUPERVISOR, batch)
    assert _batch_state(bench, batch) is BatchState.APPROVED


def test_what_is_laid_before_the_sampler_holds_no_value(bench: Bench, tmp_path: Path) -> None:
    batch, cases = _submitted(bench, tmp_path)
    sample = _drawn(bench, batch)
    task = next_sampled(bench.ports, SUPERVISOR, sample)
    assert task is not None
    assert task.field is not None
    assert task.field.box is not None
    shown = repr(task)
    assert not any(text in shown for text in GOOD.values() if len(text) > 4)
    assert task.unit.case_id in cases


def test_the_sample_depends_on_the_cases_and_not_on_what_was_flagged(
    bench: Bench, tmp_path: Path
) -> None:
    batch, cases = _submitted(bench, tmp_path, count=6)
    _drawn(bench, batch, "seed")
    with bench.ports.unit_of_work() as unit:
        found = unit.samples.newest(batch, 1)
    assert found is not None
    other = make_bench(tmp_path / "other") if (tmp_path / "other").mkdir() is None else bench
    other.ports = replace(other.ports, quality=bench.ports.quality)
    twin = []
    for number in range(1, 7):
        values = {**GOOD, "so": f"{number}/2021"}
        case = read_case(
            other, tmp_path, f"o-{number}.png", values, (NAME, "so"), batch_name="KS 01"
        )
        correct.set_field(other.ports, CLERK, case, NAME, "TRẦN VĂN MẪU", 1)
        correct.confirm_field(other.ports, CLERK, case, "so", 2)
        correct.finish_case(other.ports, CLERK, case, 3)
        twin.append(case)
    assert twin == cases
    twin_batch = case_view(other.ports, twin[0]).batch
    assert twin_batch is not None
    batches.submit_batch(other.ports, CLERK, twin_batch.id)
    _drawn(other, twin_batch.id, "seed")
    with other.ports.unit_of_work() as unit:
        again = unit.samples.newest(twin_batch.id, 1)
    assert again is not None
    assert again.sample.units == found.sample.units


def test_nobody_who_worked_on_the_batch_samples_it(bench: Bench, tmp_path: Path) -> None:
    batch, _ = _submitted(bench, tmp_path)
    assert _refusal(draw_sample, bench.ports, CLERK, batch, "0") == "own-work"
    sample = _drawn(bench, batch)
    assert _refusal(next_sampled, bench.ports, CLERK, sample) == "own-work"
    assert _refusal(key_sampled, bench.ports, CLERK, sample, 1, "x") == "own-work"
    assert _refusal(close_sample, bench.ports, CLERK, sample, WORDS) == "own-work"
    assert _refusal(sample_differences, bench.ports, CLERK, sample) == "own-work"


def test_a_field_that_the_supervisor_saw_is_keyed_by_another(bench: Bench, tmp_path: Path) -> None:
    batch, cases = _submitted(bench, tmp_path)
    sample = _drawn(bench, batch)
    with bench.ports.unit_of_work() as unit:
        units = unit.samples.get(sample).sample.units
    seen = units[0]
    review.look_at(bench.ports, SUPERVISOR, seen.case_id, seen.field)
    assert seen.case_id in cases
    assert _refusal(key_sampled, bench.ports, SUPERVISOR, sample, 1, "1/2021") == "sample-seen"
    task = next_sampled(bench.ports, SUPERVISOR, sample)
    assert task is not None
    assert (task.place, task.seen) == (2, 1)
    other = next_sampled(bench.ports, OTHER, sample)
    assert other is not None
    assert (other.place, other.seen) == (1, 0)


def test_a_bad_batch_goes_back_whole_and_needs_a_new_sample(bench: Bench, tmp_path: Path) -> None:
    batch, cases = _submitted(bench, tmp_path, count=3)
    bench.ports = replace(bench.ports, quality=_rules("fields-only", 0.65))
    sample = _drawn(bench, batch)
    _key_all(bench, sample, wrong=1)
    assert _refusal(close_sample, bench.ports, SUPERVISOR, sample, WORDS) == "sample-unjudged"
    _judge_all(bench, sample, Choice.SECOND)
    close_sample(bench.ports, SUPERVISOR, sample, WORDS)

    assert _batch_state(bench, batch) is BatchState.RETURNED
    views = [case_view(bench.ports, case) for case in cases]
    assert all(view.case.state is CaseState.RETURNED for view in views)
    assert all(WORDS.rejected in str(view.case.return_reason) for view in views)
    pins = [pin for view in views for pin in view.pins]
    assert [(pin.field, pin.reason) for pin in pins] == [(NAME, WORDS.wrong_field)]
    assert _refusal(key_sampled, bench.ports, SUPERVISOR, sample, 1, "x") == "sample-closed"

    for view in views:
        if view.pins:
            case, revision = view.case.id, view.case.revision
            correct.set_field(bench.ports, CLERK, case, NAME, "LÊ VĂN KHÁC", revision)
        case_id = view.case.id
        correct.finish_case(bench.ports, CLERK, case_id, bench.revision(case_id))
    batches.submit_batch(bench.ports, CLERK, batch)
    assert _status(bench, batch) is RoundStatus.WAITING
    again = _drawn(bench, batch, "1")
    assert again != sample
    with bench.ports.unit_of_work() as unit:
        assert not unit.samples.get(again).sample.draw.is_original


def test_a_slip_of_the_sampler_is_not_the_clerks_error(bench: Bench, tmp_path: Path) -> None:
    batch, _ = _submitted(bench, tmp_path, count=3)
    bench.ports = replace(bench.ports, quality=_rules("fields-only", 0.65))
    sample = _drawn(bench, batch)
    _key_all(bench, sample, wrong=1)
    place = sample_differences(bench.ports, SUPERVISOR, sample)[0].place
    nameless = (judge_sampled, bench.ports, SUPERVISOR, sample, place, Choice.FIRST, " ")
    assert _refusal(*nameless) == "reason-needed"
    _judge_all(bench, sample, Choice.FIRST)
    assert _refusal(*nameless[:5], Choice.FIRST, "x") == "nothing-to-judge"
    close_sample(bench.ports, SUPERVISOR, sample, WORDS)
    report = sample_report(bench.ports, sample)
    assert (report.counted.wrong, report.counted.slips) == (0, 1)
    approve.approve_batch(bench.ports, SUPERVISOR, batch)


def test_errors_found_in_a_batch_that_passes_are_corrected_first(
    bench: Bench, tmp_path: Path
) -> None:
    batch, cases = _submitted(bench, tmp_path, count=3)
    sample = _drawn(bench, batch)
    _key_all(bench, sample, wrong=1)
    _judge_all(bench, sample, Choice.SECOND)
    close_sample(bench.ports, SUPERVISOR, sample, WORDS)
    assert _batch_state(bench, batch) is BatchState.SUBMITTED
    state = batch_checks(bench.ports, batch).rounds[0]
    assert state.status is RoundStatus.ACCEPTED
    (wrong,) = state.uncorrected
    assert _refusal(approve.approve_batch, bench.ports, OTHER, batch) == "sample-errors-stand"
    assert _refusal(approve.approve_batch, bench.ports, SUPERVISOR, batch) == "batch-has-pins"

    approve.return_batch(bench.ports, SUPERVISOR, batch, "")
    states = {case: case_view(bench.ports, case).case.state for case in cases}
    assert [case for case in cases if states[case] is CaseState.RETURNED] == [wrong]
    correct.set_field(bench.ports, CLERK, wrong, NAME, "LÊ VĂN KHÁC", bench.revision(wrong))
    correct.finish_case(bench.ports, CLERK, wrong, bench.revision(wrong))
    batches.submit_batch(bench.ports, CLERK, batch)
    # Only the case in which something was found was changed, so the sample stands.
    assert _status(bench, batch) is RoundStatus.ACCEPTED
    approve.approve_batch(bench.ports, SUPERVISOR, batch)


def test_a_change_elsewhere_makes_the_sample_void(bench: Bench, tmp_path: Path) -> None:
    batch, cases = _submitted(bench, tmp_path, count=3)
    sample = _drawn(bench, batch)
    _key_all(bench, sample)
    close_sample(bench.ports, SUPERVISOR, sample, WORDS)
    approve.return_batch(bench.ports, SUPERVISOR, batch, "xem lại", cases[:1])
    correct.finish_case(bench.ports, CLERK, cases[0], bench.revision(cases[0]))
    batches.submit_batch(bench.ports, CLERK, batch)
    assert _status(bench, batch) is RoundStatus.WAITING
    assert _refusal(approve.approve_batch, bench.ports, SUPERVISOR, batch) == "rounds-not-done"


def test_a_sample_left_open_is_void_when_the_batch_was_changed(
    bench: Bench, tmp_path: Path
) -> None:
    batch, cases = _submitted(bench, tmp_path)
    sample = _drawn(bench, batch)
    approve.return_batch(bench.ports, SUPERVISOR, batch, "xem lại", cases)
    assert _refusal(key_sampled, bench.ports, SUPERVISOR, sample, 1, "x") == "batch-state"
    for case in cases:
        correct.finish_case(bench.ports, CLERK, case, bench.revision(case))
    batches.submit_batch(bench.ports, CLERK, batch)
    assert _refusal(key_sampled, bench.ports, SUPERVISOR, sample, 1, "x") == "sample-outdated"
    assert _drawn(bench, batch) != sample


def test_a_round_is_drawn_once_and_answered_once(bench: Bench, tmp_path: Path) -> None:
    batch, _ = _submitted(bench, tmp_path)
    sample = _drawn(bench, batch)
    assert _refusal(draw_sample, bench.ports, OTHER, batch, "1") == "sample-drawn"
    assert _refusal(draw_sample, bench.ports, OTHER, batch, "1", 2) == "no-round"
    assert _refusal(close_sample, bench.ports, SUPERVISOR, sample, WORDS) == "sample-unanswered"
    assert _refusal(sample_report, bench.ports, sample) == "sample-open"
    assert _refusal(sample_differences, bench.ports, OTHER, sample) == "sample-unanswered"
    assert _refusal(key_sampled, bench.ports, OTHER, sample, 99, "x") == "no-sample-place"
    _key_all(bench, sample)
    assert _refusal(key_sampled, bench.ports, OTHER, sample, 1, "x") == "sample-answered"
    close_sample(bench.ports, SUPERVISOR, sample, WORDS)
    assert _refusal(draw_sample, bench.ports, OTHER, batch, "1") == "rounds-all-done"
    assert _refusal(resume_sampling, bench.ports, OTHER, batch, "x") == "sampling-not-stopped"


def test_nothing_in_the_log_tells_whether_a_key_agrees(bench: Bench, tmp_path: Path) -> None:
    batch, _ = _submitted(bench, tmp_path)
    sample = _drawn(bench, batch)
    _key_all(bench, sample, wrong=1)
    with bench.ports.unit_of_work() as unit:
        entries = [each for each in unit.audit.list(limit=500) if each.action == "key-sampled"]
    assert len(entries) == len({entry.details for entry in entries})
    assert all({name for name, _ in each.details} == {"place", "case", "field"} for each in entries)


def test_the_usual_rounds_go_from_images_over_cases_to_fields(bench: Bench, tmp_path: Path) -> None:
    bench.ports = replace(bench.ports, quality=_rules("usual", 10.0))
    batch, _ = _submitted(bench, tmp_path, count=4)
    for kind, size in ((RoundKind.IMAGES, 4), (RoundKind.CASES, 2)):
        sample = _drawn(bench, batch)
        assert _refusal(key_sampled, bench.ports, SUPERVISOR, sample, 1, "x") == "sample-not-keyed"
        seen = 0
        while (task := next_sampled(bench.ports, SUPERVISOR, sample)) is not None:
            assert (task.page is not None) is (kind is RoundKind.IMAGES)
            assert (task.case is not None) is (kind is RoundKind.CASES)
            mark_sampled(bench.ports, SUPERVISOR, sample, task.place, is_right=True)
            seen += 1
        assert seen == size
        close_sample(bench.ports, SUPERVISOR, sample, WORDS)
    sample = _drawn(bench, batch)
    assert (
        _refusal(mark_sampled, bench.ports, SUPERVISOR, sample, 1, is_right=True)
        == "sample-not-marked"
    )
    _key_all(bench, sample)
    close_sample(bench.ports, SUPERVISOR, sample, WORDS)
    approve.approve_batch(bench.ports, SUPERVISOR, batch)


def test_one_bad_image_sends_the_batch_back(bench: Bench, tmp_path: Path) -> None:
    bench.ports = replace(bench.ports, quality=_rules("usual"))
    batch, _ = _submitted(bench, tmp_path)
    sample = _drawn(bench, batch)
    mark = (mark_sampled, bench.ports, SUPERVISOR, sample, 1)
    assert _refusal(*mark, is_right=False) == "reason-needed"
    mark_sampled(bench.ports, SUPERVISOR, sample, 1, is_right=False, why="mất góc")
    mark_sampled(bench.ports, SUPERVISOR, sample, 2, is_right=True)
    close_sample(bench.ports, SUPERVISOR, sample, WORDS)
    assert _batch_state(bench, batch) is BatchState.RETURNED


def test_rejected_lots_make_the_next_ones_tightened(bench: Bench, tmp_path: Path) -> None:
    bench.ports = replace(bench.ports, quality=_rules("fields-only", 0.65))
    for number in range(2):
        batch, _ = _submitted(bench, tmp_path, f"KS {number}", start=10 * number + 1)
        sample = _drawn(bench, batch)
        _key_all(bench, sample, wrong=1)
        _judge_all(bench, sample, Choice.SECOND)
        close_sample(bench.ports, SUPERVISOR, sample, WORDS)
    batch, _ = _submitted(bench, tmp_path, "KS 9", start=91)
    _drawn(bench, batch)
    assert [row.draw.strictness.value for row in sample_history(bench.ports)] == [
        "tightened",
        "normal",
        "normal",
    ]


def _passed(bench: Bench, batch: int, wrong: int = 0) -> int:
    sample = _drawn(bench, batch)
    _key_all(bench, sample, wrong=wrong)
    _judge_all(bench, sample, Choice.SECOND)
    close_sample(bench.ports, SUPERVISOR, sample, WORDS)
    return sample


def test_what_stayed_behind_is_a_lot_of_its_own(bench: Bench, tmp_path: Path) -> None:
    batch, cases = _submitted(bench, tmp_path, count=4)
    part = (approve_part, bench.ports, SUPERVISOR, batch, "sai tên")
    assert _refusal(*part, but=cases[:1]) == "rounds-not-done"
    _passed(bench, batch)
    approve_part(bench.ports, SUPERVISOR, batch, "sai tên", but=cases[:1])
    assert _status(bench, batch) is RoundStatus.WAITING

    revision = bench.revision(cases[0])
    correct.set_field(bench.ports, CLERK, cases[0], NAME, "LÊ THỊ MẬN", revision)
    correct.finish_case(bench.ports, CLERK, cases[0], revision + 1)
    batches.submit_batch(bench.ports, CLERK, batch)
    approving = (approve.approve_batch, bench.ports, SUPERVISOR, batch)
    assert _refusal(*approving) == "rounds-not-done"
    sample = _passed(bench, batch)

    with bench.ports.unit_of_work() as unit:
        drawn = unit.samples.get(sample).sample
    assert {each.case_id for each in drawn.units} == {cases[0]}
    assert not drawn.draw.is_original
    bench.later(60)
    approve.approve_batch(bench.ports, SUPERVISOR, batch)
    assert _batch_state(bench, batch) is BatchState.APPROVED
    assert _status(bench, batch) is RoundStatus.ACCEPTED


def test_cases_in_which_the_sample_found_something_stay_behind(
    bench: Bench, tmp_path: Path
) -> None:
    batch, cases = _submitted(bench, tmp_path, count=3)
    _passed(bench, batch, wrong=1)
    with bench.ports.unit_of_work() as unit:
        found = unit.reviews.drafts(batch, SUPERVISOR.name)
    wrong = {pin.case_id for pin in found}
    assert len(wrong) == 1
    assert _refusal(approve.approve_batch, bench.ports, SUPERVISOR, batch) == "batch-has-pins"

    approve_part(bench.ports, SUPERVISOR, batch, "")

    states = {case: case_view(bench.ports, case).case.state for case in cases}
    back = {case for case, state in states.items() if state is CaseState.RETURNED}
    assert back == wrong


def test_an_opened_case_is_sampled_again_and_the_others_are_not(
    bench: Bench, tmp_path: Path
) -> None:
    batch, cases = _submitted(bench, tmp_path, count=4)
    _passed(bench, batch)
    approve.approve_batch(bench.ports, SUPERVISOR, batch)
    assert _status(bench, batch) is RoundStatus.ACCEPTED

    reopen_cases(bench.ports, SUPERVISOR, batch, cases[3:], "sổ giấy ghi khác")

    assert _status(bench, batch) is RoundStatus.WAITING
    correct.finish_case(bench.ports, CLERK, cases[3], bench.revision(cases[3]))
    batches.submit_batch(bench.ports, CLERK, batch)
    sample = _drawn(bench, batch)
    with bench.ports.unit_of_work() as unit:
        drawn = unit.samples.get(sample).sample
    assert {each.case_id for each in drawn.units} == set(cases[3:])
