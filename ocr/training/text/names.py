"""Names of invented people of all groups."""

from __future__ import annotations

import random
from functools import cache
from itertools import accumulate

from ocr.training.text.sounds import syllable, with_other_tone
from ocr.training.text.words import phrases, table, words

_KINH_SHARE = 44
_HIGHLAND_SHARE = 10
_FOREIGN_SHARE = 4


@cache
def _kinh() -> dict[str, tuple[str, ...]]:
    content = table("people")["kinh"]
    lists = {key: words(text) for key, text in content.items() if key != "doubled"}
    return lists | {"doubled": phrases(content["doubled"])}


@cache
def _highland() -> dict[str, tuple[str, ...]]:
    content = table("people")["highland"]
    whole = ("clans", "jarai_long")
    return {key: (phrases if key in whole else words)(text) for key, text in content.items()}


@cache
def _foreign() -> tuple[tuple[str, ...], tuple[str, ...]]:
    content = table("people")["foreign"]
    return words(content["first"]), words(content["last"])


@cache
def _surnamed() -> tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...]:
    groups = table("people")["surnamed"].values()
    return tuple(
        (words(group["surnames"]), words(group["middle"]), words(group["given"]))
        for group in groups
    )


@cache
def _bounds() -> tuple[int, ...]:
    """Upper bounds of the shares: Kinh, highland, foreign, then every surnamed group."""
    shares = [group["share"] for group in table("people")["surnamed"].values()]
    return tuple(accumulate((_KINH_SHARE, _HIGHLAND_SHARE, _FOREIGN_SHARE, *shares)))


def name(rng: random.Random) -> str:
    """A full name in Title case or, half of the time, in CAPITALS."""
    text = title_name(rng)
    return text.upper() if rng.random() < 0.5 else text


def title_name(rng: random.Random) -> str:
    """A full name in Title case."""
    bounds = _bounds()
    drawn = rng.randrange(bounds[-1])
    group = next(place for place, bound in enumerate(bounds) if drawn < bound)
    if group == 0:
        return _kinh_name(rng)
    if group == 1:
        return _highland_name(rng)
    if group == 2:
        first, last = _foreign()
        parts = [rng.choice(first), rng.choice(last)]
        return " ".join(parts if rng.random() < 0.7 else parts[::-1])
    return _surnamed_name(rng, group - 3)


def given(rng: random.Random) -> str:
    """One given name: a usual one, a usual one under another tone, or any legal syllable."""
    drawn = rng.random()
    if drawn < 0.45:
        return syllable(rng).capitalize()
    usual = rng.choice(_kinh()["given"])
    return with_other_tone(rng, usual) if drawn < 0.6 else usual


def _kinh_name(rng: random.Random) -> str:
    lists = _kinh()
    middle = rng.choice(lists[rng.choice(("middle_male", "middle_female"))])
    if rng.random() < 0.12:
        middle = rng.choice(("Thi", "Thì", "Thí", "Thỉ", "Thĩ", syllable(rng).capitalize()))
    surname = rng.choice(lists["surnames"] if rng.random() < 0.95 else lists["doubled"])
    if rng.random() < 0.04:
        surname = with_other_tone(rng, surname)
    parts = [surname, middle, given(rng)]
    drawn = rng.random()
    if drawn < 0.3:
        parts.insert(2, given(rng))
    elif drawn < 0.36:
        del parts[1]
    return " ".join(parts)


def _surnamed_name(rng: random.Random, group: int) -> str:
    surnames, middles, givens = _surnamed()[group]
    last = rng.choice(givens) if rng.random() < 0.6 else given(rng)
    if rng.random() < 0.15:
        return f"{rng.choice(surnames)} {last}"
    return f"{rng.choice(surnames)} {rng.choice(middles)} {last}"


def _highland_name(rng: random.Random) -> str:
    return rng.choice((_ede, _ede, _jarai, _bahnar, _koho))(rng)


def _called(rng: random.Random, lists: dict[str, tuple[str, ...]]) -> str:
    if rng.random() < 0.6:
        return rng.choice(lists["given"])
    return rng.choice((given(rng), rng.choice(lists["bahnar_given"]), rng.choice(_kinh()["given"])))


def _female(rng: random.Random, called: str) -> str:
    style = rng.choice(("H'{}", "H' {}", "H' {}", "H'{}", "H {}", "H-{}"))
    return style.format(called)


def _ede(rng: random.Random) -> str:
    lists = _highland()
    called = _called(rng, lists)
    first = f"Y {called}" if rng.random() < 0.5 else _female(rng, called)
    return f"{first} {rng.choice(lists['clans'])}" if rng.random() < 0.9 else first


def _jarai(rng: random.Random) -> str:
    lists = _highland()
    called = _called(rng, lists)
    if rng.random() < 0.5:
        return f"{rng.choice(lists['jarai_long'])} {called}".replace("H' ", "H'")
    return f"{rng.choice(lists['jarai_first'])} {called}"


def _bahnar(rng: random.Random) -> str:
    lists = _highland()
    called = rng.choice(lists["bahnar_given"])
    return f"{rng.choice(lists['bahnar_first'])} {called}"


def _koho(rng: random.Random) -> str:
    lists = _highland()
    first, called = rng.choice(lists["koho_first"]), rng.choice(lists["koho_given"])
    return f"{first}{called}" if first == "K'" and rng.random() < 0.6 else f"{first} {called}"
