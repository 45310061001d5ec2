"""What a user sees: the head of a page and of a value, marks, plain buttons, whole texts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from gui.fake_backend import FakeBackend
from gui.people import arrival
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QPlainTextEdit,
    QScrollArea,
    QStyle,
    QStyleOptionViewItem,
)
from pytestqt.qtbot import QtBot

from digitizer.domain.case import Outcome
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.preferences import Look
from ui.approval.difference_model import CLERK_COLUMN
from ui.approval.difference_view import MarkedDelegate
from ui.main_window import MainWindow
from ui.situation import PageName
from ui.theme import theme
from ui.widgets import dialogs
from ui.widgets.dialogs import ChoiceDialog, LineDialog
from ui.widgets.tables import Table

LONG = "Thôn Thượng Phường, xã Mỹ Hòa Hưng, thành phố Long Xuyên, tỉnh An Giang"
WIDTHS = (1366, 1920)


def submit(backend: FakeBackend, key: str = "so", value: str = "30/2024") -> None:
    """A batch with case 2, in which Trần Thị Mai typed one value."""
    backend.create_batch("Sổ khai sinh 01")
    backend.add_to_batch(1, [2])
    backend.set_field(2, key, value, backend.data.cases[2].revision)
    backend.data.cases[2] = replace(backend.data.cases[2], state=CaseState.CHECKED)
    backend.submit_batch(1)


def head_of_page(window: MainWindow) -> int:
    """How far below the head of the view the page begins, in px."""
    return window.desk.parts.canvas.mapFromScene(0, 0).y()


@pytest.mark.parametrize("seen_before", [False, True])
def test_a_page_of_unknown_type_stands_with_its_head_at_the_top(
    qtbot: QtBot, window: MainWindow, seen_before: bool
) -> None:
    if seen_before:
        window.open_case(1)
        qtbot.wait(20)

    window.open_case(4)
    qtbot.wait(20)

    assert abs(head_of_page(window)) <= 2


def test_a_page_whose_active_field_has_no_box_stands_with_its_head_at_the_top(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.open_case(1)
    window.desk.parts.form.focus_field("chaNgaySinh")
    qtbot.wait(20)
    for _case in (2, 3):
        edit = window.desk.parts.form.row(window.desk.parts.form.active or "").edit
        QTest.keyClick(edit, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
        qtbot.wait(20)

    key = window.desk.parts.form.active
    assert key is not None
    assert window.desk.editing.work.case.id == 3
    assert window.desk.editing.work.value(key).reading is None
    assert abs(head_of_page(window)) <= 2


def test_a_long_value_is_seen_whole(qtbot: QtBot, window: MainWindow, backend: FakeBackend) -> None:
    backend.set_field(1, "nksNoiSinh", LONG, backend.data.cases[1].revision)
    window.open_case(1)
    form = window.desk.parts.form
    form.focus_field("nksNoiSinh")
    edit = form.row("nksNoiSinh").edit
    assert isinstance(edit, QPlainTextEdit)
    qtbot.wait(20)

    assert edit.fontMetrics().horizontalAdvance(LONG) > edit.width()
    assert edit.verticalScrollBar().maximum() == 0
    assert edit.textCursor().selectedText() == LONG


def test_what_is_typed_replaces_the_whole_value(window: MainWindow) -> None:
    window.open_case(1)
    edit = window.desk.parts.form.row("nksHoTen").edit

    QTest.keyClicks(edit, "Mai")

    assert edit.text() == "Mai"


def test_a_value_that_the_machine_did_not_read_is_marked_whole(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    value = "Không đọc được Bản Nà Phặc"
    submit(backend, "nksNoiSinh", value)
    window.switch_user("Phạm Văn Long")
    window.show_page(PageName.APPROVAL)
    qtbot.waitUntil(lambda: len(window.approval.differences.rows) == 1)

    index = window.approval.differences.index(0, CLERK_COLUMN)
    delegate = window.approval.difference_table.itemDelegateForColumn(CLERK_COLUMN)
    assert isinstance(delegate, MarkedDelegate)
    option = QStyleOptionViewItem()
    delegate.initStyleOption(option, index)

    assert marked_words(delegate._document(option, index)) == value


def marked_words(document: QTextDocument) -> str:
    """The text that stands on a coloured ground."""
    words = ""
    place = document.begin().begin()
    while not place.atEnd():
        piece = place.fragment()
        if piece.charFormat().background().style() is not Qt.BrushStyle.NoBrush:
            words += piece.text()
        place += 1
    return words


class PicturedButtons(QDialogButtonBox):
    """As desktops have it whose standard buttons carry pictures."""

    def __init__(self, buttons: QDialogButtonBox.StandardButton) -> None:
        super().__init__(buttons)
        for button in self.buttons():
            button.setIcon(self.style().standardIcon(QStyle.StandardPixmap.SP_DialogOkButton))


def test_ok_and_cancel_carry_no_foreign_pictures(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "QDialogButtonBox", PicturedButtons)
    shown = (
        LineDialog(window.session, window, "Lô mới", "Đặt tên"),
        ChoiceDialog(window.session, window, "Chọn lô", "Đưa vào lô", [(1, "Khai sinh 01")]),
    )
    for dialog in shown:
        qtbot.addWidget(dialog)
        box = dialog.findChild(PicturedButtons)
        assert box is not None
        assert [button.icon().isNull() for button in box.buttons()] == [True, True]


@pytest.mark.parametrize("dark", [False, True])
def test_the_types_stand_on_the_ground_of_their_card(
    qtbot: QtBot, window: MainWindow, dark: bool
) -> None:
    window.apply_look(Look.DARK if dark else Look.LIGHT)
    window.open_case(4)
    qtbot.wait(20)
    area = window.desk.parts.types.findChild(QScrollArea)
    assert area is not None

    picture = area.viewport().grab().toImage()
    ground = picture.pixelColor(picture.width() - 2, picture.height() - 2)
    wanted = QColor(theme.colors.surface)
    window.apply_look(Look.LIGHT)

    assert ground == wanted


def cut_texts(table: Table) -> list[str]:
    """The texts of the first row that are wider than their column."""
    model = table.model()
    return [
        str(index.data())
        for index in (model.index(0, column) for column in range(model.columnCount()))
        if not table.isColumnHidden(index.column())
        and table.sizeHintForIndex(index).width() > table.columnWidth(index.column())
    ]


def with_usual_texts(backend: FakeBackend, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every case has the longest type, and names as offices give them."""
    found = backend.case_summaries
    usual = {
        "title": "NGUYỄN HOÀNG THỊ PHƯƠNG",
        "document_type": "civil_status.marital_status",
        "batch_name": "Sổ khai sinh 01",
        "scan_name": "certificate_plain_scan_0002.pdf",
    }
    monkeypatch.setattr(
        type(backend),
        "case_summaries",
        lambda _self, where, **how: [replace(row, **usual) for row in found(where, **how)],
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_the_usual_texts_of_a_case_are_whole(
    qtbot: QtBot,
    window: MainWindow,
    backend: FakeBackend,
    monkeypatch: pytest.MonkeyPatch,
    width: int,
) -> None:
    with_usual_texts(backend, monkeypatch)
    window.resize(width, 768)

    window.show_page(PageName.CASES)
    qtbot.wait(20)

    assert cut_texts(window.cases.table) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_usual_texts_of_a_submitted_case_are_whole(
    qtbot: QtBot,
    window: MainWindow,
    backend: FakeBackend,
    monkeypatch: pytest.MonkeyPatch,
    width: int,
) -> None:
    submit(backend)
    with_usual_texts(backend, monkeypatch)
    window.resize(width, 768)

    window.show_page(PageName.APPROVAL)
    window.approval.tabs.setCurrentWidget(window.approval.case_table)
    qtbot.waitUntil(lambda: window.approval.case_table.model().rowCount() == 1)
    qtbot.wait(20)

    assert cut_texts(window.approval.case_table) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_usual_name_of_a_file_is_whole(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, width: int
) -> None:
    path = "/scans/certificate_plain_scan_0002.pdf"
    backend.data.arrived.append(replace(arrival(5, Outcome.QUARANTINED), path=path))
    window.resize(width, 768)

    window.show_page(PageName.INBOX)
    window.inbox.enter()
    qtbot.wait(20)

    assert cut_texts(window.inbox.table) == []


def test_a_row_of_differences_is_as_high_as_its_words(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    key = "nycNgayCapGiayToTuyThan"
    submit(backend, key, "29/01/2015")
    window.switch_user("Phạm Văn Long")
    window.show_page(PageName.APPROVAL)
    table, model = window.approval.difference_table, window.approval.differences
    qtbot.waitUntil(lambda: len(model.rows) == 1)
    text = model.index(0, 0).data()
    low = []
    for width in range(1366, 1500, 8):
        window.resize(width, 768)
        qtbot.wait(5)
        room = QRect(0, 0, table.columnWidth(0) - 2 * 8 - 6, 1000)
        needed = table.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()
        if table.rowHeight(0) < needed:
            low.append(width)

    assert low == []
