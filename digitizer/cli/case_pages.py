"""pages: which pages belong to a case, and in which order. Pages count from 1."""

from __future__ import annotations

from collections.abc import Sequence

import click

from digitizer.bootstrap.workstation import Workstation
from digitizer.cli.session import Session, print_json, print_table
from digitizer.cli.texts import text
from digitizer.workflow.overview import CaseView
from digitizer.workflow.page_act import Arranged
from digitizer.workflow.rescan import PlacedPage

_PAGE = click.IntRange(1)
_as_json = click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
_case = click.argument("case_id", type=int)
_page = click.argument("page", type=_PAGE)


@click.group(help=text("cli-pages-help"))
def pages() -> None:
    """The group of all commands on pages."""


@pages.command("list", help=text("cli-pages-list-help"))
@_case
@_as_json
@click.pass_obj
def list_pages(session: Session, case_id: int, as_json: bool) -> None:
    with session.workstation() as station:
        view = station.case_view(case_id)
        places = station.case_pages.placed(case_id)
    if as_json:
        for place in places:
            print_json(_json(place))
        return
    print_table(
        _header(session, "page", "scan", "size", "turn", "waits"),
        [_row(place) for place in places],
    )
    session.say("pages-of", case=view.case.id, count=len(places))


@pages.command("split", help=text("cli-pages-split-help"))
@_case
@click.argument("page_numbers", metavar="PAGE...", nargs=-1, required=True, type=_PAGE)
@click.option("--unknown-type", is_flag=True, help=text("cli-pages-split-unknown"))
@click.pass_obj
def split(
    session: Session, case_id: int, page_numbers: tuple[int, ...], unknown_type: bool
) -> None:
    with session.workstation() as station:
        places = [number - 1 for number in page_numbers]
        revision = _revision(station, case_id)
        done = station.case_pages.split(case_id, places, revision, keeps_type=not unknown_type)
        _tell(session, station, case_id, done)


@pages.command("merge", help=text("cli-pages-merge-help"))
@_case
@click.argument("others", metavar="OTHER...", nargs=-1, required=True, type=int)
@click.pass_obj
def merge(session: Session, case_id: int, others: tuple[int, ...]) -> None:
    with session.workstation() as station:
        done = station.case_pages.merge(case_id, others, _revision(station, case_id))
        _tell(session, station, case_id, done)


@pages.command("move", help=text("cli-pages-move-help"))
@_case
@_page
@click.argument("to", type=_PAGE)
@click.pass_obj
def move(session: Session, case_id: int, page: int, to: int) -> None:
    with session.workstation() as station:
        revision = _revision(station, case_id)
        _tell(
            session, station, case_id, station.case_pages.move(case_id, page - 1, to - 1, revision)
        )


@pages.command("turn", help=text("cli-pages-turn-help"))
@_case
@_page
@click.option(
    "--degrees",
    type=click.Choice(["90", "180", "270"]),
    default="90",
    show_default=True,
    help=text("cli-pages-turn-degrees"),
)
@click.pass_obj
def turn(session: Session, case_id: int, page: int, degrees: str) -> None:
    with session.workstation() as station:
        revision = _revision(station, case_id)
        done = station.case_pages.turn(case_id, page - 1, int(degrees), revision)
        _tell(session, station, case_id, done)


@pages.command("remove", help=text("cli-pages-remove-help"))
@_case
@_page
@click.option("--reason", default="", help=text("cli-option-reason"))
@click.pass_obj
def remove(session: Session, case_id: int, page: int, reason: str) -> None:
    with session.workstation() as station:
        revision = _revision(station, case_id)
        done = station.case_pages.remove(case_id, page - 1, reason.strip(), revision)
        _tell(session, station, case_id, done)


@pages.command("insert", help=text("cli-pages-insert-help"))
@_case
@_page
@click.argument("source_case", type=int)
@click.argument("source_page", type=_PAGE)
@click.pass_obj
def insert(session: Session, case_id: int, page: int, source_case: int, source_page: int) -> None:
    with session.workstation() as station:
        source, revision = (source_case, source_page - 1), _revision(station, case_id)
        done = station.case_pages.insert(case_id, page - 1, source, revision)
        _tell(session, station, case_id, done)


