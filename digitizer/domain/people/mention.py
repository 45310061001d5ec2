"""One person as one case names them, with the field in which each value stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from digitizer.domain.errors import InvalidInput
from digitizer.domain.schema import DocumentType, Person
from digitizer.domain.values.dates import PartialDate, parse_iso

REQUESTER = "requester"
_ID = re.compile(r"(\d{1,18}):([A-Za-z][A-Za-z0-9]{0,63})", re.ASCII)


class Aspect(StrEnum):
    """What a value says of a person. ``dated`` is the day of the document, ``kind`` its kind of
    registration, ``ended`` a note that what it registers no longer stands."""

    NAME = "name"
    NUMBER = "number"
    BORN = "born"
    SEX = "sex"
    FATHER = "father"
    MOTHER = "mother"
    SPOUSE = "spouse"
    ETHNICITY = "ethnicity"
    NATIONALITY = "nationality"
    RESIDENCE = "residence"
    ORIGIN = "origin"
    DIED = "died"
    DATED = "dated"
    KIND = "kind"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Fact:
    """A canonical value and the field of the case that holds it."""

    aspect: Aspect
    field: str
    value: str


@dataclass(frozen=True, slots=True, order=True)
class MentionId:
    """Case and field of the name: stays the same however often the case is corrected."""

    case_id: int
    key: str

    def __str__(self) -> str:
        return f"{self.case_id}:{self.key}"

    @classmethod
    def parse(cls, text: str) -> MentionId:
        """The id of ``12:meHoTen``; raises InvalidInput ``person-id`` for any other text."""
        match = _ID.fullmatch(text.strip())
        if match is None:
            raise InvalidInput("person-id", text=text)
        return cls(int(match[1]), match[2])


@dataclass(frozen=True, slots=True)
class Mention:
    """``event`` says which event of this person the document registers (birth, marriage, death,
    status), empty for somebody who is only named. ``entry`` are the values that make the entry
    unique in its book, None while one is unknown. The first of ``facts`` is the name."""

    id: MentionId
    document_type: str
    role: str
    event: str
    facts: tuple[Fact, ...]
    entry: tuple[str, ...] | None = None

    @property
    def name(self) -> str:
        return self.facts[0].value

    def fact(self, aspect: Aspect) -> Fact | None:
        return next((fact for fact in self.facts if fact.aspect is aspect), None)

    def value(self, aspect: Aspect) -> str:
        """The value of an aspect, empty when it is unknown."""
        found = self.fact(aspect)
        return found.value if found else ""

    def date(self, aspect: Aspect) -> PartialDate | None:
        """The date of an aspect; None for an age or another text that is no date."""
        return parse_iso(self.value(aspect))

    @property
    def numbers(self) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts if fact.aspect is Aspect.NUMBER)


def aspects_of(person: Person, doc_type: DocumentType) -> Iterator[tuple[Aspect, str]]:
    """The fields that speak of a person, the name first."""
    yield Aspect.NAME, person.name
    for key in person.numbers:
        yield Aspect.NUMBER, key
    single = (
        (Aspect.BORN, person.born),
        (Aspect.SEX, person.sex),
        (Aspect.FATHER, person.father),
        (Aspect.MOTHER, person.mother),
        (Aspect.SPOUSE, person.spouse),
        (Aspect.ETHNICITY, person.ethnicity),
        (Aspect.NATIONALITY, person.nationality),
        (Aspect.RESIDENCE, person.residence),
        (Aspect.ORIGIN, person.origin),
        (Aspect.DIED, person.died),
        (Aspect.DATED, person.dated or doc_type.date_field),
        (Aspect.KIND, person.kind),
    )
    yield from ((aspect, key) for aspect, key in single if key)
    yield from ((Aspect.ENDED, key) for key in person.ended)


def mentions_of(
    case_id: int, doc_type: DocumentType, values: Mapping[str, str | None]
) -> tuple[Mention, ...]:
    """Everybody whom a record names; ``values`` are its canonical values by field key.

    A person without a name is nobody.
    """
    named = (person for person in doc_type.people if values.get(person.name))
    return tuple(mention_of(case_id, person, doc_type, values) for person in named)


def mention_of(
    case_id: int, person: Person, doc_type: DocumentType, values: Mapping[str, str | None]
) -> Mention:
    """One person of a record, also while the name is still empty."""
    aspects = iter(aspects_of(person, doc_type))
    _, name_key = next(aspects)
    name = Fact(Aspect.NAME, name_key, values.get(name_key) or "")
    others = (Fact(aspect, key, value) for aspect, key in aspects if (value := values.get(key)))
    return Mention(
        MentionId(case_id, person.name),
        doc_type.key,
        person.role or "",
        person.event or "",
        (name, *others),
        _entry(doc_type, values),
    )


def _entry(doc_type: DocumentType, values: Mapping[str, str | None]) -> tuple[str, ...] | None:
    found = [value for key in doc_type.identity_fields if (value := values.get(key))]
    if not found or len(found) != len(doc_type.identity_fields):
        return None
    return tuple(found)
