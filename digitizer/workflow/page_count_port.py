"""What the use cases need to know of the images of a batch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from digitizer.domain.checks import ScanPlace
from digitizer.domain.page_count import BatchImages


class PageCountRepository(Protocol):
    def images(self, batch_id: int) -> BatchImages:
        """Those of its cases, and those that are in no case of the files that have a case in it or
        came in its folder. A file in whose pages two batches share gives each its own."""
        ...

    def scan_places(self, batch_id: int) -> Mapping[int, ScanPlace]:
        """By case, where its first page in the file that it came of stands. A case is left out
        whose pages of a larger file all gave way to better scans."""
        ...
