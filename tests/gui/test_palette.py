"""The palette: what it offers, how it is searched, what Enter does."""

from __future__ import annotations

from dataclasses import fields

import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.action_list import ACTIONS
from ui.main_window import MainWindow
from ui.palette.entries import EXPLAINED, ActionEntry, CaseEntry, case_number
from ui.palette.palette import Palette
from ui.situation import PageName, Situation


@pytest.fixture
def palette(qtbot: QtBot, window: MainWindow) -> Palette:
    return opened(qtbot, window)


def opened(qtbot: QtBot, window: MainWindow) -> Palette:
    made = Palette(window.session, window.actions_set, window.page.situation(), window)
    qtbot.addWidget(made)
    made.show()
    return made


def action_ids(palette: Palette) -> list[str]:
    return [entry.spec.id for entry in palette.entries if isinstance(entry, ActionEntry)]


def test_every_action_is_offered_and_what_can_be_done_now_comes_first(palette: Palette) -> None:
    offered = [entry for entry in palette.entries if isinstance(entry, ActionEntry)]

    wanted = {spec.id for spec in ACTIONS if not spec.is_listed_only} - {"palette"}
    assert {entry.spec.id for entry in offered} == wanted
    can = [not entry.why_not for entry in offered]
    assert can == sorted(can, reverse=True)
    assert "go-cases" in {entry.spec.id for entry in offered if not entry.why_not}


def test_what_cannot_be_done_says_why(qtbot: QtBot, window: MainWindow) -> None:
    window.show_page(PageName.CASES)
    window.cases.table.clearSelection()

    why = {
        entry.spec.id: entry.why_not
        for entry in opened(qtbot, window).entries
        if isinstance(entry, ActionEntry)
    }

    assert why["open-case"] == window.session.text("palette-needs-selected")
    assert why["finish"] == window.session.text("palette-elsewhere", pages="Đối chiếu")
    assert why["search"] == ""


def test_every_part_of_a_situation_that_actions_wait_for_is_explained() -> None:
    parts = {part.name for part in fields(Situation)} - {"page"}

    assert parts == EXPLAINED


def test_letters_without_marks_find_an_action_and_enter_does_it(
    window: MainWindow, palette: Palette
) -> None:
    QTest.keyClicks(palette.line, "phe duyet")
    assert action_ids(palette)[0] == "go-approval"

    QTest.keyClick(palette.line, Qt.Key.Key_Return)

    assert palette.result() == Palette.DialogCode.Accepted
    assert isinstance(palette.chosen, ActionEntry)
    assert palette.chosen.spec.id == "go-approval"


def test_down_and_up_move_while_the_line_keeps_the_keys(palette: Palette) -> None:
    first = palette.list.currentIndex().row()

    QTest.keyClick(palette.line, Qt.Key.Key_Down)
    QTest.keyClick(palette.line, Qt.Key.Key_Down)
    QTest.keyClick(palette.line, Qt.Key.Key_Up)

    assert palette.list.currentIndex().row() == first + 1
    assert palette.line.hasFocus() or palette.focusWidget() is palette.line


def test_a_greyed_entry_is_not_taken_and_its_reason_is_shown(palette: Palette) -> None:
    QTest.keyClicks(palette.line, "xoay trai")

    QTest.keyClick(palette.line, Qt.Key.Key_Return)

    assert palette.chosen is None
    assert palette.isVisible()


def test_what_was_done_last_comes_first(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_set["go-batches"].trigger()
    window.actions_set["go-people"].trigger()

    assert action_ids(opened(qtbot, window))[:2] == ["go-people", "go-batches"]


def test_a_name_finds_its_case(qtbot: QtBot, window: MainWindow, palette: Palette) -> None:
    QTest.keyClicks(palette.line, "dang thuy")

    qtbot.waitUntil(lambda: any(isinstance(entry, CaseEntry) for entry in palette.entries))

    (case,) = [entry for entry in palette.entries if isinstance(entry, CaseEntry)]
    assert (case.case_id, case.name) == (3, "Đặng Thùy Dương")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.chosen == case


@pytest.mark.parametrize(
    ("typed", "number"),
    [("hồ sơ 12", 12), ("ho so 3", 3), ("HS 7", 7), ("#4", 4), ("15", 15), ("sổ hộ", None)],
)
def test_a_case_is_named_by_its_number(typed: str, number: int | None) -> None:
    assert case_number(typed) == number


def test_a_number_finds_its_case(qtbot: QtBot, palette: Palette) -> None:
    palette.line.setText("hồ sơ 2")

    qtbot.waitUntil(lambda: any(isinstance(entry, CaseEntry) for entry in palette.entries))

    assert palette.entries[0] == CaseEntry(2, "Lê Quốc Hưng", "Hồ sơ 2  ·  Cần đối chiếu")


def test_the_chosen_case_opens(
    window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(palette: Palette) -> Palette.DialogCode:
        palette.chosen = CaseEntry(2, "Lê Quốc Hưng", "")
        return Palette.DialogCode.Accepted

    monkeypatch.setattr(Palette, "exec", choose)

    window.actions_set["palette"].trigger()

    assert window.page.name is PageName.DESK
    assert window.desk.editing.work.case.id == 2
