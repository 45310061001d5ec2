"""What a nothing-lost slip says of a batch, and papers that changed hands."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import and_, exists, func, or_, select, union
from sqlalchemy.orm import Session

from digitizer.domain.case import ScanState
from digitizer.domain.errors import NotFound
from digitizer.domain.lifecycle import ANSWERED_CASE_STATES, CaseState
from digitizer.domain.slip import Handover, Slip, SlipFile, SlipPackage
from digitizer.store import codec
from digitizer.store.progress_rows import HandoverRow
from digitizer.store.rows import AuditRow, BatchRow, CaseRow, PageRow, RegionRow, ScanRow

_UNFINISHED = (CaseState.TO_CHECK, CaseState.RETURNED)


class SqlSlipRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def slip(self, batch_id: int, audit_head: str) -> Slip:
        """Raises NotFound for a batch that is not there."""
        batch = self._session.get(BatchRow, batch_id)
        if batch is None:
            raise NotFound("batch-missing", batch=batch_id)
        counts = dict(
            self._session.execute(
                select(CaseRow.state, func.count())
                .where(CaseRow.batch_id == batch_id)
                .group_by(CaseRow.state)
            ).all()
        )
        cases, set_aside = sum(counts.values()), counts.get(CaseState.SET_ASIDE, 0)
        answered = sum(counts.get(state, 0) for state in ANSWERED_CASE_STATES)
        return Slip(
            batch_id,
            batch.name,
            batch.document_type,
            batch.submitted_by,
            self._approvers(batch_id) or batch.approved_by,
            self._files(batch),
            cases,
            set_aside,
            sum(counts.get(state, 0) for state in _UNFINISHED),
            self._packages(batch_id),
            audit_head,
            backlog=cases - set_aside - answered if answered else 0,
        )

    def _approvers(self, batch_id: int) -> str:
        """Who answers for its cases, in the order in which they did last."""
        query = (
            select(CaseRow.approved_by)
            .where(CaseRow.batch_id == batch_id, CaseRow.approved_by.is_not(None))
            .group_by(CaseRow.approved_by)
            .order_by(func.max(CaseRow.approved_at))
        )
        return ", ".join(str(name) for name in self._session.scalars(query))

    def _files(self, batch: BatchRow) -> tuple[SlipFile, ...]:
        """Files with a page or a case in the batch, and those of its folder that gave no case."""
        of_cases = select(CaseRow.scan_id).where(CaseRow.batch_id == batch.id)
        of_pages = (
            select(PageRow.scan_id)
            .join(RegionRow, RegionRow.page_id == PageRow.id)
            .join(CaseRow, CaseRow.id == RegionRow.case_id)
            .where(CaseRow.batch_id == batch.id)
        )
        without_case = and_(
            ScanRow.batch_name == batch.name,
            or_(ScanRow.state != ScanState.READ, ~exists().where(CaseRow.scan_id == ScanRow.id)),
        )
        wanted = union(of_cases, of_pages, select(ScanRow.id).where(without_case)).subquery()
        used = exists().where(RegionRow.page_id == PageRow.id)
        read = select(func.count()).where(PageRow.scan_id == ScanRow.id).scalar_subquery()
        unused = select(func.count()).where(PageRow.scan_id == ScanRow.id, ~used).scalar_subquery()
        query = (
            select(ScanRow.id, ScanRow.name, ScanRow.sha256, ScanRow.page_count, read, unused)
            .join(wanted, wanted.c[0] == ScanRow.id)
            .order_by(ScanRow.id)
        )
        return tuple(SlipFile(*row) for row in self._session.execute(query))

    def _packages(self, batch_id: int) -> tuple[SlipPackage, ...]:
        query = (
            select(AuditRow)
            .where(AuditRow.action == "export-batch", AuditRow.subject == f"batch:{batch_id}")
            .order_by(AuditRow.seq)
        )
        found = []
        for entry in map(codec.audit_entry, self._session.scalars(query)):
            said = dict(entry.details)
            name, rows = said.get("package", ""), int(said.get("cases", "0"))
            found.append(SlipPackage(name, entry.at, rows, said.get("manifest_sha256", "")))
        return tuple(found)

    def add_handover(self, handover: Handover) -> Handover:
        row = HandoverRow(
            papers=handover.papers,
            direction=handover.direction,
            books=handover.books,
            sheets=handover.sheets,
            given_by=handover.given_by,
            taken_by=handover.taken_by,
            at=handover.at,
            note=handover.note,
            actor=handover.actor,
        )
        self._session.add(row)
        self._session.flush()
        self._session.refresh(row)
        return _handover(row)

    def handovers(self) -> Sequence[Handover]:
        """The oldest first."""
        query = select(HandoverRow).order_by(HandoverRow.id)
        return [_handover(row) for row in self._session.scalars(query)]


def _handover(row: HandoverRow) -> Handover:
    return Handover(
        row.papers,
        row.direction,
        row.books,
        row.sheets,
        row.given_by,
        row.taken_by,
        row.at,
        row.note,
        row.actor,
        row.id,
    )
