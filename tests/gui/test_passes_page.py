"""The carpet pass through the window's keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from digitizer.domain.batch import BatchPlan, WorkPass
from digitizer.domain.case import Case
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import ValueState
from ui.main_window import MainWindow
from ui.passes.group_layout import Shown
from ui.passes.passes_page import PassesPage
from ui.situation import PageName

BOOK = "quyenSo"
COUNT = 40
FIRST = 101


@pytest.fixture(autouse=True)
def book(backend: FakeBackend) -> None:
    """Forty cases whose book number is read as the same and doubtful, one more that is certain."""
    backend.create_batch("Không có lượt trải thảm")
    backend.create_batch("Khai sinh 01/2024")
    backend.plan_batch(2, BatchPlan((WorkPass.CARPET, WorkPass.CASE)))
    model = backend.data.cases[1]
    assert model.record is not None
    for case_id in range(FIRST, FIRST + COUNT + 1):
        state = ValueState.REVIEW if case_id < FIRST + COUNT else ValueState.ACCEPTED
        record = replace(model.record, fields={BOOK: model.record.fields[BOOK]})
        record = record.with_field(replace(model.record.fields[BOOK], state=state))
        made = replace(model, id=case_id, record=record, batch_id=2, state=CaseState.TO_CHECK)
        backend.data.cases[case_id] = made
        backend.data.pages[case_id] = backend.data.pages[1]
        backend.data.edits[case_id] = []


def opened(qtbot: QtBot, window: MainWindow) -> PassesPage:
    window.actions_set["go-passes"].trigger()
    page = window.passes
    qtbot.waitUntil(lambda: page.carpet.parts.shows(Shown.CARPET), timeout=10_000)
    qtbot.waitUntil(lambda: bool(page.carpet.parts.grid.pieces), timeout=10_000)
    looked(qtbot, page)
    return page


def looked(qtbot: QtBot, page: PassesPage) -> None:
    """The pictures of the screen are there."""
    grid = page.carpet.parts.grid
    qtbot.waitUntil(lambda: all(grid.image(each.id) for each in grid.pieces), timeout=10_000)


def settled(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.session.bridge.is_busy, timeout=10_000)


def field_state(case: Case) -> ValueState:
    assert case.record is not None
    return case.record.fields[BOOK].state


def test_the_batch_with_a_carpet_pass_comes_first(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(qtbot, window)

    assert page.parts.batch.currentText().startswith("Khai sinh 01/2024")
    assert [(row.key[1], row.waiting) for row in page.carpet.parts.model.rows] == [(BOOK, COUNT)]
    assert page.name is PageName.PASSES


def test_all_that_enter_confirms_is_in_sight(qtbot: QtBot, window: MainWindow) -> None:
    grid = opened(qtbot, window).carpet.parts.grid

    assert 1 < len(grid.pieces) == grid.room < COUNT
    view = grid.viewport().rect()
    for row in range(grid.count()):
        assert view.contains(grid.visualItemRect(grid.item(row)).adjusted(0, 0, -8, -8))


def test_the_pieces_are_cut_from_the_paper(qtbot: QtBot, window: MainWindow) -> None:
    grid = opened(qtbot, window).carpet.parts.grid

    qtbot.waitUntil(lambda: all(grid.image(each.id) for each in grid.pieces), timeout=10_000)


def test_enter_confirms_the_screen_but_for_the_marked_one(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    page = opened(qtbot, window)
    grid = page.carpet.parts.grid
    seen = [each.case_id for each in grid.pieces]
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert grid.odd == {seen[1]}

    QTest.keyClick(grid, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: not {each.case_id for each in grid.pieces} & set(seen), timeout=10_000)
    settled(qtbot, window)
    states = {case_id: field_state(backend.data.cases[case_id]) for case_id in seen}
    assert states.pop(seen[1]) is ValueState.REVIEW
    assert set(states.values()) == {ValueState.CONFIRMED}
    assert not grid.odd
    assert {each.case_id for each in grid.pieces}.isdisjoint(seen)
    assert grid.hasFocus()


def test_space_twice_takes_the_mark_off(qtbot: QtBot, window: MainWindow) -> None:
    grid = opened(qtbot, window).carpet.parts.grid
    words = grid.item(0).text()

    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert grid.item(0).text() != words
    QTest.keyClick(grid, Qt.Key.Key_Space)

    assert not grid.odd
    assert grid.item(0).text() == words


def test_after_the_last_group_the_page_says_so(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(qtbot, window)
    while page.carpet.parts.shows(Shown.CARPET):
        looked(qtbot, page)
        before = page.carpet.parts.grid.pieces
        QTest.keyClick(page.carpet.parts.grid, Qt.Key.Key_Return)
        qtbot.waitUntil(
            lambda before=before: (
                page.carpet.parts.shows(Shown.DONE)  # type: ignore[misc]
                or page.carpet.parts.grid.pieces != before
            ),
            timeout=10_000,
        )
        settled(qtbot, window)

    assert not window.actions_set["next-group"].isEnabled()


def test_a_case_changed_meanwhile_is_named(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    grid = opened(qtbot, window).carpet.parts.grid
    backend.data.cases[FIRST] = replace(backend.data.cases[FIRST], revision=9)

    QTest.keyClick(grid, Qt.Key.Key_Return)

    qtbot.waitUntil(window.banner.isVisible, timeout=10_000)
    settled(qtbot, window)
    assert field_state(backend.data.cases[FIRST]) is ValueState.REVIEW
    assert field_state(backend.data.cases[FIRST + 1]) is ValueState.CONFIRMED


def test_what_is_certain_joins_on_demand_and_can_be_doubted(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    page = opened(qtbot, window)
    page.parts.accepted.setChecked(True)
    qtbot.waitUntil(lambda: page.carpet.parts.model.rows[0].accepted == 1, timeout=10_000)
    settled(qtbot, window)

    assert page.carpet.parts.model.rows[0].size(with_accepted=True) == COUNT + 1


def test_f2_shows_the_page_around(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(qtbot, window)
    assert page.carpet.parts.sheet.isHidden()

    window.actions_set["pass-context"].trigger()

    qtbot.waitUntil(lambda: bool(page.carpet.parts.sheet.scene().items()), timeout=10_000)
    settled(qtbot, window)


def test_ctrl_o_opens_the_case_and_esc_comes_back(qtbot: QtBot, window: MainWindow) -> None:
    opened(qtbot, window)

    window.actions_set["open-odd"].trigger()

    assert window.page.name is PageName.DESK
    assert window.desk.editing.work.case.id == FIRST
    window.actions_set["back"].trigger()
    assert window.page.name is PageName.PASSES
    settled(qtbot, window)


def test_without_an_open_batch_the_page_says_what_to_do(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    backend.data.batches.clear()
    window.actions_set["go-passes"].trigger()

    qtbot.waitUntil(lambda: not window.passes.parts.has_batch, timeout=10_000)


def test_the_list_of_groups_is_a_sound_model(qtbot: QtBot, window: MainWindow) -> None:
    model = opened(qtbot, window).carpet.parts.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show([], [])


def test_what_has_no_picture_is_not_confirmed(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    backend.data.pages[FIRST] = ()
    window.actions_set["go-passes"].trigger()
    grid = window.passes.carpet.parts.grid
    qtbot.waitUntil(lambda: bool(grid.pieces) and grid.is_lost(FIRST), timeout=10_000)
    settled(qtbot, window)

    QTest.keyClick(grid, Qt.Key.Key_Return)

    confirmed = backend.data.cases
    qtbot.waitUntil(
        lambda: field_state(confirmed[FIRST + 1]) is ValueState.CONFIRMED, timeout=10_000
    )
    settled(qtbot, window)
    assert field_state(confirmed[FIRST]) is ValueState.REVIEW
