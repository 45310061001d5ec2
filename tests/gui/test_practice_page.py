"""Practice: beginning from the office's window, and the window of practice itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from gui.fake_backend import NOW, FakeBackend
from gui.test_accessibility import cut_widgets
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import EnvironmentFault, NotAllowed
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.pace import ErrorKind
from digitizer.domain.practice import Exercise, Level, Marked, Miss, PracticeView
from digitizer.domain.preferences import Preferences
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.practice.differing import marked_texts
from ui.practice.layout import FAILED, SHOWN
from ui.practice.practice_page import PracticePage
from ui.session import Session
from ui.situation import PageName

BIRTH = "civil_status.birth"
TONE = Miss("nksHoTen", "Lê Vủ", "Lê Vũ", ErrorKind.HOOK_TILDE)
DATE = Miss("nksNgaySinh", "03/02/1990", "02/03/1990", ErrorKind.DATE_ORDER)
EXERCISE = Exercise(BIRTH, Level.CLEAN, 10, 1)


def marked(case_id: int, *misses: Miss, exercise: int = 1, keys: int | None = 12) -> Marked:
    at = NOW + timedelta(minutes=case_id)
    name = f"luyen-tap-{case_id}.jpg"
    return Marked(case_id, name, BIRTH, Level.CLEAN, exercise, 24, misses, at, 90.0, keys)


def set_view(backend: FakeBackend, view: PracticeView) -> None:
    backend.data.practice.views[backend.actor.name] = view


def opened(qtbot: QtBot, window: MainWindow) -> PracticePage:
    window.actions_set["go-practice"].trigger()
    page = window.practice
    qtbot.waitUntil(lambda: page.parts.stack.currentIndex() in (SHOWN, FAILED), timeout=5000)
    return page


@pytest.fixture
def inside(qtbot: QtBot, backend: FakeBackend) -> Iterator[MainWindow]:
    """The window of practice, with one exercise in hand."""
    backend.data.is_practice = True
    set_view(backend, PracticeView(EXERCISE, 4, 3, 3))
    made = MainWindow(Session(backend, Bridge()))
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(lambda: made.practice.parts.stack.currentIndex() == SHOWN, timeout=5000)
    yield made
    made.desk.editing.close()
    made.close()
    made.deleteLater()


def test_one_who_never_practised_is_led_to_the_first_exercise(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = opened(qtbot, window)
    assert page.parts.last.name.text() == "Bạn chưa luyện bài nào."
    assert page.parts.results.currentIndex() == 1
    assert page.parts.order.begin.hasFocus()
    assert not page.parts.last.go_on.isVisible()
    assert not page.situation().has_exercise


def test_beginning_opens_a_window_of_its_own(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    page = opened(qtbot, window)
    order = page.parts.order
    order.type.setCurrentIndex(order.type.findData("civil_status.marriage"))
    order.level.setCurrentIndex(order.level.findData(Level.WORN))
    order.cases.setCurrentIndex(order.cases.findData(20))
    assert "Mép rách" in order.about.text()
    qtbot.keyClick(order.begin, Qt.Key.Key_Space)
    assert not order.begin.isEnabled()
    qtbot.waitUntil(lambda: window.banner.text.startswith("Cửa sổ luyện tập đã mở"), timeout=5000)
    assert backend.data.practice.started == [Exercise("civil_status.marriage", Level.WORN, 20)]
    assert backend.data.practice.opened == 1
    window.actions_set["practice-start"].trigger()
    qtbot.waitUntil(lambda: "đang mở" in window.banner.text, timeout=5000)


def test_what_stands_in_the_way_is_said_and_nothing_is_stuck(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    page = opened(qtbot, window)
    backend.data.practice.start_error = EnvironmentFault("tesseract-missing")
    page.parts.order.begin.click()
    qtbot.waitUntil(lambda: "Tesseract" in window.banner.text, timeout=5000)
    assert backend.data.practice.opened == 0
    assert page.parts.order.begin.isEnabled()


def test_another_of_the_same_kind_is_one_key(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    set_view(backend, PracticeView(EXERCISE, 10, 0, 0, (marked(1),)))
    page = opened(qtbot, window)
    assert page.parts.last.state.text() == "Bài này đã xong."
    window.actions_set["practice-again"].trigger()
    qtbot.waitUntil(lambda: backend.data.practice.opened == 1, timeout=5000)
    begun = backend.data.practice.started[0]
    assert (begun.document_type, begun.level, begun.cases) == (BIRTH, Level.CLEAN, 10)


def test_the_advised_level_is_said_and_chosen(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    five = tuple(marked(case_id) for case_id in range(1, 6))
    set_view(backend, PracticeView(EXERCISE, 10, 0, 0, five))
    page = opened(qtbot, window)
    assert page.parts.order.advice.text() == "Nên luyện tiếp: như thường gặp"
    assert page.parts.order.exercise.level is Level.USUAL
    page.parts.order.level.setCurrentIndex(0)
    page._reload()
    qtbot.wait(50)
    assert page.parts.order.exercise.level is Level.CLEAN


def test_the_results_show_what_was_missed_and_what_is_right(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    past = (marked(1, TONE, TONE, exercise=1, keys=30), marked(2, TONE, DATE, exercise=2))
    set_view(backend, PracticeView(replace(EXERCISE, number=2), 4, 2, 0, past))
    page = opened(qtbot, window)
    assert page.parts.table.current_id() == 2
    words = [each.text() for each in page.parts.mistakes.findChildren(QLabel)]
    assert "Hồ sơ 2: sai 2/24 trường" in words
    assert "Lê V<b><u>ủ</u></b>" in words
    assert "Lê V<b><u>ũ</u></b>" in words
    assert "Ngày, tháng đảo chỗ" in words
    assert page.parts.figures["right"].value == "91,7 %"
    assert page.parts.figures["keys"].value == "12"
    assert "30" in page.parts.figures["keys"].usual
    assert "Hồ sơ 1: sai 2 trường" in page.parts.bars.accessibleDescription()
    assert not page.parts.mistakes.open.isVisible()


def test_another_person_sees_nothing_of_it(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    set_view(backend, PracticeView(EXERCISE, 4, 0, 0, (marked(1, TONE),)))
    page = opened(qtbot, window)
    assert page.parts.model.rowCount() == 1
    window.switch_user("Đỗ Văn Tư")
    assert page.parts.model.rowCount() == 0
    assert page.parts.mistakes.marked is None
    qtbot.waitUntil(lambda: page.parts.stack.currentIndex() == SHOWN, timeout=5000)
    assert page.parts.last.name.text() == "Bạn chưa luyện bài nào."


def test_a_folder_that_is_gone_is_said_and_tried_again(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    backend.data.practice.error = EnvironmentFault("practice-gone", folder="/x")
    page = opened(qtbot, window)
    assert page.parts.stack.currentIndex() == FAILED
    assert "không còn nữa" in window.banner.text
    backend.data.practice.error = None
    page.parts.again.click()
    qtbot.waitUntil(lambda: page.parts.stack.currentIndex() == SHOWN, timeout=5000)


def test_deleting_asks_first(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_view(backend, PracticeView(EXERCISE, 4, 0, 0, (marked(1, TONE),)))
    page = opened(qtbot, window)
    answers = ["Giữ lại", "Xóa"]

    def answer(box: QMessageBox) -> int:
        wanted = answers.pop(0)
        next(each for each in box.buttons() if each.text() == wanted).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    window.actions_set["practice-discard"].trigger()
    qtbot.wait(50)
    assert backend.data.practice.views
    window.actions_set["practice-discard"].trigger()
    qtbot.waitUntil(lambda: not backend.data.practice.views, timeout=5000)
    qtbot.waitUntil(lambda: page.view.exercise is None, timeout=5000)
    assert page.parts.model.rowCount() == 0


def finish_on_desk(qtbot: QtBot, window: MainWindow, backend: FakeBackend) -> int:
    """Finish the case that stands on the desk; its number."""
    case_id = window.desk.editing.work.case.id
    case = backend.data.cases[case_id]
    backend.data.cases[case_id] = replace(case, state=CaseState.CHECKED, revision=case.revision + 1)
    backend._tell(ChangeSet("finish-case", cases=frozenset({case_id})))
    return case_id


def test_the_practice_window_begins_at_its_page(inside: MainWindow) -> None:
    assert inside.page.name is PageName.PRACTICE
    assert inside.practice.parts.last.state.text() == "3 hồ sơ đã sẵn sàng."
    assert inside.practice.parts.last.go_on.hasFocus()


def test_a_finished_case_is_spoken_of_and_the_clerk_goes_on(
    qtbot: QtBot, inside: MainWindow, backend: FakeBackend
) -> None:
    inside.actions_set["practice-go-on"].trigger()
    assert inside.page.name is PageName.DESK
    case_id = inside.desk.editing.work.case.id
    backend.data.practice.misses[case_id] = (TONE, DATE)
    band = inside.practice_band
    assert band is not None
    height = band.height()
    finish_on_desk(qtbot, inside, backend)
    qtbot.waitUntil(lambda: bool(band.notice.whole), timeout=5000)
    assert f"Hồ sơ {case_id}: sai 2 trường" in band.notice.whole
    assert "và 1 trường khác. Alt+F10" in band.notice.whole
    assert inside.page.name is PageName.DESK
    assert band.height() == height
    QTest.keyClick(inside, Qt.Key.Key_F10, Qt.KeyboardModifier.AltModifier)
    assert inside.page.name is PageName.PRACTICE
    shown = inside.practice.parts.mistakes
    qtbot.waitUntil(lambda: shown.marked is not None, timeout=5000)
    assert shown.marked is not None
    assert shown.marked.case_id == case_id
    assert band.notice.whole == ""


def test_a_mistake_leads_to_its_field_on_the_desk(
    qtbot: QtBot, inside: MainWindow, backend: FakeBackend
) -> None:
    backend.data.practice.marked[1] = marked(1, TONE)
    inside.practice.enter()
    page = inside.practice
    qtbot.waitUntil(lambda: page.parts.mistakes.marked is not None, timeout=5000)
    inside.actions_set["practice-open"].trigger()
    assert inside.page.name is PageName.DESK
    assert inside.desk.editing.work.case.id == 1
    assert inside.desk.parts.form.active == "nksHoTen"
    inside.desk.left.emit()
    assert inside.page.name is PageName.PRACTICE


def test_keys_are_counted_once_each_and_only_at_the_desk(
    qtbot: QtBot, inside: MainWindow, backend: FakeBackend
) -> None:
    handle = inside.windowHandle()
    QTest.keyClick(handle, Qt.Key.Key_Down)
    inside.actions_set["practice-go-on"].trigger()
    for key in (Qt.Key.Key_A, Qt.Key.Key_Tab):
        QTest.keyClick(handle, key)
    QTest.keyClick(handle, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    practising = inside._practising
    assert practising is not None
    case_id = inside.desk.editing.work.case.id
    assert practising.counter.keys == {case_id: 3}
    finish_on_desk(qtbot, inside, backend)
    qtbot.waitUntil(lambda: case_id in backend.data.practice.marked, timeout=5000)
    assert backend.data.practice.marked[case_id].keys == 3


def test_why_no_more_cases_come_is_said(
    qtbot: QtBot, inside: MainWindow, backend: FakeBackend
) -> None:
    set_view(backend, PracticeView(EXERCISE, 4, 0, 0))
    inside.practice.enter()
    state = inside.practice.parts.last.state
    qtbot.waitUntil(lambda: "đang tạo và đọc" in state.text(), timeout=5000)
    assert not inside.practice.parts.last.go_on.isEnabled()
    backend.data.practice.trouble = EnvironmentFault("disk-full", place="/x")
    backend._tell(ChangeSet("practice-fed"))
    qtbot.waitUntil(lambda: "đã đầy" in state.text(), timeout=5000)


def test_the_results_of_another_person_stay_shut(
    qtbot: QtBot, inside: MainWindow, backend: FakeBackend
) -> None:
    backend.data.practice.error = NotAllowed("practice-other-person")
    inside.practice.enter()
    qtbot.waitUntil(lambda: inside.practice.parts.stack.currentIndex() == FAILED, timeout=5000)
    assert "của người khác" in inside.banner.text


def test_the_last_case_leads_to_the_results(inside: MainWindow) -> None:
    inside.actions_set["practice-go-on"].trigger()
    inside.desk.all_done.emit()
    assert inside.page.name is PageName.PRACTICE


@pytest.mark.parametrize("scale", [100, 150, 200])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_of_the_results_is_cut(
    qtbot: QtBot, inside: MainWindow, backend: FakeBackend, scale: int, language: str
) -> None:
    for case_id in range(1, 8):
        backend.data.practice.marked[case_id] = marked(case_id, TONE, DATE)
    inside.take_preferences(Preferences(scale=scale, language=language))
    inside.practice.enter()
    page = inside.practice
    qtbot.waitUntil(lambda: page.parts.mistakes.marked is not None, timeout=5000)
    qtbot.wait(20)
    assert cut_widgets(inside) == []
    assert page.parts.table.horizontalScrollBar().maximum() == 0


def test_what_differs_is_marked_letter_by_letter_and_nothing_is_taken_for_markup() -> None:
    assert marked_texts("Vủ", "Vũ") == ("V<b><u>ủ</u></b>", "V<b><u>ũ</u></b>")
    assert marked_texts("a<b", "a<b") == ("a&lt;b", "a&lt;b")
    assert marked_texts("", "7") == ("", "<b><u>7</u></b>")
