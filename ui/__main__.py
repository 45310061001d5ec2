"""The window's program: ``python -m ui``; the command line starts it."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

from digitizer.bootstrap.workspace import open_workspace
from digitizer.domain.errors import DigitizerError
from digitizer.logs import log_to_terminal
from digitizer.messages import Messages, language_from_environment
from digitizer.schemas.accounts import load_password_rules
from ui.accounts.doorkeeper import WindowDoorkeeper
from ui.app import application, run, take_screenshots
from ui.demonstration import ArrivingSamples

_FAULT = 5


def main() -> int:
    options = _options()
    log_to_terminal(logging.ERROR)
    language = language_from_environment()
    try:
        doorkeeper = WindowDoorkeeper(
            Messages(language), options.workspace.name, load_password_rules()
        )
        # The dialogs of the doorkeeper need it.
        application(sys.argv[:1])
        station = open_workspace(options.workspace, options.user, language, doorkeeper)
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


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m ui")
    parser.add_argument("--workspace", type=Path, required=True)
    parser.add_argument("--user", required=True)
    parser.add_argument("--screenshots", type=Path, metavar="DIR")
    parser.add_argument("--every", action="store_true")
    parser.add_argument("--arriving", type=Path, metavar="DIR")
    parser.add_argument("--book", default="")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
