"""An open workspace with one person in front of it: all that window and command line can do."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from digitizer.bootstrap.calibrating import learn_thresholds
from digitizer.bootstrap.folders import Folders
from digitizer.bootstrap.forming import make_form
from digitizer.bootstrap.watching import Watching
from digitizer.domain.batch import Batch, BatchSummary
from digitizer.domain.case import Arrival, Case, CaseSummary, Outcome
from digitizer.domain.changes import Actor, ChangeSet
from digitizer.domain.errors import InvalidInput, NotAllowed, NotFound
from digitizer.domain.form import Form
from digitizer.domain.package import PackageResult, VerifyReport
from digitizer.domain.record import EmptyReason
from digitizer.domain.schema import Catalog
from digitizer.domain.sureness import Calibration
from digitizer.domain.values.canonical import Canonical
from digitizer.messages import Messages
from digitizer.schemas.forms import FORMS_FOLDER
from digitizer.workflow import approve, batches, correct, export, history, overview, recognize
from digitizer.workflow.automation import Reporter
from digitizer.workflow.notify import ChangeHub
from digitizer.workflow.ports import CaseFilter, Ports
from exports import verify_package

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
    close_store: Callable[[], None]

    @property
    def catalog(self) -> Catalog:
        return self.ports.catalog

    @property
    def workspace(self) -> Path:
        return self.folders.root

    @property
    def inbox(self) -> Path:
        return self.folders.inbox

    def with_actor(self, name: str) -> Workstation:
        """The same workspace with another person in front of it."""
        return replace(self, actor=Actor(name.strip()))

    # Looking

    def status(self) -> overview.StatusReport:
        return overview.status(self.ports)

    def arrivals(
        self, *, limit: int = 100, before_id: int | None = None, outcome: Outcome | None = None
    ) -> Sequence[Arrival]:
        with self.ports.unit_of_work() as unit:
            return unit.arrivals.list(outcome=outcome, limit=limit, before_id=before_id)

    def case_summaries(
        self, where: CaseFilter, *, limit: int = 100, offset: int = 0
    ) -> Sequence[CaseSummary]:
        with self.ports.unit_of_work() as unit:
            return unit.cases.summaries(where, limit=limit, offset=offset)

    def case_count(self, where: CaseFilter) -> int:
        with self.ports.unit_of_work() as unit:
            return unit.cases.count(where)

    def case_view(self, case_id: int) -> overview.CaseView:
        return overview.case_view(self.ports, case_id)

    def check_text(self, case: Case, key: str, text: str) -> Canonical:
        """What a typed text would become, without storing anything."""
        if case.record is None:
            raise NotAllowed("type-unknown", case=case.id)
        spec = correct.field_spec(self.ports, case.record, key)
        return correct.understood(self.ports, spec, text)

    def batches(self) -> Sequence[BatchSummary]:
        with self.ports.unit_of_work() as unit:
            return unit.batches.list()

    def batch(self, name_or_id: str) -> Batch:
        """The batch of that name, or of that number; raises NotFound."""
        with self.ports.unit_of_work() as unit:
            found = unit.batches.find_by_name(name_or_id)
            if found is None and name_or_id.isdecimal():
                found = unit.batches.get(int(name_or_id))
        if found is None:
            raise NotFound("no-batch", batch=name_or_id)
        return found

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

    def approve_batch(self, batch_id: int) -> ChangeSet:
        return approve.approve_batch(self.ports, self.actor, batch_id)

    def return_batch(self, batch_id: int, reason: str, case_ids: Sequence[int] = ()) -> ChangeSet:
        return approve.return_batch(self.ports, self.actor, batch_id, reason, case_ids)

    def may_approve(self, batch: Batch) -> bool:
        """Whether this person did not work on the batch."""
        with self.ports.unit_of_work() as unit:
            try:
                approve.require_four_eyes(unit, batch, self.actor)
            except NotAllowed:
                return False
        return True

    def export_batch(self, batch_id: int, out_dir: Path | None = None) -> PackageResult:
        return export.export_batch(
            self.ports, self.actor, batch_id, out_dir or self.folders.exports
        )

    def verify(self, package: Path) -> VerifyReport:
        return verify_package(package)

    def read_failed_again(self) -> ChangeSet:
        return recognize.read_failed_again(self.ports, self.actor)

    def calibrate(self, limit: float, *, write: bool) -> Calibration:
        """What the finished records say about the thresholds of this workspace; see
        :func:`calibrate.calibrate`. With ``write`` the next start of the automation reads with
        the new ones. Raises BadSchema for a wrong file of thresholds, EnvironmentFault for one
        that cannot be written."""
        return learn_thresholds(self.ports, self.folders.sureness, limit, write=write)

    def make_form(self, scan: Path, name: str, type_key: str) -> Form:
        """A known form of this workspace out of the scan of its blank sheet; see
        :func:`digitizer.bootstrap.forming.make_form`. Raises InvalidInput ``form-name`` too."""
        if not _FORM_NAME.fullmatch(name):
            raise InvalidInput("form-name", name=name)
        target = self.folders.types / type_key.partition(".")[0] / FORMS_FOLDER / name
        return make_form(scan, type_key, target, self.catalog, self.ports.clock().date())

    # The automatic part

    def subscribe(self, listener: Callable[[ChangeSet], None]) -> Callable[[], None]:
        return self.hub.subscribe(listener)

    def watch(self, reporter: Reporter, *, once: bool, stop: threading.Event | None = None) -> None:
        """Run the automation in this thread; raises NotAllowed when another one runs here."""
        self.watching.run(reporter, once=once, stop=stop or threading.Event())

    def start_automation(self) -> None:
        """Watch and read in the background until :meth:`stop_automation`."""
        self.watching.start()

    def stop_automation(self) -> None:
        """Stop the background work; waits for the scans that are being read."""
        self.watching.stop()

    def close(self) -> None:
        self.stop_automation()
        self.close_store()
