"""place: the administrative units that written places name, then and today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import click

from digitizer.bootstrap.placing import place_resolver
from digitizer.cli.session import ExitCode, Session, print_json
from digitizer.cli.texts import text
from digitizer.domain.places import Candidate, PlaceState, Resolution, Unit

_NOT_TO_TAKE = frozenset({PlaceState.AMBIGUOUS, PlaceState.UNKNOWN})


@click.command(help=text("cli-place-help"))
@click.argument("texts", metavar="TEXT...", nargs=-1, required=True)
@click.option(
    "--on", "day", type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]), help=text("cli-place-on")
)
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def place(session: Session, texts: tuple[str, ...], day: datetime | None, as_json: bool) -> int:
    resolver = place_resolver()
    found = [resolver.resolve(written, day.date() if day else None) for written in texts]
    for each in found:
        if as_json:
            print_json(resolution_json(each))
        else:
            print_resolution(session, each)
    is_open = any(each.state in _NOT_TO_TAKE for each in found)
    return ExitCode.SOME_FAILED if is_open else ExitCode.DONE


def resolution_json(found: Resolution) -> dict[str, object]:
    return {
        "text": found.text,
        "on": found.on.isoformat() if found.on else None,
        "detail": found.detail,
        "state": found.state.value,
        "unit": _units_json(found.unit),
        "other_list": found.other_list,
        "state_today": found.state_today.value,
        "unit_today": _units_json(found.unit_today),
        "candidates": [
            {
                "for": "today" if each.today else "on",
                "reason": each.reason.value,
                "unit": _units_json(each.unit),
            }
            for each in found.candidates
        ],
    }


def _units_json(unit: Unit | None) -> list[dict[str, str]] | None:
    """The unit, then those above it; a code never stands without its list."""
    if unit is None:
        return None
    return [
        {
            "list": each.ref.list_name,
            "version": each.ref.list_version,
            "code": each.ref.code,
            "name": each.ref.name,
        }
        for each in unit.upwards()
    ]


def print_resolution(session: Session, found: Resolution) -> None:
    """What a place names and what there is to choose from, in lines."""
    click.echo(found.text)
    if found.detail and found.unit:
        session.say("place-detail", detail=found.detail)
    _print_unit(session, "place-then", found.unit, found.state)
    if found.other_list:
        session.say("place-other-list")
    _print_candidates(session, (each for each in found.candidates if not each.today))
    _print_unit(session, "place-today", found.unit_today, found.state_today)
    _print_candidates(session, (each for each in found.candidates if each.today))


def _print_unit(session: Session, heading: str, unit: Unit | None, state: PlaceState) -> None:
    said = session.messages.text(f"place-state-{state}")
    session.say(heading, unit=_shown(session, unit) if unit else "-", state=said)


def _print_candidates(session: Session, candidates: Iterable[Candidate]) -> None:
    for each in candidates:
        reason = session.messages.text(f"place-reason-{each.reason}")
        session.say("place-candidate", unit=_shown(session, each.unit), reason=reason)


def _shown(session: Session, unit: Unit) -> str:
    ref = unit.ref
    return session.messages.text(
        "place-unit",
        address=unit.address,
        code=ref.code,
        list=ref.list_name,
        version=ref.list_version,
    )
