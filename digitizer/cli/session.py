"""What every command shares: language, workspace, person, output and exit codes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digitizer.cli.log_in import TerminalDoorkeeper
from digitizer.domain.errors import DigitizerError, InvalidInput
from digitizer.messages import Messages
from digitizer.workflow.doorkeeper import Doorkeeper

if TYPE_CHECKING:
    from digitizer.bootstrap.workstation import Workstation


class ExitCode(IntEnum):
    """The exit codes of all commands, as the help states them."""

    DONE = 0
    SOME_FAILED = 1
    WRONG_USE = 2
    REFUSED = 3
    NOT_FOUND = 4
    ENVIRONMENT = 5


@dataclass(frozen=True, slots=True)
class Session:
    """The global options of one call."""

    messages: Messages
    workspace: Path | None
    user: str

    @contextmanager
    def workstation(
        self, doorkeeper: Doorkeeper | None = None, *, unattended: bool = False
    ) -> Iterator[Workstation]:
        """The open workspace; closed after the block. Where it has accounts the terminal asks for
        the password, or the ``doorkeeper``; ``unattended`` is for the automation."""
        if self.workspace is None:
            raise InvalidInput("workspace-needed")
        # Store and database are needed by the commands that open a workspace, not by all.
        from digitizer.bootstrap.workspace import open_workspace

        station = open_workspace(
            self.workspace,
            self.user,
            self.messages.language,
            doorkeeper or TerminalDoorkeeper(),
            unattended=unattended,
        )
        try:
            yield station
        finally:
            station.close()

    def say(self, message_id: str, **params: str | int | float) -> None:
        click.echo(self.messages.text(message_id, **params))

    def complain(self, error: DigitizerError) -> None:
        click.echo(self.messages.error(error), err=True)


def print_json(data: Mapping[str, object] | Sequence[object]) -> None:
    """One JSON document on one line."""
    click.echo(json.dumps(data, ensure_ascii=False, separators=(", ", ": ")))


def print_table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Columns as wide as their widest cell; the last one is not padded."""
    lines = [list(header), *[[str(cell) for cell in row] for row in rows]]
    widths = [max(len(line[index]) for line in lines) for index in range(len(header))]
    for line in lines:
        cells = [cell.ljust(width) for cell, width in zip(line, widths, strict=True)]
        click.echo("  ".join(cells).rstrip())
