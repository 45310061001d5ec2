"""From keys to a word with marks, as Vietnamese typists know it.

Marks may be typed anywhere behind their letter, also at the end of the syllable (``nguyenxe``), and
a mark typed again goes away and leaves its key (``ass``: as). What can be no Vietnamese syllable
and no known word is left as its keys. The tone stands where our lists have it (hòa, thúy).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from digitizer.domain.typing.methods import Mark, Marking, Method, marked
from digitizer.domain.typing.spelling import Spelling, has_no_vowel, is_abbreviation
from digitizer.domain.values.text import strip_marks, without_tone
from digitizer.domain.values.tones import with_tone

_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Typed:
    """A word (NFC) and where the caret is in it."""

    text: str
    caret: int


@dataclass(frozen=True, slots=True)
class _Word:
    """``letters`` without the tone; ``alone`` is the place of an ư that one key made; ``dead`` are
    keys that were taken back and are letters from then on."""

    letters: str
    tone: str
    caret: int
    alone: int | None = None
    dead: frozenset[str] = frozenset()

    @property
    def lower(self) -> str:
        return self.letters.lower()

    def shown(self) -> Typed:
        letters = self.letters
        if self.lower.endswith("ươ") and not self.lower.startswith("qu"):
            # Behind an open rhyme only the second letter has the horn: thuở, huơ.
            letters = letters[:-2] + _cased(letters[-2], "u") + letters[-1]
        return Typed(with_tone(letters, self.tone), self.caret)


def compose(before: str, keys: str, after: str, method: Method, spelling: Spelling) -> Typed:
    """What a word becomes by keys typed between its parts ``before`` and ``after`` the caret, which
    may have marks already. One letter each in NFC; keys are letters and digits."""
    word = _run(before, keys, after, method, spelling)
    return word.shown() if _stands(word, spelling) else _as_typed(before, keys, after)


def finish(before: str, keys: str, after: str, method: Method, spelling: Spelling) -> Typed:
    """The word when the next one begins: one that did not become a syllable is its keys again."""
    word = _run(before, keys, after, method, spelling)
    shown = word.shown()
    is_whole = spelling.is_whole(without_tone(shown.text)[0].lower())
    return shown if is_whole or word.dead or not keys else _as_typed(before, keys, after)


def _as_typed(before: str, keys: str, after: str) -> Typed:
    return Typed(before + keys + after, len(before) + len(keys))


def _run(before: str, keys: str, after: str, method: Method, spelling: Spelling) -> _Word:
    letters, tone = without_tone(before + after)
    word = _Word(_with_both_horns(letters), tone, len(before))
    for key in keys:
        word = _press(word, key, method, spelling)
    return word


def _with_both_horns(letters: str) -> str:
    """An open uơ as the ươ that it becomes when a letter follows."""
    if letters.lower().endswith("uơ") and not letters.lower().startswith("qu"):
        return letters[:-2] + _cased(letters[-2], "ư") + letters[-1]
    return letters


def _stands(word: _Word, spelling: Spelling) -> bool:
    return bool(word.dead) or spelling.may_become(word.lower, word.tone)


def _press(word: _Word, key: str, method: Method, spelling: Spelling) -> _Word:
    lower = key.lower()
    is_lost = not _stands(word, spelling) and not has_no_vowel(word.lower)
    if lower in word.dead or is_lost:
        return _insert(word, key)
    changed = None
    if lower in method.tones:
        changed = _toned(word, key, method.tones[lower], spelling)
    elif lower in method.marks:
        changed = _marked(word, key, method.marks[lower], spelling)
    return changed or _insert(word, key)


def _insert(word: _Word, key: str) -> _Word:
    letters = word.letters[: word.caret] + key + word.letters[word.caret :]
    return replace(word, letters=letters, caret=word.caret + 1)


def _take_back(word: _Word, key: str) -> _Word:
    """The word with the key as a letter, which it stays from now on."""
    return _insert(replace(word, dead=word.dead | {key.lower()}), key)


def _toned(word: _Word, key: str, tone: str, spelling: Spelling) -> _Word | None:
    if not _VOWELS & set(strip_marks(word.lower)):
        return None
    if tone and word.tone == tone:
        return _take_back(replace(word, tone=""), key)
    if tone == word.tone or not spelling.may_become(word.lower, tone):
        return None
    return replace(word, tone=tone)


def _marked(word: _Word, key: str, marking: Marking, spelling: Spelling) -> _Word | None:
    for letters in _markings(word.letters, marking):
        if letters != word.letters and spelling.may_become(letters.lower(), word.tone):
            return replace(word, letters=letters)
    if marking.stands_alone:
        alone = replace(_insert(word, _cased(key, "ư")), alone=word.caret)
        if spelling.may_become(alone.lower, alone.tone):
            return alone
    return _unmarked(word, key, marking)


def _markings(letters: str, marking: Marking) -> Iterator[str]:
    """The letters with the mark at each place that may take it, the likeliest first."""
    plain = strip_marks(letters).lower()
    pair = plain.find("uo")
    if pair >= 0 and {"o", "u"} <= set(marking.letters):
        yield _changed(letters, pair, "ươ")
    elif pair >= 0 and marking.mark is Mark.CIRCUMFLEX and "o" in marking.letters:
        yield _changed(letters, pair, "uô")
    for place in reversed(range(len(letters))):
        if plain[place] in marking.letters:
            yield _changed(letters, place, marked(marking.mark, plain[place]))


def _changed(letters: str, place: int, new: str) -> str:
    """The letters with others at a place, in their case. Marks that are there already change
    nothing and are no marking."""
    end = place + len(new)
    fresh = "".join(map(_cased, letters[place:end], new))
    return letters[:place] + fresh + letters[end:]


def _unmarked(word: _Word, key: str, marking: Marking) -> _Word | None:
    """The word without the mark that this key put on, and the key as a letter."""
    if word.alone is not None and marking.stands_alone:
        place = word.alone
        without = word.letters[:place] + word.letters[place + 1 :]
        return _take_back(replace(word, letters=without, caret=word.caret - 1, alone=None), key)
    if is_abbreviation(word.lower) and word.lower[word.caret - 1] != "đ":
        return None
    plain = strip_marks(word.letters)
    own = {marked(marking.mark, letter): letter for letter in marking.letters}
    bare = "".join(
        plain[place] if letter.lower() in own else letter
        for place, letter in enumerate(word.letters)
    )
    return _take_back(replace(word, letters=bare), key) if bare != word.letters else None


def _cased(model: str, letter: str) -> str:
    return letter.upper() if model.isupper() else letter
