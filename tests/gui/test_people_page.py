"""The page of the register of people: searching, looking at a person, cleaning, deciding."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from digitizer.domain.changes import ChangeSet
from digitizer.domain.errors import EnvironmentFault
from digitizer.domain.people.mention import mentions_of
from digitizer.domain.preferences import Look
from digitizer.workflow.people import FindingPage
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.people import people_page
from ui.session import Session
from ui.situation import PageName
from ui.theme import theme
from ui.widgets.tables import Table

BIRTH = "civil_status.birth"
MARRIAGE = "civil_status.marriage"
CHILD = {
    "nksHoTen": "Đặng Thùy Dương",
    "nksGioiTinh": "2",
    "nksNgaySinh": "1996-08-12",
    "chaHoTen": "Đặng Văn Đông",
    "meHoTen": "Hoàng Thị Phượng",
    "ngayDangKy": "1996-09-01",
}
BRIDE = {
    "voHoTen": "Đặng Thùy Dương",
    "voNgaySinh": "1996-08-13",
    "chongHoTen": "Lê Quốc Hưng",
    "chongNgaySinh": "1994-02-03",
    "ngayDangKy": "2020-05-20",
}
OTHER = {
    "nksHoTen": "Lê Quốc Hưng",
    "nksGioiTinh": "1",
    "nksNgaySinh": "1994-02-03",
    "chaHoTen": "Lê Văn Tám",
    "ngayDangKy": "1994-03-01",
}


def register(backend: FakeBackend, case_id: int, type_key: str, values: dict[str, str]) -> None:
    """A finished case, as the register takes it up."""
    doc_type = backend.catalog.types[type_key]
    assert values.keys() <= {spec.key for spec in doc_type.fields}
    for mention in mentions_of(case_id, doc_type, values):
        backend.data.mentions[mention.id] = mention


@pytest.fixture
def people(window: MainWindow, backend: FakeBackend, qtbot: QtBot) -> MainWindow:
    """The page with a child, her wedding (the day of birth is a digit off), and the groom."""
    register(backend, 1, BIRTH, CHILD)
    register(backend, 2, MARRIAGE, BRIDE)
    register(backend, 3, BIRTH, OTHER)
    qtbot.waitUntil(window.isActiveWindow)
    window.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F7, Qt.KeyboardModifier.AltModifier)
    settled(qtbot, window)
    return window


def settled(qtbot: QtBot, window: MainWindow) -> None:
    """Typing has come to rest, and what workers and changes had to say has arrived."""
    qtbot.wait(20)
    qtbot.waitUntil(lambda: not window.session.bridge.is_busy)
    qtbot.waitUntil(lambda: not window.people.persons.bar._pause.isActive())
    qtbot.wait(20)
    qtbot.waitUntil(lambda: not window.session.bridge.is_busy)


def names(window: MainWindow) -> list[str]:
    model = window.people.persons.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    front = QApplication.focusWidget()
    assert front is not None
    QTest.keyClick(front, key, modifier)


def type_words(line: QLineEdit, words: str) -> None:
    """Key events with letters that no key of a Latin keyboard has."""
    for letter in words:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(line, event)


def to_clean_list(qtbot: QtBot, window: MainWindow) -> None:
    press(Qt.Key.Key_F6)
    settled(qtbot, window)


def shown_texts(window: MainWindow) -> str:
    """All sentences on the page that are in sight."""
    labels = window.people.findChildren(QLabel)
    return "\n".join(each.text() for each in labels if each.isVisible())


def answer(monkeypatch: pytest.MonkeyPatch, reason: str | None) -> list[str]:
    asked: list[str] = []

    def ask(_session: object, _parent: object, title: str, advice: str) -> str | None:
        asked.append(f"{title} {advice}")
        return reason

    monkeypatch.setattr(people_page, "ask_line", ask)
    return asked


def test_the_page_opens_by_its_key_with_the_list_in_hand(people: MainWindow) -> None:
    assert people.page.name is PageName.PEOPLE
    assert people.navigation.button(PageName.PEOPLE).isChecked()
    assert QApplication.focusWidget() is people.people.persons.table
    assert "Hoàng Thị Phượng" in names(people)


@pytest.mark.parametrize("typed", ["dang thuy duong", "Đặng Thùy"])
def test_a_name_is_found_with_and_without_marks(
    qtbot: QtBot, people: MainWindow, typed: str
) -> None:
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    type_words(people.people.persons.search, typed)
    press(Qt.Key.Key_Return)
    settled(qtbot, people)

    assert set(names(people)) == {"Đặng Thùy Dương"}
    assert QApplication.focusWidget() is people.people.persons.table


def test_a_search_without_result_says_so(qtbot: QtBot, people: MainWindow) -> None:
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(people.people.persons.search, "khong co ai")
    settled(qtbot, people)

    assert people.session.text("people-nobody") in shown_texts(people)
    assert not people.actions_set["open-source"].isEnabled()


ALPHABETICAL = ["Đặng Thùy Dương", "Đặng Thùy Dương", "Đặng Văn Đông", "Hoàng Thị Phượng"]


def test_the_list_is_sorted_by_name_and_by_birth_from_head_and_menu(
    qtbot: QtBot, people: MainWindow
) -> None:
    table, model = people.people.persons.table, people.people.persons.model
    assert names(people) == [*ALPHABETICAL, "Lê Quốc Hưng", "Lê Văn Tám"]
    table.selectRow(4)

    head = table.horizontalHeader()
    born = head.sectionViewportPosition(1) + 20
    for wanted in (
        ["Lê Quốc Hưng", "Đặng Thùy Dương", "Đặng Thùy Dương"],
        ["Đặng Thùy Dương", "Đặng Thùy Dương", "Lê Quốc Hưng"],
    ):
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(born, 8))
        settled(qtbot, people)
        assert names(people)[:3] == wanted
        assert [one.mentions[0].name for one in people.people.persons.chosen] == ["Lê Quốc Hưng"]

    people.actions_set["sort-people"].trigger()
    (menu,) = (one for one in table.findChildren(QMenu) if one.isVisible())
    assert [one.text() for one in menu.actions() if one.text()] == [
        "Họ tên",
        "Ngày sinh (đang giảm dần)",
        "Thứ tự ban đầu",
    ]
    menu.actions()[-1].trigger()
    menu.close()
    settled(qtbot, people)
    assert names(people)[:4] == ALPHABETICAL
    assert not model.sorted_by


def test_the_list_is_narrowed_by_document_type_and_esc_shows_it_whole(
    qtbot: QtBot, people: MainWindow
) -> None:
    persons = people.people.persons
    persons.types.setCurrentIndex(persons.types.findData(MARRIAGE))
    settled(qtbot, people)
    assert names(people) == ["Đặng Thùy Dương", "Lê Quốc Hưng"]
    persons.types.setCurrentIndex(persons.types.findData("civil_status.death"))
    settled(qtbot, people)
    assert persons.types.currentIndex() > 0
    assert people.session.text("people-nobody") in shown_texts(people)

    persons.types.setFocus()
    press(Qt.Key.Key_Escape)
    settled(qtbot, people)
    assert len(names(people)) == 6
    type_words(persons.search, "phượng")
    persons.bar.settle()
    settled(qtbot, people)
    assert names(people) == ["Hoàng Thị Phượng"]
    persons.table.setFocus()
    press(Qt.Key.Key_Escape)
    settled(qtbot, people)
    assert len(names(people)) == 6
    assert people.page.name is PageName.PEOPLE


def test_a_person_shows_every_case_field_and_value(qtbot: QtBot, people: MainWindow) -> None:
    table = people.people.persons.table
    row = names(people).index("Lê Quốc Hưng")
    table.selectRow(row)
    settled(qtbot, people)

    model = people.people.persons.panel.source_model
    rows = [
        tuple(model.index(row, column).data() for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]
    spec = people.session.backend.catalog.types[MARRIAGE].field("chongNgaySinh")
    assert spec is not None
    assert [row[:2] for row in rows if row[0]] == [("2", "chồng"), ("3", "con")]
    assert ("", "", spec.label.vi, "03/02/1994") in rows


def test_enter_leads_from_a_person_to_a_source_and_to_its_case_and_back(
    qtbot: QtBot, people: MainWindow
) -> None:
    people.people.persons.table.selectRow(names(people).index("Hoàng Thị Phượng"))
    settled(qtbot, people)

    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is people.people.persons.panel.sources
    press(Qt.Key.Key_Return)

    assert people.page.name is PageName.DESK
    assert people.desk.editing.work.case.id == 1
    press(Qt.Key.Key_Escape)
    assert people.page.name is PageName.PEOPLE


def test_the_clean_list_shows_what_does_not_fit_on_both_sides(
    qtbot: QtBot, people: MainWindow
) -> None:
    to_clean_list(qtbot, people)
    clean = people.people.clean
    index = clean.model.index

    assert [index(0, column).data() for column in range(4)] == [
        "cần xem",
        "Ngày sinh khác nhau",
        "Đặng Thùy Dương",
        "1, 2",
    ]
    assert "“12/08/1996”" in shown_texts(people)
    assert "“13/08/1996”" in shown_texts(people)
    rows = [
        [clean.compared.index(row, column).data() for column in range(3)]
        for row in range(clean.compared.rowCount())
    ]
    assert ["Ngày sinh", "12/08/1996", "13/08/1996"] in rows
    assert ["Vai trò", "con", "vợ"] in rows


def test_enter_and_the_second_key_open_the_two_cases(qtbot: QtBot, people: MainWindow) -> None:
    to_clean_list(qtbot, people)
    assert QApplication.focusWidget() is people.people.clean.table

    press(Qt.Key.Key_Return)
    assert people.page.name is PageName.DESK
    assert people.desk.editing.work.case.id == 1
    press(Qt.Key.Key_Escape)
    settled(qtbot, people)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    press(Qt.Key.Key_O, modifiers)

    assert people.desk.editing.work.case.id == 2


def test_the_column_in_hand_says_which_case_enter_opens(qtbot: QtBot, people: MainWindow) -> None:
    to_clean_list(qtbot, people)
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is people.people.clean.comparison
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Return)
    assert people.desk.editing.work.case.id == 2


@pytest.mark.parametrize(
    ("modifier", "is_same"),
    [
        (Qt.KeyboardModifier.ControlModifier, True),
        (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, False),
    ],
    ids=["same", "different"],
)
def test_a_decision_needs_a_reason_and_is_kept_with_it(
    qtbot: QtBot,
    people: MainWindow,
    backend: FakeBackend,
    monkeypatch: pytest.MonkeyPatch,
    modifier: Qt.KeyboardModifier,
    is_same: bool,
) -> None:
    asked = answer(monkeypatch, "Đã xem sổ gốc")
    to_clean_list(qtbot, people)
    before = people.people.clean.finding

    press(Qt.Key.Key_M, modifier)
    settled(qtbot, people)

    (decision,) = backend.data.decisions
    assert (decision.is_same, decision.reason) == (is_same, "Đã xem sổ gốc")
    assert {str(decision.left), str(decision.right)} == {"1:nksHoTen", "2:voHoTen"}
    assert "Đặng Thùy Dương (hồ sơ 1)" in asked[0]
    now = people.people.clean.finding
    if is_same:
        # One person now: what was doubtful is a contradiction between two sure sources.
        assert before is not None
        assert now is not None
        assert not before.is_sure
        assert now.is_sure
    else:
        assert now is None
        assert people.session.text("people-clean") in shown_texts(people)


def test_thinking_better_of_it_decides_nothing(
    qtbot: QtBot, people: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, None)
    to_clean_list(qtbot, people)
    press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert backend.data.decisions == []


def test_two_persons_chosen_in_the_list_may_be_joined(
    qtbot: QtBot, people: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "Cùng số định danh trên giấy")
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(people.people.persons.search, "dang thuy")
    press(Qt.Key.Key_Return)
    settled(qtbot, people)
    assert not people.actions_set["same-person"].isEnabled()

    press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, people)

    assert [decision.is_same for decision in backend.data.decisions] == [True]
    assert names(people) == ["Đặng Thùy Dương"]


def test_a_register_without_anybody_says_how_people_come_into_it(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.show_page(PageName.PEOPLE)
    settled(qtbot, window)
    assert window.session.text("people-empty") in shown_texts(window)


def test_while_the_register_is_looked_through_the_page_says_so(
    qtbot: QtBot, people: MainWindow
) -> None:
    press(Qt.Key.Key_F6)
    assert people.session.text("people-checking") in shown_texts(people)
    settled(qtbot, people)
    assert people.session.text("people-checking") not in shown_texts(people)


def test_after_a_failure_it_can_be_tried_again(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    backend.data.register_error = EnvironmentFault("form-blank-lost", file="x")
    window.show_page(PageName.PEOPLE)
    settled(qtbot, window)
    assert window.session.text("people-failed") in shown_texts(window)
    assert window.banner.isVisible()

    backend.data.register_error = None
    register(backend, 1, BIRTH, CHILD)
    window.people.persons.again.setFocus()
    press(Qt.Key.Key_Space)
    settled(qtbot, window)
    assert "Hoàng Thị Phượng" in names(window)


def test_more_persons_come_when_somebody_scrolls(
    qtbot: QtBot, window: MainWindow, backend: FakeBackend
) -> None:
    for number in range(1, 101):
        register(backend, number, BIRTH, {"nksHoTen": f"Người Thứ {number:03d}"})
    window.show_page(PageName.PEOPLE)
    settled(qtbot, window)
    assert len(names(window)) < 100

    press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, window)
    assert len(names(window)) == 100


def test_more_to_clean_comes_when_somebody_scrolls(
    qtbot: QtBot, people: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Callable[..., FindingPage] = type(backend).people_findings

    def one_by_one(self: FakeBackend, codes: object, *, limit: int, offset: int) -> FindingPage:
        assert limit > 1
        return real(self, codes, limit=1, offset=offset)

    monkeypatch.setattr(type(backend), "people_findings", one_by_one)
    register(backend, 4, MARRIAGE, {**BRIDE, "chongHoTen": "Trần Bá", "voNgaySinh": "1996-08-14"})
    to_clean_list(qtbot, people)
    qtbot.waitUntil(lambda: len(people.people.clean.model.rows) == people.people.clean._total)
    assert people.people.clean._total > 1


def test_a_change_elsewhere_reaches_the_page(
    qtbot: QtBot, people: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    people.people._gathering.setInterval(1)
    register(backend, 9, BIRTH, {"nksHoTen": "Vừa Kiểm Tra Xong"})
    backend._tell(ChangeSet("finish-case", cases=frozenset({9})))
    qtbot.waitUntil(lambda: "Vừa Kiểm Tra Xong" in names(people))


def test_the_clean_list_is_made_anew_after_a_correction_at_the_desk(
    qtbot: QtBot, people: MainWindow, backend: FakeBackend
) -> None:
    to_clean_list(qtbot, people)
    press(Qt.Key.Key_Return)
    assert people.page.name is PageName.DESK
    register(backend, 2, MARRIAGE, {**BRIDE, "voNgaySinh": CHILD["nksNgaySinh"]})
    backend._tell(ChangeSet("finish-case", cases=frozenset({2})))
    settled(qtbot, people)

    press(Qt.Key.Key_Escape)
    settled(qtbot, people)

    assert people.people.clean.finding is None
    assert people.session.text("people-clean") in shown_texts(people)


def test_everything_that_takes_the_focus_has_a_name(qtbot: QtBot, people: MainWindow) -> None:
    to_clean_list(qtbot, people)
    page = people.people
    parts = (
        page.persons.search,
        page.persons.types,
        page.persons.table,
        page.persons.panel.findings,
        page.persons.panel.sources,
        page.clean.kinds,
        page.clean.table,
        page.clean.comparison,
    )
    assert all(part.accessibleName() for part in parts)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_usual_texts_are_whole_on_a_small_screen(
    qtbot: QtBot, backend: FakeBackend, language: str
) -> None:
    register(backend, 12345, BIRTH, {**CHILD, "nksSoDinhDanh": "001196012345"})
    register(backend, 12346, MARRIAGE, {**BRIDE, "voSoGiayToTuyThan": "001196012346"})
    other = FakeBackend(backend.catalog, backend.workspace, backend.data, language=language)
    window = MainWindow(Session(other, Bridge()))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.show_page(PageName.PEOPLE)
    settled(qtbot, window)
    page = window.people
    page.persons.table.selectRow(1)
    settled(qtbot, window)
    cut = {*cut_texts(page.persons.table), *low_rows(page.persons.panel.sources)}
    page.tabs.setCurrentWidget(page.clean)
    settled(qtbot, window)
    assert page.clean.model.rows
    cut |= {*cut_texts(page.clean.table), *low_rows(page.clean.comparison)}
    window.close()
    assert cut == set()


def cut_texts(table: Table) -> list[str]:
    """The texts that are wider than their column."""
    model = table.model()
    found = (
        model.index(row, column)
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    )
    return [
        str(index.data())
        for index in found
        if table.sizeHintForIndex(index).width() > table.columnWidth(index.column())
    ]


def low_rows(table: Table) -> list[int]:
    rows = range(table.model().rowCount())
    return [row for row in rows if table.rowHeight(row) < table.sizeHintForRow(row)]


def test_the_page_follows_the_colours(people: MainWindow) -> None:
    people.apply_look(Look.DARK)
    assert theme.is_dark
    assert people.people.grab().toImage().pixelColor(3, 3).lightness() < 60
    people.apply_look(Look.LIGHT)
