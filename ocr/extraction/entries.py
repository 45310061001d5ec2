"""Where on the pages of a book one entry ends and the next begins.

The title of a book stands once over a page, and each entry begins with the label of its number.
What stands above the first of them belongs to the entry that began on the page before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digitizer.domain.page import Box
from digitizer.domain.schema import DocumentType, FieldKind, FieldSpec
from digitizer.domain.values.canonical import canonical
from ocr.extraction.labels import LabelHit, LabelKind, find_labels, patterns_of
from ocr.extraction.tokens import Row, match_key

_ABOVE_MM = 3.0
_MM_PER_INCH = 25.4
_LONGEST_NUMBER = 6
_BOOK_KINDS = frozenset({FieldKind.BOOK_NUMBER, FieldKind.NUMBER})


@dataclass(frozen=True, slots=True)
class Entry:
    """Rows of one entry with the height, in px of the page, at which it begins; ``number`` folded,
    empty where it was not read. ``goes_on`` tells that it began on a page before."""

    rows: tuple[Row, ...]
    top: int
    number: str
    goes_on: bool


def has_entries(doc_type: DocumentType) -> bool:
    """Whether pages of the type may be those of a book."""
    return doc_type.many_on_page or bool(doc_type.book_titles)


def entries_of(
    rows: Sequence[Row], doc_type: DocumentType, before: str | None, *, has_title: bool
) -> tuple[Entry, ...]:
    """The entries on rows of one page, from the top down; none where no number begins one.

    ``before`` is the number of the entry that the page before ended with, None when that was no
    entry of the type. Where neither it nor a title over the rows (``has_title``) tells that this is
    a book, one number in the midst of a page cuts nothing off.
    """
    numbers = ((index, _begins(row, doc_type)) for index, row in enumerate(rows))
    starts = [(index, number) for index, number in numbers if number is not None]
    if not starts:
        return ()
    above = rows[: starts[0][0]]
    # The titled page of a register may say once, above its entries, what holds for all of them.
    is_said_of_all = has_title and doc_type.many_on_page
    is_content = not is_said_of_all and any(_is_of_an_entry(row, doc_type) for row in above)
    if is_content and before is None and (len(starts) < 2 or not has_title):
        return ()
    head = () if is_content else tuple(above)
    found = [Entry(tuple(above), rows[0].box.y, "", before is not None)] if is_content else []
    ends = [index for index, _ in starts[1:]] + [len(rows)]
    for place, ((first, number), end) in enumerate(zip(starts, ends, strict=True)):
        # What a page says of its book above the entries is said of each of them.
        own = (*head, *rows[first:end])
        is_same = place == 0 and not is_content and bool(number) and number == before
        found.append(Entry(own, _top(rows, first), number, is_same))
    return tuple(found)


def _top(rows: Sequence[Row], index: int) -> int:
    """The height at which the part that begins with a row is cut off."""
    row = rows[index]
    if index == 0:
        return row.box.y
    room = round(_ABOVE_MM / _MM_PER_INCH * row.page.dpi)
    between = (rows[index - 1].box.bottom + row.box.y) // 2
    return min(max(row.box.y - room, between), row.box.y)


def _begins(row: Row, doc_type: DocumentType) -> str | None:
    """The number of the entry that a row begins, empty for one not read; None for another row."""
    hits = find_labels(row, patterns_of(doc_type))
    own = doc_type.field(doc_type.entry_field or "")
    if own is None or not hits or not hits[0].at_start or own not in hits[0].pattern.fields:
        return None
    end = hits[1].start if len(hits) > 1 else len(row.tokens)
    text = " ".join(token.text for token in row.tokens[hits[0].end : end])
    if _is_number(own, text) or (doc_type.many_on_page and hits[0].has_colon):
        return match_key(text)
    # Beside the book's or the page's number it can be nothing else, however it was read.
    return "" if any(_is_of_the_book(hit) for hit in hits[1:]) else None


def _is_number(spec: FieldSpec, text: str) -> bool:
    """A whole value of the field, or a number too short for one of an identity paper."""
    found = canonical(spec, text)
    is_sound = spec.pattern is not None and found.value is not None and not found.problems
    plain = match_key(text)
    return is_sound or (plain[:1].isdigit() and len(plain) <= _LONGEST_NUMBER)


def _is_of_the_book(hit: LabelHit) -> bool:
    fields = hit.pattern.fields
    return bool(fields) and all(spec.kind in _BOOK_KINDS for spec in fields)


def _is_of_an_entry(row: Row, doc_type: DocumentType) -> bool:
    """Whether a row has a label of what is registered, and not only of the book and its page."""
    own = doc_type.field(doc_type.entry_field or "")
    section = own.section if own else ""
    return any(
        hit.pattern.kind is LabelKind.BELOW
        or (
            hit.pattern.kind is LabelKind.FIELD
            and hit.at_start
            and all(spec.section != section for spec in hit.pattern.fields)
        )
        for hit in find_labels(row, patterns_of(doc_type))
    )


def boxes_of(entries: Sequence[Entry], whole: Box) -> list[Box]:
    """The part of a page that each entry takes up: down to the next one, and the first and last to
    the edges of the whole."""
    tops = [whole.y, *(entry.top for entry in entries[1:])]
    ends = [*tops[1:], whole.bottom]
    return [
        Box(whole.x, top, whole.width, max(end - top, 1))
        for top, end in zip(tops, ends, strict=True)
    ]
