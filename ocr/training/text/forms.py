"""Lines of forms: a label with its value, several in a row, blank slots, headings, signatures."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache

from ocr.training.text.dates import date, date_words
from ocr.training.text.ids import identity, serial
from ocr.training.text.letters import syllables
from ocr.training.text.model import Role, Run
from ocr.training.text.names import name, title_name
from ocr.training.text.numbers import money, number
from ocr.training.text.places import place, with_twin
from ocr.training.text.prose import note
from ocr.training.text.words import phrases, table

Maker = Callable[[random.Random], str]
_CODES = ("ethnic", "nationality", "religion", "gender", "education", "work", "relation")
_MAKERS: dict[str, Maker] = {
    "name": name,
    "place": place,
    "date": date,
    "date_words": date_words,
    "number": number,
    "money": money,
    "id": identity,
    "serial": serial,
    "prose": note,
}
_GROUPS = (
    *("name", "name", "name", "name", "place", "place", "place", "place", "date", "date", "id"),
    *("date_words", "number", "number", "money", "id", "serial", "serial", "prose", "prose"),
    *_CODES,
)


@cache
def _labels() -> dict[str, tuple[str, ...]]:
    return {key: phrases(text) for key, text in table("papers")["labels"].items()}


@cache
def _codes() -> dict[str, tuple[str, ...]]:
    return {key: phrases(text) for key, text in table("papers")["values"].items()}


@cache
def _fixed() -> dict[str, tuple[str, ...]]:
    return {key: phrases(text) for key, text in table("papers")["fixed"].items()}


@cache
def _rows() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row.split()) for row in _fixed()["pairs"])


def value(rng: random.Random, group: str) -> str:
    """What stands behind a label of the group."""
    if group in _MAKERS:
        return _MAKERS[group](rng)
    text = rng.choice(_codes()[group])
    drawn = rng.random()
    if drawn < 0.1:
        text = text.upper()
    elif drawn < 0.16:
        text = text.lower()
    elif drawn < 0.22:
        text = with_twin(rng, text)
    return text


def code(rng: random.Random) -> str:
    """A value out of a closed list: people, state, religion, sex, schooling, work, relation."""
    return value(rng, rng.choice(_CODES))


def kind_of(group: str) -> str:
    """The kind of a line whose value is of the group."""
    return "code" if group in _CODES else group


def label(rng: random.Random, group: str) -> str:
    """A printed label with what may stand around it."""
    text = rng.choice(_labels()[group])
    drawn = rng.random()
    if drawn < 0.07:
        text = text.upper()
    elif drawn < 0.2:
        text = text[0].lower() + text[1:]
    elif drawn < 0.26:
        text = with_twin(rng, text)
    if rng.random() < 0.05:
        text += rng.choice((" (1)", "(2)", " (3)", " (*)", " (nếu có)", " (bằng chữ)", " (ghi rõ)"))
    if rng.random() < 0.1:
        text = f"{rng.choice(_marks(rng))} {text}"
    drawn = rng.random()
    return text if drawn < 0.14 else text + (":" if drawn < 0.96 else " :")


def _marks(rng: random.Random) -> tuple[str, ...]:
    figure = rng.randint(1, 30)
    return (
        "-",
        "+",
        "*",
        f"{figure}.",
        f"{figure})",
        f"{rng.choice('abcdeghi')})",
        f"({figure})",
        "•",
    )


def pair(rng: random.Random) -> tuple[list[Run], str]:
    """One label and its value."""
    group = rng.choice(_GROUPS)
    filled = value(rng, group) if rng.random() < 0.93 else syllables(rng)
    return [Run(label(rng, group), Role.LABEL), Run(filled, Role.VALUE)], kind_of(group)


def row(rng: random.Random) -> tuple[list[Run], str]:
    """Two or three labels and values in one line; a slot may be blank."""
    if rng.random() < 0.22:
        return _day_slots(rng), "date"
    groups = rng.choice(_rows())
    runs: list[Run] = []
    kind = ""
    for group in groups:
        runs.append(Run(label(rng, group), Role.LABEL))
        if rng.random() < 0.9:
            runs.append(Run(value(rng, group), Role.VALUE))
            kind = kind or kind_of(group)
    return runs, kind or "label"


def _day_slots(rng: random.Random) -> list[Run]:
    """Ngày … tháng … năm …, each slot filled or blank, a place before it now and then."""
    runs: list[Run] = []
    first = rng.choice(("ngày", "Ngày", "ngày", "Sinh ngày:", "Ngày cấp:", "cấp ngày"))
    if rng.random() < 0.3:
        runs.append(Run(f"{title_place(rng)},", Role.VALUE))
    figures = (
        f"{rng.randint(1, 31):02d}",
        f"{rng.randint(1, 12):02d}",
        str(rng.randint(1930, 2030)),
    )
    blank = rng.random() < 0.12
    for word, figure in zip((first, "tháng", "năm"), figures, strict=True):
        runs.append(Run(word, Role.LABEL))
        if not blank:
            runs.append(Run(figure.lstrip("0") if rng.random() < 0.15 else figure, Role.VALUE))
    if rng.random() < 0.2:
        runs += [Run(label(rng, "place"), Role.LABEL), Run(place(rng), Role.VALUE)]
    return runs


def title_place(rng: random.Random) -> str:
    """A place without its end mark, to stand before a date."""
    return place(rng).rstrip(".,;")


def blank(rng: random.Random) -> tuple[list[Run], str]:
    """One or two labels without a value."""
    texts = [label(rng, rng.choice(_GROUPS)) for _ in range(rng.choice((1, 1, 1, 2)))]
    return [Run(text, Role.LABEL) for text in texts], "label"


def printed(rng: random.Random) -> tuple[list[Run], str]:
    """A heading, a column's head, a signer's title, or a title with the signer's name."""
    fixed = _fixed()
    drawn = rng.random()
    if drawn < 0.36:
        text = rng.choice(fixed["headings" if drawn > 0.09 else "every_paper"])
        if rng.random() < 0.25:
            text = f"{text} {place(rng).upper()}"
    elif drawn < 0.56:
        text = rng.choice(fixed["columns"])
    elif drawn < 0.66:
        text = rng.choice(fixed["under_signers"])
    else:
        text = _signer(rng)
    if rng.random() < 0.12:
        other = (str.upper, str.lower, str.capitalize)
        text = rng.choice(other)(text)
    if drawn > 0.88:
        return [Run(text, Role.LABEL), Run(title_name(rng), Role.VALUE)], "name"
    return [Run(text, Role.LABEL)], "label"


def _signer(rng: random.Random) -> str:
    text = rng.choice(_fixed()["signers"])
    drawn = rng.random()
    if drawn < 0.2:
        unit = rng.choice(("XÃ", "PHƯỜNG", "THỊ TRẤN", "HUYỆN", "TỈNH", "QUẬN"))
        return f"{text} {unit} {syllables(rng).upper()}" if drawn < 0.1 else f"{text} {unit}"
    return text
