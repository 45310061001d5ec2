"""How often words stand in names, places and texts, by their letters without marks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from math import exp, log

from digitizer.domain.values.text import clean, fold, strip_marks

# What a word weighs that only the learned names have, as a share of all words of its kind.
_RARE = 1e-5
# How much the words that were seen together tell beside each word by itself.
_SEEN_PAIRS = 0.9
# The lists weigh as much as so many names of a workspace.
_LISTED_NAMES = 500


class Part(StrEnum):
    """Where a word stands in a name of a person."""

    FAMILY = "family"
    MIDDLE = "middle"
    GIVEN = "given"


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"


Shares = Mapping[str, float]


class ByLetters:
    """Words with their share of all (0..1), found by their letters without marks."""

    def __init__(self, shares: Shares) -> None:
        found: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
        for word, share in shares.items():
            found[strip_marks(word).casefold()].append((word, log(max(share, _RARE))))
        self._words = {
            letters: tuple(sorted(words, key=lambda each: -each[1]))
            for letters, words in found.items()
        }

    def get(self, letters: str) -> tuple[tuple[str, float], ...]:
        """The words with these letters and the logarithm of each one's share, the largest first."""
        return self._words.get(letters, ())


@dataclass(frozen=True, slots=True)
class NameWords:
    """The words of names by their part, each part with the shares among one sex or both."""

    words: Mapping[tuple[Part, Sex], ByLetters]

    def get(self, part: Part, sex: Sex, letters: str) -> tuple[tuple[str, float], ...]:
        return self.words[part, sex].get(letters)


@dataclass(frozen=True)
class Prose:
    """The words of running text and how often one follows another; words keep the capitals with
    which they stand in the texts that were counted."""

    counts: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int]

    @cached_property
    def by_letters(self) -> ByLetters:
        total = sum(self.counts.values()) or 1
        return ByLetters({word: count / total for word, count in self.counts.items()})

    def behind(self, before: str, word: str, alone: float) -> float:
        """The logarithm of a word's share behind another; ``alone`` is that of its share of all."""
        count = self.pairs.get((before, word), 0)
        seen = count / self.counts[before] if count else 0.0
        return log(_SEEN_PAIRS * seen + (1 - _SEEN_PAIRS) * exp(alone))


def prose(texts: Iterable[str]) -> Prose:
    """The words of texts; only those made of letters or digits count."""
    counts: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts:
        split = clean(text).replace(",", " ").split()
        words = [word for word in split if word.replace("'", "").isalnum()]
        counts.update(words)
        pairs.update(pairwise(words))
    return Prose(dict(counts), dict(pairs))


@dataclass(frozen=True, slots=True)
class Learned:
    """Names that a workspace knows: how often each whole name was met, by its folded form, and how
    often each word was met, in lower case, by its part and letters. ``total`` counts the names."""

    names: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    words: Mapping[tuple[Part, str], Mapping[str, int]] = field(default_factory=dict)
    total: int = 0

    def weigh(
        self, part: Part, letters: str, listed: Sequence[tuple[str, float]]
    ) -> Sequence[tuple[str, float]]:
        """The words of the lists with what was learned: one that was met counts more, and one that
        no list has is there too."""
        met = self.words.get((part, letters))
        if not met:
            return listed
        shares = {word: exp(weight) * _LISTED_NAMES for word, weight in listed}
        for word, count in met.items():
            shares[word] = shares.get(word, 0.0) + count
        every = _LISTED_NAMES + self.total
        return [(word, log(share / every)) for word, share in shares.items()]


NOTHING_LEARNED = Learned()


def part_of(index: int, count: int) -> Part:
    """The part that a word of a name is by its place among all words."""
    if index == 0:
        return Part.FAMILY
    return Part.GIVEN if index == count - 1 else Part.MIDDLE


def learned(names: Mapping[str, int]) -> Learned:
    """What names tell, each with how often it was met; a name without any mark tells nothing."""
    by_fold: defaultdict[str, dict[str, int]] = defaultdict(dict)
    words: defaultdict[tuple[Part, str], Counter[str]] = defaultdict(Counter)
    total = 0
    for name, count in names.items():
        plain = clean(name).casefold()
        if strip_marks(plain) == plain:
            continue
        here = by_fold[fold(name)]
        here[plain] = here.get(plain, 0) + count
        total += count
        parts = plain.split()
        for index, word in enumerate(parts):
            words[part_of(index, len(parts)), strip_marks(word)][word] += count
    return Learned(dict(by_fold), {key: dict(found) for key, found in words.items()}, total)
