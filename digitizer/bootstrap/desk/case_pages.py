"""Which pages belong to a case, and in which order."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from digitizer.domain.changes import Actor, ChangeSet
from digitizer.messages import Messages
from digitizer.workflow import (
    arrange_pages,
    merge_cases,
    page_act,
    replace_page,
    rescan,
    split_case,
    turn_page,
)
from digitizer.workflow.page_act import Arranged
from digitizer.workflow.ports import Ports
from digitizer.workflow.rescan import PlacedPage
from ocr.turning import turn_image


@dataclass(frozen=True, slots=True)
class CasePagesDesk:
    """One person's access; safe to use from several threads. ``messages`` give the reasons that
    cases set aside by an act keep."""

    ports: Ports
    actor: Actor
    messages: Messages

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
        """See :func:`digitizer.workflow.rescan.placed_pages`."""
        return rescan.placed_pages(self.ports, case_id)

    def rescans_waiting(
        self, *, limit: int = 500, batch_id: int | None = None
    ) -> Sequence[PlacedPage]:
        """See :func:`digitizer.workflow.rescan.rescans_waiting`."""
        return rescan.rescans_waiting(self.ports, limit=limit, batch_id=batch_id)

    def recent(self, case_id: int, *, limit: int = 60) -> Sequence[PlacedPage]:
        """See :func:`digitizer.workflow.rescan.recent_pages`."""
        return rescan.recent_pages(self.ports, case_id, limit=limit)
