"""own-work: the pace and the kinds of errors of the person who calls it."""

from __future__ import annotations

import click

from digitizer.cli.session import Session, print_json, print_table
from digitizer.cli.texts import text
from digitizer.domain.pace import Stretch
from digitizer.workflow.own_work import OwnWork


@click.command(name="own-work", help=text("cli-own-work-help"))
@click.option("--days", default=84, type=click.IntRange(1, 3660), help=text("cli-own-work-days"))
@click.option("--by-day", is_flag=True, help=text("cli-own-work-by-day"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def own_work(session: Session, days: int, by_day: bool, as_json: bool) -> None:
    with session.workstation() as station:
        found = station.own_work.look(days)
    stretches = found.days if by_day else found.weeks
    if as_json:
        print_json(_json(found, stretches))
        return
    if not stretches:
        session.say("cli-own-work-none")
        return
    names = ("start", "minutes", "cases", "fields", "pace", "passed", "undone", "errors")
    print_table(
        [session.messages.text(f"cli-own-work-column-{name}") for name in names],
        [_row(each) for each in stretches],
    )
    for kind, count in found.kinds.items():
        said = session.messages.text(f"own-work-kind-{kind.value}")
        tip = session.messages.text(f"own-work-tip-{kind.value}")
        session.say("cli-own-work-kind", kind=said, count=count, tip=tip)


def _row(one: Stretch) -> tuple[object, ...]:
    pace = one.fields_an_hour
    return (
        one.start.strftime("%d/%m/%Y"),
        round(one.seconds / 60),
        one.cases,
        one.fields,
        "-" if pace is None else round(pace),
        one.passed_on,
        one.undone,
        one.errors,
    )


def _json(found: OwnWork, stretches: tuple[Stretch, ...]) -> dict[str, object]:
    return {
        "stretches": [
            {
                "from": one.start.isoformat(),
                "seconds": round(one.seconds),
                "cases": one.cases,
                "fields": one.fields,
                "fields_an_hour": one.fields_an_hour,
                "cases_an_hour": one.cases_an_hour,
                "passed_on": one.passed_on,
                "undone": one.undone,
                "errors": one.errors,
            }
            for one in stretches
        ],
        "kinds": {kind.value: count for kind, count in found.kinds.items()},
    }
