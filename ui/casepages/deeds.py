"""What can be done with a page of a case: a button and a key each."""

from __future__ import annotations

from dataclasses import dataclass

COLUMNS = 7
"""How many buttons stand in a row."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A button; its words are ``pages-do-<id>``. ``keys`` hold while the dialog is in front."""

    id: str
    keys: str
    icon: str


DEEDS = (
    Deed("earlier", "Ctrl+Left", "earlier"),
    Deed("later", "Ctrl+Right", "later"),
    Deed("left", "Alt+Left", "rotate-left"),
    Deed("right", "Alt+Right", "rotate-right"),
    Deed("read", "F5", "read-again"),
    Deed("split", "Ctrl+T", "split"),
    Deed("remove", "Del", "take-out"),
    Deed("insert", "Ins", "insert"),
    Deed("replace", "Ctrl+R", "replace"),
    Deed("merge", "Ctrl+G", "merge"),
    Deed("rescan", "F9", "scan-again"),
    Deed("no-rescan", "Shift+F9", "close"),
    Deed("undo", "Ctrl+Z", "undo"),
)
