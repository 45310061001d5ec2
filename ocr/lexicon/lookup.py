"""Which words of a name, place or text are not among those that we know."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from digitizer.domain.schema import FieldKind
from digitizer.domain.values.text import clean, spelling_key
from ocr.lexicon.units import unlisted

_Key = tuple[str, str]
_PUNCTUATION = ".,;:()\"'“”"
_WITH_PROVINCE = re.compile(r"(?:tỉnh|thành phố|tp\.?)\s+(?P<name>.+)", re.IGNORECASE)
# "xã Ngọc Sơn huyện Lạc Sơn": a level of administration right behind a name lacks its comma.
_LEVEL = ("tỉnh", "huyện", "quận", "thành phố", "thị xã")
_NO_COMMA = re.compile(rf"(?P<name>\w*[^\W\d_a-z]\w*[^\W\d_A-Z]\w*) (?:{'|'.join(_LEVEL)})\b")
_ODD_MARKS = re.compile(r"[^\w\s,.\-–/()'’]")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    places: frozenset[_Key]
    texts: frozenset[_Key]
    provinces: frozenset[_Key]
    surnames: frozenset[_Key]
    given_names: frozenset[_Key]


@cache
def _lexicon() -> _Lexicon:
    content = tomllib.loads(files("ocr.lexicon").joinpath("words.toml").read_text(encoding="utf-8"))

    def words(*names: str) -> frozenset[_Key]:
        return frozenset(spelling_key(word) for name in names for word in content[name].split())

    return _Lexicon(
        words("places"),
        words("relations", "numbers", "offices", "notes", "places"),
        frozenset(spelling_key(name) for name in content["provinces"]),
        words("surnames"),
        words("given_names", "surnames"),
    )


def unfamiliar(kind: FieldKind, text: str) -> tuple[str, ...]:
    """The parts of a NAME, PLACE or TEXT that no list knows; nothing for other kinds.

    In places small words are looked up, the province at the end, and the communes and districts
    that a listed one nearly is. A comma that must be missing counts as an unfamiliar part.
    """
    match kind:
        case FieldKind.NAME:
            return tuple(_in_name(text))
        case FieldKind.PLACE:
            return tuple(_in_place(text))
        case FieldKind.TEXT:
            return tuple(_in_text(text))
        case _:
            return ()


def _in_name(text: str) -> Iterator[str]:
    known = _lexicon()
    words = clean(text).split()
    for index, word in enumerate(words):
        if spelling_key(word) not in (known.given_names if index else known.surnames):
            yield word


def _in_place(text: str) -> Iterator[str]:
    known = _lexicon()
    yield from _ODD_MARKS.findall(text)
    for word in _words(text):
        if word[0].islower() and spelling_key(word) not in known.places:
            yield word
    for match in _NO_COMMA.finditer(text):
        if not match["name"].isupper():
            yield match[0]
    parts = [part.strip() for part in text.split(",")]
    province = _WITH_PROVINCE.fullmatch(parts[-1]) if len(parts) > 1 else None
    if province and spelling_key(province["name"]) not in known.provinces:
        yield parts[-1]
    yield from (unit.written for unit in unlisted(text))


def _in_text(text: str) -> Iterator[str]:
    known = _lexicon()
    words = _words(text)
    for index, word in enumerate(words):
        is_name = index > 0 and word[0].isupper() and not word.isupper()
        if not is_name and spelling_key(word) not in known.texts:
            yield word


def _words(text: str) -> list[str]:
    stripped = (word.strip(_PUNCTUATION) for word in re.split(r"[\s/\-–]+", text))
    return [word for word in stripped if word and not word[0].isdigit()]
