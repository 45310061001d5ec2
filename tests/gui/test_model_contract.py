"""Every item model of the program keeps Qt's contract, through all that is done to it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest
from gui.fake_backend import NOW, FakeBackend
from gui.people import arrival
from gui.test_people_page import BIRTH, BRIDE, CHILD, MARRIAGE, OTHER, register
from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QModelIndex,
    Qt,
    qInstallMessageHandler,
)
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

import ui
from digitizer.domain.accounts import Role
from digitizer.domain.batch import Batch
from digitizer.domain.case import Case, Outcome, Region
from digitizer.domain.changes import AuditEntry
from digitizer.domain.errors import InvalidInput
from digitizer.domain.form import Form
from digitizer.domain.lifecycle import BatchState, CaseState
from digitizer.domain.people.findings import SEVERITIES
from digitizer.domain.practice import Level, Marked
from digitizer.domain.reject_list import RejectColumn, RejectEntry
from digitizer.domain.reject_matching import Outcome as RejectOutcome
from digitizer.domain.reject_matching import RejectMatch
from digitizer.domain.sampling import CheckProfile, CheckRound, RoundKind
from digitizer.domain.schema import Localized
from digitizer.domain.search.marking import FoundField
from digitizer.workflow.audit_port import AuditFilter, LoggedAct
from digitizer.workflow.carpet import ValueGroup
from digitizer.workflow.check_rounds import RoundState, RoundStatus
from digitizer.workflow.column import Column
from digitizer.workflow.doubts_port import DoubtSearch
from digitizer.workflow.lists import ArrivalFilter
from digitizer.workflow.ports import CaseFilter
from digitizer.workflow.sampling_work import BatchChecks, SampledBatch
from digitizer.workflow.search_port import FoundCase, SearchPlace, Waiting
from digitizer.workflow.search_records import Hit, HitPage
from digitizer.workflow.second_tasks import SecondBatch
from ui.accounts.models import AccountTableModel
from ui.approval.difference_model import DifferenceModel
from ui.approval.differences import Difference
from ui.batches.rehearsal_models import ReceivedModel, table_columns
from ui.bridge import Bridge
from ui.desk.doubts_dialog import DoubtModel
from ui.forms.field_list import _FOLDED_ROLE, _FREE_ROLE, _Narrowed
from ui.forms.form_table import FormTableModel
from ui.models.arrivals import ArrivalTableModel
from ui.models.audit import AuditTableModel
from ui.models.batches import BatchTableModel, work_columns
from ui.models.cases import CaseTableModel
from ui.models.held import HeldTableModel
from ui.models.paged import PAGE_ROWS, PagedTableModel, RowTableModel
from ui.models.virtual import VirtualTableModel
from ui.palette.entries import CaseEntry
from ui.palette.entry_model import EntryModel
from ui.passes.groups import Group
from ui.passes.models import ColumnModel, GroupModel
from ui.people.models import (
    ComparisonModel,
    FedTableModel,
    FindingTableModel,
    PersonTableModel,
    SourceTableModel,
)
from ui.practice.models import MarkedModel
from ui.rejects.model import RejectModel
from ui.sampling.models import SampledBatchModel
from ui.search.models import HitModel
from ui.second.models import SecondBatchModel
from ui.session import Session

BASES = {HeldTableModel, RowTableModel, PagedTableModel, VirtualTableModel, FedTableModel}
"""Models that leave the rows to their subclasses."""
MANY = 2 * PAGE_ROWS + 17
DESCENDING = Qt.SortOrder.DescendingOrder


class QtLog(Protocol):
    """pytest-qt's ``qtlog``."""

    def disabled(self) -> AbstractContextManager[None]: ...


