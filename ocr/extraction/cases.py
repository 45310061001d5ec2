"""From the readings of a scan's pages to its cases with all their fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from digitizer.domain.case import CaseReading
from digitizer.domain.checks import broken_rules
from digitizer.domain.page import HANDS_UNTOLD, PageReading
from digitizer.domain.problems import Problem, Severity
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.domain.schema import Catalog, DocumentType, FieldKind, FieldSpec, Rule
from digitizer.domain.sureness import Sureness
from digitizer.domain.values.separators import Separator
from ocr.extraction.agreement import spelled_differently
from ocr.extraction.alone import alone_spans
from ocr.extraction.below import below_spans
from ocr.extraction.card_cases import are_cards_alone, card_cases, lies_in
from ocr.extraction.card_values import is_by_card, with_cards, with_own_codes
from ocr.extraction.cards import IdentityCard, cards_of
from ocr.extraction.decision import HANDWRITTEN, read_span
from ocr.extraction.headings import has_heading
from ocr.extraction.parts import part_of, whole_of
from ocr.extraction.separators import parted, separator_of, with_book, with_entry
from ocr.extraction.spans import Span, SpanWalker, spans_by_key
from ocr.extraction.splitting import TYPE_BY_WISH, CaseBands, split_cases
from ocr.extraction.sureness import shipped_sureness
from ocr.extraction.table_reading import read_table
from ocr.extraction.tables import without_tables
from ocr.extraction.unlabelled import HEAD, unlabelled
from ocr.extraction.zones import with_zones

# What is held back among handwriting, though it looks printed: the letters "9" or "Nam" alone do
# not tell who wrote them.
_LEAST_BY_HAND, _SHARE_BY_HAND = 2, 0.25
_TOO_POOR = frozenset({"page-too-poor", "page-too-small"})


def find_cases(
    pages: Sequence[PageReading],
    catalog: Catalog,
    wanted_type: str | None = None,
    today: date | None = None,
    sureness: Sureness | None = None,
) -> tuple[CaseReading, ...]:
    """The cases of a scan with a reading for every field of their type, in the type's order.

    A separator sheet ends the case before it and belongs to none; the book number that it names is
    put to the cases up to the next sheet, and the entry number to the first of them, for a clerk to
    see. Identity cards on the pages of a case are set beside what was read.

    ``wanted_type`` is taken for cases whose pages bear no known heading; without it they have no
    type and no fields. Raises KeyError when the catalog lacks ``wanted_type``. ``today`` lets
    rules that need it find dates in the future; without it such dates are left to the record's
    own checks. ``sureness`` None stands for the shipped thresholds.
    """
    wished = catalog.types[wanted_type] if wanted_type is not None else None
    suspects = [page for page in pages if separator_of(page) is not None]
    documents = frozenset(page.number for page in suspects if has_heading(page, catalog))
    return tuple(
        _case(bands, catalog, wished, today, sheet, sureness or shipped_sureness())
        for part in parted(pages, documents)
        for sheet, bands in _with_sheet(
            part.separator, _bands_of(pages, part.places, catalog, wished)
        )
    )


def _bands_of(
    pages: Sequence[PageReading],
    places: Sequence[int],
    catalog: Catalog,
    wished: DocumentType | None,
) -> Iterator[CaseBands]:
    """The cases of some pages of a scan: identity cards that lie with no other paper are cases of
    their own, unless a person said that the papers are something else."""
    may_be_cards = wished is None or wished.card is not None
    if may_be_cards and are_cards_alone(pages[place] for place in places):
        return card_cases((pages[place] for place in places), catalog)
    return split_cases((pages[place] for place in places), catalog, wished)


def _with_sheet(
    separator: Separator | None, cases: Iterable[CaseBands]
) -> Iterator[tuple[Separator | None, CaseBands]]:
    """Each case with what its sheet says of it: the entry number is only the first one's."""
    for bands in cases:
        yield separator, bands
        separator = replace(separator, case="") if separator else None


