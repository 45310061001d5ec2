"""A clerk corrects tables and boxes to tick without a mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from gui.fake_backend import FakeBackend
from PIL import Image
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.land_paper import CATALOG, KEY, TYPE

from digitizer.domain.case import Case, Page, Region
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.page import Box, Origin
from digitizer.domain.problems import Problem
from digitizer.domain.record import FieldReading, FieldValue, ReadingState, Record, ValueState
from digitizer.domain.values.tables import table_rows
from digitizer.workflow.overview import PageView
from ui.bridge import Bridge
from ui.desk.table_edit import TableEdit
from ui.desk.tick_edit import TickEdit
from ui.main_window import MainWindow
from ui.session import Session

ROWS = (
    "Đất ở tại nông thôn | 120,5 | Sử dụng riêng | 15/10/2043\n"
    "Đất trồng cây lâu năm | 36O | Sử dụng chung | 15/10/2043"
)
WRONG = Problem.error(
    "cell-wrong",
    "mucDich",
    row="2",
    column="Diện tích (m2)",
    column_en="Diện tích (m2) (en)",
    text="36O",
)


def reading(key: str, text: str, value: str | None, *problems: Problem) -> FieldReading:
    state = ReadingState.REVIEW if problems else ReadingState.ACCEPTED
    box = Box(200, 400, 900, 300)
    return FieldReading(key, text, value, 0.8, state, 1, box, Origin("test", "1"), problems)


@pytest.fixture
def backend(tmp_path: Path) -> FakeBackend:
    made = FakeBackend(CATALOG, tmp_path)
    Image.new("RGB", (1240, 1754), "white").save(tmp_path / "page.png")
    eyes = Problem.warning("tick-needs-eyes", "hoNgheo")
    readings = (
        reading("ten", "Lò Thị Ính", "Lò Thị Ính"),
        reading("mucDich", ROWS, None, WRONG),
        reading("hoNgheo", "không", "0", eyes),
    )
    fields = {spec.key: FieldValue(spec.key) for spec in TYPE.fields}
    fields |= {each.key: FieldValue.from_reading(each) for each in readings}
    record = Record(KEY, TYPE.version, fields)
    page = Page(1, 1, 1, 1240, 1754, 150, 0, 0.0, "1" * 64)
    made.data.cases[1] = Case(1, 1, CaseState.TO_CHECK, 0.9, (Region(1),), record)
    made.data.pages[1] = (PageView(page, tmp_path / "page.png"),)
    made.data.edits[1] = []
    return made


@pytest.fixture
def window(qtbot: QtBot, backend: FakeBackend) -> Iterator[MainWindow]:
    made = MainWindow(Session(backend, Bridge()))
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.open_case(1)
    yield made
    made.desk.editing.close()
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def table(window: MainWindow) -> TableEdit:
    edit = window.desk.parts.form.row("mucDich").edit
    assert isinstance(edit, TableEdit)
    return edit


def tick(window: MainWindow, key: str = "hoNgheo") -> TickEdit:
    edit = window.desk.parts.form.row(key).edit
    assert isinstance(edit, TickEdit)
    return edit


def place(window: MainWindow) -> tuple[int, int] | None:
    """Row and column of the cell with the caret."""
    for number, row in enumerate(table(window).rows):
        for column, cell in enumerate(row.cells):
            if cell is QApplication.focusWidget():
                return number, column
    return None


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, modifiers)


def type_text(text: str) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClicks(target, text)


def stored(backend: FakeBackend, key: str) -> FieldValue:
    record = backend.data.cases[1].record
    assert record is not None
    return record.fields[key]


def test_the_caret_begins_in_the_cell_that_is_wrong(window: MainWindow) -> None:
    assert window.desk.parts.form.active == "mucDich"
    assert place(window) == (1, 1)
    cell = table(window).rows[1].cells[1]
    assert "36O" in cell.toolTip()
    assert cell.accessibleName() == "Mục đích sử dụng đất, dòng 2, Diện tích (m2)"
    assert table(window).rows[0].cells[1].toolTip() == ""


def test_enter_goes_through_the_cells_and_stores_the_table_behind_the_last(
    window: MainWindow, backend: FakeBackend
) -> None:
    type_text("360")
    press(Qt.Key.Key_Return)
    assert place(window) == (1, 2)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)

    value = stored(backend, "mucDich")
    assert value.state is ValueState.CONFIRMED
    assert table_rows(value.value) == (
        ("ONT", "120.5", "1", "2043-10-15"),
        ("CLN", "360", "2", "2043-10-15"),
    )
    assert window.desk.editing.work.pending == {}
    assert window.desk.parts.form.active != "mucDich"


def test_a_wrong_cell_is_not_stored_and_takes_the_caret_back(
    window: MainWindow, backend: FakeBackend
) -> None:
    type_text("nhieu")
    for _cell in range(3):
        press(Qt.Key.Key_Return)

    assert stored(backend, "mucDich").state is ValueState.REVIEW
    assert place(window) == (1, 1)
    assert "nhieu" in table(window).rows[1].cells[1].toolTip()


def test_a_cell_put_right_loses_its_mark_while_it_is_typed(window: MainWindow) -> None:
    type_text("36")

    assert table(window).rows[1].cells[1].toolTip() == ""


def test_tab_leaves_the_table_behind_its_last_and_before_its_first_cell(
    window: MainWindow,
) -> None:
    for _cell in range(3):
        press(Qt.Key.Key_Tab)
    assert window.desk.parts.form.active == "hang"
    press(Qt.Key.Key_Backtab)
    assert window.desk.parts.form.active == "mucDich"
    table(window).rows[0].cells[0].start()
    press(Qt.Key.Key_Backtab)
    assert window.desk.parts.form.active == "ten"


def test_arrows_go_up_and_down_in_a_column(window: MainWindow) -> None:
    press(Qt.Key.Key_Up)
    assert place(window) == (0, 1)
    press(Qt.Key.Key_Up)
    assert place(window) == (0, 1)
    press(Qt.Key.Key_Down)
    assert place(window) == (1, 1)


def test_rows_are_added_and_removed_by_keys(window: MainWindow, backend: FakeBackend) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    press(Qt.Key.Key_Delete, alt)
    assert len(table(window).rows) == 1
    press(Qt.Key.Key_Insert, alt)
    assert place(window) == (1, 0)
    table(window).rows[1].cells[0].take("Đất chuyên trồng lúa nước")
    table(window).rows[1].cells[1].start()
    type_text("1.000,5 m2")
    for _cell in range(3):
        press(Qt.Key.Key_Return)

    assert table_rows(stored(backend, "mucDich").value) == (
        ("ONT", "120.5", "1", "2043-10-15"),
        ("LUC", "1000.5", None, None),
    )


def test_the_last_row_is_emptied_and_an_empty_row_is_not_stored(window: MainWindow) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    press(Qt.Key.Key_Delete, alt)
    press(Qt.Key.Key_Delete, alt)

    assert len(table(window).rows) == 1
    assert table(window).text() == ""
    assert window.desk.editing.work.pending == {"mucDich": ""}


def test_a_cell_with_a_list_offers_it(window: MainWindow) -> None:
    table(window).rows[0].cells[2].start()
    assert table(window).has_choices
    press(Qt.Key.Key_F4)
    assert table(window).rows[0].cells[2].is_choosing


def test_undo_takes_typed_cells_back(window: MainWindow) -> None:
    before = table(window).text()
    table(window).rows[0].cells[1].take("99")
    assert table(window).text() != before

    window.desk.undo()

    assert table(window).text() == before


def test_space_turns_a_box_and_enter_stores_it(window: MainWindow, backend: FakeBackend) -> None:
    window.desk.parts.form.focus_field("hoNgheo")
    assert tick(window).box.checkState() is Qt.CheckState.Unchecked
    press(Qt.Key.Key_Space)
    assert window.desk.editing.work.pending == {"hoNgheo": "x"}
    press(Qt.Key.Key_Return)

    value = stored(backend, "hoNgheo")
    assert (value.value, value.state) == ("1", ValueState.CONFIRMED)


def test_a_box_that_was_not_read_is_neither_ticked_nor_not(
    window: MainWindow, backend: FakeBackend
) -> None:
    edit = tick(window, "hoCanNgheo")
    assert edit.text() == ""
    assert edit.box.checkState() is Qt.CheckState.PartiallyChecked

    window.desk.parts.form.focus_field("hoCanNgheo")
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)

    assert stored(backend, "hoCanNgheo").value == "0"


def test_tab_leaves_a_box(window: MainWindow) -> None:
    window.desk.parts.form.focus_field("hoNgheo")
    press(Qt.Key.Key_Backtab)
    assert window.desk.parts.form.active != "hoNgheo"
