"""Persons out of mentions, what does not fit, and what people decided."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.mentions import mention

from digitizer.domain.errors import InvalidInput
from digitizer.domain.people.cleaning import findings_of
from digitizer.domain.people.entries import Comparer, Decision, entries_of, link_of, said
from digitizer.domain.people.findings import SEVERITIES
from digitizer.domain.people.mention import MentionId, mentions_of
from digitizer.messages import LANGUAGES, Messages
from digitizer.schemas import load_catalog
from digitizer.schemas.people import load_people_rules

RULES = load_people_rules()
NOW = datetime(2026, 11, 28, tzinfo=UTC)
TWELVE, NINE = "001190012345", "012345678"


def register(*mentions, decided=()):
    """The persons as sets of case numbers, and all findings."""
    links = [link for pair in combinations(mentions, 2) if (link := link_of(*pair, RULES))]
    comparer = Comparer(RULES, said(decided))
    entries = entries_of({each.id: each for each in mentions}, links, comparer)
    found = findings_of(entries, links, (), comparer)
    return [tuple(each.id.case_id for each in entry.mentions) for entry in entries], found


def codes(found) -> list[str]:
    return [finding.code for finding in found]


def decision(left, right, *, same: bool) -> Decision:
    return Decision(left.id, right.id, same, "Lê Thị Mai", NOW, "đã đối chiếu bản chính")


def test_one_person_is_gathered_over_different_papers() -> None:
    people, found = register(
        mention(1, "Trần Thị Hoà", born="1990-03-12", father="Trần Văn Tư", sex="2"),
        mention(2, "Trần Thị Hòa", "wife", born="1990-03-12", number=NINE, spouse="Lê Văn Ba"),
        mention(3, "TRẦN THỊ HÒA", "mother", number=NINE, spouse="Lê Văn Ba"),
    )

    assert people == [(1, 2, 3)]
    assert found == ()


def test_half_alike_names_do_not_chain_two_people_into_one() -> None:
    people, _ = register(
        mention(1, "Trần Thị Hoá", born="1990-03-12"),
        mention(2, "TRAN THI HOA", "wife", born="1990-03-12"),
        mention(3, "Trần Thị Hòa", born="1990-03-12"),
    )

    assert len(people) == 2


def test_a_day_that_is_a_slip_off_is_told_with_both_sources() -> None:
    birth = mention(1, "Trần Thị Hoà", born="1990-03-12")
    marriage = mention(2, "Trần Thị Hoà", "wife", born="1990-12-03", number=NINE)

    people, found = register(birth, marriage)

    assert people == [(1,), (2,)]
    assert (codes(found), found[0].is_sure) == (["born"], False)
    stated = {
        (each.mention.id.case_id, each.fact.value) for each in (found[0].left, found[0].right)
    }
    assert stated == {(1, "1990-03-12"), (2, "1990-12-03")}


def test_one_number_with_two_days_of_birth_is_a_sure_contradiction() -> None:
    people, found = register(
        mention(1, "Trần Thị Hoà", "wife", born="1990-03-12", number=TWELVE),
        mention(2, "Trần Thị Hoà", "mother", born="1992-03-12", number=TWELVE),
    )

    assert people == [(1, 2)]
    assert [(each.code, each.is_sure) for each in found] == [("born", True)]


@pytest.mark.parametrize(
    ("said_there", "code"),
    [
        ({"sex": "1"}, "sex"),
        ({"father": "Phạm Văn Năm"}, "father"),
        ({"mother": "Phạm Thị Năm"}, "mother"),
    ],
)
def test_contradictions_of_one_person(said_there: dict[str, str], code: str) -> None:
    same = {"born": "1990-03-12", "number": TWELVE, "sex": "2"}
    same |= {"father": "Trần Văn Tư", "mother": "Lê Thị Sáu"}

    _, found = register(
        mention(1, role="child", **same), mention(2, role="deceased", **{**same, **said_there})
    )

    assert codes(found) == [code]


def test_a_birth_registered_twice_is_told_but_not_a_renewal() -> None:
    same = {"born": "1990-03-12", "father": "Trần Văn Tư", "mother": "Lê Thị Sáu"}
    first = mention(1, kind="1", **same)

    assert codes(register(first, mention(2, kind="1", **same))[1]) == ["registered-twice"]
    assert codes(register(first, mention(2, kind="2", **same))[1]) == []


def test_nobody_acts_after_death() -> None:
    dead = mention(1, role="deceased", number=TWELVE, died="2010-05-06", dated="2010-05-07")
    before = mention(2, role="person", number=TWELVE, dated="2010-05-05")
    after = mention(3, role="person", number=TWELVE, dated="2011-02-03")
    named = mention(4, role="mother", number=TWELVE, dated="2012-02-03")

    assert codes(register(dead, before)[1]) == []
    assert codes(register(dead, after)[1]) == ["after-death"]
    assert codes(register(dead, named)[1]) == []


def wedding(case_id: int, wife: str, dated: str, **more: str):
    return mention(case_id, "Lê Văn Ba", "husband", number=TWELVE, spouse=wife, dated=dated, **more)


def test_two_marriages_need_an_end_of_the_first() -> None:
    first, second = wedding(1, "Trần Thị Hoà", "1990-01-02"), wedding(2, "Lý Thị Mỹ", "1995-01-02")
    noted = wedding(1, "Trần Thị Hoà", "1990-01-02", ended="Đã ly hôn theo Bản án số 1")

    assert codes(register(first, second)[1]) == ["married-twice"]
    assert codes(register(noted, second)[1]) == []


def test_a_widower_may_marry_again() -> None:
    wife = mention(1, "Trần Thị Hoà", "wife", number=NINE)
    first = mention(
        1, "Lê Văn Ba", "husband", number=TWELVE, spouse="Trần Thị Hoà", dated="1990-01-02"
    )
    first_of_wife = first.facts[:2] + tuple(
        type(fact)(fact.aspect, "voHoTen", fact.value) if fact.aspect == "spouse" else fact
        for fact in first.facts[2:]
    )
    first = type(first)(first.id, first.document_type, first.role, first.event, first_of_wife)
    second = wedding(2, "Lý Thị Mỹ", "1995-01-02")
    dead = mention(3, "Trần Thị Hoà", "deceased", number=NINE, died="1994-01-01")
    died_later = mention(3, "Trần Thị Hoà", "deceased", number=NINE, died="1996-01-01")

    assert codes(register(wife, first, second, dead)[1]) == []
    assert codes(register(wife, first, second, died_later)[1]) == ["married-twice"]


def test_what_a_person_decided_stands_above_the_evidence() -> None:
    left = mention(1, "Trần Thị Hoà", born="1990-03-12")
    right = mention(2, "Trần Thị Hoà", "wife", born="1990-03-12")
    third = mention(3, "Trần Thị Hoà", "wife", born="1990-12-03")

    assert register(left, right)[0] == [(1, 2)]
    parted = register(left, right, decided=[decision(left, right, same=False)])
    assert parted == ([(1,), (2,)], ())
    joined = register(left, third, decided=[decision(left, third, same=True)])
    assert joined[0] == [(1, 3)]
    assert codes(joined[1]) == ["born"]


def test_the_newest_decision_counts_and_holds_for_the_whole_person() -> None:
    left = mention(1, "Trần Thị Hoà", born="1990-03-12", number=TWELVE)
    right = mention(2, "Trần Thị Hoà", "wife", born="1990-03-12", number=NINE)
    third = mention(3, "Trần Thị Hoà", "mother", number=NINE)
    decided = [decision(left, right, same=True), decision(right, left, same=False)]

    people, found = register(left, right, third, decided=decided)

    assert people == [(1,), (2, 3)]
    assert "same-person" not in codes(found)


def test_an_official_with_a_thousand_requests_is_one_person() -> None:
    said_of = {"number": TWELVE, "dated": "2010-01-02"}
    mentions = [mention(number, role="requester", **said_of) for number in range(1, 1001)]
    links = [link_of(mentions[0], other, RULES) for other in mentions[1:]]
    comparer = Comparer(RULES, {})

    (entry,) = entries_of({each.id: each for each in mentions}, links, comparer)

    assert len(entry.mentions) == 1000
    assert comparer.count < 10_000


MENTIONS = st.builds(
    mention,
    st.integers(1, 6),
    st.sampled_from(["Trần Thị Hoa", "Trần Thị Hòa", "TRAN THI HOA", "Trần Thị Hoá"]),
    st.sampled_from(["child", "mother", "wife"]),
    born=st.sampled_from(["1990", "1990-03-12", "1990-12-03"]),
    number=st.sampled_from([[], [NINE], [TWELVE]]),
    father=st.sampled_from([[], "Trần Văn Tư"]),
)


@given(st.lists(MENTIONS, max_size=7, unique_by=lambda each: each.id), st.randoms())
def test_persons_do_not_depend_on_the_order_of_arrival(mentions, rng) -> None:
    shuffled = list(mentions)
    rng.shuffle(shuffled)

    assert register(*mentions) == register(*shuffled)


@given(st.lists(MENTIONS, max_size=7, unique_by=lambda each: each.id))
def test_nobody_stands_in_two_persons_or_with_whom_they_clash(mentions) -> None:
    comparer = Comparer(RULES, {})
    by_id = {each.id: each for each in mentions}
    links = [link for pair in combinations(mentions, 2) if (link := link_of(*pair, RULES))]

    entries = entries_of(by_id, links, comparer)

    assert sorted(each.id for entry in entries for each in entry.mentions) == sorted(by_id)
    for entry in entries:
        assert not any(comparer.clash(*pair) for pair in combinations(entry.mentions, 2))


def test_the_gravest_comes_first() -> None:
    same = {"born": "1990-03-12", "father": "Trần Văn Tư"}

    _, found = register(
        mention(1, "Trần Thị Hoà", number=TWELVE, **same),
        mention(2, "TRAN THI HOA", number=TWELVE, **same),
        mention(3, "Lê Văn Bảy", "father", number=TWELVE),
    )

    assert codes(found)[0] == "number-shared"
    assert codes(found)[-1] == "marks"
    ranks = [list(SEVERITIES).index(code) for code in codes(found)]
    assert ranks == sorted(ranks)


def test_a_record_names_its_people_with_the_fields_that_say_it() -> None:
    values = {
        "nksHoTen": "Trần Thị Hoà",
        "nksNgaySinh": "1990-03-12",
        "meHoTen": "Lê Thị Sáu",
        "noiDangKy": "UBND xã Mẫu",
        "quyenSo": "01/1990",
        "so": "7/1990",
        "ngayDangKy": "1990-03-20",
    }

    found = mentions_of(4, load_catalog().types["civil_status.birth"], values)

    assert [str(each.id) for each in found] == ["4:nksHoTen", "4:meHoTen"]
    child = found[0]
    assert (child.role, child.event) == ("child", "birth")
    assert {(fact.aspect.value, fact.field) for fact in child.facts} == {
        ("name", "nksHoTen"),
        ("born", "nksNgaySinh"),
        ("mother", "meHoTen"),
        ("dated", "ngayDangKy"),
    }
    assert child.entry == ("UBND xã Mẫu", "01/1990", "7/1990")


@pytest.mark.parametrize("text", ["", "12", "meHoTen", "12:", "12:me HoTen", "-1:meHoTen"])
def test_what_is_no_id_of_a_person_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="person-id"):
        MentionId.parse(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_and_every_reason_has_its_sentence(language: str) -> None:
    messages = Messages(language)
    named = {"case": "1", "name": "Hoà", "label": "Tên", "label_en": "Name"}

    for code in SEVERITIES:
        assert messages.text(f"people-found-{code}")
    for code in set(SEVERITIES) - {"number-shared", "same-entry", "same-person"}:
        assert "Hoà" in messages.text(f"problem-person-{code}", other="a", own="b", **named)
    for code in ("number-shared", "number", "born"):
        assert "Hoà" in messages.text(f"problem-person-maybe-{code}", other="a", own="b", **named)
    kin = [
        f"{who}-{how}"
        for who in ("father", "mother", "spouse")
        for how in ("same", "near", "other")
    ]
    for sign in [*RULES.weights, "name_same", *kin]:
        if not sign.startswith(("parent_", "spouse_")):
            assert messages.text(f"people-sign-{sign.replace('_', '-')}")
