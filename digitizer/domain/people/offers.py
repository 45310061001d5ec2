"""Known values for the fields of an open case, each with the case and field that it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from digitizer.domain.people.evidence import Verdict
from digitizer.domain.people.mention import Aspect, Fact, Mention, aspects_of
from digitizer.domain.schema import DocumentType, Person
from digitizer.domain.values.ids import parse_personal_number
from digitizer.domain.values.text import spelling_key

# What is true of a person in every document; the rest belongs to one registration.
_LASTING = (
    Aspect.NAME,
    Aspect.NUMBER,
    Aspect.BORN,
    Aspect.SEX,
    Aspect.FATHER,
    Aspect.MOTHER,
    Aspect.SPOUSE,
    Aspect.ETHNICITY,
    Aspect.NATIONALITY,
    Aspect.RESIDENCE,
    Aspect.ORIGIN,
    Aspect.DIED,
)


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody in the register who is, or may be, the person of an open case: all their mentions,
    and the bits for it."""

    mentions: tuple[Mention, ...]
    verdict: Verdict
    score: float


@dataclass(frozen=True, slots=True)
class Offer:
    """``field`` of the open case may take ``value`` (canonical), which stands in ``source``.
    ``dated`` is the day of that document (canonical, empty when unknown)."""

    field: str
    value: str
    source: Mention
    fact: Fact
    verdict: Verdict
    score: float

    @property
    def dated(self) -> str:
        return self.source.value(Aspect.DATED)


def offers_for(
    person: Person, doc_type: DocumentType, own: Mention, known: Iterable[Known]
) -> tuple[Offer, ...]:
    """What the register knows for the fields of one person in an open case and the case does not
    say already: the surest first, then the newest. A value is offered once a field."""
    found: dict[tuple[str, tuple[str, str]], Offer] = {}
    fields = list(aspects_of(person, doc_type))
    for offer in sorted(_all(fields, person.numbers, known), key=_last_rank, reverse=True):
        found.setdefault((offer.field, spelling_key(offer.value)), offer)
    has = {fact.field: spelling_key(fact.value) for fact in own.facts}
    return tuple(
        offer for offer in found.values() if has.get(offer.field) != spelling_key(offer.value)
    )


def _last_rank(offer: Offer) -> tuple[bool, str, float, int]:
    is_sure = offer.verdict is Verdict.SAME
    return (is_sure, offer.dated, offer.score, offer.source.id.case_id)


def _all(
    fields: Sequence[tuple[Aspect, str]], numbers: Sequence[str], known: Iterable[Known]
) -> Iterator[Offer]:
    for each in known:
        for mention in each.mentions:
            for fact in mention.facts:
                if fact.aspect not in _LASTING:
                    continue
                for key in _fields_for(fact, fields, numbers):
                    yield Offer(key, fact.value, mention, fact, each.verdict, each.score)


def _fields_for(
    fact: Fact, fields: Sequence[tuple[Aspect, str]], numbers: Sequence[str]
) -> list[str]:
    """A personal number goes into the preferred number field, any other one into the last."""
    if fact.aspect is Aspect.NUMBER:
        is_personal = parse_personal_number(fact.value) is not None
        return [numbers[0] if is_personal else numbers[-1]] if numbers else []
    return [key for aspect, key in fields if aspect is fact.aspect]
