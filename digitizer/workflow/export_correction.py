"""What a receiver gave back goes out again, corrected, in a package that says what it replaces."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from digitizer.domain.changes import Actor
from digitizer.domain.errors import NotAllowed
from digitizer.domain.lifecycle import Action, CaseState, next_batch_state
from digitizer.domain.package import PackageContent, PackageResult
from digitizer.workflow.export import EXPORT_CORRECTION, note_exported, package_content
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
    with ports.unit_of_work() as unit:
        require_right(unit, ports, actor, EXPORT_CORRECTION)
        batch = unit.batches.get(batch_id)
        next_batch_state(batch.state, Action.EXPORT)
        whole = package_content(ports, unit, batch, actor)
        require_rehearsed(unit, whole)
        content = _correction(unit, whole)
    result = ports.pack(content, out_dir)
    note_exported(ports, actor, content, result, EXPORT_CORRECTION)
    return Correction(result, len(content.replaces))


def _correction(unit: UnitOfWork, whole: PackageContent) -> PackageContent:
    given_back = {each.case_id for each in unit.rejects.open_in_batch(whole.batch_id)}
    cases = tuple(
        case
        for case in whole.cases
        if case.case_id in given_back and unit.cases.get(case.case_id).state is CaseState.APPROVED
    )
    if not cases:
        raise NotAllowed("correction-without-cases", batch=whole.batch_name)
    last = max(cases, key=lambda case: case.approved_at)
    leaving = {case.case_id for case in cases}
    return replace(
        whole,
        cases=cases,
        approved_by=last.approved_by,
        approved_at=last.approved_at,
        backlog=tuple(each for each in whole.backlog if each.case_id in given_back),
        replaces=tuple(each for each in whole.replaces if each.case_id in leaving),
    )