@pages.command("replace", help=text("cli-pages-replace-help"))
@_case
@_page
@click.argument("source_case", type=int)
@click.argument("source_page", type=_PAGE)
@click.pass_obj
def replace(session: Session, case_id: int, page: int, source_case: int, source_page: int) -> None:
    with session.workstation() as station:
        source, revision = (source_case, source_page - 1), _revision(station, case_id)
        done = station.case_pages.replace(case_id, page - 1, source, revision)
        _tell(session, station, case_id, done)


@pages.command("undo", help=text("cli-pages-undo-help"))
@_case
@click.pass_obj
def undo(session: Session, case_id: int) -> None:
    with session.workstation() as station:
        _tell(session, station, case_id, station.case_pages.undo(case_id))


@pages.command("rescan", help=text("cli-pages-rescan-help"))
@_case
@_page
@click.option("--reason", default="", help=text("cli-option-reason"))
@click.option("--drop", is_flag=True, help=text("cli-pages-rescan-drop"))
@click.pass_obj
def rescan(session: Session, case_id: int, page: int, reason: str, drop: bool) -> None:
    with session.workstation() as station:
        if drop:
            station.case_pages.drop_rescan(case_id, page - 1)
            session.say("cli-pages-dropped", case=case_id, page=page)
        else:
            station.case_pages.ask_rescan(case_id, page - 1, reason)
            session.say("cli-pages-asked", case=case_id, page=page)


@pages.command("waiting", help=text("cli-pages-waiting-help"))
@click.option("--batch", "batch_name", default=None, help=text("cli-option-batch"))
@_as_json
@click.pass_obj
def waiting(session: Session, batch_name: str | None, as_json: bool) -> None:
    with session.workstation() as station:
        batch_id = station.batch(batch_name).id if batch_name else None
        found = station.case_pages.rescans_waiting(batch_id=batch_id)
    _print_found(session, found, as_json=as_json)
    if not found and not as_json:
        session.say("pages-waiting-none")


@pages.command("recent", help=text("cli-pages-recent-help"))
@_case
@_as_json
@click.pass_obj
def recent(session: Session, case_id: int, as_json: bool) -> None:
    with session.workstation() as station:
        found = station.case_pages.recent(case_id)
    _print_found(session, found, as_json=as_json)


def _revision(station: Workstation, case_id: int) -> int:
    return _view(station, case_id).case.revision


def _view(station: Workstation, case_id: int) -> CaseView:
    return station.case_view(case_id)


def _tell(session: Session, station: Workstation, case_id: int, done: Arranged) -> None:
    count = len(_view(station, case_id).case.regions)
    if done.case_id is not None:
        session.say("cli-pages-made", case=done.case_id)
    session.say("cli-pages-done", case=case_id, count=count)


def _header(session: Session, *names: str) -> list[str]:
    return [session.messages.text(f"pages-column-{name}") for name in names]


def _row(place: PlacedPage) -> tuple[object, ...]:
    page, wish = place.view.page, place.view.rescan
    size = f"{page.width}×{page.height}"
    return place.place + 1, place.scan_name, size, page.rotation, wish.reason if wish else "—"


def _print_found(session: Session, found: Sequence[PlacedPage], *, as_json: bool) -> None:
    if as_json:
        for each in found:
            print_json(_json(each))
    elif found:
        print_table(
            _header(session, "case", "page", "entry", "title", "batch", "scan", "waits"),
            [
                (
                    each.case_id,
                    each.place + 1,
                    ", ".join(each.entry) or "—",
                    each.title or "—",
                    each.batch or "—",
                    each.scan_name,
                    each.view.rescan.reason if each.view.rescan else "—",
                )
                for each in found
            ],
        )


def _json(each: PlacedPage) -> dict[str, object]:
    page, wish = each.view.page, each.view.rescan
    return {
        "case": each.case_id,
        "page": each.place + 1,
        "page_id": page.id,
        "scan": each.scan_name,
        "width": page.width,
        "height": page.height,
        "rotation": page.rotation,
        "entry": list(each.entry),
        "title": each.title,
        "batch": each.batch,
        "named_by_sheet": each.is_named,
        "rescan": {"reason": wish.reason, "by": wish.actor} if wish else None,
    }
