"""The column pass through the window's keys: one field of all cases, then the next."""

from __future__ import annotations

from dataclasses import replace

import pytest
from gui.fake_backend import NOW, FakeBackend
from gui.fakes.passes import FakePasses
from gui.people import TYPE
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from digitizer.domain.batch import BatchPlan, WorkPass
from digitizer.domain.doubts import PassedOn
from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.record import EmptyReason, FieldValue, ValueState
from digitizer.workflow.column import Column
from ui.desk.pass_on_dialog import PassOnDialog
from ui.main_window import MainWindow
from ui.passes.column_page import ColumnPage, next_column
from ui.passes.layout import Tab
from ui.passes.passes_page import proposed
from ui.situation import PageName

NAME, MOTHER = "nksHoTen", "meHoTen"
BIRTHDAY = "nksNgaySinh"
FIRST, COUNT = 101, 6


@pytest.fixture(autouse=True)
def book(backend: FakeBackend) -> None:
    """Six cases of a batch that is to be looked at by column; the name of five is doubtful, the
    mother's of two."""
    backend.create_batch("Khai sinh 01/2024")
    backend.plan_batch(1, BatchPlan((WorkPass.COLUMN, WorkPass.CASE)))
    model = backend.data.cases[1]
    assert model.record is not None
    settled = {
        spec.key: _settled(model.record.fields.get(spec.key, FieldValue(spec.key)))
        for spec in backend.catalog.types[TYPE].fields
    }
    for case_id in range(FIRST, FIRST + COUNT):
        record = replace(model.record, fields=settled)
        if case_id != FIRST + 2:
            record = record.with_field(
                replace(settled[NAME], state=ValueState.REVIEW, text=f"NGUYỄN THỊ ÁNH {case_id}")
            )
        if case_id in (FIRST, FIRST + 3):
            record = record.with_field(replace(settled[MOTHER], state=ValueState.REVIEW))
        record = record.with_field(settled[BIRTHDAY])
        backend.data.cases[case_id] = replace(model, id=case_id, record=record, batch_id=1)
        backend.data.pages[case_id] = backend.data.pages[1]
        backend.data.edits[case_id] = []


def _settled(value: FieldValue) -> FieldValue:
    """Nobody asks for it: certain, or said to be not on the paper."""
    if value.text:
        return replace(value, state=ValueState.ACCEPTED)
    empty = replace(value, empty_reason=EmptyReason.NOT_ON_PAPER)
    return empty.confirmed("Mai", NOW)


def begun(qtbot: QtBot, window: MainWindow, place: int = 0) -> ColumnPage:
    """The column of a field of the list, by keys alone."""
    window.actions_set["go-passes"].trigger()
    page = window.passes
    qtbot.waitUntil(lambda: page.parts.columns.is_at_work, timeout=10_000)
    assert page.parts.tab is Tab.COLUMN
    table = page.parts.columns.table
    for _ in range(place):
        QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    column = window.column
    qtbot.waitUntil(lambda: column.editing.is_open, timeout=10_000)
    settled(qtbot, window)
    return column


def settled(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.session.bridge.is_busy, timeout=10_000)


def here(page: ColumnPage) -> tuple[int, str]:
    run = page.run
    assert run is not None
    return page.editing.work.case.id, run.key


def editor(page: ColumnPage) -> QWidget:
    run = page.run
    assert run is not None
    return page.parts.form.row(run.key).edit


def stored(backend: FakeBackend, case_id: int, key: str) -> FieldValue:
    record = backend.data.cases[case_id].record
    assert record is not None
    return record.fields[key]


