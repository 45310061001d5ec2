"""Declaring a whole book in the window: by the keyboard, with what its numbers say at once."""

from __future__ import annotations

import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QListWidget
from pytestqt.qtbot import QtBot

from digitizer.domain.book import Book, MissingNumber, MissingReason
from ui.batches import batches_page
from ui.batches.book_dialog import BookDialog
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.session import Session
from ui.situation import PageName


def _dialog(qtbot: QtBot, backend: FakeBackend, book: Book | None) -> BookDialog:
    backend.create_batch("KS 01/2024")
    backend.add_to_batch(1, [1, 2, 3])
    made = BookDialog(
        Session(backend, Bridge()), None, "KS 01/2024", book,
        lambda declared: backend.batch_findings(1, declared),
    )  # fmt: skip
    qtbot.addWidget(made)
    made.show()
    return made


def _lines(listed: QListWidget) -> list[str]:
    return [listed.item(place).text() for place in range(listed.count())]


def test_a_book_is_declared_with_the_keyboard(qtbot: QtBot, backend: FakeBackend) -> None:
    dialog = _dialog(qtbot, backend, None)
    assert dialog.book is None
    dialog.is_book.setFocus()
    QTest.keyClick(dialog.is_book, Qt.Key.Key_Space)
    for spin, digits in ((dialog.first, "2"), (dialog.last, "40"), (dialog.total, "39")):
        spin.setFocus()
        spin.selectAll()
        QTest.keyClicks(spin, digits)
    dialog.gap_first.setFocus()
    dialog.gap_first.selectAll()
    QTest.keyClicks(dialog.gap_first, "7")
    dialog.gap_last.selectAll()
    QTest.keyClicks(dialog.gap_last, "8")
    QTest.keyClick(dialog.add, Qt.Key.Key_Space)

    gone = tuple(MissingNumber(number, MissingReason.TORN) for number in (7, 8))
    assert dialog.book == Book(2, 40, gone, 39)
    assert _lines(dialog.gone) == ["7–8: trang rách"]
    dialog.gone.setCurrentRow(0)
    QTest.keyClick(dialog.remove, Qt.Key.Key_Space)
    assert dialog.book == Book(2, 40, (), 39)


def test_what_disagrees_is_shown_while_declaring(qtbot: QtBot, backend: FakeBackend) -> None:
    dialog = _dialog(qtbot, backend, Book(closing_total=50))
    assert any("50" in line for line in _lines(dialog.found))
    dialog.total.setValue(0)
    assert not any("50" in line for line in _lines(dialog.found))


def test_a_declared_book_comes_back_as_it_was(qtbot: QtBot, backend: FakeBackend) -> None:
    gone = (
        MissingNumber(3, MissingReason.LOST),
        MissingNumber(4, MissingReason.LOST),
        MissingNumber(9, MissingReason.CANCELLED),
    )
    book = Book(1, 30, gone, 30)
    assert _dialog(qtbot, backend, book).book == book


def test_the_page_stores_what_was_declared(
    window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend.create_batch("KS 01/2024")
    window.show_page(PageName.BATCHES)

    def answer(dialog: BookDialog) -> int:
        dialog.is_book.setChecked(True)
        dialog.total.setValue(12)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(batches_page.BookDialog, "exec", answer)
    window.batches.declare_book()
    assert backend.data.batches[1].book == Book(closing_total=12)
