"""Which pages belong to a case, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from digitizer.bootstrap.desk.waiting_list import waiting_sheet
from digitizer.bootstrap.printing import print_sheet
from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.reading_again import lasting
from digitizer.domain.sheet import Sheet
from digitizer.messages import Messages
from digitizer.workflow import (
    arrange_pages,
    merge_cases,
    page_act,
    placed_pages,
    read_page,
    replace_page,
    rescan,
    rescans_arrived,
    sight,
    split_case,
    turn_page,
)
from digitizer.workflow.page_act import Arranged
from digitizer.workflow.placed_pages import PlacedPage
from digitizer.workflow.ports import Ports
from digitizer.workflow.rescans_arrived import ArrivedScan
from ocr import ReadSettings
from ocr.page_again import read_stored_page
from ocr.turning import turn_image

_MOST_PRINTED = 5000


@dataclass(frozen=True, slots=True)
class CasePagesDesk:
    """One person's access; safe to use from several threads. ``messages`` give the reasons that
    cases set aside by an act keep, ``settings`` how a turned page is read."""

    ports: Ports
    actor: Actor
    messages: Messages
    settings: Callable[[], ReadSettings] = ReadSettings

    def split(
        self,
        case_id: int,
        places: Collection[int],
        expected_revision: int,
        *,
        keeps_type: bool = True,
    ) -> Arranged:
        """See :func:`digitizer.workflow.split_case.split_case`."""
        return split_case.split_case(
            self.ports, self.actor, case_id, places, expected_revision, keeps_type=keeps_type
        )

    def merge(self, case_id: int, others: Sequence[int], expected_revision: int) -> Arranged:
        """See :func:`digitizer.workflow.merge_cases.merge_cases`."""
        reason = self.messages.text("pages-merged-into", case=case_id)
        return merge_cases.merge_cases(
            self.ports, self.actor, case_id, others, reason, expected_revision
        )

    def move(self, case_id: int, place: int, target: int, expected_revision: int) -> Arranged:
        """See :func:`digitizer.workflow.arrange_pages.move_page`."""
        return arrange_pages.move_page(
            self.ports, self.actor, case_id, place, target, expected_revision
        )

    def turn(self, case_id: int, place: int, degrees: int, expected_revision: int) -> Arranged:
        """See :func:`digitizer.workflow.turn_page.turn_page`."""
        return turn_page.turn_page(
            self.ports, self.actor, turn_image, case_id, place, degrees, expected_revision
        )

    def read_page(self, page_id: int) -> Arranged:
        """Read the page anew as it lies; takes seconds. See
        :func:`digitizer.workflow.read_page.take_page_reading`. Raises what
        :func:`ocr.page_again.read_stored_page` raises."""
        page, wanted_type = read_page.page_to_read(self.ports, page_id)
        reading, cases = read_stored_page(
            self.ports.vault.path(page.image_sha256),
            replace(page, problems=lasting(page.problems)),
            self.ports.catalog,
            self.settings(),
            wanted_type,
        )
        read = read_page.ReadAnew(page, reading, cases)
        return read_page.take_page_reading(self.ports, self.actor, read)

    def remove(self, case_id: int, place: int, reason: str, expected_revision: int) -> Arranged:
        """See :func:`digitizer.workflow.split_case.remove_page`."""
        return split_case.remove_page(
            self.ports, self.actor, case_id, place, reason, expected_revision
        )

    def insert(
        self, case_id: int, target: int, source: tuple[int, int], expected_revision: int
    ) -> Arranged:
        """See :func:`digitizer.workflow.arrange_pages.insert_page`."""
        reason = self.messages.text("pages-used-in", case=case_id, page=target + 1)
        return arrange_pages.insert_page(
            self.ports, self.actor, case_id, target, source, reason, expected_revision
        )

    def replace(
        self, case_id: int, place: int, source: tuple[int, int], expected_revision: int
    ) -> Arranged:
        """See :func:`digitizer.workflow.replace_page.replace_page`."""
        text = self.messages.text
        reasons = (
            text("pages-replaced-in", case=case_id, page=place + 1),
            text("pages-used-in", case=case_id, page=place + 1),
        )
        return replace_page.replace_page(
            self.ports, self.actor, case_id, place, source, reasons, expected_revision
        )

    def undo(self, case_id: int) -> Arranged:
        """See :func:`digitizer.workflow.page_act.undo_pages`."""
        reason = self.messages.text("pages-taken-back", case=case_id)
        return page_act.undo_pages(self.ports, self.actor, case_id, reason)

    def ask_rescan(self, case_id: int, place: int, reason: str) -> ChangeSet:
        """See :func:`digitizer.workflow.rescan.ask_rescan`."""
        return rescan.ask_rescan(self.ports, self.actor, case_id, place, reason)

    def drop_rescan(self, case_id: int, place: int) -> ChangeSet:
        """See :func:`digitizer.workflow.rescan.drop_rescan`."""
        return rescan.drop_rescan(self.ports, self.actor, case_id, place)

    def placed(self, case_id: int) -> Sequence[PlacedPage]:
        """See :func:`digitizer.workflow.placed_pages.placed_pages`."""
        sight.require_case(self.ports, self.actor, case_id)
        return placed_pages.placed_pages(self.ports, case_id)

    def rescans_waiting(
        self, *, limit: int = 500, batch_id: int | None = None
    ) -> Sequence[PlacedPage]:
        """See :func:`digitizer.workflow.placed_pages.rescans_waiting`."""
        sight.require_whole(self.ports, self.actor, sight.LIST_CASES)
        return placed_pages.rescans_waiting(self.ports, limit=limit, batch_id=batch_id)

    def rescans_arrived(self, *, own: bool = True) -> Sequence[ArrivedScan]:
        """See :func:`digitizer.workflow.rescans_arrived.rescans_arrived`; ``own``: only of pages
        that this person asked for, which are none where the person may not see cases."""
        with self.ports.unit_of_work() as unit:
            if own and not sight.may(unit, self.ports, self.actor, sight.LIST_CASES):
                return ()
            sight.require_all(unit, self.ports, self.actor, sight.LIST_CASES)
        return rescans_arrived.rescans_arrived(self.ports, self.actor.name if own else None)

    def waiting_sheet(self, batch_id: int | None = None) -> Sheet:
        """The list of the papers to fetch, to be printed."""
        places = self.rescans_waiting(limit=_MOST_PRINTED, batch_id=batch_id)
        now = self.ports.clock().astimezone()
        return waiting_sheet(places, self.messages, self.actor.name, now.date())

    def write_waiting(
        self, target: Path, batch_id: int | None = None, *, replaces: bool = False
    ) -> None:
        """The same as PDF. Raises what :func:`digitizer.bootstrap.printing.print_sheet` raises;
        with ``replaces`` a file that is there makes room for it."""
        sheet = self.waiting_sheet(batch_id)
        if not replaces:
            print_sheet(target, sheet)
            return
        fresh = target.with_name(f".{target.name}.new")
        fresh.unlink(missing_ok=True)
        print_sheet(fresh, sheet)
        fresh.replace(target)

    def recent(self, case_id: int, *, limit: int = 60) -> Sequence[PlacedPage]:
        """See :func:`digitizer.workflow.placed_pages.recent_pages`."""
        sight.require_case(self.ports, self.actor, case_id)
        sight.require_whole(self.ports, self.actor, sight.LIST_CASES)
        return placed_pages.recent_pages(self.ports, case_id, limit=limit)
