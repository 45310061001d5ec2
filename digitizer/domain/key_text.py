"""Keys as text, such as ``Ctrl+Shift+F8``: one spelling for one key."""

from __future__ import annotations

MODIFIERS = ("Meta", "Ctrl", "Alt", "Shift")
"""In the order in which they are spelled."""
_FUNCTION_KEYS = tuple(f"F{number}" for number in range(1, 36))
_NAMED = (
    *("Esc", "Tab", "Backtab", "Backspace", "Return", "Enter", "Ins", "Del", "Pause", "Print"),
    *("SysReq", "Clear", "Home", "End", "Left", "Up", "Right", "Down", "PgUp", "PgDown"),
    *("CapsLock", "NumLock", "ScrollLock", "Menu", "Help", "Space", *_FUNCTION_KEYS),
)
_OTHERWISE = {
    "escape": "Esc",
    "insert": "Ins",
    "delete": "Del",
    "page up": "PgUp",
    "pageup": "PgUp",
    "page down": "PgDown",
    "pagedown": "PgDown",
}
_MODIFIER_NAMES = {name.lower(): name for name in MODIFIERS} | {"control": "Ctrl"}
_KEY_NAMES = {name.lower(): name for name in _NAMED} | _OTHERWISE
_ENTER_KEYS = ("Enter", "Return")


def normal(text: str) -> str:
    """The portable spelling of a key (``ctrl + k`` is ``Ctrl+K``); "" for a text that is none."""
    held, last = _parts(text)
    modifiers = {_MODIFIER_NAMES.get(name.strip().lower(), "") for name in held}
    key = _last_key(last)
    if not key or "" in modifiers:
        return ""
    return "+".join((*(name for name in MODIFIERS if name in modifiers), key))


def parts(text: str) -> tuple[frozenset[str], str]:
    """The modifiers and the key of a normal text."""
    held, last = _parts(text)
    return frozenset(held), last


def spellings(text: str) -> tuple[str, ...]:
    """Both Enter keys of a keyboard count as one."""
    spelled = normal(text)
    held, last = _parts(spelled)
    if last in _ENTER_KEYS:
        return tuple("+".join((*held, one)) for one in _ENTER_KEYS)
    return (spelled,)


def _parts(text: str) -> tuple[list[str], str]:
    """What stands before the last +, and the last key, which may be + itself."""
    bare = text.strip()
    if bare.endswith("+"):
        before = bare[:-1].rstrip()
        return (before[:-1].split("+") if before.endswith("+") else ["?"] if before else []), "+"
    *held, last = bare.split("+")
    return held, last.strip()


def _last_key(text: str) -> str:
    if len(text) == 1:
        return text.upper() if text.isprintable() and len(text.upper()) == 1 else text
    return _KEY_NAMES.get(text.lower(), "")
