"""What a receiver gave back goes out again, corrected, in a package that says what it replaces."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from digitizer.domain.changes import Actor
from digitizer.domain.errors import NotAllowed
from digitizer.domain.lifecycle import Action, CaseState, next_batch_state
from digitizer.domain.package import PackageResult
from digitizer.workflow.export import EXPORT_CORRECTION, plan_package
from digitizer.workflow.leaving import LeavingCases, Planned
from digitizer.workflow.note_left import pack_and_note
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.rehearsed import require_rehearsed
from digitizer.workflow.rights import require_right


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction package; it names ``replaced`` rows of earlier ones."""

    result: PackageResult
    replaced: int


def export_correction(ports: Ports, actor: Actor, batch_id: int, out_dir: Path) -> Correction:
    """Write a package of those cases only that a receiver gave back and that were corrected and
    answered for since. Those still being corrected are its backlog. Where the profile asks for a
    rehearsal, the one of the whole batch as it stands now counts.

    Raises NotAllowed ``correction-without-cases`` where nothing of the batch was given back or none
    of it is answered for again, and as :func:`digitizer.workflow.export.export_batch` does.
    """

    def plan(unit: UnitOfWork) -> Planned:
        require_right(unit, ports, actor, EXPORT_CORRECTION)
        batch = unit.batches.get(batch_id)
        next_batch_state(batch.state, Action.EXPORT)
        whole = plan_package(ports, unit, batch, actor)
        require_rehearsed(unit, whole.content)
        return _correction(ports, unit, whole)

    planned, result = pack_and_note(ports, actor, EXPORT_CORRECTION, out_dir, plan)
    return Correction(result, len(planned.content.replaces))


def _correction(ports: Ports, unit: UnitOfWork, whole: Planned) -> Planned:
    content = whole.content
    given_back = {each.case_id for each in unit.rejects.open_in_batch(content.batch_id)}
    leaving = tuple(
        each
        for each in whole.leaving
        if each.case_id in given_back and each.state is CaseState.APPROVED
    )
    if not leaving:
        raise NotAllowed("correction-without-cases", batch=content.batch_name)
    last = max(leaving, key=lambda case: case.approved_at)
    ids = {each.case_id for each in leaving}
    corrected = replace(
        content,
        cases=LeavingCases(ports, unit, leaving),
        approved_by=last.approved_by,
        approved_at=last.approved_at,
        backlog=tuple(each for each in content.backlog if each.case_id in given_back),
        replaces=tuple(each for each in content.replaces if each.case_id in ids),
    )
    return Planned(corrected, leaving)
