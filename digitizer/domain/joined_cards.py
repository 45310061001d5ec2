"""Identity cards that leave with the papers of the people whose cards they are: one document for a
certificate and the cards of its owners, in that order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from digitizer.domain.case import Case
from digitizer.domain.record import FieldValue, Record
from digitizer.domain.schema import Catalog, DocumentType

_NOT_A_DIGIT = re.compile(r"\D+")


def joins_cards(catalog: Catalog, document_type: str | None) -> bool:
    """Whether documents of this type take the cards of their people along."""
    profile = catalog.profiles.get(document_type or "")
    return profile is not None and profile.join_cards


def is_card(catalog: Catalog, document_type: str | None) -> bool:
    doc_type = catalog.types.get(document_type or "")
    return doc_type is not None and doc_type.card is not None


def apart(
    catalog: Catalog, cases: Iterable[Case], document_type: str | None = None
) -> tuple[list[Case], list[Case]]:
    """The cases with a row of their own, and the cards that go with them: where ``document_type``,
    or without one any of the cases, takes cards along. Cards alone have rows of their own."""
    every = list(cases)
    papers = [case for case in every if not is_card(catalog, case.document_type)]
    types = {document_type} if document_type else {case.document_type for case in papers}
    if not any(joins_cards(catalog, key) for key in types):
        return every, []
    return papers, [case for case in every if is_card(catalog, case.document_type)]


def cards_of(catalog: Catalog, paper: Case, cards: Sequence[Case]) -> Iterator[Case]:
    """The cards that bear a number of the people of a paper, in the order in which the paper names
    these; both sides of somebody's old and new card come one after the other."""
    doc_type = catalog.type_of(paper.record)
    if doc_type is None or paper.record is None:
        return
    taken: set[int] = set()
    for number in _numbers_in(doc_type, paper.record):
        for card in cards:
            if card.id not in taken and number in _numbers_on(catalog, card):
                taken.add(card.id)
                yield card


def only_numbers(catalog: Catalog, case: Case) -> Case:
    """The case with nothing of its record but the numbers by which cards and papers find each
    other, so that many can be held at once."""
    doc_type = catalog.type_of(case.record)
    if case.record is None:
        return replace(case, regions=())
    keys = [key for person in doc_type.people for key in person.numbers] if doc_type else []
    if doc_type is not None and doc_type.card is not None:
        keys += [key for key in (doc_type.card.number, doc_type.card.old_number) if key]
    values = {key: FieldValue(key, value=case.record.value(key)) for key in keys}
    return replace(case, regions=(), record=replace(case.record, fields=values))


def _numbers_in(doc_type: DocumentType, record: Record) -> Iterator[str]:
    for person in doc_type.people:
        for key in person.numbers:
            number = _digits(record.value(key))
            if number:
                yield number


def _numbers_on(catalog: Catalog, case: Case) -> frozenset[str]:
    """The number of a card and the one that it replaced."""
    doc_type = catalog.type_of(case.record)
    card = doc_type.card if doc_type else None
    if card is None or case.record is None:
        return frozenset()
    keys = (card.number, *((card.old_number,) if card.old_number else ()))
    return frozenset(filter(None, (_digits(case.record.value(key)) for key in keys)))


def _digits(value: str | None) -> str:
    return _NOT_A_DIGIT.sub("", value or "")