@dataclass(frozen=True, slots=True)
class Bench:
    session: Session
    backend: FakeBackend
    qtbot: QtBot
    testers: list[QAbstractItemModelTester]

    def watch(self, model: QAbstractItemModel) -> None:
        """From here on every broken promise of the model is told to pytest-qt, which fails the
        test."""
        mode = QAbstractItemModelTester.FailureReportingMode.Warning
        tester = QAbstractItemModelTester(model, mode)
        tester.setUseFetchMore(False)
        self.testers.append(tester)

    def settle(self) -> None:
        self.qtbot.wait(5)
        self.qtbot.waitUntil(lambda: not self.session.bridge.is_busy)

    def look_at_all(self, model: QAbstractItemModel) -> None:
        """Ask for every cell, as a view that is scrolled to the end does."""
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
        for row in range(model.rowCount()):
            for column in range(columns):
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                    model.index(row, column).data(role)
        self.settle()


@pytest.fixture
def bench(qtbot: QtBot, backend: FakeBackend) -> Iterator[Bench]:
    session = Session(backend, Bridge())
    made = Bench(session, backend, qtbot, [])
    yield made
    made.testers.clear()
    session.close()


def add_cases(backend: FakeBackend) -> None:
    for number in range(5, MANY + 1):
        backend.data.cases[number] = Case(
            number, number, CaseState.TO_CHECK, 0.0, (Region(1),), None
        )


def cases(bench: Bench) -> None:
    model = CaseTableModel(bench.session)
    bench.watch(model)
    model.show(CaseFilter())
    add_cases(bench.backend)
    model.refresh()
    bench.look_at_all(model)
    assert model.rowCount() == MANY
    for column in (*model.sortable(), -1):
        model.sort(column, DESCENDING)
    bench.backend.data.cases[2] = replace(bench.backend.data.cases[2], state=CaseState.CHECKED)
    model.refresh()
    model.show(CaseFilter(state=CaseState.CHECKED))
    assert model.rowCount() == 1
    model.show(CaseFilter(text="không có ai"))
    assert model.rowCount() == 0


def arrivals(bench: Bench) -> None:
    model = ArrivalTableModel(bench.session)
    bench.watch(model)
    model.show(ArrivalFilter())
    bench.backend.data.arrived.extend(arrival(number, Outcome.STORED) for number in range(5, MANY))
    model.refresh()
    bench.look_at_all(model)
    assert model.rowCount() == MANY - 1
    for column in (*model.sortable(), -1):
        model.sort(column, DESCENDING)
    model.show(ArrivalFilter(text="KHONG CO"))
    assert model.rowCount() == 0


def batches(bench: Bench) -> None:
    model = BatchTableModel(bench.session, work_columns(bench.session))
    bench.watch(model)
    model.reload()
    for name in ("Quyển 10", "Quyển 2"):
        bench.backend.create_batch(name)
    model.reload()
    model.load()
    bench.look_at_all(model)
    assert model.rowCount() == 2
    for column in (*model.sortable(), -1):
        model.sort(column, DESCENDING)
    model.narrow("quyen 2", None)
    assert model.rowCount() == 1
    model.narrow("", BatchState.EXPORTED)
    assert model.rowCount() == 0


def doubts(bench: Bench) -> None:
    model = DoubtModel(bench.session, DoubtSearch(CaseFilter()))
    bench.watch(model)
    model.reload()
    bench.look_at_all(model)
    assert model.rowCount() > 1
    model.show(DoubtSearch(CaseFilter(), key="không có"))
    assert model.rowCount() == 0
    model.show(DoubtSearch(CaseFilter()))
    model.fetchMore(QModelIndex())


def forms(bench: Bench) -> None:
    model = FormTableModel(bench.session)
    bench.watch(model)
    model.reload()
    assert model.rowCount() == 0
    size, since = (210.0, 297.0), date(2020, 1, 1)
    made = tuple(
        Form(f"ho_tich/mau_{number}", BIRTH, "1", "", since, *size, Path("-"), (), ())
        for number in range(1, 4)
    )
    bench.backend.catalog = replace(bench.backend.catalog, forms=made)
    model.refresh()
    bench.look_at_all(model)
    assert model.rowCount() == 3


