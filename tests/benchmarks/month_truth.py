"""What the papers say, by case: the measure of everybody's work."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from month_papers import Book, Entry, known_types
from month_reading import Shelf, may_be_spoilt, spoilt

from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.case import CaseSummary
from digitizer.domain.record import EmptyReason, Record
from digitizer.domain.sampling import FieldScope, sampled_fields
from digitizer.domain.schema import DocumentType, FieldSpec
from digitizer.domain.values.canonical import shown_for
from digitizer.workflow.ports import CaseFilter

_PAGE = 500


@dataclass
class Truths:
    """Which entry of which book a case is; the entries themselves are invented anew when asked.
    ``real`` has the values of cases that were read from real pictures."""

    shelf: Shelf
    _entries: dict[int, tuple[int, int]] = field(default_factory=dict)
    real: dict[int, Entry] = field(default_factory=dict)
    blank: set[int] = field(default_factory=set)

    def learn(self, station: Workstation, book: Book) -> list[int]:
        """The cases of a book that was read, each with its paper."""
        batch = station.batch(book.name)
        sheets = {sheet.name: sheet.entries for sheet in book.sheets}
        by_sheet: dict[str, list[int]] = {}
        for row in rows_of(station, CaseFilter(batch_id=batch.id)):
            by_sheet.setdefault(row.scan_name, []).append(row.id)
        for name, ids in by_sheet.items():
            if not sheets[name]:
                self.blank |= set(ids)
            for case_id, entry in zip(sorted(ids), sheets[name], strict=bool(sheets[name])):
                self._entries[case_id] = (book.number, entry)
        return sorted(each for ids in by_sheet.values() for each in ids)

    def of(self, case_id: int) -> Entry:
        if case_id in self.real:
            return self.real[case_id]
        number, place = self._entries[case_id]
        return self.shelf.book(number).entries[place]

    def shown(self, case_id: int, spec: FieldSpec) -> str:
        """How the paper's value is typed; empty where it has none."""
        value = self.of(case_id).values.get(spec.key)
        return shown_for(known_types(), spec, value) if value else ""

    def given(self, case_id: int, spec: FieldSpec) -> str | EmptyReason:
        """What somebody who keys a field right keys."""
        return self.shown(case_id, spec) or EmptyReason.NOT_ON_PAPER

    def wrong_fields(self, case_id: int, record: Record | None) -> list[str]:
        """The fields that the paper has otherwise."""
        values = self.of(case_id).values
        held = {key: value.value for key, value in record.fields.items()} if record else {}
        return [key for key in {**held, **values} if held.get(key) != values.get(key)]


@dataclass
class Errors:
    """Plants a person's slips at a rate; of the fields that samples look at."""

    rng: random.Random
    rate: float
    planted: int = 0

    def of_case(self, truths: Truths, case_id: int) -> Mapping[str, str]:
        """What this person keys wrong in a case, by field."""
        entry = truths.of(case_id)
        fields = looked_at(known_types().types[entry.document_type])
        open_ones = [spec for spec in fields if may_be_spoilt(entry, spec)]
        # Errors that the rules stop are never handed in, so the others make up for them.
        chance = self.rate * len(fields) / max(1, len(open_ones))
        found = {}
        for spec in open_ones:
            text = spoilt(self.rng, entry, spec) if self.rng.random() < chance else None
            if text is not None:
                found[spec.key] = text
        self.planted += len(found)
        return found

    def of_field(self, entry: Entry, spec: FieldSpec) -> str | None:
        if not may_be_spoilt(entry, spec) or self.rng.random() >= self.rate:
            return None
        text = spoilt(self.rng, entry, spec)
        self.planted += text is not None
        return text


def looked_at(doc_type: DocumentType) -> tuple[FieldSpec, ...]:
    """The fields that the profiles of the product sample."""
    return sampled_fields(doc_type, FieldScope.EXPECTED)


def rows_of(station: Workstation, where: CaseFilter) -> Iterator[CaseSummary]:
    """All rows of a list of cases."""
    offset = 0
    while rows := station.case_summaries(where, limit=_PAGE, offset=offset):
        yield from rows
        offset += len(rows)


def count_wrong(truths: Truths, station: Workstation, case_ids: Iterable[int]) -> tuple[int, int]:
    """Wrong fields, and fields in all, among those that samples look at."""
    wrong = fields = 0
    for case_id, record in records(station, case_ids):
        doc_type = known_types().types[truths.of(case_id).document_type]
        keys = {spec.key for spec in looked_at(doc_type)}
        fields += len(keys)
        wrong += len(keys.intersection(truths.wrong_fields(case_id, record)))
    return wrong, fields


def records(station: Workstation, case_ids: Iterable[int]) -> Iterator[tuple[int, Record | None]]:
    """The records of cases, read straight from the store."""
    with station.ports.unit_of_work() as unit:
        for case_id in case_ids:
            yield case_id, unit.cases.get(case_id).record
