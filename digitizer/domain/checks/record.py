"""Checks of a whole record: each field by itself, then the rules of its document type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from digitizer.domain.checks.facts import Facts
from digitizer.domain.checks.rules import rule_problems
from digitizer.domain.problems import Problem, Severity
from digitizer.domain.record import FieldValue, Record
from digitizer.domain.schema import Catalog, DocumentType, FieldSpec, Need, Rule
from digitizer.domain.values.canonical import canonical_for
from digitizer.domain.values.dates import parse_iso


def check_record(
    record: Record, doc_type: DocumentType, catalog: Catalog, today: date
) -> tuple[Problem, ...]:
    """All problems of a record, in the order of its type's fields and then of its rules.

    A field that the record carries but the type does not know is an error: it would be lost at
    export without a word.
    """
    excused = _excused(record, doc_type) | _not_in_force(record, doc_type)
    problems: list[Problem] = []
    for spec in doc_type.fields:
        value = record.fields.get(spec.key, FieldValue(spec.key))
        problems += _field_problems(spec, value, catalog, excused=spec.key in excused)
    problems += [
        Problem.error("unknown-field", key, name=key)
        for key in record.fields
        if doc_type.field(key) is None
    ]
    values = {key: value.value for key, value in record.fields.items()}
    stated = {key for key, value in record.fields.items() if value.empty_reason}
    for _, problem in broken_rules(values, doc_type, today):
        if problem.code != "expected-since" or problem.field not in stated:
            problems.append(problem)
    return tuple(problems)


def broken_rules(
    values: Mapping[str, str | None], doc_type: DocumentType, today: date
) -> Iterator[tuple[Rule, Problem]]:
    """Each finding of the type's rules about these canonical values, with its rule."""
    for rule in doc_type.rules:
        for problem in rule_problems(Facts(rule, values, doc_type, today)):
            yield rule, problem


def blocking(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that forbid to finish a case."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def _excused(record: Record, doc_type: DocumentType) -> frozenset[str]:
    """Fields that stay empty because of what another says, such as an unknown parent's."""
    keys: set[str] = set()
    for rule in doc_type.rules:
        if rule.kind == "absent_when":
            codes = (dict(rule.params)["codes"]).split()
            if record.value(rule.fields[0]) in codes:
                keys.update(rule.fields[1:])
    return frozenset(keys)


def _not_in_force(record: Record, doc_type: DocumentType) -> frozenset[str]:
    """Fields that the forms of the record's day do not have."""
    day = parse_iso(record.value(doc_type.date_field or "") or "")
    if day is None:
        return frozenset()
    last, first = date(*day.latest()), date(*day.earliest())
    return frozenset(
        spec.key for spec in doc_type.fields if not spec.in_force(last) and not spec.in_force(first)
    )


def _field_problems(
    spec: FieldSpec, field: FieldValue, catalog: Catalog, *, excused: bool
) -> Iterator[Problem]:
    if not field.value and not field.text:
        yield from _empty_problems(spec, field, excused=excused)
        return
    found = canonical_for(catalog, spec, field.text)
    yield from found.problems
    if found.value != field.value:
        yield Problem.error("value-differs", spec.key, text=field.text, value=field.value or "")


def _empty_problems(spec: FieldSpec, field: FieldValue, *, excused: bool) -> Iterator[Problem]:
    names = {"label": spec.label.vi, "label_en": spec.label.en}
    if spec.need is Need.REQUIRED:
        if not excused:
            yield Problem.error("required-empty", spec.key, **names)
    elif spec.need is Need.EXPECTED and field.empty_reason is None and not excused:
        yield Problem.warning("expected-empty", spec.key, **names)
