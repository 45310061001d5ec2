"""The doubts of many cases, and what stands in the other cases of a batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digitizer.domain.changes import Actor
from digitizer.domain.doubts import Doubt
from digitizer.domain.record import FieldValue
from digitizer.domain.schema import Catalog, DocumentType
from digitizer.domain.values.canonical import shown_for
from digitizer.workflow.doubts_port import DoubtPlace, DoubtSearch
from digitizer.workflow.due_doubts import find_in_batch
from digitizer.workflow.lists import CaseOrder
from digitizer.workflow.ports import Ports

# A value is offered when so many confirmed cases agree, among so many of the nearest before.
_AGREEING = 2
_LOOKED_AT = 5


@dataclass(frozen=True, slots=True)
class DoubtPage:
    """A stretch of a list of doubts; ``after`` is where the next one begins, None at the end."""

    doubts: tuple[Doubt, ...]
    after: DoubtPlace | None


@dataclass(frozen=True, slots=True)
class NearValues:
    """What a case may take from its neighbours, as an official writes it, by the field:
    ``previous`` from the case before it in the list, ``sticky`` from confirmed cases of the same
    batch that agree."""

    previous: Mapping[str, str]
    sticky: Mapping[str, str]


def list_doubts(ports: Ports, search: DoubtSearch, *, limit: int = 200) -> DoubtPage:
    """One query, however many cases the batch has."""
    find_in_batch(ports, search.where.batch_id)
    with ports.unit_of_work() as unit:
        found = tuple(unit.doubts.list(search, limit=limit))
    last = found[-1] if len(found) == limit else None
    return DoubtPage(found, DoubtPlace(last.case_id, last.place) if last else None)


def doubt_beside(
    ports: Ports,
    actor: Actor,
    search: DoubtSearch,
    order: CaseOrder,
    place: DoubtPlace,
    step: int,
) -> Doubt | None:
    """The next (``step`` 1) or previous (-1) doubt in a list of cases, but for what this person
    passed on."""
    find_in_batch(ports, search.where.batch_id)
    with ports.unit_of_work() as unit:
        return unit.doubts.beside(search, order, place, step, actor.name)


def near_values(ports: Ports, case_id: int, previous_id: int | None) -> NearValues:
    """What a case may take from the case before it and from its batch; nothing where that
    one is of another document type. The entry's own number is never that of the case before."""
    with ports.unit_of_work() as unit:
        case = unit.cases.get(case_id)
        doc_type = ports.catalog.type_of(case.record)
        if case.record is None or doc_type is None:
            return NearValues({}, {})
        before = unit.cases.get(previous_id).record if previous_id is not None else None
        is_alike = before is not None and before.document_type == case.record.document_type
        shown = _shown(ports.catalog, doc_type, before.fields if before and is_alike else {})
        previous = {key: text for key, text in shown.items() if key != doc_type.entry_field}
        keys = [spec.key for spec in doc_type.fields if spec.sticky]
        agreed = (
            unit.doubts.confirmed_values(case.batch_id, doc_type.key, keys, case_id)
            if case.batch_id is not None
            else {}
        )
    sticky = {key: value for key, values in agreed.items() if (value := _agreed(values))}
    fields = {key: FieldValue(key, value, value) for key, value in sticky.items()}
    return NearValues(previous, _shown(ports.catalog, doc_type, fields))


def _agreed(values: Sequence[str]) -> str | None:
    value, count = Counter(values[:_LOOKED_AT]).most_common(1)[0]
    return value if count >= _AGREEING else None


def _shown(
    catalog: Catalog, doc_type: DocumentType, fields: Mapping[str, FieldValue]
) -> dict[str, str]:
    found: dict[str, str] = {}
    for spec in doc_type.fields:
        value = fields.get(spec.key)
        if value is not None and value.value:
            found[spec.key] = shown_for(catalog, spec, value.value)
    return found
