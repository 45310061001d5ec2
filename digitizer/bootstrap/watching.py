"""Running the automation of a workspace: at most one a workspace on this machine."""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from digitizer.bootstrap.folders import Folders
from digitizer.bootstrap.manner import read_settings
from digitizer.bootstrap.sheet_fonts import with_sheet_font
from digitizer.domain.errors import DigitizerError, NotAllowed
from digitizer.domain.problems import Problem
from digitizer.intake import FolderIntake, FolderWatcher, IntakeRules
from digitizer.settings import Settings
from digitizer.workflow.automation import Automation, Pace, Reporter, SweepReport
from digitizer.workflow.pipeline import Progress
from digitizer.workflow.ports import Ports
from ocr import (
    ProcessReadingPool,
    inspect,
    tesseract_engine,
)

_log = logging.getLogger(__name__)


class Watching:
    """Owns the lock, the workers and the thread of the automation."""

    def __init__(
        self,
        ports: Ports,
        settings: Settings,
        folders: Folders,
        describe: Callable[[Problem], str],
    ) -> None:
        self._ports = ports
        self._settings = settings
        self._folders = folders
        self._describe = describe
        self._owner_prefix = f"{socket.gethostname()}:{folders.root}:"
        self._running: tuple[threading.Event, threading.Thread] | None = None

    def run(self, reporter: Reporter, *, once: bool, stop: threading.Event) -> None:
        """Work in this thread, once or until ``stop``. Raises NotAllowed ``watch-running`` when
        another automation works on this workspace, EnvironmentFault when Tesseract or one of its
        languages is missing."""
        self.require_engines()
        with self._locked(), self._automation(reporter) as automation:
            if once:
                with _obeying(stop, automation):
                    automation.run_once()
                return
            watcher = FolderWatcher(self._folders.inbox, automation.hint)
            watcher.start()
            try:
                with _obeying(stop, automation):
                    automation.run_forever()
            finally:
                watcher.stop()

    def start(self) -> None:
        """Work in a thread of its own; raises like :meth:`run`."""
        if self._running is not None:
            return
        self.require_engines()
        lock = self._lock()
        lock.release()
        stop = threading.Event()
        thread = threading.Thread(target=self._work, args=(stop,), name="automation")
        self._running = (stop, thread)
        thread.start()

    def stop(self) -> None:
        """End the thread; waits for the scans that are being read."""
        if self._running is not None:
            stop, thread = self._running
            self._running = None
            stop.set()
            thread.join()

    def go_on_with(self, ports: Ports) -> bool:
        """Work with other document types from now on; waits for the scans that are being read.
        False where another program runs this workspace's automation: it keeps those it has."""
        was_running = self._running is not None
        self.stop()
        self._ports = ports
        try:
            self._lock().release()
            if was_running:
                self.start()
        except NotAllowed:
            return False
        return True

    def require_engines(self) -> None:
        """Say at once what is missing, instead of failing scan after scan. Raises EnvironmentFault
        as :meth:`run` does."""
        settings = read_settings(self._settings, self._folders)
        for language in settings.languages:
            tesseract_engine(language, settings.tessdata)

    def _work(self, stop: threading.Event) -> None:
        try:
            self.run(_ToLog(), once=False, stop=stop)
        except DigitizerError as error:
            _log.error("the automation stopped: %s", error.code)

    def _lock(self) -> FileLock:
        lock = FileLock(self._folders.root / "watch.lock", thread_local=False)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise NotAllowed("watch-running", folder=self._folders.root) from None
        return lock

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Under the lock no other automation of this workspace runs on this machine, so the
        leases that one left behind belong to nobody."""
        lock = self._lock()
        try:
            with self._ports.unit_of_work(write=True) as unit:
                unit.jobs.release_owner(self._owner_prefix)
                unit.commit()
            self._folders.clear_work()
            yield
        finally:
            lock.release()

    @contextmanager
    def _automation(self, reporter: Reporter) -> Iterator[Automation]:
        intake = self._settings.intake
        reading = with_sheet_font(read_settings(self._settings, self._folders))
        pool = ProcessReadingPool(
            self._ports.catalog, reading, self._settings.reading.worker_count, self._folders.work
        )
        folder = FolderIntake(
            self._ports,
            lambda path: inspect(path, reading.limits),
            self._describe,
            self._folders.intake(keep_source=intake.keep_source),
            IntakeRules(intake.quiet_seconds, intake.patience_seconds, intake.ignored),
        )
        pace = Pace(min(intake.quiet_seconds, intake.listing_seconds), intake.listing_seconds)
        owner = f"{self._owner_prefix}{os.getpid()}:"
        try:
            yield Automation(self._ports, folder, pool, owner, self._folders.work, pace, reporter)
        finally:
            pool.close()


class _ToLog:
    """The window hears of changes through the hub; only trouble goes to the log."""

    def swept(self, report: SweepReport) -> None:
        for blocked in report.blocked:
            _log.warning("a file cannot be taken: %s", blocked.reason)

    def read(self, progress: Progress) -> None:
        if progress.error is not None:
            _log.warning("a scan could not be read: %s", progress.error)

    def troubled(self, error: DigitizerError) -> None:
        _log.error("the automation has to wait: %s %s", error.code, error.params)


@contextmanager
def _obeying(stop: threading.Event, automation: Automation) -> Iterator[None]:
    """Stop the automation when the event is set, whoever sets it."""
    done = threading.Event()

    def wait() -> None:
        while not done.is_set():
            if stop.wait(0.2):
                automation.stop()
                return

    waiter = threading.Thread(target=wait, name="automation-stop")
    waiter.start()
    try:
        yield
    finally:
        done.set()
        waiter.join()
