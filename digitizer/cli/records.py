"""records: the clerk's work on cases."""

from __future__ import annotations

from collections.abc import Sequence

import click

from digitizer.bootstrap.workstation import Workstation
from digitizer.cli.contract import case_json, summary_json
from digitizer.cli.places import print_resolution, resolution_json
from digitizer.cli.session import Session, print_json, print_table
from digitizer.cli.texts import text
from digitizer.domain.case import Case, CaseSummary
from digitizer.domain.errors import NotFound
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import EmptyReason, ValueState
from digitizer.domain.review import Pin, open_pins
from digitizer.domain.values.canonical import shown_for
from digitizer.workflow.lists import CaseColumn, CaseOrder
from digitizer.workflow.overview import CaseView
from digitizer.workflow.ports import CaseFilter


@click.group(help=text("cli-records-help"))
def records() -> None:
    """The group of all commands on cases."""


@records.command("list", help=text("cli-records-list-help"))
@click.option("--batch", "batch_name", default=None, help=text("cli-option-batch"))
@click.option(
    "--state",
    type=click.Choice([state.value for state in CaseState]),
    default=None,
    help=text("cli-option-state"),
)
@click.option("--search", default=None, help=text("cli-option-search"))
@click.option("--without-batch", is_flag=True, help=text("cli-records-list-without-batch"))
@click.option("--type", "document_type", default=None, help=text("cli-records-list-type"))
@click.option("--doubtful", is_flag=True, help=text("cli-records-list-doubtful"))
@click.option("--pinned", is_flag=True, help=text("cli-records-list-pinned"))
@click.option("--awaits-scan", is_flag=True, help=text("cli-records-list-awaits-scan"))
@click.option("--came-back", is_flag=True, help=text("cli-records-list-came-back"))
@click.option(
    "--sort",
    "column",
    type=click.Choice([column.value for column in CaseColumn]),
    default=CaseColumn.ARRIVAL.value,
    help=text("cli-records-list-sort"),
)
@click.option("--descending", is_flag=True, help=text("cli-records-list-descending"))
@click.option("--count", "only_count", is_flag=True, help=text("cli-records-list-count"))
@click.option("--limit", default=100, type=click.IntRange(1), help=text("cli-option-limit"))
@click.option("--offset", default=0, type=click.IntRange(0), help=text("cli-option-offset"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def list_cases(
    session: Session,
    batch_name: str | None,
    state: str | None,
    search: str | None,
    without_batch: bool,
    document_type: str | None,
    doubtful: bool,
    pinned: bool,
    awaits_scan: bool,
    came_back: bool,
    column: str,
    descending: bool,
    only_count: bool,
    limit: int,
    offset: int,
    as_json: bool,
) -> None:
    with session.workstation() as station:
        where = CaseFilter(
            batch_id=station.batch(batch_name).id if batch_name else None,
            without_batch=without_batch,
            state=CaseState(state) if state else None,
            text=search,
            document_type=known_type(station, document_type),
            doubtful=doubtful,
            pinned=pinned,
            awaits_scan=awaits_scan,
            came_back=came_back,
        )
        order = CaseOrder(CaseColumn(column), descending)
        if only_count:
            click.echo(station.case_count(where))
            return
        rows = station.case_summaries(where, order=order, limit=limit, offset=offset)
    _print_cases(session, rows, as_json=as_json)


def known_type(station: Workstation, key: str | None) -> str | None:
    """Raises NotFound for a document type that is none, instead of finding nothing."""
    if key is not None and key not in station.catalog.types:
        raise NotFound("type-not-installed", type=key)
    return key


def _print_cases(session: Session, rows: Sequence[CaseSummary], *, as_json: bool) -> None:
    if as_json:
        for row in rows:
            print_json(summary_json(row))
        return
    names = ("case", "scan", "title", "state", "doubts", "batch")
    print_table(
        [session.messages.text(f"cli-column-{name}") for name in names],
        [
            (
                row.id,
                row.scan_name,
                row.title or "—",
                session.messages.text(f"cli-case-count-{row.state.value}"),
                row.doubts,
                row.batch_name or "—",
            )
            for row in rows
        ],
    )


@records.command("show", help=text("cli-records-show-help"))
@click.argument("case_id", type=int)
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def show(session: Session, case_id: int, as_json: bool) -> None:
    with session.workstation() as station:
        view = station.case_view(case_id)
        if as_json:
            print_json(case_json(view, session.messages))
        else:
            _print_case(session, station, view)


@records.command("set", help=text("cli-records-set-help"))
@click.argument("case_id", type=int)
@click.argument("field")
@click.argument("value")
@click.pass_obj
def set_value(session: Session, case_id: int, field: str, value: str) -> None:
    with session.workstation() as station:
        station.set_field(case_id, field, value, _revision(station, case_id))
        _say_field(session, station, case_id, field)


@records.command("confirm", help=text("cli-records-confirm-help"))
@click.argument("case_id", type=int)
@click.argument("fields", nargs=-1)
@click.option("--all", "whole", is_flag=True, help=text("cli-records-confirm-all"))
@click.option("--finish", is_flag=True, help=text("cli-records-confirm-finish"))
@click.pass_obj
def confirm(
    session: Session, case_id: int, fields: tuple[str, ...], whole: bool, finish: bool
) -> None:
    with session.workstation() as station:
        keys = fields if not whole else _doubtful(station.case_view(case_id))
        for key in keys:
            station.confirm_field(case_id, key, _revision(station, case_id))
        if finish:
            station.finish_case(case_id, _revision(station, case_id))
        state = station.case_view(case_id).case.state
        session.say(
            "cli-records-confirmed",
            case=case_id,
            count=len(keys),
            state=session.messages.text(f"cli-case-count-{state.value}"),
        )


@records.command("empty", help=text("cli-records-empty-help"))
@click.argument("case_id", type=int)
@click.argument("field")
@click.option(
    "--reason",
    type=click.Choice([reason.value for reason in EmptyReason]),
    required=True,
    help=text("cli-records-empty-reason"),
)
@click.pass_obj
def empty(session: Session, case_id: int, field: str, reason: str) -> None:
    with session.workstation() as station:
        revision = _revision(station, case_id)
        station.confirm_empty(case_id, field, EmptyReason(reason), revision)
        _say_field(session, station, case_id, field)


@records.command("place", help=text("cli-records-place-help"))
@click.argument("case_id", type=int)
@click.argument("field")
@click.option("--on", default=None, help=text("cli-records-place-on"))
@click.option("--today", default=None, help=text("cli-records-place-today"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def place(
    session: Session, case_id: int, field: str, on: str | None, today: str | None, as_json: bool
) -> None:
    with session.workstation() as station:
        if on is not None or today is not None:
            station.choose_place(case_id, field, on, today, _revision(station, case_id))
            session.say("cli-records-place-chosen", case=case_id, field=field)
            return
        found = station.place_options(case_id, field)
    if as_json:
        print_json(resolution_json(found))
    else:
        print_resolution(session, found)


@records.command("type", help=text("cli-records-type-help"))
@click.argument("case_id", type=int)
@click.argument("document_type")
@click.pass_obj
def assign_type(session: Session, case_id: int, document_type: str) -> None:
    with session.workstation() as station:
        station.assign_type(case_id, document_type, _revision(station, case_id))
        session.say("cli-records-typed", case=case_id, type=document_type)


@records.command("set-aside", help=text("cli-records-set-aside-help"))
@click.argument("case_id", type=int)
@click.option("--reason", required=True, help=text("cli-option-reason"))
@click.pass_obj
def set_aside(session: Session, case_id: int, reason: str) -> None:
    with session.workstation() as station:
        station.set_aside(case_id, reason, _revision(station, case_id))
        session.say("cli-records-aside", case=case_id)


@records.command("restore", help=text("cli-records-restore-help"))
@click.argument("case_id", type=int)
@click.pass_obj
def restore(session: Session, case_id: int) -> None:
    with session.workstation() as station:
        station.restore(case_id, _revision(station, case_id))
        session.say("cli-records-restored", case=case_id)


@records.command("undo", help=text("cli-records-undo-help"))
@click.argument("case_id", type=int, required=False)
@click.pass_obj
def undo(session: Session, case_id: int | None) -> None:
    with session.workstation() as station:
        if case_id is None:
            case_id = station.doubts.undo_newest().case_id
        else:
            station.undo(case_id, _revision(station, case_id))
        session.say("cli-records-undone", case=case_id)


@records.command("redo", help=text("cli-records-redo-help"))
@click.pass_obj
def redo(session: Session) -> None:
    with session.workstation() as station:
        step = station.doubts.redo_newest()
        session.say("cli-records-redone", case=step.case_id)


@records.command("pass-on", help=text("cli-records-pass-on-help"))
@click.argument("case_id", type=int)
@click.argument("field")
@click.option("--reason", required=True, help=text("cli-option-reason"))
@click.option("--guess", default=None, help=text("cli-records-pass-on-guess"))
@click.pass_obj
def pass_on(session: Session, case_id: int, field: str, reason: str, guess: str | None) -> None:
    with session.workstation() as station:
        revision = _revision(station, case_id)
        station.doubts.pass_on(case_id, field, reason, revision, guess)
        session.say("cli-records-passed-on", case=case_id, field=field)


@records.command("keep", help=text("cli-records-keep-help"))
@click.argument("case_id", type=int)
@click.argument("field")
@click.option("--reason", required=True, help=text("cli-option-reason"))
@click.pass_obj
def keep(session: Session, case_id: int, field: str, reason: str) -> None:
    with session.workstation() as station:
        station.doubts.keep_pinned(case_id, field, reason, _revision(station, case_id))
        session.say("cli-records-kept", case=case_id, field=field)


def _revision(station: Workstation, case_id: int) -> int:
    return station.case_view(case_id).case.revision


def _doubtful(view: CaseView) -> tuple[str, ...]:
    record = view.case.record
    fields = record.fields.values() if record else ()
    return tuple(value.key for value in fields if value.state is ValueState.REVIEW)


def _say_field(session: Session, station: Workstation, case_id: int, key: str) -> None:
    record = station.case_view(case_id).case.record
    value = record.value(key) if record else None
    session.say("cli-records-field", case=case_id, field=key, value=value or "")


def _print_case(session: Session, station: Workstation, view: CaseView) -> None:
    language = session.messages.language
    state = session.messages.text(f"cli-case-count-{view.case.state.value}")
    click.echo(f"{view.case.id}  {view.scan_name}  {state}")
    _say_answered(session, view.case)
    if view.document_type is None or view.case.record is None:
        session.say("cli-records-no-type")
        return
    for spec in view.document_type.fields:
        value = view.case.record.fields.get(spec.key)
        if value is None or (not value.text and value.empty_reason is None):
            continue
        mark = session.messages.text(f"cli-field-{value.state.value}")
        text_shown = shown_for(station.catalog, spec, value.value) or value.text
        click.echo(f"  [{mark}] {spec.label.in_language(language)} ({spec.key}): {text_shown}")
    for pin in view.pins:
        click.echo(f"  * {_pin_words(session, view, pin)}")
    for problem in view.problems:
        click.echo(f"  ! {session.messages.problem(problem)}")


def _say_answered(session: Session, case: Case) -> None:
    """Who answers for the case, and where it left."""
    for code, who, at in (
        ("cli-records-approved-by", {"name": case.approved_by or ""}, case.approved_at),
        ("cli-records-left-in", {"package": case.left_in or ""}, case.left_at),
    ):
        if at is not None:
            session.say(code, **who, at=f"{at.astimezone():%d/%m/%Y %H:%M}")


def _pin_words(session: Session, view: CaseView, pin: Pin) -> str:
    """What the supervisor pinned, and what came of it."""
    said = {"field": pin.field, "actor": pin.by, "reason": pin.reason}
    if pin.kept is not None:
        kept = {"by": pin.kept.actor, "why": pin.kept.reason}
        return session.messages.text("cli-pin-kept", **said, **kept)
    is_open = pin.field in open_pins(view.pins, view.case.record)
    return session.messages.text("cli-pin-open" if is_open else "cli-pin-answered", **said)
