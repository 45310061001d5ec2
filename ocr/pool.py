"""Warm reading workers: one spawned process a core, each with the document types loaded."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from digitizer.domain.case import ScanReading
from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.schema import Catalog
from ocr.job import ReadSettings, read_scan

_TASKS_A_WORKER = 200


class ProcessReadingPool:
    """Reads scans in other processes, so that a crash of a decoder stops one scan only.

    The workers start with the first scan. A worker that dies gives EnvironmentFault
    ``reading-worker-died`` for the scans in flight, and the next scan gets fresh workers.
    """

    def __init__(
        self, catalog: Catalog, settings: ReadSettings, workers: int, scratch: Path
    ) -> None:
        """``scratch`` is the folder for the workers' temporary pictures, which show personal data:
        whoever owns it clears it after a kill."""
        self._catalog = catalog
        self._settings = settings
        self._workers = workers
        self._scratch = scratch
        self._executor: ProcessPoolExecutor | None = None

    @property
    def size(self) -> int:
        return self._workers

    def submit(
        self, source: Path, work_dir: Path, wanted_type: str | None = None
    ) -> Future[ScanReading]:
        """Begin to read; see :func:`ocr.job.read_scan` for what the future gives or raises."""
        answer: Future[ScanReading] = Future()
        try:
            inner = self._running().submit(_read_in_worker, source, work_dir, wanted_type)
        except BrokenProcessPool:
            self.close()
            inner = self._running().submit(_read_in_worker, source, work_dir, wanted_type)
        inner.add_done_callback(lambda done: _pass_on(done, answer))
        return answer

    def close(self) -> None:
        """End the workers; scans in flight are given up."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None

    def _running(self) -> ProcessPoolExecutor:
        if self._executor is None:
            self._executor = ProcessPoolExecutor(
                self._workers,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_warm_up,
                initargs=(self._catalog, self._settings, self._scratch),
                max_tasks_per_child=_TASKS_A_WORKER,
            )
        return self._executor


_worker_state: tuple[Catalog, ReadSettings] | None = None


def _warm_up(catalog: Catalog, settings: ReadSettings, scratch: Path) -> None:
    global _worker_state
    _worker_state = (catalog, settings)
    tempfile.tempdir = str(scratch)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read_in_worker(source: Path, work_dir: Path, wanted_type: str | None) -> ScanReading:
    if _worker_state is None:
        raise RuntimeError("the worker was not warmed up")
    catalog, settings = _worker_state
    return read_scan(source, work_dir, catalog, settings, wanted_type)


def _pass_on(done: Future[ScanReading], answer: Future[ScanReading]) -> None:
    if done.cancelled():
        answer.set_exception(EnvironmentFault("reading-stopped"))
        return
    error = done.exception()
    if error is None:
        answer.set_result(done.result())
    elif isinstance(error, BrokenProcessPool):
        answer.set_exception(EnvironmentFault("reading-worker-died"))
    else:
        answer.set_exception(error)
