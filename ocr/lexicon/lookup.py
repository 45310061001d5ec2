"""Which words of a name, place or text are not among those that we know."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from digitizer.domain.schema import FieldKind
from digitizer.domain.values.syllables import odd_syllables
from digitizer.domain.values.text import clean, fold, spelling_key
from ocr.lexicon.units import is_unknown_commune, listed_words, unlisted

_Key = tuple[str, str]
_PUNCTUATION = ".,;:()\"'“”"
_WITH_PROVINCE = re.compile(r"(?:tỉnh|thành phố|tp\.?)\s+(?P<name>.+)", re.IGNORECASE)
# "xã Ngọc Sơn huyện Lạc Sơn": a level of administration right behind a name lacks its comma.
_LEVEL = ("tỉnh", "huyện", "quận", "thành phố", "thị xã")
_NO_COMMA = re.compile(rf"(?P<name>\w+) (?:{'|'.join(_LEVEL)})\b")
_WORDED_KINDS = frozenset({FieldKind.NAME, FieldKind.PLACE, FieldKind.TEXT})
_ODD_MARKS = re.compile(r"[^\w\s,.\-–/()'’]")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    places: frozenset[_Key]
    texts: frozenset[_Key]
    provinces: frozenset[_Key]
    surnames: frozenset[_Key]
    given_names: frozenset[_Key]
    twins: Mapping[str, tuple[str, ...]]
    family_shares: Mapping[str, float]
    abbreviations: frozenset[str]
    openings: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    content = tomllib.loads(files("ocr.lexicon").joinpath("words.toml").read_text(encoding="utf-8"))

    def words(*names: str) -> frozenset[_Key]:
        return frozenset(spelling_key(word) for name in names for word in content[name].split())

    return _Lexicon(
        places=words("places"),
        texts=words("relations", "numbers", "offices", "notes", "places", "causes", "purposes"),
        provinces=frozenset(spelling_key(name) for name in content["provinces"]),
        surnames=words("surnames"),
        given_names=words("given_names", "given_names_of_peoples"),
        twins=_by_letters(f"{content['surnames']} {content['given_names']}".split()),
        family_shares=dict(content["family_shares"]),
        abbreviations=frozenset(content["abbreviations"].split()),
        openings=frozenset(content["openings"].split()),
    )


def _by_letters(names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The names that differ in nothing but their marks, by their letters."""
    found: dict[str, tuple[str, ...]] = {}
    for name in dict.fromkeys(names):
        found[fold(name)] = (*found.get(fold(name), ()), name)
    return found


def name_twins(word: str) -> tuple[str, ...]:
    """The known family and given names with the letters of a word and other marks, in its
    capitals."""
    own = clean(word).casefold()
    known = _lexicon().twins.get(fold(word), ())
    return tuple(_cased_like(word, name) for name in known if name != own)


def is_known_name(word: str, *, is_family: bool) -> bool:
    """Whether a word is a family name, or may stand behind one, that the lists have."""
    known, key = _lexicon(), spelling_key(word)
    return key in known.surnames or (not is_family and key in known.given_names)


def family_share(word: str) -> float:
    """The share of people with a family name, 0..1, and a small one for the rare names."""
    shares = _lexicon().family_shares
    return shares.get(clean(word).casefold(), min(shares.values()) / 4) / 100


def _cased_like(word: str, name: str) -> str:
    if word.isupper() and len(word) > 1:
        return name.upper()
    return name.capitalize() if word[:1].isupper() else name


def odd_words(kind: FieldKind, text: str) -> tuple[str, ...]:
    """The words of a NAME, PLACE or TEXT that Vietnamese does not form and that no list knows
    either: names of listed units (Ea Tul, Cư M'gar) and abbreviations are none."""
    if kind not in _WORDED_KINDS:
        return ()
    odd = odd_syllables(text)
    if not odd or kind is FieldKind.NAME:
        return odd
    listed = {word for name in listed_words(text) for word in odd_syllables(name)}
    return tuple(word for word in odd if word not in listed | _lexicon().abbreviations)


def is_unfinished(kind: FieldKind, text: str) -> bool:
    """Whether a PLACE or TEXT ends with a word behind which something must come."""
    last = clean(text).rsplit(" ", 1)[-1]
    return kind in (FieldKind.PLACE, FieldKind.TEXT) and last in _lexicon().openings


def unfamiliar(kind: FieldKind, text: str) -> tuple[str, ...]:
    """The parts of a NAME, PLACE or TEXT that no list knows; nothing for other kinds.

    In places small words are looked up, the province at the end, and the communes and districts
    that a listed one nearly is; a commune named alone in all lists. A comma that must be missing
    counts as an unfamiliar part.
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
    words = clean(text).split()
    for index, word in enumerate(words):
        is_last = 0 < index == len(words) - 1
        if not is_known_name(word, is_family=index == 0) or (is_last and _is_lost_mark(word)):
            yield word


def _is_lost_mark(word: str) -> bool:
    """Whether a word is no given name but a family name, where a given name has its letters with
    other marks: Ung stands for Ưng at the end of a name."""
    given = _lexicon().given_names
    if spelling_key(word) in given:
        return False
    return any(spelling_key(twin) in given for twin in name_twins(word))


def _in_place(text: str) -> Iterator[str]:
    known = _lexicon()
    yield from _ODD_MARKS.findall(text)
    for word in _words(text):
        if word[0].islower() and spelling_key(word) not in known.places:
            yield word
    for match in _NO_COMMA.finditer(text):
        if match["name"][0].isupper() and not match["name"].isupper():
            yield match[0]
    parts = [part.strip() for part in text.split(",")]
    province = _WITH_PROVINCE.fullmatch(parts[-1]) if len(parts) > 1 else None
    if province and spelling_key(province["name"]) not in known.provinces:
        yield parts[-1]
    yield from (unit.written for unit in unlisted(text))
    if is_unknown_commune(text):
        yield text


def _in_text(text: str) -> Iterator[str]:
    known = _lexicon()
    words = _words(text)
    for index, word in enumerate(words):
        is_name = index > 0 and word[0].isupper() and not word.isupper()
        if is_name or word in known.abbreviations:
            continue
        if spelling_key(word) not in known.texts:
            yield word


def _words(text: str) -> list[str]:
    stripped = (word.strip(_PUNCTUATION) for word in re.split(r"[\s/\-–]+", text))
    return [word for word in stripped if word and not word[0].isdigit()]
