"""practice: exercises with invented cases, in a workspace apart from the real one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import click

from digitizer.bootstrap.practising import open_practice, practice_folder
from digitizer.bootstrap.workstation import Workstation
from digitizer.cli.session import ExitCode, Session, print_json
from digitizer.cli.texts import text
from digitizer.cli.watching import TerminalReporter
from digitizer.cli.window import has_display, start_window
from digitizer.domain.errors import InvalidInput
from digitizer.domain.practice import Exercise, Level, Marked, PracticeView, advised_level
from digitizer.domain.schema import Catalog

_LEVELS = click.Choice([level.value for level in Level])
_USUAL_TYPE = "civil_status.birth"
_SECONDS_OF_MINUTE = 60


@click.command(help=text("cli-practice-help"))
@click.option("--type", "document_type", default=None, help=text("cli-practice-type"))
@click.option("--cases", default=None, type=int, help=text("cli-practice-cases"))
@click.option("--level", default=None, type=_LEVELS, help=text("cli-practice-level"))
@click.option("--again", is_flag=True, help=text("cli-practice-again"))
@click.option("--go-on", is_flag=True, help=text("cli-practice-go-on"))
@click.option("--prepare", is_flag=True, help=text("cli-practice-prepare"))
@click.option("--types", is_flag=True, help=text("cli-practice-types"))
@click.option("--results", is_flag=True, help=text("cli-practice-results"))
@click.option("--discard", is_flag=True, help=text("cli-practice-discard"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def practice(
    session: Session,
    document_type: str | None,
    cases: int | None,
    level: str | None,
    again: bool,
    go_on: bool,
    prepare: bool,
    types: bool,
    results: bool,
    discard: bool,
    as_json: bool,
) -> int:
    with session.workstation() as office:
        if types:
            _list_types(session, office, as_json=as_json)
            return ExitCode.DONE
        if discard:
            is_gone = office.practice.discard()
            session.say("cli-practice-discarded" if is_gone else "cli-practice-none")
            return ExitCode.DONE
        found = office.practice.look()
        if results:
            _tell(session, office, found, as_json=as_json)
            return ExitCode.DONE
        if go_on:
            if not found.is_unfinished:
                raise InvalidInput("practice-nothing-left")
        else:
            wanted = _wanted(office, found, document_type, cases, level, is_again=again)
            office.practice.start(wanted)
    return _work(session, prepare=prepare)


def _wanted(
    office: Workstation,
    found: PracticeView,
    document_type: str | None,
    cases: int | None,
    level: str | None,
    *,
    is_again: bool,
) -> Exercise:
    """What was asked for; what was not comes from the last exercise, with ``is_again``, or is
    usual."""
    usual = Exercise(_USUAL_TYPE, Level.USUAL, office.practice.rule.usual_cases)
    if is_again:
        if found.exercise is None:
            raise InvalidInput("practice-nothing-before")
        usual = found.exercise
    return replace(
        usual,
        document_type=document_type or usual.document_type,
        level=Level(level) if level else usual.level,
        cases=usual.cases if cases is None else cases,
    )


def _work(session: Session, *, prepare: bool) -> int:
    """Open the practice window, where the cases are made while one works; without a screen make
    and read all of them now."""
    if session.workspace is None:
        raise InvalidInput("workspace-needed")
    folder = practice_folder(session.workspace, session.user)
    if not prepare and has_display():
        start_window(Session(session.messages, folder, session.user), [])
    station = open_practice(session.workspace, session.user, session.messages.language)
    try:
        session.say("cli-practice-reading", count=station.practice.make_all())
        station.watch(TerminalReporter(session), once=True)
    finally:
        station.close()
    session.say("cli-practice-ready", folder=str(folder))
    return ExitCode.DONE


def _list_types(session: Session, office: Workstation, *, as_json: bool) -> None:
    for key in office.practice.offered():
        label = office.catalog.types[key].label.in_language(session.messages.language)
        if as_json:
            print_json({"type": key, "label": label})
        else:
            click.echo(f"{key}  {label}")


def _tell(session: Session, office: Workstation, found: PracticeView, *, as_json: bool) -> None:
    if as_json:
        for one in found.marked:
            print_json(_json(one))
        return
    if found.exercise is not None:
        session.say(
            "cli-practice-exercise",
            type=found.exercise.document_type,
            level=session.messages.text(f"practice-{found.exercise.level.value}"),
            done=len(found.of_exercise),
            cases=found.exercise.cases,
        )
    if not found.marked:
        session.say("cli-practice-none-finished")
        return
    _tell_cases(session, office.catalog, found.marked)
    level = found.marked[-1].level
    advised = advised_level(office.practice.rule, level, found.marked)
    session.say("cli-practice-advice", level=session.messages.text(f"practice-{advised.value}"))


def _tell_cases(session: Session, catalog: Catalog, marked: Sequence[Marked]) -> None:
    for one in marked:
        session.say(
            "cli-practice-case",
            case=one.case_id,
            scan=one.scan_name,
            right=one.fields - len(one.misses),
            fields=one.fields,
            minutes=f"{one.seconds / _SECONDS_OF_MINUTE:.1f}",
            keys="-" if one.keys is None else one.keys,
        )
        doc_type = catalog.types.get(one.document_type)
        for miss in one.misses:
            spec = doc_type.field(miss.key) if doc_type else None
            session.say(
                "cli-practice-miss",
                field=spec.label.in_language(session.messages.language) if spec else miss.key,
                stored=miss.stored or "-",
                right=miss.right or "-",
                kind=session.messages.text(f"own-work-kind-{miss.kind.value}"),
            )


def _json(one: Marked) -> dict[str, object]:
    return {
        "case": one.case_id,
        "scan": one.scan_name,
        "type": one.document_type,
        "level": one.level.value,
        "exercise": one.exercise,
        "fields": one.fields,
        "seconds": round(one.seconds),
        "keys": one.keys,
        "misses": [
            {"field": miss.key, "stored": miss.stored, "right": miss.right, "kind": miss.kind.value}
            for miss in one.misses
        ],
    }
