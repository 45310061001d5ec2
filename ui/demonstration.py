"""Sample scans arriving one by one, as from a scanner, while the window is open."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

_SECONDS_BETWEEN = 1.5


class ArrivingSamples:
    """Copies the scans of a folder into a book of the inbox, in a thread of its own."""

    def __init__(self, samples: Path, book: Path) -> None:
        self._samples = samples
        self._book = book
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="arriving-samples")

    def start(self) -> None:
        self._book.mkdir(parents=True, exist_ok=True)
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()

    def _work(self) -> None:
        for scan in sorted(self._samples.iterdir()):
            if scan.suffix == ".json":
                continue
            shutil.copyfile(scan, self._book / scan.name)
            if self._stop.wait(_SECONDS_BETWEEN):
                return
