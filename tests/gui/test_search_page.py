"""Finding a record among everything confirmed, in the window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from gui.fake_backend import FakeBackend
from gui.people import TYPE
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from digitizer.domain.errors import EnvironmentFault, NotAllowed
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.search.marking import FoundField
from digitizer.workflow.search_port import FoundCase, SearchPlace, Waiting
from digitizer.workflow.search_records import MOST_COUNTED, Hit
from ui.main_window import MainWindow
from ui.search.found_text import Kind, pieces_of
from ui.search.models import FOUND_COLUMN, PIECES_ROLE
from ui.search.search_page import SearchPage
from ui.situation import PageName

NAME = "NGUYỄN THỊ ÁNH NHÂN"


@pytest.fixture
def page(window: MainWindow, backend: FakeBackend, qtbot: QtBot) -> SearchPage:
    for number in (1, 2):
        case = backend.data.cases[number]
        backend.data.cases[number] = replace(case, state=CaseState.CHECKED)
    window.show_page(PageName.SEARCH)
    qtbot.waitUntil(lambda: not window.session.bridge.is_busy)
    return window.search


def ask(page: SearchPage, qtbot: QtBot, words: str) -> None:
    page.bar.search.setText(words)
    asked = page.session.backend.data.search.asked  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(asked) and asked[-1][0] == words)
    qtbot.waitUntil(lambda: not page.session.bridge.is_busy)


def titles(page: SearchPage) -> list[str]:
    return [page.model.index(row, 0).data() for row in range(page.model.rowCount())]


def many(count: int) -> list[Hit]:
    found = FoundCase(1, "VI VĂN PÁO", TYPE, CaseState.APPROVED, 1, "Quyển 1")
    fields = (FoundField("nksHoTen", "VI VĂN PÁO", ((7, 10),)),)
    return [
        Hit(replace(found, case_id=number), fields, SearchPlace(0, number))
        for number in range(count, 0, -1)
    ]


def test_nothing_is_asked_before_there_are_words(page: SearchPage, backend: FakeBackend) -> None:
    assert backend.data.search.asked == []
    assert page.bar.search.hasFocus()
    assert "Nguyễn Văn Bường" in page.stack.currentWidget().words  # type: ignore[attr-defined]


def test_typing_is_searched_for_once_it_pauses(
    page: SearchPage, backend: FakeBackend, qtbot: QtBot
) -> None:
    for part in ("ng", "nguyen", "nguyen thi a"):
        page.bar.search.setText(part)
        qtbot.wait(30)
    ask(page, qtbot, "nguyen thi anh")
    assert [words for words, _, _ in backend.data.search.asked] == ["nguyen thi anh"]
    assert titles(page) == [backend.data.cases[1].record.fields["so"].text]
    assert page.bar.count.text() == "1 hồ sơ"


def test_what_matches_is_marked(page: SearchPage, qtbot: QtBot) -> None:
    ask(page, qtbot, "ánh nhân")
    pieces = page.model.index(0, FOUND_COLUMN).data(PIECES_ROLE)
    assert [piece.text for piece in pieces if piece.kind is Kind.MARKED] == ["ÁNH NHÂN"]
    assert "".join(piece.text for piece in pieces).startswith(NAME)
    tip = page.model.index(0, FOUND_COLUMN).data(Qt.ItemDataRole.ToolTipRole)
    assert NAME in tip
    assert page.model.index(0, 0).data(PIECES_ROLE) is None


def test_a_long_value_begins_shortly_before_the_match(page: SearchPage) -> None:
    text = "Uỷ ban nhân dân xã Mường Phăng, thành phố Điện Biên Phủ, tỉnh Điện Biên"
    start = text.index("Phủ")
    hit = replace(many(1)[0], fields=(FoundField("noiDangKy", text, ((start, start + 3),)),))
    said = "".join(piece.text for piece in pieces_of(page.session, hit))
    assert said.startswith("…")
    assert "Phủ, tỉnh Điện Biên" in said
    assert len(said) < len(text) + 40


@pytest.mark.parametrize("width", [40, 200, 900])
def test_the_marks_are_drawn_in_any_width(page: SearchPage, qtbot: QtBot, width: int) -> None:
    ask(page, qtbot, "ánh nhân")
    image = QImage(width, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    option = QStyleOptionViewItem()
    option.widget = page.table
    option.rect = image.rect()
    option.font = page.table.font()
    painter = QPainter(image)
    index = page.model.index(0, FOUND_COLUMN)
    page.table.itemDelegateForColumn(FOUND_COLUMN).paint(painter, option, index)
    painter.end()
    drawn = {x for x in range(width) for y in range(40) if image.pixelColor(x, y).lightness() < 200}
    assert drawn
    assert min(drawn) >= 8
    assert max(drawn) <= width - 8


def test_enter_goes_to_the_hits_and_opens_the_case(
    window: MainWindow, page: SearchPage, backend: FakeBackend, qtbot: QtBot
) -> None:
    page.bar.search.setText("hưng")
    QTest.keyClick(page.bar.search, Qt.Key.Key_Return)
    qtbot.waitUntil(page.table.hasFocus)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert backend.data.search.opened == [2]
    assert window.page.name is PageName.DESK
    assert window.desk.editing.work.case.id == 2
    window.desk.left.emit()
    assert window.page.name is PageName.SEARCH
    assert len(backend.data.search.asked) == 1


def test_what_cannot_be_noted_is_not_opened(
    window: MainWindow, page: SearchPage, backend: FakeBackend, qtbot: QtBot
) -> None:
    ask(page, qtbot, "hưng")
    backend.data.search.error = NotAllowed("no-account", name="Mai", ask="")
    page.focus_list()
    window.actions_set["open-found"].trigger()
    assert window.page.name is PageName.SEARCH
    assert window.banner.isVisible()


def test_filters_are_handed_on_and_fields_follow_the_type(
    page: SearchPage, backend: FakeBackend, qtbot: QtBot
) -> None:
    filters = page.filters
    assert not filters.fields.isEnabled()
    filters.types.setCurrentIndex(filters.types.findData(TYPE))
    filters.fields.setCurrentIndex(filters.fields.findData("meHoTen"))
    filters.states.setCurrentIndex(filters.states.findData(CaseState.CHECKED))
    filters.years.setCurrentIndex(filters.years.findData(2021))
    ask(page, qtbot, "phượng")
    where = backend.data.search.asked[-1][1]
    assert (where.document_type, where.field) == (TYPE, "meHoTen")
    assert (where.state, where.year) == (CaseState.CHECKED, 2021)
    QTest.keyClick(page.bar.search, Qt.Key.Key_Escape)
    assert page.filters.words == ""
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert not filters.fields.isEnabled()


def test_nothing_found_and_nothing_to_look_for_are_said(page: SearchPage, qtbot: QtBot) -> None:
    text = page.session.text
    ask(page, qtbot, "không có ai")
    assert text("search-none") in page.none.words
    ask(page, qtbot, "…")
    assert text("search-cannot") in page.none.words
    assert "chữ hay số" in page.none.words
    ask(page, qtbot, "không có ai khác")
    assert text("search-none") in page.none.words


def test_a_failure_is_said_and_can_be_tried_again(
    page: SearchPage, backend: FakeBackend, qtbot: QtBot
) -> None:
    backend.data.search.error = EnvironmentFault("database-locked", place="x")
    page.bar.search.setText("hưng")
    qtbot.waitUntil(lambda: page.stack.is_failed)
    backend.data.search.error = None
    page.stack.again.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)


def test_hits_come_in_parts_and_end_where_nobody_reads_on(
    page: SearchPage, backend: FakeBackend, qtbot: QtBot
) -> None:
    backend.data.search.hits = many(MOST_COUNTED + 200)
    ask(page, qtbot, "páo")
    assert page.bar.count.text() == "Hơn 1.000 hồ sơ"
    assert page.many.isVisible()
    assert page.model.rowCount() == 50
    while page.model.canFetchMore(QModelIndex()):
        page.model.fetchMore(QModelIndex())
        qtbot.waitUntil(lambda: not page.session.bridge.is_busy)
        qtbot.wait(1)
    assert page.model.rowCount() == MOST_COUNTED
    assert len(
        {page.model.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(1000)}
    ) == (MOST_COUNTED)


def test_what_is_not_searchable_yet_is_said(
    page: SearchPage, backend: FakeBackend, qtbot: QtBot
) -> None:
    assert not page.waiting.isVisible()
    backend.data.search.waiting = Waiting(1200, 5000)
    ask(page, qtbot, "hưng")
    assert page.waiting.isVisible()
    assert "1.200 trong 5.000" in page.waiting.text()


def test_the_next_person_sees_nothing_of_what_was_found(
    window: MainWindow, page: SearchPage, backend: FakeBackend, qtbot: QtBot
) -> None:
    ask(page, qtbot, "hưng")
    assert page.model.rowCount() == 1
    window.switch_user("Lê Văn Hùng")
    assert page.model.rowCount() == 0
    assert page.filters.words == ""


def test_the_search_is_reached_from_anywhere(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page(PageName.CASES)
    window.actions_set["search-everywhere"].trigger()
    assert window.page.name is PageName.SEARCH
    assert window.search.bar.search.hasFocus()
    keys = {
        name: window.actions_set[name].shortcut().toString()
        for name in ("go-search", "search-everywhere")
    }
    assert keys == {"go-search": "Ctrl+Shift+F9", "search-everywhere": "Ctrl+Shift+F"}
