"""sampling: check submitted batches by samples."""

from __future__ import annotations

from pathlib import Path

import click

from digitizer.bootstrap.desk.sample_sheet import percent, printed_figure
from digitizer.bootstrap.quality import load_quality_rules
from digitizer.cli.sampling_answers import differences, judge, key, mark
from digitizer.cli.sampling_json import (
    report_json,
    round_json,
    row_json,
    task_json,
)
from digitizer.cli.session import Session, print_json, print_table
from digitizer.cli.texts import text
from digitizer.domain.operating_curve import curve, faulty_at
from digitizer.domain.sampling import Strictness
from digitizer.workflow.sampling_work import SampleReport

_LEVELS = click.Choice(["S-1", "S-2", "S-3", "S-4", "I", "II", "III"])
_SHARES = (0.0, 0.0025, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1)
_LIKELY, _UNLIKELY = 0.95, 0.10


@click.group(help=text("cli-sampling-help"))
def sampling() -> None:
    """The group of all commands on samples."""


for _command in (key, mark, differences, judge):
    sampling.add_command(_command)


@sampling.command("plan", help=text("cli-sampling-plan-help"))
@click.option("--lot", type=click.IntRange(1), required=True, help=text("cli-sampling-plan-lot"))
@click.option("--aql", type=float, default=1.0, help=text("cli-sampling-plan-limit"))
@click.option("--level", type=_LEVELS, default="II", help=text("cli-sampling-plan-level"))
@click.option(
    "--strictness",
    type=click.Choice([each.value for each in Strictness]),
    default=Strictness.NORMAL.value,
    help=text("cli-sampling-plan-strictness"),
)
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def plan(
    session: Session, lot: int, aql: float, level: str, strictness: str, as_json: bool
) -> None:
    found = load_quality_rules().tables.plan(lot, level, aql, Strictness(strictness))
    numbers = found.numbers
    points = curve(found.size, numbers, lot, _SHARES)
    good, bad = (faulty_at(found.size, numbers, each) for each in (_LIKELY, _UNLIKELY))
    if as_json:
        print_json(
            {
                "lot": lot,
                "letter": found.letter,
                "size": found.size,
                "accept": numbers.accept,
                "reject": numbers.reject,
                "curve": [{"faulty": each.faulty, "passes": each.passes} for each in points],
                "passes_95": good,
                "passes_10": bad,
            }
        )
        return
    session.say(
        "cli-sampling-plan-line",
        letter=found.letter,
        size=found.size,
        lot=lot,
        accept=numbers.accept,
        reject=numbers.reject,
    )
    shown = (
        (percent(each.faulty, session.messages), percent(each.passes, session.messages))
        for each in dict.fromkeys(points)
    )
    heads = [text("cli-sampling-plan-faulty"), text("cli-sampling-plan-passes")]
    print_table(heads, list(shown))
    rates = {"good": percent(good, session.messages), "bad": percent(bad, session.messages)}
    session.say("cli-sampling-plan-rates", **rates)


@sampling.command("status", help=text("cli-sampling-status-help"))
@click.argument("batch_name")
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def status(session: Session, batch_name: str, as_json: bool) -> None:
    with session.workstation() as station:
        checks = station.sampling.checks(station.batch(batch_name).id)
    if as_json:
        for each in checks.rounds:
            print_json({**round_json(each), "required": checks.is_required})
        return
    label = checks.profile.label.in_language(session.messages.language)
    session.say(
        "cli-sampling-profile", profile=label, required="yes" if checks.is_required else "no"
    )
    say = session.messages.text
    names = ("round", "kind", "status", "sample", "left", "uncorrected")
    print_table(
        [say(f"cli-sampling-column-{name}") for name in names],
        [
            (
                each.round.number,
                say(f"sampling-kind-{each.round.kind.value}"),
                say(f"sampling-status-{each.status.value}"),
                each.sample.sample.id if each.sample else "",
                len(each.sample.unanswered) if each.sample else "",
                " ".join(map(str, each.uncorrected)),
            )
            for each in checks.rounds
        ],
    )


