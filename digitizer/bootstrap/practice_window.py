"""The window of the practice workspace: a program of its own, beside the one of the office."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from filelock import FileLock, Timeout

from digitizer.bootstrap.practice_files import is_practice, writing
from digitizer.domain.errors import EnvironmentFault

_PATIENCE_SECONDS = 20.0
_LOOK_SECONDS = 0.2
_SAID = 400
_ERRORS = "window.txt"


class PracticeWindows:
    """Those that this program opened; they go on when it ends. Safe to use from several threads."""

    def __init__(self) -> None:
        self._opened: list[subprocess.Popen[bytes]] = []
        self._taking_turns = threading.Lock()

    @property
    def opened(self) -> tuple[subprocess.Popen[bytes], ...]:
        """The windows that are still open."""
        self._opened = [each for each in self._opened if each.poll() is None]
        return tuple(self._opened)

    def open(self, folder: Path, person: str, language: str) -> bool:
        """Open the window of a practice folder and wait until it works; False where one is open.

        Raises EnvironmentFault ``no-display``, ``practice-window-failed`` with what the window's
        program said."""
        with self._taking_turns:
            if is_open(folder):
                return False
            _require_display()
            started = _started(folder, person, language)
            self._opened.append(started)
            deadline = time.monotonic() + _PATIENCE_SECONDS
            while time.monotonic() < deadline and not is_open(folder):
                if started.poll() is not None:
                    raise EnvironmentFault("practice-window-failed", reason=_said(folder))
                time.sleep(_LOOK_SECONDS)
        return True


def is_open(folder: Path) -> bool:
    """Whether the window of a practice folder is open, whoever opened it."""
    if not is_practice(folder):
        return False
    lock = window_lock(folder)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    lock.release()
    return False


def window_lock(folder: Path) -> FileLock:
    """Held by the window of a practice folder from its start to its end. Whoever only looks holds
    it for a moment, so the window has to wait a little for it."""
    return FileLock(folder / "window.lock", thread_local=False)


def _started(folder: Path, person: str, language: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "ui", "--workspace", str(folder), "--user", person]
    environment: Mapping[str, str] = {**os.environ, "DIGITIZER_LANG": language}
    with writing(folder), (folder / _ERRORS).open("wb") as errors:
        return subprocess.Popen(  # noqa: S603
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            start_new_session=True,
        )


def _said(folder: Path) -> str:
    text = (folder / _ERRORS).read_text(encoding="utf-8", errors="replace").strip()
    return text[-_SAID:] or "-"


def _require_display() -> None:
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        raise EnvironmentFault("no-display")
