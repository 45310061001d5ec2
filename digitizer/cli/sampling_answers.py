"""sampling key, mark, differences, judge: what is found at the units of a sample."""

from __future__ import annotations

import re

import click

from digitizer.cli.sampling_json import difference_json
from digitizer.cli.session import Session, print_json
from digitizer.cli.texts import text
from digitizer.domain.errors import InvalidInput
from digitizer.domain.record import EmptyReason
from digitizer.domain.second_entry import blind_order

_REASONS = click.Choice([reason.value for reason in EmptyReason])
_LETTERS = ("a", "b")
_PLACES = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")


@click.command("key", help=text("cli-sampling-key-help"))
@click.argument("batch_name")
@click.argument("place", type=int)
@click.argument("value", default="")
@click.option("--empty", type=_REASONS, default=None, help=text("cli-sampling-key-empty"))
@click.pass_obj
def key(session: Session, batch_name: str, place: int, value: str, empty: str | None) -> None:
    if bool(value) == (empty is not None):
        raise InvalidInput("sampling-key-one-of")
    with session.workstation() as station:
        sample = station.sampling.open_sample(station.batch(batch_name).id)
        station.sampling.key(sample.id, place, EmptyReason(empty) if empty else value)
        session.say("cli-sampling-keyed", place=place)


@click.command("mark", help=text("cli-sampling-mark-help"))
@click.argument("batch_name")
@click.argument("places")
@click.option("--right", is_flag=True, help=text("cli-sampling-mark-right"))
@click.option("--wrong", default=None, help=text("cli-sampling-mark-wrong"))
@click.pass_obj
def mark(session: Session, batch_name: str, places: str, right: bool, wrong: str | None) -> None:
    if right == (wrong is not None):
        raise InvalidInput("sampling-mark-one-of")
    wanted = _range(places)
    with session.workstation() as station:
        sample = station.sampling.open_sample(station.batch(batch_name).id)
        for place in wanted:
            station.sampling.mark(sample.id, place, is_right=right, why=wrong or "")
        session.say("cli-sampling-marked", count=len(wanted))


@click.command("differences", help=text("cli-sampling-differences-help"))
@click.argument("batch_name")
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def differences(session: Session, batch_name: str, as_json: bool) -> None:
    with session.workstation() as station:
        batch = station.batch(batch_name)
        found = station.sampling.differences(station.sampling.open_sample(batch.id).id)
    for each in found:
        shown = difference_json(each, session.messages.language)
        if as_json:
            print_json(shown)
            continue
        click.echo(f"{shown['place']}  {shown['case']}  {shown['field']}  {shown['label']}")
        for letter in _LETTERS:
            click.echo(f"  {letter}: {_given(shown[letter], session)}")
    if not found and not as_json:
        session.say("cli-sampling-no-differences", batch=batch.name)


@click.command("judge", help=text("cli-sampling-judge-help"))
@click.argument("batch_name")
@click.argument("place", type=int)
@click.option(
    "--take", type=click.Choice(_LETTERS), required=True, help=text("cli-sampling-judge-take")
)
@click.option("--why", default="", help=text("cli-sampling-judge-why"))
@click.pass_obj
def judge(session: Session, batch_name: str, place: int, take: str, why: str) -> None:
    with session.workstation() as station:
        sample = station.sampling.open_sample(station.batch(batch_name).id)
        unit = sample.unit(place)
        if unit is None:
            raise InvalidInput("no-sample-place", place=place, count=len(sample.units))
        choice = blind_order(unit.case_id, unit.field)[_LETTERS.index(take)]
        station.sampling.judge(sample.id, place, choice, why)
        session.say("cli-sampling-judged", place=place)


def _range(described: str) -> range:
    """``7`` or ``1-40``."""
    match = _PLACES.fullmatch(described)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
    if last < first:
        raise InvalidInput("sampling-places", text=described)
    return range(first, last + 1)


def _given(keyed: object, session: Session) -> str:
    if not isinstance(keyed, dict):
        return ""
    reason = keyed["empty"]
    return (
        str(keyed["text"]) if reason is None else f"({session.messages.text(f'ui-empty-{reason}')})"
    )
