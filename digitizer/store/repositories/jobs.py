"""Automatic work that waits, is leased, or is to be tried again later."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from digitizer.store.rows import JobRow
from digitizer.workflow.ports import Job


class SqlJobRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, kind: str, scan_id: int) -> Job:
        """The waiting job of this kind on this scan: a second one is never made."""
        query = select(JobRow).where(JobRow.kind == kind, JobRow.scan_id == scan_id)
        row = self._session.scalars(query).one_or_none()
        if row is None:
            row = JobRow(kind=kind, scan_id=scan_id, attempts=0)
            self._session.add(row)
            self._session.flush()
        return _job(row)

    def lease(self, kind: str, owner: str, now: datetime, seconds: float) -> Job | None:
        """Take the oldest job that nobody holds (or whose lease ran out); counts an attempt."""
        query = (
            select(JobRow)
            .where(
                JobRow.kind == kind,
                or_(JobRow.lease_until.is_(None), JobRow.lease_until <= now),
                or_(JobRow.not_before.is_(None), JobRow.not_before <= now),
            )
            .order_by(JobRow.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        row = self._session.scalars(query, execution_options={"populate_existing": True}).first()
        if row is None:
            return None
        row.attempts += 1
        row.lease_owner = owner
        row.lease_until = now + timedelta(seconds=seconds)
        self._session.flush()
        return _job(row)

    def renew(self, owner: str, now: datetime, seconds: float) -> None:
        """Let everything that this owner holds be held for so long from now."""
        self._session.execute(
            update(JobRow)
            .where(JobRow.lease_owner == owner)
            .values(lease_until=now + timedelta(seconds=seconds))
        )

    def release_owner(self, owner_prefix: str) -> int:
        """Free the leases of workers known to be dead; the number freed.

        The prefix is compared letter by letter: let it end where the owner's name has a divider.
        """
        freed = self._session.scalars(
            update(JobRow)
            .where(func.substr(JobRow.lease_owner, 1, len(owner_prefix)) == owner_prefix)
            .values(lease_owner=None, lease_until=None)
            .returning(JobRow.id)
        ).all()
        return len(freed)

    def finish(self, job_id: int) -> None:
        """Nothing when it is finished already: by who took it over after the lease ran out."""
        row = self._row(job_id)
        if row is not None:
            self._session.delete(row)
            self._session.flush()

    def put_back(self, job_id: int, error: str, not_before: datetime) -> None:
        """Give the lease back for a later try; nothing when the job is finished already."""
        row = self._row(job_id)
        if row is None:
            return
        row.lease_owner = None
        row.lease_until = None
        row.not_before = not_before
        row.last_error = error
        self._session.flush()

    def pending(self, kind: str) -> int:
        """The number of jobs not finished, leased ones included."""
        query = select(func.count()).select_from(JobRow).where(JobRow.kind == kind)
        return self._session.scalars(query).one()

    def _row(self, job_id: int) -> JobRow | None:
        return self._session.get(JobRow, job_id, with_for_update=True, populate_existing=True)


def _job(row: JobRow) -> Job:
    return Job(row.id, row.kind, row.scan_id, row.attempts)
