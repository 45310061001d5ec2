"""Walks the rows of a case from label to label and collects where each field's value stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from digitizer.domain.page import Box, PageReading
from digitizer.domain.schema import Catalog, DocumentType, FieldKind, FieldSpec
from digitizer.domain.values.canonical import canonical
from ocr.extraction.cleaning import value_text
from ocr.extraction.columns import Lane, lanes_of
from ocr.extraction.label_choice import FREE_KINDS, LabelChoice, ends_with_sign, is_item_sign
from ocr.extraction.labels import LabelHit, LabelKind, find_labels, patterns_of
from ocr.extraction.tokens import Row, Token

_WRAP_MM = 14.0
_MM_PER_INCH = 25.4
_WRAPPED_KINDS = frozenset({FieldKind.CODE, FieldKind.DATE})
# How far a label keeps from the value before it; less room is none for a word.
_GUTTER_MM = 8.0


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a value on one row: its tokens and the x range (px) that they stand in."""

    row: Row
    tokens: tuple[Token, ...]
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Span:
    """One place where a field's value may stand, and the wording that led to it; ``label_box`` is
    where that stands, None where no label does."""

    spec: FieldSpec
    label: str
    pieces: tuple[Piece, ...]
    label_box: Box | None = None

    @property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(token for piece in self.pieces for token in piece.tokens)


@dataclass(slots=True)
class _Open:
    spec: FieldSpec
    label: str
    label_left: float
    label_box: Box
    pieces: list[Piece] = field(default_factory=list)

    def span(self) -> Span:
        return Span(self.spec, self.label, tuple(self.pieces), self.label_box)


@dataclass(frozen=True, slots=True)
class _Beside:
    """A value with another label behind it on its row: the next rows may go on with it in the
    column before that label, up to ``limit`` (px). ``place`` is that of its span."""

    place: int
    opened: _Open
    limit: float


@dataclass(frozen=True, slots=True)
class BelowHit:
    """A label whose value stands in the lines under it."""

    row_index: int
    row: Row
    hit: LabelHit


