"""What the use cases need from the world; the adapters live in the layer above."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from digitizer.domain.batch import Batch, BatchCase, BatchSummary
from digitizer.domain.case import (
    Arrival,
    Case,
    CaseReading,
    CaseSummary,
    Outcome,
    Page,
    Scan,
    ScanState,
)
from digitizer.domain.changes import AuditEntry, ChangeSet, Edit
from digitizer.domain.lifecycle import BatchState, CaseState
from digitizer.domain.package import PackageContent, PackageResult
from digitizer.domain.page import PageReading
from digitizer.domain.people.entries import Decision, Link
from digitizer.domain.people.mention import Mention, MentionId
from digitizer.domain.places import Resolution, Unit
from digitizer.domain.problems import Problem
from digitizer.domain.record import FieldValue
from digitizer.domain.sampling import NO_CHECKS, QualityRules
from digitizer.domain.schema import Catalog, ExportProfile
from digitizer.workflow.accounts_port import Access, AccountRepository
from digitizer.workflow.audit_port import AuditReading
from digitizer.workflow.case_pages_port import CasePageRepository
from digitizer.workflow.delivery_port import DeliveryRepository
from digitizer.workflow.doc_codes_port import DocCodeRepository
from digitizer.workflow.doubts_port import DoubtRepository, DueDoubtRepository
from digitizer.workflow.lists import (
    AS_ARRIVED,
    ArrivalFilter,
    ArrivalOrder,
    CaseOrder,
    PersonOrder,
    PersonSearch,
)
from digitizer.workflow.lists import CaseFilter as CaseFilter
from digitizer.workflow.names_port import NameRepository
from digitizer.workflow.own_work_port import OwnWorkRepository
from digitizer.workflow.page_count_port import PageCountRepository
from digitizer.workflow.passes_port import ColumnRepository, FieldGroupRepository
from digitizer.workflow.progress_port import (
    MeasureRepository,
    ProgressRepository,
    SlipRepository,
)
from digitizer.workflow.rejects_port import RejectRepository
from digitizer.workflow.rescue_port import RescueRepository
from digitizer.workflow.sampling_port import SampleRepository
from digitizer.workflow.search_port import SearchRepository
from digitizer.workflow.second_port import ReviewRepository, SecondEntryRepository
from digitizer.workflow.sight_port import SightRepository
from digitizer.workflow.words_port import WordLookRepository


@dataclass(frozen=True, slots=True)
class NewScan:
    sha256: str
    name: str
    size: int
    media_type: str
    page_count: int
    received_at: datetime
    batch_name: str | None


@dataclass(frozen=True, slots=True)
class NewArrival:
    path: str
    size: int
    modified_ns: int
    sha256: str
    outcome: Outcome
    scan_id: int | None
    problem: Problem | None
    arrived_at: datetime


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of automatic work on a scan. ``attempts`` counts the leases taken so far."""

    id: int
    kind: str
    scan_id: int
    attempts: int


class ScanRepository(Protocol):
    def add(self, scan: NewScan) -> Scan: ...
    def get(self, scan_id: int) -> Scan: ...
    def find_by_sha256(self, sha256: str) -> Scan | None: ...
    def set_state(self, scan_id: int, state: ScanState) -> None: ...
    def list(self, *, limit: int = 100, after_id: int = 0) -> Sequence[Scan]: ...
    def ids_in_state(self, state: ScanState) -> Sequence[int]: ...
    def count_by_state(self) -> Mapping[ScanState, int]: ...

    def add_pages(self, scan_id: int, pages: Iterable[tuple[PageReading, str]]) -> Sequence[Page]:
        """Store the page readings with the SHA-256 of their upright images."""
        ...

    def pages(self, scan_id: int) -> Sequence[Page]: ...
    def page_reading(self, page_id: int) -> PageReading: ...


