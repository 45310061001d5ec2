"""A person says which unit a place names, where its text leaves it open."""

from __future__ import annotations

from dataclasses import replace

from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.errors import InvalidInput
from digitizer.domain.places import PlaceUnits, Resolution, UnitRef
from digitizer.domain.record import FieldValue, Record
from digitizer.domain.schema import FieldKind, FieldSpec
from digitizer.workflow.editing import document_type, editable, field_spec, save_field
from digitizer.workflow.place_units import day_of
from digitizer.workflow.ports import Ports
from digitizer.workflow.transaction import transaction


def place_options(ports: Ports, case_id: int, key: str) -> Resolution:
    """What the text of a place may name, to choose from."""
    with ports.unit_of_work() as unit:
        record = unit.cases.get(case_id).record
    if record is None:
        raise InvalidInput("not-a-place", field=key)
    spec = _place_spec(ports, record, key)
    doc_type = document_type(ports, record)
    value = record.fields.get(spec.key, FieldValue(spec.key))
    return ports.places.resolve(value.text, day_of(record, doc_type))


def choose_place(
    ports: Ports,
    actor: Actor,
    case_id: int,
    key: str,
    on: str | None,
    today: str | None,
    expected_revision: int,
) -> ChangeSet:
    """Note which units a person says that a place names: codes of the units found or offered for
    its text, on the record's day and today; None leaves what the text decides. Raises InvalidInput
    for a code that the text cannot mean."""
    with transaction(ports, actor, "choose-place") as run:
        case, record = editable(run, case_id)
        spec = _place_spec(ports, record, key)
        value = record.fields.get(key, FieldValue(key))
        found = ports.places.resolve(value.text, day_of(record, document_type(ports, record)))
        units = PlaceUnits(
            _chosen(found, on, is_today=False), _chosen(found, today, is_today=True), actor.name
        )
        chosen = replace(value, units=units).confirmed(actor.name, ports.clock())
        save_field(run, case, record, chosen, expected_revision)
        run.note(
            f"case:{case_id}",
            field=spec.key,
            unit=_said(units.on),
            unit_today=_said(units.today),
        )
    return run.changes()


def _place_spec(ports: Ports, record: Record, key: str) -> FieldSpec:
    spec = field_spec(ports, record, key)
    if spec.kind is not FieldKind.PLACE:
        raise InvalidInput("not-a-place", field=key)
    return spec


def _chosen(found: Resolution, code: str | None, *, is_today: bool) -> UnitRef | None:
    decided = found.unit_today if is_today else found.unit
    if code is None:
        return decided.ref if decided else None
    offered = [each.unit for each in found.candidates if each.today is is_today]
    for unit in (*([decided] if decided else []), *offered):
        if unit.ref.code == code:
            return unit.ref
    raise InvalidInput("unit-not-offered", unit=code, text=found.text)


def _said(ref: UnitRef | None) -> str:
    return f"{ref.list_name} {ref.list_version} {ref.code}" if ref else ""
