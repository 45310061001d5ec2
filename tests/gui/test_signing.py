"""What is exported is signed: the window asks for the key once, and never shows what was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from gui.fake_backend import FakeBackend
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from digitizer.domain.lifecycle import CaseState
from ui.main_window import MainWindow
from ui.navigation import PageName
from ui.signing.unlocking import UnlockDialog


def approved(qtbot: QtBot, backend: FakeBackend, window: MainWindow) -> None:
    backend.create_batch("Khai sinh 01/2024")
    backend.add_to_batch(1, [2, 3])
    for case_id in (2, 3):
        case = backend.data.cases[case_id]
        backend.data.cases[case_id] = replace(case, state=CaseState.CHECKED)
    backend.submit_batch(1)
    backend.with_actor("Phạm Văn Long").approve_batch(1)
    window.show_page(PageName.BATCHES)
    qtbot.waitUntil(window.actions_set["export-batch"].isEnabled)


def at_dialog(act: Callable[[UnlockDialog], None]) -> list[str]:
    """Do ``act`` with the dialog as soon as it is open; what it said then is in the list."""
    said: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, UnlockDialog)
        try:
            act(dialog)
            said.append(dialog.said)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(200, look)
    return said


def test_the_window_asks_for_the_key_once(
    qtbot: QtBot, backend: FakeBackend, window: MainWindow, tmp_path: Path
) -> None:
    backend.data.signing.signs_packages = True
    approved(qtbot, backend, window)

    def wrong(dialog: UnlockDialog) -> None:
        assert dialog.secret.echoMode() is QLineEdit.EchoMode.Password
        assert not dialog.ok.isEnabled()
        dialog.secret.setText("sai")
        dialog.answer()

    said = at_dialog(wrong)
    window.batches.export(tmp_path)
    assert "keys/office.p12" in said[0]
    assert "sai" not in said[0].split()
    assert backend.data.exported == []

    def right(dialog: UnlockDialog) -> None:
        dialog.secret.setText(backend.data.signing.secret)
        dialog.answer()

    at_dialog(right)
    window.batches.export(tmp_path)
    qtbot.waitUntil(lambda: backend.data.exported == [(1, tmp_path)], timeout=5000)
    qtbot.waitUntil(lambda: not window.batches.result.is_busy, timeout=5000)
    window.batches.export(tmp_path)
    qtbot.waitUntil(lambda: len(backend.data.exported) == 2, timeout=5000)
    qtbot.waitUntil(lambda: not window.batches.result.is_busy, timeout=5000)


def test_nothing_is_asked_where_packages_are_not_signed(
    qtbot: QtBot, backend: FakeBackend, window: MainWindow, tmp_path: Path
) -> None:
    approved(qtbot, backend, window)

    window.batches.export(tmp_path)

    qtbot.waitUntil(lambda: backend.data.exported == [(1, tmp_path)], timeout=5000)
    qtbot.waitUntil(lambda: not window.batches.result.is_busy, timeout=5000)


def test_a_token_is_asked_for_its_pin(
    qtbot: QtBot, backend: FakeBackend, window: MainWindow
) -> None:
    backend.data.signing.signs_packages = backend.data.signing.is_token = True

    dialog = UnlockDialog(window.session, window)
    qtbot.addWidget(dialog)

    assert dialog.secret.accessibleName() == window.session.text("signing-pin")
