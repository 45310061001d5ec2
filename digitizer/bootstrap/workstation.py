"""An open workspace with one person in front of it: all that window and command line can do."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from digitizer.bootstrap.calibrating import learn_thresholds
from digitizer.bootstrap.desk.accounts import AccountsDesk
from digitizer.bootstrap.desk.answering import AnsweringDesk
from digitizer.bootstrap.desk.audit import AuditDesk
from digitizer.bootstrap.desk.case_pages import CasePagesDesk
from digitizer.bootstrap.desk.delivery import DeliveryDesk
from digitizer.bootstrap.desk.doc_codes import DocCodesDesk
from digitizer.bootstrap.desk.doubts import DoubtsDesk
from digitizer.bootstrap.desk.lists import ListsDesk
from digitizer.bootstrap.desk.own_work import OwnWorkDesk
from digitizer.bootstrap.desk.page_counts import PageCountsDesk
from digitizer.bootstrap.desk.passes import PassesDesk
from digitizer.bootstrap.desk.practice import PracticeDesk, Practising
from digitizer.bootstrap.desk.preferences import PreferenceFiles
from digitizer.bootstrap.desk.progress import ProgressDesk
from digitizer.bootstrap.desk.rehearsal import RehearsalDesk
from digitizer.bootstrap.desk.rejects import RejectsDesk
from digitizer.bootstrap.desk.rereading import RereadingDesk
from digitizer.bootstrap.desk.sampling import SamplingDesk
from digitizer.bootstrap.desk.search import SearchDesk
from digitizer.bootstrap.desk.second_entry import SecondEntryDesk
from digitizer.bootstrap.desk.setup import SetupDesk, SetupMeans
from digitizer.bootstrap.desk.signing import SigningDesk
from digitizer.bootstrap.desk.words import WordMemory, WordsDesk
from digitizer.bootstrap.finding import CatchingUp
from digitizer.bootstrap.folders import Folders
from digitizer.bootstrap.form_files import require_free, save_form
from digitizer.bootstrap.forming import (
    automatic_draft,
    blank_of,
    read_blank,
    suggested_zones,
    try_form,
)
from digitizer.bootstrap.manner import read_settings
from digitizer.bootstrap.signing_room import SigningRoom
from digitizer.bootstrap.watching import Watching
from digitizer.domain.accounts import account_name
from digitizer.domain.batch import Batch, BatchPlan, BatchSummary
from digitizer.domain.book import Book
from digitizer.domain.case import Arrival, Case, CaseSummary, Outcome
from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.checks import BatchFinding, blocking
from digitizer.domain.errors import InvalidInput, NotAllowed
from digitizer.domain.form import Form, Zone
from digitizer.domain.form_draft import (
    BlankSheet,
    FormDraft,
    SavedForm,
    Trial,
    TypeDraft,
    draft_problems,
)
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.package import PackageResult, VerifyReport
from digitizer.domain.people.findings import Finding
from digitizer.domain.people.mention import Fact, Mention, MentionId
from digitizer.domain.places import Resolution
from digitizer.domain.record import EmptyReason
from digitizer.domain.schema import Catalog
from digitizer.domain.sureness import Calibration
from digitizer.domain.values.canonical import Canonical
from digitizer.messages import Messages
from digitizer.places import province_of_number
from digitizer.settings import load
from digitizer.workflow import (
    approve,
    batches,
    choose_place,
    correct,
    editing,
    export,
    history,
    overview,
    people,
    people_case,
    recognize,
    sight,
)
from digitizer.workflow.automation import Reporter
from digitizer.workflow.lists import (
    AS_ARRIVED,
    BY_NAME,
    ArrivalFilter,
    ArrivalOrder,
    CaseOrder,
    PersonOrder,
)
from digitizer.workflow.notify import ChangeHub
from digitizer.workflow.ports import CaseFilter, Ports
from digitizer.workflow.rights import require_reading, require_right
from exports import verify_package
from ocr import ReadSettings

_FORM_NAME = re.compile(r"[A-Za-z0-9_-]{1,60}", re.ASCII)


@dataclass(slots=True)
class Workstation:
    """One person's view of one workspace. Safe to use from several threads."""

    ports: Ports
    hub: ChangeHub
    folders: Folders
    messages: Messages
    actor: Actor
    watching: Watching
    finding: CatchingUp
    close_store: Callable[[], None]
    setup_means: SetupMeans
    fresh_ports: Callable[[], Ports]
    practising: Practising
    signing_room: SigningRoom
    word_memory: WordMemory = field(default_factory=WordMemory)

    @property
    def catalog(self) -> Catalog:
        return self.ports.catalog

    @property
    def workspace(self) -> Path:
        return self.folders.root

    @property
    def inbox(self) -> Path:
        return self.folders.inbox

    @property
    def is_practice(self) -> bool:
        """Whether the cases here are invented, so that nothing of them may leave."""
        return self.practising.feeding is not None

    # Topics with a desk of their own

    @property
    def rereading(self) -> RereadingDesk:
        return RereadingDesk(self.ports, self.actor, self._read_settings)

    @property
    def words(self) -> WordsDesk:
        return WordsDesk(self.ports, self.actor, self.word_memory)

    @property
    def doubts(self) -> DoubtsDesk:
        return DoubtsDesk(self.ports, self.actor)

    @property
    def passes(self) -> PassesDesk:
        return PassesDesk(self.ports, self.actor)

    @property
    def second_entry(self) -> SecondEntryDesk:
        return SecondEntryDesk(self.ports, self.actor)

    @property
    def sampling(self) -> SamplingDesk:
        return SamplingDesk(self.ports, self.actor, self.messages)

    @property
    def page_counts(self) -> PageCountsDesk:
        return PageCountsDesk(self.ports, self.actor)

    @property
    def rejects(self) -> RejectsDesk:
        return RejectsDesk(self.ports, self.actor, self.folders.exports, self.is_practice)

    @property
    def doc_codes(self) -> DocCodesDesk:
        return DocCodesDesk(self.ports, self.actor, self.folders.root)

    @property
    def rehearsal(self) -> RehearsalDesk:
        folder = self.folders.rehearsals
        return RehearsalDesk(self.ports, self.actor, folder, self.signing_room, self.is_practice)

    @property
    def answering(self) -> AnsweringDesk:
        return AnsweringDesk(self.ports, self.actor)

    @property
    def case_pages(self) -> CasePagesDesk:
        return CasePagesDesk(self.ports, self.actor, self.messages, self._read_settings)

    @property
    def practice(self) -> PracticeDesk:
        return PracticeDesk(self.ports, self.actor, self.messages, self.practising)

    @property
    def own_work(self) -> OwnWorkDesk:
        return OwnWorkDesk(self.ports, self.actor)

    @property
    def progress(self) -> ProgressDesk:
        return ProgressDesk(self.ports, self.actor, self.messages, self.folders.root)

    @property
    def search(self) -> SearchDesk:
        return SearchDesk(self.ports, self.actor)

    @property
    def audit(self) -> AuditDesk:
        return AuditDesk(self.ports, self.actor, self.messages, self.folders.exports)

    @property
    def signing(self) -> SigningDesk:
        return SigningDesk(self.ports, self.actor, self.signing_room)

    @property
    def delivery(self) -> DeliveryDesk:
        return DeliveryDesk(self.ports, self.actor, self.messages, self.folders, self.is_practice)

    @property
    def preferences(self) -> PreferenceFiles:
        return PreferenceFiles(self.folders.root / "preferences", self.actor)

    @property
    def setup(self) -> SetupDesk:
        return SetupDesk(self.messages, self.actor, self.setup_means, self.folders.root)

    @property
    def accounts(self) -> AccountsDesk:
        return AccountsDesk(self.ports, self.actor, self.messages, self.folders.root.name)

    def with_actor(self, name: str) -> Workstation:
        """The same workspace with another person in front of it. Raises NotAllowed where there are
        accounts: there :meth:`logged_in` asks for the password."""
        wanted = account_name(name)
        if self.accounts.are_in_use():
            raise NotAllowed("log-in-needed", name=wanted)
        return replace(self, actor=Actor(wanted))

    def logged_in(self, name: str, password: str) -> Workstation:
        """The same with the person who has this account; raises as
        :func:`digitizer.workflow.log_in.log_in`."""
        return replace(self, actor=Actor(self.accounts.log_in(name, password).name))

    def with_language(self, language: str) -> Workstation:
        """The same, with its sentences in another language."""
        return replace(self, messages=Messages(language))

    # Looking

    @property
    def _lists(self) -> ListsDesk:
        return ListsDesk(self.ports, self.actor)

    def status(self) -> overview.StatusReport:
        return self._lists.status()

    def arrivals(
        self, *, limit: int = 100, before_id: int | None = None, outcome: Outcome | None = None
    ) -> Sequence[Arrival]:
        return self._lists.arrivals(limit=limit, before_id=before_id, outcome=outcome)

    def arrival_page(
        self, where: ArrivalFilter, order: ArrivalOrder, *, limit: int, offset: int
    ) -> Sequence[Arrival]:
        return self._lists.arrival_page(where, order, limit=limit, offset=offset)

    def arrival_count(self, where: ArrivalFilter) -> int:
        return self._lists.arrival_count(where)

    def case_summaries(
        self,
        where: CaseFilter,
        *,
        order: CaseOrder = AS_ARRIVED,
        limit: int = 100,
        offset: int = 0,
    ) -> Sequence[CaseSummary]:
        return self._lists.case_summaries(where, order=order, limit=limit, offset=offset)

    def case_count(self, where: CaseFilter) -> int:
        return self._lists.case_count(where)

    def case_ids(
        self, where: CaseFilter, order: CaseOrder, *, limit: int, offset: int
    ) -> Sequence[int]:
        return self._lists.case_ids(where, order, limit=limit, offset=offset)

    def case_neighbour(
        self,
        where: CaseFilter,
        order: CaseOrder,
        case_id: int | None,
        step: int,
        states: Collection[CaseState] = (),
    ) -> int | None:
        """See :meth:`CaseRepository.neighbour`."""
        return self._lists.case_neighbour(where, order, case_id, step, states)

    def case_position(self, where: CaseFilter, order: CaseOrder, case_id: int) -> int:
        """How many cases of the list stand before this one."""
        return self._lists.case_position(where, order, case_id)

    def case_view(self, case_id: int) -> overview.CaseView:
        """Raises NotAllowed for a person without the right to look into such a case."""
        self._require_case(case_id)
        return overview.case_view(self.ports, case_id)

    def check_text(self, case: Case, key: str, text: str) -> Canonical:
        """What a typed text would become, without storing anything."""
        if case.record is None:
            raise NotAllowed("type-unknown", case=case.id)
        spec = editing.field_spec(self.ports, case.record, key)
        return editing.understood(self.ports, spec, text)

    def batches(self) -> Sequence[BatchSummary]:
        return self._lists.batches()

    def batch(self, name_or_id: str) -> Batch:
        """See :meth:`digitizer.bootstrap.desk.lists.ListsDesk.batch`."""
        return self._lists.batch(name_or_id)

    def place_options(self, case_id: int, key: str) -> Resolution:
        """What the text of a place of a case may name, to choose from."""
        self._require_case(case_id)
        return choose_place.place_options(self.ports, case_id, key)

    def province_of_number(self, place: str) -> str | None:
        """The province that the first three digits of a personal number stand for, if any."""
        return province_of_number(place)

    def choose_place(
        self,
        case_id: int,
        key: str,
        on: str | None,
        today: str | None,
        expected_revision: int,
    ) -> ChangeSet:
        return choose_place.choose_place(
            self.ports, self.actor, case_id, key, on, today, expected_revision
        )

    # Correcting

    def set_field(self, case_id: int, key: str, text: str, expected_revision: int) -> ChangeSet:
        return correct.set_field(self.ports, self.actor, case_id, key, text, expected_revision)

    def confirm_field(self, case_id: int, key: str, expected_revision: int) -> ChangeSet:
        return correct.confirm_field(self.ports, self.actor, case_id, key, expected_revision)

    def confirm_empty(
        self, case_id: int, key: str, reason: EmptyReason, expected_revision: int
    ) -> ChangeSet:
        return correct.confirm_empty(
            self.ports, self.actor, case_id, key, reason, expected_revision
        )

    def finish_case(self, case_id: int, expected_revision: int) -> ChangeSet:
        return correct.finish_case(self.ports, self.actor, case_id, expected_revision)

    def assign_type(self, case_id: int, document_type: str, expected_revision: int) -> ChangeSet:
        return correct.assign_type(
            self.ports, self.actor, case_id, document_type, expected_revision
        )

    def set_aside(self, case_id: int, reason: str, expected_revision: int) -> ChangeSet:
        return correct.set_aside(self.ports, self.actor, case_id, reason, expected_revision)

    def restore(self, case_id: int, expected_revision: int) -> ChangeSet:
        return correct.restore(self.ports, self.actor, case_id, expected_revision)

    def undo(self, case_id: int, expected_revision: int) -> ChangeSet:
        return history.undo(self.ports, self.actor, case_id, expected_revision)

    # Batches

    def create_batch(self, name: str) -> ChangeSet:
        return batches.create_batch(self.ports, self.actor, name)

    def add_to_batch(self, batch_id: int, case_ids: Sequence[int]) -> ChangeSet:
        return batches.add_to_batch(self.ports, self.actor, batch_id, case_ids)

    def submit_batch(self, batch_id: int) -> ChangeSet:
        return batches.submit_batch(self.ports, self.actor, batch_id)

    def declare_book(self, batch_id: int, book: Book | None) -> ChangeSet:
        return batches.declare_book(self.ports, self.actor, batch_id, book)

    def plan_batch(self, batch_id: int, plan: BatchPlan) -> ChangeSet:
        return batches.plan_batch(self.ports, self.actor, batch_id, plan)

    def batch_findings(self, batch_id: int, book: Book | None) -> Sequence[BatchFinding]:
        """What the rules over a whole batch find (numbers left out or twice, a wrong total), if
        ``book`` were declared of it."""
        sight.require_batch(self.ports, self.actor, batch_id, sight.LIST_CASES)
        return batches.batch_findings(self.ports, batch_id, book)

    def approve_batch(self, batch_id: int) -> ChangeSet:
        return approve.approve_batch(self.ports, self.actor, batch_id)

    def return_batch(self, batch_id: int, reason: str, case_ids: Sequence[int] = ()) -> ChangeSet:
        return approve.return_batch(self.ports, self.actor, batch_id, reason, case_ids)

    def may_approve(self, batch: Batch) -> bool:
        """Whether this person did not work on the batch, and has the right to approve."""
        with self.ports.unit_of_work() as unit:
            try:
                require_right(unit, self.ports, self.actor, "approve-batch")
                approve.require_four_eyes(unit, batch, self.actor)
            except NotAllowed:
                return False
        return True

    def export_batch(self, batch_id: int, out_dir: Path | None = None) -> PackageResult:
        if self.is_practice:
            raise NotAllowed("practice-not-exported")
        return export.export_batch(
            self.ports, self.actor, batch_id, out_dir or self.folders.exports
        )

    def verify(self, package: Path) -> VerifyReport:
        self._require("read-package")
        return verify_package(package)

    def read_failed_again(self) -> ChangeSet:
        return recognize.read_failed_again(self.ports, self.actor)

    def calibrate(self, limit: float, *, write: bool) -> Calibration:
        """What the finished records say about the thresholds of this workspace; see
        :func:`calibrate.calibrate`. With ``write`` the next start of the automation reads with
        the new ones. Raises BadSchema for a wrong file of thresholds, EnvironmentFault for one
        that cannot be written, NotAllowed for a person without the right to write it."""
        if write:
            self._require("calibrate")
        return learn_thresholds(self.ports, self.folders.sureness, limit, write=write)

    # Designing forms

    def automatic_form(
        self, scan: Path, name: str, type_key: str, new_type: TypeDraft | None = None
    ) -> FormDraft:
        """The scan of a blank sheet with a zone for each label that it prints; not saved yet.

        Raises InvalidInput ``form-name``, ``form-exists``, ``form-pages``, and what
        :func:`digitizer.bootstrap.forming.automatic_draft` raises."""
        if not _FORM_NAME.fullmatch(name):
            raise InvalidInput("form-name", name=name)
        if new_type is None and type_key not in self.catalog.types:
            raise InvalidInput("unknown-type", type=type_key)
        require_free(self.folders.types, type_key, name)
        sheet, today = self.read_blank(scan), self.ports.clock().date()
        return automatic_draft(sheet, name, type_key, new_type, self.folders, self.catalog, today)

    def read_blank(self, scan: Path) -> BlankSheet:
        """See :func:`digitizer.bootstrap.forming.read_blank`."""
        return read_blank(scan, self._read_settings())

    def blank_of(self, form: Form) -> BlankSheet:
        return blank_of(form)

    def suggested_zones(self, sheet: BlankSheet, type_key: str) -> tuple[Zone, ...]:
        return suggested_zones(sheet, type_key, self.catalog)

    def try_form(self, draft: FormDraft, sample: Path) -> Trial:
        """See :func:`digitizer.bootstrap.forming.try_form`."""
        today = self.ports.clock().date()
        return try_form(draft, sample, self.folders, self._read_settings(), today)

    def save_form(self, draft: FormDraft) -> SavedForm:
        """Put a form, and its type when that is new, into the workspace and go on with it; waits
        for the scans that are being read. Raises InvalidInput ``form-unsound`` and what
        :func:`digitizer.bootstrap.form_files.save_form` raises."""
        self._require("save-form")
        wrong = blocking(draft_problems(draft, self.catalog.types))
        if wrong:
            raise InvalidInput("form-unsound", reasons=" ".join(map(self.messages.problem, wrong)))
        form = save_form(draft, self.folders.types, self.ports.clock().date())
        self.ports = self.fresh_ports()
        return SavedForm(form, self.watching.go_on_with(self.ports))

    def _read_settings(self) -> ReadSettings:
        return read_settings(load(self.folders.root), self.folders)

    # People

    def find_people(
        self,
        text: str = "",
        *,
        document_type: str | None = None,
        order: PersonOrder = BY_NAME,
        limit: int = 100,
        offset: int = 0,
    ) -> people.PersonPage:
        """See :func:`digitizer.workflow.people.find`; needs the right to look through people."""
        self._require_whole("read-people")
        return people.find(
            self.ports,
            text,
            document_type=document_type,
            order=order,
            limit=limit,
            offset=offset,
        )

    def person(self, person_id: str) -> people.PersonView:
        """The person of a mention such as ``12:meHoTen``. Raises InvalidInput, NotFound, and
        NotAllowed for a person without the right to look through people."""
        self._require_whole("read-people")
        return people.person(self.ports, MentionId.parse(person_id))

    def people_findings(
        self, codes: Collection[str], *, limit: int = 100, offset: int = 0
    ) -> people.FindingPage:
        """See :func:`digitizer.workflow.people.findings`; needs the right as
        :meth:`find_people`."""
        self._require_whole("read-people")
        return people.findings(self.ports, codes, limit=limit, offset=offset)

    def case_findings(self, case_id: int) -> tuple[Finding, ...]:
        self._require_case(case_id)
        return people.case_findings(self.ports, case_id)

    def offers(
        self, case_id: int, typed: Mapping[str, str] | None = None
    ) -> tuple[people_case.KnownValue, ...]:
        """See :func:`digitizer.workflow.people_case.offers`."""
        self._require_case(case_id)
        return people_case.offers(self.ports, case_id, typed)

    def stated(self, mention: Mention, fact: Fact) -> people_case.Stated:
        """See :func:`digitizer.workflow.people_case.stated`."""
        return people_case.stated(self.ports, mention, fact)

    def decide_person(self, left: str, right: str, reason: str, *, is_same: bool) -> ChangeSet:
        """See :func:`digitizer.workflow.people.decide`."""
        one, other = MentionId.parse(left), MentionId.parse(right)
        return people.decide(self.ports, self.actor, one, other, reason, is_same=is_same)

    def rebuild_people(self) -> int:
        return people.rebuild(self.ports, self.actor)

    def _require(self, action: str) -> None:
        require_reading(self.ports, self.actor, action)

    def _require_whole(self, action: str) -> None:
        sight.require_whole(self.ports, self.actor, action)

    def _require_case(self, case_id: int) -> None:
        sight.require_case(self.ports, self.actor, case_id)

    # The automatic part

    def subscribe(self, listener: Callable[[ChangeSet], None]) -> Callable[[], None]:
        return self.hub.subscribe(listener)

    def watch(self, reporter: Reporter, *, once: bool, stop: threading.Event | None = None) -> None:
        """Run the automation in this thread; raises NotAllowed when another one runs here."""
        self.watching.run(reporter, once=once, stop=stop or threading.Event())

    def start_automation(self) -> None:
        """Watch and read in the background until :meth:`stop_automation`; in practice, make the
        cases of the exercise as well."""
        if self.practising.feeding is not None:
            self.practising.feeding.start()
        self.watching.start()

    def stop_automation(self) -> None:
        """Stop the background work; waits for the scans that are being read."""
        if self.practising.feeding is not None:
            self.practising.feeding.stop()
        self.watching.stop()

    def close(self) -> None:
        self.stop_automation()
        self.finding.stop()
        self.signing_room.lock()
        self.close_store()
