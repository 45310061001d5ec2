"""Saying how many pages the papers of a batch have, and what their images say to that."""

from __future__ import annotations

from dataclasses import dataclass, replace

from digitizer.domain.batch import Batch
from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.errors import InvalidInput
from digitizer.domain.lifecycle import Action, next_batch_state
from digitizer.domain.page_count import BatchImages, PageCount
from digitizer.domain.problems import Problem
from digitizer.domain.slip import Direction
from digitizer.workflow.ports import Ports, UnitOfWork
from digitizer.workflow.submit_checks import page_findings
from digitizer.workflow.transaction import transaction


@dataclass(frozen=True, slots=True)
class CountedPages:
    """What is declared of a batch and what there is. ``handed_over`` is the number of sheets of its
    newest handover out of the store, to be offered as the number of pages; ``is_needed``: the batch
    does not leave without a declaration."""

    batch: Batch
    images: BatchImages
    handed_over: int | None
    is_needed: bool


def counted_pages(ports: Ports, batch_id: int) -> CountedPages:
    with ports.unit_of_work() as unit:
        batch = unit.batches.get(batch_id)
        images = unit.page_counts.images(batch_id)
        return CountedPages(batch, images, _handed_over(unit, batch), ports.needs_page_count)


def pages_against(ports: Ports, batch_id: int, count: PageCount | None) -> tuple[Problem, ...]:
    """What would stand between the images and ``count``, were it declared."""
    with ports.unit_of_work() as unit:
        return page_findings(ports, unit, batch_id, count)


def count_pages(ports: Ports, actor: Actor, batch_id: int, count: PageCount | None) -> ChangeSet:
    """Declare the pages; None takes the word back. Only while the batch may still change. Raises
    InvalidInput ``loose-image-unknown`` for an image that is none of the batch."""
    with transaction(ports, actor, "count-pages") as run:
        batch = run.unit.batches.get(batch_id)
        next_batch_state(batch.state, Action.ADD)
        if count is not None:
            known = {image.page_id for image in run.unit.page_counts.images(batch_id).images}
            if not count.loose_ids <= known:
                raise InvalidInput("loose-image-unknown", batch=batch.name)
        run.unit.batches.save(replace(batch, page_count=count), batch.revision)
        run.batches.add(batch.id)
        run.note(f"batch:{batch.id}", **_said_of(count))
    return run.changes()


def _handed_over(unit: UnitOfWork, batch: Batch) -> int | None:
    sheets = [
        one.sheets
        for one in unit.slips.handovers()
        if one.papers == batch.name and one.direction is Direction.OUT and one.sheets
    ]
    return sheets[-1] if sheets else None


def _said_of(count: PageCount | None) -> dict[str, str]:
    """A declaration as the audit log keeps it."""
    if count is None:
        return {"pages": "none"}
    return {
        "pages": str(count.pages),
        "notes": " ".join(f"{note.page}:{note.reason.value}" for note in count.notes),
        "loose": " ".join(f"{image.page_id}:{image.shows.value}" for image in count.loose),
    }
