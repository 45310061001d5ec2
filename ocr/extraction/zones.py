"""Values by their place on a known form, beside those behind their labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from digitizer.domain.page import Origin, PageReading, ZoneReading
from digitizer.domain.problems import Problem, Severity
from digitizer.domain.record import Candidate, FieldReading, ReadingState
from digitizer.domain.schema import Catalog, DocumentType, FieldKind, FieldSpec, Placement
from digitizer.domain.sureness import Sureness
from ocr.extraction.decision import read_span
from ocr.extraction.spans import Piece, Span
from ocr.extraction.tokens import match_key, rows_of

_LABEL_UNSURE = "label-read-once"


def with_zones(
    readings: Mapping[str, FieldReading],
    pages: Sequence[PageReading],
    doc_type: DocumentType,
    catalog: Catalog,
    sureness: Sureness,
) -> dict[str, FieldReading]:
    """The readings with what stands in the zones of the forms that the pages were printed on.

    A zone fills what no label led to, for a clerk to see; where a label and a zone say different
    things a clerk must look. Nothing is accepted for its place alone.
    """
    told = dict(readings)
    owners = {form.key: form.document_type for form in catalog.forms}
    for page in pages:
        for zone in page.zones:
            spec = doc_type.field(zone.field)
            if spec is None or owners.get(zone.form) != doc_type.key or _is_ticked(spec):
                continue
            if spec.kind is FieldKind.TABLE:
                continue
            found = _by_place(page, zone, spec, catalog, sureness)
            if found.state is not ReadingState.MISSING:
                told[spec.key] = _beside(told[spec.key], found)
    return told


def _is_ticked(spec: FieldSpec) -> bool:
    return spec.kind is FieldKind.TICK or any(
        anchor.placement is Placement.TICK for anchor in spec.anchors
    )


def _by_place(
    page: PageReading, zone: ZoneReading, spec: FieldSpec, catalog: Catalog, sureness: Sureness
) -> FieldReading:
    rows = rows_of(replace(page, lines=zone.lines))
    pieces = tuple(Piece(row, row.tokens, row.box.x, row.box.right) for row in rows if row.tokens)
    span = Span(spec, f"zone:{zone.form}", pieces)
    return read_span(span, catalog.code_list_of(spec), sureness)


def _beside(label: FieldReading, zone: FieldReading) -> FieldReading:
    if label.state is ReadingState.MISSING:
        unsure = Problem.warning("by-place-only", zone.key)
        return replace(zone, state=ReadingState.REVIEW, problems=(*zone.problems, unsure))
    if _say_the_same(label, zone):
        return _confirmed(label)
    other = Candidate(zone.text, zone.value, _origin(zone))
    if _is_sound(zone) and not _is_sound(label):
        own = Candidate(label.text, label.value, _origin(label))
        differs = Problem.warning("place-differs", label.key, other=label.text)
        return replace(
            zone,
            state=ReadingState.REVIEW,
            problems=(*zone.problems, differs),
            candidates=(own, *label.candidates),
        )
    differs = Problem.warning("place-differs", label.key, other=zone.text)
    known = any(candidate.text == zone.text for candidate in label.candidates)
    return replace(
        label,
        state=ReadingState.REVIEW,
        problems=(*label.problems, differs),
        candidates=label.candidates if known else (*label.candidates, other),
    )


def _say_the_same(label: FieldReading, zone: FieldReading) -> bool:
    """The same value, or the same letters: without the form's ink a leader's dot that is left may
    look like a mark, and a comma on a leader is lost with it."""
    if match_key(label.text) == match_key(zone.text):
        return True
    return label.value is not None and label.value == zone.value


def _confirmed(label: FieldReading) -> FieldReading:
    """The place bears out that the words were the field's label."""
    left = tuple(problem for problem in label.problems if problem.code != _LABEL_UNSURE)
    if left == label.problems or any(each.severity is not Severity.INFO for each in left):
        return replace(label, problems=left)
    return replace(label, problems=left, state=ReadingState.ACCEPTED)


def _is_sound(reading: FieldReading) -> bool:
    return reading.value is not None and not any(
        problem.severity is Severity.ERROR for problem in reading.problems
    )


def _origin(reading: FieldReading) -> Origin:
    return reading.origin or Origin("none", "")
