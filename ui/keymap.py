"""Which key does what: the keys of the list, and those that a person chose instead."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from ui.action_list import ACTIONS, ActionSpec
from ui.situation import PageName

_WITHOUT_TEXT = frozenset({PageName.APPROVAL})
"""Pages on which nothing is typed, so that a letter may be a command."""

_BARE_KEY = re.compile(r"F\d+|Esc|PgUp|PgDown|Ins")
"""What may stand alone, or with Shift: it writes nothing and moves no caret."""

_LETTER_OR_DIGIT = re.compile(r"[A-Z0-9]")
_KEY = re.compile(r"((?:(?:Ctrl|Alt|Shift|Meta)\+)*)(.+)")
_OF_EDITING = frozenset(
    f"Ctrl+{key}" for key in ("A", "C", "V", "X", "Backspace", "Del", "Home", "End")
)
_OF_SYSTEM = frozenset({"Alt+F4", "Alt+Tab", "Alt+Space", "Alt+Esc"})
_ENTER_KEYS = ("Enter", "Return")
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)


class Refusal(StrEnum):
    """Why a key cannot be that of an action; its sentence is ``keys-refused-<value>``."""

    TYPED = "typed"
    EDITING = "editing"
    MENU = "menu"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class KeyMap:
    """``own`` are the keys that a person chose, by action id; no key at all is a choice too."""

    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def keys(self, spec: ActionSpec) -> tuple[str, ...]:
        """A chosen key is taken from the action that has it by default on the same page."""
        if spec.is_listed_only:
            return spec.keys
        if spec.id in self.own:
            return self.own[spec.id]
        taken = {normal(key) for other in self.takers(spec) for key in self.own[other.id]}
        return tuple(key for key in spec.keys if normal(key) not in taken)

    def takers(self, spec: ActionSpec) -> tuple[ActionSpec, ...]:
        """The actions to which the person gave a key that this one has by default."""
        defaults = {normal(key) for key in spec.keys}
        return tuple(
            other
            for other in ACTIONS
            if other is not spec
            and meet(other, spec)
            and defaults & {normal(key) for key in self.own.get(other.id, ())}
        )

    def is_changed(self, spec: ActionSpec) -> bool:
        return self.keys(spec) != spec.keys

    def holders(self, spec: ActionSpec, key: str) -> tuple[ActionSpec, ...]:
        """The other actions that this key means somewhere where ``spec`` can be done too."""
        wanted = set(_spellings(key))
        return tuple(
            other
            for other in ACTIONS
            if other is not spec
            and meet(other, spec)
            and wanted & {normal(one) for one in self.keys(other)}
        )

    def assigned(self, spec: ActionSpec, key: str | None) -> KeyMap:
        """With ``key`` as the only one of an action, or with none."""
        return self._with({spec.id: _spellings(key) if key else ()})

    def swapped(self, spec: ActionSpec, key: str) -> KeyMap:
        """With ``key`` as that of an action, and its former keys at the one that has it now."""
        before = self.keys(spec)
        holders = [other for other in self.holders(spec, key) if not other.is_listed_only]
        given = {other.id: before if place == 0 else () for place, other in enumerate(holders)}
        return self._with({**given, spec.id: _spellings(key)})

    def reset(self, spec: ActionSpec) -> KeyMap:
        """With the keys of the list again."""
        return KeyMap({name: keys for name, keys in self.own.items() if name != spec.id})

    def _with(self, changes: Mapping[str, tuple[str, ...]]) -> KeyMap:
        defaults = {spec.id: spec.keys for spec in ACTIONS}
        merged = {**self.own, **changes}
        return KeyMap({name: keys for name, keys in merged.items() if keys != defaults.get(name)})


def meet(one: ActionSpec, other: ActionSpec) -> bool:
    """Whether both can be done on some page."""
    return one.pages is None or other.pages is None or bool(one.pages & other.pages)


def normal(key: str) -> str:
    """One spelling for one key."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def shown(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def pressed(key: int, modifiers: Qt.KeyboardModifier) -> str | None:
    """The key of a key event in portable spelling; None while only modifiers are held."""
    if key in _MODIFIERS or key in (Qt.Key.Key_unknown, Qt.Key.Key_AltGr):
        return None
    held = modifiers & ~Qt.KeyboardModifier.KeypadModifier
    made = QKeySequence(QKeyCombination(held, Qt.Key(key)))
    return made.toString(QKeySequence.SequenceFormat.PortableText)


def refusal(spec: ActionSpec, key: str) -> Refusal | None:
    """Why this key cannot mean this action anywhere, whoever else has it."""
    spelled = normal(key)
    if spelled in _OF_EDITING:
        return Refusal.EDITING
    if spelled in _OF_SYSTEM or "Meta+" in spelled:
        return Refusal.SYSTEM
    parts = _KEY.fullmatch(spelled)
    held, last = parts.groups() if parts else ("", spelled)
    if held in ("", "Shift+"):
        if _BARE_KEY.fullmatch(last):
            return None
        has_text = spec.pages is None or bool(spec.pages - _WITHOUT_TEXT)
        return Refusal.TYPED if has_text or not _LETTER_OR_DIGIT.fullmatch(last) else None
    return Refusal.MENU if held == "Alt+" and re.fullmatch(r"[A-Z]", last) else None


def sheet(keymap: KeyMap, rows: Sequence[tuple[str, Sequence[tuple[ActionSpec, str]]]]) -> str:
    """Every key as plain text, a section a menu: ``rows`` are its title and its actions' words."""
    lines = []
    for title, actions in rows:
        lines += [title, "-" * len(title)]
        for spec, words in actions:
            keys = " / ".join(dict.fromkeys(shown(key) for key in keymap.keys(spec)))
            lines.append(f"{keys:<24}{words}")
        lines.append("")
    return "\n".join(lines)


def _spellings(key: str) -> tuple[str, ...]:
    """Both Enter keys of a keyboard count as one."""
    spelled = normal(key)
    for name in _ENTER_KEYS:
        if spelled == name or spelled.endswith(f"+{name}"):
            stem = spelled.removesuffix(name)
            return tuple(f"{stem}{one}" for one in _ENTER_KEYS)
    return (spelled,)
