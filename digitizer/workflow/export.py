"""What was answered for in a batch becomes a package."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from digitizer.domain.batch import Batch
from digitizer.domain.case import Case
from digitizer.domain.changes import Actor
from digitizer.domain.errors import Conflict, NotAllowed
from digitizer.domain.id_ranges import ranges_of
from digitizer.domain.joined_cards import apart, cards_of, only_numbers
from digitizer.domain.lifecycle import (
    ANSWERED_CASE_STATES,
    Action,
    CaseState,
    next_batch_state,
    next_case_state,
)
from digitizer.domain.package import BacklogCase, PackageContent, PackageResult
from digitizer.workflow.leaving import Leaving, LeavingCases
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.rehearsed import require_rehearsed
from digitizer.workflow.replaced import replaced_rows
from digitizer.workflow.rights import require_right
from digitizer.workflow.transaction import Transaction, transaction

EXPORT_BATCH = "export-batch"
EXPORT_CORRECTION = "export-correction"


@dataclass(frozen=True, slots=True)
class Planned:
    """What a package would be made of; the cases of ``content`` are those of ``leaving``, in their
    order, and can be read as long as the unit is open that it was planned in."""

    content: PackageContent
    leaving: tuple[Leaving, ...]


def export_batch(ports: Ports, actor: Actor, batch_id: int, out_dir: Path) -> PackageResult:
    """Write and self-check the package, then note its cases as exported.

    A batch may be exported again; each time makes a package of its own, with all cases that stand
    approved or exported then, and the list of those that stay behind. Nothing is noted unless the
    package lies whole on disk. Where the profile asks for a rehearsal, one of just this content
    must have found no fault; see :func:`digitizer.workflow.rehearsed.require_rehearsed`.
    """
    with ports.unit_of_work() as unit:
        require_right(unit, ports, actor, EXPORT_BATCH)
        batch = unit.batches.get(batch_id)
        next_batch_state(batch.state, Action.EXPORT)
        planned = plan_package(ports, unit, batch, actor)
        require_rehearsed(unit, planned.content)
        # The unit stays open: it reads the cases while the package is made, all of one state.
        result = ports.pack(planned.content, out_dir)
    note_exported(ports, actor, planned, result)
    return result


def note_exported(
    ports: Ports,
    actor: Actor,
    planned: Planned,
    result: PackageResult,
    action: str = EXPORT_BATCH,
) -> None:
    """Note the package that lies on disk: its cases left, and so did the batch where nothing that
    was answered for waits any more. Raises Conflict ``changed-meanwhile`` when a case is no longer
    as it stands in the package; then nothing is noted."""
    content, leaving = planned.content, planned.leaving
    with transaction(ports, actor, action) as run:
        batch = run.unit.batches.get(content.batch_id)
        state = next_batch_state(batch.state, Action.EXPORT)
        package, manifest = result.folder.name, result.files.get("manifest.json", "")
        cards = dict(card for each in leaving for card in each.cards)
        of_papers = ((each.case_id, each.revision) for each in leaving)
        for case_id, revision in (*of_papers, *sorted(cards.items())):
            _leave(run, case_id, revision, package, content)
        waits = run.unit.batches.summary(batch.id).approved > 0
        run.unit.batches.save(replace(batch, state=batch.state if waits else state), batch.revision)
        run.batches.add(batch.id)
        ids = [each.case_id for each in leaving]
        rows = zip(ids, result.documents or ("",) * len(ids), strict=True)
        run.unit.rejects.add_package(package, manifest, batch.id, content.created_at, rows)
        run.note(
            f"batch:{batch.id}",
            package=package,
            manifest_sha256=manifest,
            cases=str(result.cases),
            exported_cases=ranges_of(ids),
            backlog=str(len(content.backlog)),
            **({"replaces": str(len(content.replaces))} if content.replaces else {}),
            **({"joined_cards": ranges_of(cards)} if cards else {}),
        )


def _leave(
    run: Transaction, case_id: int, revision: int, package: str, content: PackageContent
) -> None:
    case = run.unit.cases.get(case_id)
    if case.revision != revision:
        raise Conflict("changed-meanwhile", case=case_id)
    left = next_case_state(case.state, Action.EXPORT)
    run.unit.cases.save(
        replace(case, state=left, left_in=package, left_at=content.created_at), revision
    )
    run.cases.add(case_id)


def plan_package(ports: Ports, unit: UnitOfWork, batch: Batch, actor: Actor) -> Planned:
    """What a package of the batch would be made of now. Raises NotAllowed ``no-export-profile``,
    ``package-without-cases``, and for a case that somebody answered for without its record."""
    doc_type = ports.catalog.types.get(batch.document_type or "")
    profile = ports.catalog.profiles.get(batch.document_type or "")
    if doc_type is None or profile is None:
        raise NotAllowed("no-export-profile", batch=batch.name, type=batch.document_type or "")
    answered, backlog = _answered_and_backlog(ports, unit, batch.id)
    papers, cards = apart(ports.catalog, answered, doc_type.key)
    leaving = tuple(
        Leaving.of(case, tuple(cards_of(ports.catalog, case, cards))) for case in papers
    )
    if not leaving:
        raise NotAllowed("package-without-cases", batch=batch.name)
    last = max(leaving, key=lambda case: case.approved_at)
    plan = unit.progress.plan()
    content = PackageContent(
        batch.id,
        batch.name,
        doc_type,
        profile,
        ports.catalog,
        LeavingCases(ports, unit, leaving),
        batch.submitted_by or "",
        last.approved_by,
        last.approved_at,
        ports.clock(),
        actor.name,
        ports.software_version,
        unit.audit.head(),
        tuple(backlog),
        replaced_rows(unit, batch.id, {case.case_id for case in leaving}),
        office=plan.office if plan else "",
    )
    return Planned(content, leaving)


def _answered_and_backlog(
    ports: Ports, unit: UnitOfWork, batch_id: int
) -> tuple[list[Case], list[BacklogCase]]:
    """The cases that were answered for, with no more of their records than tells whose the identity
    cards are; and what was neither answered for nor set aside."""
    answered: list[Case] = []
    backlog: list[BacklogCase] = []
    for case_id in unit.cases.ids_in_batch(batch_id):
        case = unit.cases.get(case_id)
        if case.state in ANSWERED_CASE_STATES:
            answered.append(only_numbers(ports.catalog, case))
        elif case.state is not CaseState.SET_ASIDE:
            backlog.append(BacklogCase(case.id, _title(ports, case), case.return_reason or ""))
    return answered, backlog


def _title(ports: Ports, case: Case) -> str:
    doc_type = ports.catalog.type_of(case.record)
    title = case.record.fields.get(doc_type.title_field) if case.record and doc_type else None
    return title.text if title else ""