class ArrivalRepository(Protocol):
    def add(self, arrival: NewArrival) -> Arrival: ...
    def find(self, path: str, size: int, modified_ns: int) -> Arrival | None:
        """The newest arrival of exactly this file at this place."""
        ...

    def unsettled(self) -> Sequence[Arrival]: ...
    def settle(self, arrival_id: int) -> None: ...
    def list(
        self, *, outcome: Outcome | None = None, limit: int = 100, before_id: int | None = None
    ) -> Sequence[Arrival]:
        """The newest first; ``before_id`` is the last one of the page before."""
        ...

    def page(
        self, where: ArrivalFilter, order: ArrivalOrder, *, limit: int, offset: int
    ) -> Sequence[Arrival]:
        """A stretch of the list that the filter leaves."""
        ...

    def count(self, where: ArrivalFilter) -> int: ...
    def count_by_outcome(self) -> Mapping[Outcome, int]: ...


class CaseRepository(Protocol):
    def add(self, scan_id: int, reading: CaseReading, batch_id: int | None) -> Case: ...
    def get(self, case_id: int) -> Case: ...

    def save(self, case: Case, expected_revision: int) -> Case:
        """Write the case with revision + 1; raises Conflict when its revision is another."""
        ...

    def summaries(
        self,
        where: CaseFilter,
        *,
        order: CaseOrder = AS_ARRIVED,
        limit: int = 100,
        offset: int = 0,
    ) -> Sequence[CaseSummary]: ...
    def count(self, where: CaseFilter) -> int: ...
    def ids(
        self, where: CaseFilter, order: CaseOrder, *, limit: int, offset: int
    ) -> Sequence[int]: ...
    def neighbour(
        self,
        where: CaseFilter,
        order: CaseOrder,
        case_id: int | None,
        step: int,
        states: Collection[CaseState] = (),
    ) -> int | None:
        """The case before (``step`` -1) or after (1) one that may itself be left out by the
        filter; the last or the first of all for None. With ``states`` the nearest in one of
        them."""
        ...

    def position(self, where: CaseFilter, order: CaseOrder, case_id: int) -> int:
        """How many cases that the filter leaves stand before this one."""
        ...

    def of_batch(self, batch_id: int) -> Sequence[BatchCase]:
        """All its cases, in the order in which they came."""
        ...

    def types_in_batch(self, batch_id: int) -> frozenset[str | None]:
        """The document types of its cases, but for those set aside."""
        ...

    def values_in_batch(
        self, batch_id: int, keys: Iterable[str]
    ) -> Sequence[tuple[int, Mapping[str, str | None]]]:
        """The canonical values of these fields of each of its cases, but for those set aside."""
        ...

    def find_same_identity(self, case_id: int, values: Mapping[str, str]) -> Sequence[int]:
        """Other cases of the same type whose record has all these canonical values."""
        ...

    def count_by_state(self) -> Mapping[CaseState, int]: ...
    def count_records(self) -> int:
        """Cases whose document type is known."""
        ...

    def finished_fields(self) -> Iterable[tuple[str, FieldValue]]:
        """Document type and value of all fields of checked, approved and exported cases."""
        ...

    def add_edits(self, edits: Iterable[Edit]) -> None: ...
    def edits(self, case_id: int) -> Sequence[Edit]: ...
    def edits_by(self, actor: str, case_id: int | None = None) -> Iterator[Edit]:
        """Newest first; of one case, or of all."""
        ...

    def edit(self, edit_id: int) -> Edit: ...
    def revision_of(self, case_id: int) -> int: ...
    def editors_in_batch(self, batch_id: int) -> frozenset[str]:
        """Names of all people (not the automation) who changed or confirmed a field in it."""
        ...


class BatchRepository(Protocol):
    def add(
        self, name: str, document_type: str | None, created_by: str, created_at: datetime
    ) -> Batch: ...
    def get(self, batch_id: int) -> Batch: ...
    def held(self, batch_id: int) -> Batch:
        """As it stands now, and as it stays until the transaction ends: whoever changes a case of
        it holds it so, beside others who do."""
        ...

    def claimed(self, batch_id: int) -> Batch:
        """As it stands now, for whoever changes its state: no one who holds it is still at work,
        and none begins before the transaction ends."""
        ...

    def find_by_name(self, name: str) -> Batch | None: ...
    def save(self, batch: Batch, expected_revision: int) -> Batch: ...
    def list(self, *, state: BatchState | None = None) -> Sequence[BatchSummary]: ...
    def summary(self, batch_id: int) -> BatchSummary: ...


