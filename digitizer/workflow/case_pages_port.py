"""What rearranging the pages of cases needs from the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from digitizer.domain.case import Page
from digitizer.domain.page import PageReading
from digitizer.domain.rescan import PageAct, Rescan


@dataclass(frozen=True, slots=True)
class KnownImage:
    """The image of a page at one absolute turn."""

    rotation: int
    image_sha256: str


@dataclass(frozen=True, slots=True)
class CasePlace:
    """One region of one case, counted from 0."""

    case_id: int
    place: int
    page_id: int


class CasePageRepository(Protocol):
    def pages(self, page_ids: Iterable[int]) -> Mapping[int, Page]:
        """Raises NotFound when one is not there."""
        ...

    def put(self, page: Page, reading: PageReading) -> None:
        """Keep a page that was turned or read anew, with its reading."""
        ...

    def images(self, page_id: int) -> Sequence[KnownImage]:
        """The images that the page had, the first one first; empty before the first turn."""
        ...

    def remember_image(self, page_id: int, image: KnownImage) -> None: ...
    def cases_on(self, page_id: int) -> Sequence[int]: ...
    def recent(self, *, limit: int, but_not: int) -> Sequence[CasePlace]:
        """Pages of cases that wait for a first look, of the newest scan first."""
        ...

    def arrived_since(self, moment: datetime, *, limit: int) -> Sequence[CasePlace]:
        """As :meth:`recent`, of scans that arrived after a moment."""
        ...

    def wish(self, rescan: Rescan) -> None:
        """Raises Conflict when the page waits already."""
        ...

    def end_wish(self, page_id: int) -> Rescan | None:
        """The wish that stood, if any; it counts no more."""
        ...

    def wishes(self, page_ids: Iterable[int]) -> Mapping[int, Rescan]: ...
    def waiting(self, *, limit: int, batch_id: int | None = None) -> Sequence[CasePlace]:
        """The pages that wait for a scan, in the order of the wishes; but for cases set aside."""
        ...

    def add_act(self, act: PageAct) -> None: ...
    def newest_act(self, actor: str, case_id: int) -> PageAct | None:
        """The newest act of this person on this case that was not taken back."""
        ...

    def rebase_act(self, case_id: int, revision: int, now: int) -> None:
        """Let the newest act on a case that gave it ``revision`` stand for ``now``, which has the
        same content: what came between was taken back."""
        ...

    def act_undone(self, act_id: int) -> None: ...
