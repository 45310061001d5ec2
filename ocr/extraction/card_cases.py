"""A scan of identity cards alone: which sides are one card, and of what kind it is.

Front and back bear one number: in the QR code, in the machine-readable lines or in print. A side
without a number, such as the back of an old card, goes with the side before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from digitizer.domain.page import PageReading
from digitizer.domain.schema import Catalog, DocumentType
from ocr.extraction.cards import IdentityCard, cards_of, is_card_page
from ocr.extraction.headings import Band, titled_bands
from ocr.extraction.splitting import CaseBands
from ocr.extraction.tokens import Row, rows_of

# How surely a side without a title is that of a citizen card by its codes.
_BY_CODES = 0.9
_NUMBER = re.compile(r"(?<!\d)(?:\d{12}|\d{9})(?!\d)")
_SPACED_DIGITS = re.compile(r"(?<=\d)[ .](?=\d)")


@dataclass(frozen=True, slots=True)
class _Side:
    """A part of a page with one side of a card, or with both of them."""

    band: Band
    doc_type: DocumentType | None
    confidence: float
    number: str
    has_codes: bool


def are_cards_alone(pages: Iterable[PageReading]) -> bool:
    """Whether pages hold identity cards and, between them, nothing but blank sheets."""
    found = False
    for page in pages:
        rows = rows_of(page)
        if is_card_page(page, rows):
            found = True
        elif rows:
            return False
    return found


def card_cases(pages: Iterable[PageReading], catalog: Catalog) -> Iterator[CaseBands]:
    """One case for each card, in the order in which the first sides come."""
    groups: dict[str, list[_Side]] = {}
    last = ""
    for place, side in enumerate(side for page in pages for side in _sides(page, catalog)):
        if side.number:
            last = side.number
        elif not groups or side.doc_type is not None:
            # A front whose number was not read is the card of nobody else.
            last = f"?{place}"
        groups.setdefault(last, []).append(side)
    for sides in groups.values():
        yield _case(sides, catalog)


def _sides(page: PageReading, catalog: Catalog) -> Iterator[_Side]:
    types = [doc_type for doc_type in catalog.types.values() if doc_type.card is not None]
    cards = cards_of([page])
    for doc_type, confidence, band in titled_bands(page, types):
        own = [card for card in cards if lies_in(card, band)]
        number = own[0].number if own else _printed_number(band.rows)
        yield _Side(band, doc_type, confidence, number, bool(own))


def lies_in(card: IdentityCard, band: Band) -> bool:
    """Whether a card's code stands in a part of a page."""
    if card.page != band.page.number:
        return False
    if band.box is None or card.box is None:
        return True
    return band.box.y <= card.box.y + card.box.height // 2 < band.box.bottom


def _printed_number(rows: Iterable[Row]) -> str:
    """The first run of nine or twelve digits, empty where there is none."""
    texts = (_SPACED_DIGITS.sub("", line.text) for row in rows for line in row.lines)
    return next((found[0] for text in texts if (found := _NUMBER.search(text))), "")


def _case(sides: list[_Side], catalog: Catalog) -> CaseBands:
    """The bands of one card. Its title says which kind it is; without one its codes do."""
    named = max(sides, key=lambda side: side.confidence)
    doc_type = named.doc_type
    if doc_type is None and any(side.has_codes for side in sides):
        doc_type = next(
            (each for each in catalog.types.values() if each.card and each.card.kind == "citizen"),
            None,
        )
    bands = tuple(side.band for side in sides)
    return CaseBands(doc_type, named.confidence if named.doc_type else _BY_CODES, bands)
