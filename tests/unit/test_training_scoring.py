"""Scoring sets wrong letters and wrong marks apart and takes no notice of leaders."""

import pytest

from ocr.training.scoring import HEAD, Tally, comparable, score


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("..... Nguyễn Thị Phượng ......", "Nguyễn Thị Phượng"),
        ("Nguyễn. . . .Thị…Phượng;", "Nguyễn Thị Phượng"),
        ("Nguyễn .Thị Phượng.", "Nguyễn Thị Phượng"),
        ("12.500.000 đồng", "12.500.000 đồng"),
        ("06/03/2006", "06/03/2006"),
        ("120 m²", "120 m²"),
        (" . . . . ", ""),
        ("Phu\u031bo\u031b\u0323ng", "Phượng"),
    ],
)
def test_only_the_value_counts(text: str, counts: str) -> None:
    assert comparable(text) == counts


def test_a_wrong_mark_is_no_wrong_letter() -> None:
    found = score("Đặng Thị Phượng", "Dặng Thi Phượng ....")
    assert (found.chars, found.errors, found.base_errors) == (15, 2, 0)
    assert not found.exact
    assert found.exact_base


def test_a_wrong_letter_is_both() -> None:
    found = score("Lò Thị Mây", "Lò Thị Mày2")
    assert (found.errors, found.base_errors) == (2, 1)
    assert not found.exact_base


def test_an_empty_line_must_stay_empty() -> None:
    assert score("", " ..... ").exact
    assert score("", "Lan").errors == 3


def test_a_tally_adds_up() -> None:
    tally = Tally()
    tally.add(score("Phượng", "Phượng"))
    tally.add(score("Thị", "Thi"))
    tally.add(score("1984", "1934"))
    assert (tally.lines, tally.exact, tally.exact_base) == (3, 1, 2)
    assert tally.error == pytest.approx(2 / 13)
    assert tally.base_error == pytest.approx(1 / 13)
    assert tally.mark_error == pytest.approx(1 / 13)
    assert len(tally.row()) == len(HEAD)


def test_an_empty_tally_has_a_row() -> None:
    assert Tally().exact_share == Tally().error == 0
