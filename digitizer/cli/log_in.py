"""Passwords at the terminal: asked without showing them, or read from a private file; never taken
from the command line, which others can see."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import click

from digitizer.cli.texts import text
from digitizer.domain.errors import DigitizerError, EnvironmentFault, InvalidInput, NotAllowed
from digitizer.workflow.doorkeeper import Given

PASSWORD_FILE = "DIGITIZER_PASSWORD_FILE"  # noqa: S105
_LONGEST_FILE = 4096


class TerminalDoorkeeper:
    """Tries once: a wrong password ends the command. ``new`` gives the password that a person who
    must change theirs takes; without it the terminal asks. ``given`` and ``has_changed`` tell
    afterwards what happened at the door."""

    def __init__(self, new: Callable[[], str] | None = None) -> None:
        self._new = new
        self.given: Given | None = None
        self.has_changed = False

    def ask(self, name: str, refused: DigitizerError | None) -> Given:
        if refused is not None:
            raise refused
        file = os.environ.get(PASSWORD_FILE)
        password = (
            password_in(Path(file)) if file else secret_asked(f"{name}: {text('password-ask')}")
        )
        self.given = Given(name, password)
        return self.given

    def ask_new(self, name: str, refused: DigitizerError | None) -> str:
        if refused is not None:
            raise refused
        if self._new is None and not sys.stdin.isatty():
            raise NotAllowed("password-must-change", name=name)
        self.has_changed = True
        return self._new() if self._new is not None else new_password(None)


def new_password(file: Path | None) -> str:
    """From the file, or asked twice. Raises as :func:`password_in`, and NotAllowed
    ``password-not-asked`` where there is no terminal."""
    if file is not None:
        return password_in(file)
    wanted = secret_asked(text("password-ask-new"))
    if secret_asked(text("password-ask-again")) != wanted:
        raise InvalidInput("password-again-differs")
    return wanted


def password_in(file: Path) -> str:
    """The first line of a file that nobody else can read. Raises InvalidInput
    ``password-file-open`` for any other, EnvironmentFault where it cannot be read."""
    try:
        with file.open("rb") as stream:
            found = os.fstat(stream.fileno())
            if found.st_uid != os.geteuid() or stat.S_IMODE(found.st_mode) & 0o077:
                raise InvalidInput("password-file-open", file=file)
            line = stream.read(_LONGEST_FILE).split(b"\n", 1)[0].removesuffix(b"\r")
    except OSError as error:
        raise EnvironmentFault("password-file", file=file, reason=error.strerror) from error
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        raise EnvironmentFault("password-file", file=file, reason="UTF-8") from None


def secret_asked(prompt: str) -> str:
    """Typed at the terminal without showing it. Raises NotAllowed ``password-not-asked`` where
    there is none."""
    if not sys.stdin.isatty():
        raise NotAllowed("password-not-asked")
    answer: str = click.prompt(prompt, hide_input=True, err=True)
    return answer