def _case(
    found: CaseBands,
    catalog: Catalog,
    wished: DocumentType | None,
    today: date | None,
    separator: Separator | None,
    sureness: Sureness,
) -> CaseReading:
    regions = tuple(band.region for band in found.bands)
    doc_type = found.doc_type or wished
    if doc_type is None:
        return CaseReading(None, None, 0.0, regions, ())
    confidence = found.confidence if found.doc_type else TYPE_BY_WISH
    readings = _readings(found, doc_type, catalog, sureness)
    readings = with_zones(readings, _pages(found), doc_type, catalog, sureness)
    for spec in doc_type.fields if separator else ():
        if separator and spec.kind is FieldKind.BOOK_NUMBER:
            readings[spec.key] = with_book(readings[spec.key], spec, separator)
        if separator and spec.key == doc_type.entry_field:
            readings[spec.key] = with_entry(readings[spec.key], spec, separator)
    cards = cards_of(_pages(found))
    if doc_type.card is not None:
        readings = with_own_codes(readings, doc_type, _own(cards, found), catalog)
    else:
        readings = with_cards(readings, doc_type, cards, catalog)
    checked = cross_checked(readings, doc_type, today or date.max)
    fields = tuple(checked[spec.key] for spec in doc_type.fields)
    if any(_has_problem(band.page, _TOO_POOR) for band in found.bands):
        fields = _held_back(fields, "field-on-poor-page")
    elif any(_has_problem(band.page, frozenset({HANDS_UNTOLD})) for band in found.bands):
        fields = _held_back(fields, "field-hand-untold")
    elif _is_filled_by_hand(fields):
        fields = _held_back(fields, "field-among-handwriting")
    return CaseReading(doc_type.key, doc_type.version, confidence, regions, fields)


def _own(cards: Sequence[IdentityCard], found: CaseBands) -> list[IdentityCard]:
    """The cards whose code lies in a part of the case: a page may show several."""
    return [card for card in cards if any(lies_in(card, band) for band in found.bands)]


def _pages(found: CaseBands) -> list[PageReading]:
    return list({band.page.number: band.page for band in found.bands}.values())


def _has_problem(page: PageReading, codes: frozenset[str]) -> bool:
    return any(problem.code in codes for problem in page.problems)


def _is_filled_by_hand(readings: Sequence[FieldReading]) -> bool:
    read = [reading for reading in readings if not _is_missing(reading)]
    hands = sum(_is_handwritten(reading) for reading in read)
    return hands >= max(_LEAST_BY_HAND, _SHARE_BY_HAND * len(read))


def _is_handwritten(reading: FieldReading) -> bool:
    return any(problem.code == HANDWRITTEN for problem in reading.problems)


def _held_back(readings: Sequence[FieldReading], code: str) -> tuple[FieldReading, ...]:
    """Nothing is taken without a clerk from a page too poor to read, from a form filled by hand, or
    where nobody could tell."""
    return tuple(
        reading
        if _is_missing(reading) or _is_handwritten(reading) or is_by_card(reading)
        else _doubted(reading, Problem.warning(code, reading.key))
        for reading in readings
    )


def _readings(
    found: CaseBands, doc_type: DocumentType, catalog: Catalog, sureness: Sureness
) -> dict[str, FieldReading]:
    """Each field by the labels of the preferred reading; where those miss one, by the other's."""
    first = _read_by_labels(found, doc_type, catalog, sureness)
    if not any(_is_missing(reading) for reading in first.values()):
        return first
    second = _read_by_labels(found.swapped(), doc_type, catalog, sureness)
    for key, reading in second.items():
        if _is_missing(first[key]) and not _is_missing(reading):
            first[key] = _doubted(reading, Problem.warning("label-read-once", key))
    return first


