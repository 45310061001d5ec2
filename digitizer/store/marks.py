"""Finding words without marks in texts that are stored with them.

The letters of a word become classes of all letters that fold to them, so that the database compares
by itself, however many rows there are."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from sqlalchemy import ColumnElement, and_

from digitizer.domain.values.text import fold, strip_marks

_VIETNAMESE = "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_GLOB_SPECIAL = frozenset("*?[")
_REGEX_SPECIAL = frozenset(r"\^$.|?*+()[]{}")
_LIKE_SPECIAL = frozenset("%_/")


def has_word(column: ColumnElement[str], word: str, dialect: str) -> ColumnElement[bool]:
    """Whether the column holds a word, both without the marks of Vietnamese and capitals;
    ``dialect`` is the name of the database's."""
    letters = fold(word)
    if dialect == "postgresql":
        return column.op("~", is_comparison=True)(_spelled(letters, _REGEX_SPECIAL, "\\{}"))
    pattern = f"*{_spelled(letters, _GLOB_SPECIAL, '[{}]')}*"
    exactly: ColumnElement[bool] = column.op("GLOB", is_comparison=True)(pattern)
    # SQLite looks for a plain letter several times as quickly as for a class.
    return and_(column.like(_roughly(letters), escape="/"), exactly)


def _spelled(letters: str, special: frozenset[str], escape: str) -> str:
    parts = []
    for letter in letters:
        if letter.isalpha():
            parts.append(f"[{_alike().get(letter, letter + letter.upper())}]")
        else:
            parts.append(escape.format(letter) if letter in special else letter)
    return "".join(parts)


def _roughly(letters: str) -> str:
    """A pattern of LIKE that leaves more: any sign for each letter that may bear a mark."""
    signs = ["_" if one in _alike() or not one.isascii() else one for one in letters]
    whole = "".join(f"/{one}" if one in _LIKE_SPECIAL and one != "_" else one for one in signs)
    return f"%{whole.lstrip('_')}%"


@cache
def _alike() -> dict[str, str]:
    """The letters that fold to a plain one, by that one."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for letter in _VIETNAMESE:
        found[strip_marks(letter).casefold()] += (letter, letter.lower())
    return {plain: "".join((plain, plain.upper(), *letters)) for plain, letters in found.items()}
