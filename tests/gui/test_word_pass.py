"""The word pass through the window's keys: equal words of names and places on one screen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from digitizer.domain.batch import BatchPlan, WorkPass
from digitizer.domain.record import ValueState
from ui.main_window import MainWindow
from ui.passes.layout import Tab
from ui.passes.passes_page import PassesPage

NAME = "nksHoTen"
FIRST, COUNT = 101, 4


@pytest.fixture(autouse=True)
def book(backend: FakeBackend) -> None:
    """Four cases with one doubtful name of four words each, and nothing else."""
    backend.create_batch("Khai sinh 01/2024")
    backend.plan_batch(1, BatchPlan((WorkPass.CARPET, WorkPass.CASE)))
    model = backend.data.cases[1]
    assert model.record is not None
    for case_id in range(FIRST, FIRST + COUNT):
        name = replace(model.record.fields[NAME], state=ValueState.REVIEW)
        record = replace(model.record, fields={NAME: name})
        backend.data.cases[case_id] = replace(model, id=case_id, record=record, batch_id=1)
        backend.data.pages[case_id] = backend.data.pages[1]
        backend.data.edits[case_id] = []


def opened(qtbot: QtBot, window: MainWindow) -> PassesPage:
    window.actions_set["go-passes"].trigger()
    page = window.passes
    qtbot.waitUntil(lambda: page.carpet.is_at_work, timeout=10_000)
    window.actions_set["other-pass"].trigger()
    assert page.parts.tab is Tab.WORDS
    qtbot.waitUntil(lambda: page.words.is_at_work, timeout=10_000)
    looked(qtbot, page)
    return page


def looked(qtbot: QtBot, page: PassesPage) -> None:
    grid = page.words.parts.grid
    qtbot.waitUntil(
        lambda: bool(grid.pieces) and all(grid.image(each.id) for each in grid.pieces),
        timeout=10_000,
    )


def settled(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.session.bridge.is_busy, timeout=10_000)


def state(backend: FakeBackend, case_id: int) -> ValueState:
    record = backend.data.cases[case_id].record
    assert record is not None
    return record.fields[NAME].state


def confirm_group(qtbot: QtBot, window: MainWindow, page: PassesPage) -> None:
    view = page.words
    looked(qtbot, page)
    before = view.parts.grid.pieces
    QTest.keyClick(view.parts.grid, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: (not view.is_storing and view.parts.grid.pieces != before) or not view.is_at_work,
        timeout=10_000,
    )
    settled(qtbot, window)


def test_words_are_grouped_by_their_kind(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(qtbot, window)

    rows = page.words.parts.model.rows
    assert {(row.key[1], row.text) for row in rows} == {
        ("name", word) for word in ("NGUYỄN", "THỊ", "ÁNH", "NHÂN")
    }
    assert all(row.waiting == COUNT for row in rows)


def test_a_field_is_confirmed_when_all_its_words_were_seen(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    page = opened(qtbot, window)
    for _ in range(3):
        confirm_group(qtbot, window, page)
    assert state(backend, FIRST) is ValueState.REVIEW

    confirm_group(qtbot, window, page)

    assert {state(backend, FIRST + at) for at in range(COUNT)} == {ValueState.CONFIRMED}
    assert not page.words.is_at_work


def test_the_field_of_an_odd_word_stays_doubtful_and_its_words_go(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    page = opened(qtbot, window)
    grid = page.words.parts.grid
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_Space)
    odd = grid.pieces[1].case_id
    for _ in range(4):
        confirm_group(qtbot, window, page)

    assert state(backend, odd) is ValueState.REVIEW
    assert {state(backend, FIRST + at) for at in range(COUNT)} - {ValueState.REVIEW} == {
        ValueState.CONFIRMED
    }
    assert sum(state(backend, FIRST + at) is ValueState.REVIEW for at in range(COUNT)) == 1


def test_ctrl_o_opens_the_case_of_a_word(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(qtbot, window)
    window.actions_set["open-odd"].trigger()

    assert window.desk.editing.work.case.id == page.words.parts.grid.pieces[0].case_id
    settled(qtbot, window)


def test_other_pass_goes_round(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(qtbot, window)
    for wanted in (Tab.COLUMN, Tab.CARPET, Tab.WORDS):
        window.actions_set["other-pass"].trigger()
        settled(qtbot, window)
        assert page.parts.tab is wanted
