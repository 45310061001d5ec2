"""The key sheet: shown, searched, changed without collisions, kept, written out."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from gui.fake_backend import FakeBackend
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from digitizer.domain.key_text import normal
from ui import action_table
from ui.action_list import ACTIONS, ActionSpec
from ui.keymap import KeyMap, Refusal, refusal
from ui.main_window import MainWindow
from ui.situation import PageName
from ui.widgets.keys_dialog import KeysDialog

SPECS = {spec.id: spec for spec in ACTIONS}


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> KeysDialog:
    made = KeysDialog(window.session, window.actions_set, window)
    qtbot.addWidget(made)
    made.show()
    return made


def listed(dialog: KeysDialog) -> list[ActionSpec]:
    model = dialog.model
    groups = [model.index(row, 0) for row in range(model.rowCount())]
    return [
        model.index(place, 0, group).data(Qt.ItemDataRole.UserRole)
        for group in groups
        for place in range(model.rowCount(group))
    ]


def test_every_action_stands_on_the_sheet(dialog: KeysDialog) -> None:
    assert [spec.id for spec in listed(dialog)] != []
    assert {spec.id for spec in listed(dialog)} == set(SPECS)


def test_the_sheet_is_searched_without_marks_and_by_key(dialog: KeysDialog) -> None:
    QTest.keyClicks(dialog.search, "hoan tac")
    assert "undo" in {spec.id for spec in listed(dialog)}
    assert "finish" not in {spec.id for spec in listed(dialog)}

    dialog.search.setText("ctrl+enter")

    of_the_key = [spec.id for spec in ACTIONS if "Ctrl+Enter" in spec.keys]
    assert "finish" in of_the_key
    assert [spec.id for spec in listed(dialog)] == of_the_key


def test_a_pressed_key_becomes_that_of_the_action_at_once(
    window: MainWindow, dialog: KeysDialog
) -> None:
    dialog.choose("set-aside")
    dialog.change.click()

    QTest.keyClick(dialog.capture, Qt.Key.Key_F11)

    assert window.actions_set["set-aside"].shortcut() == QKeySequence("F11")
    assert "F11" in window.actions_set["set-aside"].toolTip()


def test_esc_leaves_the_key_as_it_is(window: MainWindow, dialog: KeysDialog) -> None:
    dialog.choose("go-inbox")
    dialog.change.click()

    QTest.keyClick(dialog.capture, Qt.Key.Key_Escape)

    assert dialog.isVisible()
    assert window.actions_set["go-inbox"].shortcut() == QKeySequence("Alt+F1")


def test_a_key_of_another_action_on_the_page_is_named_and_swapped_only_when_wanted(
    window: MainWindow, dialog: KeysDialog
) -> None:
    dialog.choose("undo")
    dialog.take_key("F7")
    assert window.session.text("ui-action-empty") in dialog.note.text()
    assert window.actions_set["empty"].shortcut() == QKeySequence("F7")

    dialog.swap.click()

    assert window.actions_set["undo"].shortcut() == QKeySequence("F7")
    assert window.actions_set["empty"].shortcut() == QKeySequence("Ctrl+Z")


def test_the_key_of_an_action_elsewhere_is_free(dialog: KeysDialog) -> None:
    dialog.choose("open-case")
    dialog.take_key("Ctrl+E")

    assert dialog.keymap.keys(SPECS["open-case"]) == ("Ctrl+E",)


def test_a_fixed_key_is_neither_changed_nor_taken(dialog: KeysDialog) -> None:
    dialog.choose("accept-field")
    assert not dialog.change.isEnabled()
    assert dialog.note.text()

    dialog.choose("undo")
    before = dialog.keymap
    dialog.take_key("Tab")

    assert dialog.keymap == before
    assert dialog.note.text()


@pytest.mark.parametrize(
    ("action", "key", "why"),
    [
        ("undo", "A", Refusal.TYPED),
        ("undo", "5", Refusal.TYPED),
        ("undo", "Shift+B", Refusal.TYPED),
        ("undo", "Space", Refusal.TYPED),
        ("undo", "Del", Refusal.TYPED),
        ("palette", "K", Refusal.TYPED),
        ("undo", "Ctrl+C", Refusal.EDITING),
        ("undo", "Alt+H", Refusal.MENU),
        ("quit", "Alt+F4", Refusal.SYSTEM),
        ("undo", "F11", None),
        ("undo", "Shift+F11", None),
        ("undo", "Ctrl+Shift+U", None),
        ("approve-batch", "A", None),
        ("approve-batch", "Space", Refusal.TYPED),
    ],
)
def test_no_letter_is_a_command_where_one_types(action: str, key: str, why: Refusal | None) -> None:
    assert refusal(SPECS[action], key) is why


def test_keys_go_back_one_by_one_and_all_together(window: MainWindow, dialog: KeysDialog) -> None:
    for action, key in (("undo", "F11"), ("empty", "F12")):
        dialog.choose(action)
        dialog.take_key(key)
    dialog.choose("undo")

    dialog.put_back.click()
    assert window.actions_set["undo"].shortcut() == QKeySequence("Ctrl+Z")
    assert window.actions_set["empty"].shortcut() == QKeySequence("F12")

    dialog.put_all_back.click()
    assert window.actions_set["empty"].shortcut() == QKeySequence("F7")


def test_a_taken_default_key_never_means_two_things(window: MainWindow) -> None:
    keymap = KeyMap({"undo": ("F7",)})

    assert keymap.keys(SPECS["empty"]) == ()
    for page in PageName:
        on_page = [spec for spec in ACTIONS if spec.pages is None or page in spec.pages]
        keys = [QKeySequence(key) for spec in on_page for key in keymap.keys(spec)]
        assert len(keys) == len({key.toString() for key in keys})


def test_chosen_keys_are_kept_for_the_next_window(
    window: MainWindow, backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(dialog: KeysDialog) -> int:
        dialog.choose("set-aside")
        dialog.take_key("F11")
        return 1

    monkeypatch.setattr(KeysDialog, "exec", change)

    window.actions_set["keys"].trigger()

    assert backend.preferences.load().keys == {"set-aside": ("F11",)}


def test_keys_of_a_person_come_and_go_with_that_person(
    window: MainWindow, backend: FakeBackend
) -> None:
    other = backend.with_actor("Phạm Văn Long").preferences
    other.save(replace(other.load(), keys={"set-aside": ("F11",)}))

    window.switch_user("Phạm Văn Long")
    assert window.actions_set["set-aside"].shortcut() == QKeySequence("F11")
    window.switch_user("Trần Thị Mai")

    assert window.actions_set["set-aside"].shortcut().isEmpty()


def test_a_changed_key_does_its_work(window: MainWindow) -> None:
    liked = window.session.preferences
    window.take_preferences(replace(liked, keys={"go-batches": ("Ctrl+F9",)}))

    QTest.keyClick(window, Qt.Key.Key_F9, Qt.KeyboardModifier.ControlModifier)

    assert window.page.name is PageName.BATCHES


def test_the_sheet_is_written_as_text(dialog: KeysDialog, tmp_path: Path) -> None:
    path = tmp_path / "phím.txt"

    dialog.write_sheet(path)

    text = path.read_text(encoding="utf-8")
    assert "Ctrl+Z" in text
    assert "Hoàn tác" in text
    assert len(text.splitlines()) > len(ACTIONS)


def test_keys_are_spelled_as_qt_spells_them() -> None:
    """The rules know keys without Qt, and must agree with it on every key that can be pressed."""
    held = ("", "ctrl+", "Shift+Ctrl+", "Alt+Shift+", "Meta+", "Ctrl+Alt+")
    names = "esc Escape F1 f35 F36 PgUp ins Insert Delete Return ENTER space a 5 + , = Đ é foo"
    for stem in held:
        for name in (*names.split(), "Page Down", ""):
            spelled = QKeySequence(stem + name).toString(QKeySequence.SequenceFormat.PortableText)
            assert normal(stem + name) == spelled, stem + name
    for spec in ACTIONS:
        assert all(normal(key) == key for key in spec.keys), spec.id


def test_the_command_line_is_told_the_same_actions(capsys: pytest.CaptureFixture[str]) -> None:
    action_table.main()

    told = json.loads(capsys.readouterr().out)
    assert [each["id"] for each in told] == [spec.id for spec in ACTIONS]
    assert [tuple(each["keys"]) for each in told] == [spec.keys for spec in ACTIONS]
