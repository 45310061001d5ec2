"""The citizen card's QR payload and machine-readable lines. The person is invented."""

from __future__ import annotations

import pytest

from digitizer.domain.problems import Problem
from digitizer.domain.values.citizen_card import is_card_payload, parse_citizen_card
from digitizer.domain.values.mrz import CardMrz, check_digit, parse_card_mrz
from digitizer.messages import Messages

PAYLOAD = "001199012345|012345678|Nguyễn Thị Ánh|16031999|Nữ|Thôn 1, Phượng Cách, Hà Nội|01022022"


def lines() -> tuple[str, str, str]:
    number = "001199012345"
    first = f"IDVNM{number[3:]}{check_digit(number[3:])}{number}<<0"
    birth, expiry = "990316", "390316"
    second = f"{birth}{check_digit(birth)}F{expiry}{check_digit(expiry)}VNM" + "<" * 11
    whole = first[5:] + second[:7] + second[8:15] + second[18:]
    return first, second + check_digit(whole), "NGUYEN<<THI<ANH".ljust(30, "<")


def code_of(found: object) -> str:
    assert isinstance(found, Problem)
    assert all(Messages(language).problem(found) for language in ("vi", "en"))
    return found.code


def test_the_qr_payload_keeps_marks_and_the_date_of_issue() -> None:
    card = parse_citizen_card(PAYLOAD)
    assert not isinstance(card, Problem)
    assert (card.number, card.old_number, card.name) == (
        "001199012345",
        "012345678",
        "Nguyễn Thị Ánh",
    )
    assert (card.born.iso, card.is_female, card.issued.iso) == ("1999-03-16", True, "2022-02-01")
    assert is_card_payload(PAYLOAD)
    assert not is_card_payload("https://example.vn/|x")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("|01022022", "", "card-parts"),
        ("001199012345", "00119901234", "card-number"),
        ("012345678", "01234567", "card-old-number"),
        ("Nguyễn Thị Ánh", "", "card-name"),
        ("16031999", "31021999", "card-date"),
        ("01022022", "01021990", "card-date"),
        ("Nữ", "X", "card-sex"),
    ],
)
def test_a_damaged_payload_is_refused_with_its_reason(old: str, new: str, code: str) -> None:
    assert code_of(parse_citizen_card(PAYLOAD.replace(old, new))) == code


def test_the_check_digit_of_the_published_example() -> None:
    assert check_digit("520727") == "3"
    assert check_digit("D23145890") == "7"


def test_sound_lines_give_number_dates_sex_and_a_name_without_marks() -> None:
    card = parse_card_mrz(lines())
    assert isinstance(card, CardMrz)
    assert (card.number, card.name, card.is_female) == ("001199012345", "NGUYEN THI ANH", True)
    assert (card.born.iso, card.expires.iso) == ("1999-03-16", "2039-03-16")


@pytest.mark.parametrize(
    ("line", "place", "char", "part"),
    [
        (0, 5, "8", "number"),
        (0, 14, "?", None),
        (0, 20, "8", "whole"),
        (1, 0, "8", "birth"),
        (1, 8, "8", "expiry"),
        (1, 29, "*", "whole"),
    ],
)
def test_each_check_digit_guards_its_part(
    line: int, place: int, char: str, part: str | None
) -> None:
    given = list(lines())
    old = given[line][place]
    char = str((int(old) + 1) % 10) if char == "*" else char
    given[line] = given[line][:place] + char + given[line][place + 1 :]
    found = parse_card_mrz((given[0], given[1], given[2]))
    assert code_of(found) == ("mrz-check" if part else "mrz-shape")
    assert isinstance(found, Problem)
    assert dict(found.params).get("part") == part


def test_other_cards_short_lines_and_another_sex_are_refused() -> None:
    first, second, third = lines()
    assert code_of(parse_card_mrz((first[:-1], second, third))) == "mrz-shape"
    assert code_of(parse_card_mrz(("IDUTO" + first[5:], second, third))) == "mrz-kind"
    other = second[:7] + "M" + second[8:]
    assert code_of(parse_card_mrz((first, other, third))) == "mrz-content"
    assert code_of(parse_card_mrz((first, second, "NGUYEN<1<ANH".ljust(30, "<")))) == "mrz-content"
