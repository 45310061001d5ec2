"""passes: the values and words that many cases of a batch share, confirmed one at a time, and the
fields of a batch as columns."""

from __future__ import annotations

from collections.abc import Sequence

import click

from digitizer.bootstrap.workstation import Workstation
from digitizer.cli import passes_lists
from digitizer.cli.session import Session, print_json, print_table
from digitizer.cli.texts import text
from digitizer.domain.errors import InvalidInput
from digitizer.workflow.carpet import SCREEN, ValueGroup


@click.command(help=text("cli-passes-help"))
@click.argument("batch_name", metavar="BATCH")
@click.option("--field", default=None, help=text("cli-passes-field"))
@click.option("--accepted", "with_accepted", is_flag=True, help=text("cli-passes-accepted"))
@click.option(
    "--confirm", nargs=2, default=None, metavar="FIELD VALUE", help=text("cli-passes-confirm")
)
@click.option("--columns", is_flag=True, help=text("cli-passes-columns"))
@click.option("--column", default=None, metavar="FIELD", help=text("cli-passes-column"))
@click.option("--doubtful", is_flag=True, help=text("cli-passes-doubtful"))
@click.option("--words", is_flag=True, help=text("cli-passes-words"))
@click.option(
    "--confirm-word",
    nargs=2,
    default=None,
    metavar="KIND WORD",
    help=text("cli-passes-confirm-word"),
)
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def passes(
    session: Session,
    batch_name: str,
    field: str | None,
    with_accepted: bool,
    confirm: tuple[str, str] | None,
    columns: bool,
    column: str | None,
    doubtful: bool,
    words: bool,
    confirm_word: tuple[str, str] | None,
    as_json: bool,
) -> None:
    with session.workstation() as station:
        batch_id = station.batch(batch_name).id
        if columns:
            passes_lists.list_columns(
                session, station, batch_id, all_values=with_accepted, as_json=as_json
            )
            return
        if column is not None:
            passes_lists.list_column(
                session, station, batch_id, column, doubtful=doubtful, as_json=as_json
            )
            return
        if confirm_word is not None:
            passes_lists.confirm_word(
                session, station, batch_id, confirm_word, with_accepted=with_accepted
            )
            return
        if words:
            passes_lists.list_words(
                session, station, batch_id, with_accepted=with_accepted, as_json=as_json
            )
            return
        found = station.passes.groups(batch_id, with_accepted=with_accepted)
        if confirm is not None:
            chosen = _named(found, *confirm)
            _confirm(session, station, batch_id, chosen, with_accepted=with_accepted)
            return
    shown = [each for each in found if field in (None, each.spec.key)]
    if as_json:
        for each in shown:
            print_json(
                {
                    "type": each.document_type,
                    "field": each.spec.key,
                    "value": each.value,
                    "text": each.text,
                    "waiting": each.waiting,
                    "accepted": each.accepted,
                }
            )
        return
    names = ("field", "label", "text", "waiting", "accepted")
    print_table(
        [session.messages.text(f"cli-passes-column-{name}") for name in names],
        [
            (
                each.spec.key,
                each.spec.label.in_language(session.messages.language),
                each.text,
                each.waiting,
                each.accepted,
            )
            for each in shown
        ],
    )


def _named(found: Sequence[ValueGroup], key: str, value: str) -> Sequence[ValueGroup]:
    """The groups of a field with this value, as it is stored or as an official writes it."""
    named = [each for each in found if each.spec.key == key and value in (each.value, each.text)]
    if not named:
        raise InvalidInput("no-such-group", field=key, text=value)
    return named


def _confirm(
    session: Session,
    station: Workstation,
    batch_id: int,
    groups: Sequence[ValueGroup],
    *,
    with_accepted: bool,
) -> None:
    """Screen by screen, as in the window, until nothing more can be confirmed."""
    confirmed = 0
    left_out: dict[int, str] = {}
    for group in groups:
        while True:
            pieces = station.passes.carpet(
                batch_id, group, with_accepted=with_accepted, limit=SCREEN + len(left_out)
            )
            seen = [
                (each.case_id, each.revision) for each in pieces if each.case_id not in left_out
            ]
            if not seen:
                break
            done = station.passes.confirm(group.spec.key, group.value, seen)
            confirmed += len(done.confirmed)
            left_out |= {each.case_id: each.code for each in done.left_out}
    session.say("cli-passes-confirmed", count=confirmed)
    for case_id, code in left_out.items():
        session.say(
            "cli-passes-left-out", case=case_id, why=session.messages.text(f"passes-{code}")
        )
