"""Which pages belong to a case, and in which order; kept in memory, without moving fields."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digitizer.bootstrap.desk.waiting_list import waiting_sheet
from digitizer.domain.case import Case, Region
from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import Conflict, InvalidInput, NotAllowed
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.reading_again import lasting, problems_after_turn
from digitizer.domain.rescan import Rescan
from digitizer.domain.sheet import Sheet
from digitizer.workflow.overview import PageView
from digitizer.workflow.page_act import Arranged
from digitizer.workflow.placed_pages import PlacedPage
from digitizer.workflow.rescans_arrived import ArrivedScan

if TYPE_CHECKING:
    from gui.fake_backend import FakeBackend

_Pages = list[PageView]


@dataclass(slots=True)
class Before:
    """What stood before an act."""

    pages: dict[int, tuple[PageView, ...]]
    cases: dict[int, Case]


@dataclass(frozen=True, slots=True)
class FakeCasePages:
    backend: FakeBackend

    def split(
        self,
        case_id: int,
        places: Collection[int],
        expected_revision: int,
        *,
        keeps_type: bool = True,
    ) -> Arranged:
        del keeps_type

        def act(pages: _Pages) -> int:
            made = self._make(case_id, [pages[place] for place in sorted(places)])
            pages[:] = [page for at, page in enumerate(pages) if at not in places]
            return made

        return self._act(case_id, expected_revision, act)

    def merge(self, case_id: int, others: Sequence[int], expected_revision: int) -> Arranged:
        def act(pages: _Pages) -> None:
            for other in others:
                pages.extend(self.backend.data.pages[other])
                self._set_aside(other)

        return self._act(case_id, expected_revision, act)

    def move(self, case_id: int, place: int, target: int, expected_revision: int) -> Arranged:
        return self._act(
            case_id, expected_revision, lambda pages: pages.insert(target, pages.pop(place))
        )

    def turn(self, case_id: int, place: int, degrees: int, expected_revision: int) -> Arranged:
        def act(pages: _Pages) -> None:
            page = pages[place].page
            rotation = (page.rotation + degrees) % 360
            turned = replace(
                page,
                width=page.height,
                height=page.width,
                rotation=rotation,
                problems=problems_after_turn(page, rotation),
            )
            pages[place] = replace(pages[place], page=turned)

        return self._act(case_id, expected_revision, act)

    def read_page(self, page_id: int) -> Arranged:
        data = self.backend.data
        case_id, place = next(
            (case_id, at)
            for case_id, pages in data.pages.items()
            for at, view in enumerate(pages)
            if view.page.id == page_id
        )

        def act(pages: _Pages) -> None:
            page = pages[place].page
            read = replace(page, problems=lasting(page.problems))
            pages[place] = replace(pages[place], page=read)

        return self._act(case_id, data.cases[case_id].revision, act)

    def remove(self, case_id: int, place: int, reason: str, expected_revision: int) -> Arranged:
        def act(pages: _Pages) -> int:
            made = self._make(case_id, [pages.pop(place)])
            if reason:
                self._set_aside(made)
            return made

        return self._act(case_id, expected_revision, act)

    def insert(
        self, case_id: int, target: int, source: tuple[int, int], expected_revision: int
    ) -> Arranged:
        return self._act(
            case_id,
            expected_revision,
            lambda pages: pages.insert(target, self._given(source)),
        )

    def replace(
        self, case_id: int, place: int, source: tuple[int, int], expected_revision: int
    ) -> Arranged:
        def act(pages: _Pages) -> None:
            self._set_aside(self._make(case_id, [replace(pages[place], rescan=None)]))
            pages[place] = self._given(source)

        return self._act(case_id, expected_revision, act)

    def undo(self, case_id: int) -> Arranged:
        acts = self.backend.data.page_acts
        if not acts:
            raise NotAllowed("no-page-act", case=case_id)
        before = acts.pop()
        revision = self.backend.data.cases[case_id].revision
        self.backend.data.pages.update(before.pages)
        self.backend.data.cases.update(before.cases)
        self._touch(case_id, revision)
        return Arranged(self._publish("undo-pages", case_id))

    def ask_rescan(self, case_id: int, place: int, reason: str) -> ChangeSet:
        moment = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
        return self._mark(
            case_id,
            place,
            lambda view: Rescan(view.page.id, reason, self.backend.actor.name, moment),
        )

    def drop_rescan(self, case_id: int, place: int) -> ChangeSet:
        return self._mark(case_id, place, lambda _view: None)

    def placed(self, case_id: int) -> Sequence[PlacedPage]:
        return [
            PlacedPage(case_id, at, view, f"scan_{view.page.scan_id:04d}.pdf", "", (), None)
            for at, view in enumerate(self.backend.data.pages[case_id])
        ]

    def rescans_waiting(
        self, *, limit: int = 500, batch_id: int | None = None
    ) -> Sequence[PlacedPage]:
        del batch_id
        found = [each for case_id in self.backend.data.pages for each in self.placed(case_id)]
        return [each for each in found if each.view.rescan is not None][:limit]

    def rescans_arrived(self, *, own: bool = True) -> Sequence[ArrivedScan]:
        """The scans that a test put there."""
        del own
        waiting = {each.view.page.id for each in self.rescans_waiting()}
        arrived = self.backend.data.arrived_scans
        return [each for each in arrived if each.awaited.view.page.id in waiting]

    def waiting_sheet(self, batch_id: int | None = None) -> Sheet:
        places = self.rescans_waiting(batch_id=batch_id)
        return waiting_sheet(
            places, self.backend.messages, self.backend.actor.name, date(2026, 3, 2)
        )

    def write_waiting(
        self, target: Path, batch_id: int | None = None, *, replaces: bool = False
    ) -> None:
        del batch_id
        if target.exists() and not replaces:
            raise InvalidInput("sheet-exists", file=target)
        target.write_bytes(b"%PDF-1.4 ")

    def recent(self, case_id: int, *, limit: int = 60) -> Sequence[PlacedPage]:
        cases = self.backend.data.cases.values()
        others = [
            case.id for case in cases if case.id != case_id and case.state is CaseState.TO_CHECK
        ]
        found = [each for other in sorted(others, reverse=True) for each in self.placed(other)]
        return found[:limit]

    def _act(
        self, case_id: int, expected_revision: int, act: Callable[[_Pages], int | None]
    ) -> Arranged:
        data = self.backend.data
        if data.cases[case_id].revision != expected_revision:
            raise Conflict("changed-meanwhile", case=case_id)
        data.page_acts.append(Before(dict(data.pages), dict(data.cases)))
        pages = list(data.pages[case_id])
        made = act(pages)
        data.pages[case_id] = tuple(pages)
        self._touch(case_id, expected_revision)
        return Arranged(self._publish("pages", case_id), made)

    def _touch(self, case_id: int, revision: int) -> None:
        data = self.backend.data
        regions = tuple(
            Region(view.page.number, None, view.page.id) for view in data.pages[case_id]
        )
        data.cases[case_id] = replace(data.cases[case_id], regions=regions, revision=revision + 1)

    def _make(self, like: int, pages: _Pages) -> int:
        data = self.backend.data
        made = max(data.cases) + 1
        data.cases[made] = replace(data.cases[like], id=made, record=None, revision=1)
        data.pages[made] = tuple(pages)
        data.edits[made] = []
        return made

    def _given(self, source: tuple[int, int]) -> PageView:
        view = self.backend.data.pages[source[0]][source[1]]
        self._set_aside(source[0])
        return view

    def _set_aside(self, case_id: int) -> None:
        data = self.backend.data
        data.cases[case_id] = replace(data.cases[case_id], state=CaseState.SET_ASIDE)

    def _mark(
        self, case_id: int, place: int, wish: Callable[[PageView], Rescan | None]
    ) -> ChangeSet:
        pages = list(self.backend.data.pages[case_id])
        pages[place] = replace(pages[place], rescan=wish(pages[place]))
        self.backend.data.pages[case_id] = tuple(pages)
        return self._publish("rescan", case_id)

    def _publish(self, action: str, case_id: int) -> ChangeSet:
        change = ChangeSet(action, cases=frozenset({case_id}))
        for listener in list(self.backend.data.listeners):
            listener(change)
        return change
