"""The entry point: global options, the commands, and what an error means for the exit code."""

from __future__ import annotations

import getpass
import logging
import sys
from pathlib import Path

import click

from digitizer import __version__
from digitizer.cli.commands import Commands
from digitizer.cli.session import ExitCode, Session
from digitizer.cli.texts import messages
from digitizer.cli.window import gui
from digitizer.domain.errors import (
    BadSchema,
    Conflict,
    DigitizerError,
    EnvironmentFault,
    InvalidInput,
    NotAllowed,
    NotFound,
    UnreadableFile,
)
from digitizer.logs import log_to_terminal

_CODES: dict[type[DigitizerError], ExitCode] = {
    InvalidInput: ExitCode.WRONG_USE,
    NotAllowed: ExitCode.REFUSED,
    Conflict: ExitCode.REFUSED,
    NotFound: ExitCode.NOT_FOUND,
    UnreadableFile: ExitCode.SOME_FAILED,
    EnvironmentFault: ExitCode.ENVIRONMENT,
    BadSchema: ExitCode.ENVIRONMENT,
}

_TEXTS = messages()


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=_TEXTS.text("cli-help"),
    epilog=_TEXTS.text("cli-exit-codes"),
)
@click.option(
    "--workspace",
    envvar="DIGITIZER_WORKSPACE",
    type=click.Path(path_type=Path, file_okay=False),
    help=_TEXTS.text("cli-option-workspace"),
)
@click.option("--user", envvar="DIGITIZER_USER", default=None, help=_TEXTS.text("cli-option-user"))
@click.option("--verbose", "-v", is_flag=True, help=_TEXTS.text("cli-option-verbose"))
@click.version_option(__version__, prog_name="digitizer", message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context, workspace: Path | None, user: str | None, verbose: bool) -> None:
    """Digitizer."""
    log_to_terminal(logging.INFO if verbose else logging.CRITICAL)
    context.obj = Session(_TEXTS, workspace, user or getpass.getuser())
    if context.invoked_subcommand is None:
        context.invoke(gui)


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        code = cli.main(standalone_mode=False)
    except DigitizerError as error:
        click.echo(_TEXTS.error(error), err=True)
        sys.exit(_CODES[type(error)])
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    sys.exit(code if isinstance(code, int) else ExitCode.DONE)
