"""Words of a page as tokens in reading order, row by row.

A row is everything at one height, also where the reader saw several lines there. A token is a
word without leader dots; a colon inside a word ("tên:Nguyễn") ends one token and starts another.
Colons are often read as dashes, so a dash right behind a word counts as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from digitizer.domain.page import Alternative, Box, LineReading, Origin, PageReading, TextLine, Word
from digitizer.domain.values.text import clean, fold

_LEADERS = re.compile(r"[.…_·•․]{2,}|[…·•․]+|(?<=[^\W\d_]{2})\.(?=\d)")
_COLON = re.compile(r"(?<=[^\W\d])[:;](?=\S)|(?<=\d)[:;](?=[^\W\d])|(?<=[^\W\d])-\.+(?=\S)")
_LABEL_END = re.compile(r"(?:[:;]|(?<=[^\W\d])-)\.*$")
_NOT_KEY = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word. ``key`` is what labels are compared by: folded, letters and digits only;
    ``alternatives`` are what else the engine may have seen there; ``colour``, ``by_hand`` and
    ``struck`` are the word's."""

    text: str
    key: str
    box: Box
    confidence: float
    ends_label: bool
    alternatives: tuple[Alternative, ...] = ()
    colour: float = 0.0
    by_hand: float = 0.0
    struck: float = 0.0

    @property
    def centre(self) -> float:
        return self.box.x + self.box.width / 2

    def reading(self, other: Alternative) -> Token:
        """The same word read in another way."""
        return replace(
            self, text=other.text, key=match_key(other.text), confidence=other.confidence
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One height of a page: its lines from left to right and the preferred reading's tokens.

    ``line_of[i]`` is the index in ``lines`` of the line that token ``i`` stands on.
    """

    page: PageReading
    box: Box
    lines: tuple[TextLine, ...]
    tokens: tuple[Token, ...]
    line_of: tuple[int, ...]

    @property
    def middle(self) -> float:
        return self.box.y + self.box.height / 2

    def origin(self) -> Origin | None:
        """Who gave the preferred reading."""
        return next((line.readings[0].origin for line in self.lines if line.readings), None)

    def swapped(self) -> Row:
        """The same row with the other reading of each line preferred."""
        lines = [
            replace(line, readings=(*line.readings[1::-1], *line.readings[2:]))
            for line in self.lines
        ]
        return _row(self.page, [line for line in lines if line.words] or self.lines)

    def second_tokens(self, left: float, right: float) -> tuple[Token, ...]:
        """The other engine's tokens whose middle lies between two x, in px."""
        return tuple(
            token
            for line in self.lines
            if len(line.readings) > 1
            for token in tokens_of(line.readings[1])
            if left <= token.centre < right
        )

    def second_origin(self) -> Origin | None:
        """Who gave the other reading, if there is one."""
        second = (line.readings[1] for line in self.lines if len(line.readings) > 1)
        return next((reading.origin for reading in second), None)


def match_key(text: str) -> str:
    """Letters and digits of a text without marks, case and anything between them."""
    return _NOT_KEY.sub("", fold(text))


def rows_of(page: PageReading) -> tuple[Row, ...]:
    """The page's rows from top to bottom; lines without any word are left out."""
    lines = sorted((line for line in page.lines if line.words), key=lambda line: _middle(line.box))
    groups: list[list[TextLine]] = []
    for line in lines:
        if groups and _beside(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(_row(page, group) for group in groups)


def _middle(box: Box) -> float:
    return box.y + box.height / 2


def _beside(group: Sequence[TextLine], line: TextLine) -> bool:
    """Whether the line stands at the height of the group, next to its lines and not over them."""
    for other in group:
        overlap = min(other.box.bottom, line.box.bottom) - max(other.box.y, line.box.y)
        if overlap < 0.5 * min(other.box.height, line.box.height):
            return False
        across = min(other.box.right, line.box.right) - max(other.box.x, line.box.x)
        if across > 0.3 * min(other.box.width, line.box.width):
            return False
    return True


def _row(page: PageReading, group: Iterable[TextLine]) -> Row:
    lines = tuple(sorted(group, key=lambda line: line.box.x))
    tokens: list[Token] = []
    line_of: list[int] = []
    for index, line in enumerate(lines):
        found = tokens_of(line.readings[0])
        tokens += found
        line_of += [index] * len(found)
    return Row(page, Box.around(line.box for line in lines), lines, tuple(tokens), tuple(line_of))


def tokens_of(reading: LineReading) -> tuple[Token, ...]:
    """A reading's words as tokens; lone colons end the token before them."""
    tokens: list[Token] = []
    for word in reading.words:
        parts = _parts(word.text, word.box)
        others = _alternatives(word, len(parts))
        for number, (text, box) in enumerate(parts):
            if text.strip(":;") or not tokens:
                known = tuple(other for other in others[number] if other.text != text)
                ends = _LABEL_END.search(text) is not None
                tokens.append(
                    Token(
                        text,
                        match_key(text),
                        box,
                        word.confidence,
                        ends,
                        known,
                        word.colour,
                        word.by_hand,
                        word.struck,
                    )
                )
            else:
                tokens[-1] = replace(tokens[-1], ends_label=True)
    return tuple(token for token in tokens if token.text)


def _alternatives(word: Word, count: int) -> list[list[Alternative]]:
    """For each piece of a word what else it may be, the likeliest first; an alternative that falls
    into another number of pieces is none for any of them."""
    found: list[dict[str, Alternative]] = [{} for _ in range(count)]
    for other in word.alternatives:
        parts = _parts(other.text, word.box)
        if len(parts) == count:
            for place, (text, _) in zip(found, parts, strict=True):
                place.setdefault(text, Alternative(text, other.confidence))
    return [list(place.values()) for place in found]


def _parts(written: str, whole: Box) -> list[tuple[str, Box]]:
    """Pieces of a word between leaders and behind colons, each with its share of the box."""
    text = clean(written)
    cuts = [(match.start(), match.end()) for match in _LEADERS.finditer(text)]
    cuts += [(match.end(), match.end()) for match in _COLON.finditer(text)]
    pieces: list[tuple[str, Box]] = []
    start = 0
    for begin, end in [*sorted(cuts), (len(text), len(text))]:
        if begin > start:
            pieces.append((text[start:begin].strip(), _share(whole, start, begin, len(text))))
        start = max(start, end)
    return [(piece, box) for piece, box in pieces if piece]


def _share(box: Box, start: int, end: int, length: int) -> Box:
    left = box.x + box.width * start // length
    right = box.x + box.width * end // length
    return Box(left, box.y, max(right - left, 1), box.height)
