"""Where a tone mark stands in a syllable."""

from __future__ import annotations

import unicodedata

from digitizer.domain.values.text import strip_marks, without_tone

DOT_BELOW = "\u0323"
_VOWELS = frozenset("aeiouy")
_WITH_MARK = frozenset("ăâêôơư")


def with_tone(syllable: str, tone: str) -> str:
    """The syllable with this tone (a combining mark, "" for the level one) instead of its own, in
    NFC; the old placement (hòa, thúy). A syllable without a vowel stays as it is."""
    base, _ = without_tone(syllable)
    place = _place(base)
    if place is None or not tone:
        return base
    return unicodedata.normalize("NFC", base[: place + 1] + tone + base[place + 1 :])


def dot_twin(syllable: str) -> str | None:
    """The same syllable with the dot below, or without it: what a leader under the vowel makes of
    it. None for a syllable with another tone."""
    _, tone = without_tone(syllable)
    if tone not in ("", DOT_BELOW):
        return None
    twin = with_tone(syllable, "" if tone else DOT_BELOW)
    return twin if twin != unicodedata.normalize("NFC", syllable) else None


def _place(base: str) -> int | None:
    """The index of the letter that carries the tone: the last with a mark of its own, else the one
    that the rhyme's shape asks for."""
    letters, plain = base.casefold(), strip_marks(base).casefold()
    if len(letters) != len(base) or len(plain) != len(base):
        return None
    vowels = [index for index, letter in enumerate(plain) if letter in _VOWELS]
    if len(vowels) > 1 and plain[:2] in ("qu", "gi") and letters[1] in "ui":
        vowels.remove(1)
    marked = [index for index in vowels if letters[index] in _WITH_MARK]
    if marked:
        return marked[-1]
    if not vowels:
        return None
    if len(vowels) == 2 and vowels[-1] == len(plain) - 1:
        return vowels[0]
    return vowels[1] if len(vowels) == 3 else vowels[-1]
