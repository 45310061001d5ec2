"""slip, handover: that nothing of a batch was lost, and who handed which papers to whom."""

from __future__ import annotations

from pathlib import Path

import click

from digitizer.bootstrap.slip_papers import out_words
from digitizer.cli.progress_contract import handover_json, slip_json
from digitizer.cli.session import ExitCode, Session, print_json, print_table
from digitizer.cli.texts import text
from digitizer.domain.slip import Direction

_PDF = click.Path(path_type=Path, dir_okay=False)
_JSON = click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))


@click.command(help=text("cli-slip-help"))
@click.argument("batch_name")
@click.option("--pdf", "pdf_file", type=_PDF, default=None, help=text("cli-progress-pdf"))
@_JSON
@click.pass_obj
def slip(session: Session, batch_name: str, pdf_file: Path | None, as_json: bool) -> int:
    with session.workstation() as station:
        found = station.progress.slip(station.batch(batch_name).id)
        if pdf_file is not None:
            station.progress.write_slip(found, pdf_file)
    if as_json:
        print_json(slip_json(found))
    else:
        session.say(
            "cli-slip-counts",
            batch=found.batch,
            files=len(found.files),
            pages=found.pages,
            cases=found.cases,
            due=found.rows_due,
            out=found.rows_out or 0,
        )
        for gap in found.gaps:
            session.say(f"slip-gap-{gap.value}")
        if not found.gaps:
            session.say("slip-nothing-lost")
    if pdf_file is not None and not as_json:
        session.say("cli-progress-written", file=str(pdf_file))
    return ExitCode.SOME_FAILED if found.gaps else ExitCode.DONE


@click.group(help=text("cli-handover-help"))
def handover() -> None:
    """The group of commands on papers that change hands."""


@handover.command("add", help=text("cli-handover-add-help"))
@click.argument("direction", type=click.Choice([one.value for one in Direction]))
@click.argument("papers")
@click.option("--books", default=0, type=click.IntRange(0), help=text("cli-handover-books"))
@click.option("--sheets", default=0, type=click.IntRange(0), help=text("cli-handover-sheets"))
@click.option("--given-by", required=True, help=text("cli-handover-given-by"))
@click.option("--taken-by", required=True, help=text("cli-handover-taken-by"))
@click.option("--note", default="", help=text("cli-handover-note"))
@click.option("--pdf", "pdf_file", type=_PDF, default=None, help=text("cli-progress-pdf"))
@click.pass_obj
def add(
    session: Session,
    direction: str,
    papers: str,
    books: int,
    sheets: int,
    given_by: str,
    taken_by: str,
    note: str,
    pdf_file: Path | None,
) -> None:
    with session.workstation() as station:
        made = station.progress.hand_over(
            papers, Direction(direction), books, sheets, given_by, taken_by, note
        )
        if pdf_file is not None:
            station.progress.write_handover(made.id or 0, pdf_file)
        out = out_words(station.progress.handovers(), station.progress.figures)
    session.say("cli-handover-noted", number=made.id or 0)
    for line in out:
        click.echo(line)


@handover.command("list", help=text("cli-handover-list-help"))
@_JSON
@click.pass_obj
def list_handovers(session: Session, as_json: bool) -> None:
    with session.workstation() as station:
        found = station.progress.handovers()
        figures = station.progress.figures
    if as_json:
        for one in found:
            print_json(handover_json(one))
        return
    names = ("number", "at", "direction", "papers", "books", "sheets", "given", "taken")
    print_table(
        [session.messages.text(f"handover-column-{name}") for name in names],
        [
            (
                one.id,
                figures.moment(one.at),
                session.messages.text(f"handover-direction-{one.direction.value}"),
                one.papers,
                one.books,
                one.sheets,
                one.given_by,
                one.taken_by,
            )
            for one in found
        ],
    )
    for line in out_words(found, figures):
        click.echo(line)


@handover.command("print", help=text("cli-handover-print-help"))
@click.argument("number", type=int)
@click.option("--pdf", "pdf_file", type=_PDF, required=True, help=text("cli-progress-pdf"))
@click.pass_obj
def print_handover(session: Session, number: int, pdf_file: Path) -> None:
    with session.workstation() as station:
        station.progress.write_handover(number, pdf_file)
    session.say("cli-progress-written", file=str(pdf_file))
