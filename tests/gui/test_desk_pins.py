"""The pins of a returned case at the clerk's desk: on the page, at the field and in the header."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from gui.fake_backend import NOW, FakeBackend
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from digitizer.domain.lifecycle import CaseState
from digitizer.domain.record import EmptyReason, FieldValue
from digitizer.domain.review import Pin, Point, standing
from ui.desk.pins import PinMark
from ui.main_window import MainWindow
from ui.situation import PageName

BORN, NAME = "nksNgaySinh", "nksHoTen"
WHY = "nhầm ngày với tháng"
EARLIER = NOW - timedelta(hours=1)
RIGHT_ABOVE = QPoint(0, -18)
"""In px of the screen, from the point of a pin into its head."""


@pytest.fixture
def page_id(backend: FakeBackend) -> int:
    found = backend.data.pages[1][0].page.id
    assert found is not None
    return found


@pytest.fixture
def returned(backend: FakeBackend, page_id: int) -> None:
    """Case 1 came back with a pin at the birth date, which the clerk had confirmed."""
    case = backend.data.cases[1]
    assert case.record is not None
    record = case.record
    for spec in backend.catalog.types[record.document_type].fields:
        value = record.fields.get(spec.key, FieldValue(spec.key))
        if value.value is None:
            value = replace(value, text="", empty_reason=EmptyReason.NOT_ON_PAPER)
        record = record.with_field(value.confirmed("Trần Thị Mai", EARLIER))
    backend.data.cases[1] = replace(
        case, state=CaseState.RETURNED, record=record, return_reason=WHY
    )
    stood = standing(record.fields[BORN])
    at = Point(page_id, 300, 500)
    pin = Pin(1, BORN, WHY, at, "Phạm Văn Long", EARLIER, is_sent=True, stood=stood)
    backend.data.second.pins[1, BORN, pin.by] = pin


def opened(qtbot: QtBot, window: MainWindow) -> None:
    window.open_case(1)
    qtbot.waitUntil(lambda: not window.session.bridge.is_busy, timeout=5000)


def head_of(window: MainWindow, pin: PinMark) -> QPoint:
    """Where the head of a pin is seen."""
    canvas = window.desk.parts.canvas
    return canvas.mapFromScene(QPointF(pin.x, pin.y)) + RIGHT_ABOVE


@pytest.mark.usefixtures("returned")
def test_a_returned_case_opens_at_its_pin(qtbot: QtBot, window: MainWindow, page_id: int) -> None:
    opened(qtbot, window)
    desk = window.desk

    assert desk.parts.form.active == BORN
    assert desk.parts.canvas.pins == (
        PinMark(BORN, page_id, 300, 500, f"{_name(window, BORN)}: {WHY}", is_open=True),
    )
    assert [chip.words for chip in desk.parts.reasons.chips if not chip.isHidden()][:1] == [
        window.session.text("chip-pinned")
    ]
    assert WHY in desk.parts.reasons.accessibleDescription()
    assert _name(window, BORN) in desk.parts.header.pins.toolTip()


@pytest.mark.usefixtures("returned")
@pytest.mark.parametrize("zoom", [0.4, 1.5])
def test_a_pin_is_as_large_at_every_zoom(qtbot: QtBot, window: MainWindow, zoom: float) -> None:
    opened(qtbot, window)
    canvas = window.desk.parts.canvas

    canvas.restore(zoom, 0)
    pin = canvas.pins[0]
    canvas.centerOn(pin.x, pin.y)

    assert canvas._pins.mark_of(canvas.itemAt(head_of(window, pin))) is pin
    assert canvas._pins.mark_of(canvas.itemAt(head_of(window, pin) - QPoint(0, 20))) is None


@pytest.mark.usefixtures("returned")
def test_the_pointer_over_a_pin_is_told_why(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(qtbot, window)
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _near: told.append(text))
    canvas = window.desk.parts.canvas

    QTest.mouseMove(canvas.viewport(), head_of(window, canvas.pins[0]))

    qtbot.waitUntil(lambda: bool(told))
    assert WHY in told[-1]


@pytest.mark.usefixtures("returned")
def test_a_click_on_the_pin_or_the_notice_goes_to_the_field(
    qtbot: QtBot, window: MainWindow
) -> None:
    opened(qtbot, window)
    parts = window.desk.parts
    parts.form.focus_field(NAME)
    at = head_of(window, parts.canvas.pins[0])

    QTest.mouseClick(parts.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert parts.form.active == BORN

    parts.form.focus_field(NAME)
    parts.header.pins.click()
    assert parts.form.active == BORN


@pytest.mark.usefixtures("returned")
@pytest.mark.parametrize(("start", "key"), [(0, "next-doubt"), (-1, "previous-doubt")])
def test_f8_stops_at_a_pin_that_was_not_answered(
    qtbot: QtBot, window: MainWindow, start: int, key: str
) -> None:
    opened(qtbot, window)
    desk = window.desk
    desk.parts.form.focus_field(desk.editing.work.keys[start])

    window.actions_set[key].trigger()

    assert desk.editing.work.case.id == 1
    assert desk.parts.form.active == BORN


@pytest.mark.usefixtures("returned")
def test_enter_at_a_pinned_value_asks_why_it_stays(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    opened(qtbot, window)
    desk = window.desk
    assert desk.editing.work.doubts() == [BORN]

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    menu = window.findChildren(QMenu)[-1]
    assert WHY in menu.actions()[0].text()
    assert BORN not in {edit.key for edit in backend.data.edits[1]}
    QTest.keyClick(menu, Qt.Key.Key_1)

    qtbot.waitUntil(lambda: backend.data.cases[1].state is CaseState.CHECKED)
    kept = backend.data.second.pins[1, BORN, "Phạm Văn Long"].kept
    assert kept is not None
    assert kept.reason == window.session.text("pins-keep-as-on-paper")


@pytest.mark.usefixtures("returned")
def test_another_value_answers_the_pin(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    opened(qtbot, window)

    window.desk.parts.form.row(BORN).edit.take("12/03/2006")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: backend.data.cases[1].state is CaseState.CHECKED)


@pytest.mark.usefixtures("returned")
def test_finishing_leads_to_the_pins_without_a_dialog(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    opened(qtbot, window)
    desk = window.desk
    desk.parts.form.focus_field(NAME)

    window.actions_set["finish"].trigger()

    assert backend.data.cases[1].state is CaseState.RETURNED
    assert desk.parts.form.active == BORN
    assert _name(window, BORN) in window.banner.text


@pytest.mark.usefixtures("returned")
def test_the_lists_show_and_filter_what_is_pinned(qtbot: QtBot, window: MainWindow) -> None:
    window.show_page(PageName.CASES)
    cases = window.cases
    cases.states.setCurrentIndex(cases.states.findData("pinned"))
    qtbot.waitUntil(lambda: [row.id for row in cases.model.rows] == [1])
    texts = [
        str(cases.model.index(0, column).data()) for column in range(cases.model.columnCount())
    ]
    assert window.session.text("lists-remarks", pins=1, passed=0) in texts


@pytest.mark.usefixtures("returned")
def test_an_answered_pin_stays_hollow_while_the_case_is_open(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    record = backend.data.cases[1].record
    assert record is not None
    stood = standing(record.fields[NAME])
    backend.data.second.pins[1, NAME, "Phạm Văn Long"] = Pin(
        1, NAME, "thiếu chữ", None, "Phạm Văn Long", EARLIER, is_sent=True, stood=stood
    )
    opened(qtbot, window)
    desk = window.desk
    desk.parts.form.row(BORN).edit.take("12/03/2006")
    desk.parts.form.focus_field(BORN)

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert desk.parts.form.active == NAME
    assert [pin.is_open for pin in desk.parts.canvas.pins] == [False]
    assert desk.editing.work.pinned() == [NAME]


@pytest.mark.usefixtures("returned")
def test_the_page_of_the_pin_is_shown_though_the_field_was_read_elsewhere(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, tmp_path: Path
) -> None:
    first = backend.data.pages[1][0]
    other = replace(first, page=replace(first.page, id=77, number=2))
    backend.data.pages[1] = (first, other)
    place = (1, BORN, "Phạm Văn Long")
    pin = backend.data.second.pins[place]
    backend.data.second.pins[place] = replace(pin, point=Point(77, 300, 500))

    opened(qtbot, window)

    assert [sheet.id for sheet in window.desk.parts.canvas.sheets] == [77]
    assert [mark.sheet for mark in window.desk.parts.canvas.pins] == [77]


def _name(window: MainWindow, key: str) -> str:
    return window.session.label(window.desk.editing.work.spec(key).label)
