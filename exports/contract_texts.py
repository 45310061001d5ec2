"""Invented texts that match the regular expression of a field, for trying exporters with it.

Of the language of expressions this knows what document types use: letters, classes, groups,
alternatives, counts, and looks ahead, which are held against the text afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random

_PIECE = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{\d*,?\d*\}|\(\?(?::|=|!|P<\w+>)|.", re.DOTALL
)
_RANGE = re.compile(r"(\\?.)-(\\?.)|(\\.)|(.)", re.DOTALL)
_DIGITS = "0123456789"
_CLASSES = {"\\d": _DIGITS, "\\w": "aB7", "\\s": " ", "\\D": "a", "\\W": "-", "\\S": "a"}
_NOTHING = frozenset({"^", "$", "\\b", "\\B", "\\A", "\\Z"})
_LOOKS = frozenset({"(?=", "(?!"})
_MORE = 3
"""How much longer than it must be a repeated part may become."""
_TRIES = 300

Maker = Callable[[Random], str]


def texts_matching(pattern: str, largest: int | None = None) -> Iterator[str]:
    """Different texts, always the same ones in the same order, of at most ``largest`` characters;
    none for an expression that this does not know."""
    try:
        make = _Reader(_PIECE.findall(pattern)).alternatives()
    except (IndexError, ValueError):
        return
    told: set[str] = set()
    for number in range(_TRIES):
        text = make(Random(number))
        is_short = largest is None or len(text) <= largest
        if text and is_short and text not in told and re.fullmatch(pattern, text):
            told.add(text)
            yield text


class _Reader:
    def __init__(self, pieces: list[str]) -> None:
        self._pieces = pieces
        self._at = 0

    def alternatives(self) -> Maker:
        """Raises IndexError for an expression that ends too early, ValueError for one that is
        not known here."""
        branches = [self._sequence()]
        while self._next == "|":
            self._at += 1
            branches.append(self._sequence())
        return lambda chance: chance.choice(branches)(chance)

    def _sequence(self) -> Maker:
        parts: list[Maker] = []
        while self._next not in ("", "|", ")"):
            parts.append(self._counted(self._one()))
        return lambda chance: "".join(part(chance) for part in parts)

    def _one(self) -> Maker:
        piece = self._taken()
        if piece.startswith("("):
            inside = self.alternatives()
            if self._taken() != ")":
                raise ValueError(piece)
            return (lambda _chance: "") if piece in _LOOKS else inside
        if piece in _NOTHING:
            return lambda _chance: ""
        if piece.startswith("[") and len(piece) > 1:
            letters = _letters(piece[1:-1])
        else:
            letters = "a" if piece == "." else _CLASSES.get(piece, piece[-1])
        if not letters:
            raise ValueError(piece)
        return lambda chance: chance.choice(letters)

    def _counted(self, one: Maker) -> Maker:
        piece = self._next
        if piece in ("?", "*", "+"):
            least, most = (1 if piece == "+" else 0), (1 if piece == "?" else _MORE)
        elif piece.startswith("{") and len(piece) > 2:
            first, comma, last = piece[1:-1].partition(",")
            least = int(first or 0)
            most = int(last) if last else least + (_MORE if comma else 0)
        else:
            return one
        self._at += 1
        most = min(most, least + _MORE)
        return lambda chance: "".join(one(chance) for _ in range(chance.randint(least, most)))

    @property
    def _next(self) -> str:
        return self._pieces[self._at] if self._at < len(self._pieces) else ""

    def _taken(self) -> str:
        self._at += 1
        return self._pieces[self._at - 1]


def _letters(inside: str) -> str:
    """Those of a class; of one that excludes letters, some that it leaves."""
    found = ""
    for first, last, escaped, plain in _RANGE.findall(inside.removeprefix("^")):
        if first:
            found += "".join(map(chr, range(ord(first[-1]), ord(last[-1]) + 1)))
        else:
            found += _CLASSES.get(escaped, escaped[-1:]) + plain
    if inside.startswith("^"):
        return "".join(letter for letter in "aB7 -" if letter not in found)
    return found
