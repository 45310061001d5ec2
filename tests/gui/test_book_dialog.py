"""Declaring pages and whole books in the window: by the keyboard, with what the images and numbers
say at once."""

from __future__ import annotations

import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QListWidget, QSpinBox
from pytestqt.qtbot import QtBot

from digitizer.domain.book import Book, MissingNumber, MissingReason
from digitizer.domain.page_count import (
    Image,
    LooseImage,
    PageCount,
    PageNote,
    PageReason,
    Shows,
)
from ui.batches.book_dialog import BookDialog
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.session import Session
from ui.situation import PageName


def _dialog(
    qtbot: QtBot, backend: FakeBackend, book: Book | None = None, count: PageCount | None = None
) -> BookDialog:
    backend.create_batch("KS 01/2024")
    backend.add_to_batch(1, [1, 2, 3])
    backend.declare_book(1, book)
    backend.page_counts.declare(1, count)
    made = BookDialog(
        Session(backend, Bridge()),
        None,
        backend.page_counts.look(1),
        lambda declared: backend.batch_findings(1, declared),
    )
    qtbot.addWidget(made)
    made.show()
    return made


def _type(spin: QSpinBox, digits: str) -> None:
    spin.setFocus()
    spin.selectAll()
    QTest.keyClicks(spin, digits)


def _lines(listed: QListWidget) -> list[str]:
    return [listed.item(place).text() for place in range(listed.count())]


def test_a_book_is_declared_with_the_keyboard(qtbot: QtBot, backend: FakeBackend) -> None:
    dialog = _dialog(qtbot, backend)
    assert dialog.book is None
    QTest.keyClick(dialog.tabs, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    panel = dialog.of_book
    assert panel.isVisible()
    panel.is_book.setFocus()
    QTest.keyClick(panel.is_book, Qt.Key.Key_Space)
    for spin, digits in ((panel.first, "2"), (panel.last, "40"), (panel.total, "39")):
        _type(spin, digits)
    _type(panel.gone.first, "7")
    _type(panel.gone.last, "8")
    QTest.keyClick(panel.gone.add, Qt.Key.Key_Space)

    gone = tuple(MissingNumber(number, MissingReason.TORN) for number in (7, 8))
    assert dialog.book == Book(2, 40, gone, 39)
    assert _lines(panel.gone.listed) == ["7–8: trang rách"]
    panel.gone.listed.setCurrentRow(0)
    QTest.keyClick(panel.gone.remove, Qt.Key.Key_Space)
    assert dialog.book == Book(2, 40, (), 39)


def test_what_disagrees_is_shown_while_declaring(qtbot: QtBot, backend: FakeBackend) -> None:
    dialog = _dialog(qtbot, backend, Book(closing_total=50))
    assert any("50" in line for line in _lines(dialog.found))
    dialog.of_book.total.setValue(0)
    assert not any("50" in line for line in _lines(dialog.found))


def test_a_declared_book_comes_back_as_it_was(qtbot: QtBot, backend: FakeBackend) -> None:
    gone = (
        MissingNumber(3, MissingReason.LOST),
        MissingNumber(4, MissingReason.LOST),
        MissingNumber(9, MissingReason.CANCELLED),
    )
    book = Book(1, 30, gone, 30)
    assert _dialog(qtbot, backend, book).book == book


def test_pages_are_declared_with_the_keyboard(qtbot: QtBot, backend: FakeBackend) -> None:
    dialog = _dialog(qtbot, backend)
    panel, images = dialog.of_pages, dialog.of_pages._seen.images.total
    assert dialog.count is None
    assert any("Chưa ai khai số trang" in line for line in _lines(dialog.found))
    _type(panel.pages, str(images + 1))
    QTest.keyClick(panel.pages, Qt.Key.Key_Tab)
    assert dialog.count == PageCount(images + 1)
    assert any("Thiếu 1 ảnh" in line for line in _lines(dialog.found))

    panel.notes.reason.setCurrentIndex(panel.notes.reason.findData(PageReason.EMPTY.value))
    _type(panel.notes.first, "2")
    QTest.keyClick(panel.notes.first, Qt.Key.Key_Return)
    assert dialog.isVisible(), "Enter in a number adds it and does not close the dialog"
    assert dialog.count == PageCount(images + 1, (PageNote(2, PageReason.EMPTY),))
    assert _lines(dialog.found) == ["Không có gì chưa khớp."]
    _type(panel.pages, "1")
    QTest.keyClick(panel.pages, Qt.Key.Key_Tab)
    assert dialog.count == PageCount(1), "a note on a page that there is not goes with it"


def test_what_was_said_of_a_page_last_counts(qtbot: QtBot, backend: FakeBackend) -> None:
    note, empty = PageNote(2, PageReason.STICKY_NOTE), PageNote(2, PageReason.EMPTY)
    dialog = _dialog(qtbot, backend, count=PageCount(9, (note, note)))
    assert dialog.count == PageCount(9, (note, note))
    panel = dialog.of_pages.notes
    panel.reason.setCurrentIndex(panel.reason.findData(PageReason.EMPTY.value))
    panel.first.setValue(2)
    panel.add.click()
    assert dialog.count == PageCount(9, (empty,))


def test_the_handover_offers_its_sheets(qtbot: QtBot, backend: FakeBackend) -> None:
    backend.data.page_counts.handed_over = 120
    dialog = _dialog(qtbot, backend)
    assert dialog.count is None
    assert "120" in dialog.of_pages.offer.text()
    QTest.keyClick(dialog.of_pages.offer, Qt.Key.Key_Space)
    assert dialog.count == PageCount(120)


def test_images_in_no_case_are_declared_one_by_one_or_all_blank_ones(
    qtbot: QtBot, backend: FakeBackend
) -> None:
    backend.data.page_counts.loose = (
        Image(901, "bia.pdf", 1, is_in_case=False),
        Image(902, "bia.pdf", 2, is_in_case=False, is_blank=True),
    )
    dialog = _dialog(qtbot, backend, count=PageCount(7))
    panel = dialog.of_pages
    assert "bia.pdf 1, 2" in "".join(_lines(dialog.found))
    assert not panel.propose.isHidden()
    QTest.keyClick(panel.propose, Qt.Key.Key_Space)
    assert dialog.count == PageCount(7, (), (LooseImage(902, Shows.BLANK),))
    panel.loose.setCurrentRow(0)
    panel.shows.setFocus()
    QTest.keyClick(panel.shows, Qt.Key.Key_Down)
    assert dialog.count is not None
    assert dialog.count.loose == (LooseImage(901, Shows.COVER), LooseImage(902, Shows.BLANK))
    assert not any("không thuộc hồ sơ nào" in line for line in _lines(dialog.found))


def test_the_page_stores_what_was_declared(
    window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend.create_batch("KS 01/2024")
    window.show_page(PageName.BATCHES)

    def answer(dialog: BookDialog) -> int:
        dialog.of_book.is_book.setChecked(True)
        dialog.of_book.total.setValue(12)
        dialog.of_pages.pages.setValue(40)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(BookDialog, "exec", answer)
    window.batches.declare_book()
    assert backend.data.batches[1].book == Book(closing_total=12)
    assert backend.data.batches[1].page_count == PageCount(40)
