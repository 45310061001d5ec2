"""Values that a form prints alone on a line, known by their shape: the serial number of a
certificate, the kind of an enterprise under the title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from digitizer.domain.schema import Catalog, DocumentType, FieldSpec, Placement
from digitizer.domain.values.canonical import canonical
from ocr.extraction.cleaning import value_text
from ocr.extraction.headings import Band
from ocr.extraction.spans import Piece, Span
from ocr.extraction.tokens import Row, Token

ALONE = Placement.ALONE.value


def alone_spans(doc_type: DocumentType, bands: Sequence[Band], catalog: Catalog) -> list[Span]:
    """Every line that as a whole is a sound value of a field that the forms print so."""
    wanted = [
        spec
        for spec in doc_type.fields
        if any(anchor.placement is Placement.ALONE for anchor in spec.anchors)
    ]
    return [
        Span(spec, ALONE, (piece,))
        for spec in wanted
        for piece in _lines(row for band in bands for row in band.rows)
        if _is_whole(spec, piece.tokens, catalog)
    ]


def _lines(rows: Iterable[Row]) -> Iterator[Piece]:
    """Each line of print by itself, also where others stand at its height."""
    for row in rows:
        for _, group in groupby(zip(row.line_of, row.tokens, strict=True), lambda each: each[0]):
            tokens = tuple(token for _, token in group)
            left = min(token.box.x for token in tokens)
            yield Piece(row, tokens, left, max(token.box.right for token in tokens))


def _is_whole(spec: FieldSpec, tokens: Sequence[Token], catalog: Catalog) -> bool:
    found = canonical(spec, value_text(spec, tokens), catalog.code_list_of(spec))
    return found.value is not None and not found.problems
