"""calibrate: how many accepted fields were wrong, and the thresholds that keep to the limit."""

from __future__ import annotations

import click

from digitizer.cli.session import Session, print_json, print_table
from digitizer.cli.texts import text
from digitizer.domain.sureness import NEVER, Calibration, KindResult


@click.command(help=text("cli-calibrate-help"))
@click.option(
    "--limit",
    type=click.FloatRange(0.1, 100),
    default=2.0,
    show_default=True,
    help=text("cli-calibrate-limit"),
)
@click.option("--write", is_flag=True, help=text("cli-calibrate-write"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def calibrate(session: Session, limit: float, write: bool, as_json: bool) -> None:
    with session.workstation() as station:
        found = station.calibrate(limit / 1000, write=write)
        file = station.folders.sureness
    if as_json:
        print_json(_as_json(found, limit, written=write and found.is_change))
        return
    promise = found.promise
    if promise.per_thousand is None or promise.at_most is None:
        session.say("cli-calibrate-nothing")
    else:
        session.say(
            "cli-calibrate-promise",
            wrong=f"{promise.per_thousand:.1f}",
            most=f"{promise.at_most:.1f}",
            changed=promise.wrong,
            accepted=promise.accepted,
            looked=promise.looked_at,
        )
    if found.kinds:
        names = ("kind", "accepted", "changed", "before", "after")
        header = [session.messages.text(f"cli-calibrate-{name}") for name in names]
        print_table(header, [_row(session, each) for each in found.kinds])
    if not found.is_change:
        session.say("cli-calibrate-kept")
    elif write:
        session.say("cli-calibrate-written", file=str(file))
    else:
        session.say("cli-calibrate-proposed")


def _row(session: Session, result: KindResult) -> tuple[object, ...]:
    def shown(threshold: float) -> str:
        if threshold >= NEVER:
            return session.messages.text("cli-calibrate-never")
        return f"{threshold:.2f}"

    return (
        result.kind.value,
        result.promise.accepted,
        result.promise.wrong,
        shown(result.before),
        shown(result.after),
    )


def _as_json(found: Calibration, limit: float, *, written: bool) -> dict[str, object]:
    return {
        "limit_per_thousand": limit,
        "accepted": found.promise.accepted,
        "changed": found.promise.wrong,
        "looked_at": found.promise.looked_at,
        "wrong_per_thousand": found.promise.per_thousand,
        "at_most_per_thousand": found.promise.at_most,
        "kinds": [
            {
                "kind": each.kind.value,
                "accepted": each.promise.accepted,
                "changed": each.promise.wrong,
                "threshold": each.before,
                "new_threshold": each.after,
            }
            for each in found.kinds
        ],
        "written": written,
    }
