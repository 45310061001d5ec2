"""second: keying a second time, settling differences; and the plan and review of a batch."""

from __future__ import annotations

import re

import click

from digitizer.bootstrap.workstation import Workstation
from digitizer.cli.session import Session, print_json, print_table
from digitizer.cli.texts import text
from digitizer.domain.batch import BatchPlan, WorkPass
from digitizer.domain.errors import InvalidInput
from digitizer.domain.record import EmptyReason
from digitizer.domain.review import Point
from digitizer.domain.second_entry import Decision, Keyed, Typed, blind_order
from digitizer.workflow.second_tasks import FieldPlace

_REASONS = click.Choice([reason.value for reason in EmptyReason])
_LETTERS = ("a", "b")
_PLACE = re.compile(r"(\d{1,6}):(\d{1,6}),(\d{1,6})")


@click.group(help=text("cli-second-help"))
def second() -> None:
    """The group of all commands on second keys."""


@second.command("list", help=text("cli-second-list-help"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def list_waiting(session: Session, as_json: bool) -> None:
    with session.workstation() as station:
        rows = station.second_entry.batches()
    if as_json:
        for row in rows:
            print_json(
                {
                    "batch": row.batch_id,
                    "name": row.name,
                    "waiting": row.waiting,
                    "skipped": row.skipped,
                    "differences": row.differences,
                }
            )
        return
    names = ("batch", "name", "second-waiting", "second-skipped", "second-differences")
    print_table(
        [session.messages.text(f"cli-column-{name}") for name in names],
        [(row.batch_id, row.name, row.waiting, row.skipped, row.differences) for row in rows],
    )


@second.command("next", help=text("cli-second-next-help"))
@click.argument("batch_name")
@click.option("--skipped", is_flag=True, help=text("cli-second-next-skipped"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def next_field(session: Session, batch_name: str, skipped: bool, as_json: bool) -> None:
    with session.workstation() as station:
        batch = station.batch(batch_name)
        task = station.second_entry.next_task(batch.id, skipped=skipped)
    if task is None:
        if not as_json:
            session.say("cli-second-none", name=batch.name)
        return
    shown = _place_json(task.place, session)
    if as_json:
        print_json({**shown, "left": task.left})
    else:
        _print_place(task.place, session)
        session.say("cli-second-left", count=task.left)


@second.command("key", help=text("cli-second-key-help"))
@click.argument("case_id", type=int)
@click.argument("field")
@click.argument("value", default="")
@click.option("--empty", type=_REASONS, default=None, help=text("cli-second-key-empty"))
@click.option("--skip", default=None, help=text("cli-second-key-skip"))
@click.pass_obj
def key(
    session: Session, case_id: int, field: str, value: str, empty: str | None, skip: str | None
) -> None:
    if sum((bool(value), empty is not None, skip is not None)) != 1:
        raise InvalidInput("second-key-one-of")
    with session.workstation() as station:
        if skip is not None:
            station.second_entry.skip(case_id, field, skip)
            session.say("cli-second-skipped", case=case_id, field=field)
            return
        station.second_entry.key(case_id, field, EmptyReason(empty) if empty else value)
        session.say("cli-second-keyed", case=case_id, field=field)


@second.command("differences", help=text("cli-second-differences-help"))
@click.argument("batch_name")
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def differences(session: Session, batch_name: str, as_json: bool) -> None:
    with session.workstation() as station:
        batch = station.batch(batch_name)
        found = station.second_entry.differences(batch.id)
    for each in found:
        order = blind_order(each.place.case_id, each.place.spec.key)
        given = {letter: each.given(one) for letter, one in zip(_LETTERS, order, strict=True)}
        if as_json:
            keyed = {letter: _keyed_json(one) for letter, one in given.items()}
            print_json({**_place_json(each.place, session), **keyed, "machine": each.machine})
            continue
        _print_place(each.place, session)
        for letter, one in given.items():
            click.echo(f"  {letter}: {_keyed_text(one, session)}")
        session.say("cli-second-machine", text=each.machine or "—")
    if not found and not as_json:
        session.say("cli-second-no-differences", name=batch.name)


@second.command("settle", help=text("cli-second-settle-help"))
@click.argument("case_id", type=int)
@click.argument("field")
@click.option("--take", type=click.Choice(_LETTERS), default=None, help=text("cli-second-take"))
@click.option("--text", "typed", default=None, help=text("cli-second-text"))
@click.option("--again", default=None, help=text("cli-second-again"))
@click.option("--empty", type=_REASONS, default=None, help=text("cli-second-empty"))
@click.option("--why", default="", help=text("cli-second-why"))
@click.pass_obj
def settle(
    session: Session,
    case_id: int,
    field: str,
    take: str | None,
    typed: str | None,
    again: str | None,
    empty: str | None,
    why: str,
) -> None:
    if sum(given is not None for given in (take, typed, empty)) != 1:
        raise InvalidInput("second-settle-one-of")
    decision: Decision
    if take is not None:
        decision = blind_order(case_id, field)[_LETTERS.index(take)]
    elif empty is not None:
        decision = EmptyReason(empty)
    else:
        decision = Typed(typed or "", again or "")
    with session.workstation() as station:
        station.second_entry.settle(case_id, field, decision, why)
        session.say("cli-second-settled", case=case_id, field=field)


@click.command("plan", help=text("cli-batch-plan-help"))
@click.argument("batch_name")
@click.option(
    "--pass",
    "passes",
    multiple=True,
    type=click.Choice([each.value for each in WorkPass]),
    help=text("cli-batch-plan-pass"),
)
@click.option("--twice", multiple=True, help=text("cli-batch-plan-twice"))
@click.option("--once", is_flag=True, help=text("cli-batch-plan-once"))
@click.pass_obj
def plan(
    session: Session, batch_name: str, passes: tuple[str, ...], twice: tuple[str, ...], once: bool
) -> None:
    """What is not given stays as it is."""
    with session.workstation() as station:
        batch = station.batch(batch_name)
        wanted = BatchPlan(
            tuple(dict.fromkeys(map(WorkPass, passes))) or batch.plan.passes,
            () if once else tuple(dict.fromkeys(twice)) or batch.plan.keyed_twice,
        )
        if wanted != batch.plan:
            station.plan_batch(batch.id, wanted)
        names = (session.messages.text(f"second-pass-{each.value}") for each in wanted.passes)
        fields = ", ".join(wanted.keyed_twice) or "—"
        session.say("cli-batch-planned", name=batch.name, passes=", ".join(names), fields=fields)


@click.command("review", help=text("cli-batch-review-help"))
@click.argument("batch_name")
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def review(session: Session, batch_name: str, as_json: bool) -> None:
    with session.workstation() as station:
        batch = station.batch(batch_name)
        found = station.second_entry.disagreements(batch.id)
        left = station.second_entry.review(batch.id)
    for each in found:
        if as_json:
            print_json(
                {
                    "case": each.case_id,
                    "field": each.field,
                    "first": _keyed_json(each.first),
                    "second": _keyed_json(each.second),
                    "second_by": each.second_by,
                    "settled": _keyed_json(each.settled) if each.settled else None,
                    "settled_by": each.settled_by,
                    "why": each.why,
                }
            )
            continue
        session.say(
            "cli-batch-review-line",
            case=each.case_id,
            field=each.field,
            first=_keyed_text(each.first, session),
            second=_keyed_text(each.second, session),
            settled=_keyed_text(each.settled, session) if each.settled else "—",
            name=each.settled_by or "—",
        )
    if not as_json:
        session.say("cli-batch-review-done", looked=len(left.looked_at), pins=len(left.pins))


@click.command("look", help=text("cli-batch-look-help"))
@click.argument("case_id", type=int)
@click.argument("field")
@click.pass_obj
def look(session: Session, case_id: int, field: str) -> None:
    with session.workstation() as station:
        station.second_entry.look_at(case_id, field)
        session.say("cli-batch-looked", case=case_id, field=field)


@click.command("pin", help=text("cli-batch-pin-help"))
@click.argument("case_id", type=int)
@click.argument("field")
@click.option("--reason", default="", help=text("cli-option-reason"))
@click.option("--at", default=None, help=text("cli-batch-pin-at"))
@click.option("--off", is_flag=True, help=text("cli-batch-pin-off"))
@click.pass_obj
def pin(session: Session, case_id: int, field: str, reason: str, at: str | None, off: bool) -> None:
    with session.workstation() as station:
        if off:
            station.second_entry.take_pin_off(case_id, field)
            session.say("cli-batch-unpinned", case=case_id, field=field)
            return
        point = _point(station, case_id, at) if at is not None else None
        station.second_entry.put_pin(case_id, field, reason, point)
        session.say("cli-batch-pinned", case=case_id, field=field)


def _point(station: Workstation, case_id: int, described: str) -> Point:
    """``2:310,415``: the second page of the case, in px of its upright image."""
    match = _PLACE.fullmatch(described)
    pages = station.case_view(case_id).pages
    if match is None or not 1 <= int(match[1]) <= len(pages):
        raise InvalidInput("pin-place", text=described, pages=len(pages))
    return Point(pages[int(match[1]) - 1].page.id, int(match[2]), int(match[3]))


def _place_json(place: FieldPlace, session: Session) -> dict[str, object]:
    box = place.box
    return {
        "case": place.case_id,
        "field": place.spec.key,
        "label": place.spec.label.in_language(session.messages.language),
        "kind": place.spec.kind.value,
        "document_type": place.document_type,
        "page": place.page.page.number if place.page else None,
        "box": [box.x, box.y, box.width, box.height] if box else None,
        "image": str((place.page or place.pages[0]).image_path) if place.pages else None,
    }


def _print_place(place: FieldPlace, session: Session) -> None:
    shown = _place_json(place, session)
    click.echo(f"{shown['case']}  {shown['field']}  {shown['label']}")
    click.echo(f"  {shown['image'] or '—'}  {shown['page'] or '—'}  {shown['box'] or '—'}")


def _keyed_json(keyed: Keyed) -> dict[str, object]:
    reason = keyed.empty_reason
    return {"text": keyed.text, "value": keyed.value, "empty": reason.value if reason else None}


def _keyed_text(keyed: Keyed, session: Session) -> str:
    if keyed.empty_reason is None:
        return keyed.text
    return f"({session.messages.text(f'ui-empty-{keyed.empty_reason.value}')})"
