"""What can be done in the window, asked of the window's own program."""

from __future__ import annotations

import subprocess
import sys

from pydantic import TypeAdapter, ValidationError

from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.keymap import KeyedAction

_ACTIONS = TypeAdapter(tuple[KeyedAction, ...])
_PROGRAM = "ui.action_table"
_WAIT_SECONDS = 30


def window_actions() -> tuple[KeyedAction, ...]:
    """Every action with the keys that it has by default; needs no screen.

    Raises EnvironmentFault ``window-actions-unknown`` where the window is not installed."""
    command = [sys.executable, "-m", _PROGRAM]
    try:
        done = subprocess.run(  # noqa: S603
            command, capture_output=True, check=True, timeout=_WAIT_SECONDS
        )
        return _ACTIONS.validate_json(done.stdout)
    except (OSError, subprocess.SubprocessError, ValidationError) as error:
        raise EnvironmentFault("window-actions-unknown") from error
