"""Pages by their ids, whichever scan they came from; wishes for scans; acts on pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from digitizer.domain.case import Page
from digitizer.domain.errors import Conflict, NotFound
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.page import PageReading
from digitizer.domain.rescan import PageAct, Rescan
from digitizer.store import codec
from digitizer.store.page_rows import PageActCaseRow, PageActRow, PageImageRow, RescanRow
from digitizer.store.repositories.mention_lookup import chunks
from digitizer.store.rows import CaseRow, PageReadingRow, PageRow, RegionRow, ScanRow
from digitizer.workflow.case_pages_port import CasePlace, KnownImage

_ACT = TypeAdapter(PageAct)
_PLACE = (RegionRow.case_id, RegionRow.ordinal, RegionRow.page_id)


class SqlCasePageRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def pages(self, page_ids: Iterable[int]) -> Mapping[int, Page]:
        """Raises NotFound when one is not there."""
        wanted = list(dict.fromkeys(page_ids))
        found: dict[int, Page] = {}
        for some in chunks(wanted):
            query = select(PageRow).where(PageRow.id.in_(some))
            found |= {row.id: codec.page(row) for row in self._session.scalars(query)}
        for page_id in wanted:
            if page_id not in found:
                raise NotFound("page-missing", page=page_id)
        return found

    def put(self, page: Page, reading: PageReading) -> None:
        """Keep a page that was turned or read anew, with its reading."""
        row, whole = (
            self._session.get(PageRow, page.id),
            self._session.get(PageReadingRow, page.id),
        )
        if row is None or whole is None:
            raise NotFound("page-missing", page=page.id)
        row.width, row.height = page.width, page.height
        row.rotation, row.image_sha256 = page.rotation, page.image_sha256
        row.problems = codec.to_json(page.problems, codec.PROBLEMS)
        whole.reading = codec.pack_reading(reading)
        self._session.flush()

    def images(self, page_id: int) -> Sequence[KnownImage]:
        """The images that the page had, the first one first; empty before the first turn."""
        query = select(PageImageRow).where(PageImageRow.page_id == page_id)
        rows = self._session.scalars(query.order_by(PageImageRow.id))
        return [KnownImage(row.rotation, row.image_sha256) for row in rows]

    def remember_image(self, page_id: int, image: KnownImage) -> None:
        self._session.add(
            PageImageRow(page_id=page_id, rotation=image.rotation, image_sha256=image.image_sha256)
        )
        self._session.flush()

    def cases_on(self, page_id: int) -> Sequence[int]:
        query = select(RegionRow.case_id).where(RegionRow.page_id == page_id).distinct()
        return self._session.scalars(query.order_by(RegionRow.case_id)).all()

    def recent(self, *, limit: int, but_not: int) -> Sequence[CasePlace]:
        """Pages of cases that wait for a first look, of the newest scan first."""
        return self._places(_unchecked().where(CaseRow.id != but_not).limit(limit))

    def arrived_since(self, moment: datetime, *, limit: int) -> Sequence[CasePlace]:
        """As :meth:`recent`, of scans that arrived after a moment."""
        query = _unchecked().join(ScanRow, ScanRow.id == CaseRow.scan_id)
        return self._places(query.where(ScanRow.received_at > moment).limit(limit))

    def wish(self, rescan: Rescan) -> None:
        """Raises Conflict when the page waits already."""
        if self._session.get(RescanRow, rescan.page_id) is not None:
            raise Conflict("rescan-asked", page=rescan.page_id)
        row = RescanRow(
            page_id=rescan.page_id, reason=rescan.reason, actor=rescan.actor, at=rescan.at
        )
        self._session.add(row)
        self._session.flush()

    def end_wish(self, page_id: int) -> Rescan | None:
        """The wish that stood, if any; it counts no more."""
        row = self._session.get(RescanRow, page_id)
        if row is None:
            return None
        self._session.delete(row)
        self._session.flush()
        return _rescan(row)

    def wishes(self, page_ids: Iterable[int]) -> Mapping[int, Rescan]:
        query = select(RescanRow).where(RescanRow.page_id.in_(list(page_ids)))
        return {row.page_id: _rescan(row) for row in self._session.scalars(query)}

    def waiting(self, *, limit: int, batch_id: int | None = None) -> Sequence[CasePlace]:
        """The pages that wait for a scan, in the order of the wishes; but for cases set aside."""
        query = (
            select(*_PLACE)
            .join(RescanRow, RescanRow.page_id == RegionRow.page_id)
            .join(CaseRow, CaseRow.id == RegionRow.case_id)
            .where(CaseRow.state != CaseState.SET_ASIDE)
            .order_by(RescanRow.at, RegionRow.case_id, RegionRow.ordinal)
        )
        if batch_id is not None:
            query = query.where(CaseRow.batch_id == batch_id)
        return self._places(query.limit(limit))

    def add_act(self, act: PageAct) -> None:
        row = PageActRow(actor=act.actor, document=codec.to_json(act, _ACT), is_undone=False)
        self._session.add(row)
        self._session.flush()
        self._session.add_all(
            PageActCaseRow(case_id=each.case_id, act_id=row.id) for each in act.cases
        )
        self._session.flush()

    def newest_act(self, actor: str, case_id: int) -> PageAct | None:
        """The newest act of this person on this case that was not taken back."""
        row = self._session.scalars(_acts_on(case_id).where(PageActRow.actor == actor)).first()
        return None if row is None else replace(codec.from_json(row.document, _ACT), id=row.id)

    def rebase_act(self, case_id: int, revision: int, now: int) -> None:
        """Let the newest act on a case that gave it ``revision`` stand for ``now``, which has the
        same content: what came between was taken back."""
        row = self._session.scalars(_acts_on(case_id)).first()
        if row is None:
            return
        act = codec.from_json(row.document, _ACT)
        cases = tuple(
            replace(each, revision=now)
            if (each.case_id, each.revision) == (case_id, revision)
            else each
            for each in act.cases
        )
        row.document = codec.to_json(replace(act, cases=cases), _ACT)
        self._session.flush()

    def act_undone(self, act_id: int) -> None:
        row = self._session.get(PageActRow, act_id)
        if row is None:
            raise NotFound("page-act-missing", act=act_id)
        row.is_undone = True
        self._session.flush()

    def _places(self, query: Select[int, int, int]) -> list[CasePlace]:
        return [CasePlace(case_id, at, page) for case_id, at, page in self._session.execute(query)]


def _unchecked() -> Select[int, int, int]:
    """The pages of cases that wait for a first look, of the newest scan first."""
    return (
        select(*_PLACE)
        .join(CaseRow, CaseRow.id == RegionRow.case_id)
        .where(CaseRow.state == CaseState.TO_CHECK)
        .order_by(CaseRow.scan_id.desc(), CaseRow.id, RegionRow.ordinal)
    )


def _acts_on(case_id: int) -> Select[PageActRow]:
    """The newest act on a case that was not taken back."""
    return (
        select(PageActRow)
        .join(PageActCaseRow, PageActCaseRow.act_id == PageActRow.id)
        .where(PageActCaseRow.case_id == case_id, PageActRow.is_undone.is_(False))
        .order_by(PageActRow.id.desc())
        .limit(1)
    )


def _rescan(row: RescanRow) -> Rescan:
    return Rescan(row.page_id, row.reason, row.actor, row.at)