def fields(bench: Bench) -> None:
    model, source = _Narrowed(), QStandardItemModel()
    model.setSourceModel(source)
    bench.watch(model)
    for place, words in enumerate(("ho ten", "ngay sinh", "que quan")):
        item = QStandardItem(words)
        item.setData(words, _FOLDED_ROLE)
        item.setData(place > 0, _FREE_ROLE)
        source.appendRow(item)
    assert model.rowCount() == 3
    model.only_free, model.words = True, ("que",)
    model.invalidate()
    assert model.rowCount() == 1
    source.clear()
    assert model.rowCount() == 0


def differences(bench: Bench) -> None:
    spec = bench.backend.catalog.types[BIRTH].fields[0]
    model = DifferenceModel(bench.session)
    bench.watch(model)
    row = Difference(1, "Vi Văn Páo", spec, "Vi Văn Pao", "Vi Văn Páo", None, "Lê Thị Hà")
    model.add([row])
    model.add([replace(row, case_id=2), replace(row, case_id=3)])
    bench.look_at_all(model)
    assert model.rowCount() == 3
    model.clear()
    assert model.rowCount() == 0


def accounts(bench: Bench) -> None:
    backend = bench.backend
    for name, role in ((backend.actor.name, Role.ADMINISTRATOR), ("Lê Thị Mai", Role.CLERK)):
        backend.accounts.add(name, [role], "Mùa Thu 2026!")
    model = AccountTableModel(bench.session)
    bench.watch(model)
    model.reload()
    bench.look_at_all(model)
    backend.accounts.disable("Lê Thị Mai")
    model.reload()
    bench.look_at_all(model)
    assert model.rowCount() == 2


def groups(bench: Bench) -> None:
    spec = bench.backend.catalog.types[BIRTH].fields[0]
    found = [ValueGroup(BIRTH, spec, value, value, 5, 0) for value in ("Kinh", "Thái", "Mông")]
    rows = [Group((BIRTH, spec.key, each.value), "", each.text, 5, 0, each) for each in found]
    model = GroupModel(bench.session, "carpet")
    bench.watch(model)
    model.show(rows, [5, 5, 5])
    model.show(rows, [5, 4, 3])
    bench.look_at_all(model)
    assert model.index(2, 2).data() == "3"
    model.show(rows[1:], [4, 3])
    model.show((), ())
    assert model.rowCount() == 0


def field_columns(bench: Bench) -> None:
    specs = bench.backend.catalog.types[BIRTH].fields[:4]
    rows = [Column(BIRTH, spec, 5, 0, 9) for spec in specs]
    model = ColumnModel(bench.session)
    bench.watch(model)
    model.show(rows)
    model.show([replace(rows[0], waiting=4, passed=1), *rows[1:]])
    bench.look_at_all(model)
    assert model.index(0, 2).data() == "4"
    model.show(rows[2:])
    model.show([])
    assert model.rowCount() == 0


def given_back(bench: Bench) -> None:
    rows = [
        RejectMatch(RejectEntry(line, {RejectColumn.FILE: f"{line}.pdf"}), outcome)
        for line, outcome in enumerate(RejectOutcome, start=2)
    ]
    model = RejectModel(bench.session)
    bench.watch(model)
    model.show(rows)
    bench.look_at_all(model)
    assert model.rowCount() == len(RejectOutcome)
    model.show([replace(row, outcome=RejectOutcome.SEVERAL, among=(3, 4)) for row in rows])
    assert model.index(0, 3).data() == "3, 4"
    model.show(rows[:1])
    model.show([])
    assert model.rowCount() == 0


def second_batches(bench: Bench) -> None:
    rows = [SecondBatch(number, f"Quyển {number}", number, 0, 1) for number in range(1, 4)]
    model = SecondBatchModel(bench.session)
    bench.watch(model)
    model.show(rows)
    model.show([replace(row, waiting=9) for row in rows])
    bench.look_at_all(model)
    assert model.index(0, 1).data() == "9"
    model.show(rows[:1])
    model.show([])
    assert model.rowCount() == 0


