"""Reading a part of a page anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from digitizer.domain.case import Case, Page
from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.errors import NotAllowed, NotFound
from digitizer.domain.page import Box, PageReading
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.workflow import sight, take_reading
from digitizer.workflow.editing import document_type, field_spec
from digitizer.workflow.overview import CaseView, PageView, case_view
from digitizer.workflow.ports import Ports
from ocr import ReadSettings
from ocr.rereading import WantedField, line_at, reread, word_at, words_in


@dataclass(frozen=True, slots=True)
class RereadingDesk:
    """One person's access; safe to use from several threads."""

    ports: Ports
    actor: Actor
    settings: Callable[[], ReadSettings]

    def read_region(self, case_id: int, page_id: int, box: Box, key: str) -> FieldReading:
        """See :func:`ocr.rereading.reread`. Raises NotFound for a page that the case has not and
        NotAllowed for a case of unknown type."""
        view = self._view(case_id)
        page = _page(view, page_id)
        if view.case.record is None:
            raise NotAllowed("type-unknown", case=case_id)
        record = view.case.record
        wanted = WantedField(
            field_spec(self.ports, record, key),
            document_type(self.ports, record),
            self.ports.catalog,
        )
        found = reread(
            page.image_path,
            self._upright(page.page),
            box,
            wanted,
            self.settings(),
        )
        if found.state is ReadingState.MISSING:
            return found
        return _standing_on(found, page.page, view.case)

    def line_at(self, case_id: int, page_id: int, x: int, y: int) -> Box | None:
        """The line of print around a point of a page, as the reading of the page found it."""
        _page(self._view(case_id), page_id)
        return line_at(self._reading(page_id), x, y)

    def words_in(self, case_id: int, page_id: int, box: Box) -> str:
        """What the reading of a page has in a box; for a box without extent the word there."""
        _page(self._view(case_id), page_id)
        reading = self._reading(page_id)
        if box.width and box.height:
            return words_in(reading, box)
        word = word_at(reading, box.x, box.y)
        return words_in(reading, word) if word is not None else ""

    def take_reading(
        self, case_id: int, key: str, reading: FieldReading, expected_revision: int
    ) -> ChangeSet:
        """See :func:`digitizer.workflow.take_reading.take_reading`."""
        return take_reading.take_reading(
            self.ports, self.actor, case_id, key, reading, expected_revision
        )

    def _upright(self, page: Page) -> PageReading:
        """The reading of a page with the size that its image has now."""
        reading = self._reading(page.id)
        return replace(
            reading, number=page.number, width=page.width, height=page.height, dpi=page.dpi
        )

    def _view(self, case_id: int) -> CaseView:
        """Raises NotAllowed for somebody without the right to look into the case."""
        sight.require_case(self.ports, self.actor, case_id)
        return case_view(self.ports, case_id)

    def _reading(self, page_id: int) -> PageReading:
        with self.ports.unit_of_work() as unit:
            return unit.scans.page_reading(page_id)


def _page(view: CaseView, page_id: int) -> PageView:
    found = next((page for page in view.pages if page.page.id == page_id), None)
    if found is None:
        raise NotFound("reread-no-page", case=view.case.id)
    return found


def _standing_on(reading: FieldReading, page: Page, case: Case) -> FieldReading:
    """The reading with its page as it is named in this case."""
    page_id = None if page.scan_id == case.scan_id else page.id
    return replace(reading, page=page.number, page_id=page_id)
