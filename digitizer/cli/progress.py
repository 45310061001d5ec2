"""progress: how far the work is, the plan, the daily report and roll-ups of reports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import click

from digitizer.bootstrap.figures import Figures
from digitizer.bootstrap.merging_reports import merge_reports, write_rollup
from digitizer.bootstrap.progress_papers import (
    bottleneck_words,
    forecast_words,
    quality_basis,
    stage_names,
)
from digitizer.bootstrap.progress_rule import example_plan
from digitizer.bootstrap.slip_papers import lengths_header
from digitizer.cli.progress_contract import (
    check_json,
    length_json,
    plan_json,
    report_json,
    rollup_json,
)
from digitizer.cli.session import ExitCode, Session, print_json, print_table
from digitizer.cli.texts import text
from digitizer.domain.data_quality import Word
from digitizer.domain.progress import CASE_STAGES, Stage
from digitizer.domain.progress_report import ProgressReport
from digitizer.domain.work_plan import WorkPlan

_Command = TypeVar("_Command", bound=Callable[..., object])
_FILE = click.Path(path_type=Path, dir_okay=False)
_JSON = click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))


def _files(*kinds: str) -> Callable[[_Command], _Command]:
    """The options of the files that a command writes."""

    def decorate(command: _Command) -> _Command:
        for kind in reversed(kinds):
            option = click.option(
                f"--{kind}",
                f"{kind}_file",
                type=_FILE,
                default=None,
                help=text(f"cli-progress-{kind}"),
            )
            command = option(command)
        return command

    return decorate


@click.group(help=text("cli-progress-help"))
def progress() -> None:
    """The group of all commands on progress."""


@progress.command("show", help=text("cli-progress-show-help"))
@click.option(
    "--by", type=click.Choice(["day", "type", "batch"]), default="day", help=text("cli-progress-by")
)
@_JSON
@click.pass_obj
def show(session: Session, by: str, as_json: bool) -> None:
    with session.workstation() as station:
        report = station.progress.report()
        tally = station.progress.look().tally
        figures = station.progress.figures
    if as_json:
        print_json(report_json(report))
        return
    rows = {
        "day": [(figures.day(one.day), one.counts) for one in tally.days],
        "type": [(figures.type_name(one.name), one.counts) for one in tally.types],
        "batch": [(figures.batch_name(one.name), one.counts) for one in tally.batches],
    }[by]
    # Pages belong to a file, which may hold cases of several types and batches.
    stages = tuple(Stage) if by == "day" else CASE_STAGES
    names = dict(zip(Stage, stage_names(figures), strict=True))
    print_table(
        (session.messages.text(f"progress-column-{by}"), *(names[stage] for stage in stages)),
        [
            (name, *(counts[stage] for stage in stages))
            for name, counts in (*rows, (session.messages.text("progress-sum"), tally.totals))
        ],
    )
    _say_report(session, report, figures)


@progress.command("check", help=text("cli-progress-check-help"))
@click.option("--recount", is_flag=True, help=text("cli-progress-recount"))
@_JSON
@click.pass_obj
def check(session: Session, recount: bool, as_json: bool) -> int:
    with session.workstation() as station:
        found = station.progress.recount() if recount else station.progress.check()
    if as_json:
        print_json(check_json(found))
    elif found.is_sound:
        session.say("cli-progress-sound")
    else:
        session.say("cli-progress-unsound", differing=found.differing, undated=found.undated)
    if recount:
        session.say("cli-progress-recounted")
    return ExitCode.DONE if found.is_sound or recount else ExitCode.SOME_FAILED


@progress.group("plan", help=text("cli-progress-plan-help"))
def plan() -> None:
    """The group of commands on the plan of the work."""


@plan.command("example", help=text("cli-progress-plan-example-help"))
def example() -> None:
    click.echo(example_plan(), nl=False)


@plan.command("set", help=text("cli-progress-plan-set-help"))
@click.argument("file", type=_FILE)
@click.pass_obj
def set_plan(session: Session, file: Path) -> None:
    with session.workstation() as station:
        made = station.progress.set_plan(file)
    session.say("cli-progress-plan-set", count=len(made.milestones), office=made.office)


@plan.command("show", help=text("cli-progress-plan-show-help"))
@_JSON
@click.pass_obj
def show_plan(session: Session, as_json: bool) -> None:
    with session.workstation() as station:
        found = station.progress.look()
        figures = station.progress.figures
    if as_json:
        print_json(plan_json(found.plan or WorkPlan(found.today), found.forecasts))
        return
    if found.plan is None:
        session.say("progress-no-plan")
        return
    names = ("milestone", "stage", "due", "target", "done", "usual", "standing")
    print_table(
        [session.messages.text(f"progress-column-{name}") for name in names],
        [
            (
                one.milestone.name,
                session.messages.text(f"progress-stage-{one.milestone.stage.value}"),
                figures.day(one.milestone.due),
                one.milestone.target,
                one.done,
                forecast_words(one, figures),
                session.messages.text(f"progress-standing-{one.standing.value}"),
            )
            for one in found.forecasts
        ],
    )


@progress.command("report", help=text("cli-progress-report-help"))
@click.option(
    "--day", type=click.DateTime(["%Y-%m-%d"]), default=None, help=text("cli-progress-day")
)
@_files("pdf", "xlsx", "json")
@click.pass_obj
def report(
    session: Session,
    day: datetime | None,
    pdf_file: Path | None,
    xlsx_file: Path | None,
    json_file: Path | None,
) -> None:
    with session.workstation() as station:
        made = station.progress.report(None if day is None else day.date())
        station.progress.write_report(made, pdf_file, xlsx_file, json_file)
        figures = station.progress.figures
    written = [file for file in (pdf_file, xlsx_file, json_file) if file]
    for file in written:
        session.say("cli-progress-written", file=str(file))
    if not written:
        _print_report(session, made, figures)


@progress.command("merge", help=text("cli-progress-merge-help"))
@click.argument("files", nargs=-1, required=True, type=_FILE)
@_files("pdf", "xlsx", "json")
@click.pass_obj
def merge(
    session: Session,
    files: tuple[Path, ...],
    pdf_file: Path | None,
    xlsx_file: Path | None,
    json_file: Path | None,
) -> int:
    made = merge_reports(files)
    write_rollup(made, session.messages, session.user, pdf_file, xlsx_file, json_file)
    for file in (pdf_file, xlsx_file, json_file):
        if file:
            session.say("cli-progress-written", file=str(file))
    if not (pdf_file or xlsx_file or json_file):
        print_json(rollup_json(made))
    for one in made.left_out:
        why = session.messages.text(f"progress-left-out-{one.code}")
        click.echo(session.messages.text("cli-progress-left-out", file=one.file, why=why), err=True)
    session.say("cli-progress-merged", count=len(made.reports), left=len(made.left_out))
    return ExitCode.SOME_FAILED if made.left_out else ExitCode.DONE


@progress.command("lengths", help=text("cli-progress-lengths-help"))
@_files("pdf", "xlsx")
@_JSON
@click.pass_obj
def lengths(session: Session, pdf_file: Path | None, xlsx_file: Path | None, as_json: bool) -> None:
    with session.workstation() as station:
        desk = station.progress
        rows, rule, figures = desk.lengths(), desk.length_rule(), desk.figures
        desk.write_lengths(rows, pdf_file, xlsx_file)
    for file in (pdf_file, xlsx_file):
        if file:
            session.say("cli-progress-written", file=str(file))
    if as_json:
        for row in rows:
            print_json(length_json(row, rule))
    elif not (pdf_file or xlsx_file):
        print_table(
            lengths_header(rule, figures),
            [
                (
                    figures.batch_name(row.batch),
                    figures.type_name(row.document_type),
                    row.cases,
                    *row.fields,
                    row.characters,
                )
                for row in rows
            ],
        )


def _print_report(session: Session, made: ProgressReport, figures: Figures) -> None:
    said = session.messages.text
    head = [said(f"progress-column-{name}") for name in ("stage", "today", "sum")]
    rows = [
        (said(f"progress-stage-{stage.value}"), made.of_day[stage], made.totals[stage])
        for stage in Stage
    ]
    print_table(head, rows)
    _say_report(session, made, figures)


def _say_report(session: Session, made: ProgressReport, figures: Figures) -> None:
    said = session.messages.text
    click.echo(bottleneck_words(made, figures))
    for word in Word:
        share = made.quality.shares[word]
        session.say(
            "cli-progress-word",
            word=said(f"progress-word-{word.value}"),
            share=figures.share(share),
            of=said("progress-of", good=share.good, all=share.all),
        )
    click.echo(quality_basis(made.quality, figures))
