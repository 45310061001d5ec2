"""Identity cards on the pages of a case: what their QR code or machine-readable lines say, set
beside what was read.

A code carries its text exactly, and the lines have check digits, so where a reading was in doubt
the card's value is shown in its place. What the paper surely says is never replaced: there the
clerk is told of the difference.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import product

from digitizer.domain.page import Origin, PageReading, TextLine
from digitizer.domain.problems import Problem, Severity
from digitizer.domain.record import Candidate, FieldReading, ReadingState
from digitizer.domain.schema import Catalog, DocumentType, FieldSpec, Person
from digitizer.domain.values.canonical import canonical
from digitizer.domain.values.citizen_card import is_card_payload, parse_citizen_card
from digitizer.domain.values.dates import PartialDate, parse_iso
from digitizer.domain.values.ids import is_old_identity_number
from digitizer.domain.values.mrz import CardMrz, parse_card_mrz
from digitizer.domain.values.text import clean, fold
from ocr.extraction.titles import is_title_case, score
from ocr.extraction.tokens import Row, rows_of

_ENGINE = "identity-card"
_SURE_TITLE = 0.9
_LINES = 3
_WIDTH = 30
# A reader counts long runs of fillers wrongly; the rest of a line is of a fixed length.
_MRZ = (
    re.compile(r"(IDVNM\d{22})(<+)(\d)", re.ASCII),
    re.compile(r"(\d{7}[MF]\d{7}VNM)(<+)(\d)", re.ASCII),
    re.compile(r"([A-Z]+(?:<{1,2}[A-Z]+)*)(<*)()", re.ASCII),
)
# Doubts about letters, which the same value on the card settles. Others stay: that a hand wrote it,
# or that the paper says something else in another place.
_SETTLED = frozenset(
    {
        "single-reading",
        "readings-differ",
        "not-as-read",
        "low-confidence",
        "odd-syllable",
        "unfamiliar-word",
        "coarse-name",
    }
)


@dataclass(frozen=True, slots=True)
class IdentityCard:
    """What a card says of its holder. ``name`` is empty where only its letters without marks are
    known (``plain_name``); ``old_number`` and ``issued`` where the card does not tell them."""

    origin: Origin
    number: str
    plain_name: str
    born: PartialDate
    is_female: bool
    name: str = ""
    old_number: str = ""
    issued: PartialDate | None = None


def cards_of(pages: Iterable[PageReading]) -> tuple[IdentityCard, ...]:
    """The cards whose code or lines were read whole, one for each holder; a code comes before
    lines, because it has the marks of the name."""
    found: dict[str, IdentityCard] = {}
    for card in sorted(_all_cards(pages), key=lambda card: not card.name):
        found.setdefault(card.number, card)
    return tuple(found.values())


def _all_cards(pages: Iterable[PageReading]) -> Iterator[IdentityCard]:
    for page in pages:
        for code in page.codes:
            if code.format == "qr" and is_card_payload(code.text):
                said = parse_citizen_card(code.text)
                if not isinstance(said, Problem):
                    yield IdentityCard(
                        Origin(_ENGINE, "1", "qr"),
                        said.number,
                        fold(said.name),
                        said.born,
                        said.is_female,
                        said.name,
                        said.old_number,
                        said.issued,
                    )
        for lines in _mrz_of(page.lines):
            yield IdentityCard(
                Origin(_ENGINE, "1", "mrz"),
                lines.number,
                fold(lines.name),
                lines.born,
                lines.is_female,
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
    titles = _titles()
    texts = (line.text for row in (rows_of(page) if rows is None else rows) for line in row.lines)
    if any(is_title_case(text) and score(text, titles) >= _SURE_TITLE for text in texts):
        return True
    return bool(cards_of([page]))


@cache
def _titles() -> tuple[str, ...]:
    table = tomllib.loads(files(__package__).joinpath("cards.toml").read_text(encoding="utf-8"))
    return tuple(table["titles"])


def _mrz_of(lines: Sequence[TextLine]) -> Iterator[CardMrz]:
    """Three lines one under the other, by whichever readings of them keep the check digits."""
    known = [_shaped(line) for line in sorted(lines, key=lambda line: line.box.y)]
    for start in range(len(known) - _LINES + 1):
        first, second, third = (known[start + place][place] for place in range(_LINES))
        for texts in product(first, second, third):
            card = parse_card_mrz(texts)
            if isinstance(card, CardMrz):
                yield card
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


def with_cards(
    readings: Mapping[str, FieldReading],
    doc_type: DocumentType,
    cards: Sequence[IdentityCard],
    catalog: Catalog,
) -> dict[str, FieldReading]:
    """The readings with what the cards say of the people they belong to."""
    told = dict(readings)
    for card in cards:
        for person in doc_type.people:
            if _is_of(card, person, readings):
                for spec, text in _said(card, person, readings, doc_type):
                    value = canonical(spec, text, catalog.code_list_of(spec)).value
                    if value is not None:
                        told[spec.key] = _told(told[spec.key], text, value, card.origin)
    return told


def _is_of(card: IdentityCard, person: Person, readings: Mapping[str, FieldReading]) -> bool:
    """By the number, or by the letters of the name where no birth date speaks against it."""
    numbers = {readings[key].value for key in person.numbers} - {None}
    if numbers & ({card.number, card.old_number} - {""}):
        return True
    if fold(clean(readings[person.name].text)) != card.plain_name:
        return False
    born = parse_iso(readings[person.born].value or "") if person.born else None
    return born is None or _allows(born, card.born)


def _allows(written: PartialDate, exact: PartialDate) -> bool:
    """Whether a date that may lack its day or month can be the exact one."""
    return exact.iso.startswith(written.iso)


def _said(
    card: IdentityCard,
    person: Person,
    readings: Mapping[str, FieldReading],
    doc_type: DocumentType,
) -> Iterator[tuple[FieldSpec, str]]:
    """The fields of a person that a card speaks of, with its words."""
    texts: dict[str, str] = {}
    if card.name:
        texts[person.name] = card.name
    if person.born:
        texts[person.born] = card.born.formatted()
    if person.sex:
        texts[person.sex] = "Nữ" if card.is_female else "Nam"
    written = [key for key in person.numbers if readings[key].value]
    for key in written or person.numbers[:1]:
        old = is_old_identity_number(readings[key].value or "")
        texts[key] = card.old_number if old else card.number
    if person.issued and card.issued and any(readings[key].value == card.number for key in written):
        texts[person.issued] = card.issued.formatted()
    for key, text in texts.items():
        spec = doc_type.field(key)
        if spec is not None and text:
            yield spec, text


def _told(reading: FieldReading, text: str, value: str, origin: Origin) -> FieldReading:
    """A reading beside what a card says: settled by it, filled from it, or set against it."""
    said = Candidate(text, value, origin)
    if reading.state is ReadingState.MISSING:
        return replace(
            reading,
            text=text,
            value=value,
            state=ReadingState.REVIEW,
            origin=origin,
            problems=(*reading.problems, Problem.warning("from-card", reading.key)),
            candidates=(said, *reading.candidates),
        )
    if _is_same(reading, value):
        return _settled(reading)
    if reading.state is ReadingState.ACCEPTED:
        differs = Problem.warning("card-differs", reading.key, other=text)
        return replace(
            reading,
            state=ReadingState.REVIEW,
            problems=(*reading.problems, differs),
            candidates=(said, *reading.candidates),
        )
    read = Candidate(reading.text, reading.value, reading.origin or origin)
    kept = tuple(p for p in reading.problems if p.severity is not Severity.ERROR)
    return replace(
        reading,
        text=text,
        value=value,
        origin=origin,
        problems=(*kept, Problem.warning("card-instead", reading.key, other=reading.text)),
        candidates=(read, *(other for other in reading.candidates if other.text != text)),
    )


def _is_same(reading: FieldReading, value: str) -> bool:
    """The same value; names also in other capitals, and a date that leaves open what the card
    knows."""
    if reading.value is None:
        return False
    if clean(reading.value).casefold() == clean(value).casefold():
        return True
    written, exact = parse_iso(reading.value), parse_iso(value)
    return written is not None and exact is not None and _allows(written, exact)


def _settled(reading: FieldReading) -> FieldReading:
    left = tuple(problem for problem in reading.problems if problem.code not in _SETTLED)
    accepted = all(problem.severity is Severity.INFO for problem in left)
    return replace(
        reading,
        problems=left,
        state=ReadingState.ACCEPTED if accepted else reading.state,
        candidates=() if accepted else reading.candidates,
    )
