"""Regular expressions of document types in the dialects of the schema languages."""

from __future__ import annotations

import re

_PIECE = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\(\?.|.", re.DOTALL)
_SAME_EVERYWHERE = re.compile(r"\\[.\-\\/()\[\]{}|*+?^$]")


def xsd_pattern(pattern: str) -> str | None:
    r"""A Python expression that matches a whole value, as XML Schema writes it; None for one that
    it cannot say (looking ahead, borders of words). ``\d`` becomes ``[0-9]``: there it would also
    mean the digits of other scripts."""
    parts: list[str] = []
    for piece in _PIECE.findall(pattern):
        part = _in_xsd(piece)
        if part is None:
            return None
        parts.append(part)
    return "".join(parts)


def ecma_pattern(pattern: str) -> str | None:
    r"""The same for JSON Schema and CSVW, which find a pattern anywhere unless it says ``^`` and
    ``$``; None for groups with names and other things that only Python knows."""
    tokens = _PIECE.findall(pattern)
    if any(_is_pythons_own(piece) for piece in tokens):
        return None
    return f"^(?:{pattern})$"


def one_of_pattern(texts: tuple[str, ...]) -> str:
    """An expression for exactly these texts, in every dialect."""
    return "|".join(re.sub(r"([.\\()\[\]{}|*+?^$])", r"\\\1", text) for text in texts)


def _in_xsd(piece: str) -> str | None:
    if piece == "\\d":
        return "[0-9]"
    if piece.startswith("\\"):
        return piece if _SAME_EVERYWHERE.fullmatch(piece) else None
    if piece.startswith("["):
        inside = piece[1:-1].replace("\\d", "0-9")
        has_class = re.search(r"\\[A-Za-z]", inside) is not None
        return None if has_class else f"[{inside}]"
    if piece.startswith("(?"):
        return "(" if piece == "(?:" else None
    return None if piece in "^$" else piece


def _is_pythons_own(piece: str) -> bool:
    if piece.startswith("(?"):
        return piece not in ("(?:", "(?=", "(?!")
    return piece in ("\\A", "\\Z")
