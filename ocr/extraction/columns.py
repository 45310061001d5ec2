"""Two persons side by side: rows that two columns share are walked one column after the other.

Forms for two persons print them in columns with the same labels, either with labels in both
columns (certificates) or with one column of labels at the left (declarations). Which sections may
stand so is told by ``Section.beside``; on which side each stands is told by the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from digitizer.domain.page import PageReading
from digitizer.domain.schema import DocumentType, Section
from ocr.extraction.labels import (
    LabelHit,
    LabelKind,
    PatternSet,
    allowed_errors,
    find_labels,
    patterns_of,
)
from ocr.extraction.tokens import Row, Token, match_key

_MOST_HEADING_WORDS = 14
_MOST_WORDS_BEFORE = 3
_LEAST_SHARE = 0.3


@dataclass(frozen=True)
class Lane:
    """Rows with their index on the page, walked in one go, and the x range (px) of their values.

    In a column the rows hold only its own tokens, and those of the labels left of it.
    """

    rows: tuple[tuple[int, Row], ...]
    left: float
    right: float
    section: str | None = None
    is_column: bool = False

    @cached_property
    def print_range(self) -> tuple[float, float]:
        """x in px from the first to the last print of its values: how wide a full line is."""
        boxes = [
            token.box for _, row in self.rows for token in row.tokens if not self.is_label(token)
        ]
        if not boxes:
            return self.left, self.right
        return float(min(box.x for box in boxes)), float(max(box.right for box in boxes))

    def is_label(self, token: Token) -> bool:
        """Whether a token stands in the column of labels."""
        return self.is_column and token.centre < self.left


@dataclass(frozen=True, slots=True)
class _Opening:
    """Where two columns begin: the row, the words of its halves, and whose column is the left."""

    row: int
    left: tuple[Token, ...]
    right: tuple[Token, ...]
    sections: tuple[str, str]
    has_labels: bool


@dataclass(frozen=True, slots=True)
class _Edges:
    """x in px: where labels end and the first column begins, and where the second begins."""

    first: float
    second: float


def lanes_of(page: PageReading, rows: Sequence[Row], doc_type: DocumentType) -> tuple[Lane, ...]:
    """All rows with words, in the order they are to be walked; without columns it is one lane."""
    pairs = _pairs(doc_type)
    patterns = patterns_of(doc_type)
    lanes: list[Lane] = []
    plain: list[tuple[int, Row]] = []
    index = 0
    while index < len(rows):
        found = _columns_at(page, rows, index, patterns, pairs)
        if found is None:
            plain.append((index, rows[index]))
            index += 1
            continue
        lanes += [*_plain_lane(page, plain), *found]
        plain = []
        index = 1 + max(number for lane in found for number, _ in lane.rows)
    return (*lanes, *_plain_lane(page, plain))


def _plain_lane(page: PageReading, rows: Sequence[tuple[int, Row]]) -> list[Lane]:
    kept = tuple((index, row) for index, row in rows if row.tokens)
    return [Lane(kept, 0.0, float(page.width))] if kept else []


def _pairs(doc_type: DocumentType) -> tuple[tuple[Section, Section], ...]:
    by_key = {section.key: section for section in doc_type.sections}
    return tuple(
        (section, by_key[section.beside])
        for section in doc_type.sections
        if section.beside is not None
    )


def _columns_at(
    page: PageReading,
    rows: Sequence[Row],
    index: int,
    patterns: PatternSet,
    pairs: Sequence[tuple[Section, Section]],
) -> tuple[Lane, ...] | None:
    for pair in pairs:
        opening = _opening(rows[index], index, patterns, pair)
        if opening is None:
            continue
        last = _last_row(rows, index, patterns, set(opening.sections))
        hits = [(row, _shared(row, patterns, opening.sections)) for row in rows[index + 1 : last]]
        edges = _edges(page, opening, hits)
        if edges is not None:
            return tuple(_lanes(page, rows[index:last], opening, edges))
    return None


def _opening(
    row: Row, index: int, patterns: PatternSet, pair: tuple[Section, Section]
) -> _Opening | None:
    """Labels of one section each, or the sections' headings, beside each other."""
    wanted = {section.key for section in pair}
    hits = [
        (hit, hit.pattern.fields[0].section)
        for hit in find_labels(row, patterns)
        if len(hit.pattern.fields) == 1 and hit.pattern.kind is LabelKind.FIELD
    ]
    owners = [(hit, section) for hit, section in hits if section in wanted]
    for (first, left), (second, right) in pairwise(owners):
        if left != right:
            here = row.tokens[first.start : first.end]
            there = row.tokens[second.start : second.end]
            return _Opening(index, here, there, (left, right), has_labels=True)
    return _headings(row, index, pair)


def _headings(row: Row, index: int, pair: tuple[Section, Section]) -> _Opening | None:
    tokens = tuple(token for token in row.tokens if token.key)
    if not 2 <= len(tokens) <= _MOST_HEADING_WORDS:
        return None
    for before in range(min(_MOST_WORDS_BEFORE, len(tokens) - 2) + 1):
        for cut in range(before + 1, len(tokens)):
            left, right = tokens[before:cut], tokens[cut:]
            for one, other in (pair, pair[::-1]):
                if _is_heading(left, one) and _is_heading(right, other):
                    return _Opening(index, left, right, (one.key, other.key), has_labels=False)
    return None


