"""Keys as Qt has them: shown as the computer names them, and taken from key events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from digitizer.domain import keymap
from digitizer.domain.keymap import Refusal, refusal
from ui.action_list import ACTIONS, ActionSpec

__all__ = ["KeyMap", "Refusal", "pressed", "refusal", "sheet", "shown"]

_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)


@dataclass(frozen=True, slots=True)
class KeyMap(keymap.KeyMap[ActionSpec]):
    """The keys of the window's actions."""

    actions: Sequence[ActionSpec] = ACTIONS


def shown(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def pressed(key: int, modifiers: Qt.KeyboardModifier) -> str | None:
    """The key of a key event in portable spelling; None while only modifiers are held."""
    if key in _MODIFIERS or key in (Qt.Key.Key_unknown, Qt.Key.Key_AltGr):
        return None
    held = modifiers & ~Qt.KeyboardModifier.KeypadModifier
    made = QKeySequence(QKeyCombination(held, Qt.Key(key)))
    return made.toString(QKeySequence.SequenceFormat.PortableText)


def sheet(keys: KeyMap, rows: Sequence[tuple[str, Sequence[tuple[ActionSpec, str]]]]) -> str:
    """Every key as plain text, a section a menu: ``rows`` are its title and its actions' words."""
    lines = []
    for title, actions in rows:
        lines += [title, "-" * len(title)]
        for spec, words in actions:
            said = " / ".join(dict.fromkeys(shown(key) for key in keys.keys(spec)))
            lines.append(f"{said:<24}{words}")
        lines.append("")
    return "\n".join(lines)
