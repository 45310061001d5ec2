"""One transaction over all repositories."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from digitizer.domain.schema import Catalog
from digitizer.store.engine import for_reading, for_writing
from digitizer.store.repositories.accounts import SqlAccountRepository
from digitizer.store.repositories.arrivals import SqlArrivalRepository
from digitizer.store.repositories.audit import SqlAuditLog
from digitizer.store.repositories.audit_reading import SqlAuditReading
from digitizer.store.repositories.batches import SqlBatchRepository
from digitizer.store.repositories.case_pages import SqlCasePageRepository
from digitizer.store.repositories.cases import SqlCaseRepository
from digitizer.store.repositories.columns import SqlColumnRepository
from digitizer.store.repositories.deliveries import SqlDeliveryRepository
from digitizer.store.repositories.doc_codes import SqlDocCodeRepository
from digitizer.store.repositories.doubts import SqlDoubtRepository
from digitizer.store.repositories.due_doubts import SqlDueDoubtRepository
from digitizer.store.repositories.field_groups import SqlFieldGroupRepository
from digitizer.store.repositories.jobs import SqlJobRepository
from digitizer.store.repositories.measures import SqlMeasureRepository
from digitizer.store.repositories.names import SqlNameRepository
from digitizer.store.repositories.own_work import SqlOwnWorkRepository
from digitizer.store.repositories.page_counts import SqlPageCountRepository
from digitizer.store.repositories.people import SqlPeopleRepository
from digitizer.store.repositories.progress import SqlProgressRepository
from digitizer.store.repositories.progress_keeping import ProgressKeeper
from digitizer.store.repositories.rejects import SqlRejectRepository
from digitizer.store.repositories.rescue import SqlRescueRepository
from digitizer.store.repositories.reviews import SqlReviewRepository
from digitizer.store.repositories.samples import SqlSampleRepository
from digitizer.store.repositories.scans import SqlScanRepository
from digitizer.store.repositories.search import SqlSearchRepository
from digitizer.store.repositories.second_entries import SqlSecondEntryRepository
from digitizer.store.repositories.sight import SqlSightRepository
from digitizer.store.repositories.slips import SqlSlipRepository
from digitizer.store.repositories.word_looks import SqlWordLookRepository


def _now() -> datetime:
    return datetime.now(UTC)


class SqlUnitOfWork:
    """A transaction that begins on entering and ends with :meth:`commit` or on leaving.

    After the commit the unit is spent: any further query in it is an error of the program.
    A unit belongs to one thread.
    """

    def __init__(self, engine: Engine, catalog: Catalog, clock: Callable[[], datetime]) -> None:
        self._session = Session(engine, autobegin=False, expire_on_commit=False)
        self._progress = ProgressKeeper(self._session, clock)
        self.scans = SqlScanRepository(self._session, self._progress)
        self.arrivals = SqlArrivalRepository(self._session)
        self.cases = SqlCaseRepository(self._session, catalog, self._progress)
        self.batches = SqlBatchRepository(self._session)
        self.case_pages = SqlCasePageRepository(self._session)
        self.jobs = SqlJobRepository(self._session)
        self.doubts = SqlDoubtRepository(self._session)
        self.due_doubts = SqlDueDoubtRepository(self._session, catalog)
        self.field_groups = SqlFieldGroupRepository(self._session)
        self.columns = SqlColumnRepository(self._session)
        self.word_looks = SqlWordLookRepository(self._session)
        self.names = SqlNameRepository(self._session)
        self.people = SqlPeopleRepository(self._session, catalog)
        self.search = SqlSearchRepository(self._session, catalog)
        self.audit = SqlAuditLog(self._session)
        self.audit_reading = SqlAuditReading(self._session)
        self.second_entries = SqlSecondEntryRepository(self._session)
        self.reviews = SqlReviewRepository(self._session)
        self.own_work = SqlOwnWorkRepository(self._session)
        self.page_counts = SqlPageCountRepository(self._session)
        self.sight = SqlSightRepository(self._session)
        self.samples = SqlSampleRepository(self._session)
        self.progress = SqlProgressRepository(self._session)
        self.measures = SqlMeasureRepository(self._session)
        self.slips = SqlSlipRepository(self._session)
        self.accounts = SqlAccountRepository(self._session)
        self.rescue = SqlRescueRepository(self._session)
        self.rejects = SqlRejectRepository(self._session)
        self.deliveries = SqlDeliveryRepository(self._session)
        self.doc_codes = SqlDocCodeRepository(self._session)

    def commit(self) -> None:
        self._progress.settle()
        self.audit.cover_rest()
        self._session.commit()

    def __enter__(self) -> Self:
        try:
            self._session.begin()
            # Asking for the connection is what begins the transaction and takes the lock.
            self._session.connection()
        except BaseException:
            self._session.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._session.close()


class SqlUnitOfWorkFactory:
    """Makes units of work on one engine. ``catalog`` is read for what lists show of a case,
    ``clock`` says on which day the work is done."""

    def __init__(
        self, engine: Engine, catalog: Catalog, clock: Callable[[], datetime] = _now
    ) -> None:
        self._reading = for_reading(engine)
        self._writing = for_writing(engine)
        self._catalog = catalog
        self._clock = clock

    def __call__(self, *, write: bool = False) -> SqlUnitOfWork:
        """``write`` False gives a unit that cannot write."""
        engine = self._writing if write else self._reading
        return SqlUnitOfWork(engine, self._catalog, self._clock)
