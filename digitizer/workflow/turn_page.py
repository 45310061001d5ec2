"""A page turned for good: image, boxes and regions, in every case on it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from digitizer.domain.case import Case, Page, page_of_reading
from digitizer.domain.changes import Actor
from digitizer.domain.errors import Conflict, InvalidInput, NotAllowed
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import Record
from digitizer.domain.rescan import Turn
from digitizer.domain.turning import TURNS, turned_field, turned_region
from digitizer.workflow.case_pages_port import KnownImage
from digitizer.workflow.editing import require_open_batch
from digitizer.workflow.page_act import Act, Arranged, region_at, turn_stored
from digitizer.workflow.ports import Ports
from digitizer.workflow.transaction import transaction

TurnImage = Callable[[Path, int, Path], None]
"""Writes an image turned clockwise by degrees beside the original: source, degrees, target."""
_CLOSED = (CaseState.APPROVED, CaseState.EXPORTED)


def turn_page(
    ports: Ports,
    actor: Actor,
    turn_image: TurnImage,
    case_id: int,
    place: int,
    degrees: int,
    expected_revision: int,
) -> Arranged:
    """Turn the page at a place of a case clockwise by 90, 180 or 270 degrees. The image as it was
    read stays in the vault, and each turn is made from it, so that turning back loses nothing.
    What was read stays until :func:`digitizer.workflow.read_page.take_page_reading`.

    Slow: the image is written before the transaction. Raises NotAllowed when a case on the page is
    approved or in a closed batch.
    """
    if degrees not in TURNS:
        raise InvalidInput("turn-degrees", degrees=degrees)
    with ports.unit_of_work() as unit:
        page_id = region_at(unit.cases.get(case_id), place).page_id or 0
        page = unit.case_pages.pages([page_id])[page_id]
        known = unit.case_pages.images(page_id)
    sha256 = _image(ports, turn_image, page, list(known), degrees)
    with transaction(ports, actor, "turn-page") as run:
        act = Act(run)
        if run.unit.cases.get(case_id).revision != expected_revision:
            raise Conflict("changed-meanwhile", case=case_id)
        if run.unit.case_pages.pages([page_id])[page_id] != page:
            raise Conflict("changed-meanwhile", case=case_id)
        for other_id in run.unit.case_pages.cases_on(page_id):
            case = run.unit.cases.get(other_id)
            if case.state in _CLOSED:
                raise NotAllowed("page-in-closed-case", case=case.id)
            require_open_batch(run, case)
            act.write_as_open(case, _turned(case, page, degrees))
        rotations = {each.rotation for each in run.unit.case_pages.images(page_id)}
        for image in (
            KnownImage(page.rotation, page.image_sha256),
            KnownImage((page.rotation + degrees) % 360, sha256),
        ):
            if image.rotation not in rotations:
                run.unit.case_pages.remember_image(page_id, image)
        turn_stored(run, page_id, degrees, sha256)
        act.close(Turn(page_id, degrees))
    return Arranged(run.changes())


def _image(
    ports: Ports, turn_image: TurnImage, page: Page, known: list[KnownImage], degrees: int
) -> str:
    """The turned image in the vault: one that the page had, or one made from the first."""
    wanted = (page.rotation + degrees) % 360
    for each in known:
        if each.rotation == wanted:
            return each.image_sha256
    first = known[0] if known else KnownImage(page.rotation, page.image_sha256)
    with tempfile.TemporaryDirectory(prefix="digitizer-turn-") as folder:
        target = Path(folder) / "page.jpg"
        turn_image(ports.vault.path(first.image_sha256), (wanted - first.rotation) % 360, target)
        return ports.vault.put(target).sha256


def _turned(case: Case, page: Page, degrees: int) -> Case:
    """The case with its regions and readings on the page turned."""
    regions = tuple(
        turned_region(region, page, degrees) if region.page_id == page.id else region
        for region in case.regions
    )
    return replace(case, regions=regions, record=_record(case, page, degrees))


def _record(case: Case, page: Page, degrees: int) -> Record | None:
    record = case.record
    if record is None:
        return None
    for value in record.fields.values():
        if value.reading and page_of_reading(value.reading, case.scan_id, [page]) is page:
            turned = turned_field(value.reading, page, degrees)
            record = record.with_field(replace(value, reading=turned))
    return record