@sampling.command("draw", help=text("cli-sampling-draw-help"))
@click.argument("batch_name")
@click.option("--round", "number", type=int, default=None, help=text("cli-sampling-draw-round"))
@click.pass_obj
def draw(session: Session, batch_name: str, number: int | None) -> None:
    with session.workstation() as station:
        batch = station.batch(batch_name)
        station.sampling.draw(batch.id, number)
        found = station.sampling.history(limit=1)[0]
    drawn = found.draw
    session.say(
        "cli-sampling-drawn",
        sample=found.sample_id,
        batch=batch.name,
        round=drawn.round,
        size=drawn.plan.size,
        lot=drawn.lot_size,
        kind=session.messages.text(f"sampling-kind-{drawn.kind.value}"),
        accept=drawn.plan.numbers.accept,
        seed=drawn.seed,
    )


@sampling.command("next", help=text("cli-sampling-next-help"))
@click.argument("batch_name")
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def next_unit(session: Session, batch_name: str, as_json: bool) -> None:
    with session.workstation() as station:
        batch = station.batch(batch_name)
        task = station.sampling.next_task(station.sampling.open_sample(batch.id).id)
    if task is None:
        if not as_json:
            session.say("cli-sampling-none", batch=batch.name)
        return
    shown = task_json(task, session.messages.language)
    if as_json:
        print_json(shown)
        return
    click.echo(f"{shown['place']}  {shown['case']}  {shown['field'] or ''}  {shown['label'] or ''}")
    click.echo(f"  {shown['image'] or '—'}  {shown['page'] or '—'}  {shown['box'] or '—'}")
    session.say("cli-sampling-left", count=task.left, seen=task.seen)


@sampling.command("close", help=text("cli-sampling-close-help"))
@click.argument("batch_name")
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def close(session: Session, batch_name: str, as_json: bool) -> None:
    with session.workstation() as station:
        sample = station.sampling.open_sample(station.batch(batch_name).id)
        station.sampling.close(sample.id)
        found = station.sampling.report(sample.id)
    _say_result(found, session, as_json=as_json)


@sampling.command("result", help=text("cli-sampling-result-help"))
@click.argument("sample_id", type=int)
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.option(
    "--pdf",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help=text("cli-sampling-result-pdf"),
)
@click.pass_obj
def result(session: Session, sample_id: int, as_json: bool, pdf: Path | None) -> None:
    with session.workstation() as station:
        found = station.sampling.report(sample_id)
        if pdf is not None:
            station.sampling.print_result(sample_id, pdf)
    _say_result(found, session, as_json=as_json)
    if pdf is not None and not as_json:
        session.say("cli-sampling-result-saved", path=str(pdf))


@sampling.command("history", help=text("cli-sampling-history-help"))
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=50, help=text("cli-sampling-history-limit")
)
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def history(session: Session, limit: int, as_json: bool) -> None:
    with session.workstation() as station:
        rows = [row_json(row) for row in station.sampling.history(limit=limit)]
    if as_json:
        for row in rows:
            print_json(row)
        return
    say = session.messages.text
    names = ("sample", "batch", "round", "size", "accept", "wrong", "strictness", "result", "by")
    print_table(
        [say(f"cli-sampling-column-{name}") for name in names],
        [
            (
                *(row[name] for name in ("sample", "batch", "round", "size", "accept")),
                "" if row["wrong"] is None else row["wrong"],
                say(f"sampling-strictness-{row['strictness']}"),
                say(f"sampling-status-{row['status']}"),
                row["by"],
            )
            for row in rows
        ],
    )


@sampling.command("resume", help=text("cli-sampling-resume-help"))
@click.argument("batch_name")
@click.option("--why", required=True, help=text("cli-sampling-resume-why"))
@click.pass_obj
def resume(session: Session, batch_name: str, why: str) -> None:
    with session.workstation() as station:
        batch = station.batch(batch_name)
        station.sampling.resume(batch.id, why)
        session.say("cli-sampling-resumed", batch=batch.name)


def _say_result(found: SampleReport, session: Session, *, as_json: bool) -> None:
    if as_json:
        print_json(report_json(found))
        return
    counted, closed = found.counted, found.state.result
    session.say(
        "cli-sampling-result-line",
        sample=found.state.sample.id,
        batch=found.batch.name,
        wrong=counted.wrong,
        units=counted.units,
        accept=found.state.sample.draw.plan.numbers.accept,
        accepted="yes" if closed is not None and closed.is_accepted else "no",
    )
    if found.state.sample.draw.limit is not None:
        session.say(
            "cli-sampling-result-accuracy",
            fields=percent(counted.field_accuracy, session.messages),
            characters=percent(counted.character_accuracy, session.messages),
            printed=printed_figure(counted, found.printed.least, session.messages),
        )
