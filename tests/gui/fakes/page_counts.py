"""Pages and images of batches in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from digitizer.domain.changes import ChangeSet
from digitizer.domain.checks import check_pages
from digitizer.domain.page_count import BatchImages, Image, PageCount
from digitizer.domain.problems import Problem
from digitizer.workflow.count_pages import CountedPages

if TYPE_CHECKING:
    from gui.fake_backend import FakeBackend


@dataclass(slots=True)
class PageScript:
    """``loose`` are images of any batch that are in no case."""

    loose: tuple[Image, ...] = ()
    handed_over: int | None = None
    is_needed: bool = False


@dataclass(frozen=True, slots=True)
class FakePageCounts:
    backend: FakeBackend
    script: PageScript = field(default_factory=PageScript)

    def look(self, batch_id: int) -> CountedPages:
        data, script = self.backend.data, self.script
        views = {
            view.page.id: view.page
            for case_id, case in data.cases.items()
            if case.batch_id == batch_id
            for view in data.pages.get(case_id, ())
        }
        owned = tuple(Image(page.id, "scan.pdf", page.number, True) for page in views.values())
        images = BatchImages((*owned, *script.loose))
        return CountedPages(data.batches[batch_id], images, script.handed_over, script.is_needed)

    def against(self, batch_id: int, count: PageCount | None) -> Sequence[Problem]:
        seen = self.look(batch_id)
        return check_pages(seen.images, count, is_needed=seen.is_needed)

    def declare(self, batch_id: int, count: PageCount | None) -> ChangeSet:
        batches = self.backend.data.batches
        batches[batch_id] = replace(batches[batch_id], page_count=count)
        change = ChangeSet("count-pages", batches=frozenset({batch_id}))
        return self.backend._tell(change)
