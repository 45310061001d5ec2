"""gui: the window, which is a process of its own."""

from __future__ import annotations

import os
import sys

import click

from digitizer.cli.session import Session
from digitizer.cli.texts import text
from digitizer.domain.errors import EnvironmentFault, InvalidInput


@click.command(help=text("cli-gui-help"))
@click.pass_obj
def gui(session: Session) -> None:
    if session.workspace is None:
        raise InvalidInput("workspace-needed")
    start_window(session, [])


def has_display() -> bool:
    """Whether somebody could see a window here."""
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def start_window(session: Session, extra: list[str]) -> None:
    """Become the window's process; the command line does not know Qt.

    Raises EnvironmentFault where no window can be shown.
    """
    if not has_display() and not os.environ.get("QT_QPA_PLATFORM"):
        raise EnvironmentFault("no-display")
    arguments = ["--workspace", str(session.workspace), "--user", session.user, *extra]
    os.execv(sys.executable, [sys.executable, "-m", "ui", *arguments])  # noqa: S606
