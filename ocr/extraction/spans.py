"""Walks the rows of a case from label to label and collects where each field's value stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from digitizer.domain.page import Box, PageReading
from digitizer.domain.schema import Catalog, DocumentType, FieldKind, FieldSpec
from digitizer.domain.values.canonical import canonical
from digitizer.domain.values.text import clean
from ocr.extraction.cleaning import value_text
from ocr.extraction.columns import Lane, lanes_of
from ocr.extraction.labels import LabelHit, LabelKind, find_labels, patterns_of
from ocr.extraction.tokens import Row, Token, match_key

_WRAP_MM = 14.0
_MM_PER_INCH = 25.4
_FREE_KINDS = frozenset({FieldKind.TEXT, FieldKind.PLACE})
_WRAPPED_KINDS = frozenset({FieldKind.CODE, FieldKind.DATE})
_NOTE_LENGTH = 1000
_CHAIN = 2
# With what is read for the small letters of a list: "d)" for "đ)", "9)" for "g)".
_ITEM_SIGN = re.compile(r"[(\[]?(?:\w|\d{1,2}(?:\.\d{1,2})*|[IVXLl1]{1,4})[.):,\]]{1,2}|[-–+•*]")
_NUMBER_SIGN = re.compile(r"\d{1,2}[.)]{1,2}")
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
        self._order = {spec.key: index for index, spec in enumerate(doc_type.fields)}
        self._sections = {section.key: i for i, section in enumerate(doc_type.sections)}
        self._unkept = {
            section.key: frozenset(map(match_key, section.unkept)) for section in doc_type.sections
        }
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
            target = self._resolve(hit)
            if not self._accepts(row, hit, target):
                continue
            start = row.tokens[hit.start]
            before = row.tokens[position : hit.start]
            stop = hit.start - (not fresh and _ends_with_sign(before, start))
            if not (fresh and _is_item_sign(before)):
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
        is_free = opened.spec.kind in _FREE_KINDS
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
        if beside is None or beside.opened.spec.kind not in _FREE_KINDS:
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

    def _resolve(self, hit: LabelHit) -> FieldSpec | None:
        """Which of the fields with this label is meant; None for a label without a field here.

        The section in force decides. Outside it the first section after it that still lacks the
        field takes it; a name asked for a second time in a section begins the next open one.
        """
        fields = tuple(spec for spec in hit.pattern.fields if self._may_mean(hit, spec))
        if self._section and hit.pattern.key in self._unkept[self._section]:
            return None
        if hit.pattern.kind is not LabelKind.FIELD or len(fields) == 1:
            return fields[0] if fields else None
        empty = [spec for spec in fields if spec.key not in self._filled]
        if self._section is None:
            return next(iter(empty), fields[0])
        here = [spec for spec in fields if spec.section == self._section]
        if any(spec in empty for spec in here):
            return next(spec for spec in here if spec in empty)
        now = self._sections[self._section]
        later = [spec for spec in empty if self._sections[spec.section] > now]
        if here and here[0].kind is FieldKind.NAME:
            return next(iter([*later, *empty]), here[0])
        return next(iter(here or later), None)

    def _may_mean(self, hit: LabelHit, spec: FieldSpec) -> bool:
        """A bare "Số" is the number of an identity paper only right behind the paper's name, or on
        the paper itself."""
        if spec.kind is not FieldKind.ID_NUMBER or len(hit.pattern.words) > 1:
            return True
        if self._doc_type.card is not None:
            return True
        return self._is_chained(self._open.spec if self._open else None, spec)

    def _accepts(self, row: Row, hit: LabelHit, target: FieldSpec | None) -> bool:
        """Whether the words are a label here and not part of a value that contains them."""
        if hit.pattern.kind is not LabelKind.FIELD or self._lane.is_label(row.tokens[hit.start]):
            return True
        opened = self._open.spec if self._open else None
        if opened is not None and _is_in_value(row, hit, opened, target):
            return False
        if opened is not None and (opened.max_length or 0) >= _NOTE_LENGTH:
            return hit.has_colon and hit.at_start and hit.is_capital
        if self._is_chained(opened, target) and not (hit.is_capital and hit.errors):
            return True
        # A wording that no form prints with a capital stands only inside a statement, and a value
        # may resemble a label ("tỉnh Nam Định", "Năm sinh").
        if hit.pattern.text[0].islower() or (opened and hit.errors and not hit.has_colon):
            return False
        if not hit.is_capital:
            return hit.has_colon and (hit.at_start or opened is None)
        if hit.has_colon or (hit.at_start and opened is None):
            return True
        if hit.at_start and not hit.errors and self._is_dated(row, hit, target):
            return True
        return len(hit.pattern.words) > 1

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

    def _is_chained(self, opened: FieldSpec | None, target: FieldSpec | None) -> bool:
        """Inside one statement ("CMND số … cấp ngày … nơi cấp …") labels come small and bare."""
        if opened is None or target is None or opened.section != target.section:
            return False
        if not 0 < abs(self._order[target.key] - self._order[opened.key]) <= _CHAIN:
            return False
        if opened.kind is FieldKind.PLACE:
            return target.kind is FieldKind.DATE
        return opened.kind is not FieldKind.NAME


def _has_room(written: Sequence[Token], following: Token, edge: float) -> bool:
    """Whether a word and a space before it would have stood behind a value before an edge (px)."""
    words = [token for token in written if token.key]
    space = following.box.width / max(1, len(following.text))
    return not words or words[-1].box.right + space + following.box.width < edge


def _ends_with_sign(before: Sequence[Token], label: Token) -> bool:
    """Whether behind a value stands the number of the next item: "Kinh 9) Tôn giáo". With a full
    stop it is only one that stands nearer to the label than to the value."""
    if len(before) < 2 or _NUMBER_SIGN.fullmatch(before[-1].text) is None:
        return False
    sign = before[-1]
    gaps = (sign.box.x - before[-2].box.right, label.box.x - sign.box.right)
    return ")" in sign.text or gaps[0] > 2 * gaps[1]


def _is_in_value(row: Row, hit: LabelHit, opened: FieldSpec, target: FieldSpec | None) -> bool:
    """Whether the value in work says the words of a label: "Nhà ở: Nhà ở riêng lẻ" begins with its
    own, "Sổ đăng ký khai sinh" is what a value says where "Số đăng ký" is a label."""
    if opened is target and not hit.has_colon:
        return True
    if opened.kind not in _FREE_KINDS:
        return False
    is_bare = not hit.has_colon and not hit.at_start
    return bool(hit.errors and hit.has_semicolon) or (is_bare and not _is_spelled(row, hit))


def _is_item_sign(tokens: Sequence[Token]) -> bool:
    """Whether the words before a label are the sign of a list: "b)", "3.", "IV.", a dash."""
    read = "".join(token.text for token in tokens)
    return _ITEM_SIGN.fullmatch(read) is not None


def _is_spelled(row: Row, hit: LabelHit) -> bool:
    """Whether the words have the marks of the wording too."""
    read = " ".join(token.text for token in row.tokens[hit.start : hit.end])
    return clean(read).casefold().strip(" .,") == clean(hit.pattern.text).casefold()


def spans_by_key(spans: Iterable[Span]) -> dict[str, list[Span]]:
    """All places found for each field, in the order of the paper."""
    found: dict[str, list[Span]] = {}
    for span in spans:
        found.setdefault(span.spec.key, []).append(span)
    return found
