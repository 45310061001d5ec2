"""Identity papers and personal numbers, consistent with their holder."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from .words import Place, Words

_FIRST_CITIZEN_CARDS = date(2016, 3, 1)


@dataclass(frozen=True, slots=True)
class Holder:
    """The numbers that one person's papers bear, whichever paper is shown."""

    personal: str
    old_card: str
    passport: str


@dataclass(frozen=True, slots=True)
class Paper:
    """An identity paper; `code` is its place in the national list of kinds."""

    code: str
    name: str
    number: str
    issued: date
    issuer: str


def personal_number(rng: random.Random, place_code: str, year: int, female: bool) -> str:
    """Twelve digits: place, century and sex, year of birth, six at random. No check digit."""
    century_sex = 2 * (year // 100 - 19) + int(female)
    return f"{place_code}{century_sex}{year % 100:02d}{rng.randrange(10**6):06d}"


def invent_holder(rng: random.Random, place_code: str, year: int, female: bool) -> Holder:
    """The numbers of somebody born in `year`."""
    return Holder(
        personal=personal_number(rng, place_code, year, female),
        old_card=f"{rng.randrange(10**8, 4 * 10**8)}",
        passport=f"C{rng.randrange(10**6, 10**7)}",
    )


def invent_paper(
    rng: random.Random, words: Words, place: Place, day: date, holder: Holder
) -> Paper:
    """A paper that its holder could show on `day`."""
    by_code = {kind.code: kind for kind in words.papers}
    common = "4" if day.year >= 2021 else "1"
    kind = by_code[rng.choices((common, "2"), (9, 1))[0]]
    issued = day - timedelta(days=rng.randint(40, 1700))
    if kind.code == "4":
        issued = max(issued, _FIRST_CITIZEN_CARDS)
    number = {"4": holder.personal, "1": holder.old_card, "2": holder.passport}[kind.code]
    issuer = rng.choice(kind.issuers).format(province=place.province)
    return Paper(kind.code, kind.name, number, issued, issuer)
