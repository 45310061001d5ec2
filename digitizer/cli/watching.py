"""watch, status: the unattended part."""

from __future__ import annotations

import signal
import threading
from types import FrameType

import click

from digitizer.cli.contract import status_json
from digitizer.cli.session import ExitCode, Session, print_json
from digitizer.cli.texts import text
from digitizer.domain.case import Outcome, ScanState
from digitizer.domain.errors import DigitizerError
from digitizer.workflow.automation import SweepReport
from digitizer.workflow.pipeline import Progress


class TerminalReporter:
    """One line for each file that arrived or was read; counts what went wrong."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._blocked: frozenset[str] = frozenset()
        self.failed = 0

    def swept(self, report: SweepReport) -> None:
        for arrival in report.taken:
            name = arrival.path.rpartition("/")[2]
            problem = arrival.problem
            reason = self._session.messages.problem(problem) if problem else ""
            self._session.say(
                f"cli-arrival-{arrival.outcome.value}",
                name=name,
                scan=arrival.scan_id or 0,
                reason=reason,
            )
            for poor in report.page_problems.get(arrival.id, ()):
                click.echo(f"  ! {self._session.messages.problem(poor)}")
            self.failed += arrival.outcome is Outcome.QUARANTINED
        for blocked in report.blocked:
            if blocked.path not in self._blocked:
                self._session.say("cli-blocked", path=blocked.path, reason=blocked.reason)
        self._blocked = frozenset(blocked.path for blocked in report.blocked)

    def read(self, progress: Progress) -> None:
        if progress.error is None:
            self._session.say(
                "cli-scan-read",
                name=progress.scan_name,
                pages=progress.pages,
                cases=progress.cases,
            )
        else:
            click.echo(f"{progress.scan_name}: {self._session.messages.error(progress.error)}")

    def troubled(self, error: DigitizerError) -> None:
        self._session.complain(error)

    @property
    def anything_blocked(self) -> bool:
        return bool(self._blocked)


@click.command(help=text("cli-watch-help"))
@click.option("--once", is_flag=True, help=text("cli-watch-once"))
@click.option("--retry", is_flag=True, help=text("cli-watch-retry"))
@click.pass_obj
def watch(session: Session, once: bool, retry: bool) -> int:
    stop = threading.Event()
    _stop_on_signal(stop)
    with session.workstation(unattended=True) as station:
        reporter = TerminalReporter(session)
        if retry:
            session.say("cli-watch-retried", count=len(station.read_failed_again().scans))
        if not once:
            session.say("cli-watch-start", inbox=str(station.inbox))
        station.watch(reporter, once=once, stop=stop)
        report = station.status()
    failed = report.scans.get(ScanState.FAILED, 0)
    session.say(
        "cli-watch-done",
        stored=report.arrivals.get(Outcome.STORED, 0),
        duplicates=report.arrivals.get(Outcome.DUPLICATE, 0),
        quarantined=report.arrivals.get(Outcome.QUARANTINED, 0),
        records=report.records,
    )
    trouble = failed or reporter.failed or reporter.anything_blocked
    return ExitCode.SOME_FAILED if trouble else ExitCode.DONE


@click.command(help=text("cli-status-help"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def status(session: Session, as_json: bool) -> None:
    with session.workstation() as station:
        report = station.status()
        refused = station.arrivals(outcome=Outcome.QUARANTINED, limit=20)
    if as_json:
        print_json(status_json(report))
        return
    for area, counts in (
        ("arrival", report.arrivals),
        ("scan", report.scans),
        ("case", report.cases),
    ):
        shown = ", ".join(
            f"{session.messages.text(f'cli-{area}-count-{name.value}')} {count}"
            for name, count in counts.items()
        )
        click.echo(f"{session.messages.text(f'cli-status-{area}')}: {shown or 0}")
    session.say("cli-status-rest", records=report.records, jobs=report.jobs_pending)
    for arrival in refused:
        if arrival.problem is not None:
            click.echo(f"  {arrival.path}: {session.messages.problem(arrival.problem)}")


def _stop_on_signal(stop: threading.Event) -> None:
    """End in order on Ctrl+C and on the service manager's stop: what is being read is finished."""

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGINT, ask_to_stop)
    signal.signal(signal.SIGTERM, ask_to_stop)