def sampled_batches(bench: Bench) -> None:
    each = CheckRound(1, RoundKind.FIELDS)
    profile = CheckProfile("usual", "1", Localized("Thông thường", "Usual"), "", (each,))
    rows = [
        SampledBatch(BatchChecks(batch, profile, (RoundState(each),), is_required=True))
        for batch in (
            Batch(number, f"Quyển {number}", None, BatchState.SUBMITTED, "Lê Thị Mai", NOW)
            for number in range(1, 4)
        )
    ]
    model = SampledBatchModel(bench.session)
    bench.watch(model)
    model.show(rows)
    answered = [
        replace(row, checks=replace(row.checks, rounds=(RoundState(each, RoundStatus.OPEN),)))
        for row in rows
    ]
    model.show(answered)
    bench.look_at_all(model)
    assert model.index(0, 2).data() == bench.session.text("sampling-status-open")
    model.show(rows[:1])
    model.show([])
    assert model.rowCount() == 0


def hits(bench: Bench) -> None:
    found = FoundCase(1, "VI VĂN PÁO", BIRTH, CaseState.CHECKED, 1, "Quyển 1")
    fields = (FoundField("nksHoTen", "VI VĂN PÁO", ((0, 2),)),)
    rows = [
        Hit(replace(found, case_id=number), fields, SearchPlace(0, number)) for number in (3, 2, 1)
    ]
    model = HitModel(bench.session)
    fed(bench, model, rows)
    page = HitPage(tuple(rows[:2]), 3, rows[1].place, Waiting(0, 0))
    model.take(page)
    model.go_on(replace(page, hits=(rows[2],), after=None))
    bench.look_at_all(model)
    assert model.rowCount() == 3
    model.fail(InvalidInput("search-no-words"))
    model.take(page)
    model.forget()
    assert model.rowCount() == 0


def received(bench: Bench) -> None:
    rows = [(str(number), "KS 01", "Vi Văn Páo\ncon") for number in range(1, 4)]
    model = ReceivedModel(table_columns(["STT", "so", "nksHoTen"]))
    bench.watch(model)
    model.show_things(rows)
    bench.look_at_all(model)
    assert model.index(2, 2).data() == "Vi Văn Páo ⏎ con"
    model.show_things(rows[1:])
    model.show_things(())
    assert model.rowCount() == 0


def practised(bench: Bench) -> None:
    rows = [
        Marked(number, "x", BIRTH, Level.CLEAN, 1, 24, (), NOW, 60.0) for number in range(4, 0, -1)
    ]
    model = MarkedModel(bench.session)
    bench.watch(model)
    model.show(rows[2:])
    model.show(rows)
    bench.look_at_all(model)
    assert model.index(0, 0).data() == "4"
    model.show(rows[1:])
    assert model.rowCount() == 3
    model.show([])
    assert model.rowCount() == 0


def entries(bench: Bench) -> None:
    model = EntryModel()
    bench.watch(model)
    model.show([CaseEntry(number, f"Hồ sơ {number}", "Khai sinh") for number in range(1, 9)])
    bench.look_at_all(model)
    assert model.rowCount() == 8
    model.show([])
    assert model.rowCount() == 0


def add_people(backend: FakeBackend) -> None:
    register(backend, 1, BIRTH, CHILD)
    register(backend, 2, MARRIAGE, BRIDE)
    register(backend, 3, BIRTH, OTHER)


def persons(bench: Bench) -> None:
    add_people(bench.backend)
    rows = bench.backend.find_people("", limit=99, offset=0).entries
    model = PersonTableModel(bench.session)
    fed(bench, model, rows)


def findings(bench: Bench) -> None:
    add_people(bench.backend)
    rows = bench.backend.people_findings(SEVERITIES, limit=99, offset=0).findings
    fed(bench, FindingTableModel(bench.session), rows * 3)
    fed(bench, FindingTableModel(bench.session, with_severity=False), rows * 3)


