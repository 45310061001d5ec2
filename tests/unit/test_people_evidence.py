"""Two mentions: one person, perhaps, or not, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.mentions import mention

from digitizer.domain.people.evidence import Verdict, compare
from digitizer.domain.people.keys import blocking_keys
from digitizer.domain.people_rules import NO_RULES
from digitizer.schemas.people import load_people_rules

RULES = load_people_rules()
TWELVE, OTHER_TWELVE = "001190012345", "001190054321"
NINE = "012345678"


def test_the_same_name_and_day_of_birth_is_one_person() -> None:
    birth = mention(1, "Trần Thị Hoà", born="1990-03-12", sex="2")
    marriage = mention(2, "TRẦN THỊ HÒA", "wife", born="1990-03-12")

    found = compare(birth, marriage, RULES)

    assert found.verdict is Verdict.SAME
    assert {reason.sign for reason in found.reasons} == {"name_same", "born_same", "sex_same"}


def test_a_name_and_a_year_are_not_enough_without_kin() -> None:
    birth = mention(1, "Trần Thị Hoà", born="1990-03-12", father="Trần Văn Tư", mother="Lê Thị Năm")
    named = mention(2, "Trần Thị Hoà", "mother", born="1990")
    with_kin = replace(birth, id=replace(birth.id, case_id=3), event="", role="person")

    assert compare(birth, named, RULES).verdict is Verdict.MAYBE
    assert compare(birth, with_kin, RULES).verdict is Verdict.SAME


def test_an_equal_number_outweighs_a_missing_birth() -> None:
    left = mention(1, "Y Bhăm Niê", "requester", number=TWELVE)
    right = mention(2, "Y Bhăm Niê", "father", number=TWELVE, born="1990")

    assert compare(left, right, RULES).verdict is Verdict.SAME


def test_nine_and_twelve_digits_do_not_contradict() -> None:
    old = mention(1, "Trần Thị Hoà", "wife", born="1990-03-12", number=NINE)
    new = mention(2, "Trần Thị Hoà", "mother", born="1990-03-12", number=TWELVE)

    assert compare(old, new, RULES).verdict is Verdict.SAME


@pytest.mark.parametrize(
    "said",
    [
        {"number": OTHER_TWELVE},
        {"number": TWELVE[:-1] + "9"},
        {"number": NINE, "born": "1990-03-13"},
        {"born": "1991-11-12"},
        {"sex": "1"},
    ],
)
def test_what_contradicts_is_never_joined_by_itself(said: dict[str, str]) -> None:
    base = {"born": "1990-03-12", "number": TWELVE, "sex": "2"}
    left = mention(1, "Trần Thị Hoà", **base)
    right = mention(2, "Trần Thị Hoà", "wife", **{**base, "number": NINE, **said})

    found = compare(left, right, RULES)

    assert found.apart
    assert found.verdict is not Verdict.SAME


def test_one_number_on_two_names_is_for_a_person_to_see() -> None:
    left = mention(1, "Trần Thị Hoà", number=TWELVE)
    right = mention(2, "Lê Văn Bảy", "father", number=TWELVE)

    found = compare(left, right, RULES)

    assert (found.verdict, found.clash) == (Verdict.MAYBE, True)


def test_twins_are_two_people_although_their_names_differ_by_a_mark() -> None:
    same = {"born": "1990-03-12", "father": "Trần Văn Tư", "mother": "Lê Thị Năm"}

    twins = compare(mention(1, "Trần Thị Hoa", **same), mention(2, "Trần Thị Hòa", **same), RULES)
    typed = compare(mention(1, "TRAN THI HOA", **same), mention(2, "Trần Thị Hòa", **same), RULES)

    assert (twins.verdict, twins.clash) == (Verdict.MAYBE, True)
    assert typed.verdict is Verdict.SAME


def test_father_and_son_of_one_name_are_two_people() -> None:
    son = mention(1, "Nguyễn Văn Hùng", born="1985-02-03", father="Nguyễn Văn Hùng")
    father = mention(1, "Nguyễn Văn Hùng", "father", born="1960")
    elsewhere = mention(2, "Nguyễn Văn Hùng", "father", born="1960", spouse="Lê Thị Tám")

    assert compare(son, father, RULES).verdict is Verdict.DIFFERENT
    assert compare(son, elsewhere, RULES).verdict is Verdict.DIFFERENT


def test_the_requester_is_the_parent_of_the_same_name_in_the_case() -> None:
    father = mention(1, "Nguyễn Văn Hùng", "father", born="1960")
    requester = mention(1, "NGUYỄN VĂN HÙNG", "requester", number=NINE)

    assert compare(father, requester, RULES).verdict is Verdict.SAME


def test_a_rare_name_says_more_than_a_common_one() -> None:
    common = RULES.name_bits("nguyen van hung")
    rare = RULES.name_bits("quach cong buong")

    assert rare > common > 0


def test_without_rules_nobody_is_anybody() -> None:
    left, right = mention(1, number=TWELVE), mention(2, number=TWELVE)

    assert compare(left, right, NO_RULES).verdict is Verdict.DIFFERENT


NAMES = st.sampled_from(
    ["Trần Thị Hoa", "Trần Thị Hòa", "TRAN THI HOA", "H'Hen Niê", "Y Bhăm", "Nam"]
)
DATES = st.sampled_from(["1990", "1990-03", "1990-03-12", "1990-12-03", "1991-03-12", "32 tuổi"])
MENTIONS = st.builds(
    mention,
    st.integers(1, 2),
    NAMES,
    st.sampled_from(["child", "mother", "wife", "deceased", "requester"]),
    born=DATES,
    number=st.sampled_from([[], [NINE], [TWELVE], [OTHER_TWELVE], [NINE, TWELVE]]),
    father=st.sampled_from([[], "Trần Văn Tư", "Tran Van Tu"]),
)


@given(MENTIONS, MENTIONS)
def test_comparing_is_symmetric(left, right) -> None:
    one, other = compare(left, right, RULES), compare(right, left, RULES)

    assert (one.verdict, one.apart, one.clash) == (other.verdict, other.apart, other.clash)
    assert one.score == pytest.approx(other.score)


@given(MENTIONS, MENTIONS)
def test_only_mentions_that_share_a_key_can_be_one_person(left, right) -> None:
    if compare(left, right, RULES).verdict is Verdict.SAME:
        assert blocking_keys(left) & blocking_keys(right)
