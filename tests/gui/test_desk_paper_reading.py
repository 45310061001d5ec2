"""Reading a place of the page anew, from the desk: by key and by mouse."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from gui.fake_backend import FakeBackend
from gui.fakes.rereading import RereadingScript
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.page import Box
from digitizer.domain.record import FieldValue, ValueState
from ui.desk.field_edit import FieldEdit
from ui.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NAME = "nksHoTen"


@pytest.fixture
def script(backend: FakeBackend) -> Iterator[RereadingScript]:
    """The reader answers at once unless a test says otherwise."""
    made = backend.data.rereading
    made.may_read.set()
    yield made
    made.may_read.set()


def press(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    target = QApplication.focusWidget() or window.focusWidget() or window
    QTest.keyClick(target, key, modifiers or Qt.KeyboardModifier.NoModifier)


def text_of(window: MainWindow, key: str = NAME) -> str:
    return str(window.desk.parts.form.row(key).edit.text())


def stored(backend: FakeBackend, key: str = NAME) -> FieldValue:
    record = backend.data.cases[1].record
    assert record is not None
    return record.fields[key]


def box_of(window: MainWindow, key: str) -> Box:
    reading = window.desk.editing.work.value(key).reading
    assert reading is not None
    assert reading.box is not None
    return reading.box


def point_of(window: MainWindow, key: str) -> QPoint:
    """The middle of a field's box in px of the view."""
    box = box_of(window, key)
    return window.desk.parts.canvas.mapFromScene(box.x + box.width / 2, box.y + box.height / 2)


def move(window: MainWindow, kind: QEvent.Type, at: QPoint, held: Qt.KeyboardModifier) -> None:
    canvas = window.desk.parts.canvas
    button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    event = QMouseEvent(
        kind,
        QPointF(at),
        QPointF(canvas.viewport().mapToGlobal(at)),
        button,
        Qt.MouseButton.LeftButton,
        held,
    )
    QApplication.sendEvent(canvas.viewport(), event)


def drag(
    window: MainWindow, start: QPoint, end: QPoint, held: Qt.KeyboardModifier | None = None
) -> None:
    held = held or Qt.KeyboardModifier.NoModifier
    move(window, QEvent.Type.MouseButtonPress, start, held)
    move(window, QEvent.Type.MouseMove, end, held)
    move(window, QEvent.Type.MouseButtonRelease, end, held)


def read(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.desk._busy is None, timeout=5000)


def test_ctrl_r_reads_the_fields_own_box_and_leaves_it_to_be_confirmed(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, script: RereadingScript
) -> None:
    script.text = "NGUYỄN THỊ ÁNH NHẠN"
    window.open_case(1)
    own = box_of(window, NAME)

    press(window, Qt.Key.Key_R, CONTROL)
    read(qtbot, window)

    ((case_id, page_id, box, key),) = script.asked
    assert (case_id, page_id, key) == (1, 1, NAME)
    assert box.x < own.x
    assert box.right > own.right
    assert stored(backend).state is ValueState.REVIEW
    assert text_of(window) == "NGUYỄN THỊ ÁNH NHẠN"
    edit = window.desk.parts.form.row(NAME).edit
    assert isinstance(edit, FieldEdit)
    assert edit.selectedText() == "NGUYỄN THỊ ÁNH NHẠN"
    press(window, Qt.Key.Key_Return)
    assert stored(backend).state is ValueState.CONFIRMED
    assert stored(backend).value == "NGUYỄN THỊ ÁNH NHẠN"


def test_undo_brings_back_what_stood_before_reading_again(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, script: RereadingScript
) -> None:
    script.text = "NGUYỄN THỊ ÁNH NHẠN"
    window.open_case(1)
    press(window, Qt.Key.Key_R, CONTROL)
    read(qtbot, window)

    press(window, Qt.Key.Key_Z, CONTROL)

    assert stored(backend).text == "NGUYỄN THỊ ÁNH NHÂN"


def test_while_it_is_read_the_field_says_so_and_typing_goes_on(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, script: RereadingScript
) -> None:
    script.text = "NGUYỄN THỊ ÁNH NHẠN"
    script.may_read.clear()
    window.open_case(1)

    press(window, Qt.Key.Key_R, CONTROL)
    snippet = window.desk.parts.form.row(NAME).snippet
    said = snippet.accessibleDescription()
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "Le")
    script.may_read.set()
    read(qtbot, window)

    assert said == window.session.text("paper-reading")
    assert snippet.accessibleDescription() == ""
    assert text_of(window) == "Le"
    assert stored(backend).text == "NGUYỄN THỊ ÁNH NHẠN"


def test_an_answer_for_a_case_that_was_left_is_dropped(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, script: RereadingScript
) -> None:
    script.text = "NGUYỄN THỊ ÁNH NHẠN"
    script.may_read.clear()
    window.open_case(1)
    press(window, Qt.Key.Key_R, CONTROL)

    press(window, Qt.Key.Key_Down, CONTROL)
    script.may_read.set()
    qtbot.waitUntil(lambda: not window.session.bridge.is_busy, timeout=5000)

    assert stored(backend).text == "NGUYỄN THỊ ÁNH NHÂN"
    assert window.desk.editing.work.case.id == 2


