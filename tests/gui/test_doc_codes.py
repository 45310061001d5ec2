"""Codes of documents are given from the list of batches, and the window says how many."""

from __future__ import annotations

import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from digitizer.domain.errors import InvalidInput
from ui.main_window import MainWindow
from ui.situation import PageName
from ui.theme import Tone


@pytest.fixture
def chosen(qtbot: QtBot, window: MainWindow, backend: FakeBackend) -> MainWindow:
    """The list of batches with one of three cases chosen."""
    backend.create_batch("Công văn đi 2019")
    backend.add_to_batch(1, [1, 2, 3])
    window.show_page(PageName.BATCHES)
    qtbot.waitUntil(lambda: window.batches.model.rowCount() == 1)
    window.batches.table.select_id(1)
    return window


def said(window: MainWindow) -> list[tuple[str, Tone]]:
    heard: list[tuple[str, Tone]] = []
    window.batches.said.connect(lambda text, tone: heard.append((text, tone)))
    return heard


def test_the_keys_give_codes_and_the_window_says_how_many(
    qtbot: QtBot, chosen: MainWindow, backend: FakeBackend
) -> None:
    heard = said(chosen)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(chosen, Qt.Key.Key_F12, keys)
    assert list(backend.data.doc_codes.given) == [1, 2, 3]
    assert heard == [("Đã cấp 3 mã tài liệu; 0 văn bản đã có mã từ trước.", Tone.GOOD)]


def test_documents_that_wait_are_said_as_well(chosen: MainWindow, backend: FakeBackend) -> None:
    backend.data.doc_codes.left_out = (2,)
    heard = said(chosen)
    chosen.batches.give_doc_codes()
    ((text, tone),) = heard
    assert text.startswith("Đã cấp 2 mã tài liệu")
    assert text.endswith("1 văn bản chưa được cấp vì chưa rõ tên loại.")
    assert tone is Tone.WARN


def test_what_is_missing_is_said_with_what_to_do(chosen: MainWindow, backend: FakeBackend) -> None:
    backend.data.doc_codes.refused = InvalidInput("organisation-not-set")
    heard = said(chosen)
    chosen.batches.give_doc_codes()
    assert heard == []
    assert "digitizer.toml" in chosen.banner.text
