"""A package that lies on disk enters the books, or is taken away again: none lies among the others
that does not count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from digitizer.domain.changes import Actor
from digitizer.domain.errors import Conflict, DigitizerError, EnvironmentFault
from digitizer.domain.id_ranges import ranges_of
from digitizer.domain.lifecycle import Action, next_batch_state, next_case_state
from digitizer.domain.package import PackageContent, PackageResult
from digitizer.workflow.leaving import Planned
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.transaction import Transaction, transaction


def pack_and_note(
    ports: Ports, actor: Actor, action: str, out_dir: Path, plan: Callable[[UnitOfWork], Planned]
) -> tuple[Planned, PackageResult]:
    """Make the package that is planned, all of one state of the store, and note it: its cases left,
    and so did the batch where nothing that was answered for waits any more. While somebody else
    holds the database, noting waits as ``ports.insist`` does. Whatever keeps the package from being
    noted, it is taken away again.

    Raises what ``plan`` and ``ports.pack`` raise, Conflict ``export-changed-meanwhile`` when a case
    is no longer as it stands in the package, and what a transaction raises; EnvironmentFault
    ``package-not-noted`` for a package that is not noted and could not be taken away, and
    ``package-perhaps-noted`` for one that stays since the books could not be read.
    """
    left: tuple[Planned, PackageResult] | None = None
    try:
        try:
            with ports.unit_of_work() as unit:
                planned = plan(unit)
                # The unit stays open: it reads the cases while the package is made.
                left = planned, ports.pack(planned.content, out_dir)
        except EnvironmentFault:
            # With the package made, all that failed is to end a unit that only read: noting has a
            # connection of its own, and compares the revision of every case.
            if left is None:
                raise
        ports.insist(partial(_note, ports, actor, *left, action))
    except BaseException as error:
        if left is not None:
            _withdraw(ports, left[0].content, left[1], error)
        raise
    return left


def _withdraw(
    ports: Ports, content: PackageContent, result: PackageResult, cause: BaseException
) -> None:
    """Unless it is noted after all: what failed may have come after the commit."""
    told = {"folder": result.folder, "name": result.folder.name, "reason": _reason(cause)}
    try:
        with ports.unit_of_work() as unit:
            noted = unit.rejects.packages(content.batch_id)
    except DigitizerError as error:
        raise EnvironmentFault("package-perhaps-noted", **told) from error
    if (result.folder.name, content.created_at) in noted:
        return
    try:
        ports.withdraw(result)
    except DigitizerError as error:
        raise EnvironmentFault("package-not-noted", **told) from error


def _reason(cause: BaseException) -> str:
    """Its code, and the number of the case that it is about."""
    if not isinstance(cause, DigitizerError):
        return type(cause).__name__
    case = cause.params.get("case")
    return f"{cause.code} #{case}" if case else cause.code


def _note(ports: Ports, actor: Actor, planned: Planned, result: PackageResult, action: str) -> None:
    content, leaving = planned.content, planned.leaving
    with transaction(ports, actor, action) as run:
        package, manifest = result.folder.name, result.files.get("manifest.json", "")
        cards = dict(card for each in leaving for card in each.cards)
        of_papers = ((each.case_id, each.revision) for each in leaving)
        for case_id, revision in (*of_papers, *sorted(cards.items())):
            _leave(run, case_id, revision, package, content)
        batch = run.unit.batches.get(content.batch_id)
        state = next_batch_state(batch.state, Action.EXPORT)
        waits = run.unit.batches.summary(batch.id).approved > 0
        run.unit.batches.save(replace(batch, state=batch.state if waits else state), batch.revision)
        run.batches.add(batch.id)
        ids = [each.case_id for each in leaving]
        rows = zip(ids, result.documents or ("",) * len(ids), strict=True)
        run.unit.rejects.add_package(package, manifest, batch.id, content.created_at, rows)
        alone = planned.cards_alone
        run.note(
            f"batch:{batch.id}",
            package=package,
            manifest_sha256=manifest,
            cases=str(result.cases),
            exported_cases=ranges_of(ids),
            backlog=str(len(content.backlog)),
            **({"replaces": str(len(content.replaces))} if content.replaces else {}),
            **({"joined_cards": ranges_of(cards)} if cards else {}),
            **({"cards_alone": ranges_of(alone)} if alone else {}),
        )


def _leave(
    run: Transaction, case_id: int, revision: int, package: str, content: PackageContent
) -> None:
    case = run.unit.cases.get(case_id)
    if case.revision != revision:
        raise Conflict("export-changed-meanwhile", case=case_id, batch=content.batch_name)
    left = next_case_state(case.state, Action.EXPORT)
    run.unit.cases.save(
        replace(case, state=left, left_in=package, left_at=content.created_at), revision
    )
    run.cases.add(case_id)
