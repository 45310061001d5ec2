"""Names that every file system and every archive program takes: plain ASCII, nothing reserved."""

from __future__ import annotations

import re

from digitizer.domain.values.text import clean, strip_marks

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def safe_part(text: str) -> str:
    """A piece of a file name: base letters, anything odd a hyphen, no dots or hyphens outside.

    The empty string when nothing of the text can stand in a name.
    """
    return _UNSAFE.sub("-", strip_marks(clean(text))).strip(".-")


def unreserved(name: str) -> str:
    """The name, with an underscore before it where Windows keeps it for a device."""
    return f"_{name}" if _RESERVED.match(name) else name


def shown_name(name: str) -> str:
    """A name from a strange package, fit for a sentence: printable and not endless."""
    printable = "".join(char if char.isprintable() else "?" for char in name)
    return printable if len(printable) <= 120 else f"{printable[:117]}..."
