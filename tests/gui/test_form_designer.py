"""Forms are designed by mouse and keys, tried on a filled sheet, and saved."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from gui.fake_backend import FakeBackend
from PIL import Image
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot
from support import unknown_form
from support.pages import line_of

from digitizer.bootstrap.workspace import create_workspace, open_workspace
from digitizer.bootstrap.workstation import Workstation
from digitizer.domain.form import FormWord, Place, Zone
from digitizer.domain.form_draft import BlankSheet, Trial
from digitizer.domain.page import Box, PageReading
from digitizer.domain.preferences import Look
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.workflow.ports import CaseFilter
from ui.bridge import Bridge
from ui.forms.dialogs import FieldDialog, SaveDialog, TypeDialog
from ui.forms.zone_canvas import ZoneCanvas
from ui.main_window import MainWindow
from ui.session import Session
from ui.situation import PageName
from ui.theme import theme

W = TypeVar("W", bound=QWidget)
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NAME, PLACE = Place(60, 20, 90, 8), Place(60, 40, 90, 8)
FILLED = "da-dien.png"
_PATIENCE = 500
"""Looks (of 20 ms) after which a dialog that nobody expected is closed, so that no test hangs."""


def sheet_of(title: str = "GIẤY KHAI SINH") -> BlankSheet:
    written = io.BytesIO()
    Image.new("L", (840, 1188), 250).save(written, "PNG")
    reading = PageReading(1, 2480, 3508, 300, 0, 0.0, (line_of(title, 600, 100),))
    words = (FormWord("Họ", Place(20, 21, 8, 4)), FormWord("tên:", Place(30, 21, 12, 4)))
    return BlankSheet("trong.png", written.getvalue(), 840, 1188, (210.0, 297.0), words, reading)


@pytest.fixture
def workshop(backend: FakeBackend) -> FakeBackend:
    """The fake workspace beside a blank sheet of a known and one of an unknown form."""
    backend.data.blanks["trong.png"] = sheet_of()
    backend.data.blanks["la.png"] = sheet_of("PHIẾU TIÊM CHỦNG")
    for name in ("trong.png", "la.png", "hong.png", FILLED):
        (backend.workspace / name).write_bytes(b"-")
    return backend


@pytest.fixture
def window(window: MainWindow) -> Iterator[MainWindow]:
    """The window, which is closed without a question about what is not saved."""
    yield window
    window.designer.close_design()


def answer(kind: type[W], act: Callable[[W], None]) -> None:
    """Act on the next dialog of a kind as soon as it stands open."""

    waited = 0

    def look() -> None:
        nonlocal waited
        waited += 1
        front = QApplication.activeModalWidget()
        if isinstance(front, kind) and front.isVisible():
            timer.stop()
            act(front)
        elif waited > _PATIENCE and isinstance(front, QDialog):
            timer.stop()
            front.reject()

    timer = QTimer(QApplication.instance())
    timer.timeout.connect(look)
    timer.start(20)


def choose_file(path: Path) -> None:
    """Put the name of a file into the dialog that asks for one, and press Enter."""

    def act(dialog: QFileDialog) -> None:
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        assert line is not None
        # At once: the dialog changes folders and words under whoever types slowly.
        line.setText(str(path))
        QTest.keyClick(line, Qt.Key.Key_Return)

    answer(QFileDialog, act)


def pick(combo: QComboBox, value: str) -> None:
    """Go down a list of choices by keys."""
    QTest.keyClick(combo, Qt.Key.Key_Home)
    while combo.currentData() != value:
        before = combo.currentIndex()
        QTest.keyClick(combo, Qt.Key.Key_Down)
        assert combo.currentIndex() > before


def accept(dialog: QDialog) -> None:
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)


def open_designer(
    qtbot: QtBot,
    window: MainWindow,
    scan: Path,
    on_type: Callable[[TypeDialog], None] = accept,
) -> ZoneCanvas:
    window.show_page(PageName.FORMS)
    choose_file(scan)
    answer(TypeDialog, on_type)
    come_back(qtbot, window)
    QTest.mouseClick(window.forms.first, Qt.MouseButton.LeftButton)
    assert window.page.name is PageName.DESIGNER
    qtbot.waitUntil(lambda: window.designer.design is not None, timeout=20_000)
    qtbot.waitUntil(lambda: not window.session.bridge.is_busy, timeout=60_000)
    come_back(qtbot, window)
    return window.designer.parts.canvas


def come_back(qtbot: QtBot, window: MainWindow) -> None:
    """The window is in front again after a dialog, as a desktop has it."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def drag(canvas: ZoneCanvas, place: Place) -> None:
    """Draw with the mouse from the upper left corner of a place to its lower right one."""
    rect = canvas.rect_of(place).toRect()
    pull(canvas, rect.topLeft(), rect.bottomRight())