def _read_by_labels(
    found: CaseBands, doc_type: DocumentType, catalog: Catalog, sureness: Sureness
) -> dict[str, FieldReading]:
    walker = SpanWalker(doc_type, catalog)
    spans, bands = unlabelled(doc_type, found.bands, found.title)
    tables, bands = without_tables(bands, doc_type)
    spans += alone_spans(doc_type, bands, catalog)
    for band in bands:
        seen = len(walker.below)
        walker.walk(band.page, band.rows)
        spans += below_spans(walker.below[seen:], band.rows)
    by_key = spans_by_key([*walker.spans, *spans])
    return {
        spec.key: read_table(spec, tables.get(spec.key, ()), catalog.code_lists, sureness)
        if spec.kind is FieldKind.TABLE
        else _best(spec.key, list(_places(spec, by_key, catalog, sureness)))
        for spec in doc_type.fields
    }


def _places(
    spec: FieldSpec, spans: Mapping[str, Sequence[Span]], catalog: Catalog, sureness: Sureness
) -> Iterator[FieldReading]:
    """What each place says that a field's label leads to."""
    codes, part = catalog.code_list_of(spec), spec.part
    others = spans.get(part.of, []) if part and part.of else []
    for span in [*spans.get(spec.key, []), *others]:
        if part is None or (part.of and span.spec.key == spec.key):
            reading = read_span(span, codes, sureness)
        else:
            whole = read_span(whole_of(span, spec), None, sureness)
            reading = part_of(spec, part, whole, codes)
        yield _to_compare(reading, span)


def _to_compare(reading: FieldReading, span: Span) -> FieldReading:
    """The office over a paper may be read with the one above it, which nothing tells apart."""
    if span.label != HEAD or _is_missing(reading):
        return reading
    return _doubted(reading, Problem.warning("head-needs-eyes", reading.key))


def _best(key: str, readings: Sequence[FieldReading]) -> FieldReading:
    """The reading with a sound value; where two places say different things a clerk must look."""
    present = [reading for reading in readings if reading.state is not ReadingState.MISSING]
    if not present:
        return FieldReading(key)
    sound = [r for r in present if r.value is not None and not _is_malformed(r)]
    best = (sound or present)[0]
    if any(reading.value != best.value for reading in sound):
        others = "; ".join(reading.text for reading in sound if reading.value != best.value)
        return _doubted(best, Problem.warning("places-differ", key, other=others))
    return best


_MALFORMED = frozenset({"pattern", "too-long", "name-odd-character"})


def _is_missing(reading: FieldReading) -> bool:
    return reading.state is ReadingState.MISSING


def _is_malformed(reading: FieldReading) -> bool:
    return any(problem.code in _MALFORMED for problem in reading.problems)


def _doubted(reading: FieldReading, problem: Problem) -> FieldReading:
    """The reading with a problem; what only informs throws no doubt on it."""
    is_doubt = problem.severity is not Severity.INFO and reading.state is ReadingState.ACCEPTED
    state = ReadingState.REVIEW if is_doubt else reading.state
    return replace(reading, state=state, problems=(*reading.problems, problem))


_ONE_SIDED = frozenset(
    {"words-not-understood", "date-in-future", "id-place", "expected-since", "family-name"}
)


def _concerned(rule: Rule, problem: Problem) -> tuple[str, ...]:
    """Which fields a finding throws doubt on: both sides of a disagreement, or its own field."""
    own = problem.field or rule.fields[0]
    if problem.code in _ONE_SIDED:
        return (own,)
    others = rule.fields if len(rule.fields) <= 3 else rule.fields[:1]
    return tuple(dict.fromkeys((own, *others)))


def cross_checked(
    readings: Mapping[str, FieldReading], doc_type: DocumentType, today: date
) -> dict[str, FieldReading]:
    """The fields of a broken rule go to review with what the rule found."""
    checked = dict(readings)
    values = {key: reading.value for key, reading in readings.items()}
    for rule, problem in broken_rules(values, doc_type, today):
        for key in _concerned(rule, problem):
            if checked[key].state is not ReadingState.MISSING:
                checked[key] = _doubted(checked[key], problem)
    for key, other in spelled_differently(readings, doc_type).items():
        twin = Problem.warning("spelled-differently", key, other=other)
        checked[key] = _doubted(checked[key], twin)
    return checked
