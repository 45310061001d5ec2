"""The administrative units beside the text of a place: found where the text decides, asked where it
does not.

The text as written is what a record keeps; a unit only stands beside it, with the list that gives
its code a meaning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from digitizer.domain.places import PlaceState, PlaceUnits, Resolution
from digitizer.domain.problems import Problem
from digitizer.domain.record import FieldValue, Record
from digitizer.domain.schema import DocumentType, FieldKind
from digitizer.domain.values.dates import parse_iso
from digitizer.workflow.ports import PlaceResolver

_MOST_NAMED = 6


def day_of(record: Record, doc_type: DocumentType) -> date | None:
    """The first day on which the paper may have been made out; None where it does not say."""
    said = parse_iso(record.value(doc_type.date_field or "") or "")
    return date(*said.earliest()) if said else None


def with_units(record: Record, doc_type: DocumentType, resolver: PlaceResolver) -> Record:
    """The record with the units of every place whose text decides them. What a person chose
    stays."""
    on = day_of(record, doc_type)
    for value in _places(record, doc_type):
        if value.units is None or value.units.chosen_by is None:
            record = record.with_field(
                replace(value, units=_units(resolver.resolve(value.text, on)))
            )
    return record


def place_questions(
    record: Record, doc_type: DocumentType, resolver: PlaceResolver
) -> tuple[Problem, ...]:
    """Places whose unit a person should choose: several bear the name, or the old unit was split
    and the new ones each have a part of it."""
    on = day_of(record, doc_type)
    return tuple(
        problem
        for value in _places(record, doc_type)
        if value.units is None or value.units.chosen_by is None
        for problem in _questions(value, resolver.resolve(value.text, on))
    )


def _places(record: Record, doc_type: DocumentType) -> Iterator[FieldValue]:
    for spec in doc_type.fields:
        value = record.fields.get(spec.key)
        if spec.kind is FieldKind.PLACE and value is not None and value.text:
            yield value


def _units(found: Resolution) -> PlaceUnits | None:
    on = found.unit.ref if found.unit and found.state is PlaceState.EXACT else None
    today = (
        found.unit_today.ref if found.unit_today and found.state_today is PlaceState.EXACT else None
    )
    return PlaceUnits(on, today) if on or today else None


def _questions(value: FieldValue, found: Resolution) -> Iterator[Problem]:
    if found.state is PlaceState.AMBIGUOUS:
        yield _question("place-several", value, found, is_today=False)
    elif found.state is PlaceState.EXACT and found.state_today is PlaceState.AMBIGUOUS:
        yield _question("place-split", value, found, is_today=True)


def _question(code: str, value: FieldValue, found: Resolution, *, is_today: bool) -> Problem:
    names = [each.unit.address for each in found.candidates if each.today is is_today]
    shown = "; ".join(names[:_MOST_NAMED]) + ("; …" if len(names) > _MOST_NAMED else "")
    return Problem.info(code, value.key, text=value.text, options=shown)
