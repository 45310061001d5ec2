"""Typing with Telex and VNI keys in the editors of the window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from digitizer.domain.preferences import TypingMethod
from digitizer.domain.schema import FieldKind
from ui.bridge import Bridge
from ui.desk.field_edit import FieldEdit
from ui.desk.typing_helper import TypingHelper
from ui.session import Session

Edit = QLineEdit | QPlainTextEdit


@pytest.fixture
def helper(backend: FakeBackend) -> TypingHelper:
    session = Session(backend, Bridge())
    session.prefer(replace(session.preferences, typing=TypingMethod.TELEX))
    made = TypingHelper(session)
    made.session_for_tests = session  # type: ignore[attr-defined]
    return made


def prefer(helper: TypingHelper, typing: TypingMethod) -> None:
    session: Session = helper.session_for_tests  # type: ignore[attr-defined]
    session.prefer(replace(session.preferences, typing=typing))


def line(qtbot: QtBot, helper: TypingHelper, kind: FieldKind | None = None) -> QLineEdit:
    edit = QLineEdit()
    qtbot.addWidget(edit)
    helper.attach(edit, kind)
    return edit


def text_of(edit: Edit) -> str:
    return edit.text() if isinstance(edit, QLineEdit) else edit.toPlainText()


def test_a_name_is_typed_with_telex_keys(qtbot: QtBot, helper: TypingHelper) -> None:
    edit = line(qtbot, helper)
    QTest.keyClicks(edit, "Nguyeenx Thij Hawngf")
    assert edit.text() == "Nguyễn Thị Hằng"


def test_several_lines_are_typed_with_telex_keys(qtbot: QtBot, helper: TypingHelper) -> None:
    edit = QPlainTextEdit()
    qtbot.addWidget(edit)
    helper.attach(edit)
    QTest.keyClicks(edit, "Thay ddooir")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClicks(edit, "chuwx ddeejm")
    assert edit.toPlainText() == "Thay đổi\nchữ đệm"


def test_vni_keys(qtbot: QtBot, helper: TypingHelper) -> None:
    prefer(helper, TypingMethod.VNI)
    edit = line(qtbot, helper, FieldKind.NAME)
    QTest.keyClicks(edit, "Nguye64n D9uc71")
    assert edit.text() == "Nguyễn Đức"


def test_nothing_happens_unless_a_method_is_chosen(qtbot: QtBot, helper: TypingHelper) -> None:
    prefer(helper, TypingMethod.OFF)
    edit = line(qtbot, helper)
    QTest.keyClicks(edit, "hoaf")
    assert edit.text() == "hoaf"


@pytest.mark.parametrize("kind", [FieldKind.DATE, FieldKind.BOOK_NUMBER, FieldKind.ID_NUMBER])
def test_digits_are_no_marks_in_fields_of_digits(
    qtbot: QtBot, helper: TypingHelper, kind: FieldKind
) -> None:
    prefer(helper, TypingMethod.VNI)
    edit = line(qtbot, helper, kind)
    QTest.keyClicks(edit, "a1 d9")
    assert edit.text() == "a1 d9"


def test_numbers_take_no_telex_keys(qtbot: QtBot, helper: TypingHelper) -> None:
    edit = line(qtbot, helper, FieldKind.ID_NUMBER)
    QTest.keyClicks(edit, "W12as")
    assert edit.text() == "W12as"


def test_an_unfinished_foreign_word_is_its_keys_again_at_the_space(
    qtbot: QtBot, helper: TypingHelper
) -> None:
    edit = line(qtbot, helper)
    QTest.keyClicks(edit, "raw ")
    assert edit.text() == "raw "


def test_a_mark_in_the_middle_of_a_word_that_stands_there(
    qtbot: QtBot, helper: TypingHelper
) -> None:
    edit = line(qtbot, helper)
    edit.setText("Trần Van Toan")
    edit.setCursorPosition(7)
    QTest.keyClick(edit, "w")
    assert (edit.text(), edit.cursorPosition()) == ("Trần Văn Toan", 7)
    edit.setCursorPosition(11)
    QTest.keyClick(edit, "f")
    assert (edit.text(), edit.cursorPosition()) == ("Trần Văn Toàn", 11)


def test_typing_over_a_selection(qtbot: QtBot, helper: TypingHelper) -> None:
    edit = line(qtbot, helper)
    edit.setText("cũ")
    edit.selectAll()
    QTest.keyClicks(edit, "mowis")
    assert edit.text() == "mới"


def test_backspace_takes_one_letter_with_its_marks(qtbot: QtBot, helper: TypingHelper) -> None:
    edit = line(qtbot, helper)
    QTest.keyClicks(edit, "hees")
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    assert edit.text() == "h"
    QTest.keyClicks(edit, "af")
    assert edit.text() == "hà"


@pytest.mark.parametrize("maker", [QLineEdit, QPlainTextEdit])
def test_undo_and_redo_never_mix_texts(
    qtbot: QtBot, helper: TypingHelper, maker: type[QLineEdit] | type[QPlainTextEdit]
) -> None:
    edit = maker()
    qtbot.addWidget(edit)
    helper.attach(edit)
    seen = [""]
    for key in "Nguyeenx Thij":
        QTest.keyClick(edit, key)
        seen.append(text_of(edit))
    steps = 0
    while text_of(edit) and steps < 40:
        edit.undo()
        steps += 1
        assert text_of(edit) in seen
    assert text_of(edit) == ""
    for _ in range(steps):
        edit.redo()
    assert text_of(edit) == "Nguyễn Thị"
    QTest.keyClicks(edit, " As")
    assert text_of(edit) == "Nguyễn Thị Á"


def test_the_change_is_told_as_typed_by_the_person(qtbot: QtBot, helper: TypingHelper) -> None:
    edit = line(qtbot, helper)
    told: list[str] = []
    edit.textEdited.connect(told.append)
    QTest.keyClicks(edit, "hoaf")
    assert told[-1] == "hòa"
    assert all(told)


def test_it_falls_silent_when_an_input_method_writes(qtbot: QtBot, helper: TypingHelper) -> None:
    edit, other = line(qtbot, helper), line(qtbot, helper)
    said: list[str] = []
    helper.silenced.connect(said.append)
    for _ in range(2):
        event = QInputMethodEvent("", [])
        event.setCommitString("ư")
        QApplication.sendEvent(edit, event)
    QTest.keyClicks(other, "hoaf")
    assert helper.is_silent
    assert len(said) == 1
    assert "bộ gõ" in said[0]
    assert (edit.text(), other.text()) == ("ưư", "hoaf")


def test_an_input_method_alone_silences_nothing(qtbot: QtBot, helper: TypingHelper) -> None:
    prefer(helper, TypingMethod.OFF)
    edit = line(qtbot, helper)
    event = QInputMethodEvent("", [])
    event.setCommitString("ư")
    QApplication.sendEvent(edit, event)
    assert not helper.is_silent


def test_commands_and_read_only_editors_are_left_alone(qtbot: QtBot, helper: TypingHelper) -> None:
    edit = line(qtbot, helper)
    edit.setText("ha")
    edit.setCursorPosition(2)
    edit.setReadOnly(True)
    QTest.keyClick(edit, "f")
    assert edit.text() == "ha"
    edit.setReadOnly(False)
    QTest.keyClick(edit, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    assert "à" not in edit.text()


def test_keys_that_an_open_list_of_codes_takes_are_helped_too(
    qtbot: QtBot, helper: TypingHelper
) -> None:
    edit = FieldEdit()
    qtbot.addWidget(edit)
    edit.set_choices([("Việt Nam", "vn"), ("Lào", "la")], "Mở danh mục")
    helper.attach(edit, FieldKind.CODE)
    edit.show()
    edit.activateWindow()
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    for key in "Vieejt":
        QTest.keyClick(QApplication.activePopupWidget() or edit, key)
    assert edit.text() == "Việt"
    assert edit.is_choosing


def test_help_goes_on_after_an_editor_is_gone(qtbot: QtBot, helper: TypingHelper) -> None:
    gone, kept = QLineEdit(), line(qtbot, helper)
    helper.attach(gone)
    QTest.keyClicks(gone, "hoaf")
    gone.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QTest.keyClicks(kept, "hoaf")
    assert kept.text() == "hòa"
