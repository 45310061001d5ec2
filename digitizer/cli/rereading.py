"""reread: a place of a page read anew for a field."""

from __future__ import annotations

import click

from digitizer.bootstrap.workstation import Workstation
from digitizer.cli.session import Session, print_json
from digitizer.cli.texts import text
from digitizer.domain.errors import InvalidInput, NotFound
from digitizer.domain.page import Box
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.workflow.overview import CaseView, page_of_reading


@click.command("reread", help=text("cli-reread-help"))
@click.argument("case_id", type=int)
@click.argument("field")
@click.option("--page", "place", default=None, type=click.IntRange(1), help=text("cli-reread-page"))
@click.option("--box", "written", default=None, help=text("cli-reread-box"))
@click.option("--take", is_flag=True, help=text("cli-reread-take"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def reread(
    session: Session,
    case_id: int,
    field: str,
    place: int | None,
    written: str | None,
    take: bool,
    as_json: bool,
) -> None:
    with session.workstation() as station:
        view = station.case_view(case_id)
        own = _own_reading(view, field)
        page_id = _page_id(view, field, own, place)
        box = _box(written) if written else own.box if own else None
        if box is None:
            raise InvalidInput("reread-no-box", field=field)
        found = station.rereading.read_region(case_id, page_id, box, field)
        if as_json:
            print_json(_json(found))
        else:
            _print(session, found)
        if take:
            _take(session, station, view, found)


def _take(session: Session, station: Workstation, view: CaseView, found: FieldReading) -> None:
    station.rereading.take_reading(view.case.id, found.key, found, view.case.revision)
    session.say("cli-reread-taken", case=view.case.id, field=found.key)


def _own_reading(view: CaseView, key: str) -> FieldReading | None:
    value = view.case.record.fields.get(key) if view.case.record else None
    return value.reading if value else None


def _page_id(view: CaseView, field: str, own: FieldReading | None, place: int | None) -> int:
    """The page that is named by its place in the case, or that the field was read from."""
    if place is not None:
        if place > len(view.pages):
            raise NotFound("reread-no-page", case=view.case.id)
        return view.pages[place - 1].page.id
    found = page_of_reading(view, own)
    if found is None:
        raise InvalidInput("reread-no-box", field=field)
    return found.page.id


def _box(written: str) -> Box:
    try:
        x, y, width, height = (int(part) for part in written.split(","))
    except ValueError as error:
        raise InvalidInput("reread-box", text=written) from error
    return Box(x, y, width, height)


def _json(reading: FieldReading) -> dict[str, object]:
    box = reading.box
    return {
        "field": reading.key,
        "text": reading.text,
        "value": reading.value,
        "state": reading.state.value,
        "confidence": round(reading.confidence, 4),
        "page": reading.page,
        "box": [box.x, box.y, box.width, box.height] if box else None,
        "origin": reading.origin.engine if reading.origin else None,
        "problems": [problem.code for problem in reading.problems],
        "candidates": [candidate.text for candidate in reading.candidates],
    }


def _print(session: Session, reading: FieldReading) -> None:
    if reading.state is ReadingState.MISSING:
        session.say("cli-reread-nothing")
        return
    session.say("cli-reread-text", text=reading.text)
    session.say("cli-reread-confidence", percent=round(reading.confidence * 100))
    for candidate in reading.candidates:
        session.say("cli-reread-candidate", text=candidate.text)
    for problem in reading.problems:
        click.echo(f"! {session.messages.problem(problem)}")
