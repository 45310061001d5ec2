"""Long lists in the window: search, filters, sorting, keys, and what is shown meanwhile."""

from __future__ import annotations

import pytest
from gui.fake_backend import FakeBackend
from gui.people import arrival
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from digitizer.domain.case import Case, Outcome, Region
from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.lifecycle import CaseState
from digitizer.workflow.ports import CaseFilter
from ui.main_window import MainWindow
from ui.situation import PageName

MANY = 1500


def add_many(backend: FakeBackend) -> None:
    for number in range(5, MANY + 1):
        backend.data.cases[number] = Case(
            number, number, CaseState.TO_CHECK, 0.0, (Region(1),), None
        )


def test_esc_takes_all_filters_away(window: MainWindow, backend: FakeBackend) -> None:
    window.show_page(PageName.CASES)
    page = window.cases
    page.states.setCurrentIndex(page.states.findData(CaseState.TO_CHECK))
    page.types.setCurrentIndex(page.types.findData("civil_status.birth"))
    page.doubtful.setChecked(True)
    page.search.setText("nguyen")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert page.model.where == CaseFilter(
        state=CaseState.TO_CHECK,
        text="nguyen",
        document_type="civil_status.birth",
        doubtful=True,
    )
    assert page.table.hasFocus()

    QTest.keyClick(page.table, Qt.Key.Key_Escape)

    assert page.model.where == CaseFilter()
    assert page.model.total == len(backend.data.cases)


@pytest.mark.parametrize("of", ["search", "states", "doubtful"])
def test_esc_works_in_every_part_of_the_bar(window: MainWindow, of: str) -> None:
    window.show_page(PageName.CASES)
    window.cases.doubtful.setChecked(True)

    QTest.keyClick(getattr(window.cases, of), Qt.Key.Key_Escape)

    assert window.cases.model.where == CaseFilter()


def test_a_click_on_a_head_sorts_then_turns_then_undoes(window: MainWindow) -> None:
    window.show_page(PageName.CASES)
    header, model = window.cases.table.horizontalHeader(), window.cases.model
    place = header.sectionViewportPosition(1) + 20
    found = []

    for _ in range(3):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place, 8))
        found.append([row.id for row in model.rows])

    up, down, plain = found
    assert down == up[::-1]
    assert up != plain
    assert plain == sorted(plain)
    assert model.sorted_by is None


def test_the_keyboard_sorts_through_a_menu(window: MainWindow) -> None:
    window.show_page(PageName.CASES)
    table = window.cases.table
    menu = table.sort_menu(window.session)
    words = [action.text() for action in menu.actions() if action.text()]
    assert len(words) == len(window.cases.model.sortable()) + 1

    menu.actions()[1].trigger()
    menu.actions()[1].trigger()

    assert window.cases.model.sorted_by == (1, True)
    again = table.sort_menu(window.session)
    assert window.session.text("lists-descending") in again.actions()[1].text()
    assert again.actions()[1].isChecked()


def test_the_chosen_case_stays_chosen_when_the_list_is_sorted(window: MainWindow) -> None:
    window.show_page(PageName.CASES)
    table = window.cases.table
    table.select_id(3)

    table.sort_by(1)

    assert table.current_id() == 3
    assert table.selected_ids() == [3]


def test_all_rows_are_chosen_also_those_far_out_of_sight(
    window: MainWindow, backend: FakeBackend
) -> None:
    add_many(backend)
    window.show_page(PageName.CASES)

    window.cases.table.selectAll()

    assert window.cases.situation().selected == MANY
    assert window.cases.table.selected_ids() == list(range(1, MANY + 1))


def test_a_jump_to_the_end_brings_the_last_rows(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    add_many(backend)
    window.show_page(PageName.CASES)
    table = window.cases.table

    QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: table.current_id() == MANY)


def test_a_change_keeps_the_place_in_the_list(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    add_many(backend)
    window.show_page(PageName.CASES)
    table, model = window.cases.table, window.cases.model
    table.scrollTo(model.index(900, 0))
    qtbot.waitUntil(lambda: model.row_at(900) is not None)
    place = table.verticalScrollBar().value()
    del backend.data.cases[2]

    window.cases.take_change(ChangeSet("x", cases=frozenset({2})))

    assert model.total == MANY - 1
    assert table.verticalScrollBar().value() == place > 0


def test_files_are_found_by_name_and_outcome(window: MainWindow, backend: FakeBackend) -> None:
    backend.data.arrived.append(arrival(70, Outcome.DUPLICATE))
    window.show_page(PageName.INBOX)
    page = window.inbox
    whole = page.model.total

    page.outcomes.setCurrentIndex(page.outcomes.findData(Outcome.DUPLICATE))
    assert {row.outcome for row in page.model.rows} == {Outcome.DUPLICATE}
    page.bar.search.setText("khong co tep nay")
    QTest.keyClick(page.bar.search, Qt.Key.Key_Return)
    assert page.model.total == 0
    assert not page.table.isVisible()
    QTest.keyClick(page.bar.search, Qt.Key.Key_Escape)

    assert page.model.total == whole


def test_batches_are_found_without_marks(window: MainWindow, backend: FakeBackend) -> None:
    backend.create_batch("Đất đai 01")
    backend.create_batch("Khai sinh 02")
    window.show_page(PageName.BATCHES)

    window.batches.bar.search.setText("dat")
    QTest.keyClick(window.batches.bar.search, Qt.Key.Key_Return)

    assert [row.batch.name for row in window.batches.model.rows] == ["Đất đai 01"]


def test_a_list_that_cannot_be_read_offers_to_try_again(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_where: object, **_cut: object) -> None:
        raise EnvironmentFault("database-locked", place="x")

    with monkeypatch.context() as broken:
        broken.setattr(backend, "case_summaries", fail)
        window.show_page(PageName.CASES)
        qtbot.waitUntil(window.cases.stack.again.isVisible)
        assert window.banner.isVisible()

    window.cases.stack.again.click()

    assert window.cases.table.isVisible()


def test_every_list_of_people_keeps_the_contract_of_its_views(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    window.show_page(PageName.PEOPLE)
    models = [
        window.people.persons.model,
        window.people.clean.model,
        window.people.clean.compared,
        window.people.persons.panel.sources.model(),
    ]
    testers = [
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for model in models
    ]

    window.people.persons.reload()
    window.people.clean.reload()
    qtbot.waitUntil(lambda: not window.session.bridge.is_busy)

    assert [tester.model() for tester in testers] == models