def test_nothing_legible_changes_nothing(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, script: RereadingScript
) -> None:
    window.open_case(1)

    press(window, Qt.Key.Key_R, CONTROL)
    read(qtbot, window)

    assert stored(backend).text == "NGUYỄN THỊ ÁNH NHÂN"
    assert backend.data.cases[1].revision == 1


def test_a_fault_of_the_reader_is_shown(
    qtbot: QtBot, window: MainWindow, script: RereadingScript
) -> None:
    script.error = EnvironmentFault("reading-worker-died")
    window.open_case(1)

    press(window, Qt.Key.Key_R, CONTROL)
    read(qtbot, window)

    assert window.banner.isVisible()


def test_a_field_without_a_place_is_told_how_to_get_one(
    window: MainWindow, script: RereadingScript
) -> None:
    said: list[str] = []
    window.open_case(1)
    window.desk.said.connect(lambda text, _tone: said.append(text))
    window.desk.parts.form.focus_field("nksSoDinhDanh")

    press(window, Qt.Key.Key_R, CONTROL)

    assert said == [window.session.text("paper-no-place")]
    assert script.asked == []


def test_a_box_drawn_with_shift_is_read_for_the_active_field(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, script: RereadingScript
) -> None:
    script.text = "Hoàng Văn Mẫu"
    window.open_case(1)
    start = point_of(window, NAME) + QPoint(-60, 20)

    drag(window, start, start + QPoint(160, 24), SHIFT)
    read(qtbot, window)

    ((_, page_id, box, key),) = script.asked
    scale = window.desk.parts.canvas.shown_scale
    assert (page_id, key) == (1, NAME)
    assert box.width == pytest.approx(160 / scale, abs=3)
    assert box.height == pytest.approx(24 / scale, abs=3)
    assert text_of(window) == "Hoàng Văn Mẫu"
    assert QApplication.focusWidget() is window.desk.parts.form.row(NAME).edit


def test_a_plain_drag_moves_the_paper_and_draws_only_in_its_mode(
    qtbot: QtBot, window: MainWindow, script: RereadingScript
) -> None:
    window.open_case(1)
    canvas = window.desk.parts.canvas
    start = point_of(window, NAME) + QPoint(0, 30)
    before = canvas.verticalScrollBar().value()

    drag(window, start, start + QPoint(0, -40))
    moved = canvas.verticalScrollBar().value() - before
    asked = len(script.asked)
    press(window, Qt.Key.Key_R, CONTROL | SHIFT)
    drag(window, start, start + QPoint(120, 30))
    read(qtbot, window)

    assert moved == 40
    assert asked == 0
    assert len(script.asked) == 1


def test_a_click_on_a_box_goes_to_its_field_and_keeps_the_keyboard_there(
    window: MainWindow, script: RereadingScript
) -> None:
    window.open_case(1)
    at = point_of(window, "nksNgaySinh")

    QTest.mouseClick(window.desk.parts.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)

    assert window.desk.parts.form.active == "nksNgaySinh"
    assert QApplication.focusWidget() is window.desk.parts.form.row("nksNgaySinh").edit


def test_ctrl_click_takes_the_words_that_were_read_there(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, script: RereadingScript
) -> None:
    script.words = "Lộc Bình"
    window.open_case(1)
    at = point_of(window, NAME) + QPoint(0, 30)

    QTest.mouseClick(window.desk.parts.canvas.viewport(), Qt.MouseButton.LeftButton, CONTROL, at)
    qtbot.waitUntil(lambda: text_of(window) == "Lộc Bình", timeout=3000)

    assert window.desk.editing.work.pending == {NAME: "Lộc Bình"}
    assert script.asked == []


def test_ctrl_r_reads_the_line_under_a_pointer_that_was_moved_there(
    qtbot: QtBot, window: MainWindow, script: RereadingScript
) -> None:
    script.text, script.line = "Hoàng Văn Mẫu", Box(300, 900, 500, 40)
    window.open_case(1)
    at = point_of(window, NAME) + QPoint(0, 40)

    move(window, QEvent.Type.MouseMove, at, Qt.KeyboardModifier.NoModifier)
    press(window, Qt.Key.Key_R, CONTROL)
    read(qtbot, window)

    ((_, _, box, _),) = script.asked
    assert script.pointed != []
    assert (box.x < 300, box.right > 800) == (True, True)


def test_a_pointer_that_only_rests_on_the_page_does_not_take_part(
    qtbot: QtBot, window: MainWindow, script: RereadingScript
) -> None:
    script.text = "Hoàng Văn Mẫu"
    window.open_case(1)
    move(
        window,
        QEvent.Type.MouseMove,
        point_of(window, NAME) + QPoint(0, 40),
        Qt.KeyboardModifier.NoModifier,
    )

    press(window, Qt.Key.Key_Tab)
    window.desk.parts.form.focus_field(NAME)
    press(window, Qt.Key.Key_R, CONTROL)
    read(qtbot, window)

    assert script.pointed == []
    assert len(script.asked) == 1
