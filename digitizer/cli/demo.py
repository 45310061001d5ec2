"""demo: the whole walk on invented scans, in the window or on the terminal."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click

from digitizer.bootstrap.sampling import write_samples
from digitizer.bootstrap.workspace import create_workspace, open_workspace
from digitizer.bootstrap.workstation import Workstation
from digitizer.cli.demo_clerk import Tally, settle_case
from digitizer.cli.session import ExitCode, Session
from digitizer.cli.texts import text
from digitizer.cli.watching import TerminalReporter
from digitizer.cli.window import has_display, start_window
from digitizer.domain.case import Outcome
from digitizer.domain.errors import EnvironmentFault, InvalidInput
from digitizer.settings import FILE_NAME
from digitizer.workflow.ports import CaseFilter

_BATCH = "Sổ khai sinh 01"
_MARK = "demo.txt"
_PAINTING_SECONDS = 1800
# The declaration is not an entry of a book: it has no number and cannot leave as a case.
_LAYOUTS = ("certificate_2020", "certificate_plain", "extract", "register_page", "two_page")


@click.command(help=text("cli-demo-help"))
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo-workspace"),
    show_default=True,
    help=text("cli-demo-folder"),
)
@click.option("--count", default=10, type=click.IntRange(1, 1000), help=text("cli-samples-count"))
@click.option("--seed", default=2026, type=int, help=text("cli-samples-seed"))
@click.option("--headless", is_flag=True, help=text("cli-demo-headless"))
@click.option("--all-pictures", is_flag=True, help=text("cli-demo-all-pictures"))
@click.pass_obj
def demo(
    session: Session, folder: Path, count: int, seed: int, headless: bool, all_pictures: bool
) -> int:
    workspace = folder.resolve()
    _fresh(workspace)
    staging = workspace / "samples"
    scans = _write_scans(staging, count, seed)
    session.say("cli-demo-samples", count=len(scans), folder=str(staging))
    here = Session(session.messages, workspace, session.messages.text("cli-demo-clerk"))
    if not headless and has_display():
        start_window(here, ["--arriving", str(staging), "--book", _BATCH])
    return _headless(here, scans, every=all_pictures)


def _headless(session: Session, scans: list[Path], *, every: bool) -> int:
    if session.workspace is None:
        raise InvalidInput("workspace-needed")
    supervisor = session.messages.text("cli-demo-supervisor")
    station = open_workspace(session.workspace, session.user, session.messages.language)
    try:
        return _walk(session, station, station.with_actor(supervisor), scans, every=every)
    finally:
        station.close()


def _walk(
    session: Session,
    clerk: Workstation,
    supervisor: Workstation,
    scans: list[Path],
    *,
    every: bool,
) -> int:
    book = clerk.inbox / _BATCH
    book.mkdir()
    for scan in scans:
        shutil.copyfile(scan, book / scan.name)
    clerk.watch(TerminalReporter(session), once=True)
    pictures = clerk.workspace / "screenshots"
    _screenshots(session, pictures / "1-correction", clerk.actor.name, every=every)
    session.say("cli-demo-correcting", user=clerk.actor.name)
    batch = clerk.batch(_BATCH)
    tally = _correct_all(session, clerk, batch.id, scans[0].parent)
    _finish_all(clerk, batch.id)
    clerk.submit_batch(batch.id)
    _screenshots(session, pictures / "2-approval", supervisor.actor.name, every=every)
    supervisor.approve_batch(batch.id)
    session.say("cli-batch-approved", name=batch.name, user=supervisor.actor.name)
    supervisor.rehearsal.rehearse(batch.id)
    result = supervisor.export_batch(batch.id)
    report = supervisor.verify(result.archive)
    session.say(
        "cli-demo-tally",
        accepted=tally.accepted,
        confirmed=tally.confirmed,
        typed=tally.typed,
        wrong=tally.wrongly_accepted,
    )
    session.say("cli-demo-pictures", folder=str(pictures))
    session.say("cli-demo-package", archive=str(result.archive), sound=str(report.is_sound).lower())
    return _summary(supervisor, len(scans)) if report.is_sound else ExitCode.SOME_FAILED


def _correct_all(session: Session, clerk: Workstation, batch_id: int, truth: Path) -> Tally:
    tally = Tally()
    for summary in clerk.case_summaries(CaseFilter(batch_id=batch_id), limit=1000):
        scan = truth / summary.scan_name
        tally += settle_case(clerk, summary.id, scan.with_name(f"{scan.stem}.truth.json"))
    return tally


def _finish_all(clerk: Workstation, batch_id: int) -> None:
    for summary in clerk.case_summaries(CaseFilter(batch_id=batch_id), limit=1000):
        clerk.finish_case(summary.id, clerk.case_view(summary.id).case.revision)


def _summary(station: Workstation, files: int) -> int:
    """The closing line; its numbers come from the store, the first from the folder."""
    report = station.status()
    stored = report.arrivals.get(Outcome.STORED, 0)
    documents = sum(report.cases.values())
    batch = next(row for row in station.batches() if row.batch.name == _BATCH)
    approved = batch.approved + batch.exported
    click.echo(
        f"{files} files in = {stored} stored; {documents} documents; {report.records} records; "
        f"{approved} approved; {batch.exported} exported"
    )
    counts = {files, stored, documents, report.records, approved, batch.exported}
    return ExitCode.DONE if len(counts) == 1 else ExitCode.SOME_FAILED


def _write_scans(staging: Path, count: int, seed: int) -> list[Path]:
    """The scans of all layouts in turn, under names that do not repeat."""
    scans: list[Path] = []
    for turn, layout in enumerate(_LAYOUTS):
        share = len(range(turn, count, len(_LAYOUTS)))
        if not share:
            continue
        for sample in write_samples(staging / layout, share, seed + turn, layout=layout):
            name = f"{layout}_{sample.path.name}"
            scans.append(sample.path.rename(staging / name))
            truth = scans[-1].with_name(f"{scans[-1].stem}.truth.json")
            sample.truth_path.rename(truth)
        (staging / layout).rmdir()
    return scans


def _fresh(workspace: Path) -> None:
    """An empty demonstration workspace; never touches a folder that is not one."""
    if workspace.exists() and any(workspace.iterdir()):
        if not (workspace / _MARK).exists():
            raise InvalidInput("not-a-demo", folder=workspace)
        shutil.rmtree(workspace)
    workspace.mkdir(parents=True, exist_ok=True)
    (workspace / _MARK).write_text("demo\n", encoding="utf-8")
    if not (workspace / FILE_NAME).exists():
        create_workspace(workspace)


def _screenshots(session: Session, folder: Path, user: str, *, every: bool) -> None:
    """Have the window's program paint its windows without a display."""
    command = [sys.executable, "-m", "ui", "--workspace", str(session.workspace)]
    command += ["--user", user, "--screenshots", str(folder)]
    command += ["--every"] if every else []
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(  # noqa: S603
        command,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=_PAINTING_SECONDS,
    )
    if done.returncode != 0:
        raise EnvironmentFault("screenshots-failed", reason=done.stderr.strip()[-500:])
