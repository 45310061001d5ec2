"""What the schema knows of a field, put to use on a reader's alternatives.

A date, a number, a code or a place can be told from what is none. Where the free reading is none
the likeliest combination of its words' alternatives that is one takes its place, for a clerk to
look at. A name can be anything: its alternatives are offered and never taken.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from digitizer.domain.page import Alternative
from digitizer.domain.problems import Severity
from digitizer.domain.schema import CodeList, FieldKind, FieldSpec
from digitizer.domain.values.canonical import Canonical, canonical
from digitizer.domain.values.syllables import is_syllable
from digitizer.domain.values.tones import dot_twin
from ocr.extraction.cleaning import value_text
from ocr.extraction.tokens import Token
from ocr.lexicon import chance, family_share, is_known_name, name_twins, odd_words, unfamiliar

# How likely a legal reading must be, compared with the free one. Few texts are a code or a date, so
# one that is one hardly comes up by chance; many wrong places are made of familiar words.
_LEAST_ODDS = {
    FieldKind.DATE: 0.01,
    FieldKind.TIME: 0.01,
    FieldKind.NUMBER: 0.01,
    FieldKind.ID_NUMBER: 0.01,
    FieldKind.BOOK_NUMBER: 0.01,
    FieldKind.MONEY: 0.01,
    FieldKind.AREA: 0.01,
    FieldKind.TAX_CODE: 0.01,
    FieldKind.CODE: 0.01,
    FieldKind.PLACE: 0.2,
}
_LEAST_PATTERN_ODDS = 0.01
_DIGIT_KINDS = frozenset(
    {
        FieldKind.DATE,
        FieldKind.TIME,
        FieldKind.NUMBER,
        FieldKind.ID_NUMBER,
        FieldKind.BOOK_NUMBER,
        FieldKind.MONEY,
        FieldKind.AREA,
        FieldKind.TAX_CODE,
    }
)
# What a paper may well say: a clerk is asked, but no other reading is put in its place.
_ABOUT_THE_PAPER = frozenset({"area-either-way", "date-lunar"})
_LOOK_ALIKE = re.compile(r"[IOl]")
_DIGITS = str.maketrans({"I": "1", "l": "1", "O": "0", "o": "0", "|": "1"})
_LOOK_ALIKE_ODDS = 0.1
_LEAST_NAME_ODDS = 0.0003
# How usual names are behind a family name: those of the lists, and words that are in none.
_USUAL, _STRANGE = 0.005, 0.0005
_MOST_TRIED = 300
_LEAST_CHANCE = 0.001


@dataclass(frozen=True, slots=True)
class Combination:
    """One choice of texts for the words of a value; ``odds`` is its probability divided by that of
    the free reading."""

    tokens: tuple[Token, ...]
    odds: float

    @property
    def confidence(self) -> float:
        return min((token.confidence for token in self.tokens), default=0.0)


@dataclass(frozen=True, slots=True)
class Legal:
    """A combination that is a value of the field's kind."""

    text: str
    found: Canonical
    confidence: float


def is_sound(spec: FieldSpec, text: str, found: Canonical) -> bool:
    """Whether a text is all that can be asked of its field: a value of its kind without a problem,
    for places also in words that are known, for identity numbers without letters that no series
    uses because they look like digits."""
    doubts = (p for p in found.problems if p.code not in _ABOUT_THE_PAPER)
    if found.value is None or any(p.severity is not Severity.INFO for p in doubts):
        return False
    if spec.kind is FieldKind.ID_NUMBER:
        return not _LOOK_ALIKE.search(text)
    if spec.kind is not FieldKind.PLACE:
        return True
    return not odd_words(spec.kind, text) and not unfamiliar(spec.kind, text)


def legal_readings(
    spec: FieldSpec, tokens: Sequence[Token], code_list: CodeList | None, count: int
) -> tuple[Legal, ...]:
    """The likeliest sound readings with different values, the best first; none for a kind that
    cannot be told from what is none."""
    least = _LEAST_PATTERN_ODDS if spec.pattern else None
    least = _LEAST_ODDS.get(spec.kind, least)
    if least is None:
        return ()
    legal: dict[str, Legal] = {}
    if spec.kind in _DIGIT_KINDS or spec.pattern:
        tokens = [_with_digits(token) for token in tokens]
    for each in combinations(tokens, least):
        text = value_text(spec, each.tokens)
        found = canonical(spec, text, code_list)
        if found.value is not None and found.value not in legal and is_sound(spec, text, found):
            legal[found.value] = Legal(text, found, each.confidence)
        if len(legal) == count:
            break
    return tuple(legal.values())


