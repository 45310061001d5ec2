"""The editors of the kinds of fields: what is typed, what it means, and what is doubtful in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from digitizer.domain.lifecycle import CaseState
from digitizer.domain.page import Box, Origin
from digitizer.domain.problems import Problem
from digitizer.domain.record import Candidate, FieldReading, FieldValue, ReadingState
from ui.desk.date_edit import DateEdit
from ui.desk.field_edit import FieldEdit
from ui.desk.field_row import FieldRow
from ui.desk.marked_forms import MarkedForms
from ui.desk.text_edit import TextEdit
from ui.main_window import MainWindow
from ui.situation import PageName

BORN, NAME, MOTHER = "nksNgaySinh", "nksHoTen", "meHoTen"
NUMBER, ORIGIN_PLACE, SEX = "meSoDinhDanhCaNhan", "nksQueQuan", "nksGioiTinh"
NOTE = "ghiChu"
FORMS = ["Nguyễn Thị Hằng", "Nguyễn Thị Hàng", "Nguyễn Thị Hạng"]


def opened(window: MainWindow, key: str) -> FieldRow:
    window.open_case(1)
    window.desk.parts.form.focus_field(key)
    return window.desk.parts.form.row(key)


def typed(window: MainWindow, key: str, text: str) -> FieldRow:
    row = opened(window, key)
    QTest.keyClicks(row.edit, text)
    return row


def stored(backend: FakeBackend, key: str) -> str | None:
    record = backend.data.cases[1].record
    assert record is not None
    return record.value(key)


def with_reading(backend: FakeBackend, key: str, text: str, *others: str) -> None:
    case = backend.data.cases[1]
    assert case.record is not None
    origin = Origin("test", "1")
    candidates = tuple(Candidate(each, each, origin) for each in (text, *others))
    problem = Problem.warning("odd-syllable", key, syllable="Phượnq")
    problems = (problem,) if "Phượnq" in text else (Problem.warning("low-confidence", key),)
    reading = FieldReading(
        key,
        text,
        text,
        0.6,
        ReadingState.REVIEW,
        1,
        Box(1, 1, 90, 20),
        origin,
        problems,
        candidates,
    )
    record = case.record.with_field(FieldValue.from_reading(reading))
    backend.data.cases[1] = replace(case, record=record)


@pytest.mark.parametrize("keys", ["1652024", "16.5.2024", "16 5 2024", "16052024"])
def test_a_date_typed_in_a_hurry_is_stored_as_the_date(
    window: MainWindow, backend: FakeBackend, keys: str
) -> None:
    row = typed(window, BORN, keys)

    words = "16/05/2024 – ngày mười sáu tháng năm năm hai nghìn không trăm hai mươi tư"
    assert row.meaning.text() == words
    QTest.keyClick(row.edit, Qt.Key.Key_Return)

    assert stored(backend, BORN) == "2024-05-16"
    assert row.edit.text() == "16/05/2024"


def test_leaving_the_line_writes_the_date_out(window: MainWindow, backend: FakeBackend) -> None:
    row = typed(window, BORN, "1652024")
    QTest.keyClick(row.edit, Qt.Key.Key_Tab)
    assert row.edit.text() == "16/05/2024"
    assert window.desk.editing.work.pending[BORN] == "16/05/2024"
    assert backend.data.edits[1] == []


def test_digits_that_mean_two_dates_are_not_taken_for_either(
    window: MainWindow, backend: FakeBackend
) -> None:
    row = typed(window, BORN, "1112024")
    assert row.meaning.text().startswith("Có thể là 11/01/2024 hoặc 01/11/2024")
    QTest.keyClick(row.edit, Qt.Key.Key_Return)
    assert backend.data.edits[1] == []


def test_an_impossible_day_is_refused_with_the_reason(
    window: MainWindow, backend: FakeBackend
) -> None:
    row = typed(window, BORN, "31/04/2024")
    assert row.meaning.text() == "Tháng 04/2024 chỉ có 30 ngày."
    QTest.keyClick(row.edit, Qt.Key.Key_Return)
    assert backend.data.edits[1] == []
    assert window.desk.parts.reasons.chips[0].words == "không phải ngày"


def test_a_stored_date_has_its_words_beside_it(window: MainWindow) -> None:
    assert "ngày hai mươi tháng năm" in opened(window, BORN).meaning.text()


def test_only_the_active_field_says_what_it_means(window: MainWindow) -> None:
    row = opened(window, BORN)
    window.desk.parts.form.focus_field(NAME)
    assert not row.meaning.isVisible()


def test_a_personal_number_is_explained_and_compared(
    window: MainWindow, backend: FakeBackend
) -> None:
    row = typed(window, NUMBER, "020196000123")
    assert row.meaning.text() == "020: tỉnh Lạng Sơn – nữ – sinh năm 1996"
    row.edit.setText("020095000123")
    said = row.meaning.text()
    assert said.startswith("020: tỉnh Lạng Sơn – nam – sinh năm 1995")
    assert "≠ ngày sinh đã ghi (12/08/1996)" in said
    assert "≠ giới tính đã ghi" in said


def test_a_short_number_counts_its_digits(window: MainWindow) -> None:
    assert typed(window, NUMBER, "0201960001").meaning.text().startswith("10 chữ số")


def test_a_code_is_told(window: MainWindow) -> None:
    assert opened(window, SEX).meaning.text() == "Mã 2"


def test_a_place_says_its_units_then_and_today(qtbot: QtBot, window: MainWindow) -> None:
    row = opened(window, ORIGIN_PLACE)
    qtbot.waitUntil(lambda: bool(row.meaning.text()), timeout=30_000)
    assert "Lạng Sơn" in row.meaning.text()


def forms_of(row: FieldRow) -> MarkedForms:
    found = row.edit.findChild(MarkedForms)
    assert isinstance(found, MarkedForms)
    return found


def test_typing_without_marks_lists_the_marked_forms(
    window: MainWindow, backend: FakeBackend
) -> None:
    row = typed(window, MOTHER, "nguyen thi hang")
    forms = forms_of(row)
    assert forms.forms == FORMS
    assert QApplication.focusWidget() is row.edit

    QTest.keyClick(row.edit, Qt.Key.Key_Down)
    QTest.keyClick(row.edit, Qt.Key.Key_Return)
    assert row.edit.text() == FORMS[0]
    assert not forms.is_open
    assert backend.data.edits[1] == []
    QTest.keyClick(row.edit, Qt.Key.Key_Return)
    assert stored(backend, MOTHER) == FORMS[0]


def test_alt_and_a_digit_take_a_form_not_a_candidate(
    window: MainWindow, backend: FakeBackend
) -> None:
    row = typed(window, MOTHER, "nguyen thi hang")
    QTest.keyClick(row.edit, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert row.edit.text() == FORMS[1]
    assert backend.data.edits[1] == []


def test_enter_without_a_choice_confirms_what_is_typed(
    window: MainWindow, backend: FakeBackend
) -> None:
    row = typed(window, MOTHER, "nguyen thi hang")
    QTest.keyClick(row.edit, Qt.Key.Key_Return)
    assert stored(backend, MOTHER) == "nguyen thi hang"
    assert not forms_of(row).is_open


def test_esc_closes_the_forms_and_stays_in_the_case(window: MainWindow) -> None:
    row = typed(window, MOTHER, "nguyen thi hang")
    QTest.keyClick(row.edit, Qt.Key.Key_Escape)
    assert not forms_of(row).is_open
    assert window.page.name is PageName.DESK
    assert row.edit.text() == "nguyen thi hang"


def test_up_from_the_first_form_chooses_none(window: MainWindow, backend: FakeBackend) -> None:
    row = typed(window, MOTHER, "nguyen thi hang")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        QTest.keyClick(row.edit, key)
    assert stored(backend, MOTHER) == "nguyen thi hang"


def test_a_long_text_wraps_up_to_four_lines(qtbot: QtBot, window: MainWindow) -> None:
    row = opened(window, ORIGIN_PLACE)
    edit = row.edit
    assert isinstance(edit, TextEdit)
    edit.setText("xã A")
    one = edit.height()
    heights = []
    for count in (4, 40):
        edit.setText(" ".join(["xã Hữu Khánh, huyện Lộc Bình,"] * count))
        heights.append(edit.height())
    assert one < heights[0] < heights[1]
    assert heights[1] < 4.5 * one


def test_no_line_break_comes_into_a_record(window: MainWindow, backend: FakeBackend) -> None:
    row = opened(window, ORIGIN_PLACE)
    edit = row.edit
    assert isinstance(edit, TextEdit)
    edit.start()
    pasted = QMimeData()
    pasted.setText("thôn 3,\n xã Hữu Khánh")
    edit.insertFromMimeData(pasted)
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert edit.text() == "thôn 3, xã Hữu Khánh"
    assert backend.data.edits[1] == []


def test_undo_in_a_long_text_takes_back_what_was_typed(window: MainWindow) -> None:
    row = opened(window, ORIGIN_PLACE)
    before = row.edit.text()
    QTest.keyClicks(row.edit, "x")
    QTest.keyClick(row.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert row.edit.text() == before


def compose(edit: QWidget, preedit: str) -> None:
    QApplication.sendEvent(edit, QInputMethodEvent(preedit, []))


@pytest.mark.parametrize(
    ("key", "kind"),
    [(BORN, DateEdit), (NAME, FieldEdit), (ORIGIN_PLACE, TextEdit), (SEX, FieldEdit)],
)
def test_nothing_fires_while_an_input_method_composes(
    window: MainWindow, backend: FakeBackend, key: str, kind: type[QWidget]
) -> None:
    row = opened(window, key)
    assert type(row.edit) is kind
    compose(row.edit, "Hương")
    for pressed in (Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_F8):
        QTest.keyClick(row.edit, pressed)
    QTest.keyClick(row.edit, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert window.desk.parts.form.active == key
    assert backend.data.edits[1] == []


def test_composing_closes_the_marked_forms(window: MainWindow) -> None:
    row = typed(window, MOTHER, "nguyen thi hang")
    compose(row.edit, "a")
    assert not forms_of(row).is_open


def _marked(row: FieldRow) -> str:
    edit = row.edit
    if isinstance(edit, TextEdit):
        return edit.textCursor().selectedText()
    assert isinstance(edit, FieldEdit)
    return edit.selectedText()


@pytest.mark.parametrize("key", [MOTHER, ORIGIN_PLACE])
def test_f2_goes_from_one_doubtful_part_to_the_next(
    window: MainWindow, backend: FakeBackend, key: str
) -> None:
    with_reading(backend, key, "Lê Thị Phượng Hà", "Lệ Thị Phương Hà")
    row = opened(window, key)
    form, work = window.desk.parts.form, window.desk.editing.work
    seen = []
    for _ in range(3):
        assert form.caret_to_doubt(work, key)
        seen.append(_marked(row))
    assert seen == ["ê", "ợ", "ê"]


def test_f2_marks_the_word_that_a_reason_names(window: MainWindow, backend: FakeBackend) -> None:
    with_reading(backend, MOTHER, "Lê Thị Phượnq")
    row = opened(window, MOTHER)
    QTest.keyClick(row.edit, Qt.Key.Key_F2)
    assert _marked(row) == "Phượnq"


def test_f2_without_a_doubt_leaves_the_text_alone(window: MainWindow) -> None:
    row = opened(window, BORN)
    before = _marked(row)
    form = window.desk.parts.form
    assert not form.caret_to_doubt(window.desk.editing.work, BORN)
    assert _marked(row) == before


def test_reasons_stand_in_the_strip_with_their_sentence(
    window: MainWindow, backend: FakeBackend
) -> None:
    with_reading(backend, MOTHER, "Lê Thị Phượnq")
    opened(window, MOTHER)
    strip = window.desk.parts.reasons
    (chip,) = [each for each in strip.chips if each.isVisible()]
    assert chip.words == "âm tiết lạ"
    assert chip.toolTip() == "“Phượnq” không phải là âm tiết tiếng Việt thông thường."
    assert chip.accessibleDescription() == chip.toolTip()
    assert strip.rule.toolTip() == chip.toolTip()


def test_the_strip_keeps_its_height(window: MainWindow) -> None:
    opened(window, MOTHER)
    strip = window.desk.parts.reasons
    height = strip.height()
    window.desk.parts.form.focus_field(BORN)
    QApplication.processEvents()
    assert strip.height() == height
    strip.show_field(None, None)
    QApplication.processEvents()
    assert strip.height() == height


def test_a_doubtful_field_that_is_not_active_says_its_first_reason(window: MainWindow) -> None:
    row = opened(window, ORIGIN_PLACE)
    assert not row.reason.isVisible()
    window.desk.parts.form.focus_field(BORN)
    assert row.reason.isVisible()
    assert row.reason.whole == "chữ khó đọc"


def test_odd_syllables_are_underlined_in_names_and_texts_only(window: MainWindow) -> None:
    window.open_case(1)
    form = window.desk.parts.form
    for key, is_watched in ((NAME, True), (ORIGIN_PLACE, True), (BORN, False), (NUMBER, False)):
        edit = form.row(key).edit
        assert isinstance(edit, FieldEdit | TextEdit)
        assert bool(edit._odd.of("Phuượng")) is is_watched


def _pictures(edit: QWidget, change: Callable[[], None]) -> tuple[bytes, bytes]:
    found = []
    for step in (lambda: None, change):
        step()
        image = edit.grab().toImage()
        found.append(bytes(image.constBits()))
    return found[0], found[1]


@pytest.mark.parametrize("key", [MOTHER, ORIGIN_PLACE])
def test_the_wave_is_drawn(window: MainWindow, key: str) -> None:
    row = opened(window, key)
    edit = row.edit
    assert isinstance(edit, FieldEdit | TextEdit)
    window.desk.parts.form.focus_field(BORN)
    edit.setText("Lê Thị Phuượng Hà")
    with_wave, without = _pictures(edit, lambda: edit.watch_spelling(lambda _text: ()))
    assert with_wave != without


def test_every_editor_has_a_name_and_says_its_state(window: MainWindow) -> None:
    window.open_case(1)
    form = window.desk.parts.form
    for key in window.desk.editing.work.keys:
        edit = form.row(key).edit
        assert edit.accessibleName()
        assert edit.accessibleDescription()


def test_a_field_that_cannot_be_edited_looks_and_acts_so(
    window: MainWindow, backend: FakeBackend
) -> None:
    backend.data.cases[1] = replace(backend.data.cases[1], state=CaseState.APPROVED)
    row = opened(window, ORIGIN_PLACE)
    before = row.edit.text()
    QTest.keyClicks(row.edit, "x")
    assert row.edit.text() == before
