"""What the window may ask of the use cases; ``digitizer.bootstrap`` builds it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from digitizer.domain.batch import Batch, BatchPlan, BatchSummary
from digitizer.domain.book import Book
from digitizer.domain.case import Arrival, Case, CaseSummary, Outcome
from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.checks import BatchFinding
from digitizer.domain.form import Form, Zone
from digitizer.domain.form_draft import BlankSheet, FormDraft, SavedForm, Trial
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.package import PackageResult, VerifyReport
from digitizer.domain.people.mention import Fact, Mention
from digitizer.domain.places import Resolution
from digitizer.domain.record import EmptyReason
from digitizer.domain.schema import Catalog
from digitizer.domain.values.canonical import Canonical
from digitizer.messages import Messages
from digitizer.workflow.lists import BY_NAME, ArrivalFilter, ArrivalOrder, CaseOrder, PersonOrder
from digitizer.workflow.overview import CaseView, StatusReport
from digitizer.workflow.people import FindingPage, PersonPage, PersonView
from digitizer.workflow.people_case import KnownValue, Stated
from digitizer.workflow.ports import CaseFilter
from ui.backends.accounts import Accounts
from ui.backends.answering import Answering
from ui.backends.audit import AuditSight
from ui.backends.case_pages import CasePages
from ui.backends.delivery import DeliverySight
from ui.backends.doc_codes import DocCodes
from ui.backends.doubts import Doubts
from ui.backends.own_work import OwnWorkSight
from ui.backends.page_counts import PageCounts
from ui.backends.passes import Passes
from ui.backends.practice import Practice
from ui.backends.preferences import PreferenceStore
from ui.backends.progress import ProgressSight
from ui.backends.rehearsal import Rehearsing
from ui.backends.rejects import Rejects
from ui.backends.rereading import Rereading
from ui.backends.sampling import Sampling
from ui.backends.search import RecordSearch
from ui.backends.second_entry import SecondEntry
from ui.backends.setup import Setup
from ui.backends.signing import Signing
from ui.backends.words import Words


class Backend(Protocol):
    """All methods may raise DigitizerError and are quick unless they say otherwise; they may be
    called from any thread."""

    @property
    def messages(self) -> Messages: ...
    @property
    def catalog(self) -> Catalog: ...
    @property
    def actor(self) -> Actor: ...
    @property
    def workspace(self) -> Path: ...
    @property
    def is_practice(self) -> bool:
        """Whether the cases here are invented."""
        ...

    @property
    def inbox(self) -> Path: ...
    @property
    def rereading(self) -> Rereading: ...
    @property
    def words(self) -> Words: ...
    @property
    def doubts(self) -> Doubts: ...
    @property
    def passes(self) -> Passes: ...
    @property
    def second_entry(self) -> SecondEntry: ...
    @property
    def sampling(self) -> Sampling: ...
    @property
    def signing(self) -> Signing: ...
    @property
    def delivery(self) -> DeliverySight: ...
    @property
    def page_counts(self) -> PageCounts: ...
    @property
    def doc_codes(self) -> DocCodes: ...
    @property
    def rehearsal(self) -> Rehearsing: ...
    @property
    def rejects(self) -> Rejects: ...
    @property
    def answering(self) -> Answering: ...
    @property
    def case_pages(self) -> CasePages: ...
    @property
    def practice(self) -> Practice: ...
    @property
    def own_work(self) -> OwnWorkSight: ...
    @property
    def progress(self) -> ProgressSight: ...
    @property
    def search(self) -> RecordSearch: ...
    @property
    def audit(self) -> AuditSight: ...
    @property
    def preferences(self) -> PreferenceStore: ...
    @property
    def accounts(self) -> Accounts: ...
    @property
    def setup(self) -> Setup:
        """Setting this workspace up, each time a new one."""
        ...

    def status(self) -> StatusReport: ...
    def arrivals(
        self, *, limit: int, before_id: int | None, outcome: Outcome | None
    ) -> Sequence[Arrival]: ...
    def arrival_page(
        self, where: ArrivalFilter, order: ArrivalOrder, *, limit: int, offset: int
    ) -> Sequence[Arrival]: ...
    def arrival_count(self, where: ArrivalFilter) -> int: ...
    def case_summaries(
        self, where: CaseFilter, *, order: CaseOrder = ..., limit: int, offset: int
    ) -> Sequence[CaseSummary]: ...
    def case_count(self, where: CaseFilter) -> int: ...
    def case_ids(
        self, where: CaseFilter, order: CaseOrder, *, limit: int, offset: int
    ) -> Sequence[int]: ...
    def case_neighbour(
        self,
        where: CaseFilter,
        order: CaseOrder,
        case_id: int | None,
        step: int,
        states: Collection[CaseState] = ...,
    ) -> int | None: ...
    def case_position(self, where: CaseFilter, order: CaseOrder, case_id: int) -> int: ...
    def case_view(self, case_id: int) -> CaseView: ...

    def check_text(self, case: Case, key: str, text: str) -> Canonical:
        """What typed text would mean for a field, and what is wrong about it."""
        ...

    def set_field(self, case_id: int, key: str, text: str, expected_revision: int) -> ChangeSet:
        """Store a typed value as confirmed; it is safe on disk when this returns."""
        ...

    def confirm_field(self, case_id: int, key: str, expected_revision: int) -> ChangeSet: ...
    def confirm_empty(
        self, case_id: int, key: str, reason: EmptyReason, expected_revision: int
    ) -> ChangeSet: ...
    def place_options(self, case_id: int, key: str) -> Resolution:
        """The units that the stored text of a place may name, then and today."""
        ...

    def province_of_number(self, place: str) -> str | None:
        """The province that the first three digits of a personal number stand for; None for a
        country or an unknown code. Quick, and safe from every thread."""
        ...

    def choose_place(
        self,
        case_id: int,
        key: str,
        on: str | None,
        today: str | None,
        expected_revision: int,
    ) -> ChangeSet:
        """Keep the units of these codes beside the text; None leaves what the text decides."""
        ...

    def finish_case(self, case_id: int, expected_revision: int) -> ChangeSet:
        """Refuses while blocking problems or unconfirmed doubts remain."""
        ...

    def assign_type(
        self, case_id: int, document_type: str, expected_revision: int
    ) -> ChangeSet: ...
    def set_aside(self, case_id: int, reason: str, expected_revision: int) -> ChangeSet:
        """Take a case that is none of its own (blank, scanned twice) out of the walk, kept."""
        ...

    def restore(self, case_id: int, expected_revision: int) -> ChangeSet: ...
    def undo(self, case_id: int, expected_revision: int) -> ChangeSet:
        """Take back the newest own edit."""
        ...

    def batches(self) -> Sequence[BatchSummary]: ...
    def create_batch(self, name: str) -> ChangeSet: ...
    def add_to_batch(self, batch_id: int, case_ids: Sequence[int]) -> ChangeSet: ...
    def declare_book(self, batch_id: int, book: Book | None) -> ChangeSet: ...
    def plan_batch(self, batch_id: int, plan: BatchPlan) -> ChangeSet:
        """Choose how a batch is worked through."""
        ...

    def batch_findings(self, batch_id: int, book: Book | None) -> Sequence[BatchFinding]:
        """What numbers, days and total of the batch would say against such a book."""
        ...

    def submit_batch(self, batch_id: int) -> ChangeSet: ...
    def approve_batch(self, batch_id: int) -> ChangeSet:
        """Raises NotAllowed when the approver corrected in it."""
        ...

    def may_approve(self, batch: Batch) -> bool:
        """Whether this person neither corrected in the batch nor submitted it."""
        ...

    def return_batch(self, batch_id: int, reason: str, case_ids: Sequence[int]) -> ChangeSet:
        """Give cases back to the clerk; no ids means the whole batch."""
        ...

    def export_batch(self, batch_id: int, out_dir: Path | None) -> PackageResult:
        """Slow: for a worker thread."""
        ...

    def verify(self, package: Path) -> VerifyReport:
        """Slow: for a worker thread."""
        ...

    def read_blank(self, scan: Path) -> BlankSheet:
        """The one page of a scan. Slow: for a worker thread."""
        ...

    def blank_of(self, form: Form) -> BlankSheet: ...
    def suggested_zones(self, sheet: BlankSheet, type_key: str) -> tuple[Zone, ...]: ...
    def try_form(self, draft: FormDraft, sample: Path) -> Trial:
        """Read a filled sheet with a form that is not saved. Slow: for a worker thread."""
        ...

    def save_form(self, draft: FormDraft) -> SavedForm:
        """Put a form into the workspace and go on with it; waits for the scans that are being
        read. Slow: for a worker thread."""
        ...

    def find_people(
        self,
        text: str,
        *,
        document_type: str | None = None,
        order: PersonOrder = BY_NAME,
        limit: int,
        offset: int,
    ) -> PersonPage:
        """Persons of the register by name or number. Slow: for a worker thread."""
        ...

    def person(self, person_id: str) -> PersonView:
        """One person of the register with all sources, by a mention such as ``12:meHoTen``."""
        ...

    def people_findings(self, codes: Collection[str], *, limit: int, offset: int) -> FindingPage:
        """What there is to clean of these kinds. Slow: for a worker thread."""
        ...

    def offers(
        self, case_id: int, typed: Mapping[str, str] | None = None
    ) -> tuple[KnownValue, ...]:
        """What the register knows for the fields of a case."""
        ...

    def stated(self, mention: Mention, fact: Fact) -> Stated:
        """Label and value of what a case says of a person; reads nothing from the store."""
        ...

    def decide_person(self, left: str, right: str, reason: str, *, is_same: bool) -> ChangeSet:
        """Note what the user says of two mentions: one person, or two."""
        ...

    def with_actor(self, name: str) -> Backend:
        """Raises NotAllowed where there are accounts."""
        ...

    def logged_in(self, name: str, password: str) -> Backend:
        """With the person who has this account; takes some tenths of a second."""
        ...

    def with_language(self, language: str) -> Backend: ...
    def subscribe(self, listener: Callable[[ChangeSet], None]) -> Callable[[], None]:
        """The listener is called from any thread; the answer ends the subscription."""
        ...

    def start_automation(self) -> None: ...
    def stop_automation(self) -> None: ...
