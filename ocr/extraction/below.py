"""Values under a label: the title and the name of who signed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from digitizer.domain.schema import FieldKind, FieldSpec
from ocr.extraction.cleaning import value_text
from ocr.extraction.spans import BelowHit, Piece, Span
from ocr.extraction.tokens import Row, Token

_ZONE_MM = 48.0
_TITLE_MM = 12.0
_HALF_WIDTH_MM = 38.0
# Blocks that stand beside each other begin no further apart.
_ONE_ROW_MM = 20.0
_MM_PER_INCH = 25.4
_NAME_WORD = re.compile(r"[^\W\d_][\w'’.\-]*")


@dataclass(frozen=True, slots=True)
class _Under:
    piece: Piece
    below_mm: float


def below_spans(hits: Sequence[BelowHit], rows: Sequence[Row]) -> list[Span]:
    """The spans under the labels of one page. The title stands right under the label, the name at
    the bottom of the block, below the signature."""
    spans: list[Span] = []
    for hit in hits:
        under = _under(hit, hits, rows)
        title = next((u for u in under if u.below_mm <= _TITLE_MM), None)
        for spec in hit.hit.pattern.fields:
            if spec.kind is FieldKind.NAME:
                found = _name(spec, [u for u in under if u is not title] or under)
            else:
                found = title if title and _is_words(spec, title.piece.tokens) else None
            if found is not None:
                spans.append(Span(spec, hit.hit.pattern.text, (found.piece,)))
    return spans


def _under(hit: BelowHit, hits: Sequence[BelowHit], rows: Sequence[Row]) -> list[_Under]:
    label = hit.row.tokens[hit.hit.start : hit.hit.end]
    page = hit.row.page
    px_per_mm = page.dpi / _MM_PER_INCH
    middle = (label[0].box.x + label[-1].box.right) / 2
    half = max(_HALF_WIDTH_MM * px_per_mm, (label[-1].box.right - label[0].box.x) / 2)
    left, right = middle - half, middle + half
    for other in hits:
        if other.row is hit.row and other is not hit:
            beside = other.row.tokens[other.hit.start : other.hit.end]
            border = (middle + (beside[0].box.x + beside[-1].box.right) / 2) / 2
            left, right = (
                (max(left, border), right) if border < middle else (left, min(right, border))
            )
    found: list[_Under] = []
    nexts = {other.row_index for other in hits if other.row is not hit.row}
    for index, row in enumerate(rows[hit.row_index + 1 :], hit.row_index + 1):
        below_mm = (row.middle - hit.row.middle) / px_per_mm
        if below_mm > _ZONE_MM or (index in nexts and below_mm > _ONE_ROW_MM):
            break
        tokens = tuple(token for token in row.tokens if left <= token.centre <= right)
        if tokens:
            found.append(_Under(Piece(row, tokens, left, right), below_mm))
    return found


def _name(spec: FieldSpec, under: Sequence[_Under]) -> _Under | None:
    names = [u for u in under if _is_name(spec, u.piece.tokens)]
    return names[-1] if names else None


def _is_name(spec: FieldSpec, tokens: Sequence[Token]) -> bool:
    words = value_text(spec, tokens).split()
    return len(words) > 1 and all(
        _NAME_WORD.fullmatch(word) is not None and word[0].isupper() for word in words
    )


def _is_words(spec: FieldSpec, tokens: Sequence[Token]) -> bool:
    words = value_text(spec, tokens).split()
    return bool(words) and all(_NAME_WORD.fullmatch(word) is not None for word in words)
