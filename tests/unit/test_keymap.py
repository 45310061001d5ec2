"""Keys as text and the rules for choosing them, without the window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitizer.domain.key_text import MODIFIERS, normal, spellings
from digitizer.domain.keymap import KeyedAction, KeyMap, Refusal, refusal

DESK, LISTS = frozenset({"desk"}), frozenset({"cases"})
UNDO = KeyedAction("undo", "desk", ("Ctrl+Z",), DESK)
EMPTY = KeyedAction("empty", "desk", ("F7",), DESK)
OPEN = KeyedAction("open", "cases", ("F7",), LISTS)
FINISH = KeyedAction("finish", "desk", ("Ctrl+Enter", "Ctrl+Return"), DESK)
TAB = KeyedAction("next-field", "desk", ("Tab",), DESK, is_listed_only=True)
ALL = (UNDO, EMPTY, OPEN, FINISH, TAB)


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("shift + CTRL+k", "Ctrl+Shift+K"),
        ("Escape", "Esc"),
        ("Ctrl++", "Ctrl++"),
        ("F36", ""),
        ("Ctrl", ""),
        ("Ctrl+", ""),
        ("Hyper+K", ""),
        ("", ""),
    ],
)
def test_a_key_has_one_spelling(text: str, spelled: str) -> None:
    assert normal(text) == spelled


@given(
    st.sets(st.sampled_from(MODIFIERS)),
    st.sampled_from(["K", "F8", "PgUp", "Enter", "+", ",", "Đ", "5"]),
)
def test_a_normal_key_stays_as_it_is(held: set[str], last: str) -> None:
    spelled = normal("+".join((*held, last)))

    assert spelled
    assert normal(spelled) == spelled
    assert all(normal(one) == one for one in spellings(spelled))


def test_a_key_of_another_action_on_the_page_changes_places() -> None:
    keymap = KeyMap({}, ALL)
    assert keymap.holders(UNDO, "f7") == (EMPTY,)

    swapped = keymap.swapped(UNDO, "f7")

    assert (swapped.keys(UNDO), swapped.keys(EMPTY)) == (("F7",), ("Ctrl+Z",))
    assert swapped.keys(OPEN) == ("F7",)
    assert swapped.swapped(UNDO, "Ctrl+Z").own == {}


def test_both_enter_keys_are_taken_together() -> None:
    keymap = KeyMap({}, ALL)

    assert keymap.holders(UNDO, "Ctrl+Return") == (FINISH,)
    assert keymap.assigned(UNDO, "Shift+Enter").keys(UNDO) == ("Shift+Enter", "Shift+Return")


def test_what_is_no_key_is_refused() -> None:
    assert refusal(UNDO, "Ctrl+Foo") is Refusal.UNKNOWN
    assert refusal(UNDO, "ctrl+shift+u") is None