class JobRepository(Protocol):
    def add(self, kind: str, scan_id: int) -> Job: ...
    def lease(self, kind: str, owner: str, now: datetime, seconds: float) -> Job | None:
        """Take the oldest job that nobody holds (or whose lease ran out); counts an attempt."""
        ...

    def renew(self, owner: str, now: datetime, seconds: float) -> None:
        """Let everything that this owner holds be held for so long from now."""
        ...

    def release_owner(self, owner_prefix: str) -> int:
        """Free the leases of workers known to be dead; the number freed."""
        ...

    def finish(self, job_id: int) -> None: ...
    def put_back(self, job_id: int, error: str, not_before: datetime) -> None: ...
    def pending(self, kind: str) -> int: ...


class PeopleRepository(Protocol):
    """The register of people. :meth:`CaseRepository.save` keeps it: whoever a finished case names
    is in it, in the same transaction."""

    def is_current(self) -> bool:
        """Whether it was built with today's document types and ways of comparing."""
        ...

    def rebuild(self) -> int:
        """Build it anew from all finished cases; how many mentions they gave."""
        ...

    def get(self, mention_ids: Iterable[MentionId]) -> Mapping[MentionId, Mention]: ...
    def sharing(self, keys: Iterable[int]) -> Sequence[Mention]:
        """The mentions that share one of the blocking keys."""
        ...

    def matching(
        self, search: PersonSearch, order: PersonOrder, *, limit: int, offset: int
    ) -> Sequence[Mention]:
        """The mentions that a search finds; all of them where it asks for nothing."""
        ...

    def first_among(
        self, search: PersonSearch, order: PersonOrder, groups: Sequence[Collection[MentionId]]
    ) -> Sequence[MentionId | None]:
        """Which mention of each group comes first among those that a search finds."""
        ...

    def count(self) -> int: ...
    def around(
        self, mention_ids: Iterable[MentionId]
    ) -> tuple[Mapping[MentionId, Mention], Sequence[Link]]:
        """The mentions, all that are linked to them as the same over any number of steps, and the
        links among these and to the next ones."""
        ...

    def everything(self) -> tuple[Mapping[MentionId, Mention], Sequence[Link]]:
        """All mentions that have a link, and all links."""
        ...

    def same_entries(self) -> Sequence[tuple[Mention, Mention]]:
        """Pairs of mentions, one a case, whose cases name the same entry of the same book."""
        ...

    def decide(self, decision: Decision) -> None: ...
    def decisions(self) -> Sequence[Decision]:
        """Oldest first."""
        ...


class AuditLog(Protocol):
    def append(self, entry: AuditEntry) -> None: ...
    def head(self) -> str:
        """The hash (hex) of the newest entry; 64 zeros for an empty log."""
        ...

    def list(self, *, limit: int = 100, after_seq: int = 0) -> Sequence[AuditEntry]: ...


