"""What finished records say about the readings that they came from."""

from __future__ import annotations

from collections.abc import Iterator

from digitizer.domain.record import ReadingState, ValueState
from digitizer.domain.sureness import Calibration, Judged, Sureness, calibrated
from digitizer.workflow.ports import Ports


def calibrate(ports: Ports, sureness: Sureness, limit: float) -> Calibration:
    """Thresholds that keep the share of wrong fields among the accepted ones under ``limit``
    (0..1), learned from all finished cases. Changes nothing.

    A field counts as right when the finished record has its value: a person confirmed it or
    changed it, or left it as it was when finishing the case.
    """
    version = f"{ports.clock():%Y-%m-%d}"
    return calibrated(_judged(ports), sureness, version, limit)


def _judged(ports: Ports) -> Iterator[Judged]:
    """Fields that were read off paper, of the types that are installed."""
    with ports.unit_of_work() as unit:
        for type_key, value in unit.cases.finished_fields():
            doc_type = ports.catalog.types.get(type_key)
            spec = doc_type.field(value.key) if doc_type else None
            reading = value.reading
            if spec is None or reading is None or reading.state is ReadingState.MISSING:
                continue
            if reading.origin is not None and reading.origin.is_data:
                continue
            looked_at = value.state is ValueState.CONFIRMED
            yield Judged.of(spec.kind, reading, value.value, looked_at=looked_at)
