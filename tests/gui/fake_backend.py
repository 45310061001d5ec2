"""A workspace in memory that keeps the same promises as the real one, for the window's tests."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path

from gui.fakes import lists
from gui.fakes.accounts import FakeAccounts, RescueScript
from gui.fakes.answering import FakeAnswering
from gui.fakes.audit import AuditScript, FakeAudit
from gui.fakes.case_pages import Before, FakeCasePages
from gui.fakes.delivery import DeliveryScript, FakeDelivery
from gui.fakes.doc_codes import DocCodeScript, FakeDocCodes
from gui.fakes.doubts import FakeDoubts
from gui.fakes.own_work import FakeOwnWork
from gui.fakes.page_counts import FakePageCounts, PageScript
from gui.fakes.passes import FakePasses
from gui.fakes.practice import FakePractice, PracticeScript
from gui.fakes.preferences import FakePreferences
from gui.fakes.progress import FakeProgress, ProgressScript
from gui.fakes.rehearsal import FakeRehearsing, RehearsalScript
from gui.fakes.rejects import FakeRejects, RejectScript
from gui.fakes.rereading import FakeRereading, RereadingScript
from gui.fakes.sampling import FakeSampling, SamplingData
from gui.fakes.search import FakeSearch, SearchScript
from gui.fakes.second_entry import FakeSecondEntry, SecondData
from gui.fakes.setup import FakeSetup
from gui.fakes.signing import FakeSigning, SigningScript
from gui.fakes.words import FakeWords

from digitizer.domain.accounts import Account
from digitizer.domain.batch import Batch, BatchPlan, BatchSummary
from digitizer.domain.book import Book
from digitizer.domain.case import Arrival, Case, CaseSummary, Outcome, ScanState
from digitizer.domain.changes import Actor, ChangeSet, Edit
from digitizer.domain.checks import BatchFinding, Entry, blocking, check_batch, check_record
from digitizer.domain.doubts import PassedOn
from digitizer.domain.errors import Conflict, DigitizerError, InvalidInput, NotAllowed
from digitizer.domain.form import Form, Zone
from digitizer.domain.form_draft import BlankSheet, FormDraft, SavedForm, Trial
from digitizer.domain.lifecycle import (
    ANSWERED_CASE_STATES,
    EDITABLE_BATCH_STATES,
    Action,
    BatchState,
    CaseState,
    allowed,
    next_batch_state,
    next_case_state,
)
from digitizer.domain.package import PackageResult, VerifyReport
from digitizer.domain.people.cleaning import findings_of
from digitizer.domain.people.entries import (
    Comparer,
    Decision,
    Link,
    PersonEntry,
    entries_of,
    link_of,
    pair_of,
    said,
)
from digitizer.domain.people.findings import Finding
from digitizer.domain.people.mention import Fact, Mention, MentionId
from digitizer.domain.places import Resolution
from digitizer.domain.preferences import Preferences
from digitizer.domain.record import EmptyReason, FieldValue, Record, ValueState
from digitizer.domain.review import Pin, open_pins
from digitizer.domain.schema import Catalog, Localized
from digitizer.domain.values.canonical import Canonical, canonical, shown
from digitizer.messages import Messages
from digitizer.places import ListedPlaces, province_of_number
from digitizer.workflow.lists import (
    AS_ARRIVED,
    BY_NAME,
    NEWEST_FIRST,
    ArrivalFilter,
    ArrivalOrder,
    CaseOrder,
    PersonOrder,
)
from digitizer.workflow.overview import CaseView, PageView, StatusReport
from digitizer.workflow.own_work import OwnWork
from digitizer.workflow.people import FindingPage, PersonPage, PersonView
from digitizer.workflow.people_case import KnownValue, Stated
from digitizer.workflow.ports import CaseFilter
from digitizer.workflow.rescans_arrived import ArrivedScan

NOW = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
TODAY = date(2026, 3, 2)


class FakeData:
    """What lies in the workspace; shared by the backends of all its users."""

    def __init__(self) -> None:
        self.cases: dict[int, Case] = {}
        self.pages: dict[int, tuple[PageView, ...]] = {}
        self.batches: dict[int, Batch] = {}
        self.edits: dict[int, list[Edit]] = {}
        self.befores: dict[int, list[FieldValue]] = {}
        self.done: list[tuple[str, int, FieldValue | None]] = []
        self.undone: list[tuple[str, int, FieldValue | None]] = []
        self.passed: dict[int, dict[str, PassedOn]] = {}
        self.word_looks: dict[tuple[int, str], set[int]] = {}
        self.arrived: list[Arrival] = []
        self.listeners: list[Callable[[ChangeSet], None]] = []
        self.jobs_pending = 0
        self.is_watching = False
        self.exported: list[tuple[int, Path | None]] = []
        self.blanks: dict[str, BlankSheet] = {}
        self.suggestions: tuple[Zone, ...] = ()
        self.trial: Trial | None = None
        self.tried: list[FormDraft] = []
        self.saved_forms: list[FormDraft] = []
        self.chosen_units: list[tuple[str, str | None, str | None]] = []
        self.mentions: dict[MentionId, Mention] = {}
        self.decisions: list[Decision] = []
        self.known: dict[int, tuple[KnownValue, ...]] = {}
        self.register_error: DigitizerError | None = None
        self.preferences: dict[str, Preferences] = {}
        self.rereading = RereadingScript()
        self.second = SecondData()
        self.sampling = SamplingData()
        self.page_acts: list[Before] = []
        self.arrived_scans: list[ArrivedScan] = []
        self.own_work: dict[str, OwnWork] = {}
        self.page_counts = PageScript()
        self.doc_codes = DocCodeScript()
        self.rehearsal = RehearsalScript()
        self.rejects = RejectScript()
        self.signing = SigningScript()
        self.delivery = DeliveryScript()
        self.own_work_error: DigitizerError | None = None
        self.accounts: dict[str, tuple[Account, str]] = {}
        self.rescue = RescueScript()
        self.setup: FakeSetup | None = None
        self.is_practice = False
        self.practice = PracticeScript()
        self.audit = AuditScript()
        self.search = SearchScript()
        self.progress = ProgressScript()


class FakeBackend:
    def __init__(
        self,
        catalog: Catalog,
        workspace: Path,
        data: FakeData | None = None,
        actor: str = "Trần Thị Mai",
        language: str = "vi",
    ) -> None:
        self.catalog = catalog
        self.places = ListedPlaces()
        self.workspace = workspace
        self.inbox = workspace / "inbox"
        self.data = data or FakeData()
        self.actor = Actor(actor)
        self.messages = Messages(language)

    @property
    def setup(self) -> FakeSetup:
        if self.data.setup is None:
            self.data.setup = FakeSetup(self.messages, self.actor, self.workspace)
        return self.data.setup

    @property
    def rereading(self) -> FakeRereading:
        return FakeRereading(self)

    @property
    def progress(self) -> FakeProgress:
        return FakeProgress(self)

    @property
    def search(self) -> FakeSearch:
        return FakeSearch(self)

    @property
    def audit(self) -> FakeAudit:
        return FakeAudit(self)

    @property
    def answering(self) -> FakeAnswering:
        return FakeAnswering(self)

    @property
    def words(self) -> FakeWords:
        return FakeWords(self)

    @property
    def doubts(self) -> FakeDoubts:
        return FakeDoubts(self)

    @property
    def passes(self) -> FakePasses:
        return FakePasses(self)

    @property
    def second_entry(self) -> FakeSecondEntry:
        return FakeSecondEntry(self)

    @property
    def sampling(self) -> FakeSampling:
        return FakeSampling(self)

    @property
    def case_pages(self) -> FakeCasePages:
        return FakeCasePages(self)

    @property
    def delivery(self) -> FakeDelivery:
        return FakeDelivery(self)

    @property
    def signing(self) -> FakeSigning:
        return FakeSigning(self, self.data.signing)

    @property
    def page_counts(self) -> FakePageCounts:
        return FakePageCounts(self, self.data.page_counts)

    @property
    def doc_codes(self) -> FakeDocCodes:
        return FakeDocCodes(self, self.data.doc_codes)

    @property
    def rejects(self) -> FakeRejects:
        return FakeRejects(self, self.data.rejects)

    @property
    def rehearsal(self) -> FakeRehearsing:
        return FakeRehearsing(self, self.data.rehearsal)

    @property
    def is_practice(self) -> bool:
        return self.data.is_practice

    @property
    def practice(self) -> FakePractice:
        return FakePractice(self)

    @property
    def own_work(self) -> FakeOwnWork:
        return FakeOwnWork(self)

    @property
    def accounts(self) -> FakeAccounts:
        return FakeAccounts(self)

    def logged_in(self, name: str, password: str) -> FakeBackend:
        account = self.accounts.log_in(name, password)
        return FakeBackend(
            self.catalog, self.workspace, self.data, account.name, self.messages.language
        )

    @property
    def preferences(self) -> FakePreferences:
        return FakePreferences(self)

    def with_actor(self, name: str) -> FakeBackend:
        return FakeBackend(
            self.catalog, self.workspace, self.data, name.strip(), self.messages.language
        )

    def with_language(self, language: str) -> FakeBackend:
        return FakeBackend(self.catalog, self.workspace, self.data, self.actor.name, language)

    def status(self) -> StatusReport:
        cases = list(self.data.cases.values())
        return StatusReport(
            arrivals={
                outcome: sum(arrival.outcome is outcome for arrival in self.data.arrived)
                for outcome in Outcome
            },
            scans={ScanState.READ: len(cases)},
            cases={state: sum(case.state is state for case in cases) for state in CaseState},
            records=sum(case.record is not None for case in cases),
            jobs_pending=self.data.jobs_pending,
        )

    def arrivals(
        self, *, limit: int, before_id: int | None, outcome: Outcome | None
    ) -> Sequence[Arrival]:
        found = [
            arrival
            for arrival in reversed(self.data.arrived)
            if (before_id is None or arrival.id < before_id) and outcome in (None, arrival.outcome)
        ]
        return found[:limit]

    def arrival_page(
        self, where: ArrivalFilter, order: ArrivalOrder, *, limit: int, offset: int
    ) -> Sequence[Arrival]:
        return lists.arrivals(self.data.arrived, where, order)[offset : offset + limit]

    def arrival_count(self, where: ArrivalFilter) -> int:
        return len(lists.arrivals(self.data.arrived, where, NEWEST_FIRST))

    def case_summaries(
        self, where: CaseFilter, *, order: CaseOrder = AS_ARRIVED, limit: int, offset: int
    ) -> Sequence[CaseSummary]:
        return lists.cases(self._rows(), where, order)[offset : offset + limit]

    def case_count(self, where: CaseFilter) -> int:
        return len(lists.cases(self._rows(), where, AS_ARRIVED))

    def case_ids(
        self, where: CaseFilter, order: CaseOrder, *, limit: int, offset: int
    ) -> Sequence[int]:
        found = lists.cases(self._rows(), where, order)
        return [row.id for row in found[offset : offset + limit]]

    def case_neighbour(
        self,
        where: CaseFilter,
        order: CaseOrder,
        case_id: int | None,
        step: int,
        states: Collection[CaseState] = (),
    ) -> int | None:
        return lists.neighbour(self._rows(), where, order, case_id, step, states)

    def case_position(self, where: CaseFilter, order: CaseOrder, case_id: int) -> int:
        return lists.position(self._rows(), where, order, case_id)

    def case_view(self, case_id: int) -> CaseView:
        case = self.data.cases[case_id]
        doc_type = self.catalog.types.get(case.document_type or "")
        problems = (
            check_record(case.record, doc_type, self.catalog, TODAY)
            if case.record and doc_type
            else ()
        )
        batch = self.data.batches.get(case.batch_id or 0)
        actions = allowed(case.state)
        if batch is not None and batch.state not in EDITABLE_BATCH_STATES:
            actions -= {Action.EDIT, Action.FINISH, Action.SET_ASIDE, Action.RESTORE}
        if batch is None or Action.REOPEN not in allowed(batch.state):
            actions -= {Action.REOPEN}
        return CaseView(
            case=case,
            scan_name=f"scan_{case_id:04d}.pdf",
            document_type=doc_type,
            problems=problems,
            pages=self.data.pages.get(case_id, ()),
            batch=batch,
            edits=tuple(self.data.edits.get(case_id, ())),
            allowed=actions,
            pins=self._pins(case),
            passed=dict(self.data.passed.get(case_id, {})),
        )

    def _pins(self, case: Case) -> tuple[Pin, ...]:
        is_done = case.state in (CaseState.APPROVED, CaseState.EXPORTED)
        return () if is_done else self.second_entry.sent_pins(case.id)

    def check_text(self, case: Case, key: str, text: str) -> Canonical:
        doc_type = self.catalog.types[case.document_type or ""]
        spec = doc_type.field(key)
        assert spec is not None
        lists = self.catalog.code_lists
        return canonical(spec, text, self.catalog.code_list_of(spec), lists)

    def set_field(self, case_id: int, key: str, text: str, expected_revision: int) -> ChangeSet:
        case = self.data.cases[case_id]
        found = self.check_text(case, key, text)
        if found.value is None:
            raise InvalidInput("value-empty", field=key, label=key, text=text)
        return self._confirm(
            case, key, expected_revision, "set-field", text=text, value=found.value
        )

    def confirm_field(self, case_id: int, key: str, expected_revision: int) -> ChangeSet:
        return self._confirm(self.data.cases[case_id], key, expected_revision, "confirm-field")

    def confirm_empty(
        self, case_id: int, key: str, reason: EmptyReason, expected_revision: int
    ) -> ChangeSet:
        case = self.data.cases[case_id]
        return self._confirm(
            case, key, expected_revision, "confirm-empty", text="", value=None, empty_reason=reason
        )

    def place_options(self, case_id: int, key: str) -> Resolution:
        record = self._record(self.data.cases[case_id])
        return self.places.resolve(record.fields[key].text, TODAY)

    def province_of_number(self, place: str) -> str | None:
        return province_of_number(place)

    def choose_place(
        self,
        case_id: int,
        key: str,
        on: str | None,
        today: str | None,
        expected_revision: int,
    ) -> ChangeSet:
        case = self.data.cases[case_id]
        self.data.chosen_units.append((key, on, today))
        return self._save(case, expected_revision, "choose-place")

    def finish_case(self, case_id: int, expected_revision: int) -> ChangeSet:
        case = self.data.cases[case_id]
        record = self._record(case)
        doubts = [key for key, value in record.fields.items() if value.state is ValueState.REVIEW]
        if doubts:
            raise NotAllowed("case-has-doubts", case=case_id, fields=", ".join(doubts))
        pinned = open_pins(self.second_entry.sent_pins(case_id), record)
        if pinned:
            raise NotAllowed("case-has-pins", case=case_id, fields=", ".join(pinned))
        stopping = blocking(self.case_view(case_id).problems)
        if stopping:
            fields = ", ".join(problem.field or "" for problem in stopping)
            raise NotAllowed("case-has-problems", case=case_id, fields=fields)
        state = next_case_state(case.state, Action.FINISH)
        self._require_revision(case_id, expected_revision)
        self.data.done.append((self.actor.name, case_id, None))
        self.data.undone.clear()
        return self._save(replace(case, state=state), expected_revision, "finish-case")

    def assign_type(self, case_id: int, document_type: str, expected_revision: int) -> ChangeSet:
        doc_type = self.catalog.types[document_type]
        fields = {spec.key: FieldValue(spec.key) for spec in doc_type.fields}
        record = Record(doc_type.key, doc_type.version, fields)
        case = replace(self.data.cases[case_id], record=record)
        return self._save(case, expected_revision, "assign-type")

    def set_aside(self, case_id: int, reason: str, expected_revision: int) -> ChangeSet:
        case = self.data.cases[case_id]
        state = next_case_state(case.state, Action.SET_ASIDE)
        aside = replace(case, state=state, return_reason=reason)
        return self._save(aside, expected_revision, "set-aside")

    def restore(self, case_id: int, expected_revision: int) -> ChangeSet:
        case = self.data.cases[case_id]
        state = next_case_state(case.state, Action.RESTORE)
        back = replace(case, state=state, return_reason=None)
        return self._save(back, expected_revision, "restore")

    def undo(self, case_id: int, expected_revision: int) -> ChangeSet:
        befores = self.data.befores.get(case_id, [])
        if not befores:
            raise NotAllowed("nothing-to-undo", case=case_id)
        before = befores.pop()
        case = self.data.cases[case_id]
        self._note(case, before.key, "undo")
        fresh = replace(case, record=self._record(case).with_field(before))
        return self._save(fresh, expected_revision, "undo")

    def batches(self) -> Sequence[BatchSummary]:
        return [self._summary(batch) for batch in self.data.batches.values()]

    def create_batch(self, name: str) -> ChangeSet:
        number = len(self.data.batches) + 1
        self.data.batches[number] = Batch(number, name, None, BatchState.OPEN, self.actor.name, NOW)
        return self._tell(ChangeSet("create-batch", batches=frozenset({number})))

    def add_to_batch(self, batch_id: int, case_ids: Sequence[int]) -> ChangeSet:
        for case_id in case_ids:
            case = self.data.cases[case_id]
            self.data.cases[case_id] = replace(case, batch_id=batch_id, revision=case.revision + 1)
        ids = frozenset(case_ids)
        return self._tell(ChangeSet("add-to-batch", cases=ids, batches=frozenset({batch_id})))

    def declare_book(self, batch_id: int, book: Book | None) -> ChangeSet:
        self.data.batches[batch_id] = replace(self.data.batches[batch_id], book=book)
        return self._tell(ChangeSet("declare-book", batches=frozenset({batch_id})))

    def plan_batch(self, batch_id: int, plan: BatchPlan) -> ChangeSet:
        self.data.batches[batch_id] = replace(self.data.batches[batch_id], plan=plan)
        return self._tell(ChangeSet("plan-batch", batches=frozenset({batch_id})))

    def batch_findings(self, batch_id: int, book: Book | None) -> Sequence[BatchFinding]:
        doc_type = self.catalog.types["civil_status.birth"]
        entries = [
            Entry(case.id, {key: value.value for key, value in case.record.fields.items()})
            for case in self._of_batch(batch_id)
            if case.record is not None
        ]
        return check_batch(doc_type, entries, book)

    def submit_batch(self, batch_id: int) -> ChangeSet:
        done = (CaseState.CHECKED, *ANSWERED_CASE_STATES)
        waiting = [case.id for case in self._of_batch(batch_id) if case.state not in done]
        if waiting:
            name = self.data.batches[batch_id].name
            raise NotAllowed("batch-not-checked", batch=name, cases=str(waiting))
        return self._move_batch(batch_id, Action.SUBMIT, submitted_by=self.actor.name)

    def approve_batch(self, batch_id: int) -> ChangeSet:
        self._require_four_eyes(batch_id)
        for case in self._checked_in(batch_id):
            self._move_case(case, Action.APPROVE)
        return self._move_batch(
            batch_id, Action.APPROVE, approved_by=self.actor.name, approved_at=NOW
        )

    def may_approve(self, batch: Batch) -> bool:
        editors = {
            edit.actor for case in self._of_batch(batch.id) for edit in self.data.edits[case.id]
        } | self.second_entry.people()
        return self.actor.name not in editors and self.actor.name != batch.submitted_by

    def return_batch(self, batch_id: int, reason: str, case_ids: Sequence[int]) -> ChangeSet:
        self._require_four_eyes(batch_id)
        wanted = {*case_ids, *self.second_entry.pinned_cases()}
        for case in self._checked_in(batch_id):
            if not wanted or case.id in wanted:
                self._move_case(replace(case, return_reason=reason), Action.RETURN)
        self.second_entry.send_pins(wanted)
        return self._move_batch(batch_id, Action.RETURN, return_reason=reason)

    def export_batch(self, batch_id: int, out_dir: Path | None) -> PackageResult:
        self.data.exported.append((batch_id, out_dir))
        cases = [case for case in self._of_batch(batch_id) if case.state in ANSWERED_CASE_STATES]
        for case in cases:
            self._move_case(case, Action.EXPORT)
        self._move_batch(batch_id, Action.EXPORT)
        folder = (out_dir or self.workspace) / f"batch-{batch_id}"
        return PackageResult(folder, folder.with_suffix(".zip"), {"a.pdf": "0"}, len(cases))

    def verify(self, package: Path) -> VerifyReport:
        return VerifyReport(package, 3, 1, ())

    def read_blank(self, scan: Path) -> BlankSheet:
        if scan.name not in self.data.blanks:
            raise InvalidInput("form-pages", file=scan, pages=2)
        return self.data.blanks[scan.name]

    def blank_of(self, form: Form) -> BlankSheet:
        return replace(self.data.blanks[form.blank.name], reading=None)

    def suggested_zones(self, sheet: BlankSheet, type_key: str) -> tuple[Zone, ...]:
        return self.data.suggestions

    def try_form(self, draft: FormDraft, sample: Path) -> Trial:
        self.data.tried.append(draft)
        assert self.data.trial is not None
        return self.data.trial

    def save_form(self, draft: FormDraft) -> SavedForm:
        domain = draft.document_type.partition(".")[0]
        blank = self.workspace / "types" / domain / "forms" / draft.name / draft.sheet.name
        form = Form(
            f"{domain}/{draft.name}",
            draft.document_type,
            draft.version,
            draft.source,
            TODAY,
            *draft.sheet.size,
            blank,
            draft.sheet.words,
            draft.zones,
        )
        self.data.saved_forms.append(draft)
        kept = tuple(one for one in self.catalog.forms if one.key != form.key)
        self.catalog = replace(self.catalog, forms=(*kept, form))
        return SavedForm(form, is_in_force=True)

    def find_people(
        self,
        text: str,
        *,
        document_type: str | None = None,
        order: PersonOrder = BY_NAME,
        limit: int,
        offset: int,
    ) -> PersonPage:
        entries, _ = self._register()
        found = lists.persons(entries, text, document_type, order)
        following = offset + limit
        more = following if following < len(found) else None
        return PersonPage(tuple(found[offset:following]), more)

    def person(self, person_id: str) -> PersonView:
        entries, findings = self._register()
        wanted = MentionId.parse(person_id)
        entry = next(one for one in entries if wanted in {each.id for each in one.mentions})
        ids = {each.id for each in entry.mentions}
        told = [each for each in self.data.decisions if ids & {each.left, each.right}]
        touching = [
            each for each in findings if ids & {each.left.mention.id, each.right.mention.id}
        ]
        return PersonView(entry, tuple(touching), tuple(told))

    def people_findings(self, codes: Collection[str], *, limit: int, offset: int) -> FindingPage:
        found = [each for each in self._register()[1] if each.code in codes]
        return FindingPage(tuple(found[offset : offset + limit]), len(found))

    def offers(
        self, case_id: int, typed: Mapping[str, str] | None = None
    ) -> tuple[KnownValue, ...]:
        return self.data.known.get(case_id, ())

    def stated(self, mention: Mention, fact: Fact) -> Stated:
        spec = self.catalog.types[mention.document_type].field(fact.field)
        if spec is None:
            return Stated(Localized(fact.field, fact.field), fact.value)
        return Stated(spec.label, shown(spec, fact.value, self.catalog.code_list_of(spec)))

    def decide_person(self, left: str, right: str, reason: str, *, is_same: bool) -> ChangeSet:
        first, second = pair_of(MentionId.parse(left), MentionId.parse(right))
        self.data.decisions.append(Decision(first, second, is_same, self.actor.name, NOW, reason))
        action = "people-same" if is_same else "people-different"
        return self._tell(ChangeSet(action, cases=frozenset({first.case_id, second.case_id})))

    def _register(self) -> tuple[tuple[PersonEntry, ...], tuple[Finding, ...]]:
        """Persons and what to clean, by the rules of the real register."""
        if self.data.register_error is not None:
            raise self.data.register_error
        rules = self.catalog.people
        comparer = Comparer(rules, said(self.data.decisions))
        links: list[Link] = []
        for left, right in combinations(self.data.mentions.values(), 2):
            link = link_of(left, right, rules)
            if link is not None:
                links.append(link)
        entries = entries_of(self.data.mentions, links, comparer)
        return entries, findings_of(entries, links, (), comparer)

    def subscribe(self, listener: Callable[[ChangeSet], None]) -> Callable[[], None]:
        self.data.listeners.append(listener)
        return lambda: self.data.listeners.remove(listener)

    def start_automation(self) -> None:
        self.data.is_watching = True

    def stop_automation(self) -> None:
        self.data.is_watching = False

    def change_elsewhere(self, case_id: int, key: str, text: str) -> ChangeSet:
        """Another person's edit, as it comes from another window."""
        case = self.data.cases[case_id]
        other = self.with_actor("Người khác")
        return other.set_field(case_id, key, text, case.revision)

    def _confirm(
        self, case: Case, key: str, expected_revision: int, action: str, **changes: object
    ) -> ChangeSet:
        before = self._record(case).fields.get(key, FieldValue(key))
        after = replace(
            before,
            state=ValueState.CONFIRMED,
            confirmed_by=self.actor.name,
            confirmed_at=NOW,
            **changes,  # type: ignore[arg-type]
        )
        self._require_revision(case.id, expected_revision)
        self._note(case, key, action)
        self.data.befores.setdefault(case.id, []).append(before)
        self.data.done.append((self.actor.name, case.id, before))
        self.data.undone.clear()
        self.data.passed.get(case.id, {}).pop(key, None)
        state = next_case_state(case.state, Action.EDIT)
        fresh = replace(case, record=self._record(case).with_field(after), state=state)
        return self._save(fresh, expected_revision, action)

    def _note(self, case: Case, key: str, action: str) -> None:
        edit = Edit(case.id, key, action, "", "", "", "", self.actor.name, NOW, case.revision + 1)
        self.data.edits.setdefault(case.id, []).append(edit)

    def _save(self, case: Case, expected_revision: int, action: str) -> ChangeSet:
        self._require_revision(case.id, expected_revision)
        self.data.cases[case.id] = replace(case, revision=expected_revision + 1)
        return self._tell(ChangeSet(action, cases=frozenset({case.id})))

    def _require_revision(self, case_id: int, expected_revision: int) -> None:
        if self.data.cases[case_id].revision != expected_revision:
            raise Conflict("case-changed", case=case_id)

    def _tell(self, change: ChangeSet) -> ChangeSet:
        for listener in tuple(self.data.listeners):
            listener(change)
        return change

    def _record(self, case: Case) -> Record:
        assert case.record is not None
        return case.record

    def _of_batch(self, batch_id: int) -> list[Case]:
        return [case for case in self.data.cases.values() if case.batch_id == batch_id]

    def _checked_in(self, batch_id: int) -> list[Case]:
        return [case for case in self._of_batch(batch_id) if case.state is CaseState.CHECKED]

    def _require_four_eyes(self, batch_id: int) -> None:
        batch = self.data.batches[batch_id]
        if not self.may_approve(batch):
            raise NotAllowed("own-work", actor=self.actor.name, batch=batch.name)

    def _move_case(self, case: Case, action: Action) -> None:
        state = next_case_state(case.state, action)
        self.data.cases[case.id] = replace(case, state=state, revision=case.revision + 1)

    def _move_batch(self, batch_id: int, action: Action, **changes: object) -> ChangeSet:
        batch = self.data.batches[batch_id]
        keeps = any(case.state in ANSWERED_CASE_STATES for case in self._of_batch(batch_id))
        state = next_batch_state(batch.state, action, keeps_answered=keeps)
        self.data.batches[batch_id] = replace(batch, state=state, **changes)  # type: ignore[arg-type]
        cases = frozenset(case.id for case in self._of_batch(batch_id))
        return self._tell(ChangeSet(action.value, cases=cases, batches=frozenset({batch_id})))

    def _summary(self, batch: Batch) -> BatchSummary:
        states = [case.state for case in self._of_batch(batch.id)]
        return BatchSummary(
            batch,
            len(states),
            sum(state in (CaseState.TO_CHECK, CaseState.RETURNED) for state in states),
            states.count(CaseState.CHECKED),
            states.count(CaseState.APPROVED),
            states.count(CaseState.EXPORTED),
            sum(bool(self._row(case).pins) for case in self._of_batch(batch.id)),
        )

    def _rows(self) -> list[CaseSummary]:
        return [self._row(case) for case in self.data.cases.values()]

    def _row(self, case: Case) -> CaseSummary:
        batch = self.data.batches.get(case.batch_id or 0)
        doc_type = self.catalog.types.get(case.document_type or "")
        title = case.record.value(doc_type.title_field) if case.record and doc_type else None
        fields = case.record.fields.values() if case.record else ()
        pinned = open_pins(self.second_entry.sent_pins(case.id), case.record)
        return CaseSummary(
            id=case.id,
            scan_id=case.scan_id,
            scan_name=f"scan_{case.id:04d}.pdf",
            state=case.state,
            document_type=case.document_type,
            batch_id=case.batch_id,
            batch_name=batch.name if batch else None,
            title=title or "",
            doubts=sum(value.state is ValueState.REVIEW or value.key in pinned for value in fields),
            revision=case.revision,
            pins=len(pinned),
            passed=len(self.data.passed.get(case.id, {})),
        )