class UnitOfWork(Protocol):
    """One transaction. Leaving the context without :meth:`commit` rolls back.

    ``write`` tells that it will write, so that the store can take its lock at the beginning.
    """

    @property
    def scans(self) -> ScanRepository: ...
    @property
    def arrivals(self) -> ArrivalRepository: ...
    @property
    def cases(self) -> CaseRepository: ...
    @property
    def batches(self) -> BatchRepository: ...
    @property
    def case_pages(self) -> CasePageRepository: ...
    @property
    def jobs(self) -> JobRepository: ...
    @property
    def doubts(self) -> DoubtRepository: ...
    @property
    def due_doubts(self) -> DueDoubtRepository: ...
    @property
    def field_groups(self) -> FieldGroupRepository: ...
    @property
    def columns(self) -> ColumnRepository: ...
    @property
    def word_looks(self) -> WordLookRepository: ...
    @property
    def names(self) -> NameRepository: ...
    @property
    def people(self) -> PeopleRepository: ...
    @property
    def search(self) -> SearchRepository: ...
    @property
    def audit(self) -> AuditLog: ...
    @property
    def second_entries(self) -> SecondEntryRepository: ...
    @property
    def audit_reading(self) -> AuditReading: ...
    @property
    def reviews(self) -> ReviewRepository: ...
    @property
    def own_work(self) -> OwnWorkRepository: ...
    @property
    def page_counts(self) -> PageCountRepository: ...
    @property
    def doc_codes(self) -> DocCodeRepository: ...
    @property
    def sight(self) -> SightRepository: ...
    @property
    def samples(self) -> SampleRepository: ...
    @property
    def progress(self) -> ProgressRepository: ...
    @property
    def measures(self) -> MeasureRepository: ...
    @property
    def slips(self) -> SlipRepository: ...
    @property
    def accounts(self) -> AccountRepository: ...
    @property
    def rescue(self) -> RescueRepository: ...
    @property
    def rejects(self) -> RejectRepository: ...
    @property
    def deliveries(self) -> DeliveryRepository: ...
    def commit(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class UnitOfWorkFactory(Protocol):
    def __call__(self, *, write: bool = False) -> UnitOfWork: ...


@dataclass(frozen=True, slots=True)
class StoredBlob:
    sha256: str
    size: int


class Vault(Protocol):
    """Content-addressed files that are never altered."""

    def put(self, source: Path) -> StoredBlob:
        """Copy, sync to disk and re-hash; raises EnvironmentFault when the disk lies or is full."""
        ...

    def path(self, sha256: str) -> Path:
        """Where the blob lies; raises NotFound when the vault lacks it."""
        ...


@dataclass(frozen=True, slots=True)
class FileInfo:
    """A file that decodes whole: its media type and number of pages. ``problems`` say with the
    parameter ``page`` which pages came out too poor and should be scanned again."""

    media_type: str
    page_count: int
    problems: tuple[Problem, ...] = ()


class Inspector(Protocol):
    """Decodes every page of a file; raises UnreadableFile with the reason when it cannot."""

    def __call__(self, path: Path) -> FileInfo: ...


class PlaceResolver(Protocol):
    """Finds the administrative unit that a place names."""

    def resolve(self, text: str, on: date | None) -> Resolution:
        """The unit that a place names on a day (None: not known when) and today. A place that may
        mean several is answered ambiguous with all of them."""
        ...

    def named(self, name: str, on: date | None = None, *, limit: int = 20) -> Sequence[Unit]:
        """Units called so, with or without marks, on a day (None: at any time)."""
        ...


class Packager(Protocol):
    def __call__(self, content: PackageContent, out_dir: Path) -> PackageResult: ...


class Withdrawer(Protocol):
    def __call__(self, package: PackageResult) -> None:
        """Take a package away again that was made and does not count: all of it or, where that
        raises EnvironmentFault, nothing."""
        ...


Clock = Callable[[], datetime]
Publisher = Callable[[ChangeSet], None]
Words = Callable[[str], str]
Writers = Callable[[ExportProfile], tuple[str, ...]]
Insist = Callable[[Callable[[], None]], None]


def at_once(act: Callable[[], None]) -> None:
    """Does the act once, and does not wait for a database that somebody else holds."""
    act()


@dataclass(frozen=True, slots=True)
class Ports:
    """Everything a use case may reach; put together in ``digitizer.bootstrap`` only. Without
    ``access`` a store that has accounts is closed to everybody; with ``needs_page_count`` no batch
    leaves whose pages nobody counted. ``writers`` tells names and versions of the exporters that
    write the packages of a profile. ``words`` gives the sentence that a name in the catalogs has on
    what leaves, whichever language somebody's window speaks. ``insist`` does an act, a whole
    transaction, again for some minutes while somebody else holds the database, and then raises
    ``database-locked``."""

    unit_of_work: UnitOfWorkFactory
    vault: Vault
    catalog: Catalog
    clock: Clock
    publish: Publisher
    pack: Packager
    withdraw: Withdrawer
    writers: Writers
    words: Words
    places: PlaceResolver
    software_version: str
    quality: QualityRules = NO_CHECKS
    needs_page_count: bool = False
    access: Access | None = None
    insist: Insist = at_once
