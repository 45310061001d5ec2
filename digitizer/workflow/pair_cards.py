"""Which cases of a batch have a row of their own, and which identity cards go with each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digitizer.domain.batch import BatchCase
from digitizer.domain.joined_cards import CardIndex, cards_among, number_fields, numbers_in
from digitizer.domain.schema import Catalog, DocumentType
from digitizer.workflow.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Paired:
    """``cards`` are those that go with a paper, by its number; those ``alone`` fit none."""

    papers: tuple[BatchCase, ...]
    cards: Mapping[int, tuple[BatchCase, ...]]
    alone: tuple[BatchCase, ...] = ()


def pair_cards(
    catalog: Catalog,
    unit: UnitOfWork,
    batch_id: int,
    cases: Sequence[BatchCase],
    document_type: str | None = None,
) -> Paired:
    """For these cases of the batch, in their order; see
    :func:`digitizer.domain.joined_cards.cards_among` for ``document_type``."""
    types = cards_among(catalog, {case.document_type for case in cases}, document_type)
    if not types:
        return Paired(tuple(cases), {})
    papers = tuple(case for case in cases if case.document_type not in types)
    cards = {case.id: case for case in cases if case.document_type in types}
    numbers = _numbers(catalog, unit, batch_id, cases)
    index = CardIndex()
    for card_id in cards:
        index.add(card_id, numbers.get(card_id, ()))
    found = {paper.id: index.of(numbers.get(paper.id, ())) for paper in papers}
    owned = {card_id for ids in found.values() for card_id in ids}
    return Paired(
        papers,
        {paper_id: tuple(cards[each] for each in ids) for paper_id, ids in found.items()},
        tuple(card for card in cards.values() if card.id not in owned),
    )


def types_of(catalog: Catalog, cases: Sequence[BatchCase]) -> Mapping[int, DocumentType]:
    """The document types of the cases whose type is known, by case."""
    found = ((case.id, catalog.type_in(case.document_type, case.type_version)) for case in cases)
    return {case_id: doc_type for case_id, doc_type in found if doc_type is not None}


def _numbers(
    catalog: Catalog, unit: UnitOfWork, batch_id: int, cases: Sequence[BatchCase]
) -> Mapping[int, tuple[str, ...]]:
    """The numbers by which cards and papers find each other, by case."""
    types = types_of(catalog, cases)
    keys = {key for doc_type in types.values() for key in number_fields(doc_type)}
    rows = unit.cases.values_in_batch(batch_id, keys)
    return {case_id: numbers_in(types[case_id], of) for case_id, of in rows if case_id in types}
