"""What identity cards say, set beside what was read.

Where a reading was in doubt the card's value is shown in its place. What the paper surely says is
never replaced: there the clerk is told of the difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from digitizer.domain.page import Origin
from digitizer.domain.problems import Problem, Severity
from digitizer.domain.record import Candidate, FieldReading, ReadingState
from digitizer.domain.schema import Card, Catalog, DocumentType, FieldSpec, Person
from digitizer.domain.values.canonical import canonical
from digitizer.domain.values.dates import PartialDate, parse_iso
from digitizer.domain.values.ids import is_old_identity_number
from digitizer.domain.values.text import clean, fold
from ocr.extraction.cards import CARD_ENGINE, IdentityCard

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


def with_own_codes(
    readings: Mapping[str, FieldReading],
    doc_type: DocumentType,
    cards: Sequence[IdentityCard],
    catalog: Catalog,
) -> dict[str, FieldReading]:
    """The readings of an identity card with what its own codes say. What no label gave is taken
    from them as it is; several holders on the pages of one card are told apart by a clerk."""
    fields = doc_type.card
    told = dict(readings)
    if fields is None or not cards:
        return told
    if len({card.number for card in cards}) > 1:
        return {
            key: reading
            if reading.state is ReadingState.MISSING
            else _doubtful(reading, Problem.warning("card-several", key))
            for key, reading in told.items()
        }
    for key, text in _own_texts(fields, cards[0]).items():
        spec = doc_type.field(key)
        if spec is None or not text:
            continue
        found = canonical(spec, text, catalog.code_list_of(spec))
        if found.value is not None and not found.problems:
            told[key] = _by_own_code(told[key], text, found.value, cards[0])
    return told


def _own_texts(fields: Card, card: IdentityCard) -> dict[str, str]:
    texts = {
        fields.number: card.number,
        fields.name: card.name,
        fields.born: card.born.formatted(),
        fields.sex: "Nữ" if card.is_female else "Nam",
        fields.old_number: card.old_number,
        fields.residence: card.address,
        fields.issued: card.issued.formatted() if card.issued else "",
        fields.expires: card.expires.formatted() if card.expires else "",
    }
    return {key: text for key, text in texts.items() if key is not None}


def _by_own_code(reading: FieldReading, text: str, value: str, card: IdentityCard) -> FieldReading:
    if reading.state is not ReadingState.MISSING:
        return _told(reading, text, value, card.origin)
    return replace(
        reading,
        text=text,
        value=value,
        confidence=1.0,
        state=ReadingState.ACCEPTED,
        page=card.page,
        box=card.box,
        origin=card.origin,
    )


def _doubtful(reading: FieldReading, problem: Problem) -> FieldReading:
    state = ReadingState.REVIEW if reading.state is ReadingState.ACCEPTED else reading.state
    return replace(reading, state=state, problems=(*reading.problems, problem))


def is_by_card(reading: FieldReading) -> bool:
    """Whether the value comes from a card's code or lines and not from print."""
    return reading.origin is not None and reading.origin.engine == CARD_ENGINE


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