def fed(bench: Bench, model: FedTableModel[object], rows: Sequence[object]) -> None:
    """A list that is brought in parts, of which some rows are settled meanwhile."""
    bench.watch(model)
    model.show(rows[:1], is_complete=False)
    assert model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    model.add(rows[1:], is_complete=True)
    bench.look_at_all(model)
    assert model.rowCount() == len(rows) > 1
    model.drop(lambda row: row is rows[0])
    model.show([])
    assert model.rowCount() == 0


def sources(bench: Bench) -> None:
    add_people(bench.backend)
    model = SourceTableModel(bench.session)
    bench.watch(model)
    for entry in bench.backend.find_people("", limit=99, offset=0).entries:
        model.show_person(entry)
        bench.look_at_all(model)
        assert model.rowCount() > 0


def comparison(bench: Bench) -> None:
    add_people(bench.backend)
    model = ComparisonModel(bench.session)
    bench.watch(model)
    finding = bench.backend.people_findings(SEVERITIES, limit=1, offset=0).findings[0]
    model.show_finding(finding)
    bench.look_at_all(model)
    assert model.columnCount() == 3
    model.show((), columns=())
    assert model.columnCount() == 0


def logged(bench: Bench) -> None:
    model = AuditTableModel(bench.session)
    bench.watch(model)
    model.show(AuditFilter())
    script = bench.backend.data.audit
    for number in range(1, MANY):
        entry = AuditEntry(NOW, "Mai", "set-field", f"case:{number % 9}")
        script.acts.append(LoggedAct(number, entry, "0" * 64))
    model.refresh()
    bench.look_at_all(model)
    assert model.rowCount() == MANY - 1
    model.show(AuditFilter(subject="case:3"))
    model.show(AuditFilter(text="khong co"))
    assert model.rowCount() == 0


EXERCISES: Mapping[type[QAbstractItemModel], Callable[[Bench], None]] = {
    CaseTableModel: cases,
    ArrivalTableModel: arrivals,
    AuditTableModel: logged,
    BatchTableModel: batches,
    DoubtModel: doubts,
    FormTableModel: forms,
    _Narrowed: fields,
    DifferenceModel: differences,
    AccountTableModel: accounts,
    GroupModel: groups,
    ColumnModel: field_columns,
    SecondBatchModel: second_batches,
    HitModel: hits,
    SampledBatchModel: sampled_batches,
    EntryModel: entries,
    MarkedModel: practised,
    ReceivedModel: received,
    RejectModel: given_back,
    PersonTableModel: persons,
    FindingTableModel: findings,
    SourceTableModel: sources,
    ComparisonModel: comparison,
}


def models_of_the_program() -> set[type[QAbstractItemModel]]:
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found: set[type[QAbstractItemModel]] = set()
    waiting: list[type[QAbstractItemModel]] = [QAbstractItemModel]
    while waiting:
        for each in waiting.pop().__subclasses__():
            if each not in found:
                found.add(each)
                waiting.append(each)
    return {each for each in found if each.__module__.partition(".")[0] == "ui"}


def test_every_model_of_the_program_is_exercised() -> None:
    assert models_of_the_program() - BASES == set(EXERCISES)


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda each: each.__name__)
def test_the_model_keeps_its_promises(bench: Bench, exercise: Callable[[Bench], None]) -> None:
    exercise(bench)
    assert bench.testers


def test_a_broken_promise_is_noticed(bench: Bench, qtlog: QtLog) -> None:
    """A model that takes rows without a word; so that the tests above can fail."""

    class Silent(EntryModel):
        def show(self, rows: Sequence[object]) -> None:
            self.rows = tuple(rows)  # type: ignore[assignment]
            self.beginInsertRows(QModelIndex(), 0, 0)
            self.endInsertRows()

    told: list[str] = []
    model = Silent()
    bench.watch(model)
    with qtlog.disabled():
        before = qInstallMessageHandler(lambda _kind, _context, words: told.append(words))
        try:
            model.show([CaseEntry(1, "Hồ sơ 1", ""), CaseEntry(2, "Hồ sơ 2", "")])
        finally:
            qInstallMessageHandler(before)
    assert any("FAIL!" in words for words in told)