def _with_digits(token: Token) -> Token:
    """A word with the digits that its letters look like among its alternatives: in typewriter faces
    one and capital I are drawn alike."""
    digits = token.text.translate(_DIGITS)
    if digits == token.text or any(other.text == digits for other in token.alternatives):
        return token
    if not all(char.isdigit() or not char.isalnum() for char in digits):
        return token
    likely = Alternative(digits, token.confidence * _LOOK_ALIKE_ODDS)
    return replace(token, alternatives=(*token.alternatives, likely))


def other_names(spec: FieldSpec, tokens: Sequence[Token], count: int) -> tuple[str, ...]:
    """What a name may read instead, the likeliest first: by the reader's alternatives and by known
    names with other marks; then, for words that have alternatives, the twin with or without the dot
    below, which a leader under the vowel makes or hides."""
    free = value_text(spec, tokens)
    weighed = [_weighed(token, is_family=index == 0) for index, token in enumerate(tokens)]
    texts = dict.fromkeys(
        value_text(spec, each.tokens) for each in combinations(weighed, _LEAST_NAME_ODDS)
    )
    for index, token in enumerate(tokens):
        twin = dot_twin(token.text) if token.alternatives else None
        if twin is not None and is_syllable(twin):
            changed = (*tokens[:index], replace(token, text=twin), *tokens[index + 1 :])
            texts.setdefault(value_text(spec, changed))
    return tuple(text for text in texts if text and text != free)[:count]


def _weighed(token: Token, *, is_family: bool) -> Token:
    """A word of a name with all it may be: what the reader proposes and the known names that have
    its letters with other marks, each as likely as the reader, the confusion of marks and the
    frequency of names make it. A known name that the reader is sure of has no other."""
    is_known = is_known_name(token.text, is_family=is_family)
    if is_known and not token.alternatives:
        return token
    odds = {other.text: other.confidence for other in token.alternatives}
    for twin in name_twins(token.text):
        odds[twin] = max(odds.get(twin, 0.0), token.confidence * chance(token.text, twin))
    own = _weight(token.text, is_family=is_family)
    others = tuple(
        Alternative(text, min(1.0, odd * _weight(text, is_family=is_family) / own))
        for text, odd in odds.items()
    )
    return replace(token, alternatives=others)


def _weight(word: str, *, is_family: bool) -> float:
    """How usual a word is in its place in a name."""
    if not is_known_name(word, is_family=is_family):
        return _STRANGE
    return family_share(word) if is_family else _USUAL


def combinations(tokens: Sequence[Token], least_odds: float) -> Iterator[Combination]:
    """The choices of a text for each word, the likeliest first, beginning with the free reading."""
    return islice(_ranked([_options(token) for token in tokens], least_odds), _MOST_TRIED)


def _options(token: Token) -> list[tuple[float, Token]]:
    """A word's texts with their odds against the free one, the likeliest first."""
    chance = max(token.confidence, _LEAST_CHANCE)
    others = [
        (min(1.0, other.confidence / chance), token.reading(other)) for other in token.alternatives
    ]
    return [(1.0, token), *sorted(others, key=lambda option: -option[0])]


def _ranked(
    options: Sequence[Sequence[tuple[float, Token]]], least_odds: float
) -> Iterator[Combination]:
    """Best first: from each choice only later words are changed further, so none comes twice."""
    heap: list[tuple[float, int, tuple[int, ...]]] = [(-1.0, 0, (0,) * len(options))]
    while heap:
        negative, place, chosen = heapq.heappop(heap)
        picked = tuple(words[index][1] for words, index in zip(options, chosen, strict=True))
        yield Combination(picked, -negative)
        for later in range(place, len(options)):
            following = chosen[later] + 1
            if following < len(options[later]):
                step = options[later][following][0] / options[later][chosen[later]][0]
                if -negative * step >= least_odds:
                    changed = (*chosen[:later], following, *chosen[later + 1 :])
                    heapq.heappush(heap, (negative * step, later, changed))
