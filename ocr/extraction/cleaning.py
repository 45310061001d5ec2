"""The text of a value as written: leaders and specks taken away, nothing corrected."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from digitizer.domain.schema import FieldKind, FieldSpec
from digitizer.domain.values.syllables import is_syllable
from digitizer.domain.values.text import clean, fold
from ocr.extraction.tokens import Token

_SPECK = re.compile(r"[^\w]+")
_JOINERS = frozenset({"-", "/", "&"})
_OUTSIDE = " .,;:-–—_~'`\"„“”|*=<>^«»·•!"
_NOTE_LENGTH = 1000
_AMOUNT_KINDS = frozenset({FieldKind.MONEY, FieldKind.AREA})
_NUMERIC_KINDS = frozenset(
    {
        FieldKind.DATE,
        FieldKind.TIME,
        FieldKind.ID_NUMBER,
        FieldKind.NUMBER,
        FieldKind.BOOK_NUMBER,
        FieldKind.TAX_CODE,
        *_AMOUNT_KINDS,
    }
)
# Behind an amount: "đồng" and what is read for it, and an m with whatever its small 2 looks like.
_MONEY_UNIT = re.compile(r"(?<=\d)\W*(?:dong|vnd|d)\W*(?:chan)?\W*$")
_AREA_UNIT = re.compile(r"(?<=\d)\W*(?:m\W?\w?|met vuong)\W*$")
_APART = re.compile(r"(?<=\d)\s*([.,])\s*(?=\d)")
# In typewriter faces a hyphen is as wide as a dash; the registers write the hyphen.
_TYPOGRAPHIC = str.maketrans("⁄∕–—‐‑", "//----")
_DOT_BY_SLASH = re.compile(r"\s*\.?/\.?\s*")
_DOT_BY_WORD = re.compile(r"(?<=[^\W\d])\.(?=\d)|(?<=\d)\.(?=[^\W\d])|(?<=[^\W\d])\.(?=[^\W\d])")


def value_text(spec: FieldSpec, tokens: Sequence[Token]) -> str:
    """The tokens as one text.

    Words without a letter or digit go, except a dash or slash between two words. Dots of a leader
    inside and behind words go; the dot of an abbreviation stays, and so do those of a note that
    end a sentence. Outer punctuation goes, except the full stop that ends a note, and the unit
    behind an amount.
    """
    words = [token.text.translate(_TYPOGRAPHIC) for token in tokens]
    kept = [
        word
        for index, word in enumerate(words)
        if not _SPECK.fullmatch(word) or (word in _JOINERS and 0 < index < len(words) - 1)
    ]
    if spec.kind in _AMOUNT_KINDS:
        return _amount_text(spec.kind, kept)
    if spec.kind in _NUMERIC_KINDS:
        return _number_text(kept)
    is_note = (spec.max_length or 0) >= _NOTE_LENGTH
    words = _without_stray_stops(kept) if is_note else [_without_leader_dots(w) for w in kept]
    text = clean(" ".join(words))
    bare = _without_single_bracket(text.strip(_OUTSIDE))
    if is_note and text.rstrip(_OUTSIDE.replace(".", "")).endswith("."):
        bare += "."
    return bare


def _without_stray_stops(words: Sequence[str]) -> list[str]:
    """Without a stop behind a small word that a small word or a number follows: no sentence ends
    there, a leader or a speck does."""
    return [
        word.removesuffix(".") if _is_stray(word, following) else word
        for word, following in zip_longest(words, words[1:], fillvalue="")
    ]


def _is_stray(word: str, following: str) -> bool:
    core = word.removesuffix(".")
    goes_on = following[:1].islower() or following[:1].isdigit()
    return goes_on and core != word and core.islower() and len(core) > 1 and is_syllable(core)


def _number_text(words: Sequence[str]) -> str:
    text = _DOT_BY_WORD.sub(" ", clean(" ".join(words)))
    return _DOT_BY_SLASH.sub("/", text).strip(_OUTSIDE + "()[]/")


def _amount_text(kind: FieldKind, words: Sequence[str]) -> str:
    """The number without its unit: the field says which it is."""
    text = _number_text(words)
    unit = _MONEY_UNIT if kind is FieldKind.MONEY else _AREA_UNIT
    folded = fold(text)
    found = unit.search(folded) if len(folded) == len(text) else None
    bare = text[: found.start()] if found else text
    return _APART.sub(r"\1", bare).strip(_OUTSIDE + "()[]/")


def _without_leader_dots(word: str) -> str:
    """Without dots of a leader: "Hòa.Hưng," is two words and "t.inh" one; "TP.HCM" stays."""
    core = word.rstrip(",;")
    tail = word[len(core) :]
    if "." not in core:
        return word
    parts = [part for part in core.split(".") if part]
    if parts and all(_stands_alone(part) for part in parts):
        return " ".join(parts) + tail
    joined = core.replace(".", "")
    return joined + tail if len(parts) > 1 and is_syllable(joined) else word


def _stands_alone(part: str) -> bool:
    return len(part) > 1 and is_syllable(part.strip(",;"))


def _without_single_bracket(text: str) -> str:
    for opening, closing in ("()", "[]"):
        if text.count(opening) != text.count(closing):
            text = text.strip(opening + closing + " ")
    return text
