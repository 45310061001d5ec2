"""The window's program: ``python -m ui``; the command line starts it."""

from __future__ import annotations

import argparse
import logging
import sys
from functools import partial
from pathlib import Path

from digitizer.bootstrap import rescuing
from digitizer.bootstrap.workspace import open_workspace, setting_up
from digitizer.domain.errors import DigitizerError
from digitizer.logs import log_to_terminal
from digitizer.messages import Messages, language_from_environment
from ui.accounts.doorkeeper import WindowDoorkeeper
from ui.accounts.rescuing import RescueMeans
from ui.app import application, first_set_up, run, take_screenshots
from ui.demonstration import ArrivingSamples

_FAULT = 5


def main() -> int:
    options = _options()
    log_to_terminal(logging.ERROR)
    language = language_from_environment()
    workspace, user = options.workspace, options.user
    try:
        if workspace is None:
            setup = setting_up(Messages(language), user)
            workspace = first_set_up(setup, sys.argv[:1])
            language, user = setup.messages.language, setup.actor.name
        if workspace is None:
            return 0
        doorkeeper = _doorkeeper(workspace, Messages(language))
        # The dialogs of the doorkeeper need it.
        application(sys.argv[:1])
        station = open_workspace(workspace, user, language, doorkeeper)
    except DigitizerError as error:
        sys.stderr.write(Messages(language).error(error) + "\n")
        return _FAULT
    try:
        if options.screenshots is not None:
            take_screenshots(station, options.screenshots, every=options.every)
            return 0
        if options.arriving is None:
            return run(station, argv=sys.argv[:1])
        arriving = ArrivingSamples(options.arriving, station.inbox / options.book)
        arriving.start()
        try:
            return run(station, argv=sys.argv[:1])
        finally:
            arriving.stop()
    finally:
        station.close()


def _doorkeeper(workspace: Path, messages: Messages) -> WindowDoorkeeper:
    means = RescueMeans(
        partial(rescuing.rescue, workspace, messages),
        partial(rescuing.print_rescue_code, workspace, messages),
    )
    return WindowDoorkeeper(messages, workspace.name, rescuing.rules_at(workspace), means)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m ui")
    parser.add_argument("--workspace", type=Path)
    parser.add_argument("--user", required=True)
    parser.add_argument("--screenshots", type=Path, metavar="DIR")
    parser.add_argument("--every", action="store_true")
    parser.add_argument("--arriving", type=Path, metavar="DIR")
    parser.add_argument("--book", default="")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
