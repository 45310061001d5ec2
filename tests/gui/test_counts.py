"""The counts at the edge of the window: brought by a worker, the newest only."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from gui.fake_backend import FakeBackend
from pytestqt.qtbot import QtBot

from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError, EnvironmentFault
from digitizer.domain.lifecycle import CaseState
from digitizer.workflow.overview import StatusReport
from ui.main_window import MainWindow
from ui.situation import PageName

CHANGED = ChangeSet("finish-case", cases=frozenset({1}))


def shown(window: MainWindow) -> str:
    return window.navigation.button(PageName.CASES).text().strip()


def told(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.wait(5)
    qtbot.waitUntil(lambda: not window.session.bridge.is_busy)


def test_the_counts_are_there_at_the_start(qtbot: QtBot, window: MainWindow) -> None:
    told(qtbot, window)
    assert shown(window).endswith("(4)")


def test_a_slow_count_holds_nobody_up_and_only_the_newest_is_shown(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(qtbot, window)
    gate, seen, count = threading.Event(), [], backend.status
    before = shown(window)

    def slow() -> StatusReport:
        seen.append(threading.current_thread().name)
        assert gate.wait(10)
        return count()

    monkeypatch.setattr(backend, "status", slow)
    backend.data.cases[1] = replace(backend.data.cases[1], state=CaseState.CHECKED)
    for _ in range(5):
        window._on_change(CHANGED)
    assert shown(window) == before

    gate.set()
    told(qtbot, window)

    assert shown(window) != before
    assert len(seen) == 2
    assert all(name.startswith("ui-work") for name in seen)


def test_counts_that_cannot_be_read_are_told(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(qtbot, window)
    said: list[DigitizerError] = []
    window.session.on_error = said.append

    def fail() -> StatusReport:
        raise EnvironmentFault("database-locked", place="x")

    monkeypatch.setattr(backend, "status", fail)
    window._on_change(CHANGED)
    told(qtbot, window)
    assert [error.code for error in said] == ["database-locked"]


def test_a_window_built_anew_counts_again(qtbot: QtBot, window: MainWindow) -> None:
    told(qtbot, window)
    window.take_preferences(replace(window.session.preferences, language="en"))
    told(qtbot, window)
    assert shown(window).startswith("Cases")
    assert "(" in shown(window)
