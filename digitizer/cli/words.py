"""words: marks for what was typed without them, odd syllables, and what typing keys make."""

from __future__ import annotations

import re

import click

from digitizer.cli.session import ExitCode, Session, print_json
from digitizer.cli.texts import text
from digitizer.domain.preferences import TypingMethod
from digitizer.domain.schema import FieldKind

_KINDS = {kind.value: kind for kind in (FieldKind.NAME, FieldKind.PLACE, FieldKind.TEXT)}
_METHODS = (TypingMethod.TELEX.value, TypingMethod.VNI.value)
_WORD = re.compile(r"[^\W_]+")


@click.group(help=text("cli-words-help"))
def words() -> None:
    """The commands about words."""


@words.command(help=text("cli-words-marked-help"))
@click.argument("typed", metavar="TEXT")
@click.option(
    "--kind", type=click.Choice(list(_KINDS)), default="name", help=text("cli-words-kind")
)
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def marked(session: Session, typed: str, kind: str, as_json: bool) -> int:
    forms = _forms(session, _KINDS[kind], typed)
    if as_json:
        print_json(list(forms))
    else:
        for form in forms:
            click.echo(form)
    return ExitCode.DONE


def _forms(session: Session, kind: FieldKind, typed: str) -> tuple[str, ...]:
    if session.workspace is None:
        from digitizer.bootstrap.desk.words import forms_by_lists

        return forms_by_lists(kind, typed)
    with session.workstation() as station:
        station.words.learn_names()
        return station.words.marked(kind, typed)


@words.command(help=text("cli-words-odd-help"))
@click.argument("written", metavar="TEXT")
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def odd(session: Session, written: str, as_json: bool) -> int:
    from digitizer.bootstrap.known_words import known_words
    from digitizer.domain.words.odd import odd_spans

    spans = odd_spans(written, known_words())
    if as_json:
        print_json([{"start": start, "end": end} for start, end in spans])
    else:
        for start, end in spans:
            click.echo(written[start:end])
    return ExitCode.SOME_FAILED if spans else ExitCode.DONE


@words.command(help=text("cli-words-telex-help"))
@click.argument("keys", metavar="KEYS")
@click.option(
    "--method",
    "name",
    type=click.Choice(_METHODS),
    default=TypingMethod.TELEX.value,
    help=text("cli-words-method"),
)
@click.pass_obj
def telex(session: Session, keys: str, name: str) -> int:
    from digitizer.bootstrap.known_words import known_words
    from digitizer.domain.typing.engine import finish
    from digitizer.domain.typing.methods import method
    from digitizer.domain.typing.spelling import spelling

    used, known = method(TypingMethod(name)), spelling(known_words())
    if used is not None:
        click.echo(_WORD.sub(lambda word: finish("", word[0], "", used, known).text, keys))
    return ExitCode.DONE
