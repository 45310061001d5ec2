"""The images of a batch, and which of them are in a case."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, union
from sqlalchemy.orm import Session

from digitizer.domain.case import ScanState
from digitizer.domain.checks import ScanPlace
from digitizer.domain.errors import NotFound
from digitizer.domain.page_count import BatchImages, Image, UnreadFile
from digitizer.store import codec
from digitizer.store.rows import BatchRow, CaseRow, PageRow, RegionRow, ScanRow

_BLANK = "page-blank"


class SqlPageCountRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def images(self, batch_id: int) -> BatchImages:
        """Raises NotFound for a batch that is not there."""
        batch = self._session.get(BatchRow, batch_id)
        if batch is None:
            raise NotFound("batch-missing", batch=batch_id)
        scans = union(
            select(CaseRow.scan_id).where(CaseRow.batch_id == batch_id),
            select(PageRow.scan_id)
            .join(RegionRow, RegionRow.page_id == PageRow.id)
            .join(CaseRow, CaseRow.id == RegionRow.case_id)
            .where(CaseRow.batch_id == batch_id),
            select(ScanRow.id).where(_came_without_case(batch.name)),
        ).subquery()
        return BatchImages(self._images(batch_id, select(scans.c[0])), self._unread(batch.name))

    def scan_places(self, batch_id: int) -> Mapping[int, ScanPlace]:
        """See :class:`digitizer.workflow.page_count_port.PageCountRepository`."""
        first = (
            select(RegionRow.case_id, func.min(PageRow.number).label("page"))
            .join(PageRow, PageRow.id == RegionRow.page_id)
            .join(CaseRow, CaseRow.id == RegionRow.case_id)
            .where(CaseRow.batch_id == batch_id, PageRow.scan_id == CaseRow.scan_id)
            .group_by(RegionRow.case_id)
            .subquery()
        )
        query = (
            select(CaseRow.id, ScanRow.name, ScanRow.id, first.c.page, ScanRow.page_count)
            .join(ScanRow, ScanRow.id == CaseRow.scan_id)
            .outerjoin(first, first.c.case_id == CaseRow.id)
            .where(CaseRow.batch_id == batch_id)
        )
        return {
            case_id: ScanPlace(name, scan_id, page or 1)
            for case_id, name, scan_id, page, pages in self._session.execute(query)
            if page is not None or pages == 1
        }

    def _images(self, batch_id: int, scans: Select[int]) -> tuple[Image, ...]:
        in_any = exists().where(RegionRow.page_id == PageRow.id)
        in_batch = exists().where(
            RegionRow.page_id == PageRow.id,
            CaseRow.id == RegionRow.case_id,
            CaseRow.batch_id == batch_id,
        )
        query = (
            select(PageRow.id, ScanRow.name, PageRow.number, in_batch, PageRow.problems)
            .join(ScanRow, ScanRow.id == PageRow.scan_id)
            .where(PageRow.scan_id.in_(scans), or_(in_batch, ~in_any))
            .order_by(PageRow.scan_id, PageRow.number)
        )
        return tuple(
            Image(page_id, name, number, bool(is_in_case), _is_blank(problems))
            for page_id, name, number, is_in_case, problems in self._session.execute(query)
        )

    def _unread(self, batch_name: str) -> tuple[UnreadFile, ...]:
        query = (
            select(ScanRow.name, ScanRow.page_count, ScanRow.state)
            .where(ScanRow.batch_name == batch_name, ScanRow.state != ScanState.READ)
            .order_by(ScanRow.id)
        )
        return tuple(
            UnreadFile(name, pages, state is ScanState.FAILED)
            for name, pages, state in self._session.execute(query)
        )


def _came_without_case(batch_name: str) -> ColumnElement[bool]:
    """Files of the batch's folder that no case came of, in this batch or another."""
    return and_(ScanRow.batch_name == batch_name, ~exists().where(CaseRow.scan_id == ScanRow.id))


def _is_blank(problems: str) -> bool:
    return any(each.code == _BLANK for each in codec.from_json(problems, codec.PROBLEMS))
