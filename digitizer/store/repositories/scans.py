"""Scans and their pages."""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from digitizer.domain.case import Page, Scan, ScanState
from digitizer.domain.errors import NotFound
from digitizer.domain.page import PageReading
from digitizer.store import codec
from digitizer.store.repositories.progress_keeping import ProgressKeeper
from digitizer.store.rows import PageReadingRow, PageRow, ScanRow
from digitizer.workflow.ports import NewScan


class SqlScanRepository:
    def __init__(self, session: Session, progress: ProgressKeeper) -> None:
        self._session = session
        self._progress = progress

    def add(self, scan: NewScan) -> Scan:
        """Raises Conflict when the same bytes are already known."""
        row = ScanRow(
            sha256=scan.sha256,
            name=scan.name,
            size=scan.size,
            media_type=scan.media_type,
            page_count=scan.page_count,
            received_at=scan.received_at,
            state=ScanState.STORED,
            batch_name=scan.batch_name,
        )
        self._session.add(row)
        self._session.flush()
        self._progress.received(scan.received_at, scan.page_count)
        self._session.refresh(row)
        return codec.scan(row)

    def get(self, scan_id: int) -> Scan:
        return codec.scan(self._row(scan_id))

    def find_by_sha256(self, sha256: str) -> Scan | None:
        row = self._session.scalars(select(ScanRow).where(ScanRow.sha256 == sha256)).one_or_none()
        return codec.scan(row) if row else None

    def set_state(self, scan_id: int, state: ScanState) -> None:
        self._row(scan_id).state = state
        self._session.flush()

    def list(self, *, limit: int = 100, after_id: int = 0) -> Sequence[Scan]:
        query = select(ScanRow).where(ScanRow.id > after_id).order_by(ScanRow.id).limit(limit)
        return [codec.scan(row) for row in self._session.scalars(query)]

    def ids_in_state(self, state: ScanState) -> Sequence[int]:
        query = select(ScanRow.id).where(ScanRow.state == state).order_by(ScanRow.id)
        return self._session.scalars(query).all()

    def count_by_state(self) -> Mapping[ScanState, int]:
        """Every state is there, also with 0."""
        query = select(ScanRow.state, func.count()).group_by(ScanRow.state)
        found = dict(self._session.execute(query).all())
        return {state: found.get(state, 0) for state in ScanState}

    def add_pages(
        self, scan_id: int, pages: Iterable[tuple[PageReading, str]]
    ) -> builtins.list[Page]:
        """Raises Conflict when a page of that number is already there."""
        self._row(scan_id)
        added = []
        for reading, sha256 in pages:
            row = codec.page_row(scan_id, reading, sha256)
            self._session.add(row)
            self._session.flush()
            whole = PageReadingRow(page_id=row.id, reading=codec.pack_reading(reading))
            self._session.add(whole)
            self._session.flush()
            # A thousand readings are not held until the end of the transaction.
            self._session.expunge(whole)
            added.append(codec.page(row))
        return added

    def pages(self, scan_id: int) -> Sequence[Page]:
        self._row(scan_id)
        query = select(PageRow).where(PageRow.scan_id == scan_id).order_by(PageRow.number)
        return [codec.page(row) for row in self._session.scalars(query)]

    def page_reading(self, page_id: int) -> PageReading:
        row = self._session.get(PageReadingRow, page_id)
        if row is None:
            raise NotFound("page-missing", page=page_id)
        return codec.unpack_reading(row.reading)

    def _row(self, scan_id: int) -> ScanRow:
        row = self._session.get(ScanRow, scan_id)
        if row is None:
            raise NotFound("scan-missing", scan=scan_id)
        return row
