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
    assert heard == [("Đang cấp mã tài liệu cho lô “Công văn đi 2019”…", Tone.ACCENT)]
    QTest.keyClick(chosen, Qt.Key.Key_F12, keys)
    qtbot.waitUntil(lambda: len(heard) > 1)
    assert list(backend.data.doc_codes.given) == [1, 2, 3]
    assert heard[1:] == [("Đã cấp 3 mã tài liệu; 0 văn bản đã có mã từ trước.", Tone.GOOD)]


def test_documents_that_wait_are_said_as_well(
    qtbot: QtBot, chosen: MainWindow, backend: FakeBackend
) -> None:
    backend.data.doc_codes.left_out = (2,)
    backend.data.doc_codes.unclear = (3,)
    heard = said(chosen)
    chosen.batches.give_doc_codes()
    qtbot.waitUntil(lambda: len(heard) > 1)
    text, tone = heard[-1]
    assert text.startswith("Đã cấp 1 mã tài liệu")
    assert "1 văn bản chưa được cấp vì chưa rõ tên loại." in text
    assert text.endswith("chưa được xác nhận hoặc không đúng dạng mã.")
    assert tone is Tone.WARN


def test_what_is_missing_is_said_with_what_to_do(
    qtbot: QtBot, chosen: MainWindow, backend: FakeBackend
) -> None:
    backend.data.doc_codes.refused = InvalidInput("organisation-not-set")
    heard = said(chosen)
    chosen.batches.give_doc_codes()
    qtbot.waitUntil(lambda: "digitizer.toml" in chosen.banner.text)
    assert len(heard) == 1
    assert not chosen.batches.coding.is_busy
