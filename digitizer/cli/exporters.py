"""exporters: what can write files of a package here, and whether it keeps its promises."""

from __future__ import annotations

import click

from digitizer.bootstrap.exporters import check_exporter, installed_exporters
from digitizer.cli.contract import problem_list
from digitizer.cli.session import ExitCode, Session, print_json
from digitizer.cli.texts import text


@click.command(help=text("cli-exporters-help"))
@click.option("--check", "name", default=None, help=text("cli-exporters-check"))
@click.option("--type", "document_type", default="", help=text("cli-exporters-type"))
@click.option("--holds", "fields", multiple=True, help=text("cli-exporters-holds"))
@click.option("--no-values", is_flag=True, help=text("cli-exporters-no-values"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def exporters(
    session: Session,
    name: str | None,
    document_type: str,
    fields: tuple[str, ...],
    no_values: bool,
    as_json: bool,
) -> int:
    if name is None:
        if document_type or fields or no_values:
            raise click.UsageError(session.messages.text("cli-exporters-without-check"))
        return _list(session, as_json=as_json)
    holds = fields if fields or no_values else None
    problems = check_exporter(name, holds, document_type, session.workspace)
    if as_json:
        told = problem_list(problems, session.messages)
        print_json({"exporter": name, "keeps": not problems, "problems": told})
    elif not problems:
        session.say("cli-exporters-keeps", exporter=name)
    for problem in () if as_json else problems:
        click.echo(f"✗ {session.messages.problem(problem)}")
    return ExitCode.SOME_FAILED if problems else ExitCode.DONE


def _list(session: Session, *, as_json: bool) -> int:
    found = installed_exporters()
    for each in found:
        fault = session.messages.error(each.fault) if each.fault else None
        if as_json:
            print_json(
                {
                    "exporter": each.name,
                    "version": each.version,
                    "distribution": each.distribution,
                    "fault": fault,
                }
            )
        elif fault:
            click.echo(f"✗ {fault}")
        else:
            session.say(
                "cli-exporters-item",
                exporter=each.name,
                version=each.version,
                distribution=each.distribution,
            )
    return ExitCode.SOME_FAILED if any(each.fault for each in found) else ExitCode.DONE
