"""Which key does what: the keys of the program's actions, and those that a person chose instead."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Generic, Protocol, Self, TypeVar

from digitizer.domain.key_text import normal, parts, spellings

_WITHOUT_TEXT = frozenset({"approval"})
"""Pages on which nothing is typed, so that a letter may be a command."""
_BARE_KEY = re.compile(r"F\d+|Esc|PgUp|PgDown|Ins")
"""What may stand alone, or with Shift: it writes nothing and moves no caret."""
_LETTER_OR_DIGIT = re.compile(r"[A-Z0-9]")
_LETTER = re.compile(r"[A-Z]")
_OF_EDITING = frozenset(
    f"Ctrl+{key}" for key in ("A", "C", "V", "X", "Backspace", "Del", "Home", "End")
)
_OF_SYSTEM = frozenset({"Alt+F4", "Alt+Tab", "Alt+Space", "Alt+Esc"})


class Action(Protocol):
    """What can be done: ``pages`` None is everywhere; keys that are listed only are fixed."""

    @property
    def id(self) -> str: ...
    @property
    def menu(self) -> str: ...
    @property
    def keys(self) -> tuple[str, ...]: ...
    @property
    def pages(self) -> AbstractSet[str] | None: ...
    @property
    def is_listed_only(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class KeyedAction:
    """An action as it is known outside the window."""

    id: str
    menu: str
    keys: tuple[str, ...] = ()
    pages: frozenset[str] | None = None
    is_listed_only: bool = False


class Refusal(StrEnum):
    """Why a key cannot be that of an action; its sentence is ``keys-refused-<value>``."""

    TYPED = "typed"
    EDITING = "editing"
    MENU = "menu"
    SYSTEM = "system"
    UNKNOWN = "unknown"


A = TypeVar("A", bound=Action)


@dataclass(frozen=True, slots=True)
class KeyMap(Generic[A]):
    """``own`` are the keys that a person chose, by action id; no key at all is a choice too.
    ``actions`` are all there are."""

    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    actions: Sequence[A] = ()

    def keys(self, spec: A) -> tuple[str, ...]:
        """A chosen key is taken from the action that has it by default on the same page."""
        if spec.is_listed_only:
            return spec.keys
        if spec.id in self.own:
            return self.own[spec.id]
        taken = {normal(key) for other in self.takers(spec) for key in self.own[other.id]}
        return tuple(key for key in spec.keys if normal(key) not in taken)

    def takers(self, spec: A) -> tuple[A, ...]:
        """The actions to which the person gave a key that this one has by default."""
        defaults = {normal(key) for key in spec.keys}
        return tuple(
            other
            for other in self.actions
            if other is not spec
            and meet(other, spec)
            and defaults & {normal(key) for key in self.own.get(other.id, ())}
        )

    def is_changed(self, spec: A) -> bool:
        return self.keys(spec) != spec.keys

    def holders(self, spec: A, key: str) -> tuple[A, ...]:
        """The other actions that this key means somewhere where ``spec`` can be done too."""
        wanted = set(spellings(key))
        return tuple(
            other
            for other in self.actions
            if other is not spec
            and meet(other, spec)
            and wanted & {normal(one) for one in self.keys(other)}
        )

    def assigned(self, spec: A, key: str | None) -> Self:
        """With ``key`` as the only one of an action, or with none."""
        return self._with({spec.id: spellings(key) if key else ()})

    def swapped(self, spec: A, key: str) -> Self:
        """With ``key`` as that of an action, and its former keys at the one that has it now."""
        before = self.keys(spec)
        holders = [other for other in self.holders(spec, key) if not other.is_listed_only]
        given = {other.id: before if place == 0 else () for place, other in enumerate(holders)}
        return self._with({**given, spec.id: spellings(key)})

    def reset(self, spec: A) -> Self:
        """With the keys of the list again."""
        return replace(self, own={name: keys for name, keys in self.own.items() if name != spec.id})

    def _with(self, changes: Mapping[str, tuple[str, ...]]) -> Self:
        defaults = {spec.id: spec.keys for spec in self.actions}
        merged = {**self.own, **changes}
        kept = {name: keys for name, keys in merged.items() if keys != defaults.get(name)}
        return replace(self, own=kept)


def meet(one: Action, other: Action) -> bool:
    """Whether both can be done on some page."""
    return one.pages is None or other.pages is None or bool(one.pages & other.pages)


def refusal(spec: Action, key: str) -> Refusal | None:
    """Why this key cannot mean this action anywhere, whoever else has it."""
    spelled = normal(key)
    held, last = parts(spelled)
    if not spelled:
        return Refusal.UNKNOWN
    if spelled in _OF_EDITING:
        return Refusal.EDITING
    if spelled in _OF_SYSTEM or "Meta" in held:
        return Refusal.SYSTEM
    if held <= {"Shift"}:
        if _BARE_KEY.fullmatch(last):
            return None
        has_text = spec.pages is None or bool(spec.pages - _WITHOUT_TEXT)
        return Refusal.TYPED if has_text or not _LETTER_OR_DIGIT.fullmatch(last) else None
    return Refusal.MENU if held == {"Alt"} and _LETTER.fullmatch(last) else None
