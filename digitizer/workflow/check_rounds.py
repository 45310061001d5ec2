"""The rounds of a batch: which were gone through, and whether what they say still stands.

A sample stands for the lot that it was drawn from: as long as the same cases and pages are in the
lot and nobody changed a case in which it found nothing wrong. Cases in which it found something
are to be corrected, so a change there takes nothing away from it. What nobody answered for yet is
the lot: in a batch that was approved in part, the cases that stayed behind are a lot of their own,
while those approved keep the sample by which they passed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from digitizer.domain.batch import Batch
from digitizer.domain.errors import NotAllowed
from digitizer.domain.samples import SampleState
from digitizer.domain.sampling import CheckRound, RoundKind, Unit, lot_digest, sampled_fields
from digitizer.workflow.ports import Ports, UnitOfWork


class RoundStatus(StrEnum):
    """``waiting`` for a sample; ``open`` while one is looked at."""

    WAITING = "waiting"
    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class RoundState:
    """A round of one batch with the sample that stands. ``uncorrected`` are cases in which an
    accepted sample found something wrong and that nobody changed since."""

    round: CheckRound
    status: RoundStatus = RoundStatus.WAITING
    sample: SampleState | None = None
    uncorrected: tuple[int, ...] = ()


def rounds_of(ports: Ports, unit: UnitOfWork, batch: Batch) -> tuple[RoundState, ...]:
    """Every round of the workspace's profile, as it stands for this batch."""
    return tuple(_state(unit, batch, each) for each in ports.quality.profile.rounds)


def require_rounds(ports: Ports, unit: UnitOfWork, batch: Batch, but: Collection[int] = ()) -> None:
    """Raises NotAllowed ``rounds-not-done`` where the workspace asks for rounds that the batch did
    not pass, ``sample-errors-stand`` where a case in which one found something was not changed;
    those of ``but`` go back in any case."""
    if ports.quality.required is None or not unit.samples.case_ids(batch.id):
        return
    for state in rounds_of(ports, unit, batch):
        if state.status is not RoundStatus.ACCEPTED:
            raise NotAllowed("rounds-not-done", batch=batch.name, round=state.round.number)
        standing = [case_id for case_id in state.uncorrected if case_id not in but]
        if standing:
            cases = ", ".join(map(str, standing))
            raise NotAllowed("sample-errors-stand", batch=batch.name, cases=cases)


def lot_of(unit: UnitOfWork, batch: Batch, each: CheckRound) -> tuple[Unit, ...]:
    """What the lot of a round is made of: cases that wait for an answer, or their pages."""
    if each.kind is RoundKind.IMAGES:
        return tuple(
            Unit(case_id, page_id=page_id) for case_id, page_id in unit.samples.pages(batch.id)
        )
    return tuple(Unit(case_id) for case_id in unit.samples.case_ids(batch.id))


def population(
    ports: Ports, lot: Sequence[Unit], batch: Batch, each: CheckRound
) -> tuple[int, Iterable[Unit]]:
    """All that a round may look at in a lot, and how much it is: known from its cases and the
    document type alone, whatever the cases' states and values are."""
    if each.kind is not RoundKind.FIELDS:
        return len(lot), lot
    doc_type = ports.catalog.types.get(batch.document_type or "")
    if doc_type is None:
        raise NotAllowed("type-not-installed", type=batch.document_type or "")
    keys = [spec.key for spec in sampled_fields(doc_type, each.scope)]
    return len(lot) * len(keys), (Unit(member.case_id, key) for member in lot for key in keys)


def _state(unit: UnitOfWork, batch: Batch, each: CheckRound) -> RoundState:
    found = unit.samples.newest(batch.id, each.number)
    if found is None or found.sample.draw.kind is not each.kind:
        return RoundState(each)
    draw = found.sample.draw
    if lot_digest(lot_of(unit, batch, each)) != draw.lot:
        return RoundState(each)
    changed = unit.samples.changed_cases(batch.id, draw.last_edit)
    if found.result is None:
        return RoundState(each) if changed else RoundState(each, RoundStatus.OPEN, found)
    wrong = {found.sample.units[place - 1].case_id for place in found.wrong}
    if not found.result.is_accepted:
        return RoundState(each) if changed else RoundState(each, RoundStatus.REJECTED, found)
    if changed - wrong:
        return RoundState(each)
    return RoundState(each, RoundStatus.ACCEPTED, found, tuple(sorted(wrong - changed)))
