"""deliver, deliveries: finished packages on their way to their receivers."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click

from digitizer.cli.log_in import password_in, secret_asked
from digitizer.cli.session import ExitCode, Session, print_json, print_table
from digitizer.cli.texts import messages, text
from digitizer.domain.delivery import DeliveryState, Receipt, shown_outcome
from digitizer.domain.errors import NotAllowed
from digitizer.workflow.delivery_port import Progress

_JSON = click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
_PDF = click.Path(path_type=Path, dir_okay=False)
SECRET_FILE = "DIGITIZER_DELIVERY_PASSWORD_FILE"  # noqa: S105


@click.command(help=text("cli-deliver-help"))
@click.argument("package", type=click.Path(path_type=Path))
@click.option("--to", "receiver", required=True, help=text("cli-deliver-to"))
@click.option("--reason", default="", help=text("cli-deliver-reason"))
@_JSON
@click.pass_obj
def deliver(session: Session, package: Path, receiver: str, reason: str, as_json: bool) -> int:
    progress = _progress(session, is_shown=sys.stderr.isatty() and not as_json)
    with session.workstation() as station:
        secret = _secret(station.delivery.locked_key(receiver))
        with _stopped_by_person() as stop:
            state = station.delivery.deliver(
                package, receiver, progress, stop, secret=secret, reason=reason
            )
    if state is None:
        _say_not_begun(session, as_json=as_json)
        return ExitCode.SOME_FAILED
    if as_json:
        print_json(state_json(state))
    else:
        session.say(
            f"cli-delivery-{_verdict(state)}",
            number=state.delivery.id,
            receiver=state.delivery.receiver.name,
            documents=state.delivery.documents,
            arrived=state.arrived,
            refused=state.refused,
            superseded=state.superseded,
            way=state.delivery.receiver.way.value,
        )
    return ExitCode.DONE if state.is_complete else ExitCode.SOME_FAILED


@click.command(help=text("cli-deliveries-help"))
@click.argument("number", type=int, required=False)
@click.option("--package", default=None, help=text("cli-deliveries-package"))
@click.option("--pdf", "pdf_file", type=_PDF, default=None, help=text("cli-deliveries-pdf"))
@_JSON
@click.pass_obj
def deliveries(
    session: Session,
    number: int | None,
    package: str | None,
    pdf_file: Path | None,
    as_json: bool,
) -> None:
    if number is None:
        if pdf_file is not None:
            raise click.UsageError(session.messages.text("cli-deliveries-pdf-number"))
        with session.workstation() as station:
            found = station.delivery.states(package)
            receivers = station.delivery.receivers()
        _say_states(session, found, as_json=as_json)
        if not as_json and not receivers:
            session.say("cli-deliveries-no-receiver")
        return
    with session.workstation() as station:
        state, receipts = station.delivery.receipts(number)
        if pdf_file is not None:
            station.delivery.write_slip(number, pdf_file)
    if as_json:
        print_json({**state_json(state), "receipts": [receipt_json(one) for one in receipts]})
        return
    _say_receipts(session, receipts, state.delivery.receiver.way.value)
    if pdf_file is not None:
        session.say("cli-progress-written", file=str(pdf_file))


def state_json(state: DeliveryState) -> dict[str, object]:
    delivery, receiver = state.delivery, state.delivery.receiver
    return {
        "delivery": delivery.id,
        "package": delivery.package,
        "package_sha256": delivery.package_sha256,
        "receiver": receiver.key,
        "way": receiver.way.value,
        "target": receiver.target,
        "documents": delivery.documents,
        "arrived": state.arrived,
        "refused": state.refused,
        "superseded": state.superseded,
        "complete": state.is_complete,
        "stopped": state.was_stopped,
        "begun_at": delivery.begun_at.isoformat(),
        "begun_by": delivery.begun_by,
        "newest_at": state.newest_at.isoformat() if state.newest_at else None,
    }


def receipt_json(receipt: Receipt) -> dict[str, object]:
    return {
        "document": receipt.item.document,
        "sha256": receipt.item.sha256,
        "size": receipt.item.size,
        "outcome": receipt.answer.outcome.value,
        "unconfirmed": receipt.answer.is_unconfirmed,
        "status": receipt.answer.status,
        "answer": receipt.answer.text,
        "at": receipt.at.isoformat(),
        "by": receipt.actor,
    }


def _say_not_begun(session: Session, *, as_json: bool) -> None:
    if as_json:
        print_json({"delivery": None, "complete": False, "stopped": True})
    else:
        session.say("delivery-was-stopped-early")


def _secret(key: str | None) -> str | None:
    """Of the key that is shown to the receiver: from the file that the environment names, else
    asked for. Raises as :func:`password_in`, and NotAllowed ``delivery-key-not-asked`` where there
    is no terminal."""
    if key is None:
        return None
    file = os.environ.get(SECRET_FILE)
    if file:
        return password_in(Path(file))
    if not sys.stdin.isatty():
        raise NotAllowed("delivery-key-not-asked", key=key, variable=SECRET_FILE)
    return secret_asked(messages().text("delivery-ask-key", key=key))


def _progress(session: Session, *, is_shown: bool) -> Progress:
    """Percent on one line of a terminal; nothing elsewhere."""

    def tell(done: int, everything: int) -> None:
        percent = 100 * done // everything if everything else 100
        said = session.messages.text("cli-deliver-progress", percent=percent)
        click.echo(f"\r{said}", nl=percent == 100, err=True)

    return tell if is_shown else _say_nothing


def _say_nothing(_done: int, _all: int) -> None:
    """Nobody reads it."""


@contextmanager
def _stopped_by_person() -> Iterator[threading.Event]:
    """Ctrl+C and the service manager's stop end the delivery in order, also while the package is
    checked: what is under way is taken back, what arrived stays noted. A second one ends the
    program as it does elsewhere."""
    stop = threading.Event()

    def ask_to_stop(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, before[signal.Signals(number)])
        stop.set()

    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    for each in before:
        signal.signal(each, ask_to_stop)
    try:
        yield stop
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _verdict(state: DeliveryState) -> str:
    if state.is_complete:
        return "complete"
    return "stopped" if state.was_stopped else "incomplete"


def _say_states(session: Session, found: Sequence[DeliveryState], *, as_json: bool) -> None:
    if as_json:
        print_json([state_json(one) for one in found])
        return
    said = session.messages.text
    names = ("number", "package", "receiver", "way", "arrived", "refused", "at")
    print_table(
        [said(f"delivery-column-{name}") for name in names],
        [
            (
                one.delivery.id,
                one.delivery.package,
                one.delivery.receiver.name,
                said(f"delivery-way-{one.delivery.receiver.way.value}"),
                f"{one.arrived}/{one.delivery.documents}",
                one.refused,
                f"{(one.newest_at or one.delivery.begun_at).astimezone():%d/%m/%Y %H:%M}",
            )
            for one in found
        ],
    )


def _say_receipts(session: Session, receipts: Sequence[Receipt], way: str) -> None:
    said = session.messages.text
    names = ("document", "outcome", "at", "sha256", "answer")
    print_table(
        [said(f"delivery-column-{name}", way=way) for name in names],
        [
            (
                one.item.document,
                said(f"delivery-outcome-{shown_outcome(one.answer)}"),
                f"{one.at.astimezone():%d/%m/%Y %H:%M}",
                one.item.sha256,
                "" if one.has_arrived else one.answer.text,
            )
            for one in receipts
        ],
    )
