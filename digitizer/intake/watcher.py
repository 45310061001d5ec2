"""Waking up early: file-system events set a flag, nothing more."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

_log = logging.getLogger(__name__)


class _Wake(FileSystemEventHandler):
    def __init__(self, hint: threading.Event) -> None:
        self._hint = hint

    def on_any_event(self, event: FileSystemEvent) -> None:
        self._hint.set()


class FolderWatcher:
    """Sets ``hint`` when something happens below a folder.

    Where events cannot be had (no inotify, a network share) it says so in the log and the
    periodic listing does the work alone.
    """

    def __init__(self, folder: Path, hint: threading.Event) -> None:
        self._folder = folder
        self._hint = hint
        self._observer: BaseObserver | None = None

    def start(self) -> None:
        observer = Observer()
        try:
            observer.schedule(_Wake(self._hint), str(self._folder), recursive=True)
            observer.start()
        except OSError as error:
            _log.warning("no file events for the watched folder: %s", error.strerror)
            return
        self._observer = observer

    def stop(self) -> None:
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()
            self._observer = None
