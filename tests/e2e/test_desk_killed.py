"""A power cut while somebody types: what was confirmed is there, the desk opens where it was."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from support.program import environment, run
from support.workspace import CLERK, Bench, read_case

from digitizer.bootstrap.workspace import open_workspace

DOUBTS = ("nksHoTen", "nksNgaySinh")
THIRD = "nksNoiSinh"

_OPEN = """
import json, sys, time
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from digitizer.bootstrap.workspace import open_workspace
from ui.app import application
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.session import Session

app = application([])
station = open_workspace(Path(sys.argv[1]), sys.argv[2], "vi")
window = MainWindow(Session(station, Bridge()))
window.resize(1366, 768)
window.show()
window.activateWindow()
desk = window.desk

def wait(seconds):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        app.processEvents()
        time.sleep(0.01)

def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget() or window, key, modifiers)

wait(0.3)
"""

_TYPE = (
    _OPEN
    + """
window.open_case(int(sys.argv[3]))
press(Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
press(Qt.Key.Key_Return)
press(Qt.Key.Key_Return)
QTest.keyClicks(QApplication.focusWidget(), "Tram")
wait(0.3)
place = {"field": desk.parts.form.active, "zoom": desk.parts.canvas.zoom,
         "turn": desk.parts.canvas.turn, "pending": dict(desk.editing.work.pending)}
print(json.dumps(place), flush=True)
wait(60)
"""
)

_LOOK = (
    _OPEN
    + """
print(json.dumps({"page": window.page.name.value, "case": desk.editing.work.case.id,
    "field": desk.parts.form.active, "zoom": desk.parts.canvas.zoom,
    "turn": desk.parts.canvas.turn}), flush=True)
window.session.bridge.close()
"""
)


def _child(script: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        env={**environment(), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    )


def _said(child: subprocess.Popen[str]) -> dict[str, Any]:
    assert child.stdout is not None
    found: dict[str, Any] = json.loads(child.stdout.readline())
    return found


@pytest.mark.slow
def test_a_killed_desk_keeps_what_was_confirmed_and_opens_where_it_was(tmp_path: Path) -> None:
    workspace = tmp_path / "ws"
    assert run("init", workspace).code == 0
    station = open_workspace(workspace, CLERK.name, "vi")
    bench = Bench(station.ports)
    read_case(bench, tmp_path, "a.png", review=DOUBTS)
    case = read_case(bench, tmp_path, "b.png", review=DOUBTS)
    station.close()

    with _child(_TYPE, workspace, CLERK.name, case) as typing:
        before = _said(typing)
        os.kill(typing.pid, signal.SIGKILL)

    assert (before["field"], before["turn"]) == (THIRD, 90)
    assert before["pending"] == {THIRD: "Tram"}
    with _child(_LOOK, workspace, CLERK.name) as looking:
        after = _said(looking)
    assert looking.returncode == 0
    assert (after["page"], after["case"], after["field"]) == ("desk", case, THIRD)
    assert (after["zoom"], after["turn"]) == (before["zoom"], before["turn"])
    station = open_workspace(workspace, CLERK.name, "vi")
    record = station.case_view(case).case.record
    station.close()
    assert record is not None
    assert [record.fields[key].confirmed_by for key in DOUBTS] == [CLERK.name, CLERK.name]
    assert record.fields[THIRD].text == ""
