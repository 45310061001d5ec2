"""When two keys agree, and what a settlement stands for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import EmptyReason, FieldValue, ValueState
from digitizer.domain.second_entry import (
    Comparison,
    Keyed,
    SecondKey,
    Settlement,
    TwiceKeyed,
    blind_order,
    is_first_done,
)

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def key(text: str) -> Keyed:
    return Keyed(text, text)


def field(first: str, second: str | None, settlement: Settlement | None = None) -> TwiceKeyed:
    keyed = SecondKey(1, "nksHoTen", key(second), "B", NOW) if second else None
    return TwiceKeyed(1, "nksHoTen", key(first), True, keyed, settlement)


def decided(first: str, chosen: str) -> Settlement:
    return Settlement(1, "nksHoTen", key(first), key(chosen), "", "C", NOW)


def test_a_difference_of_one_tone_mark_is_a_difference() -> None:
    assert not key("Nguyễn Thị Hồng").agrees(key("Nguyễn Thị Hổng"))


def test_the_same_date_written_otherwise_is_the_same() -> None:
    assert Keyed("16/3/2021", "2021-03-16").agrees(Keyed("16.03.2021", "2021-03-16"))


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (EmptyReason.TORN, EmptyReason.TORN, True),
        (EmptyReason.TORN, EmptyReason.UNREADABLE, False),
        (None, EmptyReason.NOT_ON_PAPER, True),
        (None, EmptyReason.UNREADABLE, False),
    ],
)
def test_empty_fields_agree_by_their_reason(
    first: EmptyReason | None, second: EmptyReason, same: bool
) -> None:
    left = Keyed.of(FieldValue("ghiChu", empty_reason=first))

    assert left.agrees(Keyed(empty_reason=second)) is same


def test_a_text_and_an_empty_field_never_agree() -> None:
    assert not key("Kinh").agrees(Keyed(empty_reason=EmptyReason.NOT_ON_PAPER))


def test_a_field_waits_until_both_have_keyed() -> None:
    assert field("Mẫu", None).comparison is Comparison.WAITING
    undone = replace(field("Mẫu", "Mậu"), is_first_done=False)
    assert undone.comparison is Comparison.WAITING


def test_a_settlement_stands_before_and_after_it_enters_the_record() -> None:
    before = field("Mẫu", "Mậu", decided("Mẫu", "Mầu"))
    after = field("Mầu", "Mậu", decided("Mẫu", "Mầu"))

    assert (before.comparison, after.comparison) == (Comparison.SETTLED, Comparison.SETTLED)
    assert before.to_apply is not None
    assert after.to_apply is None


def test_a_first_value_changed_after_the_settlement_is_compared_anew() -> None:
    changed = field("Mâu", "Mậu", decided("Mẫu", "Mầu"))
    corrected = field("Mậu", "Mậu", decided("Mẫu", "Mầu"))

    assert changed.comparison is Comparison.OPEN
    assert changed.to_apply is None
    assert corrected.comparison is Comparison.AGREED


def test_a_settlement_for_the_first_value_changes_nothing() -> None:
    assert field("Mẫu", "Mậu", decided("Mẫu", "Mẫu")).to_apply is None


@pytest.mark.parametrize(
    ("state", "case", "done"),
    [
        (ValueState.ACCEPTED, CaseState.TO_CHECK, True),
        (ValueState.CONFIRMED, CaseState.TO_CHECK, True),
        (ValueState.REVIEW, CaseState.CHECKED, False),
        (ValueState.MISSING, CaseState.TO_CHECK, False),
        (ValueState.MISSING, CaseState.CHECKED, True),
    ],
)
def test_when_a_first_value_stands(state: ValueState, case: CaseState, done: bool) -> None:
    assert is_first_done(state, case) is done


def test_the_order_of_two_values_tells_nothing_about_who_keyed_which() -> None:
    orders = [blind_order(number, "nksHoTen") for number in range(400)]

    assert 150 < sum(order[0] == "first" for order in orders) < 250
    assert blind_order(7, "nksHoTen") == blind_order(7, "nksHoTen")


@given(st.text(max_size=8), st.text(max_size=8))
def test_agreement_is_the_same_from_both_sides(left: str, right: str) -> None:
    assert key(left).agrees(key(right)) is key(right).agrees(key(left))
