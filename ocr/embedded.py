"""A page's own text as the first reading of its lines."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

from digitizer.domain.page import Box, LineReading, Origin, TextLine, Word

ENGINE = "pdf-text"
_SAME_ROW = 0.5


def with_embedded(lines: Sequence[TextLine], words: Sequence[Word]) -> tuple[TextLine, ...]:
    """The lines with the embedded words that stand on them as their preferred reading; words on no
    line that was found become lines of their own. In reading order."""
    if not words:
        return tuple(lines)
    origin = Origin(ENGINE, version("pdfplumber"))
    homes: list[list[Word]] = [[] for _ in lines]
    homeless: list[Word] = []
    for word in words:
        home = _home_of(word, lines)
        (homeless if home is None else homes[home]).append(word)
    merged = [_preferring(line, found, origin) for line, found in zip(lines, homes, strict=True)]
    merged += [
        TextLine(Box.around(word.box for word in row), (LineReading(origin, tuple(row)),))
        for row in _rows(homeless)
    ]
    return tuple(sorted(merged, key=lambda line: (line.box.bottom, line.box.x)))


def _home_of(word: Word, lines: Sequence[TextLine]) -> int | None:
    x, y = word.box.x + word.box.width / 2, word.box.y + word.box.height / 2
    for number, line in enumerate(lines):
        if line.box.x <= x <= line.box.right and line.box.y <= y <= line.box.bottom:
            return number
    return None


def _preferring(line: TextLine, words: list[Word], origin: Origin) -> TextLine:
    if not words:
        return line
    own = LineReading(origin, tuple(sorted(words, key=lambda word: word.box.x)))
    return TextLine(line.box, (own, *line.readings))


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.box.bottom):
        row = next((row for row in rows if _level(row[-1].box, word.box)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    return [sorted(row, key=lambda word: word.box.x) for row in rows]


def _level(left: Box, right: Box) -> bool:
    shared = min(left.bottom, right.bottom) - max(left.y, right.y)
    return shared >= _SAME_ROW * min(left.height, right.height)
