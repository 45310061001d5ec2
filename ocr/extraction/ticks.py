"""Which of a row of printed options is ticked, and whether a box of its own is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from digitizer.domain.page import Box, Origin, TickBox
from digitizer.domain.problems import Problem
from digitizer.domain.record import Candidate, FieldReading, ReadingState
from digitizer.domain.schema import CodeList, Placement
from digitizer.domain.values.canonical import canonical, shown
from ocr.extraction.cleaning import value_text
from ocr.extraction.spans import Span
from ocr.extraction.tokens import Row, Token, match_key

_LIKENESS = 87.0
# How much more ink the ticked box has than any other, and how much it has at least.
_LEAST_MARKED, _TIMES = 0.08, 3.0
# How far a box stands before the first word of its option, in sides of the box.
_BEFORE = 1.2


@dataclass(frozen=True, slots=True)
class Option:
    """A printed option as its list spells it, and the box before it where one was found."""

    spelling: str
    code: str
    box: TickBox | None = None


def options_of(span: Span, code_list: CodeList | None) -> tuple[Option, ...]:
    """The printed options of a row of boxes, from the left; fewer than two are none."""
    ticks = any(anchor.placement is Placement.TICK for anchor in span.spec.anchors)
    if not ticks or code_list is None:
        return ()
    tokens = [token for token in span.tokens if token.key]
    read = "".join(token.key for token in tokens)
    found: dict[str, tuple[int, str]] = {}
    for entry in code_list.entries:
        for spelling in (entry.label.vi, *entry.aliases):
            key = match_key(spelling)
            match = fuzz.partial_ratio_alignment(key, read, score_cutoff=_LIKENESS)
            if match is not None and len(read) >= len(key):
                found.setdefault(entry.code, (match.dest_start, spelling))
    if len(found) < 2:
        return ()
    return tuple(
        Option(spelling, code, _box_before(span, _token_at(tokens, start)))
        for code, (start, spelling) in sorted(found.items(), key=lambda item: item[1][0])
    )


def _token_at(tokens: Sequence[Token], start: int) -> Token:
    """The word in which a character of all words' keys in a row stands."""
    for token in tokens:
        if start < len(token.key):
            return token
        start -= len(token.key)
    return tokens[-1]


def _box_before(span: Span, token: Token) -> TickBox | None:
    row = next(piece.row for piece in span.pieces if token in piece.tokens)
    near = [tick for tick in row.page.ticks if _stands_before(tick, token, row)]
    return max(near, key=lambda tick: tick.box.x, default=None)


def _stands_before(tick: TickBox, token: Token, row: Row) -> bool:
    """Whether a box is at the height of a row and right before a word, or taken into it."""
    middle, side = tick.box.y + tick.box.height / 2, tick.box.width
    gap = token.box.x - tick.box.right
    return row.box.y <= middle <= row.box.bottom and -(1 + _BEFORE) * side <= gap <= _BEFORE * side


def tick_reading(reading: FieldReading, options: Sequence[Option], origin: Origin) -> FieldReading:
    """The ticked option where one box clearly has a mark and no other does, for a clerk to see; all
    options are offered."""
    chosen = _ticked(options)
    how = replace(origin, rule="tick-box")
    return replace(
        reading,
        text=chosen.spelling if chosen else "",
        value=chosen.code if chosen else None,
        origin=how if chosen else reading.origin,
        state=ReadingState.REVIEW,
        problems=(Problem.warning("tick-needs-eyes", reading.key),),
        candidates=tuple(
            Candidate(option.spelling, option.code, origin)
            for option in options
            if option is not chosen
        ),
    )


def _ticked(options: Sequence[Option]) -> Option | None:
    boxes = [option.box for option in options if option.box is not None]
    if len(boxes) < len(options) or len({box.box for box in boxes}) < len(options):
        return None
    ranked = sorted(options, key=lambda option: option.box.marked if option.box else 0.0)
    first, other = ranked[-1].box, ranked[-2].box
    if first is None or other is None or first.marked < _LEAST_MARKED:
        return None
    return ranked[-1] if first.marked >= _TIMES * other.marked else None


def box_reading(span: Span) -> FieldReading:
    """Whether the box beside a label, or in the cell of a table, is ticked, for a clerk to see.
    What is written there counts where no box is found; ``missing`` where nothing says it."""
    spec, tokens = span.spec, span.tokens
    row = span.pieces[0].row
    tick = _own_box(span)
    if tick is None:
        value = canonical(spec, value_text(spec, tokens)).value
        box = Box.around(token.box for token in tokens) if tokens else None
        confidence = min((token.confidence for token in tokens), default=0.0)
    else:
        value = "1" if tick.marked >= _LEAST_MARKED else "0"
        box = tick.box.union(span.label_box) if span.label_box else tick.box
        confidence = min(1.0, abs(tick.marked - _LEAST_MARKED) / _LEAST_MARKED)
    if value is None:
        return FieldReading(spec.key)
    return FieldReading(
        spec.key,
        text=shown(spec, value),
        value=value,
        confidence=confidence,
        state=ReadingState.REVIEW,
        page=row.page.number,
        box=box,
        origin=replace(row.origin() or Origin("none", ""), rule="tick-box"),
        problems=(Problem.warning("tick-needs-eyes", spec.key),),
    )


def _own_box(span: Span) -> TickBox | None:
    """The box right before the label, or else right behind it; without a label the one that stands
    in the span's place."""
    label, ticks = span.label_box, span.pieces[0].row.page.ticks
    if label is None:
        return next((tick for tick in ticks if _stands_in(tick, span)), None)
    level = [tick for tick in ticks if label.y <= tick.box.y + tick.box.height / 2 <= label.bottom]
    before = [tick for tick in level if _is_next_to(tick.box.right, label.x, tick)]
    behind = [tick for tick in level if _is_next_to(label.right, tick.box.x, tick)]
    return next(iter([*before, *behind]), None)


def _is_next_to(left_end: int, right_start: int, tick: TickBox) -> bool:
    side = tick.box.width
    return -side / 2 <= right_start - left_end <= _BEFORE * side


def _stands_in(tick: TickBox, span: Span) -> bool:
    x, y = tick.box.x + tick.box.width / 2, tick.box.y + tick.box.height / 2
    return any(
        piece.left <= x < piece.right and piece.row.box.y <= y <= piece.row.box.bottom
        for piece in span.pieces
    )
