"""Which identity card goes with which paper: the numbers decide, however many there are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitizer.domain import joined_cards
from digitizer.domain.batch import BatchCase
from digitizer.domain.joined_cards import CardIndex
from digitizer.domain.lifecycle import CaseState
from digitizer.schemas import load_catalog
from digitizer.workflow.pair_cards import pair_cards

CERTIFICATE, CARD, OLD = "land.certificate", "identity.citizen_card", "identity.old_card"
_CATALOG = load_catalog()
_VERSIONS = {key: each.version for key, each in _CATALOG.types.items()}
_NUMBERS = st.sampled_from(["034090001234", "034192005678", "151234567", "012345678"])


def _plain(numbers: Sequence[str], cards: Mapping[int, Sequence[str]]) -> Iterator[int]:
    """What is meant: every number is looked for on every card."""
    taken: set[int] = set()
    for number in numbers:
        for card, on_it in cards.items():
            if card not in taken and number in on_it:
                taken.add(card)
                yield card


@given(
    st.lists(_NUMBERS, max_size=5),
    st.lists(st.lists(_NUMBERS, max_size=3), max_size=6),
)
def test_the_index_finds_what_looking_at_every_card_would_find(
    numbers: list[str], on_cards: list[list[str]]
) -> None:
    cards = dict(enumerate(on_cards, start=10))
    index = CardIndex()
    for card, on_it in cards.items():
        index.add(card, on_it)
    assert index.of(numbers) == tuple(_plain(numbers, cards))


@dataclass
class _Unit:
    """A store of nothing but the values of cases; stands for its own cases."""

    values: dict[int, dict[str, str | None]] = field(default_factory=dict)

    @property
    def cases(self) -> _Unit:
        return self

    def values_in_batch(
        self, batch_id: int, keys: set[str]
    ) -> Sequence[tuple[int, Mapping[str, str | None]]]:
        return [
            (case_id, {key: value for key, value in found.items() if key in keys})
            for case_id, found in self.values.items()
        ]


def _case(number: int, document_type: str) -> BatchCase:
    return BatchCase(number, CaseState.CHECKED, 1, document_type, _VERSIONS[document_type])


class _Counted:
    """A pattern that counts how often it is used."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern, self.count = pattern, 0

    def sub(self, with_what: str, text: str) -> str:
        self.count += 1
        return self.pattern.sub(with_what, text)


def test_many_papers_and_cards_are_each_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = _Counted(joined_cards._NOT_A_DIGIT)
    monkeypatch.setattr(joined_cards, "_NOT_A_DIGIT", counted)
    unit, many = _Unit(), 2000
    papers = [_case(number, CERTIFICATE) for number in range(many)]
    cards = [_case(many + number, CARD) for number in range(many)]
    for at, (paper, card) in enumerate(zip(papers, reversed(cards), strict=True)):
        number = f"0340{at:08}"
        unit.values[paper.id] = {"chuSoGiayTo": f"{number[:6]} {number[6:]}"}
        unit.values[card.id] = {"soDinhDanh": number}

    paired = pair_cards(_CATALOG, unit, 1, [*papers, *cards])  # type: ignore[arg-type]

    assert paired.papers == tuple(papers)
    assert paired.alone == ()
    assert [paired.cards[paper.id] for paper in papers] == [(card,) for card in reversed(cards)]
    assert counted.count < 10 * many


def test_a_card_is_alone_when_no_paper_names_its_number() -> None:
    unit = _Unit({1: {"chuSoGiayTo": "034090001234"}, 2: {"soDinhDanh": "034192005678"}, 3: {}})
    cases = [_case(1, CERTIFICATE), _case(2, CARD), _case(3, OLD)]
    paired = pair_cards(_CATALOG, unit, 1, cases)  # type: ignore[arg-type]
    assert [each.id for each in paired.alone] == [2, 3]
    assert paired.cards == {1: ()}


def test_cards_without_papers_have_rows_of_their_own() -> None:
    cases = [_case(2, CARD), _case(3, OLD)]
    paired = pair_cards(_CATALOG, _Unit(), 1, cases)  # type: ignore[arg-type]
    assert (paired.papers, paired.cards, paired.alone) == (tuple(cases), {}, ())