def pull(canvas: ZoneCanvas, start: QPoint, end: QPoint) -> None:
    view = canvas.viewport()
    assert view.rect().contains(start)
    assert view.rect().contains(end)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, (start + end) / 2)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)


def close_to(place: Place, other: Place, by: float = 0.6) -> bool:
    sides = zip(
        (place.left, place.top, place.width, place.height),
        (other.left, other.top, other.width, other.height),
        strict=True,
    )
    return all(abs(one - two) <= by for one, two in sides)


def places(window: MainWindow) -> list[Place]:
    assert window.designer.design is not None
    return [zone.place for zone in window.designer.design.board.zones]


def fields(window: MainWindow) -> list[str]:
    assert window.designer.design is not None
    return [zone.field for zone in window.designer.design.board.zones]


def type_and_take(window: MainWindow, text: str) -> None:
    search = window.designer.parts.fields.search
    assert window.focusWidget() is search
    QTest.keyClicks(search, text)
    QTest.keyClick(search, Qt.Key.Key_Return)


def test_a_zone_is_drawn_by_mouse_and_given_to_a_field_by_keys(
    qtbot: QtBot, window: MainWindow, workshop: FakeBackend
) -> None:
    canvas = open_designer(qtbot, window, workshop.workspace / "trong.png")

    drag(canvas, NAME)
    assert close_to(places(window)[0], NAME)
    assert fields(window) == [""]
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    type_and_take(window, "ho chu dem ten")

    assert fields(window) == ["nksHoTen"]
    assert window.focusWidget() is canvas
    listed = window.designer.parts.fields
    listed.only_free.setFocus()
    QTest.keyClick(listed.only_free, Qt.Key.Key_Space)
    assert "nksHoTen" not in listed.shown
    assert "nksNoiSinh" in listed.shown


def test_a_zone_is_made_moved_resized_and_removed_by_keys_alone(
    qtbot: QtBot, window: MainWindow, workshop: FakeBackend
) -> None:
    canvas = open_designer(qtbot, window, workshop.workspace / "trong.png")

    QTest.keyClick(canvas, Qt.Key.Key_N)
    (first,) = places(window)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    QTest.keyClick(canvas, Qt.Key.Key_Right, CTRL)
    QTest.keyClick(canvas, Qt.Key.Key_Left, SHIFT)
    QTest.keyClick(canvas, Qt.Key.Key_Down, SHIFT)
    (moved,) = places(window)

    assert moved.left - first.left == pytest.approx(1.2)
    assert moved.top - first.top == pytest.approx(1)
    assert moved.width - first.width == pytest.approx(-1)
    assert moved.height - first.height == pytest.approx(1)
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert places(window) == []
    QTest.keyClick(canvas, Qt.Key.Key_Z, CTRL)
    assert places(window) == [moved]
    for _step in range(5):
        QTest.keyClick(canvas, Qt.Key.Key_Z, CTRL)
    assert places(window) == [first]
    QTest.keyClick(canvas, Qt.Key.Key_Y, CTRL)
    assert places(window)[0].left - first.left == pytest.approx(1)


def test_tab_walks_from_zone_to_zone_and_f6_leaves_the_sheet(
    qtbot: QtBot, window: MainWindow, workshop: FakeBackend
) -> None:
    canvas = open_designer(qtbot, window, workshop.workspace / "trong.png")
    drag(canvas, PLACE)
    drag(canvas, NAME)
    design = window.designer.design
    assert design is not None

    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    assert design.board.chosen == 0
    QTest.keyClick(canvas, Qt.Key.Key_Backtab, SHIFT)
    assert design.board.chosen == 1
    QTest.keyClick(canvas, Qt.Key.Key_F6)
    assert window.focusWidget() is window.designer.parts.fields.search
    QTest.keyClick(window.designer.parts.fields.search, Qt.Key.Key_Escape)

    assert window.focusWidget() is canvas
    assert window.page.name is PageName.DESIGNER


