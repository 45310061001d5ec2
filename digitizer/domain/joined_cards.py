"""Identity cards that leave with the papers of the people whose cards they are: one document for a
certificate and the cards of its owners, in that order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from digitizer.domain.schema import Catalog, DocumentType

_NOT_A_DIGIT = re.compile(r"\D+")

Values = Mapping[str, str | None]


def joins_cards(catalog: Catalog, document_type: str | None) -> bool:
    """Whether documents of this type take the cards of their people along."""
    profile = catalog.profiles.get(document_type or "")
    return profile is not None and profile.join_cards


def is_card(catalog: Catalog, document_type: str | None) -> bool:
    doc_type = catalog.types.get(document_type or "")
    return doc_type is not None and doc_type.card is not None


def cards_among(
    catalog: Catalog, types: Iterable[str | None], document_type: str | None = None
) -> frozenset[str | None]:
    """Which of the types of a batch are cards that go with its papers: where ``document_type``, or
    without one any of the others, takes cards along. Cards alone have rows of their own."""
    every = frozenset(types)
    cards = frozenset(key for key in every if is_card(catalog, key))
    papers = {document_type} if document_type else every - cards
    return cards if any(joins_cards(catalog, key) for key in papers) else frozenset()


class CardIndex:
    """The cards of a batch by the numbers on them."""

    def __init__(self) -> None:
        self._by_number: dict[str, list[int]] = {}

    def add(self, card_id: int, numbers: Iterable[str]) -> None:
        for number in frozenset(numbers):
            self._by_number.setdefault(number, []).append(card_id)

    def of(self, numbers: Iterable[str]) -> tuple[int, ...]:
        """The cards of the people who have these numbers, in the order in which a paper names these
        and the cards were added; both sides of somebody's old and new card come one after the
        other, and none comes twice."""
        found = (card for number in numbers for card in self._by_number.get(number, ()))
        return tuple(dict.fromkeys(found))


def number_fields(doc_type: DocumentType) -> tuple[str, ...]:
    """The fields with the numbers by which cards and papers find each other: on a card its own and
    the one that it replaced, on another paper those of its people, in the order in which it names
    them."""
    if doc_type.card is not None:
        card = doc_type.card
        return (card.number, *((card.old_number,) if card.old_number else ()))
    return tuple(key for person in doc_type.people for key in person.numbers)


def numbers_in(doc_type: DocumentType, values: Values) -> tuple[str, ...]:
    """What stands in these fields, in digits alone."""
    digits = (_NOT_A_DIGIT.sub("", values.get(key) or "") for key in number_fields(doc_type))
    return tuple(filter(None, digits))
