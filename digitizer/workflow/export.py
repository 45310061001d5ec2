"""What was answered for in a batch becomes a package."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from digitizer.domain.batch import Batch
from digitizer.domain.case import Case, Page, place_of_reading
from digitizer.domain.changes import Actor
from digitizer.domain.errors import Conflict, NotAllowed
from digitizer.domain.id_ranges import ranges_of
from digitizer.domain.joined_cards import apart, cards_of
from digitizer.domain.lifecycle import (
    ANSWERED_CASE_STATES,
    Action,
    CaseState,
    next_batch_state,
    next_case_state,
)
from digitizer.domain.package import (
    BacklogCase,
    ExportCase,
    PackageContent,
    PackageResult,
    PageImage,
)
from digitizer.domain.page import TextLine
from digitizer.domain.schema import FieldKind
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.rehearsed import require_rehearsed
from digitizer.workflow.replaced import replaced_rows
from digitizer.workflow.rights import require_right
from digitizer.workflow.transaction import transaction

EXPORT_BATCH = "export-batch"
EXPORT_CORRECTION = "export-correction"


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
        content = package_content(ports, unit, batch, actor)
        require_rehearsed(unit, content)
    result = ports.pack(content, out_dir)
    note_exported(ports, actor, content, result)
    return result


def note_exported(
    ports: Ports,
    actor: Actor,
    content: PackageContent,
    result: PackageResult,
    action: str = EXPORT_BATCH,
) -> None:
    """Note the package that lies on disk: its cases left, and so did the batch where nothing that
    was answered for waits any more."""
    with transaction(ports, actor, action) as run:
        batch = run.unit.batches.get(content.batch_id)
        state = next_batch_state(batch.state, Action.EXPORT)
        package, manifest = result.folder.name, result.files.get("manifest.json", "")
        cards = {card for exported in content.cases for card in exported.joined}
        for case_id in (*(exported.case_id for exported in content.cases), *sorted(cards)):
            case = run.unit.cases.get(case_id)
            left = next_case_state(case.state, Action.EXPORT)
            run.unit.cases.save(
                replace(case, state=left, left_in=package, left_at=content.created_at),
                case.revision,
            )
            run.cases.add(case.id)
        waits = run.unit.batches.summary(batch.id).approved > 0
        run.unit.batches.save(replace(batch, state=batch.state if waits else state), batch.revision)
        run.batches.add(batch.id)
        ids = [exported.case_id for exported in content.cases]
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


def package_content(ports: Ports, unit: UnitOfWork, batch: Batch, actor: Actor) -> PackageContent:
    """What a package of the batch would be made of now. Raises NotAllowed ``no-export-profile``,
    ``package-without-cases``, and for a case that somebody answered for without its record."""
    doc_type = ports.catalog.types.get(batch.document_type or "")
    profile = ports.catalog.profiles.get(batch.document_type or "")
    if doc_type is None or profile is None:
        raise NotAllowed("no-export-profile", batch=batch.name, type=batch.document_type or "")
    cases = [unit.cases.get(case_id) for case_id in unit.cases.ids_in_batch(batch.id)]
    answered = [case for case in cases if case.state in ANSWERED_CASE_STATES]
    papers, cards = apart(ports.catalog, answered, doc_type.key)
    leaving = tuple(_with_cards(ports, unit, case, cards) for case in papers)
    if not leaving:
        raise NotAllowed("package-without-cases", batch=batch.name)
    last = max(leaving, key=lambda case: case.approved_at)
    plan = unit.progress.plan()
    return PackageContent(
        batch.id,
        batch.name,
        doc_type,
        profile,
        ports.catalog,
        leaving,
        batch.submitted_by or "",
        last.approved_by,
        last.approved_at,
        ports.clock(),
        actor.name,
        ports.software_version,
        unit.audit.head(),
        tuple(_backlog(ports, cases)),
        replaced_rows(unit, batch.id, {case.case_id for case in leaving}),
        office=plan.office if plan else "",
    )


def _backlog(ports: Ports, cases: Iterable[Case]) -> Iterable[BacklogCase]:
    """What was neither answered for nor set aside."""
    for case in cases:
        if case.state not in (CaseState.SET_ASIDE, *ANSWERED_CASE_STATES):
            doc_type = ports.catalog.type_of(case.record)
            title = (
                case.record.fields.get(doc_type.title_field) if case.record and doc_type else None
            )
            yield BacklogCase(case.id, title.text if title else "", case.return_reason or "")


def _with_cards(ports: Ports, unit: UnitOfWork, case: Case, cards: Sequence[Case]) -> ExportCase:
    """The case, and after its pages those of the identity cards of its people. The fields of a
    card are none of the case's."""
    made, own = _export_case(ports, unit, case), list(cards_of(ports.catalog, case, cards))
    further = [
        replace(page, fields=()) for card in own for page in _export_case(ports, unit, card).pages
    ]
    return replace(made, pages=(*made.pages, *further), joined=tuple(card.id for card in own))


def _export_case(ports: Ports, unit: UnitOfWork, case: Case) -> ExportCase:
    if case.record is None:
        raise NotAllowed("type-unknown", case=case.id)
    if case.approved_by is None or case.approved_at is None:
        raise NotAllowed("case-state", state=case.state.value, action=Action.EXPORT.value)
    scan = unit.scans.get(case.scan_id)
    placed = [(region.page_id or 0, region) for region in case.regions]
    pages = unit.case_pages.pages(page_id for page_id, _ in placed)
    fields = _fields_by_place(ports, case, pages.values())
    images = tuple(
        PageImage(
            ports.vault.path(pages[page_id].image_sha256),
            pages[page_id].dpi,
            region,
            tuple(fields.get(place, ())),
            partial(_lines, ports, pages[page_id]),
        )
        for place, (page_id, region) in enumerate(placed)
    )
    return ExportCase(
        case.id,
        case.record,
        images,
        scan.name,
        scan.sha256,
        case.approved_by,
        case.approved_at,
    )


def _fields_by_place(
    ports: Ports, case: Case, pages: Collection[Page]
) -> Mapping[int, Sequence[str]]:
    """The fields that stand as text in each region of the case. A tick is no text."""
    doc_type, found = ports.catalog.type_of(case.record), defaultdict[int, list[str]](list)
    for key, value in case.record.fields.items() if case.record else ():
        spec = doc_type.field(key) if doc_type else None
        place = place_of_reading(value.reading, case, pages)
        if place is not None and spec is not None and spec.kind is not FieldKind.TICK:
            found[place].append(key)
    return found


def _lines(ports: Ports, page: Page) -> Sequence[TextLine]:
    """The lines of a page as they were read. Raises Conflict when it was turned since."""
    with ports.unit_of_work() as unit:
        now = unit.case_pages.pages([page.id])[page.id]
        if now.image_sha256 != page.image_sha256:
            raise Conflict("changed-meanwhile", page=page.id)
        return unit.scans.page_reading(page.id).lines