def test_the_mouse_moves_a_zone_and_pulls_its_edge(
    qtbot: QtBot, window: MainWindow, workshop: FakeBackend
) -> None:
    canvas = open_designer(qtbot, window, workshop.workspace / "trong.png")
    drag(canvas, NAME)
    before = canvas.rect_of(places(window)[0]).toRect()

    pull(canvas, before.center(), before.center() + QPoint(0, 40))
    (moved,) = places(window)
    after = canvas.rect_of(moved).toRect()
    assert moved.width == pytest.approx(NAME.width, abs=0.6)
    assert abs(after.top() - before.top() - 40) <= 1
    pull(canvas, QPoint(after.right(), after.center().y()), QPoint(after.right() - 60, after.top()))

    wider = canvas.rect_of(places(window)[0]).toRect()
    assert abs(after.width() - wider.width() - 60) <= 2
    assert abs(after.height() - wider.height()) <= 1


def test_a_click_on_paper_draws_nothing_and_no_zone_leaves_the_sheet(
    qtbot: QtBot, window: MainWindow, workshop: FakeBackend
) -> None:
    canvas = open_designer(qtbot, window, workshop.workspace / "trong.png")
    at = canvas.rect_of(NAME).center().toPoint()

    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert places(window) == []
    QTest.keyClick(canvas, Qt.Key.Key_N)
    for _step in range(100):
        QTest.keyClick(canvas, Qt.Key.Key_Left)

    assert places(window)[0].left == 0


def test_several_zones_of_a_field_have_an_order_that_can_be_changed(
    qtbot: QtBot, window: MainWindow, workshop: FakeBackend
) -> None:
    canvas = open_designer(qtbot, window, workshop.workspace / "trong.png")
    for place in (PLACE, NAME):
        drag(canvas, place)
        QTest.keyClick(canvas, Qt.Key.Key_Return)
        type_and_take(window, "noi sinh")
    design = window.designer.design
    assert design is not None
    assert design.zone_name(1).endswith("(2/2)")

    QTest.keyClick(canvas, Qt.Key.Key_Up, ALT)

    assert [round(place.top) for place in places(window)] == [20, 40]
    assert design.board.chosen == 0


def test_suggestions_count_only_when_they_are_accepted(
    qtbot: QtBot, window: MainWindow, workshop: FakeBackend
) -> None:
    workshop.data.suggestions = (Zone("nksHoTen", NAME), Zone("nksNoiSinh", PLACE))
    canvas = open_designer(qtbot, window, workshop.workspace / "trong.png")
    design = window.designer.design
    assert design is not None
    assert design.draft().zones == ()

    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert fields(window) == ["nksNoiSinh"]
    QTest.keyClick(canvas, Qt.Key.Key_G, CTRL)

    assert design.draft().zones == (Zone("nksNoiSinh", PLACE),)


def test_zones_on_each_other_are_warned_of(
    qtbot: QtBot, window: MainWindow, workshop: FakeBackend
) -> None:
    canvas = open_designer(qtbot, window, workshop.workspace / "trong.png")
    drag(canvas, NAME)
    assert not window.designer.parts.warnings.isVisible()

    QTest.keyClick(canvas, Qt.Key.Key_N)
    top = places(window)[1].top
    for _step in range(round(top - NAME.top)):
        QTest.keyClick(canvas, Qt.Key.Key_Up)

    assert "1" in window.designer.parts.warnings.text()
    assert window.designer.parts.warnings.isVisible()


def test_a_trial_shows_each_value_beside_its_paper(
    qtbot: QtBot, window: MainWindow, workshop: FakeBackend
) -> None:
    box = Box(240, 80, 360, 32)
    read = FieldReading(
        "nksHoTen", "Lê Minh Quân", "Lê Minh Quân", 0.9, ReadingState.ACCEPTED, 1, box
    )
    workshop.data.trial = Trial(0.9, sheet_of().picture, 840, 1188, (read,))
    canvas = open_designer(qtbot, window, workshop.workspace / "trong.png")
    drag(canvas, NAME)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    type_and_take(window, "ho chu dem ten")

    choose_file(workshop.workspace / FILLED)
    QTest.keyClick(canvas, Qt.Key.Key_T, CTRL)
    trial = window.designer.parts.trial
    qtbot.waitUntil(lambda: bool(trial.rows))

    assert trial.rows == {"nksHoTen": "Lê Minh Quân"}
    assert "90" in trial.verdict.text
    (tried,) = workshop.data.tried
    assert [zone.field for zone in tried.zones] == ["nksHoTen"]


def test_a_sheet_of_another_form_is_said_not_to_fit(
    qtbot: QtBot, window: MainWindow, workshop: FakeBackend
) -> None:
    workshop.data.trial = Trial(0.0, sheet_of().picture, 840, 1188, ())
    canvas = open_designer(qtbot, window, workshop.workspace / "trong.png")
    QTest.keyClick(canvas, Qt.Key.Key_N)

    choose_file(workshop.workspace / FILLED)
    QTest.mouseClick(window.designer.parts.trial.start, Qt.MouseButton.LeftButton)
    trial = window.designer.parts.trial
    qtbot.waitUntil(lambda: trial.verdict.isVisibleTo(trial))

    assert trial.verdict.text == window.session.text("ui-forms-trial-unfit")
    assert trial.rows == {}