def _is_heading(tokens: Sequence[Token], section: Section) -> bool:
    read = "".join(token.key for token in tokens)
    return tokens[0].text.lstrip("([ ")[:1].isupper() and any(
        Levenshtein.distance(read, key) <= allowed_errors(len(key), has_colon=False)
        for key in map(match_key, section.anchors)
    )


def _last_row(rows: Sequence[Row], start: int, patterns: PatternSet, sections: set[str]) -> int:
    """The row where the columns end: the first that begins with what belongs to no column."""
    for index in range(start + 1, len(rows)):
        for hit in find_labels(rows[index], patterns):
            if hit.at_start and _is_outside(hit, sections):
                return index
    return len(rows)


def _is_outside(hit: LabelHit, sections: set[str]) -> bool:
    match hit.pattern.kind:
        case LabelKind.FIELD:
            sure = hit.is_capital and (hit.has_colon or len(hit.pattern.words) > 1)
            return sure and not any(spec.section in sections for spec in hit.pattern.fields)
        case LabelKind.SECTION:
            return hit.pattern.section not in sections
        case LabelKind.OTHER | LabelKind.BELOW:
            return not hit.has_colon


def _shared(row: Row, patterns: PatternSet, sections: tuple[str, str]) -> list[LabelHit]:
    """The row's labels that both columns may bear; words inside a statement are none."""
    return [
        hit
        for hit in find_labels(row, patterns)
        if hit.pattern.kind is LabelKind.FIELD
        and hit.is_capital
        and (hit.has_colon or len(hit.pattern.words) > 1)
        and set(sections) <= {spec.section for spec in hit.pattern.fields}
    ]


def _edges(
    page: PageReading, opening: _Opening, hits: Sequence[tuple[Row, list[LabelHit]]]
) -> _Edges | None:
    """None when the rows below do not bear columns out."""
    repeated = [x for row, found in hits for x in _repeated(row, found)]
    if opening.has_labels:
        second = float(opening.right[0].box.x)
        starts = [row.tokens[hit.start].centre for row, found in hits for hit in found]
        if not any(start > second - 1 for start in starts):
            return None
        near = [x for x in repeated if abs(x - second) < 0.1 * page.width]
        return _Edges(0.0, min([second, *near]) - 1)
    if repeated:
        inner = [x for x in repeated if x > _LEAST_SHARE * page.width]
        return _Edges(0.0, min(inner) - 1) if inner else None
    heading = opening.left[0].box.x
    labels = [
        row.tokens[hit.end - 1].box.right
        for row, found in hits
        for hit in found
        if row.tokens[hit.end - 1].box.right < heading and hit.at_start
    ]
    if not labels:
        return None
    rows = [row for row, _ in hits]
    return _Edges(max(labels) + 1.0, _gutter(opening, rows))


def _repeated(row: Row, hits: Sequence[LabelHit]) -> Iterator[float]:
    """Where a label stands that the same row bore already."""
    seen: set[str] = set()
    for hit in hits:
        if hit.pattern.key in seen:
            yield float(row.tokens[hit.start].box.x)
        seen.add(hit.pattern.key)


def _gutter(opening: _Opening, rows: Sequence[Row]) -> float:
    """The middle of the widest gap that the fewest words cross between the two headings."""
    low, high = opening.left[-1].box.right, opening.right[0].box.x
    boxes = [token.box for row in rows for token in row.tokens]
    inside = {edge for box in boxes for edge in (box.x, box.right) if low < edge < high}
    gaps = list(pairwise(sorted({low, high, *inside})))
    if not gaps:
        return (low + high) / 2

    def rank(gap: tuple[int, int]) -> tuple[int, int]:
        middle = (gap[0] + gap[1]) / 2
        return (sum(box.x < middle < box.right for box in boxes), gap[0] - gap[1])

    left, right = min(gaps, key=rank)
    return (left + right) / 2


def _lanes(
    page: PageReading, rows: Sequence[Row], opening: _Opening, edges: _Edges
) -> Iterator[Lane]:
    first = 0 if opening.has_labels else 1
    spans = ((edges.first, edges.second), (edges.second, float(page.width)))
    for section, (left, right) in zip(opening.sections, spans, strict=True):
        parts = (
            (opening.row + index, _part(row, edges.first, left, right))
            for index, row in enumerate(rows[first:], first)
        )
        kept = tuple((index, row) for index, row in parts if row.tokens)
        yield Lane(kept, left, right, section, is_column=True)


def _part(row: Row, labels_end: float, left: float, right: float) -> Row:
    """The row with the tokens of one column and of the labels left of both."""
    chosen = [
        index
        for index, token in enumerate(row.tokens)
        if token.centre < labels_end or left <= token.centre < right
    ]
    return replace(
        row,
        tokens=tuple(row.tokens[index] for index in chosen),
        line_of=tuple(row.line_of[index] for index in chosen),
    )
