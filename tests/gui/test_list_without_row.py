"""A list in which nothing is chosen asks its worker for nothing: a negative offset is an error in
PostgreSQL."""

from __future__ import annotations

import pytest
from gui.fake_backend import FakeBackend
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.situation import PageName


def test_no_row_is_no_page(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    look = backend.case_summaries

    def remembered(where: object, *, offset: int = 0, **how: object) -> object:
        asked.append(offset)
        return look(where, offset=offset, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(backend, "case_summaries", remembered)
    window.show_page(PageName.CASES)
    model = window.case_model
    assert model.row_at(-1) is None
    qtbot.waitUntil(lambda: not window.session.bridge.is_busy)
    qtbot.wait(50)
    assert asked
    assert min(asked) >= 0
