"""The carpet pass: fields of many cases that were read as the same, to be looked at together."""

from __future__ import annotations

from dataclasses import dataclass

from digitizer.domain.page import Box
from digitizer.domain.record import ValueState
from digitizer.domain.schema import DocumentType, FieldKind, FieldSpec
from digitizer.domain.values.canonical import shown_for
from digitizer.workflow.overview import PageView
from digitizer.workflow.passes_port import FieldPlace, ValueCount
from digitizer.workflow.ports import Ports

LEAST = 2
"""A value that stands alone is looked at in its case."""
SCREEN = 60
"""More snippets than these are not looked at as one."""


@dataclass(frozen=True, slots=True)
class ValueGroup:
    """Fields of one kind with one canonical value; ``text`` is how an official writes it."""

    document_type: str
    spec: FieldSpec
    value: str
    text: str
    waiting: int
    accepted: int

    def size(self, *, with_accepted: bool) -> int:
        return self.waiting + (self.accepted if with_accepted else 0)


@dataclass(frozen=True, slots=True)
class CarpetField:
    """One piece of the carpet. ``text`` is what was read; ``box`` in px of the upright page."""

    case_id: int
    title: str
    revision: int
    key: str
    text: str
    is_waiting: bool
    page: PageView | None
    box: Box | None


def value_groups(
    ports: Ports, batch_id: int, *, with_accepted: bool = False
) -> tuple[ValueGroup, ...]:
    """The groups of two and more: most doubts first, then the largest. Tables are no values to
    compare by eye. Raises NotFound for a batch that is not there."""
    with ports.unit_of_work() as unit:
        unit.batches.get(batch_id)
        counts = unit.field_groups.counts(batch_id)
    found = [group for each in counts if (group := _group(ports, each)) is not None]
    wanted = [each for each in found if each.size(with_accepted=with_accepted) >= LEAST]
    wanted.sort(key=lambda each: (-each.waiting, -each.accepted, each.spec.key, each.value))
    return tuple(wanted)


def carpet(
    ports: Ports,
    batch_id: int,
    group: ValueGroup,
    *,
    with_accepted: bool = False,
    limit: int = SCREEN,
) -> tuple[CarpetField, ...]:
    """The first pieces of a group, those that wait for a look first."""
    with ports.unit_of_work() as unit:
        found = unit.field_groups.fields(
            batch_id,
            group.document_type,
            group.spec.key,
            group.value,
            with_accepted=with_accepted,
            limit=limit,
        )
    return tuple(piece_of(ports, each) for each in found)


def _group(ports: Ports, count: ValueCount) -> ValueGroup | None:
    doc_type = ports.catalog.types.get(count.document_type)
    spec = _spec(doc_type, count.key)
    if spec is None or not count.value:
        return None
    text = shown_for(ports.catalog, spec, count.value)
    return ValueGroup(count.document_type, spec, count.value, text, count.waiting, count.accepted)


def _spec(doc_type: DocumentType | None, key: str) -> FieldSpec | None:
    spec = doc_type.field(key) if doc_type else None
    return None if spec is None or spec.kind is FieldKind.TABLE else spec


def piece_of(ports: Ports, place: FieldPlace) -> CarpetField:
    """A field as it is stored with the paper that it was read from."""
    reading, page = place.field.reading, place.page
    view = PageView(page, ports.vault.path(page.image_sha256)) if page else None
    return CarpetField(
        place.case_id,
        place.title,
        place.revision,
        place.field.key,
        place.field.text,
        place.field.state is ValueState.REVIEW,
        view,
        reading.box if reading and page else None,
    )
