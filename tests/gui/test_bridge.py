"""The seam between threads: everything arrives, in the window's thread, and nothing stays."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import DigitizerError, NotFound
from ui.bridge import Bridge


@pytest.fixture
def bridge(qtbot: QtBot) -> Bridge:
    return Bridge()


def test_changes_from_other_threads_arrive_in_the_windows_thread(
    qtbot: QtBot, bridge: Bridge
) -> None:
    seen: list[tuple[int, frozenset[int]]] = []
    bridge.listen(lambda change: seen.append((threading.get_ident(), change.cases)))

    with ThreadPoolExecutor(4) as pool:
        list(
            pool.map(
                lambda number: bridge.publish(ChangeSet("read", cases=frozenset({number}))),
                range(200),
            )
        )

    qtbot.waitUntil(lambda: len(frozenset().union(*(cases for _, cases in seen))) == 200)
    assert {thread for thread, _ in seen} == {threading.get_ident()}
    assert len(seen) < 200
    bridge.close()


def test_long_work_runs_elsewhere_and_answers_here(qtbot: QtBot, bridge: Bridge) -> None:
    answers: list[tuple[int, int]] = []
    bridge.run(
        threading.get_ident,
        lambda worker: answers.append((worker, threading.get_ident())),
        lambda _error: None,
    )

    qtbot.waitUntil(lambda: bool(answers))
    worker, here = answers[0]
    assert worker != here == threading.get_ident()
    assert not bridge.is_busy
    bridge.close()


def test_an_expected_error_of_long_work_is_handed_over(qtbot: QtBot, bridge: Bridge) -> None:
    errors: list[DigitizerError] = []

    def work() -> None:
        raise NotFound("no-batch", batch="1")

    bridge.run(work, lambda _none: None, errors.append)

    qtbot.waitUntil(lambda: bool(errors))
    assert errors[0].code == "no-batch"
    bridge.close()


def test_after_closing_nothing_is_delivered_and_no_thread_is_left(
    qtbot: QtBot, bridge: Bridge
) -> None:
    seen: list[ChangeSet] = []
    bridge.listen(seen.append)
    bridge.run(lambda: None, lambda _none: None, lambda _error: None)
    bridge.publish(ChangeSet("read"))

    bridge.close()
    bridge.publish(ChangeSet("read"))
    qtbot.wait(80)

    assert seen == []
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("ui-work")]


def test_five_thousand_emits_do_not_wear_the_interpreter_out(qtbot: QtBot) -> None:
    """PySide6 6.12.0 loses a reference to True on each emit and aborts after some hundred."""

    class Sender(QObject):
        told = Signal(object)

    sender = Sender()
    count = 0

    def receive(_change: object) -> None:
        nonlocal count
        count += 1

    sender.told.connect(receive)
    for number in range(5000):
        sender.told.emit(ChangeSet("read", cases=frozenset({number})))

    assert count == 5000