def press(page: ColumnPage, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(editor(page), key, modifier or Qt.KeyboardModifier.NoModifier)


def test_the_plan_says_which_pass_is_proposed(qtbot: QtBot, window: MainWindow) -> None:
    page = begun(qtbot, window)

    assert window.page.name is PageName.COLUMN
    assert here(page) == (FIRST, NAME)
    assert proposed(BatchPlan((WorkPass.COLUMN, WorkPass.CARPET))) is WorkPass.COLUMN
    assert proposed(BatchPlan()) is None


def test_enter_is_on_disk_before_the_next_cell_shows(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    page = begun(qtbot, window)
    press(page, Qt.Key.Key_Return)

    assert here(page) == (FIRST + 1, NAME)
    assert stored(backend, FIRST, NAME).state is ValueState.CONFIRMED
    assert [cell.case_id for cell in page.parts.above.cells] == [FIRST]
    assert page.parts.above.cells[0].state is ValueState.CONFIRMED


def test_only_the_doubtful_ones_and_then_the_next_field(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    page = begun(qtbot, window)
    for wanted in (FIRST, FIRST + 1, FIRST + 3, FIRST + 4, FIRST + 5):
        assert here(page) == (wanted, NAME)
        press(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: here(page)[1] == MOTHER, timeout=10_000)
    for wanted in (FIRST, FIRST + 3):
        assert here(page) == (wanted, MOTHER)
        press(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.run is None, timeout=10_000)
    settled(qtbot, window)

    assert stored(backend, FIRST + 2, NAME).state is ValueState.ACCEPTED
    assert stored(backend, FIRST + 3, MOTHER).state is ValueState.CONFIRMED


def test_all_values_are_a_choice(qtbot: QtBot, window: MainWindow) -> None:
    page = begun(qtbot, window)
    page.parts.every.setChecked(True)
    run = page.run
    qtbot.waitUntil(lambda: page.run is not run, timeout=10_000)
    settled(qtbot, window)

    for wanted in (FIRST, FIRST + 1, FIRST + 2):
        assert here(page) == (wanted, NAME)
        press(page, Qt.Key.Key_Return)


def test_tab_goes_down_and_up_without_confirming(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    page = begun(qtbot, window)
    press(page, Qt.Key.Key_Tab)
    assert here(page) == (FIRST + 1, NAME)
    press(page, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert here(page) == (FIRST, NAME)

    assert stored(backend, FIRST, NAME).state is ValueState.REVIEW


def test_f8_goes_to_the_next_that_waits(qtbot: QtBot, window: MainWindow) -> None:
    page = begun(qtbot, window)
    window.actions_set["next-doubt"].trigger()
    assert here(page) == (FIRST + 1, NAME)
    window.actions_set["previous-doubt"].trigger()
    assert here(page) == (FIRST, NAME)


def test_what_is_typed_is_stored_by_enter(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    page = begun(qtbot, window)
    page.parts.form.row(NAME).edit.take("Trần Thị Bưởi")
    press(page, Qt.Key.Key_Return)

    assert stored(backend, FIRST, NAME).text == "Trần Thị Bưởi"
    assert page.parts.above.cells[0].text == stored(backend, FIRST, NAME).value


def test_an_impossible_value_is_not_confirmed(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    case = backend.data.cases[FIRST]
    assert case.record is not None
    doubtful = replace(case.record.fields[BIRTHDAY], state=ValueState.REVIEW)
    backend.data.cases[FIRST] = replace(case, record=case.record.with_field(doubtful))
    page = begun(qtbot, window, 1)
    assert here(page) == (FIRST, BIRTHDAY)
    page.parts.form.row(BIRTHDAY).edit.take("45/13/2024")
    press(page, Qt.Key.Key_Return)

    assert here(page) == (FIRST, BIRTHDAY)
    assert stored(backend, FIRST, BIRTHDAY).state is ValueState.REVIEW
    assert window.banner.isVisible()
    page.editing.forget_typed()


def test_f3_takes_the_value_of_the_cell_above(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    page = begun(qtbot, window)
    press(page, Qt.Key.Key_Tab)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: window.actions_set["same-as-previous"].isEnabled(), timeout=10_000)
    window.actions_set["same-as-previous"].trigger()

    assert stored(backend, FIRST + 1, NAME).value == stored(backend, FIRST, NAME).value
    assert here(page) == (FIRST + 3, NAME)


def test_f9_passes_on_and_the_cell_is_not_come_back_to(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PassOnDialog, "exec", lambda _self: 1)
    monkeypatch.setattr(PassOnDialog, "reason", "mờ")
    page = begun(qtbot, window)
    window.actions_set["pass-on"].trigger()
    assert here(page) == (FIRST + 1, NAME)
    for _ in range(4):
        press(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: here(page)[1] == MOTHER, timeout=10_000)

    assert isinstance(backend.data.passed[FIRST][NAME], PassedOn)


def test_undo_leads_back_to_the_cell(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    page = begun(qtbot, window)
    press(page, Qt.Key.Key_Return)
    press(page, Qt.Key.Key_Return)
    window.actions_set["undo"].trigger()

    assert here(page) == (FIRST + 1, NAME)
    assert stored(backend, FIRST + 1, NAME).state is ValueState.REVIEW
    window.actions_set["redo"].trigger()
    assert stored(backend, FIRST + 1, NAME).state is ValueState.CONFIRMED


def test_undo_leads_back_to_the_column_before(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    page = begun(qtbot, window)
    for _ in range(5):
        press(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: here(page)[1] == MOTHER, timeout=10_000)
    settled(qtbot, window)
    window.actions_set["undo"].trigger()
    qtbot.waitUntil(lambda: here(page) == (FIRST + 5, NAME), timeout=10_000)

    assert stored(backend, FIRST + 5, NAME).state is ValueState.REVIEW


def test_why_empty_and_on(qtbot: QtBot, window: MainWindow, backend: FakeBackend) -> None:
    page = begun(qtbot, window)
    page._accept_empty(NAME, EmptyReason.TORN)
    qtbot.waitUntil(lambda: here(page) == (FIRST + 1, NAME), timeout=10_000)

    assert stored(backend, FIRST, NAME).empty_reason is EmptyReason.TORN


def test_the_same_field_changed_elsewhere_is_not_written_over(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    page = begun(qtbot, window)
    backend.change_elsewhere(FIRST, NAME, "LÊ THỊ KHÁC")
    press(page, Qt.Key.Key_Return)

    assert stored(backend, FIRST, NAME).text == "LÊ THỊ KHÁC"
    assert here(page) == (FIRST, NAME)


def test_coming_again_goes_on_with_what_is_left(qtbot: QtBot, window: MainWindow) -> None:
    page = begun(qtbot, window)
    press(page, Qt.Key.Key_Return)
    press(page, Qt.Key.Key_Return)
    window.actions_set["back"].trigger()
    assert window.page.name is PageName.PASSES
    qtbot.waitUntil(lambda: window.passes.parts.columns.table.hasFocus(), timeout=10_000)
    settled(qtbot, window)
    page = begun(qtbot, window)

    assert here(page) == (FIRST + 3, NAME)


def test_the_case_is_opened_on_the_desk_and_back(qtbot: QtBot, window: MainWindow) -> None:
    page = begun(qtbot, window)
    window.actions_set["open-cell"].trigger()
    assert window.page.name is PageName.DESK
    assert window.desk.editing.work.case.id == FIRST
    window.actions_set["back"].trigger()

    assert window.page.name is PageName.COLUMN
    assert here(page) == (FIRST, NAME)
    settled(qtbot, window)


def test_another_language_leads_back_to_the_cell(qtbot: QtBot, window: MainWindow) -> None:
    page = begun(qtbot, window)
    press(page, Qt.Key.Key_Return)
    window.take_preferences(replace(window.session.preferences, language="en"))
    page = window.column
    qtbot.waitUntil(lambda: page.editing.is_open, timeout=10_000)
    settled(qtbot, window)

    assert here(page) == (FIRST + 1, NAME)
    assert window.page is page


def test_the_neighbours_have_their_paper(qtbot: QtBot, window: MainWindow) -> None:
    page = begun(qtbot, window)
    cells = page.parts.below.cells
    assert [cell.case_id for cell in cells][:2] == [FIRST + 1, FIRST + 3]
    qtbot.waitUntil(lambda: all(page.images.get(cell.case_id) for cell in cells), timeout=10_000)
    assert not page.parts.form.row(NAME).snippet.needs_image


def test_the_next_column_by_key(qtbot: QtBot, window: MainWindow) -> None:
    page = begun(qtbot, window)
    window.actions_set["next-column"].trigger()
    qtbot.waitUntil(lambda: here(page) == (FIRST, MOTHER), timeout=10_000)
    window.actions_set["previous-column"].trigger()
    qtbot.waitUntil(lambda: here(page) == (FIRST, NAME), timeout=10_000)
    settled(qtbot, window)


def test_columns_without_anything_left_are_passed_over(backend: FakeBackend) -> None:
    doc_type = backend.catalog.types[TYPE]
    first, second, third = (
        Column(TYPE, spec, waiting, 0, 9)
        for spec, waiting in zip(doc_type.fields, (2, 0, 1), strict=False)
    )
    found = (first, second, third)

    assert next_column(found, first, 1, all_values=False) is third
    assert next_column(found, third, 1, all_values=False) is first
    assert next_column(found, first, 1, all_values=True) is second
    assert next_column((first,), first, 1, all_values=False) is None


def test_a_column_that_cannot_be_read_says_why_and_tries_again(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_args: object, **_options: object) -> None:
        raise EnvironmentFault("database-locked", place="digitizer.db")

    page = begun(qtbot, window)
    window.actions_set["back"].trigger()
    settled(qtbot, window)
    with monkeypatch.context() as broken:
        broken.setattr(FakePasses, "column", locked)
        window.passes.parts.columns.begin()
        qtbot.waitUntil(page.again.isVisible, timeout=10_000)
        assert not page.editing.is_open
    QTest.keyClick(page.again, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.editing.is_open, timeout=10_000)
    settled(qtbot, window)

    assert here(page) == (FIRST, NAME)


def test_a_list_of_fields_that_cannot_be_read_tries_again(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_args: object, **_options: object) -> None:
        raise EnvironmentFault("database-locked", place="digitizer.db")

    columns = window.passes.parts.columns
    with monkeypatch.context() as broken:
        broken.setattr(FakePasses, "columns", locked)
        window.actions_set["go-passes"].trigger()
        qtbot.waitUntil(columns.failure.again.isVisible, timeout=10_000)
    QTest.keyClick(columns.failure.again, Qt.Key.Key_Space)

    qtbot.waitUntil(lambda: columns.is_at_work, timeout=10_000)
    settled(qtbot, window)
