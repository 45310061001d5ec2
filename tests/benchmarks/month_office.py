"""The people of a simulated commune office, their passwords, its clock, and its command line.

Commands run through the program's own entry (:func:`digitizer.cli.main.main`) in this process, with
the clock that the program was put together with (``digitizer.bootstrap.workspace._now``) turned to
the simulated day. Passwords are asked and compared each time, as for anybody. Document types are
read from their files once, not at each command.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

os.environ["DIGITIZER_LANG"] = "vi"

from digitizer.bootstrap import watching, workspace
from digitizer.bootstrap.folders import Folders
from digitizer.bootstrap.type_files import load_types
from digitizer.bootstrap.workspace import open_workspace
from digitizer.bootstrap.workstation import Workstation
from digitizer.cli.main import main as program_main
from digitizer.domain.accounts import Role
from digitizer.domain.errors import DigitizerError
from digitizer.domain.progress import WORK_ZONE
from digitizer.domain.schema import Catalog
from digitizer.settings import Settings
from digitizer.workflow.doorkeeper import Given

ADMIN, AUDITOR, STRANGER = "Trần Thị Quản", "Bùi Thị Soát", "Vũ Văn Lạ"
GOOD, CARELESS, BOTH = "Lê Thị Mai", "Phạm Văn Ẩu", "Hoàng Thị Hai"
ARBITER, SUPERVISOR = "Đỗ Văn Trọng", "Ngô Thị Duyệt"
ROLES = {
    GOOD: (Role.CLERK,),
    CARELESS: (Role.CLERK,),
    BOTH: (Role.CLERK, Role.SECOND_CLERK),
    ARBITER: (Role.ARBITER,),
    SUPERVISOR: (Role.SUPERVISOR,),
    AUDITOR: (Role.AUDITOR,),
}
_FIRST, _SECRET = "Tạm thời 1!", "Mùa Thu 2026!"
_STEP = timedelta(milliseconds=40)
_SETTINGS = {
    "quiet_seconds = 1.0": "quiet_seconds = 0.1",
    "patience_seconds = 15.0": "patience_seconds = 0.3",
    "listing_seconds = 5.0": "listing_seconds = 0.5",
    "workers = 0": "workers = 2",
    "page_count = false": "page_count = true",
}


class Clock:
    """Goes on a little with every look at it, so that nothing happens at the same moment."""

    def __init__(self, day: date) -> None:
        self._lock = threading.Lock()
        self._now = _morning(day)

    def turn_to(self, day: date) -> None:
        self._now = _morning(day)

    def __call__(self) -> datetime:
        with self._lock:
            self._now += _STEP
            return self._now


def _morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, tzinfo=WORK_ZONE)


@dataclass(frozen=True, slots=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


class Knows:
    """Types the password that everybody has here."""

    def ask(self, name: str, refused: DigitizerError | None) -> Given:
        if refused is not None:
            raise refused
        return Given(name, _SECRET)

    def ask_new(self, name: str, refused: DigitizerError | None) -> str:
        raise AssertionError(name, refused)


@dataclass
class Office:
    """A workspace with its people. ``spent`` counts the commands called, by their first word."""

    root: Path
    clock: Clock
    spent: dict[str, int] = field(default_factory=dict)
    _types: Catalog | None = None

    @property
    def papers(self) -> Path:
        """Where reports, slips and minutes are written."""
        return self.root.parent / "papers"

    def found(self, profile: str) -> None:
        """Make the workspace, ask for the check rounds, and let everybody have an account."""
        self.papers.mkdir(parents=True)
        self.ask(ADMIN, "init", self.root)
        settings = self.root / "digitizer.toml"
        text = settings.read_text(encoding="utf-8")
        for old, new in {**_SETTINGS, 'profile = ""': f'profile = "{profile}"'}.items():
            if old not in text:
                raise AssertionError(old)
            text = text.replace(old, new)
        settings.write_text(text, encoding="utf-8")
        first, own = self._secret_file("first", _FIRST), self._secret_file("own", _SECRET)
        self.ask(ADMIN, "accounts", "add", ADMIN, "--role", "administrator", "--password-file", own)
        for name, roles in ROLES.items():
            asked = [part for role in roles for part in ("--role", role.value)]
            self.ask(ADMIN, "accounts", "add", name, *asked, "--password-file", first)
            self.ask(name, "accounts", "password", "--password-file", own, secret=first)

    def ask(self, user: str, *arguments: object, secret: Path | None = None) -> Done:
        """A command that has to work."""
        done = self.call(user, *arguments, secret=secret)
        if done.code != 0:
            raise AssertionError(user, arguments, done)
        return done

    def call(self, user: str, *arguments: object, secret: Path | None = None) -> Done:
        """``digitizer`` with these arguments, as this person, on the simulated day."""
        words = [str(word) for word in arguments]
        self.spent[words[0]] = self.spent.get(words[0], 0) + 1
        place = [] if words[0] == "init" else ["--workspace", str(self.root)]
        file = secret or self._secret_file("own", _SECRET)
        out, err = io.StringIO(), io.StringIO()
        with (
            self.turned(),
            patch.object(sys, "argv", ["digitizer", *place, "--user", user, *words]),
            patch.dict(os.environ, {"DIGITIZER_PASSWORD_FILE": str(file)}),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            _own_process(),
        ):
            try:
                program_main()
                code = 0
            except SystemExit as left:
                code = int(left.code or 0)
        return Done(code, out.getvalue(), err.getvalue())

    @contextlib.contextmanager
    def station(self, name: str) -> Iterator[Workstation]:
        """The workspace as a person's window has it open, after the password."""
        with self.turned(), _own_process():
            made = open_workspace(self.root, name, "vi", Knows())
            try:
                yield made
            finally:
                made.close()

    @contextlib.contextmanager
    def turned(self) -> Iterator[None]:
        with (
            patch.object(workspace, "_now", self.clock),
            patch.object(workspace, "load_types", self._types_of),
        ):
            yield

    def _types_of(self, folders: Folders, settings: Settings) -> Catalog:
        if self._types is None:
            self._types = load_types(folders, settings)
        return self._types

    def watch(self, pool: Callable[[], object] | None) -> Done:
        """``digitizer watch --once``; with ``pool`` in the place of the reading workers."""
        if pool is None:
            return self.call(ADMIN, "watch", "--once")
        with patch.object(watching, "ProcessReadingPool", lambda *_given: pool()):
            return self.call(ADMIN, "watch", "--once")

    def _secret_file(self, name: str, text: str) -> Path:
        file = self.root.parent / f"{name}.secret"
        if not file.exists():
            file.touch(mode=0o600)
            file.write_text(text, encoding="utf-8")
        return file


def log_in_as(station: Workstation, name: str) -> Workstation:
    """Another person in front of the same machine, after the password."""
    return station.logged_in(name, _SECRET)


@contextlib.contextmanager
def _own_process() -> Iterator[None]:
    """What a process takes with it when it ends: handlers of its log and of signals."""
    root = logging.getLogger()
    before = list(root.handlers)
    kinds = (signal.SIGINT, signal.SIGTERM)
    handlers = [signal.getsignal(kind) for kind in kinds]
    try:
        yield
    finally:
        for handler in [each for each in root.handlers if each not in before]:
            root.removeHandler(handler)
            handler.close()
        for kind, handler in zip(kinds, handlers, strict=True):
            signal.signal(kind, handler)
