"""Two texts beside each other, with what differs marked."""

from __future__ import annotations

from difflib import SequenceMatcher
from html import escape


def marked_texts(stored: str, right: str) -> tuple[str, str]:
    """Both as rich text; differing letters are bold and underlined, never of another colour
    alone. Letters are compared with all their marks."""
    one, other = [], []
    matcher = SequenceMatcher(None, stored, right, autojunk=False)
    for tag, from_one, to_one, from_other, to_other in matcher.get_opcodes():
        is_same = tag == "equal"
        one.append(_said(stored[from_one:to_one], is_same=is_same))
        other.append(_said(right[from_other:to_other], is_same=is_same))
    return "".join(one), "".join(other)


def _said(text: str, *, is_same: bool) -> str:
    plain = escape(text)
    return plain if is_same or not text else f"<b><u>{plain}</u></b>"
