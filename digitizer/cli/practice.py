"""practice: exercises with invented cases, in a workspace apart from the real one."""

from __future__ import annotations

from collections.abc import Sequence

import click

from digitizer.bootstrap.practising import (
    Exercise,
    discard,
    marks,
    open_practice,
    practice_folder,
    set_exercise,
)
from digitizer.cli.session import ExitCode, Session, print_json
from digitizer.cli.texts import text
from digitizer.cli.watching import TerminalReporter
from digitizer.cli.window import has_display, start_window
from digitizer.domain.errors import InvalidInput
from digitizer.domain.practice import Level, Marked, advised_level
from digitizer.domain.schema import Catalog

_LEVELS = click.Choice([level.value for level in Level])


@click.command(help=text("cli-practice-help"))
@click.option(
    "--type", "document_type", default="civil_status.birth", help=text("cli-practice-type")
)
@click.option("--cases", default=10, type=click.IntRange(1, 200), help=text("cli-practice-cases"))
@click.option("--level", default="usual", type=_LEVELS, help=text("cli-practice-level"))
@click.option("--prepare", is_flag=True, help=text("cli-practice-prepare"))
@click.option("--results", is_flag=True, help=text("cli-practice-results"))
@click.option("--discard", "throw", is_flag=True, help=text("cli-practice-discard"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def practice(
    session: Session,
    document_type: str,
    cases: int,
    level: str,
    prepare: bool,
    results: bool,
    throw: bool,
    as_json: bool,
) -> int:
    if session.workspace is None:
        raise InvalidInput("workspace-needed")
    if throw:
        is_gone = discard(session.workspace, session.user)
        session.say("cli-practice-discarded" if is_gone else "cli-practice-none")
        return ExitCode.DONE
    station = open_practice(session.workspace, session.user, session.messages.language)
    try:
        if results:
            _tell(session, station.catalog, marks(station), Level(level), as_json=as_json)
            return ExitCode.DONE
        names = set_exercise(station, Exercise(document_type, Level(level), cases))
        session.say("cli-practice-reading", count=len(names))
        station.watch(TerminalReporter(session), once=True)
    finally:
        station.close()
    folder = practice_folder(session.workspace, session.user)
    session.say("cli-practice-ready", folder=str(folder))
    if not prepare and has_display():
        start_window(Session(session.messages, folder, session.user), [])
    return ExitCode.DONE


def _tell(
    session: Session, catalog: Catalog, marked: Sequence[Marked], level: Level, *, as_json: bool
) -> None:
    if as_json:
        for one in marked:
            print_json(_json(one))
        return
    if not marked:
        session.say("cli-practice-none-finished")
        return
    for one in marked:
        session.say(
            "cli-practice-case",
            case=one.case_id,
            scan=one.scan_name,
            right=one.fields - len(one.misses),
            fields=one.fields,
        )
        spec_of = catalog.types[one.document_type].field
        for miss in one.misses:
            spec = spec_of(miss.key)
            session.say(
                "cli-practice-miss",
                field=spec.label.in_language(session.messages.language) if spec else miss.key,
                stored=miss.stored or "-",
                right=miss.right or "-",
                kind=session.messages.text(f"own-work-kind-{miss.kind.value}"),
            )
    advised = advised_level(level, marked)
    session.say("cli-practice-advice", level=session.messages.text(f"practice-{advised.value}"))


def _json(one: Marked) -> dict[str, object]:
    return {
        "case": one.case_id,
        "scan": one.scan_name,
        "fields": one.fields,
        "misses": [
            {"field": miss.key, "stored": miss.stored, "right": miss.right, "kind": miss.kind.value}
            for miss in one.misses
        ],
    }
