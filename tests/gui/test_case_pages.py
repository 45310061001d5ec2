"""The pages of a case in a row: every act by key, shown at once, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.lifecycle import CaseState
from digitizer.workflow.ports import CaseFilter
from ui.casepages.cards import Card, PageCards
from ui.casepages.dialog import CasePagesDialog
from ui.casepages.picker import PagePicker, Purpose
from ui.casepages.questions import RemovalDialog, RescanDialog
from ui.casepages.waiting import WaitingDialog
from ui.main_window import MainWindow

CASE = 1


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow, backend: FakeBackend) -> Iterator[CasePagesDialog]:
    """The dialog of a case of three pages."""
    first = backend.data.pages[CASE][0]
    others = [backend.data.pages[other][0] for other in (2, 3)]
    backend.data.pages[CASE] = (first, *others)
    made = CasePagesDialog(window.session, window, CASE)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(lambda: made.cards.count() == 3)
    yield made
    made.close()
    made.deleteLater()


def ids(backend: FakeBackend) -> list[int]:
    return [view.page.id for view in backend.data.pages[CASE]]


def press(
    qtbot: QtBot, dialog: CasePagesDialog, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    qtbot.keyClick(dialog.cards, key, modifier)
    qtbot.waitUntil(lambda: dialog.banner.isVisible() and dialog.can("insert"))


def answer(qtbot: QtBot, kind: type[QDialog], act: str) -> None:
    """Once a dialog of this kind is up, let it be answered."""

    def look() -> None:
        found = QApplication.activeModalWidget()
        is_loading = isinstance(found, PagePicker) and found.chosen is None
        if not isinstance(found, kind) or is_loading:
            QTimer.singleShot(20, look)
        elif isinstance(found, RemovalDialog) and act == "as-case":
            found.as_case.click()
        elif isinstance(found, RescanDialog):
            found.usual[0].click()
        else:
            found.accept()

    QTimer.singleShot(0, look)


NONE, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


def test_pages_are_reordered_by_keys_and_put_back(
    qtbot: QtBot, dialog: CasePagesDialog, backend: FakeBackend
) -> None:
    before = ids(backend)
    qtbot.keyClick(dialog.cards, Qt.Key.Key_Right)
    assert dialog.cards.currentRow() == 1

    press(qtbot, dialog, Qt.Key.Key_Left, CTRL)

    assert ids(backend) == [before[1], before[0], before[2]]
    assert dialog.cards.currentRow() == 0
    press(qtbot, dialog, Qt.Key.Key_Z, CTRL)
    assert ids(backend) == before


def test_a_turn_is_for_good(qtbot: QtBot, dialog: CasePagesDialog, backend: FakeBackend) -> None:
    press(qtbot, dialog, Qt.Key.Key_Right, ALT)

    assert backend.data.pages[CASE][0].page.rotation == 90
    assert dialog.has_changed


def test_a_case_is_split_from_the_chosen_page(
    qtbot: QtBot, dialog: CasePagesDialog, backend: FakeBackend
) -> None:
    before = ids(backend)
    assert not dialog.can("split")
    dialog.cards.setCurrentRow(1)

    press(qtbot, dialog, Qt.Key.Key_T, CTRL)

    made = max(backend.data.cases)
    assert [view.page.id for view in backend.data.pages[made]] == before[1:]
    assert ids(backend) == before[:1]
    assert str(made) in dialog.banner.text
    assert not dialog.can("remove")


def test_a_removed_page_becomes_a_case_to_be_checked(
    qtbot: QtBot, dialog: CasePagesDialog, backend: FakeBackend
) -> None:
    answer(qtbot, RemovalDialog, "as-case")

    press(qtbot, dialog, Qt.Key.Key_Delete, NONE)

    assert len(ids(backend)) == 2
    assert backend.data.cases[max(backend.data.cases)].state is CaseState.TO_CHECK


def test_a_page_takes_the_place_of_another(
    qtbot: QtBot, dialog: CasePagesDialog, backend: FakeBackend
) -> None:
    newest = max(backend.data.cases)
    coming = backend.data.pages[newest][0].page.id
    answer(qtbot, PagePicker, "accept")

    press(qtbot, dialog, Qt.Key.Key_R, CTRL)

    assert ids(backend)[0] == coming
    assert backend.data.cases[newest].state is CaseState.SET_ASIDE


def test_a_page_is_marked_to_be_scanned_again(
    qtbot: QtBot, dialog: CasePagesDialog, backend: FakeBackend
) -> None:
    answer(qtbot, RescanDialog, "accept")

    press(qtbot, dialog, Qt.Key.Key_F9, NONE)

    wish = backend.data.pages[CASE][0].rescan
    assert wish is not None
    assert wish.reason in dialog.cards.item(0).text()
    assert dialog.can("no-rescan")
    assert not dialog.can("rescan")


def test_a_refusal_is_said_and_nothing_is_lost(
    qtbot: QtBot, dialog: CasePagesDialog, backend: FakeBackend
) -> None:
    before = ids(backend)
    backend.data.cases[CASE] = replace(backend.data.cases[CASE], revision=40)

    press(qtbot, dialog, Qt.Key.Key_Right, CTRL)

    assert ids(backend) == before
    assert dialog.banner.isVisible()
    assert not dialog.has_changed


def test_a_closed_case_shows_its_pages_and_lets_nothing_be_done(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    backend.data.cases[CASE] = replace(backend.data.cases[CASE], state=CaseState.APPROVED)
    made = CasePagesDialog(window.session, window, CASE)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.cards.count() == 1)

    assert not any(each.isEnabled() for each in made.buttons.values())


def test_the_picker_says_when_no_page_has_come(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    for case_id in list(backend.data.cases):
        backend.data.cases[case_id] = replace(
            backend.data.cases[case_id], state=CaseState.SET_ASIDE
        )
    picker = PagePicker(window.session, window, CASE, Purpose.INSERT)
    qtbot.addWidget(picker)
    picker.show()

    qtbot.waitUntil(picker.empty.isVisible)
    assert picker.chosen is None


def test_pictures_come_later_and_a_lost_one_is_said(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    good, lost = tmp_path / "good.png", tmp_path / "lost.png"
    QImage(300, 400, QImage.Format.Format_RGB32).save(str(good))
    cards = PageCards(window.session, "Trang")
    qtbot.addWidget(cards)
    cards.show_cards([Card(good, ("Trang 1",)), Card(lost, ("Trang 2",))], 1)
    cards.show()

    qtbot.waitUntil(lambda: cards.picture(good) is not None and cards.is_lost(lost))
    assert cards.currentRow() == 1
    assert not cards.is_lost(good)


def test_the_desk_opens_its_pages_and_shows_them_in_their_new_order(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    others = [backend.data.pages[other][0] for other in (2, 3)]
    backend.data.pages[CASE] = (*backend.data.pages[CASE], *others)
    window.open_case(CASE)
    before = ids(backend)

    def act() -> None:
        found = QApplication.activeModalWidget()
        if not isinstance(found, CasePagesDialog) or not found.can("later"):
            QTimer.singleShot(20, act)
            return
        found.do("later")
        QTimer.singleShot(200, found.reject)

    QTimer.singleShot(0, act)
    qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_P, CTRL)

    assert ids(backend) == [before[1], before[0], before[2]]
    shown = [view.page.id for view in window.desk.editing.work.view.pages]
    assert shown == ids(backend)


def test_an_unreadable_case_is_said_in_the_dialog(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(case_id: int) -> None:
        raise EnvironmentFault("database-damaged", place="digitizer")

    monkeypatch.setattr(backend, "case_view", broken)
    made = CasePagesDialog(window.session, window, CASE)
    qtbot.addWidget(made)
    made.show()

    qtbot.waitUntil(made.banner.isVisible)
    assert not any(each.isEnabled() for each in made.buttons.values())


def test_the_papers_to_fetch_are_listed_copied_and_opened(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    backend.case_pages.ask_rescan(2, 0, "Mất góc")
    dialog = WaitingDialog(window.session, window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 1)

    dialog.copy.click()
    copied = QApplication.clipboard().text().splitlines()
    assert len(copied) == 2
    assert "Mất góc" in copied[1]

    with qtbot.waitSignal(dialog.opened) as opened:
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert opened.args == [2]


def test_no_paper_to_fetch_is_said(qtbot: QtBot, window: MainWindow) -> None:
    dialog = WaitingDialog(window.session, window)
    qtbot.addWidget(dialog)
    dialog.show()

    qtbot.waitUntil(dialog.empty.isVisible)
    assert not dialog.copy.isEnabled()


def test_the_list_of_cases_leaves_those_that_wait_for_a_scan(window: MainWindow) -> None:
    states = window.cases.states
    states.setCurrentIndex(states.count() - 1)

    assert window.cases.model.where == CaseFilter(awaits_scan=True)


def test_a_turned_page_is_read_anew_by_itself(
    qtbot: QtBot, dialog: CasePagesDialog, backend: FakeBackend
) -> None:
    page = backend.data.pages[CASE][0].page

    press(qtbot, dialog, Qt.Key.Key_Right, ALT)

    done = dialog._session.text("pages-done-read")
    qtbot.waitUntil(lambda: dialog.banner.text == done)
    now = backend.data.pages[CASE][0].page
    assert (now.rotation, now.problems) == ((page.rotation + 90) % 360, page.problems)
    assert not dialog.can("read")


def test_a_page_that_could_not_be_read_is_marked_and_read_later(
    qtbot: QtBot,
    dialog: CasePagesDialog,
    backend: FakeBackend,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_desk: object, page_id: int) -> None:
        raise EnvironmentFault("tesseract-missing", page=page_id)

    with monkeypatch.context() as broken:
        broken.setattr(type(backend.case_pages), "read_page", fail)
        press(qtbot, dialog, Qt.Key.Key_Right, ALT)
        qtbot.waitUntil(lambda: dialog.can("read"))
        qtbot.waitUntil(lambda: "Tesseract" in dialog.banner.text)

    qtbot.keyClick(dialog.cards, Qt.Key.Key_F5)

    qtbot.waitUntil(lambda: dialog.can("insert") and not dialog.can("read"))
