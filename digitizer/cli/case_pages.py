"""pages: which pages belong to a case, and in which order. Pages count from 1."""

from __future__ import annotations

import click

from digitizer.bootstrap.workstation import Workstation
from digitizer.cli import page_lists
from digitizer.cli.session import Session
from digitizer.cli.texts import text
from digitizer.domain.case import Page
from digitizer.domain.errors import InvalidInput
from digitizer.domain.reading_again import is_unread
from digitizer.workflow.overview import CaseView
from digitizer.workflow.page_act import Arranged

_PAGE = click.IntRange(1)
_case = click.argument("case_id", type=int)
_page = click.argument("page", type=_PAGE)


@click.group(help=text("cli-pages-help"))
def pages() -> None:
    """The group of all commands on pages."""


for _listing in (page_lists.list_pages, page_lists.waiting, page_lists.arrived, page_lists.recent):
    pages.add_command(_listing)


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
@click.option("--no-read", is_flag=True, help=text("cli-pages-turn-no-read"))
@click.pass_obj
def turn(session: Session, case_id: int, page: int, degrees: str, no_read: bool) -> None:
    with session.workstation() as station:
        revision = _revision(station, case_id)
        done = station.case_pages.turn(case_id, page - 1, int(degrees), revision)
        _tell(session, station, case_id, done)
        if not no_read and is_unread(_page_at(station, case_id, page)):
            _read(session, station, case_id, page)


@pages.command("read", help=text("cli-pages-read-help"))
@_case
@_page
@click.pass_obj
def read(session: Session, case_id: int, page: int) -> None:
    with session.workstation() as station:
        _read(session, station, case_id, page)


def _read(session: Session, station: Workstation, case_id: int, page: int) -> None:
    done = station.case_pages.read_page(_page_at(station, case_id, page).id)
    session.say("cli-pages-read", case=case_id, page=page)
    for other in sorted(done.changes.cases - {case_id}):
        session.say("cli-pages-read-too", case=other)


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


def _page_at(station: Workstation, case_id: int, page: int) -> Page:
    placed = station.case_pages.placed(case_id)
    if page > len(placed):
        raise InvalidInput("page-place", case=case_id, place=page, count=len(placed))
    return placed[page - 1].view.page


def _revision(station: Workstation, case_id: int) -> int:
    return _view(station, case_id).case.revision


def _view(station: Workstation, case_id: int) -> CaseView:
    return station.case_view(case_id)


def _tell(session: Session, station: Workstation, case_id: int, done: Arranged) -> None:
    count = len(_view(station, case_id).case.regions)
    if done.case_id is not None:
        session.say("cli-pages-made", case=done.case_id)
    session.say("cli-pages-done", case=case_id, count=count)