def test_saving_asks_for_what_is_missing_and_shows_the_form_in_the_list(
    qtbot: QtBot, window: MainWindow, workshop: FakeBackend
) -> None:
    canvas = open_designer(qtbot, window, workshop.workspace / "trong.png")
    QTest.keyClick(canvas, Qt.Key.Key_N)
    refused: list[bool] = []

    def look(dialog: SaveDialog) -> None:
        refused.append(dialog.ok.isEnabled())
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    answer(SaveDialog, look)
    QTest.keyClick(canvas, Qt.Key.Key_S, CTRL)
    assert refused == [False]
    come_back(qtbot, window)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    type_and_take(window, "noi sinh")

    def name_it(dialog: SaveDialog) -> None:
        dialog.name.selectAll()
        QTest.keyClicks(dialog.name, "ks-xa")
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)

    answer(SaveDialog, name_it)
    QTest.keyClick(canvas, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: window.page.name is PageName.FORMS)

    (draft,) = workshop.data.saved_forms
    assert (draft.name, draft.document_type) == ("ks-xa", "civil_status.birth")
    assert [form.key for form in window.forms.model.rows] == ["civil_status/ks-xa"]
    assert "ks-xa" in window.banner.text


def test_a_saved_form_is_edited_into_another_version(
    qtbot: QtBot, window: MainWindow, workshop: FakeBackend
) -> None:
    test_saving_asks_for_what_is_missing_and_shows_the_form_in_the_list(qtbot, window, workshop)

    QTest.keyClick(window.forms.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.designer.design is not None)
    come_back(qtbot, window)
    canvas = window.designer.parts.canvas
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    answer(SaveDialog, accept)
    QTest.keyClick(canvas, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: window.page.name is PageName.FORMS)

    first, second = workshop.data.saved_forms
    assert second.replaces is not None
    assert second.replaces.version == first.version != second.version
    assert second.zones[0].place.top == pytest.approx(first.zones[0].place.top + 1)
    assert len(window.forms.model.rows) == 1


def give_up(box: QMessageBox) -> None:
    (drop,) = [one for one in box.buttons() if box.buttonRole(one).name == "DestructiveRole"]
    QTest.mouseClick(drop, Qt.MouseButton.LeftButton)


def test_what_is_not_saved_is_not_left_without_a_question(
    qtbot: QtBot, window: MainWindow, workshop: FakeBackend
) -> None:
    canvas = open_designer(qtbot, window, workshop.workspace / "trong.png")
    QTest.keyClick(canvas, Qt.Key.Key_N)

    answer(QMessageBox, lambda box: QTest.keyClick(box, Qt.Key.Key_Escape))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert window.page.name is PageName.DESIGNER
    come_back(qtbot, window)
    answer(QMessageBox, give_up)
    QTest.mouseClick(window.navigation.button(PageName.CASES), Qt.MouseButton.LeftButton)

    assert window.page.name is PageName.CASES
    assert window.designer.design is None


def test_a_scan_that_is_no_single_sheet_brings_the_list_back_with_the_reason(
    qtbot: QtBot, window: MainWindow, workshop: FakeBackend
) -> None:
    window.show_page(PageName.FORMS)
    choose_file(workshop.workspace / "hong.png")
    QTest.mouseClick(window.forms.first, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: "hong.png" in window.banner.text)
    assert window.page.name is PageName.FORMS


