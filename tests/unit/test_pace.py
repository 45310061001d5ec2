"""Pace without the pauses, and what kind of error a correction shows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitizer.domain.pace import Change, ErrorKind, Finding, Step, days, error_kind, weeks
from digitizer.domain.schema import FieldKind

VIETNAM = timezone(timedelta(hours=7))
MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def step(
    minutes: float, key: str = "so", action: str = "confirm-field", case: int = 1, number: int = 1
) -> Step:
    at = MONDAY + timedelta(minutes=minutes)
    return Step(number, case, key, action, action in ("confirm-field", "set-field", "undo"), at)


def test_a_pause_of_more_than_five_minutes_is_no_work() -> None:
    found = days([step(0), step(5), step(10.5), step(11.5)], [], VIETNAM)
    assert [one.seconds for one in found] == [6 * 60]


def test_a_field_counts_once_a_day_and_a_case_when_it_is_finished() -> None:
    steps = [
        step(0),
        step(1),
        step(2, "hoTen"),
        step(3, "hoTen", "undo"),
        step(4, "hoTen", "pass-on"),
        step(5, "*", "finish-case"),
    ]
    (found,) = days(steps, [], VIETNAM)
    assert (found.fields, found.cases, found.undone, found.passed_on) == (2, 1, 1, 1)


def test_an_undo_confirms_nothing() -> None:
    (found,) = days([step(0, "noiSinh", "undo")], [], VIETNAM)
    assert found.fields == 0


def test_the_day_ends_at_the_midnight_of_the_office() -> None:
    late = step(16 * 60 - 1)
    after = step(16 * 60 + 1)
    found = days([late, after], [], VIETNAM)
    assert [one.start for one in found] == [date(2026, 3, 2), date(2026, 3, 3)]
    assert [one.seconds for one in found] == [0, 0]


def test_less_than_ten_minutes_give_no_pace() -> None:
    (short,) = days([step(minute) for minute in range(5)], [], VIETNAM)
    assert short.fields_an_hour is None
    (long,) = days([step(minute, f"f{minute}") for minute in range(31)], [], VIETNAM)
    assert long.fields_an_hour == pytest.approx(62)


def test_an_error_counts_on_the_day_of_the_confirm_and_weeks_add_up() -> None:
    steps = [step(0), step(1), step(24 * 60), step(7 * 24 * 60)]
    wrong = Change(1, "so", "birth", "1", "7", MONDAY + timedelta(minutes=1))
    found = weeks(days(steps, [Finding(wrong, ErrorKind.NUMBER)], VIETNAM))
    assert [one.start for one in found] == [date(2026, 3, 2), date(2026, 3, 9)]
    assert [one.errors for one in found] == [1, 0]
    assert [one.fields for one in found] == [2, 1]


@pytest.mark.parametrize(
    ("kind", "mine", "theirs", "expected"),
    [
        (FieldKind.NAME, "Nguyễn Văn Vủ", "Nguyễn Văn Vũ", ErrorKind.HOOK_TILDE),
        (FieldKind.NAME, "Nguyen Văn Vủ", "Nguyễn Văn Vũ", ErrorKind.TONE),
        (FieldKind.NAME, "Lê Thị Hoa", "Lê Thị Hòa", ErrorKind.TONE),
        (FieldKind.NAME, "Đỗ Văn Tư", "Dỗ Văn Tư", ErrorKind.TONE),
        (FieldKind.NAME, "Lê Thị Lan", "Lê Thị Lam", ErrorKind.LETTER),
        (FieldKind.NAME, "Lê Thị lan", "Lê Thị Lan", ErrorKind.SPACING),
        (FieldKind.PLACE, "Hà Nội, xã A", "Hà Nội xã A", ErrorKind.SPACING),
        (FieldKind.PLACE, "thôn 1", "thôn 7", ErrorKind.NUMBER),
        (FieldKind.DATE, "01/02/1990", "01/02/1996", ErrorKind.NUMBER),
        (FieldKind.CODE, "Nam", "Nữ", ErrorKind.CODE),
        (FieldKind.TEXT, "", "có", ErrorKind.EMPTY),
        (FieldKind.TEXT, "có", "", ErrorKind.EMPTY),
        (None, "có", "có", ErrorKind.RETURNED),
    ],
)
def test_kinds_of_errors(
    kind: FieldKind | None, mine: str, theirs: str, expected: ErrorKind
) -> None:
    assert error_kind(kind, mine, theirs) is expected


@given(st.lists(st.floats(0, 3000), max_size=30))
def test_no_more_work_than_time_passed(minutes: list[float]) -> None:
    steps = [step(minute) for minute in sorted(minutes)]
    passed = (steps[-1].at - steps[0].at).total_seconds() if steps else 0
    assert 0 <= sum(one.seconds for one in days(steps, [], VIETNAM)) <= passed + 1e-6
