"""An approved batch becomes a package."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from digitizer.domain.batch import Batch
from digitizer.domain.case import Case
from digitizer.domain.changes import Actor
from digitizer.domain.errors import NotAllowed
from digitizer.domain.lifecycle import Action, CaseState, next_batch_state, next_case_state
from digitizer.domain.package import ExportCase, PackageContent, PackageResult, PageImage
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.transaction import transaction

EXPORT_BATCH = "export-batch"
_LEAVING = (CaseState.APPROVED, CaseState.EXPORTED)


def export_batch(ports: Ports, actor: Actor, batch_id: int, out_dir: Path) -> PackageResult:
    """Write and self-check the package, then note the batch as exported.

    A batch may be exported again; each time makes a package of its own. Nothing is noted unless
    the package lies whole on disk.
    """
    with ports.unit_of_work() as unit:
        batch = unit.batches.get(batch_id)
        next_batch_state(batch.state, Action.EXPORT)
        content = _content(ports, unit, batch, actor)
    result = ports.pack(content, out_dir)
    _note_exported(ports, actor, content, result)
    return result


def _note_exported(
    ports: Ports, actor: Actor, content: PackageContent, result: PackageResult
) -> None:
    with transaction(ports, actor, EXPORT_BATCH) as run:
        batch = run.unit.batches.get(content.batch_id)
        state = next_batch_state(batch.state, Action.EXPORT)
        for exported in content.cases:
            case = run.unit.cases.get(exported.case_id)
            left = next_case_state(case.state, Action.EXPORT)
            run.unit.cases.save(replace(case, state=left), case.revision)
            run.cases.add(case.id)
        run.unit.batches.save(replace(batch, state=state), batch.revision)
        run.batches.add(batch.id)
        run.note(
            f"batch:{batch.id}",
            package=result.folder.name,
            manifest_sha256=result.files.get("manifest.json", ""),
            cases=str(result.cases),
        )


def _content(ports: Ports, unit: UnitOfWork, batch: Batch, actor: Actor) -> PackageContent:
    doc_type = ports.catalog.types.get(batch.document_type or "")
    profile = ports.catalog.profiles.get(batch.document_type or "")
    if doc_type is None or profile is None:
        raise NotAllowed("no-export-profile", batch=batch.name, type=batch.document_type or "")
    if batch.approved_by is None or batch.approved_at is None:
        raise NotAllowed("batch-state", state=batch.state.value, action=Action.EXPORT.value)
    cases = [unit.cases.get(case_id) for case_id in unit.cases.ids_in_batch(batch.id)]
    leaving = tuple(_export_case(ports, unit, case) for case in cases if case.state in _LEAVING)
    return PackageContent(
        batch.id,
        batch.name,
        doc_type,
        profile,
        ports.catalog,
        leaving,
        batch.submitted_by or "",
        batch.approved_by,
        batch.approved_at,
        ports.clock(),
        actor.name,
        ports.software_version,
        unit.audit.head(),
    )


def _export_case(ports: Ports, unit: UnitOfWork, case: Case) -> ExportCase:
    if case.record is None:
        raise NotAllowed("type-unknown", case=case.id)
    scan = unit.scans.get(case.scan_id)
    placed = [(region.page_id or 0, region) for region in case.regions]
    pages = unit.case_pages.pages(page_id for page_id, _ in placed)
    images = tuple(
        PageImage(ports.vault.path(pages[page_id].image_sha256), pages[page_id].dpi, region)
        for page_id, region in placed
    )
    return ExportCase(case.id, case.record, images, scan.name, scan.sha256)
