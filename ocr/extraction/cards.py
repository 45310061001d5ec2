"""Identity cards on pages: how they are known, and what their QR code or machine-readable lines
say. A code carries its text exactly, and the lines have check digits."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import product

from rapidfuzz import fuzz

from digitizer.domain.page import Box, Origin, PageReading, TextLine
from digitizer.domain.problems import Problem
from digitizer.domain.values.citizen_card import is_card_payload, parse_citizen_card
from digitizer.domain.values.dates import PartialDate
from digitizer.domain.values.mrz import CardMrz, parse_card_mrz
from digitizer.domain.values.text import fold
from ocr.extraction.titles import is_title_case, score
from ocr.extraction.tokens import Row, match_key, rows_of

CARD_ENGINE = "identity-card"
_SURE_TITLE = 0.9
_LINES = 3
# What the lines of a card without a term say (seen on cards, not checked against a text).
_NEVER = PartialDate(2099, 12, 31)
_WIDTH = 30
# A reader counts long runs of fillers wrongly; the rest of a line is of a fixed length.
_MRZ = (
    re.compile(r"(IDVNM\d{22})(<+)(\d)", re.ASCII),
    re.compile(r"(\d{7}[MF]\d{7}VNM)(<+)(\d)", re.ASCII),
    re.compile(r"([A-Z]+(?:<{1,2}[A-Z]+)*)(<*)()", re.ASCII),
)


@dataclass(frozen=True, slots=True)
class IdentityCard:
    """What a card says of its holder. ``name`` is empty where only its letters without marks are
    known (``plain_name``); ``old_number``, ``address``, ``issued`` and ``expires`` where the card
    does not tell them. ``page`` and ``box`` (px of that page) are where it says so."""

    origin: Origin
    number: str
    plain_name: str
    born: PartialDate
    is_female: bool
    name: str = ""
    old_number: str = ""
    issued: PartialDate | None = None
    address: str = ""
    expires: PartialDate | None = None
    page: int | None = None
    box: Box | None = None


def cards_of(pages: Iterable[PageReading]) -> tuple[IdentityCard, ...]:
    """The cards whose code or lines were read whole, one for each holder; a code comes before
    lines, because it has the marks of the name."""
    found: dict[str, IdentityCard] = {}
    for card in sorted(_all_cards(pages), key=lambda card: not card.name):
        first = found.setdefault(card.number, card)
        found[card.number] = replace(first, expires=first.expires or card.expires)
    return tuple(found.values())


def _all_cards(pages: Iterable[PageReading]) -> Iterator[IdentityCard]:
    for page in pages:
        for code in page.codes:
            if code.format == "qr" and is_card_payload(code.text):
                said = parse_citizen_card(code.text)
                if not isinstance(said, Problem):
                    yield IdentityCard(
                        Origin(CARD_ENGINE, "1", "qr"),
                        said.number,
                        fold(said.name),
                        said.born,
                        said.is_female,
                        said.name,
                        said.old_number,
                        said.issued,
                        said.address,
                        page=page.number,
                        box=code.box,
                    )
        for lines, box in _mrz_of(page.lines):
            yield IdentityCard(
                Origin(CARD_ENGINE, "1", "mrz"),
                lines.number,
                fold(lines.name),
                lines.born,
                lines.is_female,
                expires=None if lines.expires == _NEVER else lines.expires,
                page=page.number,
                box=box,
            )


def card_problems(page: PageReading) -> tuple[Problem, ...]:
    """What is wrong with the codes of identity cards on a page."""
    said = (
        parse_citizen_card(code.text)
        for code in page.codes
        if code.format == "qr" and is_card_payload(code.text)
    )
    return tuple(found for found in said if isinstance(found, Problem))


def is_card_page(page: PageReading, rows: Sequence[Row] | None = None) -> bool:
    """Whether a page without a form's heading is a copy of identity papers."""
    known = rows_of(page) if rows is None else rows
    texts = [line.text for row in known for line in row.lines]
    if any(is_title_case(text) and is_card_title(text) for text in texts):
        return True
    return any(_is_of_a_back(text) for text in texts) or bool(cards_of([page]))


def is_card_title(text: str) -> bool:
    return score(text, _words("titles")) >= _SURE_TITLE


def _is_of_a_back(text: str) -> bool:
    """Whether a line begins with words that only the back of a card bears."""
    read = match_key(text)
    return any(
        fuzz.ratio(read[: len(words)], words) / 100 >= _SURE_TITLE
        for words in map(match_key, _words("backs"))
    )


@cache
def _words(name: str) -> tuple[str, ...]:
    table = tomllib.loads(files(__package__).joinpath("cards.toml").read_text(encoding="utf-8"))
    return tuple(table[name])


def _mrz_of(lines: Sequence[TextLine]) -> Iterator[tuple[CardMrz, Box]]:
    """Three lines one under the other, by whichever readings of them keep the check digits, and the
    box around them."""
    ordered = sorted(lines, key=lambda line: line.box.y)
    known = [_shaped(line) for line in ordered]
    for start in range(len(known) - _LINES + 1):
        first, second, third = (known[start + place][place] for place in range(_LINES))
        for texts in product(first, second, third):
            card = parse_card_mrz(texts)
            if isinstance(card, CardMrz):
                yield card, Box.around(line.box for line in ordered[start : start + _LINES])
                break


def _shaped(line: TextLine) -> tuple[tuple[str, ...], ...]:
    """For each of the three kinds of line the readings that have its shape, filled to 30."""
    texts = [reading.text.replace(" ", "").upper() for reading in line.readings]
    matches = ([shape.fullmatch(text) for text in texts] for shape in _MRZ)
    return tuple(
        tuple(
            dict.fromkeys(
                match[1].ljust(_WIDTH - len(match[3]), "<") + match[3]
                for match in found
                if match is not None
            )
        )
        for found in matches
    )