def test_a_new_type_takes_its_names_from_the_paper(
    qtbot: QtBot, window: MainWindow, workshop: FakeBackend
) -> None:
    shown: list[str] = []

    def look(dialog: TypeDialog) -> None:
        shown.extend((dialog.title.currentText(), dialog.name_vi.text(), dialog.key.text()))
        accept(dialog)

    canvas = open_designer(qtbot, window, workshop.workspace / "la.png", look)
    assert shown == ["PHIẾU TIÊM CHỦNG", "Phiếu tiêm chủng", "dia_phuong.phieu_tiem_chung"]
    drag(canvas, NAME)

    def confirm(dialog: FieldDialog) -> None:
        shown.append(dialog.name_vi.text())
        pick(dialog.kind, "name")
        accept(dialog)

    answer(FieldDialog, confirm)
    QTest.keyClick(canvas, Qt.Key.Key_M, CTRL)

    assert shown[-1] == "Họ tên"
    assert fields(window) == ["hoTen"]
    design = window.designer.design
    assert design is not None
    assert design.new_type is not None
    assert [(one.key, one.kind.value) for one in design.new_type.fields] == [("hoTen", "name")]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_words_of_the_designer_are_cut_on_a_small_screen(
    qtbot: QtBot, workshop: FakeBackend, language: str, dark: bool
) -> None:
    backend = FakeBackend(workshop.catalog, workshop.workspace, workshop.data, language=language)
    window = MainWindow(Session(backend, Bridge()))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.apply_look(Look.DARK if dark else Look.LIGHT)
    window.show()
    qtbot.waitExposed(window)
    come_back(qtbot, window)
    canvas = open_designer(qtbot, window, workshop.workspace / "la.png")
    drag(canvas, NAME)
    qtbot.wait(20)

    parts = window.designer.parts
    buttons = (parts.save, parts.add, parts.remove_field, parts.trial.start)
    cut = [one.text() for one in buttons if one.sizeHint().width() > max(one.width(), 376)]
    least = window.minimumSizeHint()
    unnamed = [
        one
        for one in window.designer.findChildren(QLineEdit)
        if one.isVisible() and not one.accessibleName()
    ]

    assert cut == []
    assert unnamed == []
    assert (least.width() <= 1366 / 1.25, least.height() <= 768 / 1.25 - 60) == (True, True)
    window.designer.close_design()
    window.apply_look(Look.LIGHT)
    assert not theme.is_dark
    window.close()


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Workstation]:
    create_workspace(tmp_path / "ws")
    made = open_workspace(tmp_path / "ws", "Trần Thị Mai", "vi")
    yield made
    made.close()


@pytest.fixture
def real_window(qtbot: QtBot, station: Workstation) -> Iterator[MainWindow]:
    made = MainWindow(Session(station, Bridge()))
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    made.designer.close_design()
    made.close()


KINDS = {"Họ và tên trẻ": "name", "Ngày, tháng, năm sinh": "date", "Họ và tên mẹ": "name"}


@pytest.mark.slow
@pytest.mark.tesseract
@pytest.mark.timeout(240)
def test_a_form_unknown_to_the_program_becomes_usable_through_the_designer(
    qtbot: QtBot, real_window: MainWindow, station: Workstation, tmp_path: Path
) -> None:
    """From a blank sheet to a case that the running automation read with it, in one go."""
    window = real_window
    blank = unknown_form.draw(tmp_path / "phieu-trong.png")
    filled = unknown_form.draw(tmp_path / FILLED, unknown_form.VALUES)
    station.start_automation()
    canvas = open_designer(qtbot, window, blank)
    for _step in range(4):
        QTest.keyClick(canvas, Qt.Key.Key_Minus, CTRL)

    labels: list[str] = []
    for slot in unknown_form.slots():
        left, top, right, bottom = slot.room
        drag(canvas, Place(left, top, right - left, bottom - top))

        def confirm(dialog: FieldDialog) -> None:
            labels.append(dialog.name_vi.text())
            pick(dialog.kind, KINDS.get(labels[-1], "text"))
            accept(dialog)

        answer(FieldDialog, confirm)
        QTest.keyClick(canvas, Qt.Key.Key_M, CTRL)
        come_back(qtbot, window)
    assert tuple(labels) == unknown_form.LABELS

    choose_file(filled)
    QTest.keyClick(canvas, Qt.Key.Key_T, CTRL)
    trial = window.designer.parts.trial
    come_back(qtbot, window)
    qtbot.waitUntil(lambda: bool(trial.rows), timeout=60_000)
    assert list(trial.rows.values()) == list(unknown_form.VALUES.values())

    answer(SaveDialog, accept)
    QTest.keyClick(canvas, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: window.page.name is PageName.FORMS, timeout=60_000)
    (form,) = station.catalog.forms
    assert sorted(path.name for path in form.blank.parent.iterdir()) == ["blank.png", "form.toml"]
    assert form.document_type in station.catalog.profiles

    filled.rename(station.inbox / FILLED)
    qtbot.waitUntil(lambda: station.case_count(CaseFilter()) == 1, timeout=90_000)
    (summary,) = station.case_summaries(CaseFilter())
    view = station.case_view(summary.id)
    assert view.case.document_type == "dia_phuong.phieu_dang_ky_tiem_chung"
    assert view.case.record is not None
    texts = {key: value.text for key, value in view.case.record.fields.items()}
    assert list(texts.values()) == list(unknown_form.VALUES.values())
    assert view.case.record.value("ngayThangNamSinh") == "2025-03-12"
