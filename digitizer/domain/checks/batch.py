"""Rules over the records of one batch: numbers without gap or repeat, in the order of their days,
as many as the book's last page counts.

A batch that nobody declared a whole book may be any part of one: what is found then only asks for a
look. In a declared book it counts as the rule says.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from digitizer.domain.book import Book
from digitizer.domain.checks.scan_order import ScanPlace, Step, falls
from digitizer.domain.errors import BadSchema
from digitizer.domain.problems import Problem, Severity
from digitizer.domain.schema import BatchRule, DocumentType
from digitizer.domain.values.dates import PartialDate, parse_iso

_LEADING = re.compile(r"(\d{1,9})")
_MOST_NAMED = 20
_UNNAMED = "—"


@dataclass(frozen=True, slots=True)
class Entry:
    """A record of the batch by its case; ``place`` None where nobody knows when its pages were
    scanned."""

    case_id: int
    values: Mapping[str, str | None]
    place: ScanPlace | None = None


@dataclass(frozen=True, slots=True)
class BatchFinding:
    """A problem of the batch, and the cases that it is about."""

    problem: Problem
    cases: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Facts:
    rule: BatchRule
    entries: Sequence[Entry]
    book: Book | None

    def value(self, entry: Entry, index: int) -> str | None:
        fields = self.rule.fields
        return entry.values.get(fields[index]) if index < len(fields) else None

    def number(self, entry: Entry) -> int | None:
        match = _LEADING.match(self.value(entry, 0) or "")
        return int(match[1]) if match else None

    def books(self) -> Mapping[str, list[tuple[int, Entry]]]:
        """Numbered entries by the book that the rule's second field names. Where all that name one
        name the same, it is also that of those that name none."""
        named = {self.value(entry, 1) for entry in self.entries} - {None, ""}
        only = str(next(iter(named))) if len(named) == 1 else _UNNAMED
        found: dict[str, list[tuple[int, Entry]]] = defaultdict(list)
        for entry in self.entries:
            number = self.number(entry)
            if number is not None:
                found[self.value(entry, 1) or only].append((number, entry))
        return found

    def finding(self, code: str, cases: Sequence[int], **params: str) -> BatchFinding:
        rank = self.rule.severity
        severity = Severity.WARNING if rank is Severity.ERROR and self.book is None else rank
        problem = Problem(code, severity, self.rule.fields[0], tuple(sorted(params.items())))
        return BatchFinding(problem, tuple(cases))


def _running_numbers(facts: _Facts) -> Iterator[BatchFinding]:
    """Fields: the entry's number, and the book's. No number twice, none left out that the book does
    not declare missing, none declared missing that is there."""
    for name, numbered in sorted(facts.books().items()):
        cases: dict[int, list[int]] = defaultdict(list)
        for number, entry in numbered:
            cases[number].append(entry.case_id)
        for number, owners in sorted(cases.items()):
            if len(owners) > 1:
                yield facts.finding("book-number-twice", owners, number=str(number), book=name)
        gone = facts.book.missing_numbers if facts.book else frozenset()
        first = facts.book.first if facts.book else min(cases)
        last = (facts.book.last if facts.book else None) or max(cases)
        left_out = [n for n in range(first, last + 1) if n not in cases and n not in gone]
        if left_out:
            yield facts.finding(
                "book-numbers-missing", (), numbers=ranges(left_out), count=str(len(left_out)),
                book=name,
            )  # fmt: skip
        there = sorted(gone & cases.keys())
        if there:
            owners = [case for number in there for case in cases[number]]
            yield facts.finding("book-number-there", owners, numbers=ranges(there), book=name)
        outside = sorted(number for number in cases if not first <= number <= last)
        if outside:
            owners = [case for number in outside for case in cases[number]]
            yield facts.finding(
                "book-number-outside", owners, numbers=ranges(outside), book=name,
                first=str(first), last=str(last),
            )  # fmt: skip


def _dates_rise(facts: _Facts) -> Iterator[BatchFinding]:
    """Fields: the entry's number, the book's, the day of registration. A later number is of no
    earlier day."""
    for name, numbered in sorted(facts.books().items()):
        before: tuple[int, Entry, PartialDate] | None = None
        for number, entry in sorted(numbered, key=lambda each: (each[0], each[1].case_id)):
            day = parse_iso(facts.value(entry, 2) or "")
            if day is None:
                continue
            if before is not None and day.surely_before(before[2]):
                yield facts.finding(
                    "book-dates-fall", (before[1].case_id, entry.case_id), book=name,
                    number=str(number), other=str(before[0]), date=day.formatted(),
                    other_date=before[2].formatted(),
                )  # fmt: skip
                continue
            before = (number, entry, day)


def _closing_total(facts: _Facts) -> Iterator[BatchFinding]:
    """Fields: the entry's number. As many entries as the book's closing page counts."""
    book = facts.book
    if book is None or book.closing_total is None:
        return
    gone = len(book.missing)
    if len(facts.entries) + gone != book.closing_total:
        yield facts.finding(
            "book-total-differs", (), total=str(book.closing_total),
            count=str(len(facts.entries)), missing=str(gone),
        )  # fmt: skip


def _in_scan_order(facts: _Facts, code: str) -> Iterator[BatchFinding]:
    """Fields: a number that rises through the book, and the book's. What was scanned later has no
    lower number; a leap ahead is no matter of order."""
    for name, numbered in sorted(facts.books().items()):
        steps = [
            Step(entry.case_id, facts.value(entry, 0) or "", entry.place)
            for _number, entry in numbered
            if entry.place is not None
        ]
        found = falls(steps)
        for before, here in found[:_MOST_NAMED]:
            yield facts.finding(
                code, (before.case_id, here.case_id), book=name, number=here.written,
                case=str(here.case_id), other=before.written, other_case=str(before.case_id),
            )  # fmt: skip
        if len(found) > _MOST_NAMED:
            more = str(len(found) - _MOST_NAMED)
            yield facts.finding("book-order-more", (), book=name, count=more)


def _entries_in_scan_order(facts: _Facts) -> Iterator[BatchFinding]:
    return _in_scan_order(facts, "book-entries-out-of-order")


def _pages_in_scan_order(facts: _Facts) -> Iterator[BatchFinding]:
    return _in_scan_order(facts, "book-pages-out-of-order")


_Check = Callable[[_Facts], Iterator[BatchFinding]]
# Each kind with the number of fields that it wants.
BATCH_RULE_KINDS: Mapping[str, tuple[_Check, int]] = {
    "running_numbers": (_running_numbers, 2),
    "dates_rise": (_dates_rise, 3),
    "closing_total": (_closing_total, 1),
    "entries_in_scan_order": (_entries_in_scan_order, 2),
    "pages_in_scan_order": (_pages_in_scan_order, 2),
}


def check_batch_rule(rule: BatchRule) -> None:
    """Raises BadSchema when the kind is unknown or its fields do not fit it."""
    kind = BATCH_RULE_KINDS.get(rule.kind)
    if kind is None:
        raise BadSchema("schema-unknown-rule", file="", place="", reason=rule.kind)
    if len(rule.fields) != kind[1]:
        raise BadSchema("schema-rule-fields", file="", place="", reason=rule.kind)


def check_batch(
    doc_type: DocumentType, entries: Sequence[Entry], book: Book | None
) -> tuple[BatchFinding, ...]:
    """What the type's batch rules find in these records, rule by rule."""
    return tuple(
        finding
        for rule in doc_type.batch_rules
        for finding in BATCH_RULE_KINDS[rule.kind][0](_Facts(rule, entries, book))
    )


def ranges(numbers: Sequence[int]) -> str:
    """Rising numbers as people write them: "3, 7-9, 12"; beyond twenty parts the rest is "…"."""
    parts: list[tuple[int, int]] = []
    for number in numbers:
        if parts and number == parts[-1][1] + 1:
            parts[-1] = (parts[-1][0], number)
        else:
            parts.append((number, number))
    shown = [f"{low}-{high}" if high > low else str(low) for low, high in parts[:_MOST_NAMED]]
    return ", ".join([*shown, *(["…"] if len(parts) > _MOST_NAMED else [])])