class SpanWalker:
    """Collects the spans of one case. Sections and half-read values go on over page ends only as
    far as the section: a value never continues on the next page."""

    def __init__(self, doc_type: DocumentType, catalog: Catalog) -> None:
        self.spans: list[Span] = []
        self.below: list[BelowHit] = []
        self._catalog = catalog
        self._patterns = patterns_of(doc_type)
        self._choice = LabelChoice(doc_type)
        self._section: str | None = None
        self._open: _Open | None = None
        self._beside: _Beside | None = None
        self._filled: set[str] = set()
        self._last_row: Row | None = None
        self._doc_type = doc_type
        self._lane = Lane((), 0.0, 0.0)

    def walk(self, page: PageReading, rows: Sequence[Row]) -> None:
        """Take in the rows of one page (or band) in order, columns one after the other."""
        for lane in lanes_of(page, rows, self._doc_type):
            self._close()
            self._beside = None
            self._lane = lane
            if lane.is_column:
                self._section = lane.section
            for index, row in lane.rows:
                if not self._is_debris(row):
                    self._walk_row(page, index, row)
                    self._last_row = row
        self._close()

    def _walk_row(self, page: PageReading, index: int, row: Row) -> None:
        position, left = 0, self._lane.left
        fresh = True
        if self._lane.is_label(row.tokens[0]) or self._gap_mm(page, row) > _WRAP_MM:
            self._close()
        for hit in find_labels(row, self._patterns):
            target = self._choice.resolve(hit, self._section, self._filled, self._opened_spec)
            if not self._accepts(row, hit, target):
                continue
            start = row.tokens[hit.start]
            before = row.tokens[position : hit.start]
            stop = hit.start - (not fresh and ends_with_sign(before, start))
            if not (fresh and is_item_sign(before)):
                edge = row.tokens[stop].box.x
                self._take(page, row, position, stop, (left, edge), wraps=fresh)
            opened = None if fresh else self._open
            self._close()
            self._beside = None
            if opened is not None:
                self._beside = _Beside(len(self.spans) - 1, opened, start.box.x)
            self._enter(index, row, hit, target)
            left = max(row.tokens[hit.end - 1].box.right, self._lane.left)
            position, fresh = hit.end, False
        end = (left, self._lane.right)
        self._take(page, row, position, len(row.tokens), end, wraps=fresh)

    def _enter(self, index: int, row: Row, hit: LabelHit, target: FieldSpec | None) -> None:
        match hit.pattern.kind:
            case LabelKind.SECTION:
                self._section = hit.pattern.section
            case LabelKind.BELOW:
                self.below.append(BelowHit(index, row, hit))
            case LabelKind.FIELD if target is not None:
                self._section = target.section
                if target.kind is FieldKind.TABLE:
                    return
                box = Box.around(token.box for token in row.tokens[hit.start : hit.end])
                label_left = max(box.x, self._lane.left)
                self._open = _Open(target, hit.pattern.text, label_left, box)

    def _take(
        self,
        page: PageReading,
        row: Row,
        start: int,
        end: int,
        x_range: tuple[float, float],
        *,
        wraps: bool,
    ) -> None:
        """Give tokens to the open field, or close it when the row does not go on with it."""
        tokens = row.tokens[start:end]
        if wraps and tokens and self._goes_on_beside(page, row, tokens):
            return
        if self._open is None:
            return
        if not wraps:
            self._open.pieces.append(Piece(row, tokens, *x_range))
        elif not tokens:
            return
        elif self._continues(page, row, tokens):
            self._open.pieces.append(Piece(row, tokens, *x_range))
        else:
            self._close()

    def _is_debris(self, row: Row) -> bool:
        """Whether a row is one letter far from where a line begins: a torn edge, a hole, a speck
        that was read as something. It ends no value."""
        if self._open is None or sum(len(token.key) for token in row.tokens) > 1:
            return False
        left, right = self._lane.print_range
        return row.tokens[0].box.x > self._open.label_left + 0.25 * (right - left)

    def _continues(self, page: PageReading, row: Row, tokens: Sequence[Token]) -> bool:
        opened = self._open
        if opened is None or self._last_row is None:
            return False
        is_free = opened.spec.kind in FREE_KINDS
        if self._has_ended(opened, tokens[0]):
            return False
        # A statement may have a semicolon, which in a label is a misread colon.
        ends = (token for token in tokens if token.ends_label)
        if any(not (is_free and token.text.endswith(";")) for token in ends):
            return False
        left, right = self._lane.print_range
        if self._gap_mm(page, row) > _WRAP_MM:
            return False
        if tokens[0].box.x > opened.label_left + 0.25 * (right - left):
            return False
        written = opened.span().tokens
        if is_free or not written:
            return True
        return self._may_go_on(opened, Piece(row, tuple(tokens), left, right)) or (
            not self._is_whole(opened) and written[-1].box.right > left + 0.7 * (right - left)
        )

    def _gap_mm(self, page: PageReading, row: Row) -> float:
        """How far a row stands below the last one; 0 where there is none on its page."""
        if self._last_row is None or self._last_row.page is not page:
            return 0.0
        return (row.middle - self._last_row.middle) / page.dpi * _MM_PER_INCH

    def _goes_on_beside(self, page: PageReading, row: Row, tokens: Sequence[Token]) -> bool:
        """Take words that go on with a value in the column left of the open one's label: the first
        of them had no room behind that value, but had some behind the open one."""
        beside, opened = self._beside, self._open
        if beside is None or beside.opened.spec.kind not in FREE_KINDS:
            return False
        if self._gap_mm(page, row) > _WRAP_MM or any(token.ends_label for token in tokens):
            return False
        start, width = beside.opened.label_left, beside.limit - beside.opened.label_left
        gutter = _GUTTER_MM * page.dpi / _MM_PER_INCH
        # What stands left of the column is a hole or a speck.
        tokens = [token for token in tokens if token.box.x > start - gutter]
        if not tokens or tokens[0].box.x > start + 0.5 * width:
            return False
        span = self.spans[beside.place]
        if tokens[-1].box.right > beside.limit or _has_room(
            span.tokens, tokens[0], beside.limit - gutter
        ):
            return False
        # Margins are as wide on the right as on the left where no line reaches the right one.
        left, right = self._lane.print_range
        margin = max(right, self._lane.right - (left - self._lane.left))
        if opened and not _has_room(opened.span().tokens, tokens[0], margin):
            return False
        piece = Piece(row, tuple(tokens), start, beside.limit)
        self.spans[beside.place] = replace(span, pieces=(*span.pieces, piece))
        return True

    def _has_ended(self, opened: _Open, following: Token) -> bool:
        """Whether a value whose label stands off the margin ended before the right edge: what then
        begins at the margin is another paragraph."""
        left, right = self._lane.print_range
        off = 0.1 * (right - left)
        written = opened.span().tokens
        if not written or opened.label_left < left + off or following.box.x > left + off:
            return False
        return written[-1].box.right < left + 0.7 * (right - left)

    def _may_go_on(self, opened: _Open, following: Piece) -> bool:
        """Whether a value of a closed kind is one only, or still, with the words of the next row:
        "Việt" and "Nam", "Thẻ căn cước" and "công dân"."""
        if opened.spec.kind not in _WRAPPED_KINDS:
            return False
        return self._is_plausible(replace(opened.span(), pieces=(*opened.pieces, following)))

    def _is_whole(self, opened: _Open) -> bool:
        """Whether nothing can be missing: any text is a name."""
        return opened.spec.kind is not FieldKind.NAME and self._is_plausible(opened.span())

    def _close(self) -> None:
        opened, self._open = self._open, None
        if opened is None:
            return
        span = opened.span()
        self.spans.append(span)
        if self._is_plausible(span):
            self._filled.add(span.spec.key)

    def _is_plausible(self, span: Span) -> bool:
        text = value_text(span.spec, span.tokens)
        found = canonical(span.spec, text, self._catalog.code_list_of(span.spec))
        return found.value is not None and not found.problems

    @property
    def _opened_spec(self) -> FieldSpec | None:
        return self._open.spec if self._open else None

    def _accepts(self, row: Row, hit: LabelHit, target: FieldSpec | None) -> bool:
        return self._choice.accepts(
            row,
            hit,
            target,
            self._opened_spec,
            self._lane,
            lambda: self._is_dated(row, hit, target),
        )

    def _is_dated(self, row: Row, hit: LabelHit, target: FieldSpec | None) -> bool:
        """Whether all of a row is a label and its date: "Ngày 05 tháng 01 năm 2026"."""
        if target is None or target.kind is not FieldKind.DATE:
            return False
        tokens = row.tokens[hit.end :]
        if not tokens:
            return False
        box = Box.around(token.box for token in tokens)
        piece = Piece(row, tokens, box.x, box.right)
        return self._is_plausible(Span(target, hit.pattern.text, (piece,)))


def _has_room(written: Sequence[Token], following: Token, edge: float) -> bool:
    """Whether a word and a space before it would have stood behind a value before an edge (px)."""
    words = [token for token in written if token.key]
    space = following.box.width / max(1, len(following.text))
    return not words or words[-1].box.right + space + following.box.width < edge


def spans_by_key(spans: Iterable[Span]) -> dict[str, list[Span]]:
    """All places found for each field, in the order of the paper."""
    found: dict[str, list[Span]] = {}
    for span in spans:
        found.setdefault(span.spec.key, []).append(span)
    return found
