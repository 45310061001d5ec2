"""pdfa: what breaks the standard of archive copies."""

from __future__ import annotations

from pathlib import Path

import click

from digitizer.bootstrap.archive_copies import look_at
from digitizer.cli.contract import Json, problem_list
from digitizer.cli.session import ExitCode, Session, print_json
from digitizer.cli.texts import text
from digitizer.domain.problems import Problem, Severity


@click.command(help=text("cli-pdfa-help"))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def pdfa(session: Session, files: tuple[Path, ...], as_json: bool) -> int:
    is_wrong = False
    for path in files:
        found = look_at(path)
        count = sum(each.severity is Severity.ERROR for each in found)
        is_wrong |= count > 0
        if as_json:
            print_json(
                {
                    "file": str(path),
                    "standard": "ISO 19005-2 level B",
                    "certified": False,
                    "findings": count,
                    "problems": _problems(session, found),
                }
            )
        else:
            _say(session, path, found, count)
    return ExitCode.SOME_FAILED if is_wrong else ExitCode.DONE


def _problems(session: Session, found: tuple[Problem, ...]) -> list[Json]:
    told = problem_list(found, session.messages)
    return [{"clause": _clause(each), **item} for each, item in zip(found, told, strict=True)]


def _clause(problem: Problem) -> str:
    return dict(problem.params)["clause"]


def _say(session: Session, path: Path, found: tuple[Problem, ...], count: int) -> None:
    if count:
        session.say("cli-pdfa-wrong", file=str(path), count=count)
    else:
        session.say("cli-pdfa-clean", file=str(path))
    for each in found:
        key = "cli-pdfa-item" if each.severity is Severity.ERROR else "cli-pdfa-remark"
        session.say(key, clause=_clause(each), text=session.messages.problem(each))
