"""What the register of people knows is offered at the desk with its source, never filled in."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.people.evidence import Verdict
from digitizer.domain.people.mention import Aspect, Fact, Mention, MentionId
from digitizer.domain.people.offers import Offer as Known
from digitizer.domain.record import ValueState
from digitizer.domain.values.canonical import shown
from digitizer.workflow.people_case import KnownValue
from ui.desk.offer import Offer
from ui.main_window import MainWindow

NUMBER = "meSoDinhDanhCaNhan"
MOTHER = "meHoTen"
VALUE = "020196000123"


def known(
    backend: FakeBackend, field: str, value: str, verdict: Verdict = Verdict.SAME, case_id: int = 12
) -> KnownValue:
    """A value that another case gives the mother."""
    doc_type = backend.catalog.types["civil_status.birth"]
    spec = doc_type.field(field)
    assert spec is not None
    fact = Fact(Aspect.NUMBER, field, value)
    name = Fact(Aspect.NAME, MOTHER, "Hoàng Thị Phương")
    source = Mention(MentionId(case_id, MOTHER), doc_type.key, "mother", "", (name, fact))
    text = shown(spec, value, backend.catalog.code_list_of(spec))
    return KnownValue(Known(field, value, source, fact, verdict, 9.0), spec.label, text)


def opened(qtbot: QtBot, window: MainWindow, key: str, case_id: int = 1) -> None:
    window.open_case(case_id)
    window.desk.parts.form.focus_field(key)
    arrived(qtbot, window)


def arrived(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.wait(20)
    qtbot.waitUntil(lambda: not window.session.bridge.is_busy)


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    active = window.desk.parts.form.active
    assert active is not None
    QTest.keyClick(window.desk.parts.form.row(active).edit, key, modifier)


def offers(window: MainWindow) -> list[Offer]:
    """What the strip offers for the field in hand."""
    return [each for each in window.desk.parts.reasons.offers if each.isVisible()]


def test_a_known_value_is_offered_with_its_source_and_not_filled_in(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    backend.data.known[1] = (known(backend, NUMBER, VALUE),)
    opened(qtbot, window, NUMBER)

    (offer,) = offers(window)
    assert (offer.text_offered, offer.source) == (VALUE, "theo hồ sơ 12, mẹ")
    assert offer.accessibleName() == f"Phương án 1: {VALUE}, theo hồ sơ 12, mẹ"
    assert window.desk.parts.form.row(NUMBER).edit.text() == ""
    assert window.desk.editing.work.pending == {}


def test_alt_and_a_digit_take_it_as_the_clerks_own_value(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    backend.data.known[1] = (known(backend, NUMBER, VALUE),)
    opened(qtbot, window, NUMBER)

    assert backend.data.edits[1] == []
    press(window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)

    record = backend.data.cases[1].record
    assert record is not None
    value = record.fields[NUMBER]
    assert (value.value, value.state) == (VALUE, ValueState.CONFIRMED)
    assert value.confirmed_by == backend.actor.name


def test_readings_come_before_what_the_register_knows(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    backend.data.known[1] = (
        known(backend, MOTHER, "Hoàng Thị Phương", Verdict.MAYBE),
        known(backend, MOTHER, "Hoàng Thị Phượng Anh", Verdict.MAYBE, 15),
    )
    opened(qtbot, window, MOTHER)

    work = window.desk.editing.work
    assert work.candidates(MOTHER) == ("Hoàng Thị Phương", "Hoàng Thị Phượng Anh")
    first, second = offers(window)
    # The second reading of the machine agrees with another case, and says so.
    maybe = "mẹ Hoàng Thị Phương (chưa chắc là cùng một người)"
    assert first.source == f"theo hồ sơ 12, {maybe}"
    assert second.source == f"theo hồ sơ 15, {maybe}"
    assert window.actions_set["candidate-2"].isEnabled()
    assert not window.actions_set["candidate-3"].isEnabled()
    press(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert window.desk.parts.form.row(MOTHER).edit.text() == "Hoàng Thị Phượng Anh"


def test_an_optional_field_comes_into_sight_when_something_is_known_for_it(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    opened(qtbot, window, MOTHER, case_id=1)
    form = window.desk.parts.form
    assert not form.row(NUMBER).isVisible()
    place = form.row(MOTHER).edit.mapTo(form, form.rect().topLeft()).y()
    backend.data.known[1] = (known(backend, NUMBER, VALUE),)
    window.desk._asked = None
    window.desk._ask_register()
    arrived(qtbot, window)

    assert form.row(NUMBER).isVisible()
    assert form.active == MOTHER
    assert form.row(MOTHER).edit.mapTo(form, form.rect().topLeft()).y() == place


def test_a_code_is_offered_in_words(qtbot: QtBot, window: MainWindow, backend: FakeBackend) -> None:
    backend.data.known[3] = (known(backend, "nksGioiTinh", "1"),)
    opened(qtbot, window, "nksGioiTinh", case_id=3)
    assert window.desk.editing.work.candidates("nksGioiTinh") == ("Nam",)


def test_opening_a_case_does_not_wait_for_the_register(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend.data.known[1] = (known(backend, NUMBER, VALUE),)
    gate = threading.Event()
    in_thread: list[str] = []

    def slow(self: FakeBackend, case_id: int, typed: object = None) -> tuple[KnownValue, ...]:
        in_thread.append(threading.current_thread().name)
        assert gate.wait(20)
        return self.data.known.get(case_id, ())

    monkeypatch.setattr(FakeBackend, "offers", slow)
    try:
        window.open_case(1)
        window.desk.parts.form.focus_field(NUMBER)
        QTest.keyClicks(window.desk.parts.form.row(NUMBER).edit, "02")
        assert window.desk.editing.work.case.id == 1
        assert offers(window) == []
    finally:
        gate.set()
    arrived(qtbot, window)

    assert in_thread[0].startswith("ui-work")
    assert len(offers(window)) == 1
    edit = window.desk.parts.form.row(NUMBER).edit
    assert edit.text() == "02"
    assert QApplication.focusWidget() is edit
    assert window.isActiveWindow()


def test_what_comes_late_for_another_case_is_dropped(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend.data.known[1] = (known(backend, NUMBER, VALUE),)
    gate = threading.Event()

    def slow(self: FakeBackend, case_id: int, typed: object = None) -> tuple[KnownValue, ...]:
        assert case_id != 1 or gate.wait(20)
        return self.data.known.get(case_id, ())

    monkeypatch.setattr(FakeBackend, "offers", slow)
    try:
        window.open_case(1)
        window.open_case(2)
    finally:
        gate.set()
    arrived(qtbot, window)

    assert window.desk.editing.work.case.id == 2
    assert window.desk.editing.work.known == ()


def test_a_stored_value_asks_the_register_anew(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    opened(qtbot, window, MOTHER)
    assert window.desk.editing.work.known == ()
    backend.data.known[1] = (known(backend, NUMBER, VALUE),)

    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    arrived(qtbot, window)

    assert window.desk.editing.work.candidates(NUMBER) == (VALUE,)


def test_a_finished_case_is_offered_nothing(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    backend.data.known[1] = (known(backend, NUMBER, VALUE),)
    backend.data.cases[1] = replace(backend.data.cases[1], state=CaseState.APPROVED)
    opened(qtbot, window, NUMBER)
    assert offers(window) == []
    assert not window.actions_set["candidate-1"].isEnabled()


def test_a_register_that_cannot_be_read_leaves_the_case_to_be_corrected(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: FakeBackend, case_id: int, typed: object = None) -> tuple[KnownValue, ...]:
        raise EnvironmentFault("form-blank-lost", file="x")

    monkeypatch.setattr(FakeBackend, "offers", broken)
    opened(qtbot, window, MOTHER)

    assert window.banner.isVisible()
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    assert len(backend.data.edits[1]) == 1
