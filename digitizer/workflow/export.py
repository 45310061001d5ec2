"""What was answered for in a batch becomes a package."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from digitizer.domain.batch import Batch, BatchCase
from digitizer.domain.changes import Actor
from digitizer.domain.errors import NotAllowed
from digitizer.domain.lifecycle import (
    ANSWERED_CASE_STATES,
    Action,
    CaseState,
    next_batch_state,
)
from digitizer.domain.package import BacklogCase, PackageContent, PackageResult
from digitizer.workflow.leaving import Leaving, LeavingCases, Planned
from digitizer.workflow.note_left import pack_and_note
from digitizer.workflow.pair_cards import pair_cards
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.rehearsed import require_rehearsed
from digitizer.workflow.replaced import replaced_rows
from digitizer.workflow.rights import require_right

EXPORT_BATCH = "export-batch"
EXPORT_CORRECTION = "export-correction"
CARD_ALONE = "backlog-card-alone"
"""The name of the sentence why a card stays behind whose person's paper is not in the package."""


def export_batch(ports: Ports, actor: Actor, batch_id: int, out_dir: Path) -> PackageResult:
    """Write and self-check the package, then note its cases as exported.

    A batch may be exported again; each time makes a package of its own, with all cases that stand
    approved or exported then, and the list of those that stay behind. Nothing is noted unless the
    package lies whole on disk, and no package stays there that is not noted; for what that raises
    see :func:`digitizer.workflow.note_left.pack_and_note`. Where the profile asks for a
    rehearsal, one of just this content must have found no fault; see
    :func:`digitizer.workflow.rehearsed.require_rehearsed`.
    """

    def plan(unit: UnitOfWork) -> Planned:
        require_right(unit, ports, actor, EXPORT_BATCH)
        batch = unit.batches.get(batch_id)
        next_batch_state(batch.state, Action.EXPORT)
        planned = plan_package(ports, unit, batch, actor)
        require_rehearsed(unit, planned.content)
        return planned

    _, result = pack_and_note(ports, actor, EXPORT_BATCH, out_dir, plan)
    return result


def plan_package(ports: Ports, unit: UnitOfWork, batch: Batch, actor: Actor) -> Planned:
    """What a package of the batch would be made of now. Raises NotAllowed ``no-export-profile``,
    ``package-without-cases``, and for a case that somebody answered for without its record."""
    doc_type = ports.catalog.types.get(batch.document_type or "")
    profile = ports.catalog.profiles.get(batch.document_type or "")
    if doc_type is None or profile is None:
        raise NotAllowed("no-export-profile", batch=batch.name, type=batch.document_type or "")
    cases = unit.cases.of_batch(batch.id)
    answered = [case for case in cases if case.state in ANSWERED_CASE_STATES]
    paired = pair_cards(ports.catalog, unit, batch.id, answered, doc_type.key)
    leaving = tuple(Leaving.of(case, paired.cards.get(case.id, ())) for case in paired.papers)
    # One that left already waits for nothing, even where its paper was opened again since.
    waiting = (card for card in paired.alone if card.state is CaseState.APPROVED)
    alone = frozenset(card.id for card in waiting)
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
        _backlog(ports, cases, alone),
        replaced_rows(unit, batch.id, {case.case_id for case in leaving}),
        office=plan.office if plan else "",
        writers=ports.writers(profile),
    )
    return Planned(content, leaving, alone)


def _backlog(
    ports: Ports, cases: Sequence[BatchCase], alone: Collection[int]
) -> tuple[BacklogCase, ...]:
    """What was neither answered for nor set aside, and the identity cards ``alone``."""
    settled = (*ANSWERED_CASE_STATES, CaseState.SET_ASIDE)
    waits = ports.words(CARD_ALONE) if alone else ""
    return tuple(
        BacklogCase(each.id, each.title, waits if each.id in alone else each.return_reason or "")
        for each in cases
        if each.id in alone or each.state not in settled
    )
