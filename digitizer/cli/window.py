"""gui: the window, which is a process of its own."""

from __future__ import annotations

import os
import sys
from dataclasses import replace

import click

from digitizer.cli.session import Session
from digitizer.cli.texts import text
from digitizer.domain.errors import EnvironmentFault


@click.command(help=text("cli-gui-help"))
@click.pass_obj
def gui(session: Session) -> None:
    from digitizer.bootstrap.last_workspace import last_workspace

    start_window(replace(session, workspace=session.workspace or last_workspace()), [])


def has_display() -> bool:
    """Whether somebody could see a window here."""
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def start_window(session: Session, extra: list[str]) -> None:
    """Become the window's process; the command line does not know Qt. Without a workspace the
    window sets one up.

    Raises EnvironmentFault where no window can be shown.
    """
    if not has_display() and not os.environ.get("QT_QPA_PLATFORM"):
        raise EnvironmentFault("no-display")
    named = ["--workspace", str(session.workspace)] if session.workspace else []
    arguments = [*named, "--user", session.user, *extra]
    os.execv(sys.executable, [sys.executable, "-m", "ui", *arguments])  # noqa: S606
