"""What the use cases need to know of the images of a batch."""

from __future__ import annotations

from typing import Protocol

from digitizer.domain.page_count import BatchImages


class PageCountRepository(Protocol):
    def images(self, batch_id: int) -> BatchImages:
        """Those of its cases, and those that are in no case of the files that have a case in it or
        came in its folder. A file in whose pages two batches share gives each its own."""
        ...
