"""pages list, waiting, arrived, recent: pages as they stand, wait and come."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from digitizer.cli.session import Session, print_json, print_table
from digitizer.cli.texts import text
from digitizer.domain.reading_again import is_unread
from digitizer.workflow.placed_pages import PlacedPage

_as_json = click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
_case = click.argument("case_id", type=int)


@click.command("list", help=text("cli-pages-list-help"))
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


@click.command("waiting", help=text("cli-pages-waiting-help"))
@click.option("--batch", "batch_name", default=None, help=text("cli-option-batch"))
@click.option(
    "--pdf",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help=text("cli-pages-waiting-pdf"),
)
@_as_json
@click.pass_obj
def waiting(session: Session, batch_name: str | None, pdf: Path | None, as_json: bool) -> None:
    with session.workstation() as station:
        batch_id = station.batch(batch_name).id if batch_name else None
        found = station.case_pages.rescans_waiting(batch_id=batch_id)
        if pdf is not None and found:
            station.case_pages.write_waiting(pdf, batch_id)
    if pdf is not None and found:
        session.say("pages-waiting-saved", path=str(pdf))
        return
    _print_found(session, found, as_json=as_json)
    if not found and not as_json:
        session.say("pages-waiting-none")


@click.command("arrived", help=text("cli-pages-arrived-help"))
@click.option("--all", "of_all", is_flag=True, help=text("cli-pages-arrived-all"))
@_as_json
@click.pass_obj
def arrived(session: Session, of_all: bool, as_json: bool) -> None:
    with session.workstation() as station:
        found = station.case_pages.rescans_arrived(own=not of_all)
    if as_json:
        for each in found:
            print_json(
                {
                    "awaited": _json(each.awaited),
                    "found": _json(each.found),
                    "is_sure": each.is_sure,
                }
            )
        return
    for each in found:
        session.say(
            "cli-pages-arrived" if each.is_sure else "cli-pages-arrived-maybe",
            case=each.awaited.case_id,
            page=each.awaited.place + 1,
            other=each.found.case_id,
            place=each.found.place + 1,
            scan=each.found.scan_name,
        )
    if not found:
        session.say("arrived-none")


@click.command("recent", help=text("cli-pages-recent-help"))
@_case
@_as_json
@click.pass_obj
def recent(session: Session, case_id: int, as_json: bool) -> None:
    with session.workstation() as station:
        found = station.case_pages.recent(case_id)
    _print_found(session, found, as_json=as_json)


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
        "is_read": not is_unread(page),
        "entry": list(each.entry),
        "title": each.title,
        "batch": each.batch,
        "named_by_sheet": each.is_named,
        "is_same_entry": each.is_same_entry,
        "rescan": {"reason": wish.reason, "by": wish.actor} if wish else None,
    }
