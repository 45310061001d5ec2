"""The item models keep Qt's contract and fetch only what somebody scrolls to."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from gui.fake_backend import FakeBackend
from gui.people import arrival
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from digitizer.domain.case import Case, CaseSummary, Outcome, Region
from digitizer.domain.errors import DigitizerError, EnvironmentFault
from digitizer.domain.lifecycle import BatchState, CaseState
from digitizer.domain.record import EmptyReason
from digitizer.workflow.lists import ArrivalFilter, CaseOrder
from digitizer.workflow.ports import CaseFilter
from ui.approval.difference_model import (
    CLERK_COLUMN,
    SNIPPET_COLUMN,
    DifferenceModel,
)
from ui.approval.difference_view import DifferenceTable
from ui.approval.differences import Difference, differences
from ui.bridge import Bridge
from ui.models import virtual
from ui.models.arrivals import ArrivalTableModel
from ui.models.batches import BatchTableModel, work_columns
from ui.models.cases import CaseTableModel
from ui.models.paged import ID_ROLE, NOT_THERE_YET, PAGE_ROWS
from ui.models.virtual import ListState, VirtualTableModel
from ui.session import Session
from ui.wording import BATCH_SIGNS, CASE_SIGNS, FIELD_SIGNS, OUTCOME_SIGNS, SEVERITY_SIGNS

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
MANY = 3 * PAGE_ROWS + 17


@pytest.fixture
def session(qtbot: QtBot, backend: FakeBackend) -> Iterator[Session]:
    made = Session(backend, Bridge())
    yield made
    made.close()


def watched(model: QAbstractItemModel) -> QAbstractItemModelTester:
    """A tester that aborts on the first broken promise, and leaves the fetching to the test."""
    tester = QAbstractItemModelTester(model, FATAL)
    tester.setUseFetchMore(False)
    return tester


def add_many(backend: FakeBackend, count: int = MANY) -> None:
    for number in range(5, count + 1):
        backend.data.cases[number] = Case(
            number, number, CaseState.TO_CHECK, 0.0, (Region(1),), None
        )


def test_all_cases_are_there_and_those_in_sight_are_brought(
    qtbot: QtBot, session: Session, backend: FakeBackend
) -> None:
    add_many(backend)
    model = CaseTableModel(session)
    tester = watched(model)
    model.show(CaseFilter())
    assert model.rowCount() == model.total == MANY
    last = model.index(MANY - 1, 1)
    assert last.data() == NOT_THERE_YET

    qtbot.waitUntil(lambda: last.data(ID_ROLE) == MANY)

    assert model.index(0, 0).data(ID_ROLE) == 1
    assert tester.model() is model


def test_only_a_bounded_number_of_rows_is_kept(
    qtbot: QtBot, session: Session, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(virtual, "MOST_PAGES", 2)
    add_many(backend)
    model = CaseTableModel(session)
    tester = watched(model)
    model.show(CaseFilter())

    for place in range(0, MANY, PAGE_ROWS):
        qtbot.waitUntil(lambda at=place: model.row_at(at) is not None)

    qtbot.waitUntil(lambda: not session.bridge.is_busy)
    assert len(model.rows) <= 2 * PAGE_ROWS
    assert tester.model() is model


def test_an_answer_to_an_older_question_is_dropped(
    qtbot: QtBot, session: Session, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(VirtualTableModel, "patience", 0.0)
    gate, found = threading.Event(), backend.case_summaries

    def slow(where: CaseFilter, **cut: object) -> Sequence[CaseSummary]:
        if where.text == "nguyen":
            gate.wait(10)
        return found(where, **cut)  # type: ignore[arg-type]

    monkeypatch.setattr(backend, "case_summaries", slow)
    model = CaseTableModel(session)
    tester = watched(model)

    model.show(CaseFilter(text="nguyen"))
    model.show(CaseFilter(text="le quoc"))
    qtbot.waitUntil(lambda: model.state is ListState.READY)
    gate.set()
    qtbot.waitUntil(lambda: not session.bridge.is_busy)

    assert [row.id for row in model.rows] == [2]
    assert tester.model() is model


def test_a_list_that_cannot_be_read_says_so_once(
    qtbot: QtBot, session: Session, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_many(backend)
    model = CaseTableModel(session)
    model.show(CaseFilter())
    said: list[DigitizerError] = []
    session.on_error = said.append

    def fail(*_where: object, **_cut: object) -> Sequence[CaseSummary]:
        raise EnvironmentFault("database-locked", place="x")

    monkeypatch.setattr(backend, "case_summaries", fail)
    for _ in range(3):
        model.row_at(MANY - 1)
        qtbot.waitUntil(lambda: not session.bridge.is_busy)
        qtbot.wait(5)
    assert len(said) == 1
    assert model.state is ListState.READY

    model.reload()
    qtbot.waitUntil(lambda: model.state is ListState.FAILED)
    assert len(said) == 2


@pytest.mark.parametrize("descends", [False, True])
def test_cases_are_sorted_by_any_column(
    session: Session, backend: FakeBackend, descends: bool
) -> None:
    order = Qt.SortOrder.DescendingOrder if descends else Qt.SortOrder.AscendingOrder
    model = CaseTableModel(session)
    tester = watched(model)
    model.show(CaseFilter())

    for column in model.sortable():
        model.sort(column, order)
        keys = [row.id for row in model.rows]
        wanted = backend.case_summaries(
            CaseFilter(), order=CaseOrder(model.order.column, descends), limit=9, offset=0
        )
        assert keys == [row.id for row in wanted]
    remarks = 3
    assert set(model.sortable()) == set(range(model.columnCount())) - {remarks}
    model.sort(-1)
    assert [row.id for row in model.rows] == [1, 2, 3, 4]
    assert tester.model() is model


def test_the_neighbours_of_a_case_follow_the_list(session: Session, backend: FakeBackend) -> None:
    model = CaseTableModel(session)
    model.show(CaseFilter())
    model.sort(1, Qt.SortOrder.AscendingOrder)
    ids = [row.id for row in model.rows]

    assert [model.neighbour(here, 1) for here in ids] == [*ids[1:], None]
    assert [model.neighbour(here, -1) for here in ids] == [None, *ids[:-1]]
    backend.data.cases[ids[2]] = replace(backend.data.cases[ids[2]], state=CaseState.CHECKED)
    assert model.next_open(ids[1]) == ids[3]
    assert model.next_open(ids[3]) == ids[0]


def test_a_case_far_away_in_the_list_is_located(
    qtbot: QtBot, session: Session, backend: FakeBackend
) -> None:
    add_many(backend)
    model = CaseTableModel(session)
    model.show(CaseFilter())
    found: list[int] = []

    model.locate(MANY, found.append)
    qtbot.waitUntil(lambda: found == [MANY - 1])
    model.show(CaseFilter(state=CaseState.CHECKED))
    model.locate(MANY, found.append)
    qtbot.waitUntil(lambda: not session.bridge.is_busy)

    assert found == [MANY - 1]


def test_a_refresh_shows_new_states_and_new_cases(session: Session, backend: FakeBackend) -> None:
    model = CaseTableModel(session)
    tester = watched(model)
    model.show(CaseFilter())
    backend.data.cases[1] = replace(backend.data.cases[1], state=CaseState.CHECKED)
    add_many(backend)

    model.refresh()

    assert model.index(0, 0).data() == session.text("ui-case-checked")
    assert model.rowCount() == MANY
    assert tester.model() is model


def test_a_refresh_drops_what_the_filter_no_longer_leaves(
    session: Session, backend: FakeBackend
) -> None:
    model = CaseTableModel(session)
    tester = watched(model)
    model.show(CaseFilter(state=CaseState.TO_CHECK))
    backend.data.cases[2] = replace(backend.data.cases[2], state=CaseState.CHECKED)

    model.refresh()

    assert [row.id for row in model.rows] == [1, 3, 4]
    assert tester.model() is model


def test_arrivals_come_newest_first_and_grow(
    qtbot: QtBot, session: Session, backend: FakeBackend
) -> None:
    model = ArrivalTableModel(session)
    tester = watched(model)
    model.show(ArrivalFilter())
    backend.data.arrived.extend(arrival(number, Outcome.STORED) for number in range(5, 500))

    model.refresh()
    for place in range(0, 499, PAGE_ROWS):
        qtbot.waitUntil(lambda at=place: model.row_at(at) is not None)

    assert [row.id for row in model.rows] == list(range(499, 0, -1))
    model.show(ArrivalFilter(Outcome.QUARANTINED))
    assert [row.id for row in model.rows] == [4]
    model.show(ArrivalFilter(text="KHONG CO"))
    assert model.total == 0
    assert tester.model() is model


def test_batches_are_searched_and_sorted_as_names_stand_in_a_list(
    session: Session, backend: FakeBackend
) -> None:
    for name in ("Quyển 10", "Quyển 2", "Đất đai", "Danh sách"):
        backend.create_batch(name)
    model = BatchTableModel(session, work_columns(session))
    tester = watched(model)
    model.load()

    model.sort(0)
    assert [row.batch.name for row in model.rows] == [
        "Danh sách", "Đất đai", "Quyển 2", "Quyển 10"
    ]  # fmt: skip
    model.narrow("dat", None)
    assert [row.batch.name for row in model.rows] == ["Đất đai"]
    model.narrow("", BatchState.EXPORTED)
    assert model.rowCount() == 0
    assert tester.model() is model


def test_batches_come_newest_first(session: Session, backend: FakeBackend) -> None:
    backend.create_batch("A")
    backend.create_batch("B")
    model = BatchTableModel(session, work_columns(session))
    tester = watched(model)

    model.reload()

    assert [row.batch.name for row in model.rows] == ["B", "A"]
    assert tester.model() is model


def test_differences_name_only_what_the_clerk_changed(
    session: Session, backend: FakeBackend, qtbot: QtBot
) -> None:
    backend.create_batch("A")
    backend.add_to_batch(1, [1])
    backend.set_field(1, "nksHoTen", "Nguyễn Thị Ánh Nhẫn", 2)
    backend.confirm_field(1, "nksQueQuan", 3)
    model = DifferenceModel(session)
    tester = watched(model)

    page = differences(backend, 1, 0)
    model.add(page.differences)

    assert page.next_offset is None
    assert [row.field.key for row in model.rows] == ["nksHoTen"]
    assert model.rows[0].machine == "NGUYỄN THỊ ÁNH NHÂN"
    assert model.rows[0].clerk == "Nguyễn Thị Ánh Nhẫn"
    paper = model.index(0, SNIPPET_COLUMN)
    assert paper.data(Qt.ItemDataRole.DecorationRole) is None
    qtbot.waitUntil(lambda: paper.data(Qt.ItemDataRole.DecorationRole) is not None)
    assert paper.data() == ""
    assert tester.model() is model


def test_a_case_without_a_name_is_named_by_its_number(session: Session) -> None:
    spec = session.backend.catalog.types["civil_status.birth"].fields[0]
    model = DifferenceModel(session)
    model.add([Difference(7, "", spec, "", "", EmptyReason.TORN, "Trần Thị Mai")])

    texts = [str(model.index(0, column).data()) for column in range(model.columnCount())]

    assert session.text("ui-no-title", number=7) in texts[0]
    assert texts[3] == session.text("ui-empty-torn")


def test_a_long_value_is_shown_whole_to_the_one_who_approves(
    session: Session, qtbot: QtBot
) -> None:
    spec = session.backend.catalog.types["civil_status.birth"].fields[0]
    place = "Ủy ban nhân dân xã Mường Giàng, huyện Quỳnh Nhai, tỉnh Sơn La, số nhà 12"
    model = DifferenceModel(session)
    table = DifferenceTable(model)
    qtbot.addWidget(table)
    table.resize(700, 500)
    table.show()

    model.add([Difference(1, "Vi Văn Páo", spec, text, text, None, "") for text in ("Tạ", place)])
    qtbot.wait(50)

    delegate = table.itemDelegateForColumn(CLERK_COLUMN)
    option = QStyleOptionViewItem()
    table.initViewItemOption(option)
    option.rect = table.visualRect(model.index(1, CLERK_COLUMN))
    needed = delegate.sizeHint(option, model.index(1, CLERK_COLUMN)).height()
    assert needed > table.rowHeight(0)
    assert table.rowHeight(1) >= needed


def test_every_state_has_a_shape_and_a_word(session: Session) -> None:
    tables = (CASE_SIGNS, BATCH_SIGNS, OUTCOME_SIGNS, FIELD_SIGNS, SEVERITY_SIGNS)
    signs = [sign for table in tables for sign in table.values()]

    assert set(CASE_SIGNS) == set(CaseState)
    assert set(BATCH_SIGNS) == set(BatchState)
    assert all(session.text(sign.message, name="Trần Thị Mai") for sign in signs)
    assert not any(sign.pixmap().isNull() for sign in signs)
