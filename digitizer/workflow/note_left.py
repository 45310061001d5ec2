"""A package that lies on disk enters the books, or is taken away again: none lies among the others
that does not count."""

from __future__ import annotations

from dataclasses import replace

from digitizer.domain.changes import Actor
from digitizer.domain.errors import Conflict, DigitizerError, EnvironmentFault
from digitizer.domain.id_ranges import ranges_of
from digitizer.domain.lifecycle import Action, next_batch_state, next_case_state
from digitizer.domain.package import PackageContent, PackageResult
from digitizer.workflow.leaving import Planned
from digitizer.workflow.ports import Ports
from digitizer.workflow.transaction import Transaction, transaction


def note_or_withdraw(
    ports: Ports, actor: Actor, planned: Planned, result: PackageResult, action: str
) -> None:
    """Note the package that lies on disk: its cases left, and so did the batch where nothing that
    was answered for waits any more. Whatever keeps it from being noted, it is taken away again.

    Raises Conflict ``export-changed-meanwhile`` when a case is no longer as it stands in the
    package, what a transaction raises, and EnvironmentFault ``package-not-noted`` for a package
    that is not noted and could not be taken away.
    """
    try:
        _note(ports, actor, planned, result, action)
    except BaseException:
        _withdraw(ports, planned.content, result)
        raise


def _withdraw(ports: Ports, content: PackageContent, result: PackageResult) -> None:
    """Unless it is noted after all: what failed may have come after the commit."""
    try:
        with ports.unit_of_work() as unit:
            noted = unit.rejects.packages(content.batch_id)
        if (result.folder.name, content.created_at) not in noted:
            ports.withdraw(result)
    except DigitizerError as error:
        raise EnvironmentFault("package-not-noted", folder=result.folder) from error


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
