"""The column pass: one field of all cases of a batch, then the next field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digitizer.domain.changes import Actor
from digitizer.domain.record import ValueState
from digitizer.domain.schema import Catalog, FieldSpec
from digitizer.domain.values.canonical import shown_for
from digitizer.workflow.carpet import CarpetField, piece_of
from digitizer.workflow.due_doubts import find_in_batch
from digitizer.workflow.passes_port import ColumnRow
from digitizer.workflow.ports import Ports


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a document type in a batch: how often it waits for this person's look, how often
    this person passed it on, and in how many cases no person has confirmed it yet."""

    document_type: str
    spec: FieldSpec
    waiting: int
    passed: int
    unconfirmed: int

    def left(self, *, all_values: bool) -> int:
        """What a person is to look at: the doubtful ones, or all that nobody confirmed."""
        return self.unconfirmed - self.passed if all_values else self.waiting


@dataclass(frozen=True, slots=True)
class ColumnCell:
    """One field of one case. ``text`` is how an official writes it, ``is_waiting`` that a person
    must look, ``is_passed`` that this person left it to another one."""

    case_id: int
    title: str
    text: str
    state: ValueState
    is_waiting: bool
    is_passed: bool

    def is_left(self, *, all_values: bool) -> bool:
        """Whether this person has yet to look at it."""
        if self.is_passed:
            return False
        return self.is_waiting or (all_values and self.state is not ValueState.CONFIRMED)


def columns(ports: Ports, actor: Actor, batch_id: int) -> tuple[Column, ...]:
    """The fields that somebody has yet to look at, in the order of their document types. Raises
    NotFound for a batch that is not there."""
    find_in_batch(ports, batch_id)
    with ports.unit_of_work() as unit:
        unit.batches.get(batch_id)
        found = unit.columns.counts(batch_id, actor.name)
        sizes = unit.columns.sizes(batch_id)
        confirmed = unit.columns.confirmed(batch_id)
    waiting = {(each.document_type, each.key): each for each in found}
    made: list[Column] = []
    for type_key in sorted(sizes):
        doc_type = ports.catalog.types.get(type_key)
        for spec in doc_type.fields if doc_type else ():
            count = waiting.get((type_key, spec.key))
            left = sizes[type_key] - confirmed.get((type_key, spec.key), 0)
            if left or count:
                few = (count.waiting, count.passed) if count else (0, 0)
                made.append(Column(type_key, spec, *few, left))
    return tuple(made)


def column(
    ports: Ports,
    actor: Actor,
    batch_id: int,
    document_type: str,
    key: str,
    *,
    all_values: bool = False,
) -> tuple[ColumnCell, ...]:
    """One field of the open cases of a batch in the order of the cases: those that wait for a
    look, or all. Empty for a field that the document type has not."""
    find_in_batch(ports, batch_id)
    doc_type = ports.catalog.types.get(document_type)
    spec = doc_type.field(key) if doc_type else None
    if spec is None:
        return ()
    with ports.unit_of_work() as unit:
        rows = unit.columns.rows(batch_id, document_type, key, waiting_only=not all_values)
    return tuple(_cell(ports.catalog, spec, row, actor) for row in rows)


def papers(ports: Ports, key: str, case_ids: Sequence[int]) -> tuple[CarpetField, ...]:
    """The paper of one field in several cases, in their order; a field that was never read is
    left out."""
    with ports.unit_of_work() as unit:
        found = unit.field_groups.places([(case_id, key) for case_id in case_ids])
    return tuple(piece_of(ports, each) for each in found)


def _cell(catalog: Catalog, spec: FieldSpec, row: ColumnRow, actor: Actor) -> ColumnCell:
    text = shown_for(catalog, spec, row.value) if row.value else row.text
    is_passed = row.passed_by == actor.name
    return ColumnCell(row.case_id, row.title, text, row.state, row.is_waiting, is_passed)
