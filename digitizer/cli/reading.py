"""read: what stands in these files, without storing anything."""

from __future__ import annotations

from pathlib import Path

import click

from digitizer.bootstrap.reading import read_files
from digitizer.cli.contract import error_line, reading_lines
from digitizer.cli.session import ExitCode, Session, print_json
from digitizer.cli.texts import text
from digitizer.domain.case import CaseReading
from digitizer.domain.record import ReadingState
from digitizer.domain.schema import Catalog


@click.command(help=text("cli-read-help"))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--type", "wanted_type", default=None, help=text("cli-read-type"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-read-json"))
@click.pass_obj
def read(session: Session, files: tuple[Path, ...], wanted_type: str | None, as_json: bool) -> int:
    catalog, readings = read_files(files, wanted_type, session.workspace)
    failed = False
    for result in readings:
        if result.reading is None:
            failed = True
            if result.error is None:
                continue
            if as_json:
                print_json(error_line(result.source, result.error, session.messages))
            else:
                click.echo(f"{result.source}: {session.messages.error(result.error)}", err=True)
        elif as_json:
            for line in reading_lines(result.source, result.reading, session.messages):
                print_json(line)
        else:
            for case in result.reading.cases:
                _print_case(session, catalog, result.source, case)
    return ExitCode.SOME_FAILED if failed else ExitCode.DONE


def _print_case(session: Session, catalog: Catalog, source: Path, case: CaseReading) -> None:
    doc_type = catalog.types.get(case.document_type or "")
    if doc_type is None:
        session.say("cli-read-unknown", source=str(source))
        return
    language = session.messages.language
    click.echo(f"{source}: {doc_type.label.in_language(language)} ({case.type_confidence:.0%})")
    for reading in case.fields:
        spec = doc_type.field(reading.key)
        if spec is None or reading.state is ReadingState.MISSING:
            continue
        state = session.messages.text(f"cli-field-{reading.state.value}")
        label = spec.label.in_language(language)
        click.echo(f"  [{state}] {label}: {reading.text}")
